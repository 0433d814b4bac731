"""How long episodes lasted, by area and period, of those both ends of which are known to the minute.

Lengths are put in order once. By whatever they are grouped then, those of each group stay in order, so that its middle
and its sixth longest stand where they can be looked up.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

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

# The middle length in hours, and the longest of the round lengths that at least six passed (0: fewer than six passed
# the shortest).
Length = tuple[float, int]
Lengths = Mapping[tuple[str, Period], Length]  # by area and period
Numbers = npt.NDArray[Any]


def length_of(area: str, by: str, category: str) -> str:
    """Where the lengths of those in a category stand, of an area or of all: in the place of an area."""
    return f"{area}{BETWEEN}{by}{BETWEEN}{category}"


def lengths(files: Files, areas: Sequence[str] | None = None) -> Lengths:
    """By area and period, and for all areas. `areas`: these alone."""
    timed = _timed(files, areas)
    if not timed["seconds"].size:
        return {}
    found = {}
    for by_area, grain in GROUPS:
        for (area, number), length in _grouped(timed, "area" if by_area else "nowhere", grain):
            found[files.areas[area] if by_area else ALL, _period(grain, number)] = length
    in_areas = crossings.in_areas(files.areas if areas is None else areas)
    for by in WHO:
        for (_, year, category), length in _of_categories(timed, by, "nowhere"):
            found[length_of(ALL, by.key, category), Year(year)] = length
        for (area, year, category), length in _of_categories(timed, by, "area") if in_areas else ():
            found[length_of(files.areas[area], by.key, category), Year(year)] = length
    return found


def _timed(files: Files, areas: Sequence[str] | None) -> dict[str, Numbers]:
    """The lengths in seconds, the shortest first, and beside each what it is grouped by."""
    population, by = TIMED.population, TIMED.population.breakdown(TIMED.by)
    keep(files, areas)
    told = ", ".join(each.key for each in WHO)
    table = files.table(
        f"SELECT seconds, area, month, quarter, quarter // 4 AS year, {told} FROM {population.key}_kept "
        f"WHERE {by.key} = {by.lowest_keys[::-1].index(TIMED.category)}"
    )
    order = np.argsort(table["seconds"].to_numpy())
    timed = {name: table[name].to_numpy()[order] for name in table.column_names}
    return timed | {"nowhere": np.zeros(len(order), np.uint8)}


def _of_categories(
    timed: dict[str, Numbers], by: Breakdown, where: str
) -> Iterator[tuple[tuple[int, int, str], Length]]:
    """By year and category, and by `where`; one depth of categories at a time, so that each length is in one."""
    paths = [by.path(key)[::-1] for key in reversed(by.lowest_keys)]
    for depth in range(max(map(len, paths))):
        keys = [path[depth] if depth < len(path) else "" for path in paths]
        named = list(dict.fromkeys(keys))
        place = np.array([named.index(key) for key in keys], np.uint8)
        for (area, year, at), length in _grouped(timed | {"category": place[timed[by.key]]}, where, "year", "category"):
            if named[at]:
                yield (area, year, named[at]), length


# By area or of all, and by period; of all areas by month too.
GROUPS = ((True, "quarter"), (True, "year"), (False, "quarter"), (False, "year"), (False, "month"))


def _period(grain: str, number: int) -> Period:
    if grain == "month":
        return Year(number // 12).months[number % 12]
    return Year(number) if grain == "year" else Year(number // 4).quarters[number % 4]


def _grouped(timed: Mapping[str, Numbers], *columns: str) -> Iterator[tuple[tuple[int, ...], Length]]:
    """The numbers that stand together in these columns, and the lengths beside them in brief."""
    numbers = [timed[column] for column in columns]
    lowest = [int(each.min()) for each in numbers]
    spans = [int(each.max()) - low + 1 for each, low in zip(numbers, lowest, strict=True)]
    group = np.ravel_multi_index([each - low for each, low in zip(numbers, lowest, strict=True)], spans)
    many = np.bincount(group)
    there = np.flatnonzero(many)
    # Numbers of sixteen bits are put in order by counting them; in each group the lengths stay in their order.
    order = np.argsort(group.astype(np.min_scalar_type(len(many))), kind="stable")
    end, many = np.cumsum(many)[there], many[there]

    def at(place: Numbers) -> Numbers:
        return timed["seconds"][order[place]].astype(float)

    middle = (at(end - many + (many - 1) // 2) + at(end - many + many // 2)) / 2 / 3_600
    sixth = np.where(many >= AT_LEAST, at(end - np.minimum(many, AT_LEAST)), 0)
    longest = np.array([0, *ROUND_LENGTHS])[np.searchsorted(np.array(ROUND_LENGTHS) * 3_600, sixth)]
    told = [(at + low).tolist() for at, low in zip(np.unravel_index(there, spans), lowest, strict=True)]
    yield from zip(zip(*told, strict=True), zip(middle.tolist(), longest.tolist(), strict=True), strict=True)
