"""A change told in any order: three figures in one place, of which one is the change of the other two."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

import re
from collections.abc import Iterator

from lapwing.arithmetic.claims.changes import ChangeClaim, Claimed, change_claims
from lapwing.arithmetic.claims.direction import NEGATED
from lapwing.arithmetic.claims.pairs import Pair
from lapwing.arithmetic.claims.roles import are_ages, is_compared, is_of_change, is_set_apart, order, same_thing
from lapwing.arithmetic.claims.stretch import Stretch
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Kind, Quantity
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._changes import KINDNESS, check_claim
from lapwing.arithmetic.rules._saying import shown_with
from lapwing.arithmetic.rules.registry import Example, rule

NAME = "figures-beside"


@rule(
    NAME,
    "A change told in any order",
    Example("A year ago 84 families came; this year 126 did, an increase of a third.", Verdict.FAILS, "it is a half"),
    Example("A year ago 84 families came; this year 126 did, an increase of a half.", Verdict.HOLDS),
    Example("Last year's figure was 1,240. This year's is 1,054, which is 25% lower.", Verdict.FAILS, "it is 15%"),
    Example("We closed the year with 318 carers, having begun it with 300: a rise of 16.", Verdict.FAILS),
    Example("Calls have trebled: there were 240 in the first year and 510 in the second.", Verdict.FAILS),
    Example("The cost per child rose 5% though the total, £1.2m, was down from £1.3m.", None, "two different things"),
    last=True,
)
def check(report: Report) -> Iterator[Finding]:
    """A claim of change and two figures, in whatever order they stand, where no other figure is near.

    Reads stretches of one to three sentences that hold just three figures, one of them said of a movement ("30% lower",
    "trebled", "a rise of 16"), the two others of one kind and of the same thing, and something that says they are of two
    times. Where the words do not say which is the earlier figure both orders are tried, and so are the two as a share;
    only what fits none of these fails. It speaks only of claims that no other rule has judged.
    """
    for found in report.stretches:
        for stretch in found:
            if said := _say(stretch):
                yield shown_with(said, stretch.whole, NAME)


def _say(stretch: Stretch) -> Finding | None:
    found = _claim(stretch)
    if not found or NEGATED.search(stretch.shape) or are_ages(stretch):
        return None
    claim, values = found
    one, other = values
    if (
        not same_thing(stretch, one, other)
        or not is_compared(stretch, one, other)
        or is_set_apart(stretch, claim.quantity, values)
    ):
        return None
    if _points_back_elsewhere(stretch, claim.quantity):
        return None
    known = order(stretch, one, other)
    pairs = [known] if known else [(one, other), (other, one)]
    said = [result for before, after in pairs if (result := _checked(stretch, before, after, claim))]
    best = min(said, key=lambda result: KINDNESS.index(result.verdict), default=None)
    if best and best.verdict is Verdict.FAILS and _otherwise(claim.quantity, one, other):
        return None
    return best


BY_TO = re.compile(r"\bby\s+(?:[a-z]+\s+)?⟦c\d+⟧\s+to\s+(?:[a-z]+\s+)?⟦c\d+⟧")
BACK = re.compile(
    r"(?:^|[.!?]\s+)(?:this|that|these|it|which|the (?:fall|rise|reduction|increase|change))\b[^.!?]*$", re.IGNORECASE
)


def _points_back_elsewhere(stretch: Stretch, claim: Quantity) -> bool:
    """ "This is a fall of 15%" is of what came before it, not of figures in the sentences after."""
    if stretch.sentences == 1 or not BACK.search(stretch.joint.text[: claim.start]):
        return False
    return any(one.start > claim.end for one in stretch.figures)


def _checked(stretch: Stretch, before: Quantity, after: Quantity, claim: ChangeClaim) -> Finding | None:
    pair = Pair(stretch.joint, before, after, 0, len(stretch.shape), stretch.shape)
    return check_claim(pair, claim, stretch.joint)


def _claim(stretch: Stretch) -> tuple[ChangeClaim, list[Quantity]] | None:
    """The one figure of the three that is said of a movement, and the two others."""
    claims = [
        one for one in change_claims(stretch.shape, stretch.joint, [], bare=False) if one.quantity in stretch.figures
    ]
    said = [one for one in stretch.figures if one.kind in {Kind.MULTIPLE, Kind.POINTS}]
    if len(said) == 1 and said[0].kind is Kind.POINTS:
        signs = [one.sign for one in claims if one.quantity is said[0]]
        claims = [ChangeClaim(Claimed.POINTS, said[0], signs[0] if signs else 0)]
    if len(claims) != 1:
        loose = [one for one in stretch.figures if one.is_part or one.kind in {Kind.MULTIPLE, Kind.POINTS}]
        if len(loose) != 1 or not is_of_change(stretch, loose[0]):
            return None
        known = [one for one in claims if one.quantity is loose[0]]
        claims = known or [ChangeClaim(_what(loose[0]), loose[0], _sign(loose[0]))]
    values = [one for one in stretch.figures if one is not claims[0].quantity]
    if BY_TO.search(stretch.shape) and values[0].kind is Kind.COUNT:
        return None  # "fell by 300 to 900, a quarter fewer": the earlier figure is not there
    if claims[0].what is Claimed.POINTS and any(is_of_change(stretch, one) for one in values):
        return None  # "fell by 2%, having risen by 8%" are no levels
    if values[0].kind is not values[1].kind or values[0].unit != values[1].unit or values[0].kind is Kind.FRACTION:
        return None
    if claims[0].what is Claimed.SHARE and values[0].is_part and claims[0].quantity.kind is Kind.PERCENT:
        return None  # three percentages: which is the claim cannot be seen
    return claims[0], values


def _what(one: Quantity) -> Claimed:
    return {Kind.MULTIPLE: Claimed.MULTIPLE, Kind.POINTS: Claimed.POINTS}.get(one.kind, Claimed.SHARE)


def _sign(one: Quantity) -> int:
    if one.kind is Kind.MULTIPLE:
        return -1 if one.unit == "down" else 1
    return {"+": 1, "-": -1}.get(one.unit, 0)


def _otherwise(claim: Quantity, one: Quantity, other: Quantity) -> bool:
    """Whether the claim is one figure as a share of the other, and no change at all."""
    if not claim.is_part or claim.value < 0:
        return False
    scale = 100.0 if claim.kind is Kind.PERCENT else 1.0
    ways = [(a, b) for a, b in ((one, other), (other, one)) if b.value]
    return any(judge(claim, lambda a, b: a / b, [a, b], scale).verdict is Verdict.HOLDS for a, b in ways)
