"""One place given two different ranks."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator
from itertools import combinations

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.labels import stems
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Kind, Quantity
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.scenes.tellings import words_of
from lapwing.arithmetic.sentences import Sentence

NAME = "two-figures"
RANKED = re.compile(
    r"\b(?P<verb>rank\w*|place[sd]?|position|rated|is|was|are|were)\b(?:[^.;⟦⟧]|⟦[yx]\d+⟧){0,60}(?P<k>⟦k\d+⟧)"
)
NO_NAME = frozenset(
    {"index", "multiple", "deprivation", "by", "on", "imd", "indice", "english", "income", "local", "authority"}
)
EDITION = re.compile(
    r"\b((?:19|20)\d\d)\s+(?:index|indices|imd)\b|\b(?:index|indices|imd)\b[^.;]{0,40}?\b((?:19|20)\d\d)\b"
)
DEPRIVED = re.compile(r"\bdepriv\w*|\bdistricts?\b|\bauthorit\w*|\bimd\b|\bindices\b|\bworst\b|\bpoorest\b")


SAID_OF_RANKS = words_of(
    "rate rates authorities authority local ranked rank position place placed statistics official words figures"
)


@rule(
    NAME,
    "One place, two ranks",
    Example(
        "The borough ranks 14th of the districts.\n\nThe borough is ranked 9th most deprived district in the 2019 index.",
        Verdict.CANNOT_TELL,
        "two editions of an index",
    ),
    Example(
        "In the 2019 index the county is ranked 34th most deprived.\n\nThe 2019 index places the county 43rd most deprived.",
        Verdict.FAILS,
    ),
    Example(
        "In the 2019 index the town is 14th most deprived.\n\nOn the 2019 index we are the 41st most deprived town.",
        Verdict.FAILS,
    ),
    Example("The county is ranked 34th most deprived.\n\nThe county has 34 schools.", None),
)
def check(report: Report) -> Iterator[Finding]:
    """The same rank of deprivation, told twice and not alike.

    Two ranks may come from two editions of an index, or two of its measures: then the rule cannot tell.
    """
    told: list[tuple[Sentence, Quantity, frozenset[str]]] = []
    for sentence in report.sentences:
        match = RANKED.search(sentence.shape) if sentence.of(Kind.RANK) else None
        if match and DEPRIVED.search(sentence.shape):
            rank = sentence.marked(match["k"])
            subject = re.findall(r"[A-Z][a-z]+", sentence.text[: rank.start])
            named = frozenset(one for one in stems(" ".join(subject)) if one not in NO_NAME)
            told.append((sentence, rank, named))
    for (one, first, who), (other, second, whom) in combinations(told, 2):
        if first.value == second.value or (who and whom and not who & whom) or _measure(one) != _measure(other):
            continue
        line = f"{first.text.strip()} and {second.text.strip()}"
        if (_edition(one) and _edition(one) == _edition(other)) or _is_one_thing(one, other):
            message = f"Two ranks are given of the same thing at the same time, {line}."
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


def _is_one_thing(one: Sentence, other: Sentence) -> bool:
    """Whether both sentences are of one year and have no words of their own."""
    years = [{period.text.lower() for period in sentence.of(Kind.PERIOD)} for sentence in (one, other)]
    own = words_of(one.shape_text) ^ words_of(other.shape_text)
    return bool(years[0]) and years[0] == years[1] and not own - SAID_OF_RANKS


def _edition(sentence: Sentence) -> str:
    match = EDITION.search(sentence.lower)
    return (match[1] or match[2]) if match else ""


def _measure(sentence: Sentence) -> str:
    match = re.search(
        r"\bincome\b|\bhealth\b|\bemployment\b|\bcrime\b|\bchildren index|\baffecting children\b", sentence.lower
    )
    return match[0] if match else ""
