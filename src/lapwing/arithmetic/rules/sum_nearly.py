"""A figure that is one slip of the pen away from what the figures beside it make."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.joining.around import only_numbers
from lapwing.arithmetic.joining.described import IRREGULAR
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.scenes.closed import is_closed
from lapwing.arithmetic.scenes.scene import NOUN_ENDS, scene_of
from lapwing.arithmetic.sentences import Sentence

NAME = "sum-nearly"
SUMMED = (Kind.COUNT, Kind.MONEY, Kind.DURATION)
MOST, FAR = 8, 6


@dataclass(frozen=True)
class Told:
    """A figure and where it stands: the number of its sentence and of its paragraph in the section."""

    figure: Quantity
    sentence: Sentence
    at: int


@rule(
    NAME,
    "A total that is one slip away from its parts",
    Example(
        "Calls to the hub in each of its three areas: 604 in the north, 397 in the south and 217 in the city, 1,318 for the county as a whole.",
        Verdict.FAILS,
        "1,218",
    ),
    Example(
        "Calls to the hub in each of its three areas: 604 in the north, 397 in the south and 217 in the city, 1,218 for the county as a whole.",
        None,
    ),
    Example(
        "Where it took place\n\nOwn home: 412\n\nCare home: 287\n\nHospital: 46\n\nElsewhere: 75\n\nThese 920 enquiries each had one place.",
        Verdict.FAILS,
        "820",
    ),
    Example(
        "Police sent 300 reports, schools 140 and others 27. Of the 480 reports, 300 were urgent.", None, "far from it"
    ),
    Example(
        "Last year 600 came: 300 in spring, 150 in summer and, compared with 120 before, 140 in autumn.",
        None,
        "a comparison",
    ),
    turn=5,
)
def check(report: Report) -> Iterator[Finding]:
    """A whole and two to eight figures beside it that come to a number one slip of the pen away: one digit, or two that
    have changed places.

    It knows no sentences: the parts stand together before or after the whole, in the same paragraph or a few sentences
    off, and nobody writes by chance a figure that is one digit from what its neighbours make. It keeps quiet where the
    whole, or a part, is what other figures near them make, put together or taken away; where figures are compared,
    averaged or told in one row; where two parts, or small ones, are not said to be all; and where rounding explains it.
    """
    for section in _sections(report):
        told = [
            Told(one, sentence, at)
            for at, sentence in enumerate(section)
            for one in sentence.of(*SUMMED)
            if not A_SHARE.match(sentence.shape_text[one.end :]) and not only_numbers(sentence, one)
        ]
        if len(told) < 3:
            continue
        for index, whole in enumerate(told):
            if whole.figure.value < 10 or whole.figure.hedge is not Hedge.NONE:
                continue
            if said := _say(whole, told[:index], told[index + 1 :]):
                yield said


# A space stands for each figure in the text of a shape: "14 of 30" is a share, and not two parts.
A_SHARE = re.compile(r"\s+(?:out\s+)?of\s+(?:the\s+|these\s+|all\s+|our\s+)?\s{2,}")


def _sections(report: Report) -> Iterator[list[Sentence]]:
    """The sentences of the prose between two tables."""
    run: list[Sentence] = []
    for passage, sentences in zip(report.passages, report.by_passage, strict=True):
        if passage.place.table is not None:
            yield run
            run = []
        else:
            run += sentences
    yield run


def _say(whole: Told, before: Sequence[Told], after: Sequence[Told]) -> Finding | None:
    found = None
    sides = [_parts(whole, after), _parts(whole, before[::-1])]
    for small in (_is_small, _is_in_words):
        sides += [
            large for side in sides[:2] if len(large := [one for one in side if not small(one.figure)]) < len(side)
        ]
    for side in sides:
        for number in range(2, len(side) + 1):
            parts = side[:number]
            total = sum(one.figure.value for one in parts)
            if total == whole.figure.value:
                return None
            if number < len(side) and side[number].at == parts[-1].at:
                continue
            if found is None and _may_be(whole, parts, total):
                found = parts
    if found is None or _is_explained(whole, found, [*before, *after]):
        return None
    parts = sorted(found, key=lambda one: (one.at, one.figure.start))
    total = sum(one.figure.value for one in parts)
    line = f"{' + '.join(plain(one.figure.value) for one in parts)} = {plain(total)}, not {whole.figure.text.strip()}"
    message = f"The parts come to {plain(total)}, and the text says {whole.figure.text.strip()}."
    return finding(NAME, Verdict.FAILS, whole.sentence, [whole.figure, *(one.figure for one in parts)], line, message)


def _may_be(whole: Told, parts: Sequence[Told], total: float) -> bool:
    """Whether the figures are a slip away from the whole, and are such that they can be all its parts."""
    if not is_slip(total, whole.figure.value):
        return False
    figures = [one.figure for one in parts]
    span = _span([whole, *parts])
    if HELD_AGAINST.search(span) or (len(parts) == 2 and whole.figure.value < SMALLEST) or _in_one_row(whole, parts):
        return False
    if len(parts) == 2:
        if len({one.at for one in parts}) > 1 or abs(whole.at - parts[0].at) > 1:
            return False
        if not (_is_rest(max(parts, key=lambda one: one.figure.start)) or _is_total(whole)):
            return False
    elif whole.figure.value < SMALL:
        words = " ".join(dict.fromkeys(one.sentence.lower for one in (whole, *parts)))
        if not (CLOSED.search(words) or is_closed(words) or _are_bare(whole, parts)):
            return False
    return judge(whole.figure, lambda *values: sum(values), figures, together=True).verdict is Verdict.FAILS


CLOSED = re.compile(
    r"\b(?:remaining|remainder|rest|other|others|outstanding|balance|did\s+not|were\s+not|was\s+not|have\s+not|neither|altogether|in\s+all|in\s+total|total\w*|between\s+them|together|of\s+(?:those|these|them|which|whom)|compris\w+|made\s+up\s+of|consist\w*|making|giving|mak(?:es?|ing)|gives?|all\s+of\s+them|each\s+(?:was|is|has|had)|all\s+\d+)\b"
)
REST = re.compile(
    r"\b(?:remain\w*|rest|other|others|outstanding|balance|elsewhere|neither|not|n[o’']t|nor|unsure|of\s+(?:those|these|which|whom))\b"
)
TOTAL_LEFT = re.compile(
    r"\b(?:total\w*|altogether|in\s+all|together|mak(?:es?|ing)|giv(?:es|ing)|com(?:es|ing)\s+to|came\s+to|adds?\s+up\s+to|between\s+them|all|these|those|in\s+other\s+words)\W+(?:[a-z’'-]+\s+){0,3}$"
)
TOTAL_RIGHT = re.compile(
    r"^\s+(?:[a-z’'-]+\s+){0,4}(?:in\s+all|in\s+total|altogether|all\s+told|between\s+them|overall|together)\b"
)
IN_A_ROW = re.compile(r"^(?:,|,?\s+and|\s+or)\s+$")


def _is_rest(one: Told) -> bool:
    text, figure = one.sentence.lower, one.figure
    return bool(REST.search(text[max(0, figure.start - 40) : figure.end + 60]))


def _is_total(one: Told) -> bool:
    text, figure = one.sentence.lower, one.figure
    return bool(
        TOTAL_LEFT.search(text[max(0, figure.start - 60) : figure.start]) or TOTAL_RIGHT.match(text[figure.end :])
    )


def _in_one_row(whole: Told, parts: Sequence[Told]) -> bool:
    """Whether the whole is only one more of a row of figures: "600, 300, 30 and 220 respectively"."""
    text = whole.sentence.lower
    beside = [one.figure for one in parts if one.at == whole.at]
    return any(
        IN_A_ROW.match(text[min(one.end, whole.figure.end) : max(one.start, whole.figure.start)]) for one in beside
    )


HELD_AGAINST = re.compile(
    r"\b(?:than\s+(?:the\s+)?\d|compared|against|versus|respectively|from\s+\d[\d,]*\s+to|proportion|average|both|out\s+of|each\s+of\s+(?:[a-z]+|\d+)\s+[a-z]+s)\b"
)
SMALL, SMALLEST = 40, 20


def _are_bare(whole: Told, parts: Sequence[Told]) -> bool:
    """Whether the parts count what the whole counts, and leave it unsaid: "13 cases. Seven went no further"."""
    noun = set(scene_of([whole.sentence]).noun(whole.figure))
    return bool(noun) and all(_is_bare(one) or set(scene_of([one.sentence]).noun(one.figure)) <= noun for one in parts)


def _is_bare(one: Told) -> bool:
    """Whether a verb, a preposition or nothing follows a figure, and no noun of its own."""
    after = one.sentence.lower[one.figure.end :].lstrip()
    return bool(NOUN_ENDS.match(after)) or after.split(" ", 1)[0] in IRREGULAR or after[:1] in {"", "."}


def _span(told: Sequence[Told]) -> str:
    """The words from the first of some figures to the last."""
    ends: dict[int, tuple[Sentence, int, int]] = {}
    for one in told:
        _, start, end = ends.get(one.at, (one.sentence, one.figure.start, one.figure.end))
        ends[one.at] = one.sentence, min(start, one.figure.start), max(end, one.figure.end)
    first, last = min(ends), max(ends)
    return " ".join(
        sentence.lower[start if at == first else 0 : end if at == last else len(sentence.lower)]
        for at, (sentence, start, end) in sorted(ends.items())
    )


def _is_explained(whole: Told, parts: Sequence[Told], others: Sequence[Told]) -> bool:
    """Whether the whole, or one of the parts, is what other figures near them make, put together or taken away."""
    near = [one.figure.value for one in others if abs(one.at - whole.at) <= NEAR and one.figure.value]
    near += [one.figure.value for one in parts]
    values = list(dict.fromkeys(one for one in near if one != whole.figure.value))[:MOST_TRIED]
    for size in range(2, 6):
        for some in combinations(values, size):
            if sum(some) == whole.figure.value or (size < 5 and _with_signs(whole.figure.value, some)):
                return True
    mine = {whole.figure.value, *(one.figure.value for one in parts)}
    return any(
        2 * max(some) == sum(some) and mine & set(some) and not set(some) <= mine
        for some in combinations([*values, whole.figure.value], 3)
    )


def _with_signs(whole: float, parts: Sequence[float]) -> bool:
    return any(sum(parts) - 2 * one == whole for one in parts) or any(
        sum(parts) - 2 * one - 2 * other == whole for one, other in combinations(parts, 2)
    )


NEAR, MOST_TRIED = 2, 9


def _of_one_kind(one: Told, other: Told) -> bool:
    """Whether two figures can be added: hours that are told once and then left unsaid are hours still."""
    if one.figure.kind is other.figure.kind:
        return one.figure.unit == other.figure.unit
    kinds = {one.figure.kind, other.figure.kind}
    bare = one if one.figure.kind is Kind.COUNT else other
    return kinds == {Kind.COUNT, Kind.DURATION} and _is_bare(bare)


def _is_small(one: Quantity) -> bool:
    return one.in_words and one.value <= SMALL_WORDS


def _is_in_words(one: Quantity) -> bool:
    return one.in_words


SMALL_WORDS = 20


def _parts(whole: Told, beside: Sequence[Told]) -> list[Told]:
    """The figures that follow one on a side, while they can be its parts."""
    found: list[Told] = []
    for one in beside:
        if one.figure.value == whole.figure.value:
            continue
        if not _of_one_kind(one, whole):
            continue
        if (
            one.figure.value > whole.figure.value
            or abs(one.at - whole.at) > FAR
            or len(found) == MOST
            or one.figure.hedge is not Hedge.NONE
        ):
            break
        found.append(one)
    return found


def is_slip(one: float, other: float) -> bool:
    """Whether two whole numbers differ in one digit, or in two that have changed places."""
    a, b = f"{one:.0f}", f"{other:.0f}"
    if one == other:
        return False
    gap = f"{abs(one - other):.0f}".rstrip("0")
    if len(gap) == 1 and abs(one - other) >= 10:
        return abs(one - other) <= ONE_DIGIT * max(one, other)
    if len(a) != len(b):
        return False
    unlike = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    apart = abs(one - other) / max(one, other)
    return (len(unlike) == 1 and apart <= ONE_DIGIT) or (
        len(unlike) == 2 and sorted(a) == sorted(b) and apart <= SWAPPED
    )


ONE_DIGIT, SWAPPED = 0.15, 0.3
