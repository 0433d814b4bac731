"""Moments: when something happened, and how exactly that is known.

A moment is held in UTC and read in London. "By date" is the London date. Elapsed hours are those that passed, so 72
hours across a change of the clocks are 72 hours.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from lapwing.rules.working_days import ONE_DAY, add_months

LONDON = ZoneInfo("Europe/London")
MIDNIGHT = time(0, 0)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
FIRST_YEAR, LAST_YEAR = 1900, 2100


class NotAMoment(ValueError):
    """A text or value that cannot be read as a date or time; its message is a sentence that a person can act on."""


class Precision(StrEnum):
    """How exactly a moment is known."""

    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"


class ClockChange(StrEnum):
    """What a change of the clocks did to a London time as somebody gave it."""

    TWICE = "twice"
    """The time happened twice that night; the first is taken."""
    NEVER = "never"
    """The time never happened that night; it is moved forward by the hour that was skipped."""


CLOCK_CHANGE_WORDS = {
    ClockChange.TWICE: "this time happened twice that night; the first is taken",
    ClockChange.NEVER: "the time given did not happen that night; moved forward an hour",
}


@dataclass(frozen=True)
class Moment:
    """When something happened.

    `at` is an aware time, kept in UTC, at the start of what is known: the minute, the London day or the London month.
    `clock_change` is set where the London time that was given happened twice or never.
    Raises NotAMoment for a time without its zone.
    """

    at: datetime
    precision: Precision = Precision.MINUTE
    clock_change: ClockChange | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise NotAMoment(f"{self.at} does not say which time zone it is in.")
        if type(self.precision) is not Precision:  # stored moments bring their precision back as plain text
            object.__setattr__(self, "precision", Precision(self.precision))
        if (start := _start(self.at, self.precision)) is not self.at:
            object.__setattr__(self, "at", start)

    @classmethod
    def now(cls) -> "Moment":
        """This minute."""
        return cls(datetime.now(UTC))

    @classmethod
    def local(cls, day: date, clock: time) -> "Moment":
        """A London date and time as people say it."""
        at, clock_change = from_london(datetime.combine(day, clock))
        return cls(at, Precision.MINUTE, clock_change)

    @classmethod
    def on(cls, day: date) -> "Moment":
        """A London day, the time not known."""
        return cls(_midnight(day), Precision.DAY)

    @classmethod
    def in_month(cls, year: int, month: int) -> "Moment":
        """A month, the day not known."""
        return cls(_midnight(date(year, month, 1)), Precision.MONTH)

    @cached_property
    def day(self) -> date:
        """The London date; of a month, its first day."""
        return london_date(self.at)

    @property
    def last_day(self) -> date:
        """The last London date that it can have been."""
        return london_date(self.latest)

    @property
    def end(self) -> datetime:
        """The first instant, in UTC, at which it is surely over."""
        if self.precision is Precision.MINUTE:
            return self.at + MINUTE
        following = self.day + ONE_DAY if self.precision is Precision.DAY else add_months(self.day, 1)
        return _midnight(following)

    @property
    def latest(self) -> datetime:
        """The last minute, in UTC, that it can have been; `at` is the first."""
        return self.end - MINUTE

    @property
    def words(self) -> str:
        """As pages show it: "Tue 3 Mar 2020, 14:05", "Tue 3 Mar 2020" or "Mar 2020"."""
        return moment_words(self)


def from_london(naive: datetime) -> tuple[datetime, ClockChange | None]:
    """A London wall-clock time in UTC, and what a change of the clocks did to it.

    A time that happens twice is the first of the two; one that never happens is moved forward by the hour skipped.
    """
    if (ahead := _ahead_all_day(naive.date())) is not None:
        return (naive - ahead).replace(tzinfo=UTC), None
    first = naive.replace(tzinfo=LONDON, fold=0)
    second = first.replace(fold=1)
    at = first.astimezone(UTC)
    if first.utcoffset() == second.utcoffset():
        return at, None
    happened = at.astimezone(LONDON).replace(tzinfo=None) == naive
    return at, ClockChange.TWICE if happened else ClockChange.NEVER


@lru_cache(maxsize=10_000)
def _ahead_all_day(day: date) -> timedelta | None:
    """How far London is ahead of UTC on a day; None on one on which the clocks change."""
    begins, ends = (datetime.combine(day, clock, LONDON).utcoffset() for clock in (MIDNIGHT, time.max))
    return begins if begins == ends else None


def london_date(at: datetime) -> date:
    """The London date of an aware time."""
    return at.astimezone(LONDON).date()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, MIDNIGHT, LONDON).astimezone(UTC)


def _start(at: datetime, precision: Precision) -> datetime:
    """The start of the minute, London day or London month in which a time lies."""
    if precision is Precision.MINUTE:
        at = at if at.tzinfo is UTC else at.astimezone(UTC)
        return at.replace(second=0, microsecond=0) if at.second or at.microsecond else at
    day = london_date(at)
    return _midnight(day if precision is Precision.DAY else day.replace(day=1))


# Reading what people and files write

_MONTH_NAMES = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
_MONTHS = {
    **{name: number for number, name in enumerate(_MONTH_NAMES, 1)},
    **{name[:3]: number for number, name in enumerate(_MONTH_NAMES, 1)},
    "sept": 9,
}
_CLOCK = re.compile(
    r"^(?P<date>.*?\d)(?:\s*,\s*|\s+at\s+|\s+|T)(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?$"
)
_DATES = (
    re.compile(r"^(?P<year>\d{4})-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?$"),
    re.compile(r"^(?:(?P<day>\d{1,2})[/.-])?(?P<month>\d{1,2})[/.-](?P<year>\d{4})$"),
    re.compile(
        r"^(?:[A-Za-z]{3,9},?\s+)??(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+)?(?P<name>[A-Za-z]{3,9})\s+(?P<year>\d{4})$"
    ),
)
_EXAMPLE = 'Write it as in "3 Mar 2020, 14:05", "03/03/2020" or "Mar 2020".'


def parse(text: str) -> Moment:
    """Read a date or time: day first as in Britain, or ISO 8601; a time without a zone is London's.

    What is left out sets the precision: "3/3/2020 14:05" is a minute, "3/3/2020" a day, "Mar 2020" a month.
    Raises NotAMoment with a sentence for the person who wrote it.
    """
    text = " ".join(text.split())
    try:
        if zoned := _with_zone(text):
            return Moment(zoned)
        if clock := _CLOCK.match(text):
            return _minute(clock)
        return _day_or_month(text)
    except (ValueError, OverflowError) as error:
        raise NotAMoment(f'"{text}" is not a date or time that we can read. {_EXAMPLE}') from error


def _with_zone(text: str) -> datetime | None:
    if not text[:4].isdigit():  # as ISO 8601 begins; told before Python says so by raising, which is dear
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else None


def _minute(clock: re.Match[str]) -> Moment:
    year, month, day = _numbers(clock["date"])
    if day is None:
        raise ValueError("a time needs its day")
    return Moment.local(date(year, month, day), time(int(clock["hour"]), int(clock["minute"])))


def _day_or_month(text: str) -> Moment:
    year, month, day = _numbers(text)
    return Moment.in_month(year, month) if day is None else Moment.on(date(year, month, day))


@lru_cache(maxsize=10_000)
def _numbers(text: str) -> tuple[int, int, int | None]:
    """Year, month and day; no day where a month alone is given."""
    found = next((match for pattern in _DATES if (match := pattern.match(text))), None)
    if found is None:
        raise ValueError("no known form of date")
    parts = found.groupdict()
    month = _MONTHS.get(parts["name"].lower(), 0) if parts.get("name") else int(parts["month"])
    year = int(parts["year"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError("a slip of the pen")
    return year, month, None if parts["day"] is None else int(parts["day"])


# Writing it for people


def moment_words(moment: Moment) -> str:
    """A moment as pages show it, to its own precision."""
    if moment.precision is Precision.MONTH:
        return f"{moment.day:%b %Y}"
    if moment.precision is Precision.DAY:
        return day_words(moment.day)
    return f"{day_words(moment.day)}, {clock_words(moment.at)}"


def day_words(day: date) -> str:
    """A day: "Tue 3 Mar 2020"."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def short_day_words(day: date) -> str:
    """A day whose year is plain: "29 Mar"."""
    return f"{day.day} {day:%b}"


def clock_words(at: datetime) -> str:
    """The London time of an aware time: "14:05"."""
    return f"{at.astimezone(LONDON):%H:%M}"


def span_words(span: timedelta) -> str:
    """How long, by its two largest units: "9 h 20 min", "3 days 4 h", "0 min"; without sign."""
    minutes = int(abs(span) / MINUTE)
    hours, minutes = divmod(minutes, 60)
    days, hours_left = divmod(hours, 24)
    if hours >= 72:
        return _joined(plural(days, "day"), f"{hours_left} h" if hours_left else "")
    if hours:
        return _joined(f"{hours} h", f"{minutes} min" if minutes else "")
    return f"{minutes} min"


def rough_words(span: timedelta) -> str:
    """How long, by its largest unit and never more than it is: "3 hours", "25 minutes", "4 days"."""
    minutes = int(span / MINUTE)
    if minutes < 60:
        return plural(minutes, "minute")
    hours = minutes // 60
    return plural(hours, "hour") if hours < 72 else plural(hours // 24, "day")


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def plural(number: int, noun: str) -> str:
    """A number with its noun: "1 working day", "2 working days"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def listed(words: list[str]) -> str:
    """A list as a sentence says it: "29 Mar, 1 Apr and 6 May"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
