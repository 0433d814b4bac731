"""The other worlds in which a small count would be greater: one record more here, and perhaps one fewer elsewhere.

A move is a product of a change by area (one more here; in the total too, or one fewer in another area), by period, and
by category (one more in this, one fewer in that). The cheapest leave every total as it is. The last, one record more
and none fewer, is always possible, and changes every total that it stands in.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from lapwing.measures.disclosure import SMALL
from lapwing.measures.grid import ALL, Grid, Place
from lapwing.measures.missing.populations import CHILDREN, EPISODES
from lapwing.measures.model import Breakdown, Population
from lapwing.measures.periods import Month, Period, Year, within

PARTNERS = 4  # so many other areas, and periods, are tried for a swap
RECORDS = 2
ONLY, SWAP, TOTAL = range(3)
T = TypeVar("T")
Cells = Mapping[tuple[str, Period], int]
Change = dict[Place, int]


class Moves:
    """Moves by which a count of a grid grows by one."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.values = grid.whole
        self.tables = grid.tables
        self._known: dict[object, Change | None] = {}

    def __call__(self, place: Place) -> Iterator[Iterator[Change]]:
        """Tiers of moves, from the cheapest: those of each are tried, and the next only where none of them will do."""
        tiers = self._children(place) if place.population == CHILDREN.key else self._episodes(place)
        for tier in tiers:
            yield (move for move in tier if move.get(place) == 1 and self.grid.all_there(move))

    # ---- episodes: everything adds up, so a change by area and by period is a swap, or goes up to the totals

    def _episodes(self, place: Place) -> Iterator[Iterator[Change]]:
        if place.by:
            yield from self._swaps(EPISODES, place)
        for changes in self._tiers(place, self.grid.year.months):
            yield (move for each in changes for move in self._whole(place, each, {}))

    def _tiers(self, place: Place, shortest: Iterable[Period], *, distinct: bool = False) -> Iterator[list[Cells]]:
        """Changes by area and period: first those that leave most totals as they are."""
        tiers: dict[int, list[Cells]] = {}
        for area, period in self._records(place, shortest):
            for rank, areas in self._areas(place, area, distinct=distinct):
                for other, periods in self._periods(place, period, distinct=distinct):
                    tiers.setdefault(rank + other, []).append(_product(areas, periods))
        yield from (tiers[rank] for rank in sorted(tiers))

    def _whole(self, place: Place, changes: Cells, here: Cells) -> Iterator[Change]:
        """Whole episodes come and go, in every table; and children with them: none; where there would be fewer
        episodes than children; as the episodes do. `here`: where there is one child more.
        """
        fewer = {cell: change for cell, change in changes.items() if change < 0}
        tight = {cell: change for cell, change in fewer.items() if self._is_tight(*cell)}
        options: list[Cells] = [] if here else [{}]
        options += (
            [_sum(here, self._in_all(each, changes)) for each in (tight, fewer)] if CHILDREN in self.tables else []
        )
        options += [changes] if CHILDREN in self.tables else []
        for children in options:
            if not (self._has_room(EPISODES, changes) and self._has_room(CHILDREN, children)):
                continue
            same = self._same(place, changes, children) if children else {}
            move = self._in_tables(EPISODES, place, changes, same)
            less = self._in_tables(CHILDREN, place, children, same) if children else {}
            if move is not None and less is not None:
                yield {**move, **less}

    def _has_room(self, population: Population, changes: Cells) -> bool:
        """Whether the change of the whole population can be made often enough: most cannot, and go no further."""
        numbers = [(change, self.values[Place(population.key, *cell)]) for cell, change in changes.items()]
        least = [
            min((number - 1 for change, number in numbers if change * way > 0), default=len(SMALL)) for way in (1, -1)
        ]
        return min(least) >= 0 and sum(least) + 1 >= len(SMALL)

    def _is_tight(self, area: str, period: Period) -> bool:
        cells = [Place(population.key, area, period) for population in (EPISODES, CHILDREN)]
        episodes, children = (self.values.get(cell, 0) for cell in cells)
        return episodes - children < len(SMALL)

    def _in_all(self, fewer: Cells, changes: Cells) -> Cells:
        """Fewer children in an area, and so among all."""
        over_all = {(ALL, period): change for (_, period), change in fewer.items() if (ALL, period) not in changes}
        return {**over_all, **fewer}

    def _same(self, place: Place, changes: Cells, children: Cells) -> dict[str, str]:
        """What of a child never changes is the same of the child and of the episode."""
        found = {}
        for by in self.tables[CHILDREN]:
            if by.fixed:
                keys = by.leaves(place.category if place.by == by.key else "")
                found[by.key] = self._best(by, keys, {EPISODES: changes, CHILDREN: children})
        return found

    def _in_tables(
        self, population: Population, place: Place, changes: Cells, given: Mapping[str, str]
    ) -> Change | None:
        """The change in each table of a population; None where a table has no category for it."""
        own = (place.by, place.category) if place.population == population.key else ("", "")
        asked = (population.key, own, frozenset(changes.items()), frozenset(given.items()))
        if asked not in self._known:
            self._known[asked] = self._worked_out(population, own, changes, given)
        return self._known[asked]

    def _worked_out(
        self, population: Population, own: tuple[str, str], changes: Cells, given: Mapping[str, str]
    ) -> Change | None:
        move = {Place(population.key, *cell): change for cell, change in changes.items()}
        inner = _by_quarter(changes)
        for by in self.tables[population] if inner else ():
            keys = by.leaves(own[1] if by.key == own[0] else "")
            category = given.get(by.key) or self._best(by, keys, {population: inner})
            if category:
                move |= _placed(population, by, inner, dict.fromkeys(by.path(category), 1))
            elif by.lasting is not None:
                move |= self._each_its_own(population, by, inner)
            else:
                return None
        return move

    def _best(self, by: Breakdown, keys: Iterable[str], changes: Mapping[Population, Cells]) -> str:
        """A category that is nowhere zero; that with most room. Empty where there is none."""

        def room(key: str) -> int:
            cells: Change = {}
            for population, each in changes.items():
                cells |= _placed(population, by, _by_quarter(each), {key: 1})
            if not self.grid.all_there(cells):
                return 0
            fewer = [self.values[place] for place, change in cells.items() if change < 0]
            return min(fewer or [self.values[place] for place in cells], default=1)

        best = max(keys, key=room, default="")
        return best if best and room(best) else ""

    def _each_its_own(self, population: Population, by: Breakdown, changes: Cells) -> Change:
        """For a category that a child can leave within the year: in each cell one in which there is somebody."""
        lasting = by.lasting or ()
        keys = [*(key for key in by.lowest_keys if key not in lasting), *lasting]
        move: Change = {}
        for (area, period), change in changes.items():
            cells = [Place(population.key, area, period, by.key, key) for key in keys]
            move[next((cell for cell in cells if self.values[cell]), cells[0])] = change
        return move

    # ---- swaps between categories, which leave the whole population as it is

    def _swaps(self, population: Population, place: Place) -> Iterator[Iterator[Change]]:
        by = population.breakdown(place.by)
        for tier in self._tiers(place, self.grid.year.quarters, distinct=population.distinct):
            yield (
                move
                for changes in tier
                for categories in self._exchanges(population, by, place)
                for move in self._beside(population, by, changes, categories)
            )

    def _exchanges(self, population: Population, by: Breakdown, place: Place) -> Iterator[Mapping[str, int]]:
        """One more in a category within the place's, one fewer in another."""
        here = self._best(by, by.leaves(place.category), {population: {(place.area, place.period): 1}})
        for other in by.lowest_keys if here else ():
            categories = _less(by.path(here), by.path(other))
            if categories.get(place.category) == 1 and self.values[place._replace(category=other)]:
                yield categories

    def _beside(
        self, population: Population, by: Breakdown, changes: Cells, categories: Mapping[str, int]
    ) -> Iterator[Change]:
        """The swap alone; and, of what never changes, the same swap of children and of their episodes."""
        move = _placed(population, by, changes, categories)
        yield move
        other = CHILDREN if population is EPISODES else EPISODES
        if by.fixed and by in self.tables.get(other, ()):
            yield {**move, **_placed(other, by, changes, categories)}

    # ---- children: a child may stand in two areas or periods, so that a total need not change with a part

    def _children(self, place: Place) -> Iterator[Iterator[Change]]:
        if place.by:
            yield from self._swaps(CHILDREN, place)
        shortest: tuple[Period, ...] = self.grid.year.quarters if place.by else self.grid.year.months
        for tier in self._tiers(place, shortest, distinct=True):
            there = (changes for changes in tier if self._has_room(CHILDREN, changes))
            moves = (self._in_tables(CHILDREN, place, changes, {}) for changes in there)
            yield (move for move in moves if move is not None)
        for tier in self._tiers(place, self.grid.year.months):
            yield (move for changes in tier for move in self._whole(place, changes, self._here(place, changes)))

    def _here(self, place: Place, changes: Cells) -> Cells:
        """One child more in the place, and in what makes it."""
        inside = {cell for cell, change in changes.items() if change > 0 and cell[0] != ALL}
        return {
            (area, period): 1
            for each, period in inside
            for area in {each, place.area}
            if period == place.period or place.period in within(period)
        }

    # ---- where a record may stand, and what comes and goes with it

    def _records(self, place: Place, shortest: Iterable[Period]) -> Iterator[tuple[str, Period]]:
        """An area and a shortest period in which there is such a record."""
        areas = self.grid.rows if place.area == ALL else (place.area,)
        inside = [each for each in shortest if each == place.period or place.period in within(each)]
        numbers = {
            (area, period): min(self._number(place, area, each) for each in (period, *within(period)))
            for area in areas
            for period in inside
        }
        there = sorted((cell for cell, number in numbers.items() if number), key=lambda cell: -numbers[cell])
        yield from there[:RECORDS]

    def _counted(self, place: Place, area: str, period: Period) -> Place:
        """The count there: of the category where it is given for such a period, else of the whole population."""
        cell = place._replace(area=area, period=period)
        return cell if cell in self.values else cell._replace(by="", category="")

    def _areas(self, place: Place, area: str, *, distinct: bool = False) -> Iterator[tuple[int, Mapping[str, int]]]:
        if distinct:
            yield ONLY, {place.area: 1}
        if place.area != ALL:
            others = [other for other in self.grid.rows if other != area]
            numbers = {other: self._number(place, other, place.period) for other in others}
            yield from ((SWAP, {area: 1, other: -1}) for other in _with_enough(numbers))
        yield TOTAL, {area: 1, ALL: 1}

    def _periods(
        self, place: Place, period: Period, *, distinct: bool = False
    ) -> Iterator[tuple[int, Mapping[Period, int]]]:
        if distinct:
            yield ONLY, {place.period: 1}
        chain: tuple[Period, ...] = (period, *within(period))
        if not isinstance(place.period, Year):
            every = self.grid.year.months if isinstance(period, Month) else self.grid.year.quarters
            others = [other for other in every if other != period and place.period not in within(other)]
            near = [other for other in others if within(other)[0] == within(period)[0]]
            for rank, these in ((SWAP, near), (SWAP + 1, [other for other in others if other not in near])):
                numbers = {other: self._number(place, place.area, other) for other in these}
                yield from ((rank, _less(chain, (other, *within(other)))) for other in _with_enough(numbers))
        yield TOTAL + 1, dict.fromkeys(chain, 1)

    def _number(self, place: Place, area: str, period: Period) -> int:
        return self.values[self._counted(place, area, period)]


def _with_enough(numbers: Mapping[T, int]) -> list[T]:
    """Those in which there is somebody: first those with just enough to take some away."""
    there = sorted((number <= SMALL[-1], number, str(key)) for key, number in numbers.items() if number)
    named = {str(key): key for key in numbers}
    return [named[key] for *_, key in there[:PARTNERS]]


def _product(areas: Mapping[str, int], periods: Mapping[Period, int]) -> Cells:
    return {(area, period): a * p for area, a in areas.items() for period, p in periods.items()}


def _placed(population: Population, by: Breakdown, changes: Cells, categories: Mapping[str, int]) -> Change:
    """Changes by area and period, in categories of a breakdown."""
    return {
        Place(population.key, area, period, by.key, category): change * c
        for (area, period), change in changes.items()
        for category, c in categories.items()
    }


def _sum(one: Cells, other: Cells) -> Cells:
    found = {cell: one.get(cell, 0) + other.get(cell, 0) for cell in {**one, **other}}
    return {cell: change for cell, change in found.items() if change}


def _by_quarter(changes: Cells) -> Cells:
    return {cell: change for cell, change in changes.items() if not isinstance(cell[1], Month)}


def _less(these: Iterable[T], those: Iterable[T]) -> dict[T, int]:
    """One more in these, one fewer in those; nothing in what is in both."""
    these, those = tuple(these), tuple(those)
    return {key: 1 for key in these if key not in those} | {key: -1 for key in those if key not in these}
