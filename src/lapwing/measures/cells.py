"""What a published number is: a cell, in a table of cells; and the change from one cell to another.

Every cell has a state:

- `SHOWN`: `value` is an int (a count; for LONGEST, hours), or a Decimal (per cent; so many for each; hours), and `text`
  stands in a table; of a share or mean, `part` and `whole` are the two counts; of a rate, the count and how many
  children live there;
- `HIDDEN`: no value here or anywhere else; `text` is the mark;
- `NOT_RECORDED`: nothing was counted, and that is not zero: an agency has not told, or nobody recorded it;
- `NOT_BEGUN`: the period lies after the snapshot;
- `NONE`: there is nothing to take a share of.

`missing` names the agencies that have not told about all of the period; `so_far`: it was not over at the snapshot;
`gaps`: the quarters and months in it of which nothing of this is recorded, although there were absences.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lapwing.measures import disclosure
from lapwing.measures.model import Breakdown, Category, Kind, Measure
from lapwing.measures.periods import Month, Period, Quarter, Year


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
    gaps: tuple[Quarter | Month, ...] = ()

    @property
    def text(self) -> str:
        """As it stands in a table."""
        return STATE_TEXT.get(self.state) or value_text(self.kind, self.value)

    @property
    def is_complete(self) -> bool:
        return not self.missing and not self.so_far and not self.gaps


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

    def has_months(self, area: str) -> bool:
        return (area, self.year.months[0], "") in self.cells

    def cell(self, area: str, period: Period, category: str = "") -> Cell:
        return self.cells[area, period, category]

    def row(self, area: str, category: str = "") -> tuple[Cell, ...]:
        """The four quarters, then the year."""
        return tuple(self.cells[area, period, category] for period in parts_of(self.year))

    def months(self, area: str) -> tuple[Cell, ...]:
        """The twelve months, from April; nothing where a measure is not given by month in this area."""
        return tuple(self.cells[area, month, ""] for month in self.year.months) if self.has_months(area) else ()


def parts_of(year: Year) -> tuple[Period, ...]:
    """The four quarters, then the year."""
    return (*year.quarters, year)


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
        if self.kind is Kind.LONGEST:  # from one band to another: no number of hours is known between them
            return f"{direction} from {value_text(self.kind, self.before)}"
        if self.kind is Kind.MEDIAN:
            return f"{direction} {abs(self.now - self.before)} hours"
        return f"{direction} {abs(self.now - self.before):,}"


def compared(now: Cell, before: Cell) -> Change | None:
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
