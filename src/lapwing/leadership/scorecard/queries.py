"""Published numbers: what a measure counts in a snapshot, after suppression. None here is unsuppressed."""

import uuid
from dataclasses import dataclass
from functools import lru_cache

from django.core.exceptions import ValidationError

from lapwing.exchange.snapshot import reading
from lapwing.exchange.snapshot.models import Snapshot
from lapwing.measures import catalogue, publishing
from lapwing.measures.cells import Cell, Change, Table, compared, why_no_change
from lapwing.measures.counts import Counts
from lapwing.measures.grid import ALL
from lapwing.measures.lasting import Lengths
from lapwing.measures.model import Measure
from lapwing.measures.periods import Year, year_of
from lapwing.measures.publishing import Publication
from lapwing.measures.tables import AREA_NOT_RECORDED

MANY_SNAPSHOTS = 8
YEARS_SHOWN = 5


@dataclass(frozen=True)
class Reading:
    """A year of one measure beside the year before, from one snapshot."""

    snapshot: Snapshot
    measure: Measure
    now: Table
    before: Table

    @property
    def year(self) -> Year:
        return self.now.year

    def areas(self, area: str) -> tuple[str, ...]:
        """The areas that a row counts: itself, or every one that adds up to the total, though a table may have none."""
        return (*self.snapshot.area_names, AREA_NOT_RECORDED) if area == ALL else (area,)

    def change(self, area: str, category: str = "") -> Change | None:
        """The year's change; None where the two years are not to be compared."""
        return compared(*self._years(area, category))

    def why_no_change(self, area: str, category: str = "") -> str:
        return why_no_change(*self._years(area, category))

    def _years(self, area: str, category: str) -> tuple[Cell, Cell]:
        return self.now.cell(area, self.year, category), self.before.cell(area, self.year.before, category)

    def name(self, area: str) -> str:
        """The area in words."""
        return area_name(self.snapshot, area)


def area_name(of: Snapshot, area: str) -> str:
    """An area of a snapshot in words; its figures where the snapshot has it not."""
    return {ALL: "All areas", AREA_NOT_RECORDED: "Area not recorded"}.get(area) or of.area_names.get(area, area)


def snapshot(key: str | uuid.UUID | None = None) -> Snapshot | None:
    """The snapshot with this key, or the latest; None where there is none."""
    if key is None:
        return Snapshot.objects.first()
    try:
        return Snapshot.objects.filter(pk=key).first()
    except ValidationError:
        return None


def read(of: Snapshot, measure: Measure, year: Year, by: str = "") -> Reading:
    """A year and the year before, as they may be shown; by a breakdown of the measure's where one is named."""
    return Reading(of, measure, *(publication(of, each).table(measure, by) for each in (year, year.before)))


def publication(of: Snapshot, year: Year) -> Publication:
    """A year of every measure, as it may be shown."""
    return _published(of.pk, catalogue.digest(), year)


def years(of: Snapshot) -> list[Year]:
    """The last years for which anything was counted, oldest first; the year of the snapshot is always among them."""
    last = year_of(of.coverage.taken_on)
    counts, _ = _counted(of.pk, catalogue.digest())
    return sorted({year for year in counts.years if year <= last} | {last})[-YEARS_SHOWN:]


# A snapshot never changes, so what was worked out from it stays. Counts before suppression do not leave this module.
@lru_cache(maxsize=MANY_SNAPSHOTS)
def _counted(key: uuid.UUID, definitions: str) -> tuple[Counts, Lengths]:
    return reading.counted(Snapshot.objects.get(pk=key))


@lru_cache(maxsize=MANY_SNAPSHOTS * YEARS_SHOWN)
def _published(key: uuid.UUID, definitions: str, year: Year) -> Publication:
    of = Snapshot.objects.get(pk=key)
    counts, lengths = _counted(key, definitions)
    return publishing.published(
        year, counts.in_year(year), tuple(of.area_names), of.coverage, lengths, of.estimates, reading.hidden(of, year)
    )
