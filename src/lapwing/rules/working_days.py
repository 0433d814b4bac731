"""Working days of England and Wales, and months.

A working day is any day other than a Saturday, a Sunday, Christmas Day, Good Friday or a bank holiday under the Banking
and Financial Dealings Act 1971 (the wording of the children's regulations, for example the Care Planning, Placement and
Case Review (England) Regulations 2010, regulation 2).

Bank holidays are those that GOV.UK has published, read offline. Outside the years published, only Saturdays, Sundays,
Christmas Day and Good Friday are known to be closed, so a date counted there is *provisional*: it can be too early,
never too late. Whoever shows such a date asks `beyond_published` and says so.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from dateutil.easter import easter  # type: ignore[import-untyped]
from govuk_bank_holidays.bank_holidays import BankHolidays

ONE_DAY = timedelta(days=1)
SATURDAY = 5


class Counting(StrEnum):
    """Which day is counted as the first."""

    DAY_0 = "d0"
    """The trigger's own day is day 0: the first working day after it is day 1."""
    DAY_1 = "d1"
    """The trigger's own day is day 1 when it is a working day; else the first working day after it is."""


@cache
def bank_holidays() -> Mapping[date, str]:
    """Each published bank holiday of England and Wales with its name, moved and extra ones included."""
    published = BankHolidays(use_cached_holidays=True)
    listed = published.get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
    return MappingProxyType({holiday["date"]: holiday["title"] for holiday in listed})


@cache
def published_range() -> tuple[date, date]:
    """The first and last day of the years whose bank holidays are published."""
    days = bank_holidays()
    return date(min(days).year, 1, 1), date(max(days).year, 12, 31)


def beyond_published(start: date, end: date) -> bool:
    """Whether any day from start to end lies in a year whose bank holidays are not published."""
    first, last = published_range()
    return start < first or end > last


def closed_because(day: date) -> str | None:
    """Why a weekday is not a working day ("Good Friday"), or None."""
    if name := bank_holidays().get(day):
        return name
    if (day.month, day.day) == (12, 25):
        return "Christmas Day"
    if beyond_published(day, day) and day == easter(day.year) - 2 * ONE_DAY:
        return "Good Friday"
    return None


def is_working_day(day: date) -> bool:
    """Whether the day is a working day; provisional where `beyond_published(day, day)`."""
    return day.weekday() < SATURDAY and closed_because(day) is None


def add(start: date, days: int, counting: Counting = Counting.DAY_0) -> date:
    """The working day that is the given number of working days (1 or more) from the start.

    >>> add(date(2024, 3, 22), 15)
    datetime.date(2024, 4, 16)
    >>> add(date(2024, 3, 22), 15, Counting.DAY_1)
    datetime.date(2024, 4, 15)
    """
    if days < 1:
        raise ValueError(f"A number of working days is 1 or more, not {days}.")
    day = start - ONE_DAY if counting is Counting.DAY_1 else start
    while days:
        day += ONE_DAY
        days -= is_working_day(day)
    return day


def count(start: date, end: date, counting: Counting = Counting.DAY_0) -> int:
    """How many working days lie after the start, up to and including the end; under day 1 the start is counted too."""
    if end < start:
        raise ValueError(f"The end, {end}, is before the start, {start}.")
    first = start if counting is Counting.DAY_1 else start + ONE_DAY
    return sum(is_working_day(day) for day in days_between(first, end))


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last, both included."""
    return (first + n * ONE_DAY for n in range((last - first).days + 1))


def closures(first: date, last: date) -> dict[date, str]:
    """The weekdays from first to last that a bank holiday takes out of the count, with their names."""
    weekdays = (day for day in days_between(first, last) if day.weekday() < SATURDAY)
    return {day: name for day in weekdays if (name := closed_because(day))}


def add_months(start: date, months: int) -> date:
    """The same day of a later month, or its last day where it has no such day (31 January + 1 is 28 or 29 February)."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = last_day_of_month(year, month + 1)
    return last.replace(day=min(start.day, last.day))


def last_day_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - ONE_DAY
