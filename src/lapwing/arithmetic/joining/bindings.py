"""Which movement each claim of change is bound to, in its own sentence or in the one beside it.

The claims of one kind go to the movements in turn. What is bound so is of no other figures, wherever else a paragraph has
some that would fit.
"""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.changes import ChangeClaim, Claimed
from lapwing.arithmetic.claims.direction import MOVED
from lapwing.arithmetic.claims.labels import stems
from lapwing.arithmetic.joining.legs import (
    BREAK,
    FARTHEST,
    LEVELS,
    MOST_FIGURES,
    SAME_THING,
    SAYS_LITTLE,
    Leg,
    bound_claims,
    legs_of,
    levels_of,
    names_another,
)
from lapwing.arithmetic.numbers import Kind
from lapwing.arithmetic.scenes.movement import WENT, claims_of, is_claimed
from lapwing.arithmetic.scenes.scene import Scene, scene_of
from lapwing.arithmetic.scenes.when import when
from lapwing.arithmetic.sentences import Sentence


@dataclass(frozen=True)
class Bound:
    """A claim, the movement it is bound to, and whether nothing else stands between them."""

    claim: ChangeClaim
    leg: Leg
    tight: bool


def bindings(scene: Scene) -> list[Bound]:
    """Each claim of a sentence with the movement it is bound to; a claim of several with each of them."""
    claims = bound_claims(scene)
    levels = levels_of(scene, claims)
    if not claims or not 2 <= len(levels) <= MOST_FIGURES:
        return []
    legs = legs_of(scene, levels)
    found: list[Bound] = []
    for what in Claimed:
        mine = [one for one in claims if one.what is what and any(_is_of_kind(one, leg) for leg in legs)]
        fit = [one for one in legs if any(_is_of_kind(claim, one) for claim in mine)]
        if mine and fit:
            found += [one for one in _matched(scene, mine, fit) if not _has_nearer(scene, one, legs)]
    return found


def _has_nearer(scene: Scene, bound: Bound, legs: Sequence[Leg]) -> bool:
    """Whether figures of another kind stand nearer to the claim: "narrowed by two points, from 11 to 9"."""
    size = len(_gap(scene, bound.claim, bound.leg))
    others = [leg for leg in legs if not _is_of_kind(bound.claim, leg)]
    return any(len(_gap(scene, bound.claim, leg)) < size for leg in others)


def _is_of_kind(claim: ChangeClaim, leg: Leg) -> bool:
    if claim.what is Claimed.POINTS:
        return leg.before.kind is Kind.PERCENT
    if claim.what is Claimed.AMOUNT:
        return claim.quantity.kind is leg.before.kind and claim.quantity.unit == leg.before.unit
    return True


IN_EACH = re.compile(
    r"\b(?:both|each|all\s+(?:two|three|four)|alike|every|the\s+same\s+(?:percentage|proportion|share|rate|rise|fall|increase|decrease|reduction|drop))\b"
)
THE_SAME = re.compile(r"\b(?:by|of)\s+the\s+same\s+(?:percentage|per\s?cent|proportion|share|fraction)\b")
NEAR, CLOSE, GLUED = 60, 45, 8


def _matched(scene: Scene, claims: Sequence[ChangeClaim], legs: Sequence[Leg]) -> Iterator[Bound]:
    if len(claims) == 1 < len(legs) and _is_of_each(scene, claims[0]):
        yield from (Bound(replace(claims[0], sign=0), leg, True) for leg in legs)
    elif len(claims) == len(legs):
        for claim, leg in zip(claims, legs, strict=True):
            if not _is_apart(scene, claim, leg):
                yield Bound(claim, leg, _is_tight(scene, claim, leg))
    else:
        for claim in claims:
            near = [leg for leg in legs if _is_tight(scene, claim, leg)]
            if len(claims) > len(legs) and any(len(_gap(scene, claim, leg)) > GLUED for leg in near):
                continue  # one of several steps that made up the movement
            rivals = [one for one in claims if near and one is not claim and _is_tight(scene, one, near[0])]
            if len(near) == 1 and (not rivals or not _gap(scene, claim, near[0])):
                yield Bound(claim, near[0], True)


def _is_of_each(scene: Scene, claim: ChangeClaim) -> bool:
    one = claim.quantity
    start, end = max(0, one.start - NEAR), one.end + NEAR
    cut = [match.end() for match in CONTRAST.finditer(scene.lower, start, one.start)]
    return bool(
        THE_SAME.search(scene.lower)
        or IN_EACH.search(scene.lower[max([start, *cut]) : end])
        or IN_EACH.search(scene.lower[: min(NEAR // 2, one.start)])
    )


def _is_tight(scene: Scene, claim: ChangeClaim, leg: Leg) -> bool:
    """Whether a claim stands right beside its figures, or between them, with no other figure or clause between."""
    gap, one = _gap(scene, claim, leg), claim.quantity
    first, last = (one.end, leg.start) if one.end <= leg.start else (leg.end, one.start)
    others = any(first <= other.start < last for other in scene.figures)
    return len(gap) < CLOSE and not others and not BREAK.search(JOINING.sub("", gap))


JOINING = re.compile(r"^\s*(?:[:–—]|;\s+(?=that|this))\s+")


def _gap(scene: Scene, claim: ChangeClaim, leg: Leg) -> str:
    """The words between a claim and the figures it may be of; none where it stands between them."""
    one = claim.quantity
    if one.end <= leg.start:
        return scene.lower[one.end : leg.start]
    return scene.lower[leg.end : one.start] if one.start >= leg.end else ""


def _is_apart(scene: Scene, claim: ChangeClaim, leg: Leg) -> bool:
    """Whether claim and figures each have a clause with a movement of its own, and the second is of another thing."""
    gap, one = _gap(scene, claim, leg), claim.quantity
    cuts = list(BREAK.finditer(gap))
    if len(gap) > FARTHEST * 2:
        return True
    if contrast := CONTRAST.search(gap):
        first = scene.lower[: min(one.start, leg.start) + contrast.end()]
        second = scene.lower[max(one.start, leg.start) - len(gap) :]
        if WENT.search(first) and WENT.search(second):
            return True
    if not cuts:
        return False
    last = gap[cuts[-1].end() :]
    before = one if one.end <= leg.start else max((leg.before, leg.after), key=lambda figure: figure.end)
    return names_another(scene, before, gap) and not SAME_THING.match(last)


CONTRAST = re.compile(r"\b(?:though|although|while|whilst|whereas|but|yet|despite|even\s+as)\b")


NTH = re.compile(
    r"\b(?P<nth>first|second|third|latter|former)\s+(?:(?:year|change|step|of\s+these)\s+)?(?:of\s+)?(?:was\s+)?(?:an?\s+|one\s+)?(?:of\s+)?(?:rise|fall|increase|decrease|drop|reduction|change)?\b(?:(?!\band\b)[^.;,])*$"
)
OVERALL = re.compile(
    r"\bover\s+(?:the|those|these)\s+(?:two|three|four|five)\s+years\b|\boverall\b|\btogether\b|\bas\s+a\s+whole\b|\bin\s+all\b|\baltogether\b|\bacross\s+the\s+(?:whole\s+)?period\b"
)
BASE_YEAR = re.compile(r"\b(?:than|since|on|compared\s+with|against|from)\s+(?:in\s+|at\s+|that\s+of\s+)?$")
POINTS_BACK = re.compile(
    r"^(?:[a-z]+,\s+)?(?:we\s+[a-z]+\s+(?:that\s+)?)?(?:this|that|these|it|they|the|both|each|overall|over|taking|since|which)\b"
)
REACH = 3


def bindings_beside(sentences: Sequence[Sentence], index: int) -> Iterator[tuple[Scene, ChangeClaim, list[Leg]]]:
    """Claims of a sentence that has no two figures of its own, with the movements told beside it that they can be of."""
    alone = scene_of([sentences[index]])
    claims = [one for one in claims_of(alone) if is_claimed(alone, one.quantity)]
    levels = levels_of(alone, bound_claims(alone))
    if not claims or len(levels) > 1:
        return
    for claim in claims:
        if sum(one.what is claim.what for one in claims) > 1 and not NTH.search(alone.lower[: claim.quantity.start]):
            continue
        for scene in _scenes_beside(sentences, index):
            mine = next(
                (
                    one
                    for one in claims_of(scene)
                    if one.quantity.text == claim.quantity.text and one.what is claim.what
                ),
                None,
            )
            legs = [
                leg for leg in legs_of(scene, levels_of(scene, bound_claims(scene))) if mine and _is_of_kind(mine, leg)
            ]
            if not mine or not legs:
                continue
            if levels:
                text = sentences[index].text
                start = scene.joint.text.rfind(text)
                legs = [leg for leg in legs if (leg.after.start >= start) != (leg.before.start >= start)]
            if chosen := _chosen(scene, alone, claim, legs):
                yield scene, mine, chosen
                break


def _scenes_beside(sentences: Sequence[Sentence], index: int) -> Iterator[Scene]:
    """The sentence with one or two before it that have figures, or with the next."""
    told = [i for i in range(max(0, index - REACH), index) if sentences[i].of(*LEVELS)]
    for i in reversed(told):
        yield scene_of([sentences[i], sentences[index]])
        if i - 1 in told:
            yield scene_of([*sentences[i - 1 : i + 1], sentences[index]])


def _chosen(scene: Scene, alone: Scene, claim: ChangeClaim, legs: list[Leg]) -> list[Leg]:
    if IN_EACH.search(alone.lower):
        return legs if len(legs) > 1 else []
    base = next((one for one in alone.joint.of(Kind.PERIOD) if BASE_YEAR.search(alone.lower[: one.start])), None)
    figures = [legs[0].before, *(leg.after for leg in legs)] if legs else []
    run = all(leg.after is following.before for leg, following in pairwise(legs))
    if base and base.period and base.period.first:
        dated = [one for one in figures if when(scene, one).first == base.period.first]
        return [Leg(dated[0], figures[-1], "to")] if run and len(dated) == 1 and dated[0] is not figures[-1] else []
    if len(legs) > 1:
        return [Leg(figures[0], figures[-1], "to")] if run and OVERALL.search(alone.lower) else []
    return legs if _is_of_it(scene, alone, claim) else []


def _is_of_it(scene: Scene, alone: Scene, claim: ChangeClaim) -> bool:
    """Whether what a claim's sentence is about is told in the other sentences too, or it only points to them."""
    words = MOVED.sub(
        " ",
        re.sub(
            r"\d+", " ", alone.lower[: claim.quantity.start] + alone.lower[claim.quantity.end : claim.quantity.end + 40]
        ),
    )
    others = " ".join(one.lower for one in scene.sentences if one is not alone.joint)
    known = {word[:5] for word in stems(others)}
    mine = [word for word in stems(words) if word not in SAYS_LITTLE]
    if POINTS_BACK.match(alone.lower) and scene.shown is scene.sentences[-1]:
        return not mine or any(word[:5] in known for word in mine) or not _names_what(alone.lower)
    return bool(mine) and sum(word[:5] in known for word in mine) * 2 > len(mine)


NAMED = re.compile(r"\b(?:in|of|for|among)\s+(?:the\s+)?(?:number\s+of\s+)?[a-z]{4,}")


def _names_what(text: str) -> bool:
    return bool(NAMED.search(text))
