"""One thing told twice, with two figures, in whatever order the words stand."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from lapwing.arithmetic.claims.telling import Telling, tellings
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Kind
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule

NAME = "told-twice"
MOST = 100


@rule(
    NAME,
    "One thing told twice",
    Example(
        "The board's budget for 2023/24 was £240,000.\n\nPartners agreed a board budget of £204,000 for 2023/24.",
        Verdict.FAILS,
    ),
    Example(
        "All staff must renew their training every three years.\n\nTraining, which all staff must renew every two years, is free.",
        Verdict.FAILS,
    ),
    Example(
        "The exploitation hub opened in June 2022.\n\nOpened in May 2022, the exploitation hub is busy.", Verdict.FAILS
    ),
    Example("The board has 14 members.\n\nThere are 16 members of the board.", Verdict.FAILS),
    Example("The board has 14 members.\n\nThere are 16 members of the executive board.", None, "another board"),
    Example("The budget for 2022/23 was £240,000.\n\nThe budget for 2023/24 was £260,000.", None, "another year"),
    turn=1,
)
def check(report: Report) -> Iterator[Finding]:
    """Money, percentages, counts, intervals and dates of the same thing, in two paragraphs, that do not agree.

    Two tellings are of one thing when every word of meaning in the shorter is in the longer, no other word stands in
    the longer one's own clause, and both name the same year, or neither does and both say how things stand ("has",
    "must", "meets"). Changes, targets, averages, parts, drafts and second editions are left alone.
    """
    told = [one for sentence in report.sentences for one in tellings(sentence)]
    groups: dict[object, list[Telling]] = defaultdict(list)
    for one in told:
        dated = None if one.quantity.kind is Kind.PERIOD else one.period
        groups[one.quantity.kind, one.quantity.unit, one.noun, dated].append(one)
    for same in groups.values():
        if len(same) > MOST:
            continue
        for one, other in combinations(same, 2):
            if one.sentence.passage is not other.sentence.passage and _is_one_thing(one, other):
                yield _say(one, other)


def _is_one_thing(one: Telling, other: Telling) -> bool:
    if one.quantity.kind is not Kind.PERIOD and one.period != other.period:
        return False
    if one.noun != other.noun or one.quantity.unit != other.quantity.unit or len(one.subject & other.subject) < 2:
        return False
    if _agree(one, other):
        return False
    short, long = sorted((one, other), key=lambda telling: len(telling.subject))
    needed = 2 if one.quantity.kind in {Kind.COUNT, Kind.MONEY} else 3
    if one.quantity.kind is Kind.PERIOD:
        needed = 2
    shared = short.subject & long.subject
    if len(shared) < needed or short.near - long.subject or long.near - short.subject:
        return False
    if len(shared) < len(short.subject):
        return False
    if one.quantity.kind is Kind.PERIOD:
        return True
    if one.period or other.period:
        return one.period == other.period
    return one.standing and other.standing


def _agree(one: Telling, other: Telling) -> bool:
    first, second = one.quantity, other.quantity
    if first.period and second.period and first.kind is Kind.PERIOD:
        return first.period.overlaps(second.period)
    if first.kind in {Kind.FREQUENCY, Kind.DURATION}:
        return abs(first.value - second.value) <= 0.1 * max(first.value, second.value)
    return judge(first, lambda value: value, [second]).verdict is not Verdict.FAILS or first.value == second.value


def _say(one: Telling, other: Telling) -> Finding:
    first, second = one.quantity.text.strip(), other.quantity.text.strip()
    where = one.sentence.passage.place.words()
    message = f"The same thing is told twice: {second} here, {first} at {where}."
    return finding(NAME, Verdict.FAILS, other.sentence, [first, second], f"{first} ≠ {second}", message)
