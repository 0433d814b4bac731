"""An average or a rate: it may be of other figures, of each week or month, or of people who came more than once."""

from itertools import permutations

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.doubts.case import Case
from lapwing.arithmetic.numbers import Kind, find_quantities
from lapwing.arithmetic.numbers.quantity import plain

MOST = 9
IN_A_YEAR = (52.0, 12.0, 365.0, 4.0)
SCALES = (100.0, 1e3, 1e4, 1e5)
EACH_TIME = re.compile(r"\b(?:a|per|each|every)\s+(?:day|week|month|quarter)\b|\b(?:daily|weekly|monthly|quarterly)\b")
COMES_AGAIN = re.compile(
    r"\b(?:sessions|meetings|events|workshops|classes|clinics|courses)\b.*\b(?:attended|came)\b.*"
    r"\b(?:people|parents|children|families|adults)\b[^.;]{0,12}\b(?:took|completed|attended|came|joined)\b"
)


def some_came_again(case: Case) -> str:
    """The number of times and the average make more than the total: the same people may come again."""
    if len(case.figures) != 3 or not any(COMES_AGAIN.search(one.lower) for one in case.akin):
        return ""
    low, middle, high = sorted(one.value for one in case.figures)
    return "if some came more than once" if low * middle > high else ""


def of_near_figures(case: Case) -> str:
    """A rate of two other figures near by, or the mean of all the others of its sentence."""
    claims = [
        one for one in find_quantities(case.finding.figures[0]) if one.kind in {Kind.COUNT, Kind.RATE, Kind.MONEY}
    ]
    if len(claims) != 1 or claims[0].value <= 0:
        return ""
    claim = claims[0]
    for sentence in case.akin:
        others = [one.value for one in sentence.of(Kind.COUNT, Kind.MONEY, Kind.AGE)]
        if claim.value in others:
            others.remove(claim.value)
        if len(others) > 2 and abs(sum(others) / len(others) - claim.value) <= claim.step / 2:
            return "if it is the mean of the others"
    scales = [k for k in SCALES if any(plain(k) in one.text for one in case.akin)]
    near = {one.value for s in case.akin for one in s.of(Kind.COUNT) if one.value > 0 and one.value != claim.value}
    for a, b in permutations(sorted(near)[:MOST], 2):
        if a < b and any(abs(a / b * k - claim.value) <= claim.step / 2 for k in scales):
            return f"if it is the rate of {plain(a)} among {plain(b)}"
    return ""


def of_each_time(case: Case) -> str:
    if not any(EACH_TIME.search(sentence.lower) for sentence in case.akin):
        return ""
    own = {one.value for one in case.figures}
    near = [one.value for s in case.akin for one in s.of(Kind.COUNT, Kind.MONEY) if one.value > 0][:MOST]
    fits = any(
        claim.value < whole and abs(whole / parts - claim.value) <= claim.step / 2 and not {whole, parts} <= own
        for claim in case.figures
        if claim.value > 0
        for whole in near
        for parts in IN_A_YEAR
    )
    return "if it is for each week, month or quarter of the year" if fits else ""


DOUBTS = (some_came_again, of_near_figures, of_each_time)
