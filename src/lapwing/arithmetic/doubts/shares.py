"""A share: it may be of other figures than those it was held against, or of no whole at all."""

from itertools import permutations

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.doubts.case import FIGURES, Case, scale_of
from lapwing.arithmetic.findings import Verdict
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.numbers.quantity import plain

MOST = 9
PLAIN = {Hedge.NONE, Hedge.ABOUT, Hedge.JUST_ABOVE, Hedge.JUST_BELOW}


def a_step(case: Case) -> str:
    """ "90 (20 per cent) more than in 2007": by how much something changed, and no share of what it is."""
    steps = any(
        re.search(
            rf"(?<![\d,.]){re.escape(one)}\s*\({re.escape(other)}\)\s+(?:[a-z]+\s+)?(?:more|fewer|less|higher|lower)\b",
            case.finding.sentence,
        )
        for one, other in permutations(case.finding.figures, 2)
    )
    return "if it says by how much something changed" if steps else ""


def of_both(case: Case) -> str:
    """A share of the two figures together: "40 came and 60 did not (40%)"."""
    share, counts = _share_and_counts(case)
    if share is None or len(counts) != 2:
        return ""
    part = min(counts) / sum(counts) * 100
    close = abs(part - share.value) <= share.step / 2 + 1e-9
    fits = close if share.kind is Kind.PERCENT else abs(part - share.share * 100) <= 1
    return f"if it is a share of the {plain(min(counts))} and the {plain(max(counts))} together" if fits else ""


def of_something(case: Case) -> str:
    """ "Of 45 homes, 30 (20%) were good": the figure in front of the bracket is that share of something untold."""
    share, counts = _share_and_counts(case)
    if share is None or share.kind is not Kind.PERCENT:
        return ""
    larger, told = plain(max(counts)), share.text.strip()
    bracket = re.search(
        rf"(?P<of>\bof\s+(?:the\s+|all\s+)?)?(?<![\d,.]){re.escape(larger)}\s*\(\s*{re.escape(told)}\s*\)(?P<whole>\s+of\b)?",
        case.finding.sentence,
    )
    return (
        f"if it is {larger} that is {told} of something" if bracket and (bracket["whole"] or not bracket["of"]) else ""
    )


def _share_and_counts(case: Case) -> tuple[Quantity | None, set[float]]:
    shares = [one for one in case.figures if one.is_part and not one.hedge]
    counts = {one.value for one in case.figures if one.kind in {Kind.COUNT, Kind.MONEY}}
    return (shares[0] if len(shares) == 1 and counts else None), counts


def of_other_figures(case: Case) -> str:
    """Whether two other figures near by make the share."""
    claim = claim_of(case.figures)
    if claim is None:
        return ""
    for one, other in other_pairs(case, claim):
        if one.value <= other.value and any(
            judge(claim, way, [one, other], scale_of(claim)).verdict is Verdict.HOLDS
            for way in (lambda a, b: a / b, lambda a, b: 1 - a / b)
        ):
            return f"if it is said of {one.text.strip()} and {other.text.strip()}"
    return ""


def claim_of(figures: list[Quantity]) -> Quantity | None:
    """What is claimed: the one percentage or fraction among the figures of a finding."""
    said = [one for one in figures if one.is_part]
    return said[0] if len(said) == 1 and said[0].hedge in PLAIN else None


def other_pairs(case: Case, claim: Quantity) -> list[tuple[Quantity, Quantity]]:
    """Two figures near a claim at a time, but for its own and those of which another claim has been found to hold."""
    own = {one.value for one in case.figures}
    near = {
        (one.kind, one.value): one
        for sentence in case.akin
        for one in sentence.of(*FIGURES)
        if one.value > 0 and one.text != claim.text
    }
    told = [set(one.figures) for one in case.held if any(one.sentence == sentence.text for sentence in case.akin)]
    return [
        (one, other)
        for one, other in permutations(list(near.values())[:MOST], 2)
        if one.kind is other.kind
        and not {one.value, other.value} <= own
        and not any({one.text.strip(), other.text.strip()} <= figures for figures in told)
    ]


DOUBTS = (of_both, of_something, a_step, of_other_figures)
