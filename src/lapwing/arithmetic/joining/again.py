"""A date or a figure that is told again in the same words, with another number: found by the run of words beside it."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, takewhile

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.document import Role
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.joining.described import words_of
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.scenes.apart import set_apart
from lapwing.arithmetic.scenes.tellings import labels_of
from lapwing.arithmetic.sentences import Sentence

NAME = "joiner"
DATED, OTHERS, MOST, SHORTEST, WIDEST = 3, 4, 30, 20, 2.5
TOLD = (Kind.PERIOD, Kind.PERCENT, Kind.COUNT, Kind.MONEY, Kind.DURATION, Kind.FREQUENCY, Kind.RATE)
STOPS = re.compile(r"[.;:()]\s|⟦")
OF_DATES = re.compile(r"\b(?:until|by|from|between|to|before|after|end\s+of|since)\s+(?:the\s+)?$")
MANY_TIMES = re.compile(
    r"\b(?:met|meets?|meetings?|sat|sessions?|workshops?|events?|briefings?|again|another|second|third|next|each|every|some|other|others|or|not|never|if|would|planned|instead|rather|originally|postponed|previous\w*|last|earlier|later|former\w*|now|then|further|additional|average|about|rose|fell|increased|decreased|between|than|only)\b"
)


@dataclass(frozen=True)
class Beside:
    """A figure, the words that lead to it, nearest first, and those that follow it."""

    sentence: Sentence
    figure: Quantity
    before: tuple[str, ...]
    after: tuple[str, ...]
    times: frozenset[str]


def again(report: Report) -> Iterator[Finding]:
    """Pairs of figures in two sentences that the same run of words leads to, or leads to and follows."""
    by_word: dict[tuple[Kind, str, str], list[Beside]] = defaultdict(list)
    for sentence in report.sentences:
        for one in _beside(sentence):
            by_word[one.figure.kind, one.figure.unit, one.before[0]].append(one)
    for told in by_word.values():
        for one, other in combinations(told, 2) if len(told) <= MOST else ():
            if one.sentence is not other.sentence and _same_words(one, other) and _differ(one.figure, other.figure):
                first, second = one.figure.text.strip(), other.figure.text.strip()
                message = f"The same words are said with {second} here, and with {first} at {one.sentence.passage.place.words()}."
                yield finding(NAME, Verdict.FAILS, other.sentence, [first, second], f"{first} ≠ {second}", message)


def _beside(sentence: Sentence) -> Iterator[Beside]:
    if sentence.passage.role is Role.HEADING or len(sentence.text) < SHORTEST or MANY_TIMES.search(sentence.shape_text):
        return
    text = sentence.shape_text
    for one in sentence.of(*TOLD):
        exact = one.kind is not Kind.PERIOD or (one.period and one.period.form in {"day", "month"})
        if not exact or one.hedge is not Hedge.NONE or OF_DATES.search(text[: one.start]):
            continue
        others = [other for other in sentence.quantities if other is not one]
        alike = [other for other in others if other.kind is one.kind]
        start = max([0, *(other.end for other in alike if other.end <= one.start)])
        end = min([len(text), *(other.start for other in alike if other.start >= one.end)])
        before = words_of(STOPS.split(text[start : one.start])[-1])
        if before:
            times = frozenset(other.text.lower() for other in others if other.kind is Kind.PERIOD)
            yield Beside(
                sentence, one, tuple(reversed(before)), tuple(words_of(STOPS.split(text[one.end : end])[0])), times
            )


def _same_words(one: Beside, other: Beside) -> bool:
    led = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one.before, other.before, strict=False))))
    if (
        one.times != other.times
        or set_apart(one.sentence, other.sentence)
        or labels_of(one.sentence) != labels_of(other.sentence)
    ):
        return False
    if one.figure.kind is Kind.PERIOD:
        return led >= DATED
    followed = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one.after, other.after, strict=False))))
    apart = one.sentence.passage is not other.sentence.passage
    whole = led == len(one.before) or led == len(other.before)
    return apart and whole and led >= DATED - 1 and led + followed >= OTHERS


def _differ(one: Quantity, other: Quantity) -> bool:
    if one.kind is Kind.PERIOD:
        a, b = one.period, other.period
        return bool(a and b and a.first and b.first and a.form == b.form and not a.overlaps(b))
    low, high = sorted((one.value, other.value))
    return 0 < low < high <= WIDEST * low and judge(one, lambda value: value, [other]).verdict is Verdict.FAILS
