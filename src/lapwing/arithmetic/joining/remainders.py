"""A count that is said to be what is left, against every whole and parts that are told before it."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.joining.around import COUNTED, only_numbers, windows
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.pieces import holds
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.scenes.scene import Scene

NAME = "joiner"
MOST, FAR, LEAST = 7, 0.35, 4
LEAVES = re.compile(
    r"\b(?:leaving|leaves|which\s+left|that\s+left)\s+(?:behind\s+|just\s+|only\s+|a\s+further\s+|a\s+remaining\s+|the\s+other\s+|another\s+)?$|"
    r"\b(?:so|meaning)\s+(?:that\s+)?(?:the\s+other\s+|the\s+remaining\s+)?$|\b(?:the\s+)?(?:remaining|other)\s+$|\b(?:remainder|rest|balance),?\s+(?:(?:was|were|is|are|of|some)\s+)?$"
)
NOT_DONE = re.compile(r"^\s+(?:[a-z’'-]+\s+){0,2}?(?:were|was|did|had|have|are|is|could|do)\s+(?:[a-z]+\s+)?not\b")
LEFT_AFTER = re.compile(r"^\s+(?:[a-z’'-]+\s+){0,2}?(?:in\s+number\b|remain(?:s|ed|ing)?\b|were\s+left\b|are\s+left\b)")
PIECES = ("leav", "left", "so ", "meaning", "remain", "other", "rest", "balance", "number")
SO = re.compile(r"\b(?:so|meaning)\b")
ROOM = re.compile(
    rf"\b(?:{MOVING}|among\s+others|includ\w+|such\s+as|average|per|target|compared|against|last\s+year|previous|more\s+than\s+one|both|overlap\w*|new|joined|added|opened|received|added|since|also|brought\s+forward|carried|cancel\w*|withdr\w+|duplicat\w*)\b"
)


def remainders(report: Report, number: int, index: int) -> Iterator[Finding]:
    """Every count of a sentence that is said to be left over, where no whole and parts near it leave so many."""
    sentence = report.by_passage[number][index]
    if not holds(sentence.lower, PIECES) or not any(_may_be_left(sentence.lower, one) for one in sentence.of(*COUNTED)):
        return
    for scene in windows(report, number, index):
        if scene.shown is not scene.sentences[-1]:
            continue
        counts = [
            one
            for one in scene.joint.of(*COUNTED)
            if not only_numbers(scene.joint, one) and not (one.in_words and one.value == 1)
        ]
        offset = len(scene.joint.text) - len(sentence.text)
        left = [one for one in counts if one.start >= offset and _is_left(scene, one)]
        told = [one for one in counts if not left or one.end <= left[-1].start]
        if left and len(told) >= 2:
            if found := _say(scene, left[-1], told):
                yield found
            return


def _may_be_left(text: str, one: Quantity) -> bool:
    return bool(
        LEAVES.search(text[max(0, one.start - 40) : one.start]) or LEFT_AFTER.match(text[one.end : one.end + 60])
    )


def _is_left(scene: Scene, one: Quantity) -> bool:
    before, after = scene.lower[max(0, one.start - 40) : one.start], scene.lower[one.end : one.end + 60]
    match = LEAVES.search(before)
    if match and SO.match(match[0]):
        return bool(NOT_DONE.match(after))
    return bool(match) or bool(re.search(r"\b(?:rest|remainder|others?),?\s+$", before) and LEFT_AFTER.match(after))


def _say(scene: Scene, left: Quantity, told: Sequence[Quantity]) -> Finding | None:
    told = [one for one in told if one.kind is left.kind]
    if not 2 <= len(told) <= MOST or any(one.hedge is not Hedge.NONE for one in (*told, left)):
        return None
    whole = max(told, key=lambda one: one.value)
    parts = [one for one in told if one is not whole]
    start, end = min(one.start for one in told), left.end
    if ROOM.search(scene.lower[start:end]) or whole.value < LEAST or any(one.is_part for one in scene.figures):
        return None
    values = [one.value for one in scene.joint.of(left.kind) if one is not left]
    if any(
        abs(w - sum(some) - left.value) < 1e-9
        for i, w in enumerate(values)
        for size in range(1, min(len(values), MOST))
        for some in combinations([*values[:i], *values[i + 1 :]], size)
    ):
        return None
    rest = whole.value - sum(one.value for one in parts)
    if whole is not told[0] or rest <= 0 or abs(rest - left.value) > FAR * whole.value:
        return None
    if left.kind is Kind.COUNT and sum(some.value for some in parts) > whole.value:
        return None
    line = f"{plain(whole.value)} − {' − '.join(plain(one.value) for one in parts)} = {plain(rest)}"
    message = f"That leaves {plain(rest)}, and the text says {left.text.strip()}."
    return finding(NAME, Verdict.FAILS, scene.joint, [whole, *parts, left], line, message)
