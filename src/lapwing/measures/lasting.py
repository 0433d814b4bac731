"""How long episodes lasted, by area and period, of those both ends of which are known to the minute."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lapwing.measures.counting import keep
from lapwing.measures.engines import Files
from lapwing.measures.grid import ALL
from lapwing.measures.missing.populations import TIMED
from lapwing.measures.periods import Period, Year

ROUND_LENGTHS = (6, 12, 24, 48, 72, 168, 336, 720, 2_160)  # hours
AT_LEAST = 6  # so many passed a length that is told

# By area and period: the middle length in hours, and the longest of the round lengths that at least six of them
# passed (0: fewer than six passed the shortest).
Lengths = Mapping[tuple[str, Period], tuple[float, int]]


def lengths(files: Files, areas: Sequence[str] | None = None) -> Lengths:
    """By area and period, and for all areas. `areas`: these alone."""
    population, by = TIMED.population, TIMED.population.breakdown(TIMED.by)
    keep(files, areas)
    timed = by.lowest_keys[::-1].index(TIMED.category)
    # So many of the round lengths were passed by each: small numbers, which add up.
    passed = " + ".join(f"(seconds > {hours * 3_600})::UTINYINT" for hours in ROUND_LENGTHS)
    files.make("timed", f"SELECT area, quarter, seconds, ({passed}) AS passed "
               f"FROM {population.key}_kept WHERE {by.key} = {timed}")  # fmt: skip
    longest = _longest(files)
    return {where: (middle / 3_600, longest[where]) for where, middle in _asked(files, "median(seconds)")}


GROUPS = (("area", "quarter"), ("area", "quarter // 4"), ("0", "quarter"), ("0", "quarter // 4"))


def _asked(files: Files, what: str, source: str = "timed") -> Iterator[tuple[tuple[str, Period], Any]]:
    for area, period in GROUPS:
        found = f"SELECT {area} AS area, {period} AS period, {what} FROM {source} GROUP BY ALL"
        for at, number, answer in files.rows(found):
            name = ALL if area == "0" else files.areas[at]
            yield (name, Year(number) if "//" in period else Year(number // 4).quarters[number % 4]), answer


def _longest(files: Files) -> dict[tuple[str, Period], int]:
    """The longest of the round lengths that so many passed."""
    files.make("timed_by_length", "SELECT area, quarter, passed, count(*) AS number FROM timed GROUP BY ALL")
    passed = ", ".join(f"sum(number) FILTER (passed >= {place})" for place in range(1, len(ROUND_LENGTHS) + 1))
    found = {}
    for where, numbers in _asked(files, f"[{passed}]", "timed_by_length"):
        enough = (hours for hours, number in zip(ROUND_LENGTHS, numbers, strict=True) if (number or 0) >= AT_LEAST)
        found[where] = max(enough, default=0)
    return found
