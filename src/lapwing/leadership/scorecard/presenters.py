"""Words and addresses for the scorecard's pages; templates hold neither."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from lapwing.directory.keys import reference
from lapwing.exchange.snapshot import presenters as told
from lapwing.exchange.snapshot.models import Snapshot
from lapwing.leadership.scorecard.opening import Counted, Since
from lapwing.leadership.scorecard.queries import Reading
from lapwing.measures import disclosure
from lapwing.measures.cells import Cell, State
from lapwing.measures.grid import ALL
from lapwing.measures.model import Kind, Measure, Part
from lapwing.measures.periods import Month, Period, Quarter
from lapwing.measures.tables import AREA_NOT_RECORDED
from lapwing.people import queries as people
from lapwing.rules import words

NOT_RECORDED_KEY = "not-recorded"


def area_key(area: str) -> str:
    """An area as it stands in an address."""
    return NOT_RECORDED_KEY if area == AREA_NOT_RECORDED else area


def area_of(key: str) -> str:
    return AREA_NOT_RECORDED if key == NOT_RECORDED_KEY else key


def number_url(
    reading: Reading, area: str, period: Period, name: str = "number", *, category: str = "", which: str = ""
) -> str:
    """The page that opens one number; of a breakdown, one of its categories."""
    path = reverse(name, args=[reading.measure.key, area_key(area), period.key])
    asked = {"snapshot": str(reading.snapshot.pk), "category": category, "which": which}
    asked["by"] = reading.now.by.key if reading.now.by and category else ""
    return f"{path}?{urlencode({name: value for name, value in asked.items() if value})}"


def measure_url(reading: Reading, area: str) -> str:
    """The page of a number's measure, for its area and year; of all areas, where it is of none."""
    asked = {"year": reading.year.key, "area": area or ALL, "snapshot": str(reading.snapshot.pk)}
    return f"{reverse('scorecard_measure', args=[reading.measure.key])}?{urlencode(asked)}"


def opening_urls(reading: Reading, cell: Cell) -> list[tuple[str, str]]:
    """Where the children behind a number open, and in what words: those counted, and those that it is divided by."""
    named = [("", "Open those that you may see")]
    if reading.measure.of:
        named = [("", "Open those that are counted"), ("whole", "Open those that it is divided by")]
    return [
        (words, number_url(reading, cell.area, cell.period, "number_children", category=cell.category, which=which))
        for which, words in named
    ]


def made_of(cell: Cell) -> str:
    """The two counts of a share or a mean."""
    return f"{cell.part:,} of {cell.whole:,}" if cell.part is not None and cell.whole is not None else ""


def published_count(cell: Cell, measure: Measure, *, is_whole: bool) -> int | None:
    """The published count that is opened; None where it is not shown."""
    if measure.of:
        return cell.whole if is_whole else cell.part
    return cell.value if measure.kind is Kind.COUNT and isinstance(cell.value, int) else None


def count_text(cell: Cell, published: int | None) -> str:
    return cell.text if published is None else f"{published:,}"


def number_of(part: Part, counted: Sequence[Counted]) -> int:
    """How many a part counts of these absences: themselves, or their children."""
    return len({one.child for one in counted}) if part.population.distinct else len(counted)


@dataclass(frozen=True)
class Shown:
    """A published number as a page shows it: its text, where it opens, and what a reader should know of it."""

    text: str
    url: str = ""
    about: str = ""
    note: str = ""
    quiet: bool = False


def shown(reading: Reading, cell: Cell) -> Shown:
    about = f"{reading.name(cell.area)}, {cell.period.label}"
    quiet = cell.state in {State.NOT_RECORDED, State.NOT_BEGUN, State.NONE}
    url = number_url(reading, cell.area, cell.period, category=cell.category)
    return Shown(cell.text, url, about, mark(cell), quiet)


def mark(cell: Cell) -> str:
    """What stands small beside a number that is not the whole of its period."""
    if cell.state is not State.SHOWN:
        return ""
    if cell.missing:
        return "incomplete"
    return "so far" if cell.so_far else "incomplete" if cell.gaps else ""


def state_words(reading: Reading, cell: Cell) -> str:
    return why(reading.snapshot, cell)


def why(of: Snapshot, cell: Cell) -> str:
    """Why a number is not shown, or what is missing from it; empty where it is whole."""
    who = listed(cell.missing)
    have = "has" if len(cell.missing) == 1 else "have"
    sentences = {
        State.HIDDEN: disclosure.WORDS,
        State.NOT_BEGUN: "The period has not begun.",
        State.NOT_RECORDED: f"Nothing was counted, and that is not zero: {who} {have} not told us about all of it."
        if who
        else "Nobody recorded it, and that is not zero.",
        State.NONE: "There is nothing that it could be a share or a length of.",
        State.SHOWN: "",
    }
    said = [sentences[cell.state]]
    if cell.missing and cell.state in {State.SHOWN, State.HIDDEN}:
        said.append(f"It is incomplete: {who} {have} not told us about all of the period.")
    if cell.gaps and cell.state in {State.SHOWN, State.HIDDEN}:
        said.append(gap_words(cell))
    if cell.so_far and cell.state is not State.NOT_BEGUN:
        said.append(f"The period was not over when the snapshot was taken, on {told.day(of.coverage.taken_on)}.")
    return " ".join(sentence for sentence in said if sentence)


def gap_words(cell: Cell) -> str:
    """Of which months of its period nothing is recorded."""
    months = sorted({month for gap in cell.gaps for month in gap.year.months if gap in {month, month.quarter}})
    runs: list[list[Month]] = []
    for each in months:
        if runs and runs[-1][-1] == each.before:
            runs[-1].append(each)
        else:
            runs.append([each])
    return f"It is incomplete: of {listed([_stretch(run[0], run[-1]) for run in runs])} nothing of this is recorded."


def _stretch(first: Month, last: Month) -> str:
    """April to October 2025; November 2025 to January 2026."""
    if first == last:
        return first.label
    return f"{f'{first.first:%B}' if first.first.year == last.first.year else first.label} to {last.label}"


@dataclass(frozen=True)
class Told:
    """What one agency told about one area, quarter by quarter, and up to when."""

    area: str
    agency: str
    quarters: Sequence[str]
    until: str


def coverage(of: Snapshot, quarters: Sequence[Quarter], areas: Sequence[str]) -> list[Told]:
    """What each agency has told about, for each of these areas that it is concerned with."""
    whole = of.coverage
    return [
        Told(
            name,
            agency,
            [told.told_about(whole, agency, area, quarter) for quarter in quarters],
            told.lateness(whole, agency, area),
        )
        for area, name in of.area_names.items()
        if area in areas
        for agency in whole.concerned(area)
    ]


def listed(words: Sequence[str]) -> str:
    """Two, three and four."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


@dataclass(frozen=True)
class Episode:
    """One absence behind a number, of a child whom the viewer may see."""

    who: str
    reference: str
    age: int | None
    began: date
    ended: date | None
    type: str
    told: str
    child_url: str


def seen(part: Part, counted: Sequence[Counted]) -> str:
    """How many of them the viewer may see, and of how many children."""
    children = len({one.child for one in counted})
    episodes = f"{len(counted):,} missing episode{'' if len(counted) == 1 else 's'}"
    of_children = f"{children:,} {'child' if children == 1 else 'children'}"
    return f"{of_children}, with {episodes}" if part.population.distinct else f"{episodes} of {of_children}"


def episodes(counted: Sequence[Counted]) -> list[Episode]:
    """The absences with their children, from what row security shows."""
    known = people.summaries(one.child for one in counted if one.child)
    types = words.get("missing_types")
    return [_episode(one, known.get(one.child) if one.child else None, types.words(one.type)) for one in counted]


def _episode(one: Counted, who: people.Summary | None, type_words: str) -> Episode:
    told = [name for name, does in (("police", one.told_by_police), ("council", one.told_by_council)) if does]
    return Episode(
        who=who.words if who else "A child whose name you may not see",
        reference=reference(one.child) if one.child else "",
        age=people.age_on(who.born, one.began_on) if who and who.born else None,
        began=one.began_on,
        ended=timezone.localdate(one.ended_at) if one.ended_at else None,
        type=type_words,
        told=listed(told) or "another agency",
        child_url=_child_url(one.child),
    )


def _child_url(child: UUID | None) -> str:
    try:
        return reverse("child", args=[child]) if child else ""
    except NoReverseMatch:
        return ""


OUTSIDE = (
    "Some are about children in whose circle neither you nor your team stands, or are records of another agency that "
    "reach further than your role is shown."
)
SEALED = (
    "Records that are sealed are counted, and open to nobody outside the seal; this says nothing about whether any are."
)
WRITING = "A record that was being written while the snapshot was taken may stand in one count and not in the other."
ERASED = "A record that was lawfully deleted since stays in the number that was published."


def why_counts_differ(published: int | None, part: Part, then: Sequence[Counted], since: Since) -> list[str]:
    """Why the snapshot's count and the number of records shown differ; nothing where they agree.

    The same sentences stand there whether or not anything is sealed.
    """
    changes, found = _changes(since), number_of(part, then)
    if published is None:
        return ["No count of them is published, so the two are not compared.", *changes]
    if published == found:
        return changes
    if published < found:
        return [WRITING, *changes]
    return [OUTSIDE, SEALED, ERASED, WRITING, *changes]


def _changes(since: Since) -> list[str]:
    said = []
    if since.added:
        said.append(
            f"Since the snapshot, {len(since.added):,} of those that you may see came to be counted here: "
            "recorded later, or corrected."
        )
    if since.gone:
        said.append(
            f"Since the snapshot, {len(since.gone):,} of those listed here would no longer be counted: "
            "corrected, joined with another account, or withdrawn."
        )
    return said
