"""Days, months, quarters, seasons and years."""

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.numbers import periods
from lapwing.arithmetic.numbers.patterns import MONTH, SPAN, YEAR, Ways, make
from lapwing.arithmetic.numbers.quantity import Kind, Quantity

WAYS = Ways()
pattern = WAYS.pattern
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
YEARS = ("19", "20")


@pattern(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({MONTH}),?\s+({YEAR})\b", MONTHS, figures=True, as_written=True)
def _day(match: re.Match[str], _: str) -> Quantity:
    return make(Kind.PERIOD, match, 0.0, period=periods.day(match[1], match[2].rstrip("."), match[3]))


@pattern(rf"\b({MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+({YEAR})\b", MONTHS, figures=True, as_written=True)
def _american_day(match: re.Match[str], _: str) -> Quantity:
    return make(Kind.PERIOD, match, 0.0, period=periods.day(match[2], match[1].rstrip("."), match[3]))


@pattern(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b", figures=True)
def _numeric_day(match: re.Match[str], _: str) -> Quantity:
    return make(Kind.PERIOD, match, 0.0, period=periods.numeric_day(match[1], match[2], match[3]))


@pattern(r"\b(\d{4})-(\d{2})-(\d{2})\b", needs=("-",), figures=True)
def _iso_day(match: re.Match[str], _: str) -> Quantity:
    return make(Kind.PERIOD, match, 0.0, period=periods.numeric_day(match[3], match[2], match[1]))


@pattern(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({MONTH})", MONTHS, figures=True, as_written=True)
def _day_without_year(match: re.Match[str], text: str) -> Quantity | None:
    if match[2] == "May" and re.match(r"\s+(?:have|be|not|also)\b", text[match.end() :]):
        return None
    return make(Kind.PERIOD, match, 0.0, period=periods.day(match[1], match[2].rstrip("."), None))


@pattern(
    rf"\b(?:q|quarter\s+)(one|two|three|four|\d)\b(?![,.]\d)(?:,?\s+(?:of\s+|in\s+)?(?:the\s+)?(?:financial\s+year\s+)?({SPAN}|{YEAR}\b))?",
    needs=("q", "quarter"),
)
def _quarter(match: re.Match[str], text: str) -> Quantity:
    return _quarter_of(match, match[1], match[2], text)


@pattern(
    rf"\b(first|second|third|fourth|1st|2nd|3rd|4th)\s+quarter(?:\s+(?:of\s+|in\s+)?({SPAN}|{YEAR}\b))?",
    needs=("quarter",),
)
def _nth_quarter(match: re.Match[str], text: str) -> Quantity:
    return _quarter_of(match, match[1], match[2], text)


@pattern(rf"\b({SPAN})\s+(?:q|quarter\s+)([1-4])\b", needs=("q",))
def _quarter_after(match: re.Match[str], text: str) -> Quantity:
    return _quarter_of(match, match[2], match[1], text)


def _quarter_of(match: re.Match[str], which: str, year: str | None, text: str) -> Quantity:
    number_of = periods.QUARTERS.get(which.lower())
    if number_of is None:
        wrong = periods.Period(None, None, "quarter", "a year has four quarters")
        return make(Kind.PERIOD, match, 0.0, period=wrong)
    return make(Kind.PERIOD, match, 0.0, period=periods.quarter(number_of, _year_or_span(year, text)))


def _year_or_span(written: str | None, text: str) -> periods.Period | None:
    if not written:
        return None
    parts = re.findall(r"\d+", written)
    return periods.year_span(parts[0], parts[1], _academic(text)) if len(parts) == 2 else periods.year(parts[0])


def _academic(text: str) -> bool:
    return bool(re.search(r"\b(?:academic|school)\s+years?\b", text, re.IGNORECASE))


SLIP = 5  # a span whose years stand the wrong way round; one further back is a month or a number, as in "case 2024/07"


@pattern(rf"(?<![\d,.£/])({YEAR})\s?[-–—/]\s?(\d{{4}}|\d{{2}})(?![\d/%]|[-–]\d|,\d|\.\d)", YEARS)
def _span(match: re.Match[str], text: str) -> Quantity | None:
    first, last = int(match[1]), int(match[2])
    if len(match[2]) == 4 and not 1900 <= last <= 2100:
        return None
    period = (
        periods.Period(None, None, "month")
        if len(match[2]) == 2 and _could_be_month(first, last, "/" in match[0])
        else periods.year_span(match[1], match[2], _academic(text))
    )
    return make(Kind.PERIOD, match, 0.0, period=period)


def _could_be_month(first: int, last: int, has_stroke: bool) -> bool:
    """Whether two figures after a year can be a month, and not the year that the span ends in ("1999/00")."""
    back = first % 100 - last
    return last <= 12 and last != (first + 1) % 100 and back > (SLIP if has_stroke else 0)


@pattern(
    r"(?<![\d/.-])(\d{2})\s?[-–/]\s?(\d{2})(?=\s+(?:financial|reporting|academic|school|period|year)\b)(?!\s+years?\s+old)",
    figures=True,
)
def _short_span(match: re.Match[str], text: str) -> Quantity | None:
    if re.search(r"\bage[ds]?\s+$", text[: match.start()], re.IGNORECASE):
        return None
    return make(Kind.PERIOD, match, 0.0, period=periods.year_span(match[1], match[2], _academic(text)))


@pattern(
    rf"(?i)\b(?:(?:early|mid|late|end\s+of)[-\s])?({MONTH})\s+({YEAR})\b(?![/-]\d)",
    MONTHS,
    figures=True,
    as_written=True,
)
def _month(match: re.Match[str], _: str) -> Quantity | None:
    if not match[1][0].isupper():
        return None
    return make(Kind.PERIOD, match, 0.0, period=periods.month_period(match[1].rstrip("."), match[2]))


@pattern(
    rf"\b(spring|summer|autumn|winter)\s+(?:term\s+)?(?:of\s+)?({YEAR})\b(?![/-]\d)",
    needs=("spring", "summer", "autumn", "winter"),
)
def _season(match: re.Match[str], _: str) -> Quantity:
    return make(Kind.PERIOD, match, 0.0, period=periods.season(match[1], match[2]))
