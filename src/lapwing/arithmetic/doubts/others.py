"""What figures beside a claim may excuse: the last look at everything that was called a failure.

A rule joins a claim to two figures and finds that they do not fit. Where two others of the claim's own clause do fit,
and no word says of which it is, the reader will have taken those: "46 of 50, 92% (44 of 50, 88%)" says nothing false.
And where many others stand around it, what is joined loosely may well be joined wrongly.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import permutations

from lapwing.arithmetic.doubts.case import FIGURES, SAYS_WHICH, scale_of
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Quantity, find_quantities
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.sentences import Sentence

NEAREST = 8
BEFORE, AFTER = 2, 1  # sentences
CROWD = 4  # figures besides the claim's own
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


def in_a_crowd(finding: Finding, near: Sequence[Sentence]) -> str:
    """How many other figures stand around a claim, in words; nothing where they are few."""
    at = next((n for n, one in enumerate(near) if one.text == finding.sentence), 0)
    around = near[max(0, at - BEFORE) : at + AFTER + 1]
    others = sum(len(one.of(*FIGURES)) for one in around) - len(finding.figures)
    return f"if it is said of others of the {others} figures that stand around it" if others > CROWD else ""


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
