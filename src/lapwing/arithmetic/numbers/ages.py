"""How old and how often."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.numbers.patterns import DASH, NUMBER, OPEN, Ways, make, number
from lapwing.arithmetic.numbers.quantity import Kind, Quantity
from lapwing.arithmetic.numbers.words import NUMBER_WORDS

WAYS = Ways()
pattern = WAYS.pattern

YEARS_OLD = r"(?:[-\s](?:year|month|week|day)s?(?:[-\s]olds?|\s+of\s+age))"
PEOPLE = r"(?:children|young people|people|those|pupils|babies|adults|girls|boys|infants|residents|persons|women|anyone|everyone|aged)"
OLDER = r"(?:\s+(?:and|or)\s+(?:over|under|above|below|older|younger))?\+?"


def _age(match: re.Match[str], _: str) -> Quantity:
    ages = [number(written)[0] for written in re.findall(rf"\d+(?:\.\d+)?|\b{NUMBER_WORDS}\b", match[0], re.IGNORECASE)]
    return make(Kind.AGE, match, ages[0], high=ages[1] if len(ages) > 1 else None)


pattern(
    rf"\b(?:aged?|ages)\s+(?:of\s+)?(?:from\s+|under\s+|over\s+)?(?:between\s+{NUMBER}\s+and\s+{NUMBER}|{NUMBER}(?:(?:{DASH}|\s+to\s+){NUMBER}|\s+or\s+\d{{1,2}}(?![\d,.%]\d|%))?)(?!%|,\d)(?:\s+years?(?:\s+old)?)?{OLDER}",
    needs=("age",),
)(_age)
pattern(rf"{OPEN}\d{{1,3}}\s+or\s+(?:older|younger)\b", needs=("older", "younger"), figures=True)(_age)


@pattern(r"\bunder\s+(?:1|2|5|10|16|18|25)\b(?=\s*(?:[.,;)]|$))", needs=("under",), figures=True)
def _under(match: re.Match[str], text: str) -> Quantity | None:
    """ "A population of 76,000 under 18"."""
    return _age(match, text) if re.search(r"\d(?:\s+[a-z]+)?\s+$", text[: match.start()]) else None


@pattern(
    rf"(?:(?<=\bwere )|(?<=\bare ))\d{{1,2}}(?:\s+to\s+|{DASH})\d{{1,2}}\b(?=\s*[,;.)]|\s+(?:and|when|at|or)\b)",
    needs=("were ", "are "),
    figures=True,
)
def _how_old(match: re.Match[str], text: str) -> Quantity | None:
    """ "418 were 18 to 64", where the line speaks of age."""
    return _age(match, text) if re.search(r"\b(?:age[ds]?|older|younger|years\s+old)\b", text, re.IGNORECASE) else None


pattern(
    r"(?:(?<=\bwere )|(?<=\bare ))(?:under|over)\s+(?:5|1[068]|21|25|[6-9][05])\b(?=\s*(?:[.,;:)(]|and\b|or\b|$))",
    needs=("over", "under"),
    figures=True,
)(_age)
pattern(rf"{OPEN}{NUMBER}(?:(?:{DASH}|\s+(?:to|and|or)\s+){NUMBER})?{YEARS_OLD}\b", needs=("old", "age"))(_age)
pattern(
    rf"\b(?:under|over)[-\s]?\d{{1,2}}s\b|(?<=\b)(?:under|over)[-\s](?:1|5|16|18|21|25|65)(?=[-\s]?(?:population|year|conception|olds))|{OPEN}\d{{1,2}}s\b",
    figures=True,
)(_age)
pattern(
    rf"\b{PEOPLE}\s+(?:under|over|up to)\s+(?:the\s+age\s+of\s+)?\d{{1,2}}\b(?!\s*[%\d,]\d|%|\s+(?:{NUMBER_WORDS}|cases|meetings|sessions))",
    needs=("under", "over", "up to"),
    figures=True,
)(_age)
pattern(
    rf"\(\s?\d{{1,2}}{DASH}\d{{1,2}}(?:\s+years?)?\s?\)|\(\s?\d{{1,2}}\+\s?\)|{OPEN}0{DASH}\d{{1,2}}\b(?!\s?%)",
    needs=("(", "0"),
    figures=True,
)(_age)

PER_YEAR = {
    "day": 365.0, "week": 52.0, "fortnight": 26.0, "month": 12.0, "quarter": 4.0, "term": 3.0, "year": 1.0,
    "annum": 1.0,
}  # fmt: skip
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
