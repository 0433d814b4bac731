"""One thing told twice, and otherwise: one of the two may be worked out from other shares."""

from itertools import combinations

from lapwing.arithmetic.doubts.case import Case

MOST, PLACE = 9, 0.005


def a_share_of_a_share(case: Case) -> str:
    """ "60% are boys, and 70% of them 15 or over: so 42% are boys of 15 or over"."""
    own = [one.share for one in case.figures if one.is_part]
    near = (*case.akin, *case.beside)
    shares = {one.share for sentence in near for one in sentence.quantities if one.is_part and 0 < one.share < 1}
    made = any(abs(a * b - one) < PLACE for a, b in combinations(sorted(shares)[:MOST], 2) for one in own)
    return "if one is a share of a share, worked out from the others" if made else ""


DOUBTS = (a_share_of_a_share,)
