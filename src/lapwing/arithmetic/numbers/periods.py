"""Years, year spans, quarters, months and days, as periods with a first and a last day."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
MONTHS |= {name[:3].lower(): n for n, name in enumerate(calendar.month_name) if name} | {"sept": 9}
MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)"
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 12)}
QUARTERS = {"one": 1, "two": 2, "three": 3, "four": 4, "1": 1, "2": 2, "3": 3, "4": 4,
            "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days. `problem` says why it cannot be, where it cannot."""

    first: date | None
    last: date | None
    form: str
    problem: str = ""

    def overlaps(self, other: "Period") -> bool:
        if not (self.first and self.last and other.first and other.last):
            return False
        return self.first <= other.last and other.first <= self.last


def year(text: str) -> Period:
    number = int(text)
    return Period(date(number, 1, 1), date(number, 12, 31), "year")


def year_span(first: str, last: str, academic: bool = False) -> Period:
    """2019/20, 2019-2020: April to March, or September to August for schools."""
    start = int(first)
    end = int(last) if len(last) == 4 else start - start % 100 + int(last)
    if len(last) == 2 and end < start and start % 100 == 99:
        end += 100
    if len(first) == 2:
        start, end = 2000 + start, 2000 + int(last)
    if end < start:
        return Period(None, None, "span", f"it ends in {end}, before it begins in {start}")
    if end == start:
        return Period(None, None, "span", f"it begins and ends in the same year, {start}")
    month = 9 if academic else 4
    try:
        return Period(date(start, month, 1), date(end, month, 1) - timedelta(days=1), "span")
    except ValueError:
        return Period(None, None, "span")


def month_period(name: str, year_text: str) -> Period:
    number, month = int(year_text), MONTHS[name.lower()]
    return Period(date(number, month, 1), date(number, month, calendar.monthrange(number, month)[1]), "month")


def day(number: str, name: str, year_text: str | None) -> Period:
    month = MONTHS[name.lower()]
    most = calendar.monthrange(int(year_text) if year_text else 2024, month)[1]
    if not 1 <= int(number) <= most:
        which = f"{calendar.month_name[month]} {year_text}" if year_text else calendar.month_name[month]
        return Period(None, None, "day", f"{which} has {most} days")
    if not year_text:
        return Period(None, None, "day")
    when = date(int(year_text), month, int(number))
    return Period(when, when, "day")


def numeric_day(first: str, second: str, third: str) -> Period:
    """02/03/2020 is the second of March."""
    try:
        when = date(int(third), int(second), int(first))
    except ValueError:
        return Period(None, None, "day", "there is no such day in the calendar")
    return Period(when, when, "day")


def season(name: str, year_text: str) -> Period:
    first, last = SEASONS[name.lower()]
    number = int(year_text)
    return Period(date(number, first, 1), date(number, last, calendar.monthrange(number, last)[1]), "season")


def quarter(number: int, of: Period | None) -> Period:
    """A quarter of a financial year where its year is a span, of a calendar year where it is one number."""
    if of is None or of.first is None:
        return Period(None, None, "quarter")
    month = of.first.month + 3 * (number - 1)
    first = date(of.first.year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    after = date(first.year + (first.month + 2) // 12, (first.month + 2) % 12 + 1, 1)
    return Period(first, after - timedelta(days=1), f"quarter of a {of.form}")
