"""How long episodes lasted, by area and period, of those both ends of which are known to the minute."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lapwing.measures.counting import keep
from lapwing.measures.engines import Files
from lapwing.measures.grid import ALL
from lapwing.measures.missing import crossings
from lapwing.measures.missing.populations import TIMED
from lapwing.measures.model import BETWEEN, Breakdown
from lapwing.measures.periods import Period, Year

ROUND_LENGTHS = (6, 12, 24, 48, 72, 168, 336, 720, 2_160)  # hours
WHO = tuple(one.by for one in crossings.CROSSINGS if one.of.key == TIMED.by)
AT_LEAST = 6  # so many passed a length that is told

# By area and period: the middle length in hours, and the longest of the round lengths that at least six of them
# passed (0: fewer than six passed the shortest).
Lengths = Mapping[tuple[str, Period], tuple[float, int]]


def length_of(area: str, by: str, category: str) -> str:
    """Where the lengths of those in a category stand, of an area or of all: in the place of an area."""
    return f"{area}{BETWEEN}{by}{BETWEEN}{category}"


def lengths(files: Files, areas: Sequence[str] | None = None) -> Lengths:
    """By area and period, and for all areas. `areas`: these alone."""
    population, by = TIMED.population, TIMED.population.breakdown(TIMED.by)
    keep(files, areas)
    timed = by.lowest_keys[::-1].index(TIMED.category)
    # So many of the round lengths were passed by each: small numbers, which add up.
    passed = " + ".join(f"(seconds > {hours * 3_600})::UTINYINT" for hours in ROUND_LENGTHS)
    told = ", ".join(each.key for each in WHO)
    files.make("timed", f"SELECT area, month, quarter, seconds, {told}, ({passed}) AS passed "
               f"FROM {population.key}_kept WHERE {by.key} = {timed}")  # fmt: skip
    longest = _longest(files)
    found = {where: (middle / 3_600, longest[where]) for where, middle in _asked(files, "median(seconds)")}
    by_area = crossings.in_areas(files.areas if areas is None else areas)
    for each in WHO:
        for area in ("area", "NULL") if by_area else ("NULL",):
            found |= dict(_by(files, each, area))
    return found


def _by(files: Files, by: Breakdown, area: str) -> Iterator[tuple[tuple[str, Period], tuple[float, int]]]:
    """By year and category, and by `area`: each length stands in its lowest category and in those that hold it."""
    paths = [by.path(key)[::-1] for key in reversed(by.lowest_keys)]
    passed: dict[tuple[int | None, int, str], Counter[int]] = defaultdict(Counter)
    for where, year, at, most, number in files.rows(
        f"SELECT {area} AS area, quarter // 4 AS year, {by.key}, passed, count(*) FROM timed GROUP BY ALL"
    ):
        for key in paths[at]:
            passed[where, year, key].update(dict.fromkeys(range(1, most + 1), number))
    for where, year, key, middle in _middles(files, by, paths, area):
        numbers = [passed[where, year, key][place] for place in range(1, len(ROUND_LENGTHS) + 1)]
        name = ALL if where is None else files.areas[where]
        yield (length_of(name, by.key, key), Year(year)), (middle / 3_600, _told(numbers))


def _middles(
    files: Files, by: Breakdown, paths: Sequence[tuple[str, ...]], area: str
) -> Iterator[tuple[int | None, int, str, float]]:
    """The middle length of each year and category; one depth of categories at a time, each row in one."""
    for depth in range(max(map(len, paths))):
        keys = [path[depth] if depth < len(path) else None for path in paths]
        named = list(dict.fromkeys(key for key in keys if key))
        places = [named.index(key) if key else None for key in keys]
        place = f"({places}[{by.key} + 1])".replace("None", "NULL")
        asked = (f"SELECT {area} AS area, quarter // 4, {place}::UTINYINT AS place, median(seconds) FROM timed "
                 "WHERE place IS NOT NULL")  # fmt: skip
        for where, year, at, middle in files.rows(f"{asked} GROUP BY ALL"):
            yield where, year, named[at], middle


def _told(numbers: Sequence[int | None]) -> int:
    """The longest of the round lengths that so many passed."""
    enough = (hours for hours, number in zip(ROUND_LENGTHS, numbers, strict=True) if (number or 0) >= AT_LEAST)
    return max(enough, default=0)


# By area and period; of all areas by month too.
GROUPS = (
    ("area", "quarter"), ("area", "quarter // 4"), ("0", "quarter"), ("0", "quarter // 4"), ("0", "month"),
)  # fmt: skip


def _asked(files: Files, what: str, source: str = "timed") -> Iterator[tuple[tuple[str, Period], Any]]:
    for area, period in GROUPS:
        found = f"SELECT {area} AS area, {period} AS period, {what} FROM {source} GROUP BY ALL"
        for at, number, answer in files.rows(found):
            name = ALL if area == "0" else files.areas[at]
            yield (name, _period(period, number)), answer


def _period(group: str, number: int) -> Period:
    if group == "month":
        return Year(number // 12).months[number % 12]
    return Year(number) if "//" in group else Year(number // 4).quarters[number % 4]


def _longest(files: Files) -> dict[tuple[str, Period], int]:
    """The longest of the round lengths that so many passed."""
    files.make("timed_by_length", "SELECT area, month, quarter, passed, count(*) AS number FROM timed GROUP BY ALL")
    passed = ", ".join(f"sum(number) FILTER (passed >= {place})" for place in range(1, len(ROUND_LENGTHS) + 1))
    found = {}
    for where, numbers in _asked(files, f"[{passed}]", "timed_by_length"):
        found[where] = _told(numbers)
    return found
