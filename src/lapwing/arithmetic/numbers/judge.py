"""Whether a number that is claimed fits the number that is so.

A claim has two bands. Inside the narrow one it holds as written. Between the two it holds only if it is read
generously, and that reading is named. Outside both, it does not fit.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from math import inf

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.findings import Verdict
from lapwing.arithmetic.numbers.quantity import Hedge, Kind, Quantity

NARROW, WIDE, WIDE_JUST = 0.10, 0.20, 0.15
FRACTION_SLACK, FRACTION_EDGE = 0.08, 0.01
EDGE_OF_MULTIPLE = 0.05
TINY = 1e-9
ROUND_FROM = 10_000
ROUNDED = 0.03
OPEN_ENDED = {Hedge.ABOVE, Hedge.BELOW, Hedge.AT_LEAST, Hedge.AT_MOST}
CALCULATED = {Kind.PERCENT, Kind.POINTS, Kind.FRACTION, Kind.RATE, Kind.MULTIPLE}


@dataclass(frozen=True, slots=True)
class Band:
    low: float
    high: float

    def meets(self, low: float, high: float) -> bool:
        return self.low - TINY <= high and low <= self.high + TINY


@dataclass(frozen=True, slots=True)
class Judgement:
    verdict: Verdict
    actual: float
    reading: str = ""


def narrow(claim: Quantity, calculated: bool = False) -> Band:
    value, half = abs(claim.value), claim.step / 2
    slack = max(NARROW * value, half)
    if claim.unit == "one in" and claim.high and claim.hedge is Hedge.NONE:
        return Band(1 / (claim.high + 0.5), 1 / (claim.high - 0.5))
    if claim.hedge is Hedge.NONE:
        return Band(value - half, value + half)
    return {
        Hedge.ABOUT: Band(value - slack, value + slack),
        Hedge.JUST_BELOW: Band(value - slack, value),
        Hedge.JUST_ABOVE: Band(value, value + slack),
        Hedge.BELOW: Band(-inf, value),
        Hedge.ABOVE: Band(value, inf),
        Hedge.AT_MOST: Band(-inf, value),
        Hedge.AT_LEAST: Band(value, inf),
    }[claim.hedge]


def wide(claim: Quantity, calculated: bool = False) -> Band:
    value = abs(claim.value)
    slack, just = max(WIDE * value, claim.step), max(WIDE_JUST * value, claim.step)
    edge = claim.step / 2 if claim.kind in CALCULATED or calculated else 0.0
    if claim.kind is Kind.MULTIPLE:
        edge = min(edge, EDGE_OF_MULTIPLE * value)
    if claim.kind is Kind.FRACTION:
        slack, just, edge = min(slack, FRACTION_SLACK), min(just, FRACTION_SLACK), min(edge, FRACTION_EDGE)
    if claim.hedge is Hedge.NONE:
        return _wide_unhedged(claim, value, calculated)
    return {
        Hedge.ABOUT: Band(value - slack, value + slack),
        Hedge.JUST_BELOW: Band(value - just, value + edge),
        Hedge.JUST_ABOVE: Band(value - edge, value + just),
        Hedge.BELOW: Band(-inf, value + edge),
        Hedge.ABOVE: Band(value - edge, inf),
        Hedge.AT_MOST: Band(-inf, value + edge),
        Hedge.AT_LEAST: Band(value - edge, inf),
    }[claim.hedge]


def _wide_unhedged(claim: Quantity, value: float, calculated: bool) -> Band:
    if claim.kind in {Kind.FRACTION, Kind.MULTIPLE} and claim.in_words:
        return Band(value * 0.9, value * 1.1) if claim.kind is Kind.FRACTION else Band(value * 0.85, value * 1.25)
    if claim.unit == "one in" and claim.high:
        return Band(1 / (claim.high + 0.6), 1 / (claim.high - 0.6))
    if claim.kind in CALCULATED or calculated:
        return Band(value - 0.55 * claim.step, value + claim.step - TINY * 10)
    return narrow(claim)


GENEROUS = {
    Hedge.ABOUT: "if “{hedge}” is read generously",
    Hedge.JUST_BELOW: "if “{hedge}” is read generously",
    Hedge.JUST_ABOVE: "if “{hedge}” is read generously",
    Hedge.BELOW: "if the result is rounded first",
    Hedge.ABOVE: "if the result is rounded first",
    Hedge.AT_MOST: "if the result is rounded first",
    Hedge.AT_LEAST: "if the result is rounded first",
}


def fits(claim: Quantity, actual: float) -> bool:
    """Whether a claim fits what other figures make as they are written, none of them taken for rounded."""
    return wide(claim).meets(abs(actual), abs(actual))


def judge(
    claim: Quantity,
    formula: Callable[..., float],
    inputs: Sequence[Quantity],
    scale: float = 1.0,
    calculated: bool = False,
    together: bool = False,
) -> Judgement:
    """Compare what is claimed with what a formula makes of other numbers in the text.

    `scale` brings the result to the claim's own unit: 100 where a share is claimed in per cent.
    `calculated` is for a claimed count that is itself the result of a division, such as an average.
    `together` is for parts of a sum, which if they are rounded are all rounded to the same place.
    Nothing is told of a division by nought.
    """
    try:
        actual = formula(*(one.value for one in inputs)) * scale
    except ZeroDivisionError:
        return Judgement(Verdict.CANNOT_TELL, inf, "nothing can be divided by nought")
    size = abs(actual)
    if narrow(claim, calculated).meets(size, size):
        return Judgement(Verdict.HOLDS, actual)
    if any(_is_hedged(one) or one.step < 1 for one in inputs):
        low, high = _reach(formula, inputs, scale, _as_shown)
        if narrow(claim, calculated).meets(low, high):
            return Judgement(Verdict.HOLDS, actual, "allowing for the rounding of the figures it is made from")
    if wide(claim, calculated).meets(size, size):
        return Judgement(Verdict.CANNOT_TELL, actual, _generous(claim))
    least = min(3, *(_zeros(one) for one in [*inputs, claim])) if together else 99
    if not together and not any(_as_rounded(one, least) for one in inputs):
        return Judgement(Verdict.FAILS, actual)
    low, high = _reach(formula, inputs, scale, lambda one: _as_rounded(one, least))
    if together:
        slack = 0.0 if claim.hedge in OPEN_ENDED else _as_rounded(claim, 3)
        low, high = low - slack, high + slack
    if low < high and narrow(claim, calculated).meets(low, high):
        rounded = ", ".join(one.text for one in inputs if _as_rounded(one, least) > 0)
        return Judgement(Verdict.CANNOT_TELL, actual, f"if {rounded} is itself rounded")
    return Judgement(Verdict.FAILS, actual)


BI = re.compile(r"\bbi-?(?:monthly|weekly|annual|yearly)", re.IGNORECASE)


def may_be_one_pace(one: Quantity, other: Quantity) -> bool:
    """Whether two paces may mean the same: "bi-monthly" is every two months, or twice a month."""
    return any(abs(a - b) <= NARROW * max(a, b) for a in _paces(one) for b in _paces(other))


def _paces(one: Quantity) -> set[float]:
    return {one.value, one.value * 4, one.value / 4} if BI.search(one.text) else {one.value}


def _generous(claim: Quantity) -> str:
    if claim.hedge is not Hedge.NONE:
        hedge = claim.text.rsplit(" ", 1)[0]
        return GENEROUS[claim.hedge].format(hedge=hedge)
    if claim.in_words:
        return f"if “{claim.text}” is meant loosely"
    return "if the figure was cut off, or rounded more than once, and not rounded to the nearest"


def _is_hedged(one: Quantity) -> bool:
    return one.hedge is not Hedge.NONE


def _as_shown(one: Quantity) -> float:
    """How far a number may be from its value by the way it is written."""
    if one.hedge in {Hedge.ABOUT, Hedge.JUST_ABOVE, Hedge.JUST_BELOW}:
        return NARROW * abs(one.value)
    if one.hedge is not Hedge.NONE:
        return 0.5 * abs(one.value)
    return one.step / 2 if one.step != 1 or one.kind in CALCULATED else 0.0


def _as_rounded(one: Quantity, least: int) -> float:
    """How far it may be if a large round number was rounded: 22,000 may be 21,500."""
    value = abs(one.value)
    if one.kind in {Kind.COUNT, Kind.MONEY} and value >= ROUND_FROM and value == int(value):
        zeros = min(_zeros(one), least)
        if zeros >= 2:
            return max(min(10.0**zeros / 2, ROUNDED * value), _as_shown(one))
    return _as_shown(one)


def _zeros(one: Quantity) -> int:
    written = str(int(abs(one.value)))
    return len(written) - len(written.rstrip("0"))


def _reach(
    formula: Callable[..., float], inputs: Sequence[Quantity], scale: float, spread: Callable[[Quantity], float]
) -> tuple[float, float]:
    """The least and most the formula can give while every number stays within its spread."""
    if len(inputs) > 6:
        slack = sum(spread(one) for one in inputs)
        middle = formula(*(one.value for one in inputs)) * scale
        return abs(middle) - slack, abs(middle) + slack
    corners = [
        (
            one.value - (0 if one.hedge is Hedge.JUST_ABOVE else spread(one)),
            one.value + (0 if one.hedge is Hedge.JUST_BELOW else spread(one)),
        )
        for one in inputs
    ]
    results = []
    for values in product(*corners):
        try:
            results.append(abs(formula(*values) * scale))
        except ZeroDivisionError:
            continue
    return _short_of_the_ends(min(results), max(results)) if results else (inf, -inf)


def _short_of_the_ends(low: float, high: float) -> tuple[float, float]:
    """Every figure rounded as far as it can be, all in the same direction, is no reasonable reading."""
    return low + (high - low) * 0.02, high - (high - low) * 0.02
