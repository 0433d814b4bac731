"""The same said of the same thing in two places, with another figure: found by the words of the clause, in any order."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.document import Role
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.judge import judge, may_be_one_pace
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.scenes.apart import set_apart
from lapwing.arithmetic.scenes.tellings import SOME_OF, labels_of, words_of
from lapwing.arithmetic.sentences import Sentence

NAME = "joiner"
TOLD = {
    Kind.COUNT,
    Kind.MONEY,
    Kind.PERCENT,
    Kind.FRACTION,
    Kind.RATE,
    Kind.DURATION,
    Kind.FREQUENCY,
    Kind.RANK,
    Kind.PERIOD,
}
ENOUGH, MOST, LONGEST = 3, 30, 400
WIDEST = 2.5
UNSETTLED = re.compile(
    rf"\b(?:{MOVING}|target\w*|aim(?:s|ed)?|forecast|projected|provisional|revised|corrected|initially|originally|previously|formerly|used\s+to|will|shall|would|could|might|if|last\s+year|previous|prior|earlier|later|"
    r"year\s+before|ago|another|further|additional|extra|others?|remaining|rest|planned|maximum|minimum|capacity|per|until|since|before|after(?!\s+(?:its|their))|now|then|again|not|never|including|joined|left|became|lost|moved|changed|compar\w+|"
    r"than|draft|second|third|final|extended|postponed|differ\w*|both|deprived|index|edition|census|meanwhile|instead|nationally|national|england|some\s+of|one\s+of|each\s+(?:year|month|week|term)|average|about|because|while|although)\b"
)
CLAUSE = re.compile(
    r"[;:()–—>]|,\s|\b(?:but|and\s+(?:is|was|were|are|has|have|it|they|we|that)|so\s+that|for\s+which|to\s+which|at\s+which|which|who)\b|\bthat\s+(?=[a-z]+s?\b)"
)
PACE = re.compile(
    r"^(?:.*[.;>]\s+)?(?:(?:because|since|as|while|although|now\s+that|throughout|during)\s+)?(?P<who>[^,.;]{3,80}?)\s+(?:(?:is|was|has|are|were|have)\b[^,.;]{0,90}?\band\s+)?(?P<act>meets?|met|sits?|convenes?|gathers)\b(?P<rest>[^,.;]{0,40})$"
)
ANY_GROUP = frozenset(["group", "panel", "commit", "team", "forum", "meetin", "chair", "member", "subgro", "sub-gr"])
OF_THESE = re.compile(r"\s+of\s+(?:these|those|them)\b")
MANY_TIMES = re.compile(r"\b(?:met|meets?|sat|gathered|convened|visited|inspected|attended)\b")
PEOPLE = re.compile(
    r"\s+(?:[a-z]+\s+)?(?:people|staff|children|pupils|employees|officers|workers|adults|families|residents|volunteers)\b"
)


@dataclass(frozen=True)
class Said:
    """A figure, the words of its clause, and all the words of its sentence."""

    sentence: Sentence
    figure: Quantity
    clause: frozenset[str]
    beside: frozenset[str]
    words: frozenset[str]


def twice(report: Report) -> Iterator[Finding]:
    """Pairs of figures of one kind in two sentences, where all that one clause says is said in the other sentence."""
    said = [one for sentence in report.sentences for one in _said(sentence)]
    words = [[(*_class(one.figure), word) for word in one.beside] for one in said]
    for first, second in pairs_of_a_word(words, MOST):
        one, other = said[first], said[second]
        if _one_thing(one, other) and differ(one.figure, other.figure) and not set_apart(one.sentence, other.sentence):
            yield told_twice(NAME, (one.figure, one.sentence), (other.figure, other.sentence))


def pairs_of_a_word(words: Sequence[Iterable[Hashable]], most: int) -> Iterator[tuple[int, int]]:
    """The places of each two that share a word, once; a word that more than `most` have says nothing."""
    by_word: dict[Hashable, list[int]] = defaultdict(list)
    for place, some in enumerate(words):
        for word in some:
            by_word[word].append(place)
    pairs = (pair for places in by_word.values() if len(places) <= most for pair in combinations(places, 2))
    yield from dict.fromkeys(pairs)


def told_twice(rule: str, before: tuple[Quantity, Sentence], here: tuple[Quantity, Sentence]) -> Finding:
    """That a figure contradicts what an earlier sentence has of the same thing."""
    first, second = before[0].text.strip(), here[0].text.strip()
    message = f"The same thing is told twice: {second} here, {first} at {before[1].passage.place.words()}."
    return finding(rule, Verdict.FAILS, here[1], [first, second], f"{first} ≠ {second}", message)


def _class(one: Quantity) -> tuple[Kind, str]:
    """What a figure can be held against: a share is one however it is written."""
    return (Kind.PERCENT, "") if one.is_part else (one.kind, one.unit)


def _said(sentence: Sentence) -> Iterator[Said]:
    if sentence.passage.role is Role.HEADING or not 20 <= len(sentence.text) <= LONGEST:
        return
    figures = [one for one in sentence.quantities if one.kind in TOLD]
    if len(figures) > 3:
        return
    for one in figures:
        if one.hedge is not Hedge.NONE or (
            one.kind is Kind.PERIOD and not (one.period and one.period.form in {"day", "month"})
        ):
            continue
        start, end = _clause(sentence, one)
        text = sentence.shape_text
        if one.kind is Kind.COUNT and SOME_OF.match(text[one.end :]) and not text[: one.start].endswith("all "):
            continue
        if one.kind is Kind.PERCENT and OF_THESE.match(text[one.end :]):
            continue
        if one.kind is Kind.FREQUENCY and (who := _who_meets(text, one)):
            yield Said(sentence, one, who, who, who)
            continue
        if UNSETTLED.search(text, start, end):
            continue
        clause = words_of(text[start:end])
        near = [*_in_order(text[start : one.start])[-2:], *_in_order(text[one.end : end])[:2]]
        if one.kind is Kind.PERIOD and (
            MANY_TIMES.search(text, start, end) or len(words_of(text[start : one.start])) < 2
        ):
            continue  # "On 31 March there were": it only says when
        alike = [q for q in figures if q.kind is one.kind and start <= q.start < end]
        if len(alike) > 1 or (one.kind is Kind.COUNT and one.value < 2):
            continue
        if len(clause) >= ENOUGH - 1:
            yield Said(sentence, one, clause, frozenset(near), words_of(text))


def _who_meets(text: str, one: Quantity) -> frozenset[str]:
    """Who is said to meet at a pace, where it is more than "the group"; the pace belongs to nothing else."""
    match = PACE.match(text[: one.start])
    if not match or UNSETTLED.search(match["rest"]) or UNSETTLED.search(match["who"]):
        return frozenset()
    who = words_of(match["who"])
    return who | {"meets"} if who - ANY_GROUP else frozenset()


def _in_order(text: str) -> list[str]:
    return [found for word in text.split() for found in words_of(word)]


def _clause(sentence: Sentence, one: Quantity) -> tuple[int, int]:
    start, end = 0, len(sentence.text)
    for cut in CLAUSE.finditer(sentence.shape_text):
        if (
            cut.end() <= one.start
            and words_of(sentence.shape_text[: cut.start()])
            and len(words_of(sentence.shape_text[cut.end() : one.start])) >= 2
        ):
            start = cut.end()
        elif cut.start() >= one.end:
            end = cut.start()
            break
    return start, end


def _one_thing(one: Said, other: Said) -> bool:
    """All that one clause says is said in the other's sentence, the nearest words too, and the other's clause adds little."""
    if one.sentence is other.sentence or labels_of(one.sentence) != labels_of(other.sentence):
        return False
    if not one.beside & other.beside or _times(one) != _times(other):
        return False
    for mine, its in ((one, other), (other, one)):
        if (
            len(mine.clause) >= ENOUGH
            and mine.clause <= its.words
            and len(its.clause - mine.words) <= (0 if one.figure.kind is Kind.PERIOD else 1)
        ):
            return not (one.figure.kind is Kind.COUNT and PEOPLE.match(one.sentence.lower[one.figure.end :]))
    return False


def _times(one: Said) -> set[str]:
    """The periods a sentence names, which say when; the figure itself, where it is a date, is none."""
    return {other.text.lower() for other in one.sentence.of(Kind.PERIOD) if other is not one.figure}


def differ(one: Quantity, other: Quantity) -> bool:
    if one.kind is Kind.PERIOD:
        a, b = one.period, other.period
        return bool(
            a
            and b
            and a.first
            and b.first
            and a.form == b.form
            and not a.overlaps(b)
            and abs((a.first - b.first).days) < 800
        )
    low, high = sorted((one.share, other.share)) if one.is_part else sorted((one.value, other.value))
    if not 0 < low < high:
        return False
    if one.kind is other.kind is Kind.FREQUENCY and may_be_one_pace(one, other):
        return False
    if one.kind in {Kind.FREQUENCY, Kind.DURATION, Kind.RANK}:
        return True
    slip = high >= 10 and sorted(f"{one.value:.0f}") == sorted(f"{other.value:.0f}")
    return (slip or high <= WIDEST * low) and judge(one, lambda value: value, [other]).verdict is Verdict.FAILS
