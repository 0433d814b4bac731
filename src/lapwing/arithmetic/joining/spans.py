"""A length of time and the two days it is told to lie between; and a time that ends before it begins."""

from collections.abc import Iterator
from datetime import date

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.periods import MONTHS
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.sentences import Sentence

NAME = "joiner"
DAYS = {"day": 1.0, "week": 7.0, "month": 30.44}
FROM_TO = re.compile(
    r"\b(?:(?P<how>from|between)\s+(?:the\s+)?)?(?P<a>⟦y\d+⟧)\s+(?:to|until|and|till|through\s+to)\s+(?:the\s+)?(?P<b>⟦y\d+⟧)"
)
IN_BRACKETS = re.compile(r"\(\s*(?P<a>⟦y\d+⟧)\s*(?:to|until|–|-)\s*(?P<b>⟦y\d+⟧)\s*\)")
ROOM = re.compile(
    r"\b(?:working|school|term|holiday|apart|within|every|each|excluding|except|break|broken|interrupted|compared|than)\b"
)


def spans(sentence: Sentence) -> Iterator[Finding]:
    """ "Ten weeks, from 3 October to 31 October 2022": the two days are four weeks apart."""
    for match in FROM_TO.finditer(sentence.shape):
        one, other = (sentence.marked(match[name]) for name in "ab")
        first, last = _day(one, other), _day(other, one)
        if not first or not last:
            continue
        if last > first and not ROOM.search(sentence.lower):
            yield from _length(sentence, one, other, (last - first).days)


def months_backwards(sentence: Sentence) -> Iterator[Finding]:
    """ "(January 2025 to October 2024)", "(14 November to 3 November)"."""
    for match in IN_BRACKETS.finditer(sentence.shape):
        one, other = (sentence.marked(match[name]) for name in "ab")
        a, b = one.period, other.period
        if not a or not b or PUT_OFF.search(sentence.lower):
            continue
        backwards = a.first and b.last and b.last < a.first and a.form == b.form == "month"
        if not a.first and not b.first and a.form == b.form == "day":
            days = [re.match(r"(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([A-Za-z]+)", when.text) for when in (one, other)]
            backwards = bool(days[0] and days[1] and days[0][2] == days[1][2] and int(days[0][1]) > int(days[1][1]))
        if backwards:
            line = f"{other.text} is before {one.text}"
            yield finding(NAME, Verdict.FAILS, sentence, [one, other], line, "By its dates it ended before it began.")


def _length(sentence: Sentence, one: Quantity, other: Quantity, days: int) -> Iterator[Finding]:
    told = [length for length in sentence.of(Kind.DURATION) if length.unit in DAYS and length.hedge is Hedge.NONE]
    near = [length for length in told if abs(length.start - one.start) < 60 or abs(length.start - other.end) < 40]
    if len(told) != 1 or not near:
        return
    length, size = told[0], DAYS[told[0].unit]
    said = days / size
    if abs(said - length.value) <= max(1.0, 0.1 * length.value):
        return
    line = f"{one.text} to {other.text} is {days} days"
    yield finding(
        NAME, Verdict.FAILS, sentence, [length, one, other], line, f"The text says {length.text}, and {line}."
    )


def _day(one: Quantity, other: Quantity) -> date | None:
    """The day itself; where it has no year, in the year of the other."""
    if not one.period or one.period.form != "day":
        return None
    if one.period.first:
        return one.period.first
    if not other.period or not other.period.first:
        return None
    match = re.match(r"(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]+)", one.text.strip())
    month = MONTHS.get(match[2].lower()) if match else None
    if not match or not month:
        return None
    try:
        found = date(other.period.first.year, month, int(match[1]))
    except ValueError:
        return None
    return found if one.start > other.start or found <= other.period.first else replace_year(found)


def replace_year(when: date) -> date:
    """The same day a year earlier; the last of February for its 29th."""
    return when.replace(year=when.year - 1, day=28 if (when.month, when.day) == (2, 29) else when.day)


PUT_OFF = re.compile(
    r"\b(?:brought|put|moved|changed|postponed|delayed|rescheduled|compar\w+|corrected|amended|revised)\b"
)
