"""Shares that are said to be of everybody between them: the share of some, and "the 21% that were not"."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.joining.around import windows
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.scenes.meaning import words_of
from lapwing.arithmetic.scenes.scene import Scene

NAME = "joiner"
THE_REST = re.compile(
    r"\b(?:the|a|an)\s+(?:other\s+|remaining\s+|last\s+|final\s+)?(?P<p>⟦[pf]\d+⟧)\s+(?:of\s+[a-z’'\s-]{3,50}?\s+)?(?:that|who|which|whose|not|without|left)\b"
)
EACH_IN_ONE = re.compile(
    r"\b(?:each\s+(?:[a-z]+\s+){0,4}(?:(?:was|were|is|has|had|been|gets?|got|falls?|fell)\s+)(?:[a-z]+\s+){0,2}(?:one\b|⟦c\d+⟧|a\s+single\b|only\s+one\b|just\s+one\b)|(?:one|only\s+one|just\s+one)\s+of\s+⟦c\d+⟧\s+[a-z]+|for\s+(?:every|each|all)\b[^.;:⟦⟧]{2,40}|one\s+(?:main|primary|grade|rating|outcome|answer|category)\b)"
)
ROOM = re.compile(
    rf"\b(?:{MOVING}|both|more\s+than\s+one|several|overlap\w*|also|tick\w*|could\s+(?:choose|name|give)|compared|last\s+year|previous|year\s+before|national\w*|england|average|target|at\s+least|of\s+(?:those|these|girls|boys|men|women|adults|whom|which)|multiple|respectively|as\s+well)\b|⟦y\d+⟧.*⟦y\d+⟧"
)
NOT_SO = re.compile(r"\b(?:not|never|no|without|neither|other|else\w*|longer|later|remaining|rest|instead)\b|n[’']t\b")
FIRM = {Hedge.NONE, Hedge.ABOUT, Hedge.JUST_ABOVE, Hedge.JUST_BELOW}


def rests(report: Report, number: int, index: int) -> Iterator[Finding]:
    """Shares of a sentence, or of two, that between them should be a whole and are not."""
    near = report.by_passage[number][max(0, index - 1) : index + 1]
    if sum(one.is_part for sentence in near for one in sentence.quantities) < 2:
        return
    for scene in windows(report, number, index):
        if scene.shown is not scene.sentences[-1] or len(scene.sentences) > 2:
            continue
        told = [one for one in scene.joint.quantities if one.is_part]
        if len(told) < 2 or len(scene.joint.quantities) > 8 or ROOM.search(scene.joint.shape):
            continue
        if any(one.hedge not in FIRM for one in told):
            continue
        if said := _the_rest(scene, told) or _in_one_each(scene, told):
            yield said
            return


def _without_repeats(told: Sequence[Quantity]) -> list[Quantity]:
    """Shares without those that say the one before again: "nearly all (89%)"."""
    kept: list[Quantity] = []
    for one in told:
        if not kept or abs(one.share - kept[-1].share) > 0.03:
            kept.append(one)
    return kept


def _the_rest(scene: Scene, told: Sequence[Quantity]) -> Finding | None:
    match = THE_REST.search(scene.joint.shape)
    shares = _without_repeats(told)
    if not match or len(shares) != 2 or len(told) > 2:
        return None
    rest = scene.joint.marked(match["p"])
    if rest is not shares[1] or not re.search(r"[.;]\s", scene.joint.text[shares[0].end : rest.start]):
        return None
    said = re.split(r"[.;]", scene.lower[rest.end :])[0]
    verbs = re.split(r"\b(?:that|who|which|whose)\b", said, maxsplit=1)[-1]
    if not NOT_SO.search(said) and not words_of(verbs[:60]) & words_of(scene.lower[: rest.start]):
        return None  # "the 30% who were over 16" are some of the same
    return _say(scene, shares)


def _in_one_each(scene: Scene, told: Sequence[Quantity]) -> Finding | None:
    if not EACH_IN_ONE.search(scene.joint.shape) or scene.joint.of(Kind.AGE, Kind.RATE):
        return None
    shares = _without_repeats(told)
    return _say(scene, shares) if len(shares) == len(told) and sum(one.share for one in shares) > 1 else None


def _say(scene: Scene, shares: Sequence[Quantity]) -> Finding | None:
    total = sum(one.share for one in shares) * 100
    slack = sum(_slack(one) for one in shares) + 0.2
    if abs(total - 100) <= slack or not 80 <= total <= 130:
        return None
    if any(
        abs(sum(one.share for one in some) - 1) < 0.006
        for size in range(2, len(shares))
        for some in combinations(shares, size)
    ):
        return None
    line = f"{' + '.join(one.text.strip() for one in shares)} = {plain(total, 1)}%"
    message = f"Between them the shares should be a whole, and they come to {plain(total, 1)}%."
    return finding(NAME, Verdict.FAILS, scene.joint, list(shares), line, message)


def _slack(one: Quantity) -> float:
    if one.kind is Kind.FRACTION:
        return 4.0 if one.hedge is Hedge.NONE else 8.0
    return one.step / 2 + (0.1 * one.value if one.hedge is not Hedge.NONE else 0)
