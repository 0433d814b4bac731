"""Finds every number in a line, the most particular meaning first.

Each pattern below is one way of writing a number. What an earlier pattern has read, a later one leaves alone: a
section number is never a count, and an age is never half of a range.
"""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

import re
from collections.abc import Callable, Iterator

from lapwing.arithmetic.numbers import hedges, periods
from lapwing.arithmetic.numbers.quantity import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.words import NUMBER_WORDS, ORDINALS, value_of

Read = Callable[[re.Match[str], str], Quantity | None]

DASH = r"\s?[-–—−]\s?"
DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
NUMBER = rf"(?:{DIGITS}|\b{NUMBER_WORDS}\b)"
OPEN = r"(?<![\w.,£$/@#-])"
CLOSE = r"(?!\w|[.,]\d)"
SCALE = r"(?:\s?(?P<scale>million|billion|thousand|bn|m|k)\b)?"
SCALES = {"million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "thousand": 1e3, "k": 1e3}
YEAR = r"(?:19|20)\d{2}"
MONTH = "(?:" + "|".join(name.capitalize() for name in sorted(periods.MONTHS, key=len, reverse=True)) + r")\b\.?"
SPAN = rf"{YEAR}\s?[-–—/]\s?(?:{YEAR}|\d{{2}})(?![\d/])"
ABOUT_NUMBERS = re.compile(
    rf"\d|\b(?:{NUMBER_WORDS})\b|half|halv|third|quarter|fifth|doubl|trebl|tripl|quadrupl|twice|once|fold|"
    r"weekly|monthly|yearly|annual|fortnight|termly|daily|every",
    re.IGNORECASE,
)

_patterns: list[tuple[re.Pattern[str], tuple[str, ...], Read]] = []


def pattern(expression: str, flags: int = re.IGNORECASE, needs: tuple[str, ...] = ()) -> Callable[[Read], Read]:
    """A way of writing a number. Where none of the small pieces it `needs` is in a line, it is not tried: this is quick."""

    def register(read: Read) -> Read:
        _patterns.append((re.compile(expression, flags), needs, read))
        return read

    return register


def find_quantities(text: str) -> list[Quantity]:
    """Every number in a line, in order."""
    if len(text) > 20_000 or not ABOUT_NUMBERS.search(text):
        return []
    found: list[Quantity] = []
    taken = bytearray(len(text))
    lower = text.lower()
    for expression, needs, read in _patterns:
        if needs and not any(piece in lower for piece in needs):
            continue
        for match in expression.finditer(text):
            quantity = None if any(taken[match.start() : match.end()]) else read(match, text)
            if quantity:
                found.append(quantity)
                taken[quantity.start : quantity.end] = b"\x01" * (quantity.end - quantity.start)
    found.sort(key=lambda quantity: quantity.start)
    return list(_hedged(found, text))


def _hedged(found: list[Quantity], text: str) -> Iterator[Quantity]:
    end = 0
    for quantity in found:
        yield hedges.attach(quantity, text, end)
        end = quantity.end


def make(kind: Kind, match: re.Match[str], value: float, **more: object) -> Quantity:
    return Quantity(kind, value, match[0], match.start(), match.end(), **more)  # type: ignore[arg-type]


def number(written: str) -> tuple[float, float, bool]:
    """The value, the size of its last written place, and whether it is in words."""
    if not any(character.isdigit() for character in written):
        return float(value_of(written)), 1.0, True
    digits = written.replace(",", "")[:300]
    decimals = len(digits.partition(".")[2])
    return float(digits), 10.0**-decimals, False


def refer(match: re.Match[str], _: str) -> Quantity:
    return make(Kind.REFERENCE, match, 0.0)


# --- what looks like a number and counts nothing

pattern(r"https?://\S+|www\.\S+|\S+@\S+\.\w+", needs=("http", "www", "@"))(refer)
pattern(r"\b0\d{2,4}[\s-]?\d{3,4}[\s-]?\d{3,4}\b|(?<!\w)#\d+|\b24/7\b|\bcovid[-\s]?19\b")(refer)
pattern(r"\b[A-Z]{1,2}\d{1,2}[A-Z]?\s?\d[A-Z]{2}\b", 0)(refer)
pattern(
    r"\b(?:sections?|s\.|regulations?|reg\.?|pages?|pg\.?|pp?\.|chapters?|paragraphs?|para\.?|articles?|tables?|figures?|"
    r"fig\.?|appendix|annexe?|parts?|schedule|recommendations?|commitment|priority|objective|outcome|principle|standard|"
    r"key\s+stage|ks|levels?|tiers?|band|phase|stage|step|theme|action|item|note|version|room|ward|unit|cohort|"
    r"module|grade|round|wave|question|case|child|family|category|type|option|domain|zone|route|"
    r"junction|floor|flat|house|plot|building|site|urn|ref\.?|reference|schools?\s+no\.?|no\.|number)"
    r"\s?[-.]?\s?\d{1,3}(?:\.\d+)*[a-z]?(?:(?:\s?[-–]\s?|\s(?:and|to|or)\s)\d{1,3})?"
    r"(?!\s?%|\s?per\s?cent|,\d|\d|\.\d|\s(?:times|years|months|weeks|days|hours|percentage))"
)(refer)
pattern(
    r"\b(?:Day|Week|Years?|(?<=in )year)\s?\d{1,2}(?:(?:\s?[-–]\s?|\s(?:and|to|or)\s)\d{1,2})?\b(?!\s?%|[,.]?\d|\s(?:times|years|months|weeks|days))",
    0,
)(refer)
pattern(
    r"\b\d{1,4}[a-zA-Z]?,?\s+(?:[A-Z][a-z]+\s+){1,2}(?:Street|Road|Lane|Avenue|Close|Drive|Terrace|Gardens|Crescent|Grove|Square)\b"
    r"|(?<=\bat )\d{1,4}[a-zA-Z]?\s+(?:[A-Z][a-z]+\s+){1,2}(?:House|Court|Way|Place|Park|Hill|Walk|Row)\b",
    0,
)(refer)
pattern(
    rf"\b(?:Act|Regulations|Order|Together|Children|Education|Code|Rules|Version|Census|Guidance)(?:,|\s+of)?\s+{YEAR}\b",
    0,
)(refer)
pattern(rf"\b(?:KCSIE|IMD|WT)\s?{YEAR}\b", 0)(refer)
pattern(
    r"\b(?:999|101|111)(?=\s+(?:calls?|service|line|number|system|contacts?|operators?)\b)|\b(?:nhs|call|dial(?:led)?|ring|rang)\s+(?:999|101|111)\b"
)(refer)
pattern(r"\b\d{1,2}[:.]\d{2}\s?(?:am|pm|hrs)\b|\b\d{1,2}:\d{2}(?::\d{2})?\b|\b\d{1,2}\s?(?:am|pm|noon)\b")(refer)
pattern(
    rf"\b{NUMBER_WORDS}-(?:to-{NUMBER_WORDS}|stop|way|off|sided?|tier|storey)\b|\b\d:\d\b|\b(?:one|1)[-\s]to[-\s](?:one|1)\b",
    needs=("-", ":", "to 1", "to one"),
)(refer)


# --- when


@pattern(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({MONTH}),?\s+({YEAR})\b", 0)
def _day(match: re.Match[str], _: str) -> Quantity:
    return make(Kind.PERIOD, match, 0.0, period=periods.day(match[1], match[2].rstrip("."), match[3]))


@pattern(rf"\b({MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+({YEAR})\b", 0)
def _american_day(match: re.Match[str], _: str) -> Quantity:
    return make(Kind.PERIOD, match, 0.0, period=periods.day(match[2], match[1].rstrip("."), match[3]))


@pattern(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
def _numeric_day(match: re.Match[str], _: str) -> Quantity:
    return make(Kind.PERIOD, match, 0.0, period=periods.numeric_day(match[1], match[2], match[3]))


@pattern(r"\b(\d{4})-(\d{2})-(\d{2})\b")
def _iso_day(match: re.Match[str], _: str) -> Quantity:
    return make(Kind.PERIOD, match, 0.0, period=periods.numeric_day(match[3], match[2], match[1]))


@pattern(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({MONTH})", 0)
def _day_without_year(match: re.Match[str], text: str) -> Quantity | None:
    if match[2] == "May" and re.match(r"\s+(?:have|be|not|also)\b", text[match.end() :]):
        return None
    return make(Kind.PERIOD, match, 0.0, period=periods.day(match[1], match[2].rstrip("."), None))


@pattern(
    rf"\b(?:Q|quarter\s+)(one|two|three|four|\d)\b(?![,.]\d)(?:,?\s+(?:of\s+|in\s+)?(?:the\s+)?(?:financial\s+year\s+)?({SPAN}|{YEAR}\b))?",
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


@pattern(rf"\b({SPAN})\s+(?:Q|quarter\s+)([1-4])\b", needs=("q",))
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


@pattern(rf"(?<![\d,.£/])({YEAR})\s?[-–—/]\s?(\d{{4}}|\d{{2}})(?![\d/%]|[-–]\d|,\d|\.\d)")
def _span(match: re.Match[str], text: str) -> Quantity | None:
    first, last = int(match[1]), int(match[2])
    if len(match[2]) == 4 and not 1900 <= last <= 2100:
        return None
    could_be_month = len(match[2]) == 2 and last <= 12 and last < first % 100 and "/" not in match[0]
    period = (
        periods.Period(None, None, "month")
        if could_be_month
        else periods.year_span(match[1], match[2], _academic(text))
    )
    return make(Kind.PERIOD, match, 0.0, period=period)


@pattern(
    r"(?<![\d/.-])(\d{2})\s?[-–/]\s?(\d{2})(?=\s+(?:financial|reporting|academic|school|period|year)\b)(?!\s+years?\s+old)"
)
def _short_span(match: re.Match[str], text: str) -> Quantity | None:
    if re.search(r"\bage[ds]?\s+$", text[: match.start()], re.IGNORECASE):
        return None
    return make(Kind.PERIOD, match, 0.0, period=periods.year_span(match[1], match[2], _academic(text)))


@pattern(rf"\b(?:(?:early|mid|late|end\s+of)[-\s])?({MONTH})\s+({YEAR})\b(?![/-]\d)")
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


# --- how old, how often, how long

YEARS_OLD = r"(?:[-\s](?:year|month|week|day)s?(?:[-\s]olds?|\s+of\s+age))"
PEOPLE = r"(?:children|young people|people|those|pupils|babies|adults|girls|boys|infants|residents|persons|women|anyone|everyone|aged)"
OLDER = r"(?:\s+(?:and|or)\s+(?:over|under|above|below|older|younger))?\+?"


def _age(match: re.Match[str], _: str) -> Quantity:
    ages = [number(written)[0] for written in re.findall(rf"\d+(?:\.\d+)?|\b{NUMBER_WORDS}\b", match[0], re.IGNORECASE)]
    return make(Kind.AGE, match, ages[0], high=ages[1] if len(ages) > 1 else None)


pattern(
    rf"\b(?:aged?|ages)\s+(?:of\s+)?(?:from\s+|under\s+|over\s+)?(?:between\s+{NUMBER}\s+and\s+{NUMBER}|{NUMBER}(?:(?:{DASH}|\s+to\s+){NUMBER})?)(?!%|,\d)(?:\s+years?(?:\s+old)?)?{OLDER}"
)(_age)
pattern(rf"{OPEN}{NUMBER}(?:(?:{DASH}|\s+(?:to|and|or)\s+){NUMBER})?{YEARS_OLD}\b", needs=("old", "age"))(_age)
pattern(
    rf"\b(?:under|over)[-\s]?\d{{1,2}}s\b|(?<=\b)(?:under|over)[-\s](?:1|5|16|18|21|25|65)(?=[-\s]?(?:population|year|conception|olds))|{OPEN}\d{{1,2}}s\b"
)(_age)
pattern(
    rf"\b{PEOPLE}\s+(?:under|over|up to)\s+(?:the\s+age\s+of\s+)?\d{{1,2}}\b(?!\s*[%\d,]\d|%|\s+(?:{NUMBER_WORDS}|cases|meetings|sessions))"
)(_age)
pattern(rf"\(\s?\d{{1,2}}{DASH}\d{{1,2}}(?:\s+years?)?\s?\)|\(\s?\d{{1,2}}\+\s?\)|{OPEN}0{DASH}\d{{1,2}}\b(?!\s?%)")(
    _age
)

PER_YEAR = {
    "day": 365.0,
    "week": 52.0,
    "fortnight": 26.0,
    "month": 12.0,
    "quarter": 4.0,
    "term": 3.0,
    "year": 1.0,
    "annum": 1.0,
}
ADVERBS = {
    "daily": 365.0, "weekly": 52.0, "fortnightly": 26.0, "bi-weekly": 26.0, "monthly": 12.0, "six-weekly": 8.67,
    "bi-monthly": 6.0, "bimonthly": 6.0, "quarterly": 4.0, "termly": 3.0, "half-termly": 6.0, "twice-yearly": 2.0,
    "six-monthly": 2.0, "half-yearly": 2.0, "biannually": 2.0, "bi-annually": 2.0, "biannual": 2.0, "bi-annual": 2.0,
    "annually": 1.0, "annual": 1.0, "yearly": 1.0,
}  # fmt: skip


@pattern(
    rf"\b(?:(once|twice)|({NUMBER})\s+times)\s+(?:a|an|per|each|every)\s+(?:calendar\s+|financial\s+|school\s+)?(day|week|fortnight|month|quarter|term|year|annum)\b",
    needs=("once", "twice", "times"),
)
def _times_a(match: re.Match[str], _: str) -> Quantity:
    times = {"once": 1.0, "twice": 2.0}[match[1].lower()] if match[1] else number(match[2])[0]
    return make(Kind.FREQUENCY, match, times * PER_YEAR[match[3].lower()])


@pattern(
    rf"\bevery\s+(?:({NUMBER})\s+|(other|second)\s+)?(day|week|fortnight|month|quarter|term|year)s?\b", needs=("every",)
)
def _every(match: re.Match[str], _: str) -> Quantity | None:
    gap = 2.0 if match[2] else (number(match[1])[0] if match[1] else 1.0)
    return make(Kind.FREQUENCY, match, PER_YEAR[match[3].lower()] / gap) if gap else None


@pattern(r"(?<![\w-])(" + "|".join(sorted(ADVERBS, key=len, reverse=True)) + r")\b", needs=("ly", "annual"))
def _adverb(match: re.Match[str], _: str) -> Quantity:
    return make(Kind.FREQUENCY, match, ADVERBS[match[1].lower()])


# --- shares, rates, multiples


@pattern(
    rf"{OPEN}(?P<sign>[-−–+]\s?)?(?P<n>{NUMBER})(?:{DASH}(?P<to>{DIGITS}))?\s?(?:%|per\s?cent|percent)?\s?-?(?:percentage[-\s]points?|pp\b|ppts?\b|%?-?\s?points?\b)",
    needs=("point", "pp"),
)
def _points(match: re.Match[str], _: str) -> Quantity | None:
    if "%" not in match[0] and re.search(r"\d\s?points?$", match[0]) and "percentage" not in match[0]:
        return None
    value, step, in_words = number(match["n"])
    return make(Kind.POINTS, match, _signed(value, match["sign"]), step=step, in_words=in_words)


@pattern(
    rf"{OPEN}(?P<sign>(?<!\w)[-−–+](?=\d)|minus\s+|plus\s+(?=\d[\d.]*\s?%))?(?P<n>{NUMBER})(?:{DASH}(?P<to>{DIGITS}))?\s?(?:%|per\s?cent\b|percent\b)",
    needs=("%", "cent"),
)
def _percent(match: re.Match[str], text: str) -> Quantity | None:
    value, step, in_words = number(match["n"])
    if match["to"]:
        return make(Kind.RANGE, match, value, high=number(match["to"])[0], unit="%")
    return make(
        Kind.PERCENT, match, _signed(value, match["sign"]), step=step, in_words=in_words, unit=_sign(match["sign"])
    )


@pattern(rf"{OPEN}(?P<sign>[-−–+]\s?)?(?P<n>{DIGITS})(?=\s+to\s+{DIGITS}\s?(?:%|per\s?cent))", needs=("%", "cent"))
def _percent_to_come(match: re.Match[str], _: str) -> Quantity:
    """The first of "from 12 to 15%"."""
    value, step, _words = number(match["n"])
    return make(Kind.PERCENT, match, _signed(value, match["sign"]), step=step)


def _signed(value: float, sign: str | None) -> float:
    return -value if sign and sign.strip().lower() in {"-", "−", "–", "minus"} else value


def _sign(sign: str | None) -> str:
    return "" if not sign else ("+" if sign.strip().lower() in {"+", "plus"} else "-")


@pattern(
    rf"{OPEN}(?P<n>{DIGITS})\s+(?:[a-z-]+\s+){{0,3}}?(?:per|for\s+every|in\s+every)\s+(?P<per>10,?000|100,?000|1,?000|million|thousand|hundred)\b",
    needs=("per ", "every "),
)
def _rate(match: re.Match[str], _: str) -> Quantity:
    value, step, _words = number(match["n"])
    words = {"million": "1000000", "thousand": "1000", "hundred": "100"}
    per = words.get(match["per"].lower(), match["per"]).replace(",", "")
    return make(Kind.RATE, match, value, step=step, unit=per)


RATE_TO_COME = (
    rf"(?=\s+(?:[a-z-]+\s+){{0,3}}?to\s+{DIGITS}\s+(?:[a-z-]+\s+){{0,3}}?per\s+(?P<per>10,?000|100,?000|1,?000)\b)"
)


@pattern(rf"{OPEN}(?P<n>{DIGITS}){RATE_TO_COME}", needs=("per ",))
def _rate_to_come(match: re.Match[str], _: str) -> Quantity:
    """The first of "from 52 to 47 per 10,000"."""
    value, step, _words = number(match["n"])
    return make(Kind.RATE, match, value, step=step, unit=match["per"].replace(",", ""))


@pattern(rf"(?<!\w)(?P<sign>[-−–+]\s?)?£\s?(?P<n>{DIGITS}){SCALE}", needs=("£",))
def _money(match: re.Match[str], _: str) -> Quantity:
    value, step, _words = number(match["n"])
    scale = SCALES[match["scale"].lower()] if match["scale"] else 1.0
    return make(Kind.MONEY, match, _signed(value * scale, match["sign"]), step=step * scale, unit="£")


NOT_A_SHARE = r"(?!\s+(?:months?|weeks?|days?|years?|hours?|minutes?|terms?|quarters?)\b)"


@pattern(
    rf"{OPEN}(?P<a>{NUMBER})(?P<how>\s+in(?:\s+every)?\s+|-in-|\s+out\s+of(?:\s+every)?\s+)(?P<b>{NUMBER}){CLOSE}{NOT_A_SHARE}(?!\s?%)",
    needs=(" in ", "out of", "-in-"),
)
def _one_in(match: re.Match[str], _: str) -> Quantity | None:
    part, whole = number(match["a"])[0], number(match["b"])[0]
    most = 20 if "out" in match["how"] else 1000
    if not 0 < part < whole <= most or (part > 9 and whole > 10):
        return None
    if "out" in match["how"] and whole > 10 and part != 1:
        return None
    return make(Kind.FRACTION, match, part / whole, step=1 / whole, unit="one in" if part == 1 else "", high=whole)


AS_A_SHARE = (
    r"(?=\s+(?:of|were|are|had|have|has|was|is|been|being|below|above|under|up|down|off|larger|smaller|bigger|greater|better|worse|longer|shorter|only|alone|as|so|that|which|now|then|when|because|for|[a-z]+ly|said|higher|lower|fewer|more|less|on|from|in|to|this|reduction|increase|rise|fall|"
    r"drop|decrease|decline|took|felt|reported|came|live|lived|did|do|over|between|since|during|across|compared|after|at|with|by|and|or|who|against|than|not|remained|went|spoke|chose|knew|saw|gave|made|[a-z]{2,}ed)\b|\s?[.,;:)(–—-]|\s*$)"
)
PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "tenth": 10}


@pattern(
    rf"(?<![\w-])(?P<a>an?|one|two|three|four|five|seven|nine|[1-9])[-\s](?P<b>thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|tenths?)\b{AS_A_SHARE}",
    needs=("third", "quarter", "fifth", "sixth", "seventh", "eighth", "tenth"),
)
def _fraction(match: re.Match[str], text: str) -> Quantity | None:
    part = 1.0 if match["a"].lower() in {"a", "an"} else number(match["a"])[0]
    whole = PARTS[match["b"].lower().rstrip("s")]
    if part >= whole or (part > 1 and not match["b"].lower().endswith("s")):
        return None
    if re.match(r"\s+(?:times?|year|review|party)\b", text[match.end() :]):
        return None
    if re.search(r"\b(?:in|per|each|every|once|twice|for)\s+$", text[: match.start()]) and match["a"].lower() == "a":
        return None
    return make(Kind.FRACTION, match, part / whole, step=0.03, in_words=True)


@pattern(
    r"(?<=\bremaining )(?P<b>third|quarter|fifth|sixth|tenth)\b(?!\s+(?:party|sector|phase|stage|session|meeting|review|year))",
    needs=("remaining",),
)
def _remaining_fraction(match: re.Match[str], _: str) -> Quantity:
    return make(Kind.FRACTION, match, 1 / PARTS[match["b"].lower()], step=0.03, in_words=True)


@pattern(
    r"(?<![\w-])(?<!first )(?<!second )(?<!latter )(?<!other )(?<!later )(?:one\s+)?half\b(?!\s?-?\s?(?:term|day|hour|an|yearly|year|way|time|page|sister|brother|sibling|past|a|million)\b)(?! of the (?:year|term|period|month))",
    needs=("half",),
)
def _half(match: re.Match[str], _: str) -> Quantity:
    return make(Kind.FRACTION, match, 0.5, step=0.03, in_words=True)


UP_MULTIPLES = {"doubl": 2.0, "trebl": 3.0, "tripl": 3.0, "quadrupl": 4.0}
FOLDS = {
    "two": 2.0,
    "three": 3.0,
    "four": 4.0,
    "five": 5.0,
    "six": 6.0,
    "seven": 7.0,
    "eight": 8.0,
    "nine": 9.0,
    "ten": 10.0,
}


@pattern(
    r"\b(doubl|trebl|tripl|quadrupl)(?:e|ed|es|ing)\b(?!-|\s+(?:check|click|glaz|count))",
    needs=("doubl", "trebl", "tripl", "quadrupl"),
)
def _multiplied(match: re.Match[str], _: str) -> Quantity:
    return make(Kind.MULTIPLE, match, UP_MULTIPLES[match[1].lower()], step=0.2, unit="up", in_words=True)


@pattern(r"\bhalv(?:e|ed|es|ing)\b", needs=("halv",))
def _halved(match: re.Match[str], _: str) -> Quantity:
    return make(Kind.MULTIPLE, match, 2.0, step=0.2, unit="down", in_words=True)


@pattern(
    rf"\b(?:({'|'.join(FOLDS)})[-\s]?fold|(\d+(?:\.\d+)?)[-\s]?fold)\b(?P<down>\s+(?:decrease|reduction|fall|drop|decline))?",
    needs=("fold",),
)
def _fold(match: re.Match[str], _: str) -> Quantity:
    value = FOLDS[match[1].lower()] if match[1] else float(match[2])
    return make(Kind.MULTIPLE, match, value, step=0.2, unit="down" if match["down"] else "up", in_words=True)


@pattern(
    rf"{OPEN}(?:(twice)|(?P<n>{NUMBER})\s+times)\s+(?:as\s+(?:many|much|high|likely|often|large|great|long|common)|(?:more|higher|greater|larger|bigger|the|those|that|what|its|their|last)\b)",
    needs=("twice", "times"),
)
def _times_as(match: re.Match[str], _: str) -> Quantity:
    value, step, _words = number(match["n"]) if match["n"] else (2.0, 0.2, True)
    return make(Kind.MULTIPLE, match, value, step=max(step, 0.1), unit="up")


# --- ranks, lengths of time, ranges, years, counts

RANKED = r"(?:worst|best|highest|lowest|most|least|largest|smallest|poorest)"


@pattern(
    rf"\b(\d{{1,4}})(?:st|nd|rd|th)\b|\b({'|'.join(ORDINALS)})[-\s](?={RANKED}\b)",
    needs=("st", "nd", "rd", "th", "-", "worst", "most"),
)
def _rank(match: re.Match[str], _: str) -> Quantity:
    return make(Kind.RANK, match, float(match[1]) if match[1] else float(ORDINALS[match[2].lower()]))


@pattern(
    rf"{OPEN}(?P<n>{NUMBER})[-\s](?:(?:working|calendar|school|consecutive|clear|full)\s+)?(?P<unit>day|week|month|year|hour|minute|term)s?\b(?!\s+(?:old|of\s+age))",
    needs=("day", "week", "month", "year", "hour", "minute", "term"),
)
def _duration(match: re.Match[str], _: str) -> Quantity:
    value, step, in_words = number(match["n"])
    return make(Kind.DURATION, match, value, step=step, unit=match["unit"].lower(), in_words=in_words)


@pattern(rf"\bbetween\s+({DIGITS})\s+and\s+({DIGITS}){CLOSE}(?!\s?%)|{OPEN}({DIGITS}){DASH}({DIGITS}){CLOSE}")
def _range(match: re.Match[str], _: str) -> Quantity | None:
    low, high = (written for written in match.groups() if written)
    if re.fullmatch(YEAR, low) and re.fullmatch(YEAR, high):
        return None
    return make(Kind.RANGE, match, number(low)[0], high=number(high)[0])


COUNTED = (
    r"(?:new\s+|missing\s+|early\s+help\s+|young\s+|different\s+|individual\s+|child\s+protection\s+|online\s+)?"
    r"(?:episodes|children|referrals|families|people|contacts|incidents|offences|assessments|calls|pupils|patients|adults|"
    r"visits|cases|attendances|notifications|staff|practitioners|professionals|learners|completions|places|crimes|victims|"
    r"concerns|enquiries|plans|sessions|hours|residents|attendees|delegates|responses|interviews|screenings|women|carers)\b"
)
A_NUMBER_OF = (
    r"\b(?:number|total|count|figure|episodes|referrals|contacts|incidents|offences|children|families|assessments|cases|"
    r"enquiries|notifications|concerns|attendances|admissions)\b[^.;]{0,60}\b(?:was|were|is|of|stood\s+at|reached|totalled|to)\s+$"
)
YEAR_BEFORE = re.compile(
    r"\b(?:in|since|during|by|until|from|before|after|for|the|early|late|mid|spring|summer|autumn|winter|of|year|calendar|"
    r"december|and|to|between|January|February|March|April|May|June|July|August|September|October|November)\s+$",
    re.IGNORECASE,
)


@pattern(rf"(?<![\w,.£/-])({YEAR})(?![\w%,]\d|\w|%|\.\d|\s?%)")
def _year(match: re.Match[str], text: str) -> Quantity | None:
    before, after = text[: match.start()], text[match.end() :]
    if _is_count(before, after):
        return None
    return make(Kind.PERIOD, match, 0.0, period=periods.year(match[1]))


def _is_count(before: str, after: str) -> bool:
    """Whether four digits that could be a year count something: "the total this year was 2019"."""
    if re.match(rf"\s+{COUNTED}", after) and not re.search(
        r"\b(?:in|the|since|during|for|from|by)\s+$", before, re.IGNORECASE
    ):
        return True
    if re.match(rf"\s+{COUNTED}\s+(?:were|was|had|have|this|last|in)\b", after) and re.search(
        r"\b(?:from|the)\s+$", before
    ):
        return True
    if re.search(A_NUMBER_OF, before, re.IGNORECASE) and not re.search(
        r"\b(?:year|period|end|census)\s+(?:of|to)\s+$", before, re.IGNORECASE
    ):
        return not re.search(
            r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)[^.;]{0,12}\bof\s+$|\b(?:published|held|back|spring|summer|autumn|winter|prior|compared)\s+(?:to|of|in)\s+$|\b(?:19|20)\d\d(?:/\d\d)?\s+to\s+$",
            before,
            re.IGNORECASE,
        )
    other = re.match(r"\s+to\s+(\d[\d,]*)", after)
    if other and re.search(r"\bfrom\s+$", before):
        return "," in other[1] or not re.fullmatch(YEAR, other[1])
    earlier = re.search(r"\bfrom\s+(\d[\d,]*)(?:\s+[a-z]+){0,3}\s+to\s+$", before)
    return bool(earlier) and not re.fullmatch(YEAR, earlier[1] if earlier else "")


@pattern(rf"{OPEN}(?P<sign>(?<![\w)] )[-−–+])?(?P<n>{DIGITS})(?:{SCALE})(?P<more>\+(?!\d))?{CLOSE}")
def _count(match: re.Match[str], text: str) -> Quantity:
    value, step, _words = number(match["n"])
    scale = SCALES[match["scale"].lower()] if match["scale"] else 1.0
    hedge = Hedge.AT_LEAST if match["more"] else Hedge.NONE
    return make(
        Kind.COUNT,
        match,
        _signed(value * scale, match["sign"]),
        step=step * scale,
        hedge=hedge,
        unit=_sign(match["sign"]),
    )


@pattern(rf"(?<![\w-])({NUMBER_WORDS})(?:\s+(million|billion))?\b(?!-\w)")
def _count_in_words(match: re.Match[str], text: str) -> Quantity | None:
    if match[1].lower() == "one" and not _one_counts(text[: match.start()], text[match.end() :]):
        return None
    scale = SCALES[match[2].lower()] if match[2] else 1.0
    return make(Kind.COUNT, match, value_of(match[1]) * scale, step=scale, in_words=True)


def _one_counts(before: str, after: str) -> bool:
    if re.search(r"\b(?:no|this|that|each|every|any|the|which|another)\s+$", before, re.IGNORECASE):
        return False
    return bool(re.match(r"\s+(?!of\b|another\b|and\b|that\b|who\b|is\b|would\b|such\b|can\b|or\b)[a-z(]", after))
