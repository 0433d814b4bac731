"""From what was counted to what may be shown. Everything that is published passes through `published`: page, chart,
file and report read its tables, and there is no other way to a number.

A *publication* is a year of every measure, hidden together (`disclosure`), so that no measure gives another away.
`publication.table(measure)` is one measure's: a `Cell` for each area (and `ALL` of them) and period: the four quarters
and the year, and for counts of a whole population the twelve months. `publication.table(measure, "sex")` is a count by
one of the measure's `breakdowns`: a cell for each category too. Every cell has a state:

- `SHOWN`: `value` is an int (a count; for LONGEST, hours), or a Decimal (per cent; so many for each; hours), and `text`
  stands in a table; of a share or mean, `part` and `whole` are the two counts; of a rate, the count and how many
  children live there;
- `HIDDEN`: no value here or anywhere else; `text` is the mark;
- `NOT_RECORDED`: nothing was counted, and that is not zero: an agency has not told, or nobody recorded it;
- `NOT_BEGUN`: the period lies after the snapshot;
- `NONE`: there is nothing to take a share of.

`missing` names the agencies that have not told about all of the period; `so_far`: it was not over at the snapshot.
"""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lapwing.measures import crossed, disclosure
from lapwing.measures.coverage import Coverage
from lapwing.measures.estimates import Estimate, living
from lapwing.measures.grid import ALL, Grid, Place, periods_of, place
from lapwing.measures.lasting import Lengths, length_of
from lapwing.measures.missing import crossings
from lapwing.measures.missing.populations import POPULATIONS
from lapwing.measures.model import BETWEEN, Breakdown, Category, Kind, Measure, Part
from lapwing.measures.moves import Moves
from lapwing.measures.periods import Period, Year, within
from lapwing.measures.tables import AREA_NOT_RECORDED

# What was counted, by place; what is not there is zero.
Counts = Mapping[Place, int]


# In a small world a child who may leave a category within the year can be told from every other: then the whole
# breakdown is withheld, zeros and all, because its zeros would say in which category the child is.
NOT_LASTING = tuple(by for population in POPULATIONS for by in population.breakdowns if by.lasting is not None)


class State(StrEnum):
    SHOWN = "shown"
    HIDDEN = "hidden"
    NOT_RECORDED = "not_recorded"
    NOT_BEGUN = "not_begun"
    NONE = "none"


STATE_TEXT = {
    State.HIDDEN: disclosure.MARK,
    State.NOT_RECORDED: "not recorded",
    State.NOT_BEGUN: "not begun",
    State.NONE: "none",
}


@dataclass(frozen=True)
class Cell:
    """One published number. A value is there only where it is shown."""

    area: str
    period: Period
    state: State
    value: int | Decimal | None = None
    missing: tuple[str, ...] = ()
    so_far: bool = False
    category: str = ""
    kind: Kind = Kind.COUNT
    part: int | None = None
    whole: int | None = None

    @property
    def text(self) -> str:
        """As it stands in a table."""
        return STATE_TEXT.get(self.state) or value_text(self.kind, self.value)

    @property
    def is_complete(self) -> bool:
        return not self.missing and not self.so_far


def value_text(kind: Kind, value: int | Decimal | None) -> str:
    """A value with its unit: 2,019; 63.1%; 5.5 hours; over 3 days."""
    if value is None:
        return ""
    if kind is Kind.LONGEST:
        days, hours = divmod(int(value), 24)
        return f"over {days or hours} {('day' if days else 'hour')}{'' if (days or hours) == 1 else 's'}"
    return {Kind.SHARE: f"{value}%", Kind.MEDIAN: f"{value} hours"}.get(kind, f"{value:,}")


@dataclass(frozen=True)
class Table:
    """A year of one measure by area and period; by the categories of `by`, where it is broken down."""

    year: Year
    areas: tuple[str, ...]
    cells: Mapping[tuple[str, Period, str], Cell]
    measure: Measure
    by: Breakdown | None = None

    @property
    def categories(self) -> tuple[Category, ...]:
        return self.by.categories if self.by else ()

    @property
    def has_months(self) -> bool:
        return (ALL, self.year.months[0], "") in self.cells

    def cell(self, area: str, period: Period, category: str = "") -> Cell:
        return self.cells[area, period, category]

    def row(self, area: str, category: str = "") -> tuple[Cell, ...]:
        """The four quarters, then the year."""
        return tuple(self.cells[area, period, category] for period in parts_of(self.year))

    def months(self, area: str) -> tuple[Cell, ...]:
        """The twelve months, from April; nothing where a measure is not given by month."""
        return tuple(self.cells[area, month, ""] for month in self.year.months) if self.has_months else ()


def parts_of(year: Year) -> tuple[Period, ...]:
    """The four quarters, then the year."""
    return (*year.quarters, year)


def _inside(period: Period, year: Year) -> tuple[Period, ...]:
    """A year and its quarters, or a quarter alone: an edition has no months."""
    return tuple(each for each in parts_of(year) if each == period or period in within(each))


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
        """One measure, or one by a breakdown. A plain count can be read by each of its own, in every area and quarter;
        any other measure by who the child is, of the year and of all areas (`crossings.who`). Raises KeyError with a
        sentence for another breakdown.
        """
        if (measure, by) not in self._tables:
            self._tables[measure, by] = self._table(measure, by)
        return self._tables[measure, by]

    def _table(self, measure: Measure, by: str) -> Table:
        if not by:
            whole = measure.kind in {Kind.COUNT, Kind.MEAN} and not measure.part.by
            periods = periods_of(self.year, "" if whole else measure.part.by)
            cells = {(area, each, ""): self._cell(measure, area, each) for area in self.areas for each in periods}
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
        cells = {(ALL, self.year, each.key): self._of_whom(measure, by, each.key) for each in breakdown.categories}
        return Table(self.year, (ALL,), cells, measure, breakdown)

    def is_withheld(self, measure: Measure, by: str) -> bool:
        """Whether a breakdown is withheld whole, zeros and all, because in it a single child could be told."""
        part = measure.part if measure.breakdowns else measure.part.among(by, "")
        return bool(self._withheld & {by, place(part, ALL, self.year).by})

    def _of_whom(self, measure: Measure, by: str, category: str) -> Cell:
        """A share, a mean, a length or a count of those in a category."""
        parts = [part.among(by, category) for part in measure.parts]
        counts = [self._count(part, ALL, self.year) for part in parts]
        nothing = self._nothing(measure, ALL, self.year) if measure.kind is not Kind.COUNT else None
        if nothing is None and counts[-1] == 0 and measure.kind is not Kind.COUNT:
            nothing = State.NONE
        lengths = self._lengths.get((length_of(by, category), self.year))
        value = self._value(measure, ALL, counts, lengths)
        return self._state(measure.kind, ALL, self.year, parts, category, value, nothing)

    def _by_category(self, measure: Measure, area: str, period: Period, by: str, category: str) -> Cell:
        part = Part(measure.part.population, by, category)
        return self._state(measure.kind, area, period, [part], category, self._count(part, area, period))

    def _cell(self, measure: Measure, area: str, period: Period) -> Cell:
        counts = [self._count(part, area, period) for part in measure.parts]
        value = self._value(measure, area, counts, self._lengths.get((area, period)))
        return self._state(measure.kind, area, period, measure.parts, "", value, self._nothing(measure, area, period))

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
        return State.NOT_RECORDED if is_zero(measure.recorded) else State.NONE if is_zero(measure.of) else None

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
        withheld = where.by in self._withheld or not self._withheld.isdisjoint(where.by.split(BETWEEN))
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
        value: int | Decimal | None, nothing: State | None = None,
    ) -> Cell:  # fmt: skip
        counts = [self._count(part, area, period) for part in parts]
        if period.first > self._coverage.taken_on and not any(counts) and None not in counts:
            return Cell(area, period, State.NOT_BEGUN, category=category, kind=kind)
        # What has no area is a fact about the records that there are, whoever has not told of more.
        names = self._coverage.missing(period, None if area == ALL else area) if area != AREA_NOT_RECORDED else []
        missing, so_far = tuple(names), period.last > self._coverage.taken_on
        untold = missing and ((value == 0 and kind in {Kind.COUNT, Kind.RATE}) or nothing is State.NONE)
        state = State.NOT_RECORDED if untold else nothing or (State.SHOWN if value is not None else State.HIDDEN)
        if state is not State.SHOWN:
            return Cell(area, period, state, None, missing, so_far, category, kind)
        part, whole = (*counts, None)[:2] if len(counts) == 2 else (None, None)
        if kind is Kind.RATE:
            part, whole = counts[0], self._living[area]
        return Cell(area, period, state, value, missing, so_far, category, kind, part, whole)


@dataclass(frozen=True)
class Hidden:
    """The counts of a year that must not be shown; `without`: breakdowns that are withheld whole, zeros and all."""

    places: frozenset[Place]
    without: tuple[str, ...] = ()


def hide(year: Year, counts: Counts, areas: Sequence[str]) -> Hidden:
    """Which counts of a year must be hidden."""
    without: frozenset[str] = frozenset()
    while True:
        grid = Grid(year, (*areas, AREA_NOT_RECORDED), counts, without)
        try:
            witnesses = disclosure.witnesses(grid.whole, grid.ties, Moves(grid), grid.cost)
        except disclosure.NoOtherWorld as nowhere:
            without |= _withheld_next(grid, nowhere.place)
        else:
            across = crossed.hide(grid, witnesses)
            found = {*witnesses, *(place for move in witnesses.values() for place in move), *across.places}
            return Hidden(frozenset(found), tuple(sorted({*without, *across.without})))


def _withheld_next(grid: Grid, stuck: Place) -> frozenset[str]:
    """What is withheld where a small count could be told from every other: what a child can leave within the year; then
    the breakdown in which it stands; then all of them.
    """
    breakdowns = {by.key for tables in grid.tables.values() for by in tables}
    for each in (breakdowns & {by.key for by in NOT_LASTING}, {stuck.by} & breakdowns, breakdowns):
        if each:
            return frozenset(each)
    raise AssertionError("One record more is always possible.")


def published(
    year: Year, counts: Counts, areas: Sequence[str], coverage: Coverage, lengths: Lengths | None = None,
    estimates: Sequence[Estimate] = (), hidden: Hidden | None = None,
) -> Publication:  # fmt: skip
    """What may be shown of a year. `areas` are those reported on, in their order; `estimates`: who lives there;
    `hidden`: what is, where that was worked out before.
    """
    hidden = hidden or hide(year, counts, areas)
    grid = Grid(year, (*areas, AREA_NOT_RECORDED), counts, hidden.without)
    return Publication(grid, hidden.places, lengths or {}, coverage, estimates)


@dataclass(frozen=True)
class Change:
    """From one published number to another. `percent` is None where there was nothing before; of a share, `now` and
    `before` are per cents, and the change is in percentage points.
    """

    before: int | Decimal
    now: int | Decimal
    percent: Decimal | None
    kind: Kind = Kind.COUNT

    @property
    def words(self) -> str:
        if self.now == self.before:
            return "no change"
        direction = "up" if self.now > self.before else "down"
        if self.kind is Kind.SHARE:
            points = abs(self.now - self.before)
            return f"{direction} {points} percentage point{'' if points == 1 else 's'}"
        if self.percent:
            return f"{direction} {abs(self.percent)}%"
        return f"{direction} {abs(self.now - self.before):,}"


def change(now: Cell, before: Cell) -> Change | None:
    """The change between two cells that are shown and complete; None where a comparison would mislead or tell."""
    if now.value is None or before.value is None or not (now.is_complete and before.is_complete):
        return None
    counts = now.kind is Kind.COUNT and isinstance(now.value, int) and isinstance(before.value, int)
    percent = disclosure.change(int(now.value), int(before.value)) if counts else None
    return Change(before.value, now.value, percent, now.kind)


def why_no_change(now: Cell, before: Cell) -> str:
    """Why two cells are not compared."""
    if State.NOT_BEGUN in {now.state, before.state} or now.so_far:
        return "not over yet"
    if State.HIDDEN in {now.state, before.state}:
        return disclosure.MARK
    return "not recorded" if State.NOT_RECORDED in {now.state, before.state} else "incomplete"
