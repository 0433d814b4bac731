"""How counts of two breakdowns together can change: what `crossed` looks through for other worlds.

A *lift* makes a change that a breakdown's own counts make: a record that comes, goes or changes its category does so in
the table of its area and in that of all areas. A *loop* changes nothing but crossed counts: one record more here and
one fewer beside it, one fewer and one more in another row; in another area the contrary, or in all areas the same.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice, permutations, product
from typing import TypeVar

from lapwing.measures.grid import ALL, Place, Stack

T = TypeVar("T")
Pair = tuple[str, str]  # a lowest category of what is asked, and one of who the child is
Pairs = Mapping[Pair, int]
Change = dict[Place, int]
Dear = tuple[int, int]
TRIED = 12  # so many ways are tried in one table, the cheapest, and so many times as many in all of them together
DEARER = 4  # so much more is a count of all areas missed than one of an area


class Ways:
    """How the counts of one crossing's tables can change. `hidden`: those that are hidden already, so that it costs
    nothing to change them.
    """

    def __init__(self, stack: Stack, values: Mapping[Place, int], hidden: Iterable[Place]) -> None:
        self.stack, self.one = stack, stack.whole.crossing
        self.sheets = {sheet.area: sheet for sheet in stack.sheets}
        self.values, self.hidden = values, set(hidden)
        self.pairs = [(asked, who) for asked in self.one.asked.lowest_keys for who in stack.whole.by.lowest_keys]
        self.cells = {area: {pair: place for place, pair in sheet.pairs.items()} for area, sheet in self.sheets.items()}
        # In the order of the categories, so that the same counts are always hidden alike.
        self.people = {
            area: {pair: cells[pair] for pair in self.pairs if self.values[cells[pair]]}
            for area, cells in self.cells.items()
        }

    def dear(self, lift: Change) -> Dear:
        """How many counts more it hides, and how great they are."""
        fresh = [place for place in lift if place not in self.hidden]
        return sum(DEARER if place.area == ALL else 1 for place in fresh), sum(self.values[place] for place in fresh)

    # ---- a record that changes in a breakdown changes where that is counted together with another

    @cached_property
    def _margins(self) -> Mapping[Place, tuple[str, bool, str]]:
        """Where the lowest categories are counted by themselves: of which area, whether of what is asked, and where a
        record of it stands.
        """
        asked = {
            sheet.of(key): (area, True, self.one.coarse.get(key, key))
            for area, sheet in self.sheets.items()
            for key in self.one.of.lowest_keys
        }
        who = {
            sheet.who(key): (area, False, key)
            for area, sheet in self.sheets.items()
            for key in sheet.by.lowest_keys
        }  # fmt: skip
        return asked | who

    def changes(self, near: Mapping[Place, int]) -> dict[str, tuple[dict[str, int], dict[str, int]]]:
        """By how much a move changes what is asked, and who they are, by lowest category; by area."""
        told: dict[tuple[str, bool], list[tuple[str, int]]] = {}
        for place, change in near.items():
            if place in self._margins:
                area, is_asked, key = self._margins[place]
                told.setdefault((area, is_asked), []).append((key, change))
        found = {}
        for area in self.sheets:
            asked, who = (summed(told.get((area, is_asked), ())) for is_asked in (True, False))
            if asked or who:
                found[area] = asked, who
        return found

    def lifts(
        self, near: Mapping[Place, int], *, every: bool = False, through: Place | None = None
    ) -> Iterator[Change]:
        """Changes that make these changes of each breakdown, in every table: the cheapest; of `every` one, and of those
        `through` a count.
        """
        changes = self.changes(near)
        if self.stack.areas and self.stack.adds_up:
            changes.pop(ALL, None)
        ways = []
        for area, (asked, who) in changes.items():
            found = self._ways(area, asked, who, every=every)
            if through and through.area == area:
                inside = {pair for pair in self.pairs if through in map(self.cells[area].get, self._inside(*pair))}
                found = (way for way in found if not inside.isdisjoint(way))
            ways.append(self._cheapest(area, found))
        together = islice(product(*ways), TRIED * TRIED)
        lifts = (self._placed(dict(zip(changes, one, strict=True))) for one in together)
        return filter(None, lifts)

    def _cheapest(self, area: str, ways: Iterable[Pairs]) -> list[Pairs]:
        """The cheapest of those that are possible in the table of an area."""
        people = self.people[area]
        there = [way for way in ways if people.keys() >= way.keys()]
        if len(self.sheets) == 1 or len(there) <= TRIED:
            return there

        def dear(way: Pairs) -> Dear:
            fresh = [place for pair in way if (place := people[pair]) not in self.hidden]
            return len(fresh), sum(self.values[place] for place in fresh)

        return sorted(there, key=dear)[:TRIED]

    def _ways(self, area: str, asked: Mapping[str, int], who: Mapping[str, int], *, every: bool) -> Iterator[Pairs]:
        """Changes of pairs that make these changes of each breakdown in one table."""
        columns, rows = self.one.asked.lowest_keys, self.stack.whole.by.lowest_keys
        if not who:
            yield from ({(key, row): change for key, change in asked.items()} for row in rows)
            yield from _apart(asked, rows, columns) if every else ()
        elif not asked:
            yield from ({(column, key): change for key, change in who.items()} for column in columns)
            apart = _apart(who, columns, rows) if every else ()
            yield from ({(column, row): change for (row, column), change in way.items()} for way in apart)
        elif len(asked) == len(who):
            yield from self._round(area, _matched(asked, who))

    def _round(self, area: str, straight: Pairs) -> Iterator[Pairs]:
        """In the pairs themselves; else by another row and column, where nobody is in a pair."""
        yield straight
        for (asked, who), change in straight.items():
            for column, row in self.people[area]:
                if column != asked and row != who:
                    around = {
                        (asked, row): change,
                        (column, row): -change,
                        (column, who): change,
                        (asked, who): -change,
                    }
                    yield summed([*straight.items(), *around.items()])

    # ---- loops

    def loops(self, place: Place, *, every: bool = False) -> Iterator[Change]:
        """The loops by which a count grows by one: first those that need fewest others, and
        no dearer ones unless `every` one is wanted.
        """
        loops = sorted(self._in_table(place), key=lambda one: one[0])
        best: int | None = None
        for least, loop in loops:
            if not every and best is not None and least > best:
                break
            for by_area in self._in_tables(place.area, loop):
                lift = self._placed(by_area)
                if lift and lift.get(place):
                    dear = self.dear(lift)[0]
                    best = dear if best is None else min(best, dear)
                    yield lift

    def _in_table(self, place: Place) -> Iterator[tuple[int, Pairs]]:
        """The loops of one table, each with how many counts it needs at least that are not hidden yet. Of children by
        month the other row may stay as it is: the months of a quarter share them.
        """
        areas = self.stack.areas if place.area == ALL and self.stack.adds_up else ()
        for area in [sheet.area for sheet in areas] or [place.area]:
            sheet, people = self.sheets[area], self.people[area]
            asked, who = self.sheets[place.area].pairs[place]
            columns, rows = self.one.asked.leaves(asked), sheet.by.leaves(who)
            fresh = {pair for pair, cell in people.items() if cell not in self.hidden}
            for column, row in [pair for pair in people if pair[0] in columns and pair[1] in rows]:
                for other, far in people:
                    if other in columns:
                        continue
                    if far not in rows and (other, row) in people and (column, far) in people:
                        loop = {(column, row): 1, (other, row): -1, (other, far): 1, (column, far): -1}
                        yield len(fresh.intersection(loop)), loop
                    elif far == row and sheet.is_by_month:
                        loop = {(column, row): 1, (other, row): -1}
                        yield len(fresh.intersection(loop)), loop

    def _in_tables(self, area: str, loop: Pairs) -> Iterator[Mapping[str, Pairs]]:
        """A loop in one area: with the contrary in another, so that all areas stay as they are; or in all areas too."""
        if not self.stack.areas:
            yield {area: loop}
            return
        named = [sheet.area for sheet in self.stack.areas if self.people[sheet.area].keys() >= loop.keys()]
        if area == ALL:
            yield from ({each: loop} if self.stack.adds_up else {each: loop, ALL: loop} for each in named)
            if not self.stack.adds_up:
                yield {ALL: loop}
            return
        contrary = {pair: -change for pair, change in loop.items()}
        yield from ({area: loop, other: contrary} for other in named if other != area)
        yield {area: loop}
        if not self.stack.adds_up:
            yield {area: loop, ALL: loop}

    def _placed(self, by_area: Mapping[str, Pairs]) -> Change | None:
        """The changes in every category in which these pairs stand; None where one of them is zero, which is shown."""
        found: Change = {}
        changed = {area: summed(pairs.items()) for area, pairs in by_area.items()}
        if self.stack.areas and self.stack.adds_up:
            changed[ALL] = summed(one for pairs in by_area.values() for one in pairs.items())
        for area, pairs in changed.items():
            if not self.people[area].keys() >= pairs.keys():
                return None
            cells = self.cells[area]
            inside = summed((pair, change) for lowest, change in pairs.items() for pair in self._inside(*lowest))
            found |= {cells[pair]: n for pair, n in inside.items()}
        return found

    def _inside(self, asked: str, who: str) -> Iterable[Pair]:
        """The pairs in which a record of these is counted, of those of these tables."""
        if not self.stack.whole.is_by_month:
            return self.one.inside(asked, who)
        return [(one, who) for one in self.one.path(asked)]


def _apart(changes: Mapping[str, int], across: Sequence[str], along: Sequence[str]) -> Iterator[Pairs]:
    """One more here and one fewer there, not in one row but in two; and the contrary of another column in these."""
    if len(changes) != 2:
        return
    (one, more), (other, less) = changes.items()
    for here, there in permutations(across, 2):
        for third in along:
            yield summed(
                [((one, here), more), ((other, there), less), ((third, here), -more), ((third, there), -less)]
            )  # fmt: skip


def so_often(change: Mapping[Place, int], way: int) -> Iterator[tuple[Place, int]]:
    """A change so many times; a negative number is the way back."""
    return ((place, way * by) for place, by in change.items())


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
