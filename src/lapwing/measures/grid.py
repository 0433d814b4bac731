"""Every count that is published of one year, all measures together: what each reader knows of them (`ties`), and which
other worlds there might be (`moves`).

Episodes add up: over areas, months and quarters, and categories. Children do not: one child may stand in two quarters,
or in two areas, and counts once in the year; so parts are no greater than their total, and together no smaller.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from lapwing.measures.disclosure import Tie
from lapwing.measures.missing.crossings import CROSSINGS
from lapwing.measures.missing.populations import POPULATIONS
from lapwing.measures.model import BETWEEN, Breakdown, Crossing, Part, Population
from lapwing.measures.periods import Month, Period, Quarter, Year

ALL = "all"
WEIGHTS = {Month: 1, Quarter: 3, Year: 9}


class Place(NamedTuple):
    """Where one count stands: of which population, area and period, and in which category of which breakdown."""

    population: str
    area: str
    period: Period
    by: str = ""
    category: str = ""


def place(part: Part, area: str, period: Period) -> Place:
    by, category = part.also
    if by:
        return Place(
            part.population.key, area, period, f"{part.by}{BETWEEN}{by}", f"{part.category}{BETWEEN}{category}"
        )
    return Place(part.population.key, area, period, part.by, part.category)


def periods_of(year: Year, by: str = "") -> tuple[Period, ...]:
    """The periods for which a count is given: a breakdown by quarter and year; a whole population by month too."""
    months: tuple[Period, ...] = () if by else year.months
    return (*months, *year.quarters, year)


def parts_of(period: Period, by: str = "") -> tuple[Period, ...]:
    """The periods that make up a period: quarters a year; months a quarter, where there are any."""
    if isinstance(period, Year):
        return period.quarters
    if isinstance(period, Quarter) and not by:
        return tuple(month for month in period.year.months if month.quarter == period)
    return ()


class Grid:
    """The counts of a year by place, with zeros; `rows` are the areas without their total."""

    def __init__(
        self, year: Year, rows: Sequence[str], counts: Mapping[Place, int], without: Iterable[str] = ()
    ) -> None:
        self.year, self.rows, self.without = year, tuple(rows), frozenset(without)
        counted = {(place.population, place.by) for place, number in counts.items() if number}
        self.tables: dict[Population, tuple[Breakdown, ...]] = {
            population: tuple(
                by for by in population.breakdowns if (population.key, by.key) in counted and by.key not in self.without
            )
            for population in POPULATIONS
            if (population.key, "") in counted or not population.distinct
        }
        self.crossings: dict[str, Crossing] = {
            one.key: one
            for one in CROSSINGS
            if (one.population.key, one.key) in counted
            and one.key not in self.without
            and {one.of, one.by} <= {*self.tables.get(one.population, ())}
        }
        self.whole = {place: counts.get(place, 0) for place in self._places()}
        self.across = {
            one.key: {where: counts.get(where, 0) for where in (self.crossed(one, *pair) for pair in one.pairs)}
            for one in self.crossings.values()
        }
        self.values = {**self.whole, **{where: n for each in self.across.values() for where, n in each.items()}}

    def _places(self) -> Iterator[Place]:
        for population, breakdowns in self.tables.items():
            for area in (*self.rows, ALL):
                for period in periods_of(self.year):
                    yield Place(population.key, area, period)
                for by in breakdowns:
                    for period in periods_of(self.year, by.key):
                        for category in by.categories:
                            yield Place(population.key, area, period, by.key, category.key)

    def crossed(self, crossing: Crossing, asked: str, who: str) -> Place:
        """Where two breakdowns counted together stand: of the year, and of all areas."""
        return Place(crossing.population.key, ALL, self.year, crossing.key, crossing.category(asked, who))

    @cached_property
    def ties(self) -> list[Tie[Place]]:
        return [tie for population in self.tables for tie in self._ties(population)]

    def ties_across(self, one: Crossing) -> Iterator[Tie[Place]]:
        """Two breakdowns counted together make each of them, and within it the categories make those they stand in."""
        whole = Place(one.population.key, ALL, self.year)
        lowest: dict[str, list[str]] = {}
        for key in one.of.lowest_keys:
            for each in one.asked.path(one.coarse.get(key, key)):
                lowest.setdefault(each, []).append(key)
        for asked in one.categories:
            margin = [whole._replace(by=one.of.key, category=key) for key in lowest.get(asked.key, ())]
            yield Tie(
                {**{self.crossed(one, asked.key, who): 1 for who in _inner(one.by, "")}, **dict.fromkeys(margin, -1)}
            )
        for who in one.by.categories:
            margin = [whole._replace(by=one.by.key, category=who.key)]
            yield Tie({**{self.crossed(one, key, who.key): 1 for key in _inner(one.asked, "")}, margin[0]: -1})
        for asked_key, who_key in one.pairs:
            cell = self.crossed(one, asked_key, who_key)
            if inner := _inner(one.asked, asked_key):
                yield Tie({**{self.crossed(one, key, who_key): 1 for key in inner}, cell: -1})
            if inner := _inner(one.by, who_key):
                yield Tie({**{self.crossed(one, asked_key, key): 1 for key in inner}, cell: -1})

    def _ties(self, population: Population) -> Iterator[Tie[Place]]:
        for place in [place for place in self.whole if place.population == population.key]:
            if place.area == ALL:
                parts = [Place(place.population, area, *place[2:]) for area in self.rows]  # sooner than `_replace`
                yield from self._sum(population, place, parts)
            if shorter := parts_of(place.period, place.by):
                yield from self._sum(population, place, [Place(*place[:2], period, *place[3:]) for period in shorter])
            yield from self._categories(population, place)
            if population.distinct:
                yield from self._no_child_without_an_episode(population, place)

    def _sum(self, population: Population, whole: Place, parts: Sequence[Place]) -> Iterator[Tie[Place]]:
        weights = {**dict.fromkeys(parts, 1), whole: -1}
        yield Tie(weights, at_least=population.distinct)
        if population.distinct and (not whole.by or population.breakdown(whole.by).is_lasting(whole.category)):
            yield from (Tie({whole: 1, part: -1}, at_least=True) for part in parts)

    def _categories(self, population: Population, whole: Place) -> Iterator[Tie[Place]]:
        """The highest categories make the whole; those within one make it."""
        for by in self.tables[population]:
            if isinstance(whole.period, Month) or whole.by not in {"", by.key}:
                continue
            if inner := by.inside(whole.category):
                parts = [Place(*whole[:3], by.key, key) for key in inner]
                yield Tie({**dict.fromkeys(parts, 1), whole: -1})

    def _no_child_without_an_episode(self, population: Population, place: Place) -> Iterator[Tie[Place]]:
        episodes = place._replace(population=POPULATIONS[0].key)
        if episodes in self.values and (not place.by or population.breakdown(place.by).fixed):
            yield Tie({episodes: 1, place: -1}, at_least=True)

    def cost(self, place: Place) -> int:
        """How much a reader would miss it: totals most."""
        return WEIGHTS[type(place.period)] * (4 if place.area == ALL else 1) * (1 if place.by else 3)

    def all_there(self, move: Iterable[Place]) -> bool:
        """Whether none of them is zero, which would be shown."""
        return all(self.values[place] for place in move)


def _inner(by: Breakdown, category: str) -> list[str]:
    """The categories that stand at once in one; the highest, for an empty key."""
    return [one.key for one in by.categories if one.within == category]
