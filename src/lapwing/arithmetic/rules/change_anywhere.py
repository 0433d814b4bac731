"""A change whose figures stand anywhere near it: each figure is read for when it was so."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

import re
from collections.abc import Iterator
from itertools import pairwise, permutations

from lapwing.arithmetic.claims.changes import ChangeClaim, Claimed
from lapwing.arithmetic.claims.facts import subject_of
from lapwing.arithmetic.claims.labels import stems
from lapwing.arithmetic.claims.pairs import Pair
from lapwing.arithmetic.claims.roles import are_ages, is_set_apart
from lapwing.arithmetic.claims.stretch import Stretch
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._changes import KINDNESS, check_claim
from lapwing.arithmetic.rules._saying import shown_with
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.scenes.movement import claims_of, is_claimed
from lapwing.arithmetic.scenes.scene import Scene, scene_of
from lapwing.arithmetic.scenes.when import leaning, order, when
from lapwing.arithmetic.sentences import Sentence

NAME = "change-anywhere"
SMALL = 12
AGAINST = re.compile(
    r"\b(?:compar\w+|against|versus|vs|than|previous(?:ly)?|last\s+year|year\s+before|before|ago|earlier|from|was|had|then|up|down|baseline)\b|[→>]"
)
TOGETHER = re.compile(r"\b(?:again|further|respectively|cumulative(?:ly)?|compound\w*|median|rebased|revised|both)\b")
BACK = re.compile(r"^(?:this|that|these|it|which)\b")
FAR = 6
WIDEST = 5.0
ENOUGH = 50  # figures of a paragraph that are tried with one another: the work grows with their square


@rule(
    NAME,
    "A change, wherever its figures stand",
    Example("Take-up was 1,204 visits (2021/22: 1,003), up by a third.", Verdict.FAILS, "it is a fifth"),
    Example("Take-up was 1,204 visits (2021/22: 1,003), up by a fifth.", Verdict.HOLDS),
    Example("The longest wait came down by six weeks, from 59 weeks in April to 55 in March.", Verdict.FAILS, "four"),
    Example(
        "In April 2022 the team had 40 social workers.\n\nRecruitment went on.\n\nThe team now has 52 social workers, 45% more than in April 2022.",
        Verdict.FAILS,
        "it is 30%",
    ),
    Example("A year ago 84 families came; this year 126 did, an increase of a third.", Verdict.FAILS, "it is a half"),
    Example("Last year's figure was 1,240. This year's is 1,054, which is 25% lower.", Verdict.FAILS, "it is 15%"),
    Example("Calls have trebled: there were 240 in the first year and 510 in the second.", Verdict.FAILS),
    Example("The cost per child rose 5% though the total, £1.2m, was down from £1.3m.", None, "two different things"),
    Example("We hope that visits, now 80, will rise by half to 100.", None, "a hope"),
    turn=2,
)
def check(report: Report) -> Iterator[Finding]:
    """A figure that is said of a movement, and the two figures that it can only be about.

    The movement may be a percentage, points, a multiple or an amount ("64 fewer", "three weeks shorter"). The two others
    may stand before or after it, in brackets, in the sentences beside it, or in an earlier paragraph that speaks of the
    same thing. Which is the earlier is read from the words that belong to each: years, months, "twelve months on",
    "a year earlier", "on the 621". Where that cannot be seen, both orders are tried. A claim that fits any other two
    figures of the same paragraph is not called a failure, and nor is a hope, a target or a yearly pace.
    """
    for number, sentences in enumerate(report.by_passage):
        for index in range(len(sentences)):
            yield from _of_sentence(report, number, index)


def _of_sentence(report: Report, number: int, index: int) -> Iterator[Finding]:
    sentences = report.by_passage[number]
    one = sentences[index]
    if not one.quantities:
        return
    alone = scene_of([one])
    for claim in claims_of(alone):
        if not is_claimed(alone, claim.quantity):
            continue
        for scene in _around(report, number, index):
            known = _same_claim(scene, one, claim)
            values = _values(scene, known) if known else []
            if known and len(values) == 2:
                if said := _say(scene, known, values, sentences):
                    yield shown_with(said, one, NAME)
                break
            if len(values) > 2:
                break


def _around(report: Report, number: int, index: int) -> Iterator[Scene]:
    """The sentence alone, then with those beside it, then with an earlier paragraph of the same thing."""
    here = report.by_passage[number]
    yield scene_of([here[index]])
    if index:
        yield scene_of(here[index - 1 : index + 1])
    if index + 1 < len(here) and not BACK.match(here[index].lower):
        yield scene_of(here[index : index + 2], here[index])
    if index > 1:
        yield scene_of(here[index - 2 : index + 1])
    if index == 0 and number and BACK.match(here[0].lower) and (before := report.by_passage[number - 1]):
        yield scene_of([*before[-2:], here[0]])
    if earlier := _told_before(report, number, index):
        yield scene_of([earlier, here[index]])


def _told_before(report: Report, number: int, index: int) -> Sentence | None:
    """The one sentence of the paragraphs before that gives a single figure of the same thing."""
    here = report.by_passage[number][index]
    mine = subject_of(here)
    found = []
    for sentences in report.by_passage[max(0, number - FAR) : number]:
        for sentence in sentences:
            if len(sentence.of(Kind.COUNT, Kind.MONEY)) == 1 and not sentence.of(Kind.MULTIPLE, Kind.POINTS):
                common = mine & subject_of(sentence)
                if len(common) >= 2 and len(common) * 3 >= len(subject_of(sentence)):
                    found.append(sentence)
    return found[0] if len(found) == 1 else None


def _same_claim(scene: Scene, sentence: Sentence, claim: ChangeClaim) -> ChangeClaim | None:
    text = claim.quantity.text
    same = [one for one in claims_of(scene) if one.quantity.text == text and one.what is claim.what]
    return same[-1 if scene.shown is scene.sentences[-1] else 0] if same else None


def _values(scene: Scene, claim: ChangeClaim) -> list[Quantity]:
    """The figures that the claim may be about: of one kind, and no claims themselves."""
    said = {id(one.quantity) for one in claims_of(scene)} | {id(claim.quantity)}
    others = [one for one in scene.figures if id(one) not in said and _fits(claim, one)]
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
    pairs = [group for group in groups if len(group) == 2]
    if len(pairs) == 1 and all(len(group) in {0, 2} for group in groups):
        return pairs[0]
    return others if any(len(group) > 2 for group in groups) else []


def _with_bracket(scene: Scene, others: list[Quantity]) -> list[Quantity]:
    """ "54 courses (2021/22: 45)": a figure, and that of another year in brackets after it."""
    for one, other in pairwise(others):
        if when(scene, other).bracketed and one.kind is other.kind and len(scene.between(one, other)) < 60:
            return [one, other]
    return []


def _fits(claim: ChangeClaim, one: Quantity) -> bool:
    if claim.what is Claimed.POINTS:
        return one.kind is Kind.PERCENT
    if claim.what is Claimed.AMOUNT:
        if claim.quantity.kind is Kind.DURATION:
            return one.kind in {Kind.DURATION, Kind.COUNT}
        return one.kind is claim.quantity.kind and one.unit == claim.quantity.unit
    return one.kind in {Kind.COUNT, Kind.MONEY, Kind.RATE, Kind.PERCENT, Kind.DURATION} and one.value > 0


def _say(scene: Scene, claim: ChangeClaim, values: list[Quantity], around: list[Sentence]) -> Finding | None:
    one, other = values
    if one.value == other.value:
        return None
    stretch = Stretch(scene.joint, scene.shown, len(scene.sentences), scene.figures)
    if not _alike(scene, one, other) or TOGETHER.search(scene.lower) or _is_crowded(scene, claim, values):
        return None
    if _of_other_things(scene, claim, one):
        return None
    if is_set_apart(stretch, claim.quantity, values) or are_ages(stretch):
        return None
    known = order(scene, one, other)
    if not known and not AGAINST.search(scene.lower):
        return None
    likely = known or leaning(scene, one, other)
    pairs = [known] if known else [(one, other), (other, one)]
    said = [found for before, after in pairs if (found := _checked(scene, before, after, claim))]
    best = min(said, key=lambda found: KINDNESS.index(found.verdict), default=None)
    if best and best.verdict is Verdict.FAILS:
        if _fits_otherwise(claim, values, around):
            return None
        if not known and likely:
            return _checked(scene, *likely, claim)
    return best


def _is_crowded(scene: Scene, claim: ChangeClaim, values: list[Quantity]) -> bool:
    """Two movements of one kind and only two figures, or figures too far apart to be of one thing."""
    same = [one for one in claims_of(scene) if one.what is claim.what and one.quantity is not claim.quantity]
    low, high = sorted(one.value for one in values)
    return bool(same) or (claim.what is not Claimed.MULTIPLE and (low <= 0 or high / low > WIDEST))


def _alike(scene: Scene, one: Quantity, other: Quantity) -> bool:
    """Whether two figures may count the same thing."""
    if one.kind is Kind.MONEY or (one.unit != other.unit and {one.kind, other.kind} != {Kind.DURATION, Kind.COUNT}):
        return one.unit == other.unit
    nouns = [scene.noun(figure) for figure in (one, other)]
    return not all(nouns) or bool(set(nouns[0]) & set(nouns[1]))


def _of_other_things(scene: Scene, claim: ChangeClaim, before: Quantity) -> bool:
    """ "Two more workers" is not of the open cases."""
    if claim.what is not Claimed.AMOUNT:
        return False
    match = re.match(
        r"\s*(?:more|fewer|additional|extra)\s+(?!than\b|in\b|this\b|last\b)(?P<noun>[a-z’' -]{3,40})",
        scene.right(claim.quantity, 60),
    )
    return bool(match and scene.noun(before) and not set(stems(match["noun"])[:3]) & set(scene.noun(before)))


def _checked(scene: Scene, before: Quantity, after: Quantity, claim: ChangeClaim) -> Finding | None:
    pair = Pair(scene.joint, before, after, 0, len(scene.joint.shape), scene.joint.shape)
    return check_claim(pair, claim, scene.joint)


def _fits_otherwise(claim: ChangeClaim, values: list[Quantity], around: list[Sentence]) -> bool:
    """Whether the claim is one of the figures as a share of the other, or fits two others of the paragraph."""
    if claim.what is Claimed.SHARE and claim.quantity.hedge in {Hedge.NONE, Hedge.ABOUT}:
        scale = 100.0 if claim.quantity.kind is Kind.PERCENT else 1.0
        for a, b in permutations(values, 2):
            if b.value and judge(claim.quantity, lambda x, y: x / y, [a, b], scale).verdict is Verdict.HOLDS:
                return True
    kind = values[0].kind
    near = list({one.value: one for sentence in around for one in sentence.of(kind)}.values())[:ENOUGH]
    own = {one.value for one in values}
    return any(
        judge(claim.quantity, lambda x, y: (x - y) / y, [a, b], 100.0).verdict is Verdict.HOLDS
        for a, b in permutations(near, 2)
        if claim.quantity.kind is Kind.PERCENT and b.value and not {a.value, b.value} <= own
    )
