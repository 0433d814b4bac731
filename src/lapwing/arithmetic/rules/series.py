"""A run of figures that is said to go one way all the time."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator
from itertools import pairwise

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import EXCEPT, MOVING, NEGATED, sign_of
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Kind, Quantity
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence

NAME = "series"
ALWAYS = re.compile(
    rf"\b(?P<word>{MOVING})\b[^.;⟦⟧]{{0,40}}?(?:⟦w\d+⟧|\byear[- ]on[- ]year|year after year|(?:in\s+)?(?:each|every)\s+(?:year|quarter|month|of\s+the)|"
    rf"consistently|continuously|consecutive|successive|running|in a row|every\s+time|without exception|(?:month|quarter|term) on (?:month|quarter|term))|\b(?:consecutive|successive|annual|yearly)\s+(?P<word3>{MOVING})\b|(?:each|every)\s+(?:year|figure|quarter|term|month)\s+(?:was\s+|being\s+|has\s+been\s+)?(?P<word4>higher|lower|more|fewer|greater|smaller)\s+than\s+(?:the\s+one|the\s+last|the\s+year|that)\s|\b(?:year[- ]on[- ]year|consistent|continuous|sustained|uninterrupted)\s+(?P<word2>{MOVING})\b"
)
ALWAYS_WORD = re.compile(
    r"year[- ]on[- ]year|year after year|each|every|consistent|continuous|consecutive|successive|running|in a row|sustained|uninterrupted|without exception|(?:month|quarter|term) on (?:month|quarter|term)"
)
NOT_ALWAYS = re.compile(rf"{NEGATED.pattern}|\b{EXCEPT}\b")
NTH = re.compile(
    r"\b(?P<n>second|third|fourth|fifth|sixth)\s+(?:[a-z]+\s+){0,3}?(?:year|quarter|month|term|(?P<m>rise|fall|increase|decrease|reduction|drop)\b)"
)
ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}


@rule(
    NAME,
    "A run of figures said to go one way",
    Example("Exclusions have fallen year on year: 64, 58 and 61.", Verdict.FAILS, "61 is more than 58"),
    Example("Exclusions have fallen year on year: 64, 58 and 51.", Verdict.HOLDS),
    Example(
        "Exclusions fell in each quarter, from 64 in Q1 to 58 in Q2, 58 in Q3 and 40 in Q4.",
        Verdict.FAILS,
        "58 is not less than 58",
    ),
    Example("Robbery has reduced for the fourth year in a row, with 301, 284, 262, 270 and 255 cases.", Verdict.FAILS),
    Example("Robbery has reduced for the second year in a row, with 301, 284, 262, 270, 266 and 255.", Verdict.HOLDS),
    Example(
        "Calls climb: 2,146 were received in 2020/21, 2,389 in 2021/22 and 2,305 in 2022/23, growth in each of the years.",
        Verdict.FAILS,
    ),
    Example("Demand rose in every quarter save the third: 210, 224, 219 and 240.", None, "one is left out"),
    Example("Exclusions have fallen overall: 64, 58 and 61.", None),
)
def check(report: Report) -> Iterator[Finding]:
    """Three figures or more of one kind, and words that say each is above, or below, the one before.

    "Year on year", "in each quarter", "consistently", "for the third year in a row". One step the other way, or none,
    and it fails. "Steadily" and "overall" say less and are left alone.
    """
    for sentence in report.sentences:
        match = ALWAYS.search(sentence.shape) if len(sentence.quantities) > 2 else None
        if match and ALWAYS_WORD.search(sentence.lower) and not NOT_ALWAYS.search(sentence.shape):
            run = _run(sentence)
            if len(run) >= 3:
                word = next(word for word in match.groupdict().values() if word)
                yield _say(sentence, _last(sentence, run), 1 if word in {"more", "greater"} else sign_of(word))


def _last(sentence: Sentence, run: list[Quantity]) -> list[Quantity]:
    """ "For the third year in a row" speaks of the last three steps only."""
    said = NTH.search(sentence.lower)
    return run[-(ORDINALS[said["n"]] + 1) :] if said else run


def _run(sentence: Sentence) -> list[Quantity]:
    """The figures of one kind that stand one after another, in the order of their years where they have them."""
    for kind in (Kind.COUNT, Kind.PERCENT, Kind.RATE, Kind.MONEY):
        run: list[Quantity] = []
        for one in sentence.of(kind):
            run.append(one)
        if len(run) >= 3:
            return run
    return []


def _say(sentence: Sentence, run: list[Quantity], sign: int) -> Finding:
    line = " → ".join(plain(one.value) for one in run)
    against = [(one, other) for one, other in pairwise(run) if (other.value - one.value) * sign <= 0]
    if not against:
        return finding(NAME, Verdict.HOLDS, sentence, run, line, "Each figure goes the way the text says.")
    one, other = against[0]
    way = "up" if sign > 0 else "down"
    message = f"The text says each goes {way}; from {one.text} to {other.text} it does not."
    return finding(NAME, Verdict.FAILS, sentence, run, line, message)
