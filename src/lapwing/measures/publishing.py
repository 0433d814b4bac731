"""From what was counted to what may be shown: a year's quarters by area, with totals, and every cell with its state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lapwing.measures import disclosure
from lapwing.measures.bounds import Equation
from lapwing.measures.coverage import Coverage
from lapwing.measures.periods import Period, Quarter, Year
from lapwing.measures.tables import AREA_NOT_RECORDED

ALL = "all"
Place = tuple[str, Period]
# What was counted, by area and quarter.
Counts = Mapping[tuple[str, Quarter], int]


class State(StrEnum):
    SHOWN = "shown"
    HIDDEN = "hidden"
    NOT_RECORDED = "not_recorded"
    NOT_BEGUN = "not_begun"


@dataclass(frozen=True)
class Cell:
    """One published number. `value` is there only where it is shown; `missing` names agencies that have not told."""

    area: str
    period: Period
    state: State
    value: int | None = None
    missing: tuple[str, ...] = ()
    so_far: bool = False

    @property
    def text(self) -> str:
        """As it stands in a table."""
        return {
            State.SHOWN: f"{self.value:,}" if self.value is not None else "",
            State.HIDDEN: disclosure.MARK,
            State.NOT_RECORDED: "not recorded",
            State.NOT_BEGUN: "not begun",
        }[self.state]

    @property
    def is_complete(self) -> bool:
        return not self.missing and not self.so_far


@dataclass(frozen=True)
class Table:
    """A year of one measure: quarters and the year, by area and for all areas."""

    year: Year
    areas: tuple[str, ...]
    cells: Mapping[Place, Cell]

    def cell(self, area: str, period: Period) -> Cell:
        return self.cells[area, period]

    def row(self, area: str) -> tuple[Cell, ...]:
        """The four quarters, then the year."""
        return tuple(self.cells[area, period] for period in parts_of(self.year))


def parts_of(year: Year) -> tuple[Period, ...]:
    """The four quarters, then the year."""
    return (*year.quarters, year)


def published(year: Year, counts: Counts, areas: Sequence[str], coverage: Coverage) -> Table:
    """The table that may be shown, in every output alike. `areas` are those reported on, in their order."""
    rows = (*areas, AREA_NOT_RECORDED)
    values = _with_totals(year, counts, rows)
    hidden = disclosure.hidden(values, _equations(year, rows))
    cells = {place: _cell(place, value, place in hidden, coverage) for place, value in values.items()}
    return Table(year, (*rows, ALL), cells)


def _with_totals(year: Year, counts: Counts, rows: Sequence[str]) -> dict[Place, int]:
    values: dict[Place, int] = {}
    for area in rows:
        for quarter in year.quarters:
            values[area, quarter] = counts.get((area, quarter), 0)
        values[area, year] = sum(counts.get((area, quarter), 0) for quarter in year.quarters)
    for period in parts_of(year):
        values[ALL, period] = sum(values[area, period] for area in rows)
    return values


def _equations(year: Year, rows: Sequence[str]) -> list[Equation[Place]]:
    """Quarters make their year, and areas make all areas."""
    across: list[Equation[Place]] = [
        {**{(area, quarter): 1 for quarter in year.quarters}, (area, year): -1} for area in (*rows, ALL)
    ]
    down: list[Equation[Place]] = [
        {**{(area, period): 1 for area in rows}, (ALL, period): -1} for period in parts_of(year)
    ]
    return [*across, *down]


def _cell(place: Place, value: int, is_hidden: bool, coverage: Coverage) -> Cell:
    area, period = place
    if period.first > coverage.taken_on and not value:
        return Cell(area, period, State.NOT_BEGUN)
    # What has no area is a fact about the records that there are, whoever has not told of more.
    missing = () if area == AREA_NOT_RECORDED else tuple(coverage.missing(period, None if area == ALL else area))
    so_far = period.last > coverage.taken_on
    if is_hidden:
        return Cell(area, period, State.HIDDEN, None, missing, so_far)
    if missing and not value:
        return Cell(area, period, State.NOT_RECORDED, None, missing, so_far)
    return Cell(area, period, State.SHOWN, value, missing, so_far)


@dataclass(frozen=True)
class Change:
    """From one published number to another. `percent` is None where there was nothing before."""

    before: int
    now: int
    percent: Decimal | None

    @property
    def words(self) -> str:
        if self.now == self.before:
            return "no change"
        direction = "up" if self.now > self.before else "down"
        return f"{direction} {abs(self.percent)}%" if self.percent else f"{direction} {abs(self.now - self.before):,}"


def change(now: Cell, before: Cell) -> Change | None:
    """The change between two cells that are shown and complete; None where a comparison would mislead or tell."""
    if now.value is None or before.value is None or not (now.is_complete and before.is_complete):
        return None
    return Change(before.value, now.value, disclosure.change(now.value, before.value))


def why_no_change(now: Cell, before: Cell) -> str:
    """Why two cells are not compared."""
    if State.NOT_BEGUN in {now.state, before.state} or now.so_far:
        return "not over yet"
    if State.HIDDEN in {now.state, before.state}:
        return disclosure.MARK
    return "not recorded" if State.NOT_RECORDED in {now.state, before.state} else "incomplete"
