"""One event with two dates."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Period
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.scenes.happenings import Happening, happenings, is_one_thing
from lapwing.arithmetic.scenes.statements import RECURRING
from lapwing.arithmetic.sentences import Sentence

NAME = "same-event"
MOST = 80
NONE_DONE = re.compile(r"\b(?:no|none)\b")


@rule(
    NAME,
    "One event with two dates",
    Example(
        "The review of Child D was published in March 2023.\n\nThe board considered the review of Child D, which was published in May 2023, at its summer meeting.",
        Verdict.FAILS,
    ),
    Example(
        "The current violence strategy runs until 31 March 2025.\n\nWork has not begun, because the current violence strategy does not end until 31 March 2026.",
        Verdict.FAILS,
    ),
    Example(
        "The review of Child D was published in March 2023.\n\nThe review of Child F was published in May 2023.",
        None,
        "two reviews",
    ),
    Example(
        "The neglect strategy was published in June 2022.\n\nA draft of the neglect strategy was published in May 2022.",
        None,
        "a draft",
    ),
    turn=3,
)
def check(report: Report) -> Iterator[Finding]:
    """When something was published, opened, agreed, begun or ended, told twice with dates that do not meet.

    A thing is known by two or more words that stand in a row in both places, with no other word right before or after
    them in one alone. Words for the same act are one act. Drafts, editions, plans and yearly events are left alone.
    """
    told: dict[str, list[Happening]] = defaultdict(list)
    for sentence in report.sentences:
        for one in happenings(sentence):
            told[one.act].append(one)
    for same in told.values():
        if len(same) > MOST:
            continue
        for one, other in combinations(same, 2):
            if one.sentence is not other.sentence and _apart(one, other) and is_one_thing(one, other):
                yield _say(one, other)


def _apart(one: Happening, other: Happening) -> bool:
    first, second = one.figure.period, other.figure.period
    if not first or not second or first.overlaps(second):
        return False
    if _year(first) != _year(second) and RECURRING.search(f"{_around(one)} {_around(other)}"):
        return False
    return NONE_DONE.search(f"{one.sentence.lower} {other.sentence.lower}") is None


def _year(period: Period) -> int:
    return period.first.year if period.first else 0


def _around(one: Happening) -> str:
    sentence: Sentence = one.sentence
    return sentence.lower[max(0, one.figure.start - 60) : one.figure.end]


def _say(one: Happening, other: Happening) -> Finding:
    first, second = one.figure.text.strip(), other.figure.text.strip()
    message = f"The same event has two dates: {second} here, {first} at {one.sentence.passage.place.words()}."
    return finding(NAME, Verdict.FAILS, other.sentence, [first, second], f"{first} ≠ {second}", message)
