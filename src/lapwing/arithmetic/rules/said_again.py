"""The same thing said again in other words, with another date, pace or figure."""

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
from lapwing.arithmetic.scenes.statements import RECURRING, Statement, events, groups, met, standing

NAME = "said-again"
MOST = 60
WIDEST = 2.0


@rule(
    NAME,
    "The same thing said again in other words",
    Example(
        "A highlight was our neglect strategy, published in May 2022.\n\nAfter much work the neglect strategy was issued in July 2022.",
        Verdict.FAILS,
    ),
    Example(
        "The exploitation panel sits weekly.\n\nCases go to the next fortnightly sitting of the exploitation panel.",
        Verdict.FAILS,
    ),
    Example(
        "297 children were subject to a plan at 31 March 2024.\n\nThe number of children subject to a plan on 31 March 2024 was 279.",
        Verdict.FAILS,
    ),
    Example("The chair took up post in June 2021.\n\nI took up post as chair in January 2022.", Verdict.FAILS),
    Example("The strategy was agreed in May 2022.\n\nThe strategy was published in July 2022.", None, "two acts"),
    Example("The audit group meets monthly.\n\nThe learning group meets quarterly.", None, "two groups"),
    turn=2,
)
def check(report: Report) -> Iterator[Finding]:
    """What two sentences state of one thing: when it was done, how often a group meets, how many there are.

    Acts that mean the same are one act ("published" and "issued"; "held" and "took place"), and the thing is known by its
    meaning words, wherever they stand. A group is known by its whole name. Counts must share nearly all their words and
    name the same day or year, or both say how things stand. First and second editions, drafts, yearly events of two
    years, national or provisional figures, and figures that are far apart are left alone.
    """
    told: dict[str, list[Statement]] = defaultdict(list)
    for sentence in report.sentences:
        for one in (*events(sentence), *groups(sentence), *met(sentence), *standing(sentence)):
            told[one.kind].append(one)
    for kind, same in told.items():
        for one, other in _pairs(same):
            if one.sentence is not other.sentence and _contradicts(kind, one, other):
                yield _say(one, other)


def _pairs(statements: list[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Only statements that share a word can be of one thing; very common words tell nothing apart."""
    by_word: dict[str, list[int]] = defaultdict(list)
    for index, one in enumerate(statements):
        for word in one.about:
            by_word[word].append(index)
    seen: set[tuple[int, int]] = set()
    for indexes in by_word.values():
        if len(indexes) <= MOST:
            for pair in combinations(indexes, 2):
                if pair not in seen:
                    seen.add(pair)
                    yield statements[pair[0]], statements[pair[1]]


def _contradicts(kind: str, one: Statement, other: Statement) -> bool:
    if kind in {"often", "met"}:
        return one.about == other.about and abs(one.figure.value - other.figure.value) > 0.1 * max(
            one.figure.value, other.figure.value
        )
    if one.figure.kind is Kind.PERIOD:
        return _two_dates(one, other)
    return _two_counts(one, other)


def _two_dates(one: Statement, other: Statement) -> bool:
    if bool(one.period) != bool(other.period):
        return False
    if one.period and other.period:
        if one.period.overlaps(other.period):
            return False
        years = {period.first.year for period in (one.period, other.period) if period.first}
        if len(years) > 1 and RECURRING.search(f"{one.sentence.lower} {other.sentence.lower}"):
            return False
    elif one.month == other.month:
        return False
    common, least = one.about & other.about, min(len(one.about), len(other.about))
    if (one.about ^ other.about) & QUALIFIERS:
        return False
    if one.kind == "post":
        return bool(common) and len(common) >= least * 0.66
    return len(common) >= 2 and len(common) >= least * 0.75


def _two_counts(one: Statement, other: Statement) -> bool:
    low, high = sorted((one.figure.value, other.figure.value))
    if high > low * WIDEST or judge(one.figure, lambda value: value, [other.figure]).verdict is not Verdict.FAILS:
        return False
    if one.noun and other.noun and not one.noun & other.noun:
        return False
    if (one.noun or other.noun) - (one.about & other.about):
        return False
    common, every = one.about & other.about, one.about | other.about
    if (every - common) & QUALIFIERS or len(common) < 2:
        return False
    if one.period or other.period:
        return (
            one.period == other.period
            and len(common) >= 0.8 * min(len(one.about), len(other.about))
            and len(common) * 2 >= len(every)
        )
    return (
        one.standing
        and other.standing
        and len(common) >= 0.8 * len(every)
        and one.sentence.passage is not other.sentence.passage
    )


def _say(one: Statement, other: Statement) -> Finding:
    first, second = one.figure.text.strip(), other.figure.text.strip()
    message = f"The same thing is said twice: {second} here, {first} at {one.sentence.passage.place.words()}."
    return finding(NAME, Verdict.FAILS, other.sentence, [first, second], f"{first} ≠ {second}", message)
