"""Words for what a snapshot holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings

from lapwing.exchange.snapshot.files import Written
from lapwing.exchange.snapshot.models import Snapshot
from lapwing.exchange.snapshot.schedule import next_after
from lapwing.measures.coverage import Coverage
from lapwing.measures.periods import Period, Quarter, year_of

COLUMNS = (
    (
        "Absence and child",
        "A pseudonym each, the same in every snapshot. It is never turned back into a key or a name.",
    ),
    ("Area", "The local authority responsible, or nothing where nobody recorded it."),
    ("When it began and ended", "Date and time, as the agencies' accounts say together."),
    ("Type and risk", "The type of absence, and the latest risk level that the police decided."),
    ("Who told", "Whether the police, the council, or others told of it."),
    (
        "Looked after",
        "Whether the child was looked after when it began; nothing where no council has told of the child.",
    ),
    ("Placement", "The code of the looked-after return, on the day it began; nothing where no placement is told."),
    ("Sex and age", "Age in whole years when it began; nothing where no date of birth is known."),
    ("Ethnicity and disability", "As an agency told them; nothing where none has."),
    ("Return and return interview", "When the child returned; how the interview stands, and when it was held."),
    ("How exactly", "Whether each of these times is known to the minute, or by its day or month alone."),
)


def size(of: Snapshot) -> str:
    """About how much it holds: to the nearest ten, so that no hidden number can be worked out from it."""
    return f"{_about(of.absences, 'absence')} of {_about(of.children, 'child', 'children')}"


def _about(number: int, one: str, many: str = "") -> str:
    if number == 0:
        return f"no {many or one + 's'}"
    return f"about {round(number, -1):,} {many or one + 's'}" if number >= 10 else f"fewer than 10 {many or one + 's'}"


def schedule(latest: Snapshot, now: datetime) -> str:
    """When the next snapshot is due, and whether the last that was due was taken."""
    if settings.SNAPSHOT_AT == "never":
        return "No time is set for it: one is taken when somebody runs ./lapwing snapshot."
    due = next_after(now, time.fromisoformat(settings.SNAPSHOT_AT))
    said = f"One is taken each night at {settings.SNAPSHOT_AT}. The next is due on {day(due.date())}."
    last = due - timedelta(days=1)
    if latest.taken_at < last and now - last > timedelta(hours=1):
        said += " The last that was due was not taken: ask whoever runs Lapwing."
    return said


def written_words(of: Written) -> str:
    """How much of it was written anew."""
    whole, anew = len(of.months), len(of.anew)
    if anew in {0, whole}:
        return "Every month was written anew." if anew else "Nothing has changed since the one before it."
    months = ", ".join(f"{date.fromisoformat(f'{month}-01'):%B %Y}" for month in of.anew[-6:])
    were, last = "was" if anew == 1 else "were", ", the last of them" if anew > 6 else ""
    return (
        f"Absences stand in a file for each of {whole} months. {anew} changed since the snapshot before and {were} "
        f"written anew{last}: {months}. The others are the very files of that snapshot."
    )


@dataclass(frozen=True)
class Told:
    """What one agency has told about one area, and what it has not sent."""

    area: str
    agency: str
    told: str
    lateness: str
    not_sent: str


def told(of: Snapshot) -> list[Told]:
    """For each area the agencies that should tell, over the financial year of the snapshot and the one before."""
    whole = of.coverage
    year = year_of(whole.taken_on)
    quarters = [quarter for each in (year.before, year) for quarter in each.quarters if quarter.first <= whole.taken_on]
    return [
        _told(name, agency, area, whole, quarters)
        for area, name in of.area_names.items()
        for agency in whole.concerned(area)
    ]


def _told(name: str, agency: str, area: str, whole: Coverage, quarters: Sequence[Quarter]) -> Told:
    gaps = [quarter.label for quarter in quarters if agency in whole.missing(quarter, area)]
    stretches = whole.stretches(agency, area)
    return Told(
        area=name,
        agency=agency,
        told="; ".join(f"{day(start)} to {day(end)}" for start, end in stretches) or "nothing",
        lateness=lateness(whole, agency, area),
        not_sent=", ".join(gaps) or "nothing is missing",
    )


def living(of: Snapshot) -> list[tuple[str, int, str, str]]:
    """How many children live in each area, by the middle of a year: area, year, children, and who says so."""
    names = of.area_names
    rows = [(names.get(one.area, one.area), one.mid_year, f"{one.children:,}", one.source) for one in of.estimates]
    return sorted(rows, key=lambda row: (row[0], -row[1]))


def lateness(whole: Coverage, agency: str, area: str) -> str:
    """How far an agency's data lag behind the snapshot."""
    stretches = whole.stretches(agency, area)
    if not stretches:
        return "has told nothing"
    late = (whole.taken_on - stretches[-1][1]) // timedelta(days=1)
    return "up to date" if late <= 0 else f"{late:,} {'day' if late == 1 else 'days'} behind"


@dataclass(frozen=True)
class Heard:
    """How many of the agencies concerned have told about all of a period, in short; and each of them in words."""

    short: str
    words: str


def heard(whole: Coverage, period: Period, area: str | None = None, kinds: Sequence[str] = ()) -> Heard:
    """Of one area, or (None) of all; of these kinds of agency alone, where any are named."""
    asked = whole.pairs(area, kinds)
    late = [(agency, where) for agency, where in asked if agency in whole.missing(period, where)]
    silent = [pair for pair in late if not whole.stretches(*pair)]
    behind = [whole.taken_on - whole.stretches(*pair)[-1][1] for pair in late if pair not in silent]
    parts = [f"{len(asked) - len(late)} of {len(asked)}" if late else f"all {len(asked)}"]
    if behind and (days := max(behind) // timedelta(days=1)) > 0:
        parts.append(f"{days:,} {'day' if days == 1 else 'days'} behind")
    if silent:
        parts.append(f"nothing from {len(silent)}")
    return Heard(", ".join(parts), "; ".join(f"{agency}: {lateness(whole, agency, where)}" for agency, where in asked))


def told_about(whole: Coverage, agency: str, area: str, quarter: Quarter) -> str:
    """What an agency has told about a quarter: complete, up to a day, nothing."""
    if quarter.first > whole.taken_on:
        return "not begun"
    if agency not in whole.missing(quarter, area):
        return "complete" if quarter.last <= whole.taken_on else "complete so far"
    reached = [
        min(end, quarter.last)
        for start, end in whole.stretches(agency, area)
        if start <= quarter.last and end >= quarter.first
    ]
    return f"up to {day(max(reached))}" if reached else "nothing"


def day(on: date) -> str:
    return f"{on:%-d %b %Y}"
