"""What a reader of a table can work out about its hidden cells, exactly: the least and the most that each can be.

The reader knows every shown cell, that parts make their total, and that a hidden cell is not zero. Least and most are
found by the simplex method over fractions, so that no rounding hides a leak.
"""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

Key = TypeVar("Key")
Row = list[Fraction]
# An equation: the cells that make a total, with +1 for a part and -1 for the total. Its sum is zero.
Equation = Mapping[Key, int]

LEAST = 1  # a zero is always shown, so a hidden cell is at least one


def bounds(
    values: Mapping[Key, int], hidden: Collection[Key], equations: Sequence[Equation[Key]], cell: Key
) -> tuple[int, int | None]:
    """The least and the most that one hidden cell can be for a reader; None where it has no most."""
    unknown = [key for key in values if key in set(hidden)]
    rows = [_row(equation, values, unknown) for equation in equations]
    target = unknown.index(cell)
    least = _optimum(rows, len(unknown), target, -1)
    most = _optimum(rows, len(unknown), target, +1)
    return LEAST if least is None else LEAST - least, None if most is None else LEAST + most


def _row(equation: Equation[Key], values: Mapping[Key, int], unknown: Sequence[Key]) -> list[int]:
    """Coefficients of the unknown cells (each less `LEAST`, so from zero up), and the right-hand side."""
    coefficients = [equation.get(key, 0) for key in unknown]
    shown = sum(sign * values[key] for key, sign in equation.items() if key not in unknown)
    right = -shown - LEAST * sum(coefficients)
    return [-number for number in (*coefficients, right)] if right < 0 else [*coefficients, right]


def _optimum(rows: Sequence[Sequence[int]], size: int, target: int, sign: int) -> int | None:
    """The most of `sign` times one variable, all from zero up, under the equations; None where there is no most."""
    tableau, basis = _feasible([row for row in rows if any(row[:-1])], size)
    costs = [Fraction(0)] * (size + 1)
    costs[target] = Fraction(-sign)
    for line, basic in zip(tableau, basis, strict=True):
        _subtract(costs, line, costs[basic])
    return int(costs[-1]) if _climb(tableau, basis, costs, size) else None


def _feasible(rows: Sequence[Sequence[int]], size: int) -> tuple[list[Row], list[int]]:
    """A first solution, by helper variables that are driven to zero; equations that say nothing new fall away."""
    tableau = [
        [*map(Fraction, row[:-1]), *(Fraction(i == j) for j in range(len(rows))), Fraction(row[-1])]
        for i, row in enumerate(rows)
    ]
    basis = [size + i for i in range(len(rows))]
    costs = [-sum((line[k] for line in tableau), Fraction(0)) for k in range(size)]
    costs += [Fraction(0)] * len(rows) + [-sum((line[-1] for line in tableau), Fraction(0))]
    _climb(tableau, basis, costs, size)
    for i in range(len(basis)):
        if basis[i] >= size:
            entering = next((k for k in range(size) if tableau[i][k]), None)
            if entering is not None:
                _pivot(tableau, basis, costs, i, entering)
    kept = [i for i, basic in enumerate(basis) if basic < size]
    return [tableau[i][:size] + tableau[i][-1:] for i in kept], [basis[i] for i in kept]


def _climb(tableau: list[Row], basis: list[int], costs: Row, size: int) -> bool:
    """Pivot until nothing gains (True), or a variable can grow without end (False). Bland's rule: it always ends."""
    while True:
        entering = next((k for k in range(size) if costs[k] < 0), None)
        if entering is None:
            return True
        steps = [(line[-1] / line[entering], basis[i], i) for i, line in enumerate(tableau) if line[entering] > 0]
        if not steps:
            return False
        _pivot(tableau, basis, costs, min(steps)[2], entering)


def _pivot(tableau: list[Row], basis: list[int], costs: Row, leaving: int, entering: int) -> None:
    pivot = tableau[leaving][entering]
    tableau[leaving] = [number / pivot for number in tableau[leaving]]
    for line in (*(line for i, line in enumerate(tableau) if i != leaving), costs):
        _subtract(line, tableau[leaving], line[entering])
    basis[leaving] = entering


def _subtract(line: Row, other: Row, times: Fraction) -> None:
    if times:
        line[:] = [a - times * b for a, b in zip(line, other, strict=True)]
