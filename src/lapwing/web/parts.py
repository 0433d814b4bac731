"""The parts that every page is made of, as plain values. Templates draw them; presenters of other rooms make them."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.utils import timezone

from lapwing.rules.moments import Moment, clock_words, day_words, london_date, plural, span_words
from lapwing.rules.working_days import count

SOON = timedelta(hours=24)
A_DAY = timedelta(days=1)


class Tone(StrEnum):
    """What a clock says by its colour; its words say it too."""

    RUNNING = "running"
    SOON = "soon"
    LATE = "late"
    MET = "met"
    NOT_NEEDED = "not-needed"


@dataclass(frozen=True)
class Clock:
    """How a clock stands, in words: "Overdue by 2 working days", and by when it was due."""

    words: str
    tone: Tone
    due: str = ""


@dataclass(frozen=True)
class Tag:
    """A state in a word or two. `colour` is one of GOV.UK's: grey, green, turquoise, blue, purple, red, orange ..."""

    words: str
    colour: str = "grey"


@dataclass(frozen=True)
class Item:
    """One line of a timeline. `source` is the agency whose record it is."""

    at: Moment | datetime | date
    words: str
    source: str = ""
    url: str = ""
    detail: str = ""
    kind: str = ""
    significant: bool = False


@dataclass(frozen=True)
class Fact:
    """A line of a summary list: its name, its value, and what may be done with it."""

    name: str
    value: object
    source: str = ""
    url: str = ""
    action: str = "Change"
    tags: tuple[Tag, ...] = field(default=())


def unbroken(number: str) -> str:
    """A telephone number that stays on one line: half of one cannot be rung."""
    return number.replace(" ", "\N{NO-BREAK SPACE}")


def when(at: Moment | datetime | date | None) -> str:
    """As pages show it: "Tue 3 Mar 2020, 14:05", "Tue 3 Mar 2020"; empty for nothing."""
    if at is None or at == "":
        return ""
    if isinstance(at, Moment):
        return at.words
    if isinstance(at, datetime):
        return f"{day_words(london_date(at))}, {clock_words(at)}"
    return day_words(at)


def by_when(due: datetime, now: datetime | None = None) -> str:
    """A time as a reader needs it: "today 17:00", "tomorrow 09:00", "Fri 6 Mar 2020, 09:00"."""
    days = (london_date(due) - london_date(now or timezone.now())).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    return f"{near[days]} {clock_words(due)}" if days in near else when(due)


def clock(
    due: datetime | date,
    *,
    now: datetime | None = None,
    met: datetime | None = None,
    not_needed: str | None = None,
    working_days: bool = False,
) -> Clock:
    """How a clock stands. `due` is a time, or a day until whose end there is time; `working_days`: where the law counts
    them, lateness does too.
    """
    now = now or timezone.now()
    last = due if isinstance(due, datetime) else Moment.on(due).latest
    said, in_days = when(due), not isinstance(due, datetime)
    if not_needed is not None:
        return Clock(f"Not needed: {not_needed}" if not_needed else "Not needed", Tone.NOT_NEEDED, said)
    if met is not None:
        return Clock(
            f"Done {_span(last, met, working_days, in_days=in_days)} late" if met > last else "Done in time",
            Tone.MET,
            said,
        )
    if now > last:
        return Clock(f"Overdue by {_span(last, now, working_days, in_days=in_days)}", Tone.LATE, said)
    return Clock(_ahead(due, last, now, working_days), Tone.SOON if last - now <= SOON else Tone.RUNNING, said)


def _ahead(due: datetime | date, last: datetime, now: datetime, working_days: bool) -> str:
    if not isinstance(due, datetime) and (days := (due - london_date(now)).days) < 2:
        return ("Due today", "Due tomorrow")[days]
    return f"Due in {_span(now, last, working_days, in_days=not isinstance(due, datetime))}"


def _span(start: datetime, end: datetime, working_days: bool, *, in_days: bool) -> str:
    """How long: in hours within a day, else in days, as the duty counts them; from a day alone, in days."""
    days = count(london_date(start), london_date(end)) if working_days else 0
    if not in_days and end - start < A_DAY and london_date(start) == london_date(end):
        return span_words(end - start)
    if days or in_days:
        return plural(days, "working day") if days else plural((london_date(end) - london_date(start)).days, "day")
    return span_words(end - start)
