"""What changes of a child within a year, as it was at the first absence of the year, worked through."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class AtFirst:
    """Absences (of which child, when, how old), and how many episodes and children stand in a band of ages and year."""

    case: str
    told: tuple[tuple[str | None, date, int], ...]
    expected: dict[tuple[str, str], tuple[int, int]]
    because: str


AT_FIRST = (
    AtFirst("A birthday between two absences", (("A", date(2019, 5, 3), 12), ("A", date(2019, 8, 9), 13)),
            {("10_to_12", "2019-20"): (2, 1)}, "The child was 12 at the first: both episodes stand with the child."),
    AtFirst("A year begins anew", (("A", date(2020, 3, 31), 12), ("A", date(2020, 4, 1), 13)),
            {("10_to_12", "2019-20"): (1, 1), ("13_to_15", "2020-21"): (1, 1)}, "Each year has a first absence."),
    AtFirst("Two children", (("A", date(2019, 5, 3), 14), ("A", date(2019, 9, 1), 14), ("B", date(2019, 6, 1), 14)),
            {("13_to_15", "2019-20"): (3, 2)}, "Three episodes of two children: 1.5 for each."),
    AtFirst("Nobody knows of whom", ((None, date(2019, 5, 3), 14), (None, date(2019, 8, 9), 12)),
            {("13_to_15", "2019-20"): (1, 0), ("10_to_12", "2019-20"): (1, 0)},
            "Each is its own first absence, and adds no child."),
)  # fmt: skip
