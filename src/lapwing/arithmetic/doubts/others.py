"""What figures beside a claim bear out is no failure of other figures: the last look at everything that was called one.

A rule joins a claim to two figures and finds that they do not fit. Where two others of the claim's own clause do fit,
and no word says of which it is, the reader will have taken those: "46 of 50, 92% (44 of 50, 88%)" says nothing false.
"""

from collections.abc import Callable, Iterable
from itertools import permutations

from lapwing.arithmetic.doubts.case import FIGURES, SAYS_WHICH, scale_of
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Quantity, find_quantities
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.sentences import Sentence

NEAREST = 8
Way = Callable[[float, float], float]
OF_A_SHARE: tuple[Way, ...] = (lambda a, b: a / b, lambda a, b: 1 - a / b, lambda a, b: abs(a - b) / b)


def by_others(finding: Finding, near: Iterable[Sentence]) -> str:
    """The two figures of the claim's own clause that bear it out, in words; nothing where none do, or there is no one
    claim.
    """
    claim = _claim(finding)
    if claim is None or SAYS_WHICH.search(finding.sentence.lower()):
        return ""
    own = {one.value for figure in finding.figures for one in find_quantities(figure)} - {claim.value}
    for sentence in near:
        for said in sentence.quantities:
            if said.text == claim.text and (pair := _pair(said, sentence, own)):
                return f"if it is said of {pair[0].text.strip()} and {pair[1].text.strip()}"
    return ""


def _claim(finding: Finding) -> Quantity | None:
    said = [one for figure in finding.figures for one in find_quantities(figure)]
    shares = [one for one in said if one.is_part]
    return shares[0] if len(shares) == 1 and len(said) == 3 else None


def _pair(claim: Quantity, sentence: Sentence, own: set[float]) -> tuple[Quantity, Quantity] | None:
    others = [one for one in sentence.of(*FIGURES) if one is not claim and one.value > 0]
    others = [one for one in others if ";" not in sentence.text[min(one.end, claim.end) : max(one.start, claim.start)]]
    others.sort(key=lambda one: min(abs(one.start - claim.end), abs(claim.start - one.end)))
    for a, b in permutations(others[:NEAREST], 2):
        if a.kind is b.kind and not {a.value, b.value} <= own:
            ways = OF_A_SHARE if a.value <= b.value else OF_A_SHARE[2:]
            if any(judge(claim, way, [a, b], scale_of(claim)).verdict is Verdict.HOLDS for way in ways):
                return a, b
    return None
