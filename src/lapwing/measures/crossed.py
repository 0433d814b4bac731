"""What must be hidden where two breakdowns are counted together, after the counts of each have been hidden.

Each world that hides a small count of a breakdown must be one of the crossed tables too, so the move to it is *lifted*:
a record that comes, goes or changes its category does so there. And a small crossed count has moves of its own,
*loops*, by which both breakdowns stay as they are (`ways`). Where no one change can be made often enough, another is
made at each step.

The tables of one crossing, of each area and of all, are hidden together, because they add up. Where there is no such
world those of the areas are withheld whole; where there is none in that of all areas alone, that is too.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from lapwing.measures.disclosure import SMALL, Move, World
from lapwing.measures.grid import ALL, Grid, Place, Stack
from lapwing.measures.ways import Change, Dear, Ways, so_often, summed

Reach = tuple[int, int]
ENOUGH = len(SMALL) - 1
FAR = len(SMALL), len(SMALL)
NOTHING: Mapping[Place, int] = {}
MOST = 400  # so many ways are tried where one alone is not enough


@dataclass
class Across:
    """The crossed counts that must not be shown, and the crossed tables that are withheld whole."""

    places: set[Place] = field(default_factory=set)
    without: set[str] = field(default_factory=set)


def hide(grid: Grid, witnesses: Mapping[Place, Move[Place]]) -> Across:
    """What must be hidden of the crossed tables; `witnesses`: the moves that hide the small counts of the others."""
    found, moves = Across(), Moves(grid, witnesses.values())
    for stack in grid.stacks:
        hidden = Crossed(grid, stack).hide(moves)
        if hidden is None and stack.areas:
            found.without.add(stack.key)
            hidden = Crossed(grid, Stack(stack.whole)).hide(moves)
        if hidden is None:
            found.without.add(stack.whole.key)
        else:
            found.places |= hidden
    return found


class Moves:
    """The moves that hide small counts, and how far each reaches, back and on: it must be possible in all tables at
    once. `least`: so far it must reach, because crossed counts are hidden with it.
    """

    def __init__(self, grid: Grid, moves: Iterable[Move[Place]]) -> None:
        self.moves = [dict(move) for move in {frozenset(move.items()): move for move in moves}.values()]
        self.reaches = [grid.world.reach(move) for move in self.moves]
        self.least = [(0, 0)] * len(self.moves)
        self._by: dict[tuple[str, str], set[int]] = {}
        for number, move in enumerate(self.moves):
            for place in move:
                self._by.setdefault((place.population, place.by), set()).add(number)

    def of(self, population: str, *breakdowns: str) -> Iterator[tuple[int, Change]]:
        """Those that change a count of one of these breakdowns."""
        for number in sorted({one for by in breakdowns for one in self._by.get((population, by), ())}):
            yield number, self.moves[number]


class Crossed:
    """The tables of one crossing."""

    def __init__(self, grid: Grid, stack: Stack) -> None:
        self.stack, self.one = stack, stack.whole.crossing
        self.values = {place: grid.values[place] for sheet in stack.sheets for place in sheet.places}
        ties = list(stack.ties())
        margins = {place: grid.whole[place] for tie in ties for place in tie.weights if place not in self.values}
        self.world = World({**margins, **self.values}, ties)
        self.small = {place for place, number in self.values.items() if number in SMALL}
        self.ways = Ways(stack, self.values, self.small)
        self.hidden = self.ways.hidden
        self.still: list[Reach] = []
        self.least: list[Reach] = []

    def hide(self, moves: Moves) -> set[Place] | None:
        """The counts that must be hidden; None where there is no other world. What the moves still reach is kept with
        them, unless there is none.
        """
        self.still, self.least = list(moves.reaches), list(moves.least)
        # By month who a child is is the month, and the count of each the whole.
        by = "" if self.stack.whole.is_by_month else self.one.by.key
        near = [(number, self._near(move)) for number, move in moves.of(self.one.population.key, self.one.of.key, by)]
        moving: set[Place] = set()
        for number, change in near:
            if not self.ways.changes(change):
                continue
            if lift := self._take(self.ways.lifts(change), change, number):
                moving |= lift.keys()
            elif not self._walk([(1, lift) for lift in self.ways.lifts(change, every=True)], change, number):
                return None
        for place in sorted(self.small - moving, key=self._order):
            if place in moving:
                continue
            if loop := self._take(self.ways.loops(place)):
                moving |= loop.keys()
            elif not self._along(place, near):
                return None
        moves.reaches[:], moves.least[:] = self.still, self.least
        return self.hidden

    @staticmethod
    def _order(place: Place) -> tuple[bool, str]:
        """Those of areas first: what hides them hides those of all areas too."""
        return place.area == ALL, str(place)

    def _near(self, move: Change) -> Change:
        return {place: change for place, change in move.items() if place in self.world.ties}

    def _take(self, lifts: Iterable[Change], near: Mapping[Place, int] = NOTHING, number: int = -1) -> Change | None:
        """Hide the change that hides least more; None where none is possible together with the move of this number."""
        limit, least = self._limits(number)
        best: tuple[Dear, Change, Reach] | None = None
        for lift in lifts:
            dear = self.ways.dear(lift)
            if best is None or dear < best[0]:
                back, on = self.world.reach({**near, **lift})
                both = min(back, limit[0]), min(on, limit[1])
                if sum(both) >= ENOUGH and both[0] >= least[0] and both[1] >= least[1]:
                    best = dear, lift, both
            if best and not best[0][0]:
                break
        if best is None:
            return None
        _, lift, reach = best
        self.hidden |= lift.keys()
        if number >= 0:
            self.still[number] = reach
        return lift

    def _limits(self, number: int) -> tuple[Reach, Reach]:
        """How often a move can be made, back and on, and how often others need it."""
        return (self.still[number], self.least[number]) if number >= 0 else (FAR, (0, 0))

    # ---- where no one change can be made often enough: another at each step

    def _along(self, place: Place, near: Sequence[tuple[int, Change]]) -> bool:
        """Hide a small count by steps of several kinds, of which one may be a move that hides other counts: whatever
        makes the count changes with it then, in every table.
        """
        loops = [(0, loop) for loop in islice(self.ways.loops(place, every=True), MOST)]
        if self._walk(loops):
            return True
        for number, change in near:
            if self.ways.changes(change):
                lifts = [lift for lift in self.ways.lifts(change, every=True, through=place) if lift.get(place)]
                ways = [(1, lift) if lift[place] > 0 else (-1, dict(so_often(lift, -1))) for lift in lifts]
                if ways and self._walk([*loops, *ways], change, number, stepping=True):
                    return True
        return False

    def _walk(
        self, ways: Sequence[tuple[int, Change]], near: Mapping[Place, int] = NOTHING, number: int = -1, *,
        stepping: bool = False,
    ) -> bool:  # fmt: skip
        """Hides what all steps change; False where there are too few. A way is a change, and how often the move of this
        number is made with it. `stepping`: not every step makes it, so that it is still needed as far as it was.
        """
        limit, least = self._limits(number)
        ways = sorted(ways, key=lambda way: self.ways.dear(way[1]))
        walked: set[Place] = set()
        made, steps = [0, 0], [0, 0]
        for side, way in enumerate((-1, 1)):
            gone: Change = {}
            times = 0
            while sum(steps) < ENOUGH or (not stepping and steps[side] < least[side]):
                onward = self._onward(gone, times, ways, near, way, limit)
                if onward is None:
                    break
                gone, times = onward
                steps[side] += 1
                made[0], made[1] = max(made[0], -times), max(made[1], times)
                walked |= {place for place in gone if place in self.values}
        if sum(steps) < ENOUGH or (not stepping and (steps[0] < least[0] or steps[1] < least[1])):
            return False
        self.hidden |= walked
        if stepping:
            self.least[number] = max(least[0], made[0]), max(least[1], made[1])
        elif number >= 0:
            self.still[number] = steps[0], steps[1]
        return True

    def _onward(
        self, gone: Change, times: int, ways: Sequence[tuple[int, Change]], near: Mapping[Place, int], way: int,
        limit: Reach,
    ) -> tuple[Change, int] | None:  # fmt: skip
        """The first world that one more step leads to, and how often the move is made in it."""
        for by, lift in ways:
            often = times + way * by
            if -limit[0] <= often <= limit[1]:
                world = summed([*gone.items(), *so_often(near, way * by), *so_often(lift, way)])
                if self.world.allows(world):
                    return world, often
        return None
