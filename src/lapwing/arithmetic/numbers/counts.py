"""Ranks, lengths of time, ranges, single years and counts."""

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.numbers import periods
from lapwing.arithmetic.numbers.patterns import (
    CLOSE,
    DASH,
    DIGITS,
    NUMBER,
    OPEN,
    SCALE,
    SCALES,
    YEAR,
    Ways,
    make,
    number,
    sign,
    signed,
)
from lapwing.arithmetic.numbers.quantity import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.words import NUMBER_WORDS, ORDINALS, value_of

WAYS = Ways()
pattern = WAYS.pattern

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


@pattern(
    rf"\bbetween\s+({DIGITS})\s+and\s+({DIGITS}){CLOSE}(?!\s?%)|{OPEN}({DIGITS}){DASH}({DIGITS}){CLOSE}",
    needs=("between", "-", "–", "—", "−"),
    figures=True,
)
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


@pattern(rf"(?<![\w,.£/-])({YEAR})(?![\w%,]\d|\w|%|\.\d|\s?%)", needs=("19", "20"))
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


@pattern(rf"{OPEN}(?P<sign>(?<![\w)] )[-−–+])?(?P<n>{DIGITS})(?:{SCALE})(?P<more>\+(?!\d))?{CLOSE}", figures=True)
def _count(match: re.Match[str], text: str) -> Quantity:
    value, step, _words = number(match["n"])
    scale = SCALES[match["scale"].lower()] if match["scale"] else 1.0
    hedge = Hedge.AT_LEAST if match["more"] else Hedge.NONE
    return make(
        Kind.COUNT,
        match,
        signed(value * scale, match["sign"]),
        step=step * scale,
        hedge=hedge,
        unit=sign(match["sign"]),
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
