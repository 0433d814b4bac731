"""Limits of ordinary variation: how far a number moves from quarter to quarter when nothing in particular has happened.

An XmR chart (individuals and moving ranges). Centre: the mean. Limits: the mean and 2.66 times the average difference
between one quarter and the next, either way; 2.66 is three standard deviations where they are estimated from such
differences (3 / 1.128). The data's own movement is used and no Poisson formula, because a few children make many of
the episodes: such counts vary more than chance alone would have it, and narrower limits would raise false alarms.

Only numbers that are shown and whole are used, so that nothing hidden can be worked out from a limit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

FACTOR = Decimal("2.66")
FEWEST = 8  # two years of quarters: with fewer the average difference is itself mostly chance
FIRM = 17  # until there are as many, limits still move much with each new quarter, and are called provisional
RUN = 8  # this many in a row on one side of the mean are a shift, though none is outside the limits
TENTH = Decimal("0.1")

METHOD = (
    "Limits are those of an XmR chart: the mean, and 2.66 times the average difference between one quarter and the "
    "next, either way. A quarter outside them, or eight in a row on one side of the mean, is unlikely to be chance "
    "and worth a question; a movement inside them is not. Only numbers that are shown and whole are used."
)


@dataclass(frozen=True)
class Limits:
    """The mean, and the least and the most that ordinary variation reaches; worked out from so many quarters."""

    mean: Decimal
    lower: Decimal
    upper: Decimal
    quarters: int

    @property
    def is_firm(self) -> bool:
        return self.quarters >= FIRM


def limits(values: Sequence[Decimal | None], most: Decimal | None = None) -> Limits | None:
    """The limits of quarters in their order, None where a number is not shown or whole; None where they are too few.

    A limit never lies below zero, nor above `most` (100 for a share).
    """
    found = [value for value in values if value is not None]
    moves = differences(values)
    if len(found) < FEWEST or len(moves) < FEWEST - 2:
        return None
    mean = sum(found, Decimal(0)) / len(found)
    reach = FACTOR * sum(moves, Decimal(0)) / len(moves)
    upper = mean + reach if most is None else min(most, mean + reach)
    return Limits(_tenth(mean), _tenth(max(Decimal(0), mean - reach)), _tenth(upper), len(found))


def differences(values: Sequence[Decimal | None]) -> list[Decimal]:
    """How far each quarter is from the one before it, where both are there."""
    return [abs(now - before) for before, now in pairwise(values) if now is not None and before is not None]


def outside(values: Sequence[Decimal | None], within: Limits) -> list[int]:
    """The places of the quarters that lie outside the limits."""
    return [
        place for place, value in enumerate(values) if value is not None and not within.lower <= value <= within.upper
    ]


def shifts(values: Sequence[Decimal | None], within: Limits) -> list[tuple[int, int]]:
    """Runs of eight or more quarters in a row on one side of the mean: first and last place. A gap ends a run."""
    sides = [0 if value is None else (value > within.mean) - (value < within.mean) for value in values]
    found, first = [], 0
    for place in range(1, len(sides) + 1):
        if place == len(sides) or sides[place] != sides[first]:
            if sides[first] and place - first >= RUN:
                found.append((first, place - 1))
            first = place
    return found


def _tenth(number: Decimal) -> Decimal:
    return number.quantize(TENTH, ROUND_HALF_UP)
