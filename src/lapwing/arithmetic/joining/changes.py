"""A claimed change and the figures that it can be of, where there are more than two."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

import re
from collections.abc import Iterator
from itertools import combinations, pairwise, permutations

from lapwing.arithmetic.claims.changes import ChangeClaim, Claimed
from lapwing.arithmetic.claims.labels import stems
from lapwing.arithmetic.claims.pairs import Pair
from lapwing.arithmetic.claims.roles import are_ages, is_set_apart
from lapwing.arithmetic.claims.stretch import Stretch
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.joining.around import MOST, one_thing, only_numbers, windows
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._changes import check_claim
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.scenes.movement import claims_of, is_claimed
from lapwing.arithmetic.scenes.scene import Scene, scene_of
from lapwing.arithmetic.scenes.when import order
from lapwing.arithmetic.sentences import Sentence

NAME = "joiner"
WIDEST = 5.0
HELD = {Verdict.HOLDS, Verdict.CANNOT_TELL, Verdict.REMARK}
SETTLED = re.compile(r"\b(?:rebased|revised|corrected|median|per\s+cent\s+of\s+the|respectively|index|of\s+the\s+(?:rise|fall|increase|reduction|growth)|accounts?\s+for|cumulative\w*|on\s+average|would\s+have)\b")


def changes(report: Report, number: int, index: int) -> Iterator[Finding]:
    """Every claim of change in a sentence whose figures are at hand and which none of them bears out."""
    sentence = report.by_passage[number][index]
    alone = scene_of([sentence])
    for claim in claims_of(alone):
        if not is_claimed(alone, claim.quantity):
            continue
        for scene in windows(report, number, index):
            known = _same(scene, claim)
            values = figures_of(scene, known) if known else []
            if known and len(values) >= 2:
                if found := _say(scene, known, values):
                    yield found
                break


def is_claimed_here(sentence: Sentence) -> list[ChangeClaim]:
    """The claims of change in a sentence that are said to be so."""
    scene = scene_of([sentence])
    return [claim for claim in claims_of(scene) if is_claimed(scene, claim.quantity)]


BACK_AT = re.compile(
    r"\b(?:is|are|was|were|stands?|stood|now)\s+(?:now\s+|still\s+)?(?:back\s+(?:at|to)|the\s+same\s+as|level\s+with|unchanged\s+(?:from|on)|equal\s+to|no\s+different\s+from)\s+(?:the|last\s+year[’']s|its|that\s+of)\s+(?:[a-z]+\s+){0,3}$"
)


def same(sentence: Sentence) -> Iterator[Finding]:
    """ "At 87% it is back at the 91% of three years ago": two figures that are said to be one."""
    figures = [one for one in sentence.quantities if one.kind in {Kind.COUNT, Kind.PERCENT, Kind.MONEY, Kind.RATE}]
    for one, other in pairwise(figures):
        if one.kind is other.kind and one.unit == other.unit and BACK_AT.search(sentence.lower[one.end : other.start]):
            judged = judge(other, lambda value: value, [one])
            if len(figures) == 2 and judged.verdict is Verdict.FAILS and one.hedge is other.hedge is Hedge.NONE:
                message = f"The text says that they are the same: {one.text.strip()} and {other.text.strip()}."
                yield finding(NAME, Verdict.FAILS, sentence, [one, other], f"{one.text.strip()} ≠ {other.text.strip()}", message)


def _same(scene: Scene, claim: ChangeClaim) -> ChangeClaim | None:
    same = [one for one in claims_of(scene) if one.quantity.text == claim.quantity.text and one.what is claim.what]
    return same[-1 if scene.shown is scene.sentences[-1] else 0] if same else None


def figures_of(scene: Scene, claim: ChangeClaim) -> list[Quantity]:
    """The figures of one kind that a claim may be of; a kind with two or more, and no other such kind."""
    said = {id(one.quantity) for one in claims_of(scene)} | {id(claim.quantity)}
    fit = [one for one in scene.figures if id(one) not in said and _fits(claim, one) and not only_numbers(scene.joint, one)]
    kinds = {one.kind for one in fit}
    groups = [[one for one in fit if one.kind is kind] for kind in kinds]
    many = [group for group in groups if len(group) >= 2]
    return many[0] if len(many) == 1 else []


def _fits(claim: ChangeClaim, one: Quantity) -> bool:
    if claim.what is Claimed.POINTS:
        return one.kind is Kind.PERCENT
    if claim.what is Claimed.AMOUNT:
        return one.kind is claim.quantity.kind and one.unit == claim.quantity.unit
    return one.kind in {Kind.COUNT, Kind.MONEY, Kind.RATE, Kind.PERCENT} and one.value > 0


def _say(scene: Scene, claim: ChangeClaim, values: list[Quantity]) -> Finding | None:
    if not 2 <= len(values) <= MOST or not one_thing(scene, values) or SETTLED.search(scene.lower):
        return None
    if len(values) > 2 and EACH.search(scene.right(claim.quantity)):
        return _each(scene, claim, values)
    if _is_of_another(scene, claim, values) or explained(scene, claim, values):
        return None
    pair = _nearest(scene, claim, values)
    if not pair or not 1 / WIDEST <= pair[1].value / pair[0].value <= WIDEST:
        return None
    found = _checked(scene, pair, claim)
    return found if found and found.verdict is Verdict.FAILS else None


EACH = re.compile(
    r"^\s*(?:[a-z]+\s+){0,2}(?:in|for|of|over|during)\s+(?:each|both|every(?:\s+one)?)\b|^\s*(?:every|each)\s+(?:year|term|quarter|month)\b"
)
CHAIN = re.compile(r"\s*(?:[a-z/]+\s+){0,3}?(?:,\s*)?(?:and\s+)?(?:then\s+)?(?:to|becoming)\s+$")


def _each(scene: Scene, claim: ChangeClaim, values: list[Quantity]) -> Finding | None:
    """ "By a fifth in each of the two years: from 300 to 360, and then to 414": every step must bear the claim out."""
    if not all(CHAIN.fullmatch(scene.lower[one.end : other.start]) for one, other in pairwise(values)):
        return None
    said = [_checked(scene, pair, claim) for pair in pairwise(values)]
    return next((one for one in said if one and one.verdict is Verdict.FAILS), None)


MOVEMENT = re.compile(
    r"\b(?:increase|rise|fall|growth|gap|difference|reduction|rate\s+of\s+[a-z]+|inflation)s?\s+(?:has\s+|have\s+|had\s+|was\s+|then\s+|more\s+than\s+|almost\s+|nearly\s+)*$"
)


def _is_of_another(scene: Scene, claim: ChangeClaim, values: list[Quantity]) -> bool:
    """Whether there are more claims than figures to bear them, or the claim has a clause, or a noun, of its own."""
    alike = [one for one in claims_of(scene) if one.what is claim.what]
    if len(alike) >= len(values) or len({one.value for one in values}) == 1:
        return True
    if MOVEMENT.search(scene.left(claim.quantity)) and claim.what is Claimed.MULTIPLE:
        return True
    noun = scene.noun(claim.quantity)
    if claim.what is Claimed.MULTIPLE and noun and (
        values[0].kind is Kind.PERCENT or not {one[:5] for one in noun} & {one[:5] for value in values for one in stems(scene.own(value)[0])}
    ):
        return True
    stretch = Stretch(scene.joint, scene.shown, len(scene.sentences), scene.figures)
    return is_set_apart(stretch, claim.quantity, values) or are_ages(stretch)


SURE = re.compile(r"^\s*(?:lower|higher|smaller|larger|fewer|shorter|longer|bigger)\b")


def explained(scene: Scene, claim: ChangeClaim, values: list[Quantity]) -> bool:
    """Whether any two of the figures bear the claim out: as a change, as a share, or with an amount that is told."""
    for one, other in permutations(values, 2):
        found = _checked(scene, (one, other), claim)
        if found is None or found.verdict in HELD:
            return True
    if claim.what is Claimed.AMOUNT:
        gaps = [abs(a.value - b.value) for a, b in combinations(values, 2)]
        sums = [abs(a + way * b) for a, b in combinations(gaps, 2) for way in (1, -1)]
        return claim.quantity.value in sums and len(values) > 3
    if claim.what is not Claimed.SHARE:
        return False
    if len(values) == 2 and SURE.match(scene.right(claim.quantity)):
        return False
    everything = [one for one in scene.figures if one.kind is values[0].kind and one.value > 0][:MOST]
    scale = 100.0 if claim.quantity.kind is Kind.PERCENT else 1.0
    ways = (lambda a, b: a / b, lambda a, b: 1 - a / b, lambda a, b: a / (b - a), lambda a, b: a / (b + a))
    return any(
        judge(claim.quantity, way, [a, b], scale).verdict is not Verdict.FAILS
        for a, b in permutations(everything, 2)
        for way in ways
        if b.value > a.value
    )


def _nearest(scene: Scene, claim: ChangeClaim, values: list[Quantity]) -> tuple[Quantity, Quantity] | None:
    """The two figures that stand closest to the claim, the earlier first."""
    at = claim.quantity.start
    one, other = sorted(sorted(values, key=lambda value: abs(value.start - at))[:2], key=lambda value: value.start)
    known = order(scene, one, other)
    if known or len(values) > 2:
        return known or (one, other)
    return None


def _checked(scene: Scene, pair: tuple[Quantity, Quantity], claim: ChangeClaim) -> Finding | None:
    return check_claim(Pair(scene.joint, *pair, 0, len(scene.joint.shape), scene.joint.shape), claim, scene.joint)
