"""What was counted, as a table; a year of it becomes places when somebody asks for that year."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc

from lapwing.measures.grid import Place
from lapwing.measures.missing.crossings import BY_MONTH, CROSSINGS
from lapwing.measures.missing.populations import POPULATIONS
from lapwing.measures.periods import Period, Year

# A line is one count. `period` is a number: so many years, quarters (from April) or months (from April) since the
# year 0, as `grain` says; `breakdown` and `category` (a lowest one) are empty where the whole population is counted.
SCHEMA = pa.schema([
    ("population", pa.string()), ("area", pa.string()), ("grain", pa.string()), ("period", pa.int32()),
    ("breakdown", pa.string()), ("category", pa.string()), ("number", pa.int64()),
])  # fmt: skip
IN_A_YEAR = {"month": 12, "quarter": 4, "year": 1}


@dataclass(frozen=True, eq=False)
class Counts(Mapping[Place, int]):
    """What was counted, by place; what is not there is zero."""

    table: pa.Table

    @cached_property
    def years(self) -> list[Year]:
        """The years in which anything was counted, oldest first."""
        found = self.table.filter(pc.equal(self.table["grain"], "year"))["period"]
        return sorted(Year(number) for number in pc.unique(found).to_pylist())

    def in_year(self, year: Year) -> Mapping[Place, int]:
        """The counts of one year."""
        if year not in self._kept:
            self._kept[year] = self._placed(year)
        return self._kept[year]

    @cached_property
    def _kept(self) -> dict[Year, Mapping[Place, int]]:
        return {}

    def _placed(self, year: Year) -> Mapping[Place, int]:
        found: Counter[Place] = Counter()
        paths = {
            (each.key, by.key, key): by.path(key)
            for each in POPULATIONS
            for by in each.breakdowns
            for key in by.lowest_keys
        }
        paths |= {
            (one.population.key, one.key, one.category(asked, who)): tuple(
                one.category(*pair) for pair in one.inside(asked, who)
            )
            for one in CROSSINGS
            for asked in one.of.lowest_keys
            for who in one.by.lowest_keys
        }
        of_months = {
            (one.population.key, one.of.key, key): one.path(key) for one in BY_MONTH for key in one.of.lowest_keys
        }
        for population, area, grain, number, by, category, counted in self._rows(year):
            period = _period(year, grain, number)
            # Each category holds those within it, so the lowest of a breakdown add up to every other.
            known = of_months if grain == "month" else paths
            for key in known[population, by, category] if by else ("",):
                found[Place(population, area, period, by, key)] += counted
        return found

    def _rows(self, year: Year) -> Iterator[tuple[str, str, str, int, str, str, int]]:
        for grain, times in IN_A_YEAR.items():
            first = year.start * times
            period, grains = self.table["period"], self.table["grain"]
            inside = pc.and_(pc.greater_equal(period, first), pc.less(period, first + times))
            rows = self.table.filter(pc.and_(inside, pc.equal(grains, grain)))
            yield from zip(*(rows[name].to_pylist() for name in SCHEMA.names), strict=True)

    def __getitem__(self, place: Place) -> int:
        period = place.period
        return self.in_year(period if isinstance(period, Year) else period.year)[place]

    def __iter__(self) -> Iterator[Place]:
        return (place for year in self.years for place in self.in_year(year))

    def __len__(self) -> int:
        return sum(len(self.in_year(year)) for year in self.years)


def _period(year: Year, grain: str, number: int) -> Period:
    if grain == "year":
        return year
    return year.quarters[number % 4] if grain == "quarter" else year.months[number % 12]
