"""From what was counted to what may be shown. Everything that is published passes through `published`: page, chart,
file and report read its tables, and there is no other way to a number.

A *publication* is a year of every measure, hidden together (`disclosure`), so that no measure gives another away.
`publication.table(measure)` is one measure's: a `Cell` for each area (and `ALL` of them) and period: the four quarters
and the year, and for counts of a whole population the twelve months; of other measures the months of all areas.
`publication.table(measure, "sex")` is a measure by one of its breakdowns: a cell for each category too.
"""

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from lapwing.measures import disclosure, hiding
from lapwing.measures.cells import Cell, State, Table, parts_of
from lapwing.measures.coverage import Coverage
from lapwing.measures.estimates import Estimate, living
from lapwing.measures.grid import ALL, Grid, Place, areas_key, months_key, periods_of, place
from lapwing.measures.hiding import Counts, Hidden
from lapwing.measures.lasting import Lengths, length_of
from lapwing.measures.missing import crossings
from lapwing.measures.model import BETWEEN, Kind, Measure, Part
from lapwing.measures.periods import Month, Period, Quarter, Year, within
from lapwing.measures.tables import AREA_NOT_RECORDED


def _inside(period: Period, year: Year) -> tuple[Period, ...]:
    """A year and its quarters, or a quarter alone: an edition has no months."""
    return tuple(each for each in parts_of(year) if each == period or period in within(each))


def _keys(where: Place) -> Iterable[str]:
    """By which a count may be withheld with its whole table."""
    yield where.by
    if BETWEEN in where.by:
        yield from where.by.split(BETWEEN)
        if where.area != ALL:
            yield areas_key(where.by)
    elif where.by and isinstance(where.period, Month):
        yield months_key(where.by, where.period.quarter)


class Publication:
    """A year of every measure, as it may be shown. Counts that are hidden do not leave it."""

    def __init__(
        self, grid: Grid, hidden: Container[Place], lengths: Lengths, coverage: Coverage,
        estimates: Sequence[Estimate] = (),
    ) -> None:  # fmt: skip
        self.year = grid.year
        self.areas = (*grid.rows, ALL)
        self._values, self._lengths, self._coverage = grid.values, lengths, coverage
        self._hidden = hidden
        self._living = {area: living(estimates, [area], self.year) for area in grid.rows if area}
        self._living[ALL] = living(estimates, [area for area in grid.rows if area], self.year)
        self._withheld = grid.without
        self._tables: dict[tuple[Measure, str], Table] = {}  # what is published is the same for everybody

    def table(self, measure: Measure, by: str = "") -> Table:
        """One measure, or one by a breakdown. A plain count can be read by each of its own, in every area and quarter,
        and so can a mean of two by who the child is; any other measure by that, of the year, in every area where there
        are not too many (`crossings.who`, `in_areas`). Raises KeyError with a sentence for another breakdown.
        """
        if (measure, by) not in self._tables:
            self._tables[measure, by] = self._table(measure, by)
        return self._tables[measure, by]

    def _table(self, measure: Measure, by: str) -> Table:
        if not by:
            cells = {
                (area, each, ""): self._cell(measure, area, each)
                for area in self.areas
                for each in (*periods_of(self.year, measure.part.by), *self._months_of(measure, area))
            }
            return Table(self.year, self.areas, cells, measure)
        breakdown = measure.part.population.breakdown(by)
        if measure.breakdowns:
            cells = {
                (area, period, category.key): self._by_category(measure, area, period, by, category.key)
                for area in self.areas
                for period in parts_of(self.year)
                for category in breakdown.categories
            }
            return Table(self.year, self.areas, cells, measure, breakdown)
        if breakdown not in crossings.who(measure):
            raise KeyError(f"{measure.title} is not read by {by}.")
        areas = self.areas if measure.is_of_wholes or crossings.in_areas(self.areas[:-1]) else (ALL,)
        cells = {
            (area, period, each.key): self._of_whom(measure, area, period, by, each.key)
            for area in areas
            for period in (parts_of(self.year) if measure.is_of_wholes else (self.year,))
            for each in breakdown.categories
        }
        return Table(self.year, areas, cells, measure, breakdown)

    def _months_of(self, measure: Measure, area: str) -> tuple[Period, ...]:
        """The months by which a share, a length or a part is given beside its quarters: of all areas together."""
        return self.year.months if measure.part.by and area == ALL else ()

    def is_withheld(self, measure: Measure, by: str, area: str = ALL) -> bool:
        """Whether a breakdown is withheld whole, zeros and all, because in it a single child could be told."""
        part = measure.part if measure.breakdowns else measure.part.among(by, "")
        return not self._withheld.isdisjoint({by, *_keys(place(part, area, self.year))})

    def _of_whom(self, measure: Measure, area: str, period: Period, by: str, category: str) -> Cell:
        """A share, a mean, a length or a count of those in a category."""
        parts = [part.among(by, category) for part in measure.parts]
        counts = [self._count(part, area, period) for part in parts]
        nothing = self._nothing(measure, area, period) if measure.kind is not Kind.COUNT else None
        if nothing is None and counts[-1] == 0 and measure.kind is not Kind.COUNT:
            nothing = State.NONE
        lengths = self._lengths.get((length_of(area, by, category), period))
        value = self._value(measure, area, counts, lengths)
        cell = self._state(measure.kind, area, period, parts, category, value, nothing)
        return replace(cell, gaps=self._gaps(measure, area, period))

    def _by_category(self, measure: Measure, area: str, period: Period, by: str, category: str) -> Cell:
        part = Part(measure.part.population, by, category)
        value, kinds = self._count(part, area, period), part.population.breakdown(by).tellers(category)
        return self._state(measure.kind, area, period, [part], category, value, kinds=kinds)

    def _cell(self, measure: Measure, area: str, period: Period) -> Cell:
        counts = [self._count(part, area, period) for part in measure.parts]
        value = self._value(measure, area, counts, self._lengths.get((area, period)))
        cell = self._state(measure.kind, area, period, measure.parts, "", value, self._nothing(measure, area, period))
        return replace(cell, gaps=self._gaps(measure, area, period))

    def _nothing(self, measure: Measure, area: str, period: Period) -> State | None:
        """Why there can be no value: nothing was counted at all, or nobody recorded what this is about."""

        def is_zero(part: Part | None) -> bool:
            return part is not None and not self._values.get(place(part, area, period), 0)

        if measure.kind is Kind.COUNT:
            return None
        if measure.kind is Kind.RATE:
            known = self._living.get(area)
            return None if known else State.NONE if area == AREA_NOT_RECORDED else State.NOT_RECORDED
        if is_zero(Part(measure.part.population)):
            return State.NONE
        recorded = crossings.least_recorded(measure) if isinstance(period, Month) else measure.recorded
        return State.NOT_RECORDED if is_zero(recorded) else State.NONE if is_zero(measure.of) else None

    def _gaps(self, measure: Measure, area: str, period: Period) -> tuple[Quarter | Month, ...]:
        """The parts of a period, over by now, in which absences began and nothing of this is recorded: a share of the
        whole reads as if nothing had been done there. What is zero is shown, so that this tells nothing more.
        """
        if measure.recorded is None or isinstance(period, Month):
            return ()
        found: list[Quarter | Month] = []
        for quarter in (each for each in self.year.quarters if each == period or period in within(each)):
            if quarter != period and self._is_gap(measure, measure.recorded, area, quarter):
                found.append(quarter)
            else:
                months = (month for month in self.year.months if month.quarter == quarter)
                found += [
                    each for each in months if self._is_gap(measure, crossings.least_recorded(measure), ALL, each)
                ]
        return tuple(found)

    def _is_gap(self, measure: Measure, recorded: Part | None, area: str, period: Period) -> bool:
        began = self._count(Part(measure.part.population), area, period) != 0
        is_over = period.last < self._coverage.taken_on
        return is_over and began and recorded is not None and self._count(recorded, area, period) == 0

    def _value(
        self, measure: Measure, area: str, counts: Sequence[int | None], lengths: tuple[float, int] | None
    ) -> int | Decimal | None:
        """What may be shown; None where it may not."""
        if measure.kind is Kind.COUNT:
            return counts[0]
        if measure.kind is Kind.SHARE:
            return disclosure.share(*counts)
        if measure.kind is Kind.MEAN:
            return disclosure.mean(*counts)
        if measure.kind is Kind.RATE:
            return disclosure.rate(counts[0], self._living.get(area))
        if counts[0] is None or counts[0] in disclosure.SMALL or lengths is None:
            return None
        middle, longest = lengths
        return Decimal(middle).quantize(Decimal("0.1")) if measure.kind is Kind.MEDIAN else longest or None

    def _count(self, part: Part, area: str, period: Period) -> int | None:
        return self._at(place(part, area, period))

    def _at(self, where: Place) -> int | None:
        withheld = not self._withheld.isdisjoint(_keys(where))
        return None if withheld or where in self._hidden else self._values.get(where, 0)

    def may_follow(
        self, before: Callable[[Place], "Publication | None"], measure: Measure, area: str, period: Period
    ) -> bool:
        """Whether a number may stand beside one that was published `before`, without their difference telling of few
        records: the counts that it is made of are shown in both and have moved by nothing, or by more than a small
        number; and so has every count that these add up from (areas and quarters), or it has not moved at all.
        """
        return all(
            self._moved_safely(where, before(where), itself=(where.area, where.period) == (area, period))
            for part in measure.parts
            for each in (self.areas if area == ALL else (area,))
            for where in (place(part, each, one) for one in _inside(period, self.year))
        )

    def tells_of_few(self, before: "Publication") -> bool:
        """Whether whoever has both this and what was published `before` of the same year could tell of few records: a
        count is shown in both and moved by a small number; or it is hidden in one, shown in the other, and moved by no
        more than that, so that the other tells what the one hides.
        """
        return any(self._tells(where, before) for where in {*self._values, *before._values})

    def _tells(self, where: Place, before: "Publication") -> bool:
        now, then = self._at(where), before._at(where)
        moved = abs(self._values.get(where, 0) - before._values.get(where, 0))
        if now is None or then is None:
            return now is not then and moved <= disclosure.SMALL[-1]
        return moved in disclosure.SMALL

    def _moved_safely(self, where: Place, before: "Publication | None", *, itself: bool) -> bool:
        if before is None:
            return False
        moved = abs(self._values.get(where, 0) - before._values.get(where, 0))
        if self._at(where) is None or before._at(where) is None:
            return not itself and not moved
        return moved not in disclosure.SMALL

    def _state(
        self, kind: Kind, area: str, period: Period, parts: Sequence[Part], category: str,
        value: int | Decimal | None, nothing: State | None = None, kinds: Sequence[str] = (),
    ) -> Cell:  # fmt: skip
        counts = [self._count(part, area, period) for part in parts]
        if period.first > self._coverage.taken_on and not any(counts) and None not in counts:
            return Cell(area, period, State.NOT_BEGUN, category=category, kind=kind)
        # What has no area is a fact about the records that there are, whoever has not told of more: if there are any.
        told_of = area if area not in {ALL, AREA_NOT_RECORDED} else None
        are_any = area == AREA_NOT_RECORDED and self._at(place(Part(parts[0].population), ALL, period)) != 0
        names = [] if are_any else self._coverage.missing(period, told_of, kinds)
        missing, so_far = tuple(names), period.last > self._coverage.taken_on
        untold = missing and ((value == 0 and kind in {Kind.COUNT, Kind.RATE}) or nothing is State.NONE)
        state = State.NOT_RECORDED if untold else nothing or (State.SHOWN if value is not None else State.HIDDEN)
        if state is not State.SHOWN:
            return Cell(area, period, state, None, missing, so_far, category, kind)
        part, whole = (*counts, None)[:2] if len(counts) == 2 else (None, None)
        if kind is Kind.RATE:
            part, whole = counts[0], self._living[area]
        return Cell(area, period, state, value, missing, so_far, category, kind, part, whole)


def published(
    year: Year, counts: Counts, areas: Sequence[str], coverage: Coverage, lengths: Lengths | None = None,
    estimates: Sequence[Estimate] = (), hidden: Hidden | None = None,
) -> Publication:  # fmt: skip
    """What may be shown of a year. `areas` are those reported on, in their order; `estimates`: who lives there;
    `hidden`: what is, where that was worked out before.
    """
    hidden = hidden or hiding.hide(year, counts, areas)
    grid = Grid(year, (*areas, AREA_NOT_RECORDED), counts, hidden.without)
    return Publication(grid, hidden.places, lengths or {}, coverage, estimates)
