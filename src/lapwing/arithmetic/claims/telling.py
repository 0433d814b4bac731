"""What a clause tells of its figure: the words that say what is counted, and when, in whatever order they stand."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.claims.facts import EMPTY, LAST_YEAR
from lapwing.arithmetic.claims.labels import stems
from lapwing.arithmetic.numbers import Hedge, Kind, Period, Quantity
from lapwing.arithmetic.sentences import Sentence

KINDS = (Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.FREQUENCY, Kind.DURATION, Kind.PERIOD)
GENERIC = frozenset(word[:5] for word in EMPTY) | frozenset(
    word[:5]
    for word in [
        "partner",
        "partnership",
        "council",
        "force",
        "trust",
        "county",
        "city",
        "borough",
        "area",
        "district",
        "region",
        "agree",
        "set",
        "hold",
        "stand",
        "remain",
        "must",
        "should",
        "do",
        "done",
        "state",
        "say",
        "note",
        "set",
        "use",
        "meet",
        "time",
        "occasion",
        "person",
        "people",
        "who",
        "year",
        "within",
        "every",
        "cover",
        "amount",
        "some",
        "since",
        "met",
        "held",
        "meeting",
        "service",
        "come",
        "total",
        "figure",
        "number",
    ]
)
CUT = re.compile(r"[,;:()–—]|\band\b|\bbut\b|\bwhich\b|\bwho\b|\bwhere\b|\bsince then\b")
NOT_PLAIN = re.compile(
    rf"\b(?:{MOVING}|target\w*|aim\w*|goal|national\w*|england|average|regional\w*|estimat\w*|forecast|plan(?:ned)? to|will|would|originally|initially|formerly|previously|"
    r"revis\w+|re-?launch\w*|relaunch\w*|draft|first|second|third|another|further|additional|other|each|per|quarter|half|compared|until|up to|from\s{3,}|between|"
    r"at least|most|if|moved|chang\w+|now|then|later|again|renewed in|postponed|delayed)\b"
)
EVENTS = re.compile(
    r"\b(?:launch\w*|open(?:ed|ing|s)?|publish\w*|publication|approv\w*|adopt\w*|began|begun|start\w*|clos(?:ed|ure)|inspect\w*|held|sign(?:ed|ing)|introduc\w*|appoint\w*|establish\w*|took place|ratif\w*|went live|came into force)\b"
)
STANDING = re.compile(
    r"\b(?:has|have|is|are|must|should|meets?|comprises?|employs?|needs?|requires?|required|sits|holds|runs|of|within)\s+(?:[a-z-]+\s+){0,3}$"
)


@dataclass(frozen=True)
class Telling:
    """`subject` are the words of the clauses that tell of the figure, `near` those of its own clause alone."""

    sentence: Sentence
    quantity: Quantity
    subject: frozenset[str]
    near: frozenset[str]
    noun: str
    period: Period | None
    standing: bool


def tellings(sentence: Sentence) -> Iterator[Telling]:
    """The figures of a sentence that tell how something is, one of each kind at most; none where anything moves."""
    if len(sentence.text) < 15 or LAST_YEAR.search(sentence.lower):
        return
    for kind in KINDS:
        found = [one for one in sentence.of(kind) if kind is not Kind.PERIOD or _is_date(one)]
        if kind is Kind.COUNT and len(found) == 2 and (inner := _of_the(sentence, found)):
            found = [inner]
        if len(found) == 1 and found[0].hedge is Hedge.NONE and (telling := _telling(sentence, found[0])):
            yield telling


def _is_date(one: Quantity) -> bool:
    return bool(one.period and one.period.first and one.period.form in {"day", "month"})


def _of_the(sentence: Sentence, found: list[Quantity]) -> Quantity | None:
    """The whole of "ten of the eleven meetings"."""
    return (
        found[1]
        if re.fullmatch(r"\s+(?:out\s+)?of\s+(?:the|its|our)\s+", sentence.text[found[0].end : found[1].start])
        else None
    )


def _telling(sentence: Sentence, one: Quantity) -> Telling | None:
    start, end = _clause(sentence, one)
    own = sentence.text[start:end]
    words = _plain(sentence, start, end)
    if NOT_PLAIN.search(words) or (one.kind is Kind.PERIOD and not EVENTS.search(words)):
        return None
    if one.kind is Kind.PERCENT and re.search(r"\bof\s+(?:these|those|them|whom|which)\b", own.lower()):
        return None
    periods = [
        other.period for other in sentence.of(Kind.PERIOD) if other.period and other.period.first and other is not one
    ]
    if len({(period.first, period.last) for period in periods}) > 1:
        return None
    subject = frozenset(_roots(_plain(sentence, 0, len(sentence.text))))
    noun = _root((stems(_plain(sentence, one.end, end)) or [""])[0]) if one.kind is Kind.COUNT else ""
    if re.match(r"\s+(?:times|occasions)\b", sentence.text[one.end :]) and re.search(r"\bmet\b|\bmeets\b", own.lower()):
        noun = "meeti"
    return Telling(
        sentence,
        one,
        subject,
        frozenset(_roots(words)),
        noun,
        periods[0] if periods else None,
        one.kind is Kind.FREQUENCY or bool(STANDING.search(sentence.text[start : one.start].lower())),
    )


def _clause(sentence: Sentence, one: Quantity) -> tuple[int, int]:
    """The clause a figure stands in; from the figure on, where it is the whole of "ten of the eleven"."""
    cuts = [match for match in CUT.finditer(sentence.text) if match.end() <= one.start]
    after = CUT.search(sentence.text, one.end)
    start = cuts[-1].end() if cuts else 0
    if any(
        other.kind is Kind.COUNT and start <= other.start < one.start for other in sentence.quantities
    ) and re.search(r"\bof\s+(?:the|its|our)\s+$", sentence.text[: one.start]):
        start = one.start
    return start, after.start() if after else len(sentence.text)


def _plain(sentence: Sentence, start: int, end: int) -> str:
    """The words of a stretch without its figures, except that what a reference names ("level three") stays."""
    text = sentence.text.lower()
    for one in reversed(sentence.quantities):
        if one.kind is not Kind.REFERENCE and start <= one.start < end:
            text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    return text[start:end]


def _roots(words: str) -> Iterator[str]:
    """Words cut short, so that "renewed" and "renewal" are one; without those that any clause may have."""
    return (_root(one) for one in stems(words) if _root(one) not in GENERIC)


def _root(word: str) -> str:
    return word[:5]
