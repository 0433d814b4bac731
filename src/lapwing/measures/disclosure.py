"""Small numbers are hidden by this one rule, in every page, chart, file and report.

1. A count of 1 to 5 is hidden (`c`). Zero is shown as zero.
2. Where parts and totals would let a reader work a hidden count back, more counts are hidden, the smallest first and
   totals last, until what can be worked out is no narrower than what the rule itself tells: five possible values.
3. A share or a change is hidden with any count that it is made of, and with the rest that it leaves.

Both kinds of hidden count carry the same mark, so that the mark does not tell which of them is small.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from lapwing.measures.bounds import Equation, Key, bounds

SMALL = range(1, 6)
MARK = "c"
WORDS = "Hidden: it is from 1 to 5, or would let such a number be worked out."


def hidden(values: Mapping[Key, int], equations: Sequence[Equation[Key]]) -> frozenset[Key]:
    """The cells of a table that must not be shown. `equations` say which cells make which totals."""
    small = [key for key, value in values.items() if value in SMALL]
    found = set(small)
    while any(_tells(values, found, equations, key) for key in small):
        found.add(min(_open(values, found, equations), key=lambda key: _dearness(values, equations, key)))
    for key in sorted(found.difference(small), key=lambda key: _dearness(values, equations, key), reverse=True):
        if not any(_tells(values, found - {key}, equations, each) for each in small):
            found.remove(key)  # a later choice protects without it
    return frozenset(found)


def _tells(values: Mapping[Key, int], found: set[Key], equations: Sequence[Equation[Key]], key: Key) -> bool:
    """Whether a reader could narrow this small count to fewer than five values."""
    least, most = bounds(values, found, equations, key)
    return most is not None and most - least + 1 < len(SMALL)


def _open(values: Mapping[Key, int], found: set[Key], equations: Sequence[Equation[Key]]) -> Iterator[Key]:
    """Shown counts beside a hidden one. There is always one while a count can be worked back."""
    for equation in equations:
        if found.intersection(equation):
            yield from (key for key in equation if values[key] and key not in found)


def _dearness(values: Mapping[Key, int], equations: Sequence[Equation[Key]], key: Key) -> tuple[int, int, str]:
    """Totals are what readers need most, and then large counts."""
    return sum(equation.get(key) == -1 for equation in equations), values[key], str(key)


def share(part: int | None, whole: int | None) -> Decimal | None:
    """A percentage to one decimal; None where a count is hidden (None), or the rest is small, or there is no whole."""
    if part is None or not whole or whole - part in SMALL or part in SMALL or whole in SMALL:
        return None
    return _one_decimal(Decimal(100 * part) / whole)


def change(now: int | None, before: int | None) -> Decimal | None:
    """The change in per cent, to one decimal; None where a count is hidden (None), or there was nothing before."""
    return None if now is None or not before else _one_decimal(Decimal(100 * (now - before)) / before)


def _one_decimal(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.1"), ROUND_HALF_UP)
