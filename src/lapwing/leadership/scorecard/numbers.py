"""The scorecard's numbers: published cells of a snapshot by line, area and period. Nothing here counts or hides."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lapwing.exchange.snapshot.models import Snapshot
from lapwing.leadership.scorecard import queries
from lapwing.leadership.scorecard.sections import Line
from lapwing.measures import variation
from lapwing.measures.cells import Cell, Change, compared, why_no_change
from lapwing.measures.model import Kind
from lapwing.measures.periods import Period, Quarter, Year
from lapwing.measures.variation import Limits

YEARS_CHARTED = 3


@dataclass(frozen=True)
class Numbers:
    """The numbers of one line of the scorecard, in one area."""

    of: Snapshot
    line: Line
    area: str

    def cell(self, period: Period) -> Cell:
        table = queries.publication(self.of, _year(period)).table(self.line.measure, self.line.by)
        return table.cell(self.area, period, self.line.category)

    def change(self, year: Year) -> Change | None:
        return compared(self.cell(year), self.cell(year.before))

    def why_no_change(self, year: Year) -> str:
        return why_no_change(self.cell(year), self.cell(year.before))

    def history(self, until: Year) -> list[Cell]:
        """The cells of the chart, oldest first."""
        return [self.cell(quarter) for quarter in quarters(self.of, until)]


def _year(period: Period) -> Year:
    return period if isinstance(period, Year) else period.year


def quarters(of: Snapshot, until: Year) -> list[Quarter]:
    """The quarters of a chart, oldest first: of three years, up to this one, from the first that has anything."""
    shown = range(until.start - YEARS_CHARTED + 1, until.start)
    first = next((year.start for year in queries.years(of) if year.start in shown), until.start)
    return [quarter for start in range(first, until.start + 1) for quarter in Year(start).quarters]


def values(cells: Sequence[Cell]) -> list[Decimal | None]:
    """What limits are worked out from: numbers that are shown and whole."""
    return [Decimal(cell.value) if cell.value is not None and cell.is_complete else None for cell in cells]


def limits(cells: Sequence[Cell]) -> Limits | None:
    """The limits of ordinary variation; None where too few quarters are shown and whole. A share ends at 100."""
    is_share = bool(cells) and cells[0].kind is Kind.SHARE
    return variation.limits(values(cells), Decimal(100) if is_share else None)


def unusual(cells: Sequence[Cell], within: Limits | None) -> list[Quarter]:
    """The quarters that lie outside the limits."""
    if within is None:
        return []
    found = [cells[place].period for place in variation.outside(values(cells), within)]
    return [period for period in found if isinstance(period, Quarter)]
