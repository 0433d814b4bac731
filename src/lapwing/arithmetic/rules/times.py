"""Ages, times since, quarters by their months, what ended before it began, and days of the week."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator
from datetime import date

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.words import ORDINALS
from lapwing.arithmetic.pieces import holds
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence

NAME = "times"
DAYS_IN = {"year": 365.25, "month": 30.44, "week": 7.0, "day": 1.0}
BORN = re.compile(r"\b(?:born|birth)\b")
AGED = re.compile(
    r"(?P<age>⟦[ca]\d+⟧)(?:\s+years?\s+old)?\s*,?\s+(?:when|at\s+the\s+time|at|on|in)\b|\baged\s+(?P<b>⟦[ca]\d+⟧)|\bat\s+the\s+age\s+of\s+(?P<c>⟦[ca]\d+⟧)|(?P<d>⟦a\d+⟧)"
)
SINCE = re.compile(
    r"\b(?:for|after|since|later|in\s+place|in\s+post|anniversary|has\s+run|have\s+run|it\s+is|ago|before|earlier|on|birthday|existed|existence|operat\w+|having\s+been|waited|took|taking|between|from)\b"
)
NOT_SINCE = re.compile(
    r"\b(?:every|within|notice|target|each|per|statutory|must|should|up\s+to|at\s+least|next|first|last|another|further|average|aged?|old|sentence\w*|review\s+every|valid\s+for|plan|strategy|programme|working|pause\w*|suspend\w*|until|extended|renewed|delayed|postponed|again|then|interrupted|stopped|restarted|phase)\b"
)
ANNIVERSARY = re.compile(
    rf"\b(?P<n>{'|'.join(ORDINALS)}|fifteenth|twentieth|twenty-fifth|thirtieth|fiftieth|\d{{1,2}}(?:st|nd|rd|th))\s+(?:anniversary|birthday)\b"
)
MORE_ORDINALS = {"fifteenth": 15, "twentieth": 20, "twenty-fifth": 25, "thirtieth": 30, "fiftieth": 50}
BEGAN = re.compile(
    r"\b(?:commissioned|began|begun|begins|started|starts|opened|launched|set\s+up|referred|received|reported|appointed|joined|arrived|admitted|from|made|submitted|announced|notified|placed)\b[^.;⟦⟧]{0,30}$"
)
ENDED = re.compile(
    r"\b(?:completed|ended|ends|closed|finished|concluded|to|until|left|discharged|published|delivered|signed\s+off|came\s+to\s+an\s+end|answered|resolved|assessed|died)\b[^.;⟦⟧]{0,30}$"
)
OTHER_WAY = re.compile(
    r"\b(?:previous|earlier|former|first|before|had\s+been|already|since|updated?|follow\w*|replac\w*|compared|than|different|another|data|figures|draft|although|not|right\s+to\s+left|back\s+to|backwards|newest\s+first)\b"
)
QUARTER = re.compile(
    r"\b(?P<n>first|second|third|fourth|last|final|q\s?[1-4]|quarter\s+(?:one|two|three|four|[1-4]))(?:\s+quarter)?\b(?P<mid>[^.;]{0,60}?)[,(–—]\s*(?:that\s+is,?\s+|from\s+|i\.e\.\s+|the\s+months\s+(?:of|from)\s+)?(?P<a>january|april|july|october)(?:\s+\d{4})?\s*(?:to|-|–|until)\s*(?P<b>march|june|september|december)\b"
)
MONTHS_THEN = re.compile(
    r"\b(?P<a>january|april|july|october)\s*(?:to|-|–|until)\s*(?P<b>march|june|september|december)(?:\s+\d{4})?\s*[,(–—]\s*(?:that\s+is,?\s+|our\s+|the\s+)*(?P<n>first|second|third|fourth|last|final)\s+quarter\b(?P<mid>[^.;]{0,40})"
)
ORDER = {
    "first": 1, "one": 1, "1": 1, "second": 2, "two": 2, "2": 2, "third": 3, "three": 3, "3": 3, "fourth": 4,
    "four": 4, "4": 4, "last": 4, "final": 4,
}  # fmt: skip
FIRST_MONTHS = ("january", "april", "july", "october")
FINANCIAL = {"april": 1, "july": 2, "october": 3, "january": 4}
CALENDAR = {"january": 1, "april": 2, "july": 3, "october": 4}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY = re.compile(rf"\b(?P<day>{'|'.join(WEEKDAYS)}),?\s+(?:the\s+)?$")


@rule(
    NAME,
    "Ages, times since and quarters",
    Example(
        "The young man, born in March 2010, was 16 years old when he died in June 2021.", Verdict.FAILS, "he was 11"
    ),
    Example("The young man, born in March 2010, was 11 years old when he died in June 2021.", Verdict.HOLDS),
    Example("The review was commissioned in October 2022 and completed in August 2022.", Verdict.FAILS),
    Example(
        "The service has run without a break since 2014, and in 2024 it marked its fifteenth anniversary.",
        Verdict.FAILS,
    ),
    Example(
        "In the first quarter of the financial year, October to December 2022, referrals were highest.", Verdict.FAILS
    ),
    Example(
        "In the third quarter of the financial year, October to December 2022, referrals were highest.", Verdict.HOLDS
    ),
    Example("The share of those between 50 and 64 years will grow to 34% in 2050, from 26% in 2012.", None, "an age"),
    Example("The first review was completed in May 2022 and the second was commissioned in March 2022.", None),
    Example("Waits fell again (down 28% from April to June 2013 and down 43% from April to June 2012).", None),
    turn=3,
)
def check(report: Report) -> Iterator[Finding]:
    """An age against the day of birth, a time or an anniversary against its two dates, a quarter against its months, an
    end before its beginning, and a day of the week against its date.

    An age may be either of two where only months or years are known. A quarter may be of a financial or a calendar
    year unless the text says which. Lengths that are limits ("within", "every") or of a plan to come are left alone.
    """
    for sentence in report.sentences:
        if holds(sentence.lower, FIRST_MONTHS) and (
            QUARTER.search(sentence.lower) or MONTHS_THEN.search(sentence.lower)
        ):
            yield from _quarter(report, sentence)
        dated = [one for one in sentence.of(Kind.PERIOD) if one.period and one.period.first and one.period.last]
        if dated:
            yield from _weekday(sentence, dated)
        if len(dated) == 2:
            yield from _age(sentence, *dated) if BORN.search(sentence.lower) else _between(sentence, *dated)


def _between(sentence: Sentence, one: Quantity, other: Quantity) -> Iterator[Finding]:
    yield from _backwards(sentence, one, other)
    yield from _anniversary(sentence, one, other)
    yield from _since(sentence, one, other)


def _gap(one: Quantity, other: Quantity) -> tuple[float, float]:
    """The fewest and the most days there can be from the earlier to the later."""
    first, last = sorted((one, other), key=lambda q: q.period.first if q.period and q.period.first else date.min)
    a, b = first.period, last.period
    assert a
    assert b
    assert a.first
    assert a.last
    assert b.first
    assert b.last
    return max(0, (b.first - a.last).days), (b.last - a.first).days


def _age(sentence: Sentence, one: Quantity, other: Quantity) -> Iterator[Finding]:
    """ "Born in July 2008, was nine when she came into care in August 2019"."""
    match = AGED.search(sentence.shape)
    if not match or one.period is None or other.period is None:
        return
    said = sentence.marked(next(mark for mark in match.groups() if mark))
    least, most = _gap(one, other)
    low, high = int(least / 365.25), int(most / 365.25)
    holds = low <= said.value <= high
    words = f"{low}" if low == high else f"{low} or {high}"
    line = f"{one.text} to {other.text} is {words} years"
    message = f"The text says {said.text.strip()}, and {line}."
    yield finding(NAME, Verdict.HOLDS if holds else Verdict.FAILS, sentence, [said, one, other], line, message)


def _backwards(sentence: Sentence, one: Quantity, other: Quantity) -> Iterator[Finding]:
    first, last = one.period, other.period
    if not (first and last and first.first and last.last) or last.last >= first.first:
        return
    before, between = sentence.lower[: one.start], sentence.lower[one.end : other.start]
    same_clause = not re.search(
        r"\d|[.;]\s|\b(?:which|who|whose)\b|\b(?:and|but|while)\s+(?:the|an?|its|our|their|it|they|he|she|all)\b",
        between,
    )
    if BEGAN.search(before) and ENDED.search(between) and same_clause and not OTHER_WAY.search(sentence.lower):
        line = f"{other.text} is before {one.text}"
        yield finding(NAME, Verdict.FAILS, sentence, [one, other], line, "By its dates it ended before it began.")


def _anniversary(sentence: Sentence, one: Quantity, other: Quantity) -> Iterator[Finding]:
    match = ANNIVERSARY.search(sentence.lower)
    if not match:
        return
    number = MORE_ORDINALS.get(match["n"]) or ORDINALS.get(match["n"]) or int(re.sub(r"\D", "", match["n"]) or 0)
    least, most = _gap(one, other)
    holds = least / 365.25 - 0.1 <= number <= most / 365.25 + 0.1
    line = f"{one.text} to {other.text} is about {round((least + most) / 730.5)} years"
    message = f"The text says {match[0]}, and {line}."
    yield finding(NAME, Verdict.HOLDS if holds else Verdict.FAILS, sentence, [match["n"], one, other], line, message)


A_RANGE = re.compile(r"\b(?:between|from|aged)\s+\d+\s+(?:and|to)\s+$")


def _since(sentence: Sentence, one: Quantity, other: Quantity) -> Iterator[Finding]:
    """A length beside two dates: "had been in place for nine years, having been signed in 2018"."""
    lengths = [q for q in sentence.of(Kind.DURATION) if q.unit in DAYS_IN]
    if len(lengths) != 1 or len(sentence.of(Kind.COUNT)) > 1:
        return
    length = lengths[0]
    near = sentence.lower[max(0, length.start - 45) : length.end + 45]
    if A_RANGE.search(sentence.lower[: length.start]):
        return  # "between 50 and 64 years": an age
    if not SINCE.search(near) or NOT_SINCE.search(sentence.lower) or length.hedge not in {Hedge.NONE, Hedge.ABOUT}:
        return
    least, most = _gap(one, other)
    unit = DAYS_IN[length.unit]
    low, high = least / unit - 0.6, (most + 1) / unit + 0.6
    if length.hedge is Hedge.ABOUT:
        low, high = low * 0.85, high * 1.15
    holds = low <= length.value <= high
    if not holds and not 0.3 < length.value / max(most / unit, 0.1) < 3.5:
        return
    line = f"{one.text} to {other.text} is about {round((least + most) / 2 / unit, 1):g} {length.unit}s"
    message = f"The text says {length.text.strip()}, and {line}."
    yield finding(NAME, Verdict.HOLDS if holds else Verdict.FAILS, sentence, [length, one, other], line, message)


def _quarter(report: Report, sentence: Sentence) -> Iterator[Finding]:
    for match in (*QUARTER.finditer(sentence.lower), *MONTHS_THEN.finditer(sentence.lower)):
        if "quarter" not in match[0] and not match[0].startswith("q"):
            continue
        said = ORDER[re.sub(r"^quarter\s+|^q\s?", "", match["n"])]
        right = {FINANCIAL[match["a"]]}
        spoken = f"{report.whole_text[:3000]} {sentence.lower}"
        if not re.search(r"\bfinancial\s+year\b|\bapril\s+to\s+march\b|\b20\d\d/\d\d\b|\breporting\s+year\b", spoken):
            right |= {CALENDAR[match["a"]]}
        line = f"{match['a'].capitalize()} to {match['b'].capitalize()} is quarter {' or '.join(str(n) for n in sorted(right))}"
        verdict = Verdict.HOLDS if said in right else Verdict.FAILS
        yield finding(NAME, verdict, sentence, [match["n"]], line, f"The text says {match['n']} quarter; {line}.")


def _weekday(sentence: Sentence, dated: list[Quantity]) -> Iterator[Finding]:
    for one in dated:
        match = WEEKDAY.search(sentence.lower[: one.start])
        if match and one.period and one.period.form == "day" and one.period.first:
            real = WEEKDAYS[one.period.first.weekday()]
            verdict = Verdict.HOLDS if real == match["day"] else Verdict.FAILS
            line = f"{one.text} was a {real.capitalize()}"
            yield finding(NAME, verdict, sentence, [match["day"].capitalize(), one], line, f"{line}.")
