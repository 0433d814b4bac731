"""When a child goes and for how long: by hour, weekday, length and day of the calendar. Counts alone."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lapwing.cases.missing.patterns.away import Away
from lapwing.rules.moments import LONDON, Precision, london_date
from lapwing.rules.working_days import ONE_DAY

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Stretches of the London day, by the hour at which they begin.
PARTS_OF_DAY = ((0, "00 to 04"), (4, "04 to 08"), (8, "08 to 12"), (12, "12 to 16"), (16, "16 to 20"), (20, "20 to 24"))
LENGTHS = (
    (timedelta(hours=6), "under 6 h"),
    (timedelta(hours=12), "6 to 12 h"),
    (timedelta(hours=24), "12 to 24 h"),
    (timedelta(days=3), "1 to 3 days"),
    (timedelta.max, "3 days or more"),
)
NOT_KNOWN = "not known"


def by_part_of_day(aways: Iterable[Away]) -> dict[str, int]:
    """In which stretch of the London day absences began; those of which only the day is known stand apart."""
    counts = Counter(_part(one) for one in aways)
    return {words: counts[words] for words in [*(words for _, words in PARTS_OF_DAY), NOT_KNOWN]}


def _part(one: Away) -> str:
    if one.began.precision is not Precision.MINUTE:
        return NOT_KNOWN
    hour = one.began.at.astimezone(LONDON).hour
    return next(words for first, words in reversed(PARTS_OF_DAY) if hour >= first)


def by_weekday(aways: Iterable[Away]) -> dict[str, int]:
    """On which London weekday absences began; those of which only the month is known stand apart."""
    counts = Counter(
        NOT_KNOWN if one.began.precision is Precision.MONTH else WEEKDAYS[one.began.day.weekday()] for one in aways
    )
    return {words: counts[words] for words in [*WEEKDAYS, NOT_KNOWN]}


def by_length(aways: Iterable[Away], now: datetime) -> dict[str, int]:
    """How long absences lasted; those whose times do not say in which stretch they fall stand apart."""
    counts = Counter(_length(one, now) for one in aways)
    return {words: counts[words] for words in [*(words for _, words in LENGTHS), NOT_KNOWN]}


def _length(one: Away, now: datetime) -> str:
    shortest, longest = (_stretch(length) for length in one.length(now))
    return shortest if shortest == longest else NOT_KNOWN


def _stretch(length: timedelta) -> str:
    return next(words for limit, words in LENGTHS if length < limit)


@dataclass(frozen=True)
class Day:
    """One London day of the strip: how many absences began on it, and whether the child was away on it at all."""

    day: date
    began: int
    away: bool


def strip(aways: Sequence[Away], first: date, last: date, now: datetime) -> list[Day]:
    """Each day from the first to the last; an absence covers every day from its beginning until it ended."""
    today = london_date(now)
    began = Counter(one.began.day for one in aways)
    covered = {
        one.began.day + timedelta(days=n)
        for one in aways
        for n in range((min(one.last_day(today), last) - one.began.day).days + 1)
        if one.began.day + timedelta(days=n) >= first
    }
    days = (first + timedelta(days=n) for n in range((last - first) // ONE_DAY + 1))
    return [Day(day, began[day], day in covered) for day in days]


def reasons_by_quarter(aways: Iterable[Away]) -> dict[tuple[int, int], Counter[str]]:
    """The reasons that were given, by calendar quarter (year, 1 to 4) of the absence: the latest quarter first."""
    found: dict[tuple[int, int], Counter[str]] = {}
    for one in aways:
        quarter = (one.began.day.year, (one.began.day.month - 1) // 3 + 1)
        if one.reasons:
            found.setdefault(quarter, Counter()).update(set(one.reasons))
    return dict(sorted(found.items(), reverse=True))
