"""A share that stands beside its part, and what it is said to be a part of: found anywhere before it.

"Of the high-graded reports 1,932 led to a discussion, which is six in ten": the part is beside the share, and the words "of the
high-graded reports", or "of these", say that the whole has been told. Every count told before is tried, alone, added to and
taken from another, and as the share of another that the text gives; only where none of them is the whole does it fail.
"""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator, Sequence
from itertools import permutations

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.joining.around import COUNTED, only_numbers
from lapwing.arithmetic.joining.earlier import Mark, before, words_of
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.numbers.quantity import percent, plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.scenes.movement import claims_of
from lapwing.arithmetic.scenes.scene import scene_of
from lapwing.arithmetic.sentences import Sentence

NAME = "joiner"
MOST, FAR, WIDEST, BACK, SMALL = 10, 6, 6.0, 90, 12
PART_AFTER = re.compile(r"^(?:\s+of\s+(?:them|those|these|whom|which|the\s+[a-z’' -]{3,50}?))?\s*[,(]\s*$")
ENDS_PART = re.compile(r"^(?:\s+[a-z’'-]+){0,3}\s*[,)]")
SHARE_AFTER = re.compile(
    r"^[^.;:()]{0,70}?(?:\(\s*(?:or\s+|just\s+|only\s+|about\s+)?|,?\s+(?:which|that|this)\s+(?:is|was|makes|made|represents|comes\s+to|amounts\s+to)\s+(?:just\s+|only\s+|about\s+)?|,\s+(?:or|that\s+is,?|i\.e\.,?|giving|making)\s+(?:just\s+|only\s+|about\s+)?)$"
)
OF_WHAT = re.compile(
    r"\b(?:of|among|amongst|out\s+of)\s+(?:(?P<back>those|these|them|whom|which|all|it|that)\b|(?:the|our|its|their|all\s+the)\s+(?P<what>[a-z][a-z’' -]{2,60}?)(?=\s*(?:,|\(|\)|\.|;|$|\bwere\b|\bwas\b|\bhad\b|\bhave\b|\bis\b|\bare\b)|\s+⟦|\s*$))"
)
OF_THE = re.compile(
    r"\b(?:of|among|from|than)\s+(?:(?:the|our|all|these|those|its|their|year[’']s|a\s+total\s+of)\s+)*$"
)
OF_A_COUNT = re.compile(
    r"^\s*\)?\s*(?:out\s+)?of\s+(?:(?:the|our|all|these|those|its|a\s+total\s+of)\s+)*(?:[a-z]+[’']s?\s+)?⟦[cg]"
)
SAID_BEFORE = re.compile(r"\b(?:that|this|the\s+same|the\s+other)\s+$")
FOR_EVERY = re.compile(r"\b(?:for|to)\s+every\b")
REST = re.compile(r"\b(?:rest|remain\w*|others?)\b")
OF_OTHERS = re.compile(
    r"\b(?:target\w*|national\w*|england|average|region\w*|compared|against|last\s+year|previous|expected|planned|estimat\w*|weighted|excluding|leaving\s+out|not\s+counting|answered|replied|responded|known|recorded)\b"
)


def nested(report: Report, number: int, index: int) -> Iterator[Finding]:
    """Every share of a sentence that stands with its part, and whose whole is said to have been told."""
    sentence = report.by_passage[number][index]
    shares = [one for one in sentence.quantities if one.is_part and one.value > 0]
    if not shares or OF_OTHERS.search(sentence.lower):
        return
    moved = {id(one.quantity) for one in claims_of(scene_of([sentence]))}
    told = [*before(report, number, index)[-FAR:], sentence]
    yield from _for_every(sentence, shares, told)
    for share in shares:
        again = SAID_BEFORE.search(sentence.lower[: share.start])
        part = None if again or id(share) in moved else _part(sentence, share)
        if part and (found := _against(sentence, share, part, told)):
            yield found


def _for_every(sentence: Sentence, shares: Sequence[Quantity], told: Sequence[Sentence]) -> Iterator[Finding]:
    """ "96 suspensions among 1,280 pupils, one for every 20": the only two counts, whatever each of them counts."""
    for share in shares:
        if not FOR_EVERY.search(share.text.lower()):
            continue
        near = [one for each in (told[-2:] if not sentence.of(*COUNTED) else [sentence]) for one in each.of(Kind.COUNT)]
        counts = sorted(
            {one.value: one for one in near if not one.in_words or one.value > SMALL}.values(),
            key=lambda one: one.value,
        )
        if len(counts) != 2 or any(one.hedge is not Hedge.NONE for one in counts):
            continue
        part, base = counts
        judged = judge(share, lambda a, b: a / b, [part, base])
        if judged.verdict is Verdict.FAILS and 1 / WIDEST < judged.actual / share.share < WIDEST:
            line = f"{plain(base.value)} ÷ {plain(part.value)} = {plain(base.value / part.value)}"
            message = f"There is one for every {plain(base.value / part.value, 0)}; the text says {share.text.strip()}."
            yield finding(NAME, Verdict.FAILS, sentence, [part, share, base], line, message)


def _part(sentence: Sentence, share: Quantity) -> Quantity | None:
    """The count that a share says again, in brackets or after a comma, before it or after it."""
    counts = [one for one in sentence.of(*COUNTED) if not only_numbers(sentence, one) and one.hedge is Hedge.NONE]
    after = next((one for one in counts if one.start >= share.end), None)
    if (
        after
        and PART_AFTER.match(sentence.lower[share.end : after.start])
        and ENDS_PART.match(sentence.lower[after.end :])
    ):
        return after
    left = next((one for one in reversed(counts) if one.end <= share.start), None)
    if (
        not left
        or OF_THE.search(sentence.lower[: left.start])
        or OF_A_COUNT.match(sentence.shape[_at(sentence, share) :])
    ):
        return None
    return left if SHARE_AFTER.match(sentence.shape_text[left.end : share.start]) else None


def _at(sentence: Sentence, one: Quantity) -> int:
    """Where the shape goes on after a figure."""
    mark = f"⟦{one.kind.value}{sentence.quantities.index(one)}⟧"
    return sentence.shape.find(mark) + len(mark)


def _against(sentence: Sentence, share: Quantity, part: Quantity, told: Sequence[Sentence]) -> Finding | None:
    marks = [
        Mark(one, figure)
        for one in told
        for figure in one.of(part.kind)
        if figure.value > 0
        and not only_numbers(one, figure)
        and (one is not sentence or figure.end <= min(part.start, share.start))
    ][-MOST:]
    bases = [one for one in marks if one.figure.value > part.value]
    others = [
        one.share for each in told for one in each.quantities if one.is_part and one is not share and 0 < one.share < 1
    ]
    base = _named(sentence, share, part, bases)
    if not bases or _explained(share, part, [one.figure.value for one in marks], others, alone=base is not None):
        return None
    base = base or _only(sentence, share, part, bases)
    if not base or base.hedge is not Hedge.NONE or not 1 / WIDEST < part.value / base.value / share.share < WIDEST:
        return None
    actual = percent(part.value / base.value)
    message = f"{part.text.strip()} of {base.text.strip()} is {actual}; the text says {share.text.strip()}."
    line = f"{plain(part.value)} ÷ {plain(base.value)} = {actual}"
    return finding(NAME, Verdict.FAILS, sentence, [part, share, base], line, message)


def _of_what(sentence: Sentence, share: Quantity, part: Quantity) -> re.Match[str] | None:
    """The words between a share and its part, or before them, that say what they are of."""
    start, end = min(share.start, part.start), max(share.end, part.end)
    left = re.split(r"[;:.]\s", sentence.shape_text[max(0, start - BACK) : start])[-1]
    return OF_WHAT.search(sentence.shape_text[start:end]) or next(reversed(list(OF_WHAT.finditer(left))), None)


def _named(sentence: Sentence, share: Quantity, part: Quantity, bases: Sequence[Mark]) -> Quantity | None:
    """The whole that "of the health staff" names, by the words it shares."""
    match = _of_what(sentence, share, part)
    if not match or match["back"] or REST.search(match["what"]):
        return None
    words = words_of(match["what"])
    here = sentence.passage
    scored = [
        (shared, one.figure)
        for one in bases
        if (shared := len(words & one.words)) > (one.sentence.passage is not here)  # further off one word is too little
    ]
    most = max((score for score, _ in scored), default=0)
    return next(figure for score, figure in reversed(scored) if score == most) if most else None


def _only(sentence: Sentence, share: Quantity, part: Quantity, bases: Sequence[Mark]) -> Quantity | None:
    """The only whole that "of these" can be of."""
    match = _of_what(sentence, share, part)
    values = {one.figure.value for one in bases}
    return bases[-1].figure if match and match["back"] and len(values) == 1 else None


def _explained(share: Quantity, part: Quantity, values: Sequence[float], others: Sequence[float], alone: bool) -> bool:
    scale = 100.0 if share.kind is Kind.PERCENT else 1.0

    def fits(a: float, b: float) -> bool:
        made = [Quantity(Kind.COUNT, value, "", 0, 0) for value in (a, b)]
        return 0 < a <= b and judge(share, lambda x, y: x / y, made, scale).verdict is not Verdict.FAILS

    if alone:
        return any(fits(part.value, whole) for whole in values)
    wholes = {
        *values,
        *(a + b for a, b in permutations(values, 2)),
        *(a - b for a, b in permutations(values, 2)),
        *(a * b for a in values for b in others),
    }
    return any(fits(part.value, whole) or fits(whole - part.value, whole) for whole in wholes)
