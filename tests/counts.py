"""Counts written by hand, as they come out of a snapshot: for tests of what is published of them."""

from collections import Counter
from collections.abc import Mapping

from lapwing.measures.grid import ALL, Place
from lapwing.measures.missing.populations import EPISODES
from lapwing.measures.periods import Quarter, within


def of_quarters(counts: Mapping[tuple[str, Quarter], int], population: str = EPISODES.key) -> dict[Place, int]:
    """Episodes by area and quarter, all of them in the quarter's first month, with every total."""
    found: Counter[Place] = Counter()
    for (area, quarter), number in counts.items():
        month = next(month for month in quarter.year.months if month.quarter == quarter)
        for period in (month, *within(month)):
            for each in (area, ALL):
                found[Place(population, each, period)] += number
    return dict(found)
