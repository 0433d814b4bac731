"""Shares that are said to be of everybody between them: the share of some, and "the 21% that were not"."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.joining.around import said_after, windows
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.scenes.closed import SAID_ONCE, is_closed, other_halves, without_repeats
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
LEFT_OVER = re.compile(
    r"\b(?:the\s+)?(?:remaining|remainder|rest|balance|final|other|others|all\s+(?:the\s+)?others?|all\s+other\s+[a-z]+|everything\s+else|everyone\s+else)(?:\s+(?:was|were|is|are|made\s+up|at|being))?\s+(?:the\s+|a\s+|some\s+)*$|"
    r"\b(?:leaving|leaves|which\s+left)\s+(?:just\s+|only\s+|an?\s+|some\s+|the\s+|about\s+)*$"
)
LEFT_AFTER = re.compile(
    r"^\s+(?:(?:for|about|on|were|of)\s+)?(?:others|everything\s+else|everyone\s+else|anything\s+else|the\s+rest|remaining)\b"
)
OF_SOME = re.compile(r"^\s+of\s+(?:these|those|them|whom|which|the\s+(?:rest|remain\w+|others))\b")
AT_A_STOP = re.compile(r"[.;]\s")
DENIAL = re.compile(r"\b(?:not|never|nothing|nobody|none|no|neither|nowhere)\b|n[’']t\b")
ACTS = re.compile(
    r"\b(?:did|do|does|was|were|is|are|had|has|have|could|can|found|made|said|felt|knew|came|went|took|got|met|kept|saw|gave|led|[a-z]{2,}ed)\b"
)
MAY_STAND = re.compile(r"both|of\s+(?:those|these|girls|boys|men|women|adults)")
SHORT, LEAST, LEAST_WITH_REST = 10, 80, 65
NOT_SO = re.compile(r"\b(?:not|never|no|without|neither|other|else\w*|longer|later|remaining|rest|instead)\b|n[’']t\b")
FIRM = {Hedge.NONE, Hedge.ABOUT, Hedge.JUST_ABOVE, Hedge.JUST_BELOW}


def rests(report: Report, number: int, index: int) -> Iterator[Finding]:
    """Shares of a sentence, or of two, that between them should be a whole and are not."""
    near = report.by_passage[number][max(0, index - 1) : index + 1]
    if not any(one.is_part for sentence in near for one in sentence.quantities):
        return
    for scene in windows(report, number, index):
        if scene.shown is not scene.sentences[-1] or len(scene.sentences) > 2:
            continue
        told = _told(scene)
        if len(told) < 2 or len(scene.joint.quantities) > 8 or any(one.hedge not in FIRM for one in told):
            continue
        room = ROOM.search(SAID_ONCE.sub(" ", scene.joint.shape))
        if room and not MAY_STAND.fullmatch(room[0]):
            continue
        if said := _all_there_are(scene, told, said_after(report, number, index)) or (
            not room and (_the_rest(scene, told) or _in_one_each(scene, told))
        ):
            yield said
            return


def _told(scene: Scene) -> list[Quantity]:
    """The shares of a scene; "the remaining 73" after "37 per cent", and "the other half", are shares too."""
    told = [one for one in scene.joint.quantities if one.is_part]
    for one in scene.joint.of(Kind.COUNT):
        before = scene.lower[max(0, one.start - 40) : one.start]
        bare = re.match(r"\s*(?:[.,;)]|$)", scene.lower[one.end :]) and LEFT_OVER.search(before)
        if bare and one.value < 100 and any(other.kind is Kind.PERCENT for other in told):
            told.append(replace(one, kind=Kind.PERCENT))
    told += [
        one for one in other_halves(scene) if not any(one.start < other.end and other.start < one.end for other in told)
    ]
    return sorted(told, key=lambda one: one.start)


def _all_there_are(scene: Scene, told: Sequence[Quantity], after: str) -> Finding | None:
    """Shares the last of which is what is left over, or says "not" of what the first says, or that are said to be all."""
    shares = without_repeats(scene.lower, told)
    if not 2 <= len(shares) <= 6 or any(OF_SOME.match(scene.lower[one.end :]) for one in shares[1:]):
        return None
    later = sum(one.start >= len(scene.sentences[0].text) for one in shares)
    if len(scene.sentences) > 1 and later > 1:
        return None
    last = shares[-1]
    before = AT_A_STOP.split(scene.lower[shares[-2].end : last.start])[-1]
    over = (
        LEFT_OVER.search(before[-45:])
        or LEFT_AFTER.match(scene.lower[last.end :])
        or last.text.lower().startswith("the other")
    )
    if over and not _of_something_else(scene, shares):
        return _say(scene, shares, least=LEAST_WITH_REST)
    if is_closed(f"{scene.lower} {after}"):
        return _say(scene, shares)
    if len(shares) != 2 or len(scene.sentences) > 1 or sum(one.share for one in shares) < 1:
        return None
    return _say(scene, shares) if _denied(scene, shares) or _are_bands(scene, shares) else None


OF_WHAT = re.compile(r"\s+of\s+(?!them\b|these\b|those\b|all\b)(?P<what>[^.,;:]{3,50})")


def _of_something_else(scene: Scene, shares: Sequence[Quantity]) -> bool:
    """ "One in four audits was good. The other half of the team's work": a half of another thing."""
    match = OF_WHAT.match(scene.lower[shares[-1].end :])
    return bool(match and not words_of(match["what"]) & words_of(scene.lower[: shares[-1].start]))


BELOW = re.compile(
    r"^\s+(?:[a-z’'-]+\s+){0,3}?(?:under|below|less\s+than|fewer\s+than|younger\s+than|within)\s+(?P<n>[a-z0-9]+)\b"
)
AT_LEAST = re.compile(
    r"^\s+(?:[a-z’'-]+\s+){0,3}?(?:(?P<n>[a-z0-9]+)\s+(?:(?:years?|months?|days?|weeks?)\s+)?(?:or|and)\s+(?:over|above|more|older|longer)|(?:over|above|more\s+than|longer\s+than|older\s+than)\s+(?P<m>[a-z0-9]+))\b"
)


def _are_bands(scene: Scene, shares: Sequence[Quantity]) -> bool:
    """ "62% were under ten and 48% ten or over": nobody can be both."""
    ends = [(BELOW.match(scene.lower[one.end :]), AT_LEAST.match(scene.lower[one.end :])) for one in shares]
    (low, high), (other_low, other_high) = ends
    for below, above in ((low, other_high), (other_low, high)):
        if below and above and below["n"] == (above["n"] or above["m"]):
            return True
    return False


def _denied(scene: Scene, shares: Sequence[Quantity]) -> bool:
    """ "38% of searches found something and 72% found nothing": the second says "not" of the same few words."""
    first, second = shares
    between, after = scene.lower[first.end : second.start], re.split(r"[.;]", scene.lower[second.end :])[0]
    lead = re.split(r",|\band\b|\bwhile\b|\bbut\b", between)[-1]
    one, other = between.removesuffix(lead), f"{lead} {after}"
    if bool(DENIAL.search(one)) == bool(DENIAL.search(other)) or len(other.split()) > SHORT:
        return False
    return bool({word[:4] for word in ACTS.findall(one)} & {word[:4] for word in ACTS.findall(other)})


def _the_rest(scene: Scene, told: Sequence[Quantity]) -> Finding | None:
    match = THE_REST.search(scene.joint.shape)
    shares = without_repeats(scene.lower, told)
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
    shares = without_repeats(scene.lower, told)
    return _say(scene, shares) if len(shares) == len(told) and sum(one.share for one in shares) > 1 else None


def _say(scene: Scene, shares: Sequence[Quantity], least: float = LEAST) -> Finding | None:
    total = sum(one.share for one in shares) * 100
    slack = sum(_slack(one) for one in shares) + 0.2
    if abs(total - 100) <= slack or not least <= total <= 130:
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
