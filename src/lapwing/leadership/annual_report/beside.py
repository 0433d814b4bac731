"""What stands beside a section that is about to be published: editions of the scorecard, and former sections.

Whoever has two of them could subtract. So a section is not published while a number of it, beside the same number as
it was published before, would tell of few records.
"""

from collections.abc import Iterable, Iterator

from lapwing.exchange.snapshot.models import Snapshot
from lapwing.exchange.snapshot.reading import NotThatSnapshot
from lapwing.leadership.annual_report.models import PublishedSection
from lapwing.leadership.scorecard import editions, queries
from lapwing.measures.periods import Year, parse

REFUSED = (
    "This section is not published: {what}. A number of it moved by so few since then that whoever has both could tell "
    "of single records. It can be published once the numbers have moved by more, or stand again as they were published."
)


def refusal(of: Snapshot, year: Year) -> str:
    """Why the section of this snapshot must not be published beside what was published; empty where it may be."""
    what = next(_against(of, year), "")
    return REFUSED.format(what=what) if what else ""


def _against(of: Snapshot, year: Year) -> Iterator[str]:
    shown = (year, year.before)  # a section has its year beside the year before
    if any(_year(key) in shown for key in _said_otherwise(of)):
        yield "the scorecard was published otherwise"
    near = (year.start - 1, year.start, year.start + 1)
    for row in PublishedSection.objects.filter(start__in=near).exclude(snapshot=of).select_related("snapshot"):
        both = {each for each in shown if each in (row.year, row.year.before)}
        if any(_tells_of_few(of, row.snapshot, each) for each in both):
            yield f"the yearly report for {row.year.label} was published otherwise"


def _said_otherwise(of: Snapshot) -> Iterable[str]:
    """Numbers of the scorecard that an edition of this snapshot could not say anew."""
    proposed = editions.to_publish(editions.last(), of)
    return (*proposed.standing, *proposed.left_out)


def _tells_of_few(of: Snapshot, then: Snapshot, year: Year) -> bool:
    """A snapshot whose files are gone can no longer be compared, and nothing is published beside it."""
    try:
        return queries.publication(of, year).tells_of_few(queries.publication(then, year))
    except NotThatSnapshot:
        return True


def _year(key: str) -> Year:
    period = parse(key.rpartition("/")[2])
    return period if isinstance(period, Year) else period.year
