"""One event with two dates: known again by the few words that stand before each date, and by how near the dates are."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.document import Role
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.joining.described import words_of
from lapwing.arithmetic.numbers import Kind, Quantity
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.scenes.tellings import MEANS
from lapwing.arithmetic.sentences import Sentence

NAME = "joiner"
MOST, LAST, NEAREST = 30, 5, 100
EDGE = re.compile(r"[,;:()–—.>]\s|\b(?:and|but|because|while|whilst|although|though|when|which|who|that)\b")
THE = re.compile(
    r"\b(?:the|that|this|its|our)\s+(?=(?:[a-z-]+\s+){1,4}(?:itself\s*)?[,(]?\s*(?:of|on|in|from)?\s*(?:the\s+)?$)"
)
LED = re.compile(r"[\s,(–—:]*(?:\b(?:of|on|in|from|itself|held|dated)\b\s*)*(?:the\s+)?$")
NAMED_BY_LETTER = re.compile(r"\b(child|adult|family|baby|case|domain|person)\s+([a-z])\b")


@dataclass(frozen=True)
class Event:
    sentence: Sentence
    figure: Quantity
    near: frozenset[str]
    said: frozenset[str]
    definite: bool


def events(report: Report) -> Iterator[Finding]:
    """Pairs of dates in two sentences, in one month or told of the same few words."""
    told = [one for sentence in report.sentences for one in _events(sentence)]
    by_word: dict[str, list[int]] = defaultdict(list)
    for index, one in enumerate(told):
        for word in one.near:
            by_word[word].append(index)
    seen: set[tuple[int, int]] = set()
    for indexes in by_word.values():
        for pair in combinations(indexes, 2) if len(indexes) <= MOST else ():
            if pair not in seen:
                seen.add(pair)
                one, other = told[pair[0]], told[pair[1]]
                if one.sentence is not other.sentence and _one_event(one, other):
                    first, second = one.figure.text.strip(), other.figure.text.strip()
                    message = (
                        f"One event is given two dates: {second} here, {first} at {one.sentence.passage.place.words()}."
                    )
                    yield finding(NAME, Verdict.FAILS, other.sentence, [first, second], f"{first} ≠ {second}", message)


def _events(sentence: Sentence) -> Iterator[Event]:
    dates = [
        one for one in sentence.of(Kind.PERIOD) if one.period and one.period.form == "day" and not one.period.problem
    ]
    if sentence.passage.role is Role.HEADING or len(dates) != 1:
        return
    one, text = dates[0], NAMED_BY_LETTER.sub(r"\1\2 ", sentence.shape_text)
    left = text[: one.start]
    stem = LED.sub("", left)
    cuts = [match.end() for match in EDGE.finditer(stem)]
    clause = stem[cuts[-1] if cuts else 0 :]
    definite = list(THE.finditer(clause + " "))
    if definite:
        clause = clause[definite[-1].end() :]
    near = frozenset(MEANS.get(word, word) for word in words_of(clause)[-LAST:])
    said = frozenset(MEANS.get(word, word) for word in words_of(f"{text} {sentence.passage.place.heading.lower()}"))
    if near:
        yield Event(sentence, one, near, said, bool(definite))


def _one_event(one: Event, other: Event) -> bool:
    if not _are_slips(one.figure, other.figure):
        return False
    shared = one.near & other.near
    lacking = [len(mine.near - its.said) for mine, its in ((one, other), (other, one))]
    return not all(lacking) and any(mine.definite and mine.near == shared for mine in (one, other))


def _are_slips(one: Quantity, other: Quantity) -> bool:
    """Two days of one month that differ, as a slip of the pen has it; a year that only one gives is that of both."""
    days = [
        re.match(r"(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([A-Za-z]{3})", figure.text.strip()) for figure in (one, other)
    ]
    if not days[0] or not days[1] or days[0][2] != days[1][2] or days[0][1] == days[1][1]:
        return False
    a, b = one.period, other.period
    return bool(a and b) and not (a and b and a.first and b.first and a.first.year != b.first.year)
