"""What must be hidden where two breakdowns are counted together, after the counts of each have been hidden.

Each world that hides a small count of a breakdown must be one of the crossed tables too, so the move to it is *lifted*:
a record that comes, goes or changes its category does so there. And a small crossed count has moves of its own,
*loops*: one record more here and one fewer beside it, one fewer and one more in another row, so that both breakdowns
stay as they are. A crossed table in which there is no such world is withheld whole.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from lapwing.measures.disclosure import SMALL, Move, World
from lapwing.measures.grid import ALL, Grid, Place, Sheet

T = TypeVar("T")
Pair = tuple[str, str]  # a lowest category of what is asked, and one of who the child is
Change = dict[Place, int]
Reach = tuple[int, int]
ENOUGH = len(SMALL) - 1


@dataclass
class Across:
    """The crossed counts that must not be shown, and the crossed tables that are withheld whole."""

    places: set[Place] = field(default_factory=set)
    without: set[str] = field(default_factory=set)


def hide(grid: Grid, witnesses: Mapping[Place, Move[Place]]) -> Across:
    """What must be hidden of the crossed tables; `witnesses`: the moves that hide the small counts of the others."""
    found, ours = Across(), World(grid.whole, grid.ties)
    moves = [dict(move) for move in {frozenset(move.items()): move for move in witnesses.values()}.values()]
    reaches = [ours.reach(move) for move in moves]
    of_all = [(number, near) for number, move in enumerate(moves) if (near := _of_all(move))]
    for sheet in grid.sheets:
        hidden = Crossed(grid, sheet).hide(of_all, reaches)
        if hidden is None:
            found.without.add(sheet.key)
        else:
            found.places |= hidden
    return found


def _of_all(move: Change) -> Change:
    """What a move changes of all areas together: the crossed tables have no others."""
    return {place: change for place, change in move.items() if place.area == ALL}


class Crossed:
    """One crossed table of a grid."""

    def __init__(self, grid: Grid, sheet: Sheet) -> None:
        self.sheet, self.one = sheet, sheet.crossing
        self.values = {place: grid.values[place] for place in sheet.places}
        ties = list(sheet.ties())
        margins = {place: grid.whole[place] for tie in ties for place in tie.weights if place not in self.values}
        self.world = World({**margins, **self.values}, ties)
        pairs = ((asked, who) for asked in self.one.asked.lowest_keys for who in sheet.by.lowest_keys)
        self.people = {pair for pair in pairs if self.values[sheet.place(*pair)]}

    def hide(self, moves: Iterable[tuple[int, Change]], reaches: list[Reach]) -> set[Place] | None:
        """The counts that must be hidden; None where there is no other world. What the moves still reach is kept in
        `reaches`, because each must be possible in all crossed tables at once.
        """
        small = {place for place, number in self.values.items() if number in SMALL}
        hidden, still = set(small), list(reaches)
        moving: set[Place] = set()
        for number, move in moves:
            near = {place: change for place, change in move.items() if place in self.world.ties}
            asked, who = self._changes(near)
            if not asked and not who:
                continue
            lifted = self._cheapest(self._lifts(asked, who), hidden, near, reaches[number])
            if lifted is None:
                return None
            lift, still[number] = lifted
            hidden |= lift.keys()
            moving |= lift.keys()
        for place in sorted(small - moving, key=str):
            loop = self._cheapest(self._loops(place), hidden, {}, (len(SMALL), len(SMALL)))
            if loop is None:
                return None
            hidden |= loop[0].keys()
        reaches[:] = still
        return hidden

    def _cheapest(
        self, lifts: Iterable[Change], hidden: set[Place], near: Change, reach: Reach
    ) -> tuple[Change, Reach] | None:
        """The change that hides fewest counts more, and the smallest; and how far it reaches together with the move."""
        best: tuple[tuple[int, int], Change, Reach] | None = None
        for lift in lifts:
            fresh = [place for place in lift if place not in hidden]
            dear = (len(fresh), sum(self.values[place] for place in fresh))
            if best is None or dear < best[0]:
                back, on = self.world.reach({**near, **lift})
                both = min(back, reach[0]), min(on, reach[1])
                if sum(both) >= ENOUGH:
                    best = dear, lift, both
        return best and best[1:]

    # ---- a record that changes in a breakdown changes where that is counted together with another

    def _changes(self, near: Change) -> tuple[dict[str, int], dict[str, int]]:
        """By how much a move changes what is asked, and who they are, by lowest category."""
        one, sheet = self.one, self.sheet
        asked = {key: near[cell] for key in one.of.lowest_keys if near.get(cell := sheet.of(key))} if near else {}
        who = {key: near[cell] for key in sheet.by.lowest_keys if near.get(cell := sheet.who(key))} if near else {}
        return summed((one.coarse.get(key, key), change) for key, change in asked.items()), who

    def _lifts(self, asked: Mapping[str, int], who: Mapping[str, int]) -> Iterator[Change]:
        """Changes that make these changes of each breakdown."""
        ways: Iterable[Mapping[Pair, int]]
        if not who:
            ways = ({(key, row): change for key, change in asked.items()} for row in self.sheet.by.lowest_keys)
        elif not asked:
            columns = self.one.asked.lowest_keys
            ways = ({(column, key): change for key, change in who.items()} for column in columns)
        elif len(asked) == len(who):
            ways = self._round(_matched(asked, who))
        else:
            ways = ()
        yield from filter(None, map(self._placed, ways))

    def _round(self, straight: Mapping[Pair, int]) -> Iterator[Mapping[Pair, int]]:
        """In the pairs themselves; else by another row and column, where nobody is in a pair."""
        yield straight
        for (asked, who), change in straight.items():
            for column, row in self.people:
                if column != asked and row != who:
                    around = {
                        (asked, row): change,
                        (column, row): -change,
                        (column, who): change,
                        (asked, who): -change,
                    }
                    yield summed([*straight.items(), *around.items()])

    # ---- loops

    def _loops(self, place: Place) -> Iterator[Change]:
        """One more here, one fewer beside it, and the contrary in another row. Of children by month the other row may
        stay as it is: the months of a quarter share them.
        """
        asked, who = self.sheet.pairs[place]
        columns, rows = self.one.asked.leaves(asked), self.sheet.by.leaves(who)
        for column, row in self.people:
            if column not in columns or row not in rows:
                continue
            for other, far in self.people:
                if other in columns:
                    continue
                loop = None
                if far not in rows:
                    loop = self._placed({(column, row): 1, (other, row): -1, (other, far): 1, (column, far): -1})
                elif far == row and self.sheet.is_by_month:
                    loop = self._placed({(column, row): 1, (other, row): -1})
                if loop and loop.get(place):
                    yield loop

    def _placed(self, lift: Mapping[Pair, int]) -> Change | None:
        """The change in every category in which these pairs stand; None where one of them is zero, which is shown."""
        if not self.people.issuperset(lift):
            return None
        changes = summed((pair, change) for lowest, change in lift.items() for pair in self._inside(*lowest))
        return {self.sheet.place(*pair): n for pair, n in changes.items()}

    def _inside(self, asked: str, who: str) -> Iterable[Pair]:
        """The pairs in which a record of these is counted, of those of this table."""
        if not self.sheet.is_by_month:
            return self.one.inside(asked, who)
        return [(one, who) for one in self.one.path(asked)]


def _matched(asked: Mapping[str, int], who: Mapping[str, int]) -> dict[Pair, int]:
    """Those that come with those that come, those that go with those that go."""
    pairs = zip(sorted(asked.items(), key=lambda one: one[1]), sorted(who.items(), key=lambda one: one[1]), strict=True)
    return summed(((of, by), change) for (of, change), (by, _) in pairs)


def summed(changes: Iterable[tuple[T, int]]) -> dict[T, int]:
    """Changes of the same added up, without those that come to nothing."""
    found: dict[T, int] = {}
    for key, change in changes:
        found[key] = found.get(key, 0) + change
    return {key: change for key, change in found.items() if change}
