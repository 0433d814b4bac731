"""The same thing with two figures: a count that is told as all there are, in two places."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Kind
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.scenes.meaning import QUALIFIERS
from lapwing.arithmetic.scenes.mentions import Mention, mentions

NAME = "same-thing"
MOST = 60
WIDEST = 1.6
WIDEST_SLIP = 5.0


@rule(
    NAME,
    "All of the same thing, counted twice",
    Example(
        "The hub is made up of 14 members from nine agencies.\n\nAll 16 members of the hub came to the away day.",
        Verdict.FAILS,
    ),
    Example(
        "There are 42 GP practices in the county.\n\nOf the county's 44 GP practices, 40 now have a lead.",
        Verdict.FAILS,
    ),
    Example(
        "Six learning reviews were completed during the year.\n\nThe five learning reviews completed during the year are published.",
        Verdict.FAILS,
    ),
    Example(
        "There are 42 GP practices in the county.\n\nThere are 44 dental practices in the county.",
        None,
        "other practices",
    ),
    Example(
        "There were 42 schools in the borough in 2020.\n\nThere are 44 schools in the borough.", None, "another year"
    ),
    turn=3,
)
def check(report: Report) -> Iterator[Finding]:
    """A count, a sum or a share that is told of all of a thing, and another in another sentence.

    A figure is known by the noun it counts and the words that describe it, in whatever order they stand, and by its
    year. All of a thing is meant where the words say so: "all 14", "the 14", "the county's 14", "there are 14", "is made
    up of 14", or where both sentences say the same of the same year. Where either sentence moves, compares, plans or
    adds something, or has a word that could make it another thing, nothing is said.
    """
    told: dict[tuple[Kind, str, str], list[Mention]] = defaultdict(list)
    for sentence in report.sentences:
        for one in mentions(sentence):
            told[one.figure.kind, one.figure.unit, one.head].append(one)
    for same in told.values():
        if len(same) > MOST:
            continue
        for one, other in combinations(same, 2):
            if _may_differ(one, other) and _is_same(one, other) and _differ(one, other):
                yield _say(one, other)


def _may_differ(one: Mention, other: Mention) -> bool:
    low, high = sorted((one.figure.value, other.figure.value))
    return one.sentence is not other.sentence and low < high <= WIDEST_SLIP * low


def _differ(one: Mention, other: Mention) -> bool:
    low, high = sorted((one.figure.value, other.figure.value))
    return (
        low < high <= (WIDEST_SLIP if one.figure.kind is Kind.PERCENT and _is_slip(one, other) else WIDEST) * low
        and judge(one.figure, lambda value: value, [other.figure]).verdict is Verdict.FAILS
        and judge(other.figure, lambda value: value, [one.figure]).verdict is Verdict.FAILS
    )


def _is_same(one: Mention, other: Mention) -> bool:
    if one.when != other.when and {one.when, other.when} != {None, "the year"} and not _told_otherwise(one, other):
        return False
    if one.names and other.names and not one.names & other.names:
        return False
    if one.measured != other.measured:
        return False
    if one.measured:
        return _one_measure(one, other)
    if (one.noun - other.far) or (other.noun - one.far):
        return False
    if one.whole and other.whole:
        settled = one.when is not None or other.when is not None or one.stands or other.stands
        return settled and _one_description(one, other)
    return one.when is not None and _one_statement(one, other)


def _told_otherwise(one: Mention, other: Mention) -> bool:
    """ "In the autumn", and "the autumn audit"."""
    said = [mention.when for mention in (one, other) if mention.when is not None]
    return (
        len(said) == 1
        and isinstance(said[0], str)
        and said[0] in one.sentence.lower
        and said[0] in other.sentence.lower
    )


def _one_measure(one: Mention, other: Mention) -> bool:
    """The average caseload of a team, the income of a year: all the words agree, or two digits have changed places."""
    short, long = sorted((one, other), key=lambda mention: len(mention.phrase))
    if (one.phrase ^ other.phrase) & QUALIFIERS:
        return False
    shared = short.phrase & long.far
    enough = len(shared) >= 3 or (len(shared) >= 2 and one.when is not None)
    if enough and len(shared) == len(short.phrase) and not long.phrase - short.far:
        return True
    least = 1.0 if one.figure.kind is Kind.PERCENT else 0.75
    slipped = _is_slip(one, other) and len(shared) >= least * len(short.phrase) and len(one.far & other.far) >= 2
    return slipped and (one.when == other.when)


def _is_slip(one: Mention, other: Mention) -> bool:
    """Whether two figures of three digits or more have the same digits in another order."""
    first, second = (f"{mention.figure.value:.0f}".rstrip("0") for mention in (one, other))
    least = 2 if one.figure.kind is Kind.PERCENT else 3
    return len(first) >= least and sorted(first) == sorted(second)


def _one_description(one: Mention, other: Mention) -> bool:
    short, long = sorted((one, other), key=lambda mention: len(mention.phrase))
    if (one.phrase ^ other.phrase) & QUALIFIERS:
        return False
    shared = short.phrase & long.far
    return len(shared) >= 2 and len(shared) == len(short.phrase) and not (long.phrase - short.far)


def _one_statement(one: Mention, other: Mention) -> bool:
    mine, its = (mention.phrase if mention.whole else mention.near for mention in (one, other))
    if (mine ^ its) & QUALIFIERS:
        return False
    (short, _), (long, far) = sorted(((mine, one.far), (its, other.far)), key=lambda told: len(told[0]))
    shared = short & far
    return len(shared) >= 2 and len(shared) >= 0.75 * len(short) and len(short & long) * 2 >= len(long)


def _say(one: Mention, other: Mention) -> Finding:
    first, second = one.figure.text.strip(), other.figure.text.strip()
    message = f"The same thing is given two figures: {second} here, {first} at {one.sentence.passage.place.words()}."
    return finding(NAME, Verdict.FAILS, other.sentence, [first, second], f"{first} ≠ {second}", message)
