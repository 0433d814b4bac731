"""One thing given two different figures in two places."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.claims.facts import LAST_YEAR, Fact, alike, facts_of
from lapwing.arithmetic.claims.labels import stems
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence

NAME = "two-figures"
PART_OF = re.compile(
    r"\b(?:of (?:these|those|which|whom|them|the)\b|including|further|another|additional|other|remaining|each|average of|target|at least|both|repeat)|⟦[pfr]\d+⟧"
)
RANKED = re.compile(r"\b(?P<verb>rank\w*|place[sd]?|position|rated|is|was)\b(?:[^.;⟦⟧]|⟦[yx]\d+⟧){0,60}(?P<k>⟦k\d+⟧)")
NO_NAME = frozenset(
    {"index", "multiple", "deprivation", "by", "on", "imd", "indice", "english", "income", "local", "authority"}
)
EDITION = re.compile(
    r"\b((?:19|20)\d\d)\s+(?:index|indices|imd)\b|\b(?:index|indices|imd)\b[^.;]{0,40}?\b((?:19|20)\d\d)\b"
)
DEPRIVED = re.compile(r"\bdepriv\w*|\bdistricts?\b|\bauthorit\w*|\bimd\b|\bindices\b|\bworst\b|\bpoorest\b")


@rule(
    NAME,
    "One thing, two figures",
    Example(
        "In 2022/23 the partnership trained 412 school staff.\n\nThe 421 school staff trained by the partnership in 2022/23 gave good feedback.",
        Verdict.FAILS,
        "412 and 421",
    ),
    Example(
        "The borough ranks 14th of the districts.\n\nThe borough is ranked 9th most deprived district in the 2019 index.",
        Verdict.CANNOT_TELL,
        "two editions of an index",
    ),
    Example("The partnership trained 412 school staff.\n\nThe partnership trained 530 school staff in 2019/20.", None),
    Example("We trained 412 school staff.\n\nOf these, 96 school staff trained as supervisors.", None),
)
def check(report: Report) -> Iterator[Finding]:
    """The same count, or the same rank, told twice and not alike.

    Two counts are of one thing when the same noun stands after each, the sentences share nearly all their words, and
    the year is the same in both. Parts ("of these", "including"), averages and changes are left out. If the year is
    given in neither, or in one only, the rule cannot tell. Two ranks may come from two editions of an index.
    """
    yield from _counts(report)
    yield from _ranks(report)


def _counts(report: Report) -> Iterator[Finding]:
    facts = [
        fact for sentence in report.sentences if _is_plain(sentence) for fact in facts_of(sentence) if _is_firm(fact)
    ]
    by_noun: dict[str, list[Fact]] = {}
    for fact in facts:
        by_noun.setdefault(fact.noun, []).append(fact)
    for same in by_noun.values():
        if len(same) > 60:
            continue
        for one, other in combinations(same, 2):
            if one.sentence is not other.sentence and one.quantity.value != other.quantity.value:
                yield from _compare(one, other)


def _is_plain(sentence: Sentence) -> bool:
    words = sentence.shape
    return (
        not (re.search(rf"\b{MOVING}\b", words) or LAST_YEAR.search(words) or PART_OF.search(words))
        and len(sentence.of(Kind.COUNT)) == 1
    )


def _is_firm(fact: Fact) -> bool:
    return bool(fact.noun) and fact.quantity.hedge is Hedge.NONE and len(fact.subject) >= 2 and not _is_scrap(fact)


def _is_scrap(fact: Fact) -> bool:
    return len(fact.sentence.text) < 15


def _compare(one: Fact, other: Fact) -> Iterator[Finding]:
    likeness = alike(one.subject, other.subject)
    shared = len(one.subject & other.subject)
    larger = max(len(one.subject), len(other.subject))
    if likeness < 0.75 or shared < 3 or shared < larger * 0.5:
        return
    if one.period != other.period:
        return
    told = f"{one.quantity.text} here, {other.quantity.text} at {other.sentence.passage.place.words()}"
    figures = [other.quantity, one.quantity]
    line = f"{plain(one.quantity.value)} ≠ {plain(other.quantity.value)}"
    added = _modifies(one, other) or _modifies(other, one)
    sure = not added and likeness >= 0.85 and (one.period is not None or shared >= 4)
    message = f"The same thing seems to be given two figures: {told}."
    reading = "" if sure else "if they count different years or different things"
    yield finding(NAME, Verdict.FAILS if sure else Verdict.CANNOT_TELL, other.sentence, figures, line, message, reading)


def _modifies(one: Fact, other: Fact) -> bool:
    """Whether a word that only one of them has stands right before a word of both: "the night response team"."""
    words = stems(re.sub(r"⟦[a-z]\d+⟧", " ", one.sentence.shape))
    return any(
        first not in other.subject and first in one.subject and second in other.subject
        for first, second in pairwise(words)
    )


def _ranks(report: Report) -> Iterator[Finding]:
    told: list[tuple[Sentence, Quantity, frozenset[str]]] = []
    for sentence in report.sentences:
        match = RANKED.search(sentence.shape)
        if match and DEPRIVED.search(sentence.shape) and (sentence.of(Kind.RANK)):
            rank = sentence.marked(match["k"])
            subject = re.findall(r"[A-Z][a-z]+", sentence.text[: rank.start])
            named = frozenset(one for one in stems(" ".join(subject)) if one not in NO_NAME)
            told.append((sentence, rank, named))
    for (one, first, who), (other, second, whom) in combinations(told, 2):
        if first.value == second.value or (who and whom and not who & whom) or _measure(one) != _measure(other):
            continue
        line = f"{first.text.strip()} and {second.text.strip()}"
        if _edition(one) and _edition(one) == _edition(other):
            message = f"Two ranks are given for the same edition of the index, {line}."
            yield finding(NAME, Verdict.FAILS, other, [first, second], line, message)
            continue
        message = f"Two ranks are given, {line}."
        yield finding(
            NAME,
            Verdict.CANNOT_TELL,
            other,
            [first, second],
            line,
            message,
            "if they come from two editions of an index, or two measures",
        )


def _edition(sentence: Sentence) -> str:
    match = EDITION.search(sentence.lower)
    return (match[1] or match[2]) if match else ""


def _measure(sentence: Sentence) -> str:
    match = re.search(
        r"\bincome\b|\bhealth\b|\bemployment\b|\bcrime\b|\bchildren index|\baffecting children\b", sentence.lower
    )
    return match[0] if match else ""
