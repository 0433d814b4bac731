"""Which numbers were published, and what a later snapshot says otherwise.

Compared are texts after suppression, of quarters that were over: so a number that was hidden is hidden here too.

Two editions of one quarter must not tell of few records either: whoever has both could subtract. So a number that was
published is published anew only where it may follow the old one (`Publication.may_follow`): it, and all that it is made
of, moved by nothing or by more than five. Otherwise the published text stands, until it has.
"""

from collections.abc import Iterable, Iterator, Mapping

from lapwing.exchange.snapshot.models import Snapshot
from lapwing.exchange.snapshot.reading import NotThatSnapshot
from lapwing.leadership.scorecard import presenters, queries
from lapwing.leadership.scorecard.changes import Restated
from lapwing.leadership.scorecard.models import Edition, Restatement
from lapwing.leadership.scorecard.numbers import Numbers
from lapwing.leadership.scorecard.sections import Line
from lapwing.measures import catalogue
from lapwing.measures.grid import Place
from lapwing.measures.model import Measure
from lapwing.measures.periods import Period, Quarter, Year, parse
from lapwing.measures.publishing import ALL, Cell, Publication
from lapwing.measures.tables import AREA_NOT_RECORDED


def last() -> Edition | None:
    """The edition that was published last."""
    return Edition.objects.select_related("snapshot").first()


def texts(of: Snapshot) -> dict[str, str]:
    """Every number of the scorecard that is of a period that was over, as its text, by measure, area and period."""
    return dict(_texts(of))


def _texts(of: Snapshot) -> Iterator[tuple[str, str]]:
    areas = (*of.area_names, AREA_NOT_RECORDED, ALL)
    periods = [period for year in queries.years(of) for period in (*year.quarters, year)]
    over = [period for period in periods if period.last <= of.coverage.taken_on]
    for measure in catalogue.MEASURES.values():
        for area in areas:
            read = Numbers(of, Line(measure), area)
            for cell in map(read.cell, over):
                yield place(measure, cell), cell.text


def to_publish(before: Edition | None, of: Snapshot) -> tuple[dict[str, str], dict[str, str]]:
    """The texts of an edition of a snapshot; and which of them stand as they were published, from which snapshot."""
    now, standing = texts(of), {}
    for key, text in now.items() if before else ():
        was = before.texts.get(key) if before else None
        if before and was is not None and was != text and not _may_move(before, of, key):
            now[key], standing[key] = was, str(_source(before, key))
    return now, standing


def _source(before: Edition, key: str) -> str:
    """The snapshot from which a published text came."""
    return str(before.standing.get(key, before.snapshot_id))


def _may_move(before: Edition, of: Snapshot, key: str) -> bool:
    """Whether the new text beside the old one tells of no few records."""
    measure, area, period = key.split("/")
    year = _year(parse(period))
    return queries.publication(of, year).may_follow(
        lambda where: _then(before, measure, where), catalogue.get(measure), presenters.area_of(area), parse(period)
    )


def _then(before: Edition, measure: str, where: Place) -> Publication | None:
    """What was published where a count stands; None where that can no longer be told."""
    then = queries.snapshot(_source(before, f"{measure}/{presenters.area_key(where.area)}/{where.period.key}"))
    try:
        return queries.publication(then, _year(where.period)) if then else None
    except NotThatSnapshot:
        return None


def _year(period: Period) -> Year:
    return period if isinstance(period, Year) else period.year


def place(measure: Measure, cell: Cell) -> str:
    """The name of a number in an edition."""
    return f"{measure.key}/{presenters.area_key(cell.area)}/{cell.period.key}"


def restated(before: Edition | None, now: Mapping[str, str]) -> list[Restated]:
    """The quarters whose published text is another now. A measure that is new restates nothing."""
    was: Mapping[str, str] = before.texts if before else {}
    return [
        Restated(*place.split("/"), was[place], text)
        for place, text in now.items()
        if place in was and was[place] != text and isinstance(_period(place), Quarter)
    ]


def quarters(found: Iterable[Restated]) -> list[Quarter]:
    """The quarters that changed, in their order: a reason is asked for each."""
    periods = {parse(one.period) for one in found}
    return sorted(each for each in periods if isinstance(each, Quarter))


def _period(place: str) -> Period:
    return parse(place.rpartition("/")[2])


def otherwise(before: Edition | None, of: Snapshot) -> list[Restated]:
    """What this snapshot says otherwise of the numbers published last."""
    return restated(before, to_publish(before, of)[0]) if before and before.snapshot_id != of.pk else []


def marks(of: Snapshot) -> frozenset[str]:
    """The places that were ever restated, or that this snapshot says otherwise."""
    said = Restatement.objects.values_list("measure", "area", "period")
    found = {"/".join(one) for one in said}
    return frozenset(found | {f"{one.measure}/{one.area}/{one.period}" for one in otherwise(last(), of)})
