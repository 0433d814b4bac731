"""Every count that is published of one year, all measures together: what each reader knows of them (`ties`), and which
other worlds there might be (`moves`).

Episodes add up: over areas, months and quarters, and categories. Children do not: one child may stand in two quarters,
or in two areas, and counts once in the year; so parts are no greater than their total, and together no smaller.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from lapwing.measures.disclosure import Tie, World
from lapwing.measures.missing import breakdowns
from lapwing.measures.missing.crossings import BY_MONTH, CROSSINGS, in_areas
from lapwing.measures.missing.populations import POPULATIONS
from lapwing.measures.model import BETWEEN, Breakdown, Crossing, Part, Population
from lapwing.measures.periods import Month, Period, Quarter, Year

ALL = "all"
AREAS = "areas"
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


@dataclass(frozen=True, eq=False)
class Sheet:
    """One table of a crossing, of an area or of all: what is asked, by who the child is in a year; or, of all areas, by
    the months of a quarter.
    """

    crossing: Crossing
    by: Breakdown
    period: Year | Quarter
    area: str = ALL

    @property
    def key(self) -> str:
        """By which it is withheld whole."""
        return months_key(self.crossing.of.key, self.period) if isinstance(self.period, Quarter) else self.crossing.key

    @property
    def is_by_month(self) -> bool:
        return isinstance(self.period, Quarter)

    def place(self, asked: str, who: str) -> Place:
        one = self.crossing
        if self.is_by_month:
            return Place(one.population.key, ALL, self._month(who), one.of.key, asked)
        return Place(one.population.key, self.area, self.period, one.key, one.category(asked, who))

    def of(self, key: str) -> Place:
        """Where a category of what is asked is counted by itself."""
        return Place(self.crossing.population.key, self.area, self.period, self.crossing.of.key, key)

    def who(self, key: str) -> Place:
        """Where a category of who the child is, or a month, is counted by itself."""
        if self.is_by_month:
            return Place(self.crossing.population.key, ALL, self._month(key))
        return Place(self.crossing.population.key, self.area, self.period, self.crossing.by.key, key)

    def _month(self, key: str) -> Month:
        return Month(self.period.start, int(key.removeprefix("m")))

    @cached_property
    def pairs(self) -> Mapping[Place, tuple[str, str]]:
        """Every category of the one with every category of the other, by place."""
        return {
            self.place(asked.key, who.key): (asked.key, who.key)
            for asked in self.crossing.categories
            for who in self.by.categories
        }

    @property
    def places(self) -> Iterable[Place]:
        return self.pairs

    def ties(self) -> Iterator[Tie[Place]]:
        """Both make each of the two, and within it the categories make those they stand in. A child may stand in two
        months of a quarter: of what is asked each month has no more children, and all together no fewer.
        """
        one = self.crossing
        asked_ones, who_ones = one.asked.inside(""), self.by.inside("")
        for asked in one.categories:
            margin = [self.of(key) for key in one.of.lowest_keys if asked.key in one.path(key)]
            parts = [self.place(asked.key, who) for who in who_ones]
            is_loose = self.is_by_month and one.population.distinct
            yield Tie({**dict.fromkeys(parts, 1), **dict.fromkeys(margin, -1)}, at_least=is_loose)
            if is_loose and one.of.is_lasting(asked.key):
                yield from (Tie({**dict.fromkeys(margin, 1), part: -1}, at_least=True) for part in parts)
        for who in self.by.categories:
            yield Tie({**{self.place(key, who.key): 1 for key in asked_ones}, self.who(who.key): -1})
        for cell, (asked_key, who_key) in self.pairs.items():
            if inner := one.asked.inside(asked_key):
                yield Tie({**{self.place(key, who_key): 1 for key in inner}, cell: -1})
            if inner := self.by.inside(who_key):
                yield Tie({**{self.place(asked_key, key): 1 for key in inner}, cell: -1})


@dataclass(frozen=True, eq=False)
class Stack:
    """The tables of one crossing that add up: that of each area, and that of all (`whole`); or that of all alone."""

    whole: Sheet
    areas: tuple[Sheet, ...] = ()

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        return (*self.areas, self.whole)

    @property
    def key(self) -> str:
        """By which the areas' tables are withheld, all of them: one could be told from the others and the whole."""
        return areas_key(self.whole.key)

    @property
    def adds_up(self) -> bool:
        """Whether what changes in an area's table changes in that of all areas too."""
        return not self.whole.crossing.population.distinct

    def ties(self) -> Iterator[Tie[Place]]:
        """Those of each table; and what areas have makes what all have. A child may stand in two areas, so no area has
        more children of what lasts than all areas have, and all areas together no fewer.
        """
        for sheet in self.sheets:
            yield from sheet.ties()
        for cell, pair in self.whole.pairs.items() if self.areas else ():
            parts = [sheet.place(*pair) for sheet in self.areas]
            yield Tie({**dict.fromkeys(parts, 1), cell: -1}, at_least=not self.adds_up)
            if not self.adds_up and self.whole.crossing.of.is_lasting(pair[0]):
                yield from (Tie({cell: 1, part: -1}, at_least=True) for part in parts)


def areas_key(crossing: str) -> str:
    """By which the tables of the areas are withheld, of a crossing."""
    return f"{crossing}{BETWEEN}{AREAS}"


def months_key(of: str, quarter: Quarter) -> str:
    """By which the months of a quarter are withheld, of what a measure asks."""
    return f"{of}{BETWEEN}{breakdowns.MONTH.key}{BETWEEN}{quarter.key}"


def sheets_of(one: Crossing, year: Year) -> Iterator[Sheet]:
    """One of the year; or, by month, one of each quarter."""
    if one.by is not breakdowns.MONTH:
        yield Sheet(one, one.by, year)
        return
    for quarter in year.quarters:
        yield Sheet(
            one, replace(one.by, categories=one.by.categories[3 * quarter.number - 3 : 3 * quarter.number]), quarter
        )


class Grid:
    """The counts of a year by place, with zeros; `rows` are the areas without their total."""

    def __init__(
        self, year: Year, rows: Sequence[str], counts: Mapping[Place, int], without: Iterable[str] = ()
    ) -> None:
        self.year, self.rows, self.without = year, tuple(rows), frozenset(without)
        counted = {(place.population, place.by) for place, number in counts.items() if number}
        by_month = {place[0::3] for place, number in counts.items() if number and isinstance(place.period, Month)}
        self.tables: dict[Population, tuple[Breakdown, ...]] = {
            population: tuple(
                by for by in population.breakdowns if (population.key, by.key) in counted and by.key not in self.without
            )
            for population in POPULATIONS
            if (population.key, "") in counted or not population.distinct
        }
        crossings = [one for one in CROSSINGS if (one.population.key, one.key) in counted]
        crossings += [one for one in BY_MONTH if (one.population.key, one.of.key) in by_month]
        whole = [
            sheet
            for one in crossings
            if {one.of, one.by} <= {breakdowns.MONTH, *self.tables.get(one.population, ())}
            for sheet in sheets_of(one, year)
            if sheet.key not in self.without
        ]
        self.stacks = [Stack(sheet, self._in_areas(sheet)) for sheet in whole]
        self.whole = {place: counts.get(place, 0) for place in self._places()}
        crossed = (where for stack in self.stacks for sheet in stack.sheets for where in sheet.places)
        self.values = {**self.whole, **{where: counts.get(where, 0) for where in crossed}}

    def _in_areas(self, sheet: Sheet) -> tuple[Sheet, ...]:
        """The same table of each area, where it is given."""
        if sheet.is_by_month or not in_areas(self.rows) or areas_key(sheet.key) in self.without:
            return ()
        return tuple(replace(sheet, area=area) for area in self.rows)

    def _places(self) -> Iterator[Place]:
        for population, tables in self.tables.items():
            for area in (*self.rows, ALL):
                for period in periods_of(self.year):
                    yield Place(population.key, area, period)
                for by in tables:
                    for period in periods_of(self.year, by.key):
                        for category in by.categories:
                            yield Place(population.key, area, period, by.key, category.key)

    @cached_property
    def world(self) -> World[Place]:
        """The counts that are not crossed, with what every reader knows of them."""
        return World(self.whole, [tie for population in self.tables for tie in self._ties(population)])

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
