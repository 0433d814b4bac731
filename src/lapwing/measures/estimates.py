"""How many children live in an area: what a rate is divided by. An estimate with its source, and never a count of
records: most children are known to nobody here.

A rate of a financial year is of the estimate for the middle of the year in which it began, as national statistics are;
where there is none yet, of the newest one before.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lapwing.measures.periods import Year


@dataclass(frozen=True)
class Estimate:
    """Children under 18 who live in an area (its three figures) in the middle of a year, and who says so."""

    area: str
    mid_year: int
    children: int
    source: str


def used(estimates: Iterable[Estimate], area: str, year: Year) -> Estimate | None:
    """The estimate that a rate of this area and year is of; None where there is none."""
    fitting = [one for one in estimates if one.area == area and one.mid_year <= year.start]
    return max(fitting, key=lambda one: one.mid_year, default=None)


def living(estimates: Sequence[Estimate], areas: Iterable[str], year: Year) -> int | None:
    """Children in all of these areas; None where one of them has no estimate."""
    found = [used(estimates, area, year) for area in areas]
    return sum(one.children for one in found if one) if found and all(found) else None
