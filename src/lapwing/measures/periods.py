"""The periods that numbers are counted by: financial years (1 April to 31 March), their quarters and their months."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

FIRST_MONTH = 4
MONTHS = {1: "April to June", 2: "July to September", 3: "October to December", 4: "January to March"}


@dataclass(frozen=True, order=True)
class Year:
    """A financial year, named by the calendar year in which it starts."""

    start: int

    def __hash__(self) -> int:
        """Places are looked up by it again and again while small numbers are hidden: the fields' own tuple is slow."""
        return self.start

    @property
    def label(self) -> str:
        return f"{self.start}/{(self.start + 1) % 100:02}"

    @property
    def key(self) -> str:
        """As it stands in an address: 2019-20."""
        return self.label.replace("/", "-")

    @property
    def words(self) -> str:
        return f"{day_words(self.first)} to {day_words(self.last)}"

    @property
    def first(self) -> date:
        return date(self.start, FIRST_MONTH, 1)

    @property
    def last(self) -> date:
        return date(self.start + 1, FIRST_MONTH, 1) - timedelta(days=1)

    @property
    def quarters(self) -> tuple["Quarter", ...]:
        return _quarters(self.start)

    @property
    def months(self) -> tuple["Month", ...]:
        return _months(self.start)

    @property
    def before(self) -> "Year":
        return Year(self.start - 1)


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a financial year: the first is April to June."""

    start: int
    number: int

    def __hash__(self) -> int:
        return 100 * self.start + self.number

    @property
    def label(self) -> str:
        return f"Q{self.number} {self.year.label}"

    @property
    def short(self) -> str:
        return f"Q{self.number}"

    @property
    def key(self) -> str:
        return f"{self.year.key}-q{self.number}"

    @property
    def months(self) -> str:
        return MONTHS[self.number]

    @property
    def words(self) -> str:
        return f"{day_words(self.first)} to {day_words(self.last)}"

    @property
    def year(self) -> Year:
        return Year(self.start)

    @property
    def first(self) -> date:
        month = FIRST_MONTH + 3 * (self.number - 1)
        return date(self.start + (month > 12), (month - 1) % 12 + 1, 1)

    @property
    def last(self) -> date:
        final = self.first.month + 2
        return date(self.first.year, final, calendar.monthrange(self.first.year, final)[1])

    @property
    def before(self) -> "Quarter":
        return Quarter(self.start, self.number - 1) if self.number > 1 else Quarter(self.start - 1, 4)


@dataclass(frozen=True, order=True)
class Month:
    """A month of a financial year: the first is April."""

    start: int
    number: int

    def __hash__(self) -> int:
        return 100 * self.start + 50 + self.number

    @property
    def label(self) -> str:
        return f"{self.first:%B %Y}"

    @property
    def short(self) -> str:
        return f"{self.first:%b}"

    @property
    def key(self) -> str:
        return f"{self.year.key}-m{self.number:02}"

    @property
    def words(self) -> str:
        return f"{day_words(self.first)} to {day_words(self.last)}"

    @property
    def year(self) -> Year:
        return Year(self.start)

    @property
    def quarter(self) -> Quarter:
        return Quarter(self.start, (self.number + 2) // 3)

    @property
    def first(self) -> date:
        month = FIRST_MONTH + self.number - 1
        return date(self.start + (month > 12), (month - 1) % 12 + 1, 1)

    @property
    def last(self) -> date:
        return self.first.replace(day=calendar.monthrange(self.first.year, self.first.month)[1])

    @property
    def before(self) -> "Month":
        return Month(self.start, self.number - 1) if self.number > 1 else Month(self.start - 1, 12)


Period = Year | Quarter | Month


@cache
def within(period: Period) -> tuple[Period, ...]:
    """The periods that a period lies in, nearest first: a month in its quarter and year."""
    if isinstance(period, Month):
        return (_quarters(period.start)[(period.number + 2) // 3 - 1], _year(period.start))
    return (_year(period.start),) if isinstance(period, Quarter) else ()


# Always the same ones, because tables of counts ask for them very often.
@cache
def _year(start: int) -> Year:
    return Year(start)


@cache
def _quarters(start: int) -> tuple[Quarter, ...]:
    return tuple(Quarter(start, number) for number in MONTHS)


@cache
def _months(start: int) -> tuple[Month, ...]:
    return tuple(Month(start, number) for number in range(1, 13))


def year_of(day: date) -> Year:
    """The financial year that a day falls in."""
    return Year(day.year - (day.month < FIRST_MONTH))


def quarter_of(day: date) -> Quarter:
    """The quarter that a day falls in."""
    return Quarter(year_of(day).start, (day.month - FIRST_MONTH) % 12 // 3 + 1)


def parse(key: str) -> Period:
    """The period of an address: `2019-20`, `2019-20-q1` or `2019-20-m12`. Raises ValueError with a sentence."""
    found = re.fullmatch(r"(\d{4})-(\d{2})(?:-q([1-4])|-m(0[1-9]|1[0-2]))?", key)
    if found is None or Year(int(found[1])).key != key[:7]:
        raise ValueError(
            f"{key} is not a financial year, such as 2019-20, or a quarter or month of one, such as 2019-20-q1."
        )
    start = int(found[1])
    return Quarter(start, int(found[3])) if found[3] else Month(start, int(found[4])) if found[4] else Year(start)


def day_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
