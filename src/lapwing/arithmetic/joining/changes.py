"""A claimed change and the figures that it can be of, where there are more than two."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator
from itertools import combinations, pairwise, permutations

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.changes import ChangeClaim, Claimed
from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.claims.labels import stems
from lapwing.arithmetic.claims.pairs import Pair
from lapwing.arithmetic.claims.roles import are_ages, is_set_apart
from lapwing.arithmetic.claims.stretch import Stretch
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.joining.around import MOST, one_thing, only_numbers, stretch_of, windows
from lapwing.arithmetic.joining.before import scenes_of
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.numbers.quantity import percent, plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._changes import check_claim
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.scenes.movement import claims_of, is_claimed
from lapwing.arithmetic.scenes.scene import Scene, scene_of
from lapwing.arithmetic.scenes.when import order, when
from lapwing.arithmetic.sentences import Sentence

NAME = "joiner"
SMALL = 12
AGAINST = re.compile(
    r"\b(?:preceding|prior|foregoing|used\s+to|twelve\s+months|compar\w+|against|versus|vs|than|previous(?:ly)?|last\s+year|year\s+before|before|ago|earlier|from|was|had|then|up|down|baseline)\b|[→>]"
)
WIDEST = 5.0
ON_THE_NEW = re.compile(
    r"\b(?:on|from|than|against|below|above|of)\s+(?:the|that|this)\s+(?:rebased|revised|corrected|restated)\s+(?:figure|rate|number|total|base)\b"
)
HELD = {Verdict.HOLDS, Verdict.CANNOT_TELL, Verdict.REMARK}
SETTLED = re.compile(
    r"\b(?:rebased|revised|corrected|median|per\s+cent\s+of\s+the|respectively|index|of\s+the\s+(?:rise|fall|increase|reduction|growth)|accounts?\s+for|cumulative\w*|on\s+average|would\s+have|(?:above|below|than)\s+(?:the\s+|our\s+)?(?:regional|national|county|england|average|target|statistical|neighbour\w*))\b"
)


def changes(report: Report, number: int, index: int) -> Iterator[Finding]:
    """Every claim of change in a sentence whose figures are at hand and which none of them bears out."""
    sentence = report.by_passage[number][index]
    alone = scene_of([sentence])
    yield from _of_former(report, number, index)
    for claim in claims_of(alone):
        if not is_claimed(alone, claim.quantity):
            continue
        if found := _since(report, number, index, claim) or _by_how_much(report, number, index, claim):
            yield found
            continue
        for scene in scenes_of(report, number, index):
            known = _same(scene, claim)
            two = _two_figures(scene, known) if known else []
            values = two if len(two) == 2 else figures_of(scene, known) if known else []
            if known and len(values) >= 2:
                if found := _say(scene, known, values):
                    yield found
                break


SINCE = re.compile(r"\bsince\s+(?:the\s+)?(?:[a-z]+\s+)?$")
OF_FORMER = re.compile(
    r"\s+of\s+(?:what\s+(?:it|they|there)\s+(?:was|were|had\s+been)|(?:its|their)\s+(?:former|earlier|previous|old)\s+(?:level|number|figure|rate|size))\s*(?:[.,;)]|$|(?:last|the\s+previous)\s+year|(?:a|the)\s+year\s+(?:ago|before|earlier))"
)


def _since(report: Report, number: int, index: int, claim: ChangeClaim) -> Finding | None:
    """ "1,904 (2022), 1,828 (2021) and 1,702 (2020). The rise since 2020 is 9%": from the figure of that year to the latest."""
    sentence = report.by_passage[number][index]
    for base in sentence.of(Kind.PERIOD):
        if not SINCE.search(sentence.lower[: base.start]) or not base.period or not base.period.first:
            continue
        for scene in windows(report, number, index):
            mine = next((one for one in claims_of(scene) if one.quantity.text == claim.quantity.text), None)
            dated = [(when(scene, one).first, one) for one in figures_of(scene, mine)] if mine else []
            run = sorted(((str(day), one) for day, one in dated if day), key=lambda told: told[0])
            if mine and len(run) > 1 and len(run) == len(dated) and run[0][0] == str(base.period.first):
                return _failing(_checked(scene, (run[0][1], run[-1][1]), mine))
    return None


def _by_how_much(report: Report, number: int, index: int, claim: ChangeClaim) -> Finding | None:
    """ "Rose by 93, or 15.8%": the share is of the one of two figures near by that differ by just so much."""
    sentence = report.by_passage[number][index]
    amounts = [one for one in claims_of(scene_of([sentence])) if one.what is Claimed.AMOUNT]
    amount = next((one for one in reversed(amounts) if one.quantity.end <= claim.quantity.start), None)
    if claim.what is not Claimed.SHARE or not amount or not amount.sign or amount.quantity.value <= SMALL:
        return None
    for scene in windows(report, number, index):
        said = {one.quantity.text for one in claims_of(scene)}
        values = [one for one in scene.figures if one.kind is amount.quantity.kind and one.text not in said]
        pairs = [
            (one, other)
            for one, other in permutations(values[:MOST], 2)
            if other.value - one.value == amount.sign * amount.quantity.value
        ]
        mine = next((one for one in claims_of(scene) if one.quantity.text == claim.quantity.text), None)
        tried = [_checked(scene, pair, mine) for pair in pairs] if mine else []
        if tried:
            fails = all(one and one.verdict is Verdict.FAILS for one in tried)
            return tried[0] if fails else None
    return None


def _of_former(report: Report, number: int, index: int) -> Iterator[Finding]:
    """ "10 in the first year and 4 in the second, less than a third of what they were": the later figure in the earlier."""
    sentence = report.by_passage[number][index]
    for share in sentence.quantities:
        if not share.is_part or not OF_FORMER.match(sentence.lower[share.end :]):
            continue
        for scene in windows(report, number, index):
            values = [one for one in scene.figures if one.kind in {Kind.COUNT, Kind.MONEY, Kind.RATE, Kind.PERCENT}]
            values = [one for one in values if one.text != share.text]
            if len(values) != 2 or values[0].kind is not values[1].kind or not (pair := order(scene, *values)):
                continue
            before, after = pair
            scale = 100.0 if share.kind is Kind.PERCENT else 1.0
            ways = (lambda a, b: b / a, lambda a, b: abs(b - a) / a)  # what it is of it, or what it moved by
            if before.value > 0 and all(
                judge(share, way, [before, after], scale).verdict is Verdict.FAILS for way in ways
            ):
                line = f"{plain(after.value)} ÷ {plain(before.value)} = {percent(after.value / before.value)}"
                message = f"{after.text.strip()} is {percent(after.value / before.value)} of {before.text.strip()}; the text says {share.text.strip()}."
                yield finding(NAME, Verdict.FAILS, scene.joint, [before, after, share], line, message)
            break


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
                yield finding(
                    NAME, Verdict.FAILS, sentence, [one, other], f"{one.text.strip()} ≠ {other.text.strip()}", message
                )


def _two_figures(scene: Scene, claim: ChangeClaim) -> list[Quantity]:
    """The figures that the claim may be about: of one kind, and no claims themselves."""
    said = {id(one.quantity) for one in claims_of(scene)} | {id(claim.quantity)}
    others = [one for one in scene.figures if id(one) not in said and _fits(claim, one)]
    others = _counted_alike(scene, claim, _without_amounts(scene, others))
    large = [one for one in others if not (one.kind is Kind.COUNT and one.in_words and one.value <= SMALL)]
    others = large if len(others) > 2 and len(large) == 2 and min(one.value for one in large) > SMALL else others
    kinds = {one.kind for one in others}
    if kinds == {Kind.DURATION, Kind.COUNT} and len(others) == 2:
        return others if others[1].kind is Kind.COUNT and not scene.noun(others[1]) else []
    if claim.what is Claimed.POINTS or len(kinds) == 1:
        return (_with_bracket(scene, others) or others) if len(others) > 2 else others
    if len(others) > 2 and (beside := _with_bracket(scene, others)):
        return beside
    groups = [
        [one for one in others if one.kind is kind] for kind in kinds if kind not in {Kind.FRACTION, Kind.DURATION}
    ]
    return others if any(len(group) > 2 for group in groups) else []


MORE = re.compile(r"\b(?:further|additional|extra|another|by)\s+(?:some\s+)?$")


def _without_amounts(scene: Scene, others: list[Quantity]) -> list[Quantity]:
    """Three figures without the one that is what lies between the other two: "3,915 against 3,480, a further 435"."""
    if len(others) == 3:
        for one in others:
            a, b = (other.value for other in others if other is not one)
            if one.value == abs(a - b) and one.value < min(a, b) and MORE.search(scene.left(one)):
                return [other for other in others if other is not one]
    return others


def _counted_alike(scene: Scene, claim: ChangeClaim, others: list[Quantity]) -> list[Quantity]:
    """Of three figures or more the two that count what the claim counts, or the only two that count the same."""
    if len(others) < 3 or one_thing(scene, others):
        return others
    named = [(one, set(scene.noun(one))) for one in others]
    wanted = set(scene.noun(claim.quantity)) if claim.what is Claimed.AMOUNT else set()
    pairs = [(one, other) for (one, a), (other, b) in combinations(named, 2) if a & b]
    return list(pairs[0]) if len(pairs) == 1 and not wanted else others


def _with_bracket(scene: Scene, others: list[Quantity]) -> list[Quantity]:
    """ "54 courses (2021/22: 45)": a figure, and that of another year in brackets after it."""
    for one, other in pairwise(others):
        if when(scene, other).bracketed and one.kind is other.kind and len(scene.between(one, other)) < 60:
            return [one, other]
    return []


def _same(scene: Scene, claim: ChangeClaim) -> ChangeClaim | None:
    same = [one for one in claims_of(scene) if one.quantity.text == claim.quantity.text and one.what is claim.what]
    return same[-1 if scene.shown is scene.sentences[-1] else 0] if same else None


def figures_of(scene: Scene, claim: ChangeClaim) -> list[Quantity]:
    """The figures of one kind that a claim may be of; a kind with two or more, and no other such kind."""
    said = {id(one.quantity) for one in claims_of(scene)} | {id(claim.quantity)}
    fit = [
        one for one in scene.figures if id(one) not in said and _fits(claim, one) and not only_numbers(scene.joint, one)
    ]
    kinds = {one.kind for one in fit}
    groups = [[one for one in fit if one.kind is kind] for kind in kinds]
    many = [group for group in groups if len(group) >= 2]
    return many[0] if len(many) == 1 else []


def _fits(claim: ChangeClaim, one: Quantity) -> bool:
    if claim.what is Claimed.POINTS:
        return one.kind is Kind.PERCENT
    if claim.what is Claimed.AMOUNT:
        if claim.quantity.kind is Kind.DURATION:
            return one.kind in {Kind.DURATION, Kind.COUNT}
        return one.kind is claim.quantity.kind and one.unit == claim.quantity.unit
    return one.kind in {Kind.COUNT, Kind.MONEY, Kind.RATE, Kind.PERCENT, Kind.DURATION} and one.value > 0


def _say(scene: Scene, claim: ChangeClaim, values: list[Quantity]) -> Finding | None:
    if (
        not 2 <= len(values) <= MOST
        or not one_thing(scene, values)
        or SETTLED.search(ON_THE_NEW.sub(" ", stretch_of(scene, [claim.quantity, *values])))
    ):
        return None
    if _is_of_another(scene, claim, values) or explained(scene, claim, values):
        return None
    pair = _nearest(scene, claim, values)
    if not pair or pair[0].value <= 0 or not 1 / WIDEST <= pair[1].value / pair[0].value <= WIDEST:
        return None
    return _failing(_checked(scene, pair, claim))


def _failing(found: Finding | None) -> Finding | None:
    return found if found and found.verdict is Verdict.FAILS else None


MOVEMENT = re.compile(
    r"\b(?:increase|rise|fall|growth|gap|difference|reduction|rate\s+of\s+[a-z]+|inflation)s?\s+(?:has\s+|have\s+|had\s+|was\s+|then\s+|more\s+than\s+|almost\s+|nearly\s+)*$"
)


LEVEL = {"level", "number", "figure", "rate", "total", "amount", "volume", "size", "value", "count", "sum"}


def _as_many_claims(scene: Scene, claim: ChangeClaim, values: list[Quantity]) -> bool:
    return sum(one.what is claim.what for one in claims_of(scene)) >= len(values)


def _is_of_another(scene: Scene, claim: ChangeClaim, values: list[Quantity]) -> bool:
    """Whether there are more claims than figures to bear them, or the claim has a clause, or a noun, of its own."""
    if _as_many_claims(scene, claim, values) or len({one.value for one in values}) == 1:
        return True
    if MOVEMENT.search(scene.left(claim.quantity)) and claim.what is Claimed.MULTIPLE:
        return True
    noun = scene.noun(claim.quantity) if re.search(r"\b(?:many|much|times|twice)\b", claim.quantity.text) else []
    if (
        noun
        and not LEVEL & set(noun)
        and (
            values[0].kind is Kind.PERCENT
            or not {one[:5] for one in noun} & {one[:5] for value in values for one in stems(scene.own(value)[0])}
        )
    ):
        return True
    stretch = Stretch(scene.joint, scene.shown, len(scene.sentences), scene.figures)
    return is_set_apart(stretch, claim.quantity, values) or are_ages(stretch)


ENDS = re.compile(r"^\s*(?:more|fewer|less|higher|lower|up|down)\s*(?:[.,;)]|$|than\b|in\s+(?:all|total)\b)")
SURE = re.compile(r"^\s*(?:lower|higher|smaller|larger|fewer|shorter|longer|bigger)\b")


BY = re.compile(rf"\b{MOVING}\b[^;:()]{{0,40}}\bby\s+(?:an?\s+|just\s+|only\s+|some\s+)?$")
OF_TWO = (lambda a, b: a / b,)
OF_MANY = (*OF_TWO, lambda a, b: 1 - a / b, lambda a, b: a / (b - a), lambda a, b: a / (b + a))


def explained(scene: Scene, claim: ChangeClaim, values: list[Quantity]) -> bool:
    """Whether any two of the figures bear the claim out: as a change, as a share, or with an amount that is told."""
    known = order(scene, *values) if len(values) == 2 and not claim.sign else None
    for one, other in [known] if known else permutations(values, 2):
        found = _checked(scene, (one, other), claim)
        if found is None or found.verdict in HELD:
            return True
    if claim.what is Claimed.AMOUNT:
        gaps = [abs(a.value - b.value) for a, b in combinations(values, 2)]
        sums = [abs(a + way * b) for a, b in combinations(gaps, 2) for way in (1, -1)]
        return claim.quantity.value in sums and len(values) > 3
    if claim.what is not Claimed.SHARE or BY.search(scene.left(claim.quantity)):
        return False
    if len(values) == 2 and (
        SURE.match(scene.right(claim.quantity)) or claim.quantity.hedge not in {Hedge.NONE, Hedge.ABOUT}
    ):
        return False
    few = len(values) == 2
    everything = (
        values if few else [one for one in scene.figures if one.kind is values[0].kind and one.value > 0][:MOST]
    )
    scale = 100.0 if claim.quantity.kind is Kind.PERCENT else 1.0
    ways = OF_TWO if few else OF_MANY
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
    if claim.what in {Claimed.AMOUNT, Claimed.POINTS} and claim.sign and ENDS.match(scene.right(claim.quantity, 60)):
        low, high = sorted((one, other), key=lambda value: value.value)
        return (low, high) if claim.sign > 0 else (high, low)
    apart = (
        max(one.end, other.end) <= len(scene.joint.text) - len(scene.sentences[-1].text) or len(scene.sentences) == 1
    )
    told_back = len(scene.sentences) > 1 and apart and scene.shown is scene.sentences[-1]
    return (one, other) if told_back or AGAINST.search(scene.lower) else None


def _checked(scene: Scene, pair: tuple[Quantity, Quantity], claim: ChangeClaim) -> Finding | None:
    return check_claim(Pair(scene.joint, *pair, 0, len(scene.joint.shape), scene.joint.shape), claim, scene.joint)
