"""How large a world is: the whole one, whose totals are those of the published reports, and a small one for tests."""

from collections.abc import Mapping
from dataclasses import dataclass

from lapwing.demo.places import CITY, COUNTY

# Children under 18 who live in each area, by the middle of a year: what rates are divided by, and no number of records.
POPULATION = {
    CITY: {2018: 68_700, 2019: 69_100, 2025: 69_100},
    COUNTY: {2018: 164_600, 2019: 165_300, 2025: 165_300},
}
WHO_SAYS_SO = "Invented for this demo"


@dataclass(frozen=True)
class Size:
    """How much happens in a world.

    `episodes`: by area and financial year, how many absences the measure finds once both agencies' accounts are joined.
    `a_year`: the same for the twelve months to today, as a rate. `known`: children of today whom some agency knows;
    `looked_after`: those of them in care. `missing_now`: how many are missing when the world stands still;
    `files_a_year`: how often the police and the councils send their own.
    """

    key: str
    episodes: Mapping[str, Mapping[int, int]]
    a_year: Mapping[str, int]
    known: int
    looked_after: Mapping[str, int]
    missing_now: int
    files_a_year: int


WHOLE = Size(
    "whole", {CITY: {2018: 2_203, 2019: 2_019}, COUNTY: {2018: 1_612, 2019: 1_694}}, {CITY: 2_019, COUNTY: 1_694},
    4_000, {CITY: 470, COUNTY: 400}, 9, 4,
)  # fmt: skip
SMALL = Size(
    "small", {CITY: {2018: 44, 2019: 40}, COUNTY: {2018: 31, 2019: 34}}, {CITY: 66, COUNTY: 54},
    400, {CITY: 44, COUNTY: 36}, 6, 1,
)  # fmt: skip
SIZES = {size.key: size for size in (WHOLE, SMALL)}
