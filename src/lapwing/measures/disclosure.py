"""Small numbers are hidden by this one rule, in every page, chart, file and report.

1. A count of 1 to 5 is hidden (`c`). Zero is shown as zero.
2. For each of them there are at least four other worlds, in which it has four other values, that would publish exactly
   the same. Whatever differs between these worlds is hidden too: fewest, least important and smallest first. So
   nothing that a reader puts together, from all tables of all measures of the year, tells which world is ours.
3. A share, a mean or a length is hidden with any count that it is made of, and with the rest that it leaves.

A world is the published counts plus or minus a *move*: one record more here and one fewer there. It could be ours only
if every sum still holds (areas and quarters add up), no child has no episode, every hidden count is at least 1, and
what is zero stays zero. Both kinds of hidden count carry the same mark: it does not tell which of them is small.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Generic, TypeVar

Key = TypeVar("Key")
Move = Mapping[Key, int]  # by how much each count differs in the next world

SMALL = range(1, 6)
MARK = "c"
WORDS = "Hidden: it is from 1 to 5, or would let such a number be worked out."


class NoOtherWorld(LookupError):
    """No move from here keeps what every reader knows. `place`: the small count that could be told."""

    def __init__(self, place: object) -> None:
        super().__init__(place)
        self.place: Any = place


@dataclass(frozen=True)
class Tie(Generic[Key]):
    """What every reader knows of some counts: their weighted sum is zero; or, `at_least`, zero or more."""

    weights: Mapping[Key, int]
    at_least: bool = False


def witnesses(
    ours: "World[Key]",
    moves: Callable[[Key], Iterable[Iterable[Move[Key]]]],
    cost: Callable[[Key], int],
) -> dict[Key, Move[Key]]:
    """For each small count the move along which the other worlds lie: it, and all that a move changes, must be hidden.

    `moves` gives moves by which a small count would grow, in tiers from the cheapest; `cost` says how much a reader
    would miss a count. Raises NoOtherWorld where none of them will do.
    """
    small = sorted((key for key, value in ours.values.items() if value in SMALL), key=lambda key: -cost(key))
    found, witness = set(small), {}
    for key in small:
        move = _cheapest(ours, found, moves(key), cost)
        if move is None:
            raise NoOtherWorld(key)
        witness[key] = move
        found.update(move)
    return witness


def _cheapest(
    ours: "World[Key]", found: set[Key], tiers: Iterable[Iterable[Move[Key]]], cost: Callable[[Key], int]
) -> Move[Key] | None:
    for tier in tiers:
        best: tuple[tuple[int, int], Move[Key]] | None = None
        for move in tier:
            fresh = [key for key in move if key not in found]
            dear = (sum(cost(key) for key in fresh), sum(ours.values[key] for key in fresh))
            if (best is None or dear < best[0]) and ours.others(move) >= len(SMALL) - 1:
                best = dear, move
            if best and not best[0][0]:
                break
        if best:
            return best[1]
    return None


class World(Generic[Key]):
    """The world that is, and how many others lie along a move from it."""

    def __init__(self, values: Mapping[Key, int], ties: Sequence[Tie[Key]]) -> None:
        self.values = values
        # What each sum leaves; of one that is always zero, nothing, whatever changes it.
        self.left = [sum(weight * values[key] for key, weight in tie.weights.items()) for tie in ties]
        self.at_least = [tie.at_least for tie in ties]
        self.ties: dict[Key, list[tuple[int, int]]] = {}
        for number, tie in enumerate(ties):
            for key, weight in tie.weights.items():
                self.ties.setdefault(key, []).append((number, weight))

    def others(self, move: Move[Key]) -> int:
        """So many others, in both directions; more than are needed are not counted. None where a sum is broken."""
        return sum(self.reach(move))

    def allows(self, change: Move[Key]) -> bool:
        """Whether the world that differs by this is one of the others."""
        if any(self.values[key] + by < 1 for key, by in change.items()):
            return False
        changed: dict[int, int] = {}
        for key, by in change.items():
            for number, weight in self.ties.get(key, ()):
                changed[number] = changed.get(number, 0) + weight * by
        return not any(by and (not self.at_least[at] or self.left[at] + by < 0) for at, by in changed.items())

    def reach(self, move: Move[Key]) -> tuple[int, int]:
        """So many others back along the move, and so many on."""
        room = _room((self.values[key] - 1, change) for key, change in move.items())
        if sum(room) < len(SMALL) - 1:
            return 0, 0
        changed: dict[int, int] = {}
        for key, change in move.items():
            for number, weight in self.ties.get(key, ()):
                changed[number] = changed.get(number, 0) + weight * change
        if any(change and not self.at_least[number] for number, change in changed.items()):
            return 0, 0
        limits = [(self.left[number], change) for number, change in changed.items() if change]
        return _room([*((self.values[key] - 1, change) for key, change in move.items()), *limits])


def _room(limits: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """How many steps back and on there are before something that may not fall below nothing would."""
    back = on = len(SMALL)
    for left, change in limits:
        if left < 0:
            return 0, 0
        if change > 0:
            back = min(back, left // change)
        else:
            on = min(on, left // -change)
    return back, on


def share(part: int | None, whole: int | None) -> Decimal | None:
    """A percentage to one decimal; None where a count is hidden (None), or the rest is small, or there is no whole."""
    if part is None or not whole or whole - part in SMALL or part in SMALL or whole in SMALL:
        return None
    return _one_decimal(Decimal(100 * part) / whole)


def mean(part: int | None, whole: int | None) -> Decimal | None:
    """So many for each, to one decimal; None where a count is hidden (None) or small, or there is no whole."""
    if part is None or not whole or part in SMALL or whole in SMALL:
        return None
    return _one_decimal(Decimal(part) / whole)


def rate(part: int | None, children: int | None) -> Decimal | None:
    """So many for each 10,000 children, to one decimal; None where the count is hidden (None), or nobody is there."""
    return None if part is None or not children else _one_decimal(Decimal(10_000 * part) / children)


def change(now: int | None, before: int | None) -> Decimal | None:
    """The change in per cent, to one decimal; None where a count is hidden (None), or there was nothing before."""
    return None if now is None or not before else _one_decimal(Decimal(100 * (now - before)) / before)


def _one_decimal(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.1"), ROUND_HALF_UP)
