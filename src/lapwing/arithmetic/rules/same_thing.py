"""The same thing told twice, in two places, with figures, dates or paces that do not agree."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Kind
from lapwing.arithmetic.numbers.judge import judge, may_be_one_pace
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.scenes.apart import set_apart
from lapwing.arithmetic.scenes.tellings import GENERIC, RECURRING, Telling, labels_of, tellings, words_of

NAME = "same-thing"
MOST = 40
WIDEST, WIDEST_SLIP, LONGEST = 2.0, 5.0, 1100
OWNERS = frozenset(
    ["partne", "counci", "force", "trust", "servic", "agency", "subjec", "boroug", "county", "city", "area", "distri"]
)
PASSING = frozenset(["person", "staff", "child", "pupil", "patien", "volunt", "famili", "family"])
FOR_WHOM = re.compile(r"\b(?:for|among)\s+(?:the\s+|our\s+|its\s+|an?\s+)?(?P<word>[a-z][a-z’'-]+)")


@rule(
    NAME,
    "The same thing told twice",
    Example(
        "The partnership has 14 member agencies.\n\nAll 16 of the partnership's member agencies signed.", Verdict.FAILS
    ),
    Example(
        "In 2022/23 the front door received 8,410 contacts.\n\nContacts to the front door came to 8,140 in 2022/23.",
        Verdict.FAILS,
    ),
    Example(
        "The board's budget for 2023/24 was £240,000.\n\nPartners agreed a board budget of £204,000 for 2023/24.",
        Verdict.FAILS,
    ),
    Example(
        "Supervision takes place every four weeks for social workers.\n\nFor social workers supervision must take place every six weeks.",
        Verdict.FAILS,
    ),
    Example(
        "Our neglect strategy was published in May 2022.\n\nThe neglect strategy, issued in July 2022, is well used.",
        Verdict.FAILS,
    ),
    Example(
        "The audit desk meets bi-monthly.\n\nThe audit desk's meetings, held every two weeks, are well attended.",
        None,
        "it may be twice a month",
    ),
    Example(
        "The board has 14 members, drawn from many trades.\n\nAll 16 members of the board have signed.", Verdict.FAILS
    ),
    Example("The board has 14 members.\n\nThere are 16 members of the executive board.", None, "another board"),
    Example("The budget for 2022/23 was £240,000.\n\nThe budget for 2023/24 was £260,000.", None, "another year"),
    Example("The strategy was agreed in May 2022.\n\nThe strategy was published in July 2022.", None, "two acts"),
    Example(
        "There are 52 primary schools in the town.\n\nStaff came from 49 primary schools in the town.",
        None,
        "some of them",
    ),
    turn=1,
)
def check(report: Report) -> Iterator[Finding]:
    """A count, sum of money, share, length of time, pace or date, and another of the same thing in another sentence.

    Two tellings are of one thing where every word that narrows the one down is said in the other's sentence, and the other
    way about, in whatever order they stand, and where both are of the same day or year. Any word that only one has may
    make it another thing (a place, a target, a part, the first half), so nothing is said. What is said of all of a thing
    ("the 16 agencies signed") need not be said twice. Sentences that move, compare, plan or correct are left alone, and so
    are figures that are far apart and yearly events of two years.
    """
    told = [one for sentence in report.sentences for one in tellings(sentence)]
    for one, other in _pairs(told):
        if _is_one_thing(one, other) and _differ(one, other) and not set_apart(one.sentence, other.sentence):
            yield _say(one, other)


def _pairs(told: list[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Tellings of one kind that share a word; a word of very many tellings tells nothing apart."""
    by_word: dict[object, list[int]] = defaultdict(list)
    for index, one in enumerate(told):
        for word in one.core:
            by_word[one.figure.kind, one.figure.unit, word].append(index)
    seen: set[tuple[int, int]] = set()
    for indexes in by_word.values():
        if len(indexes) <= MOST:
            for pair in combinations(indexes, 2):
                if pair not in seen:
                    seen.add(pair)
                    yield told[pair[0]], told[pair[1]]


def _is_one_thing(one: Telling, other: Telling) -> bool:
    if labels_of(one.sentence) != labels_of(other.sentence):
        return False
    if one.sentence is other.sentence or not _may_be_of_one_time(one, other):
        return False
    shared = (one.needed & other.said) | (other.needed & one.said)
    if not _tell_enough(one, other, shared):
        return False
    if one.figure.kind is Kind.COUNT:
        return one.head in other.said and other.head in one.said and _same_words(one, other)
    if one.figure.kind is Kind.PERCENT and one.sentence.passage is other.sentence.passage and one.core != other.core:
        return False  # "87% of primary schools are good" and "86% of schools are good": side by side, two groups
    short, long = sorted((one, other), key=lambda telling: len(telling.core))
    return short.core <= long.said and not _for_others(one, other) and not _for_others(other, one)


def _for_others(one: Telling, other: Telling) -> bool:
    """Whether one is of somebody whom the other does not name: "induction for volunteers"."""
    extra = one.needed - other.said
    found = (words_of(match["word"]) for match in FOR_WHOM.finditer(one.sentence.shape_text)) if extra else ()
    return one.figure.kind is not Kind.PERIOD and any(words and words <= extra for words in found)


def _tell_enough(one: Telling, other: Telling, shared: frozenset[str]) -> bool:
    """Two words that are not just any body's, or three; one is enough for a pace where it is all that either says."""
    return len(shared) > 2 or (len(shared) == 2 and (not shared <= GENERIC or one.needed == other.needed))


def _may_be_of_one_time(one: Telling, other: Telling) -> bool:
    return one.when == other.when or {one.when, other.when} == {None, "the year"}


def _same_words(one: Telling, other: Telling) -> bool:
    """Whether every word that narrows either figure down is said of both; one may leave out whose they are."""
    return not (one.needed - other.said - OWNERS or other.needed - one.said - OWNERS)


def _differ(one: Telling, other: Telling) -> bool:
    first, second = one.figure, other.figure
    if first.kind is Kind.PERIOD:
        return _two_dates(one, other)
    low, high = sorted((first.value, second.value))
    if first.kind is Kind.FREQUENCY and may_be_one_pace(first, second):
        return False
    if first.kind in {Kind.FREQUENCY, Kind.DURATION}:
        return high - low > 0.1 * high
    if (
        one.when is None
        and other.when is None
        and first.kind is Kind.COUNT
        and one.head in PASSING
        and not _is_slip(low, high)
    ):
        return False  # people come and go between two sentences
    if one.when is None and other.when is None and not (one.stands or other.stands or _is_slip(low, high)):
        return False
    return (
        low < high <= (WIDEST_SLIP if _is_slip(low, high) else WIDEST) * low
        and judge(first, lambda value: value, [second]).verdict is Verdict.FAILS
        and judge(second, lambda value: value, [first]).verdict is Verdict.FAILS
    )


def _is_slip(low: float, high: float) -> bool:
    """Whether two figures have the same digits in another order: 42,000 and 24,000."""
    first, second = (f"{value:.0f}".rstrip("0") for value in (low, high))
    return len(first) >= 2 and sorted(first) == sorted(second)


def _two_dates(one: Telling, other: Telling) -> bool:
    first, second = one.figure.period, other.figure.period
    if not (first and second and first.first and second.first) or first.overlaps(second):
        return False
    years = first.first.year != second.first.year
    if abs((first.first - second.first).days) > LONGEST:
        return False
    return not (years and (RECURRING.search(one.sentence.lower) or RECURRING.search(other.sentence.lower)))


def _say(one: Telling, other: Telling) -> Finding:
    first, second = one.figure.text.strip(), other.figure.text.strip()
    message = f"The same thing is told twice: {second} here, {first} at {one.sentence.passage.place.words()}."
    return finding(NAME, Verdict.FAILS, other.sentence, [first, second], f"{first} ≠ {second}", message)
