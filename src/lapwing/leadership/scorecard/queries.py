"""Published numbers: what a measure counts in a snapshot, after suppression. None here is unsuppressed."""

import uuid
from dataclasses import dataclass
from functools import lru_cache

from django.core.exceptions import ValidationError

from lapwing.exchange.snapshot.models import Snapshot
from lapwing.exchange.snapshot.reading import opened
from lapwing.measures import engines, publishing
from lapwing.measures.catalogue import get
from lapwing.measures.model import Measure
from lapwing.measures.periods import Quarter, Year, year_of
from lapwing.measures.publishing import ALL, Cell, Change, Table
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
        """The areas that a row counts: itself, or every one that adds up to the total."""
        return tuple(each for each in self.now.areas if each != ALL) if area == ALL else (area,)

    def change(self, area: str) -> Change | None:
        """The year's change; None where the two years are not to be compared."""
        return publishing.change(*self._years(area))

    def why_no_change(self, area: str) -> str:
        return publishing.why_no_change(*self._years(area))

    def _years(self, area: str) -> tuple[Cell, Cell]:
        return self.now.cell(area, self.year), self.before.cell(area, self.year.before)

    def name(self, area: str) -> str:
        """The area in words."""
        return {ALL: "All areas", AREA_NOT_RECORDED: "Area not recorded"}.get(area) or self.snapshot.area_names[area]


def snapshot(key: str | uuid.UUID | None = None) -> Snapshot | None:
    """The snapshot with this key, or the latest; None where there is none."""
    if key is None:
        return Snapshot.objects.first()
    try:
        return Snapshot.objects.filter(pk=key).first()
    except ValidationError:
        return None


def read(of: Snapshot, measure: Measure, year: Year) -> Reading:
    """A year and the year before, as they may be shown."""
    return Reading(of, measure, _table(of, measure, year), _table(of, measure, year.before))


def years(of: Snapshot, measure: Measure) -> list[Year]:
    """The last years for which anything was counted, oldest first; the year of the snapshot is always among them."""
    last = year_of(of.coverage.taken_on)
    counted = {quarter.year for _, quarter in _counts(of.pk, measure.key)}
    return sorted({year for year in counted if year <= last} | {last})[-YEARS_SHOWN:]


def _table(of: Snapshot, measure: Measure, year: Year) -> Table:
    return _published(of.pk, measure.key, measure.digest, year)


# A snapshot never changes, so what was worked out from it stays. Counts before suppression do not leave this module.
@lru_cache(maxsize=MANY_SNAPSHOTS)
def _counts(key: uuid.UUID, measure: str) -> dict[tuple[str, Quarter], int]:
    with opened(Snapshot.objects.get(pk=key)) as files:
        return engines.count(get(measure), files)


@lru_cache(maxsize=MANY_SNAPSHOTS * YEARS_SHOWN)
def _published(key: uuid.UUID, measure: str, digest: str, year: Year) -> Table:
    of = Snapshot.objects.get(pk=key)
    return publishing.published(year, _counts(key, measure), tuple(of.area_names), of.coverage)
