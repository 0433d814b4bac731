"""Changes that are told with their figures in one sentence, however many: each claim against its own two figures."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.changes import ChangeClaim
from lapwing.arithmetic.claims.pairs import Pair
from lapwing.arithmetic.document import Role
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.joining.around import stretch_of
from lapwing.arithmetic.joining.bindings import Bound, bindings, bindings_beside
from lapwing.arithmetic.joining.changes import ON_THE_NEW, SETTLED
from lapwing.arithmetic.joining.legs import LEVELS, Leg, bound_claims, levels_of
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._changes import check_claim
from lapwing.arithmetic.rules._saying import shown_with
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.scenes.scene import Scene, scene_of
from lapwing.arithmetic.sentences import Sentence

NAME = "bound-change"
RELATIVE = re.compile(r"\b(?:relative(?:ly)?|proportionate(?:ly)?|in\s+proportion)\b")
MOST, FAR = 10, 10.0


@rule(
    NAME,
    "Changes and the figures they are bound to",
    Example("Plans fell by 10%, from 300 to 270, and then rose by 10% to 300.", Verdict.FAILS, "11%"),
    Example("Plans fell by 10%, from 300 to 270, and then rose by 11% to 300.", Verdict.HOLDS),
    Example("Theft fell 20%, from 50 to 40, and fraud by the same percentage, from 60 to 54.", Verdict.FAILS, "10%"),
    Example("Discussions fell by 9% (1,300 to 1,183) and enquiries by 16% (950 to 855).", Verdict.FAILS, "10%"),
    Example("Take-up was 1,204 visits (2021/22: 1,003), up by a third.", Verdict.FAILS, "it is a fifth"),
    Example("Last year's figure was 1,240. This year's is 1,054, which is 25% lower.", Verdict.FAILS, "it is 15%"),
    Example("We trained 589 people (2021/22: 496). The number rose by 93, or 15.8%.", Verdict.FAILS, "93 of 496"),
    Example("The list was 900 in May and 720 in June, a further reduction of a third.", Verdict.FAILS, "a fifth"),
    Example("Visits numbered 990, 10% more than the 900 of 2021 and 65% more than the 600 of 2018.", Verdict.HOLDS),
    Example("A fall of 20% and then a rise of 20% left us with 192 plans where we began with 200.", None),
)
def check(report: Report) -> Iterator[Finding]:
    """Claims of change and pairs of figures that the words of one sentence bind to each other.

    Two figures are a pair where "to", "from", "against" or the like stand between them, or where their dates say which is
    the earlier. As many claims as pairs go to them in turn; "both" and "each" give one claim to all of them.
    """
    for number, sentences in enumerate(report.by_passage):
        for index, sentence in enumerate(sentences):
            if len(sentence.of(*LEVELS)) >= 2:
                yield from _of_sentence(sentence)
            if sentence.quantities:
                yield from _of_those_beside(report, number, index)


def _of_sentence(sentence: Sentence) -> Iterator[Finding]:
    scene = scene_of([sentence])
    bound = bindings(scene)
    for one in bound:
        claim, leg = one.claim, one.leg
        if SETTLED.search(ON_THE_NEW.sub(" ", stretch_of(scene, [claim.quantity, leg.before, leg.after]))):
            continue
        said = checked(scene, claim, leg)
        if said and not (said.verdict is Verdict.FAILS and _may_be_otherwise(scene, one, bound)):
            yield shown_with(said, sentence, NAME)


def _may_be_otherwise(scene: Scene, bound: Bound, others: Sequence[Bound]) -> bool:
    """Whether the claim is true of other figures of its sentence that are told of no other claim, or as a share."""
    claim, own = bound.claim, bound.leg
    taken = [one.leg for one in others if one.leg is not own] if bound.tight else []
    apart = {id(figure) for leg in taken if not _touch(leg, own) for figure in (leg.before, leg.after)}
    levels = [one for one in levels_of(scene, bound_claims(scene)) if id(one) not in apart][:MOST]
    for a, b in permutations(levels, 2):
        leg = Leg(a, b, "")
        said = checked(scene, claim, leg)
        if said and said.verdict is Verdict.HOLDS:
            return True
    return False


def _touch(one: Leg, other: Leg) -> bool:
    return any(a is b for a in (one.before, one.after) for b in (other.before, other.after))


def _of_those_beside(report: Report, number: int, index: int) -> Iterator[Finding]:
    """A claim whose figures stand in the sentences beside it; where any other movement told there bears it out, it may be of that."""
    sentence = report.by_passage[number][index]
    before = report.by_passage[number - 1] if index == 0 and number and _follows(report, number) else []
    near = [*before[-2:], *report.by_passage[number]]
    place = len(before[-2:]) + index
    for scene, claim, legs in bindings_beside(near, place):
        if SETTLED.search(sentence.shape) or any(one.value < 0 for one in scene.joint.quantities):
            continue
        found = [said for leg in legs if (said := checked(scene, claim, leg))]
        wrong = [one for one in found if one.verdict is Verdict.FAILS]
        if wrong and _is_borne_out(near[max(0, place - 4) : place + 3], claim, legs):
            continue
        if said := next(iter(wrong or found), None):
            yield shown_with(said, sentence, NAME)


def _follows(report: Report, number: int) -> bool:
    """Whether a paragraph goes on from the one before, in the same section."""
    here, before = report.passages[number], report.passages[number - 1]
    return (
        here.role is before.role is Role.PARAGRAPH
        and here.place.table is before.place.table is None
        and here.place.heading == before.place.heading
    )


def _is_borne_out(near: Sequence[Sentence], claim: ChangeClaim, legs: Sequence[Leg]) -> bool:
    """Whether any two figures near by make the claim true."""
    joint = scene_of(near)
    like = legs[0].before.value
    levels = [one for one in levels_of(joint, bound_claims(joint)) if 1 / FAR < one.value / like < FAR][-MOST:]
    known = [(leg.before.value, leg.after.value) for leg in legs]
    for a, b in permutations(levels, 2):
        if (a.value, b.value) not in known and a.kind is b.kind and a.unit == b.unit and a.value != b.value:
            said = checked(joint, claim, Leg(a, b, ""))
            if said and said.verdict is Verdict.HOLDS:
                return True
    return False


def checked(scene: Scene, claim: ChangeClaim, leg: Leg) -> Finding | None:
    joint, one = scene.joint, claim.quantity
    said = check_claim(Pair(joint, leg.before, leg.after, 0, len(joint.shape), joint.shape), claim, joint)
    if said and said.verdict is Verdict.CANNOT_TELL and "percentage points" in said.reading:
        beside = joint.lower[max(0, one.start - 50) : one.end + 30]
        return replace(said, verdict=Verdict.FAILS, reading="") if RELATIVE.search(beside) else said
    return said
