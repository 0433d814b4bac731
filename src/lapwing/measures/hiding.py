"""Which counts of a year must be hidden, all measures together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lapwing.measures import crossed, disclosure
from lapwing.measures.grid import Grid, Place
from lapwing.measures.missing.populations import POPULATIONS
from lapwing.measures.moves import Moves
from lapwing.measures.periods import Year
from lapwing.measures.tables import AREA_NOT_RECORDED

# What was counted, by place; what is not there is zero.
Counts = Mapping[Place, int]

# In a small world a child who may leave a category within the year can be told from every other: then the whole
# breakdown is withheld, zeros and all, because its zeros would say in which category the child is.
NOT_LASTING = tuple(by for population in POPULATIONS for by in population.breakdowns if by.lasting is not None)


@dataclass(frozen=True)
class Hidden:
    """The counts of a year that must not be shown; `without`: breakdowns that are withheld whole, zeros and all."""

    places: frozenset[Place]
    without: tuple[str, ...] = ()


def hide(year: Year, counts: Counts, areas: Sequence[str]) -> Hidden:
    """Which counts of a year must be hidden."""
    without: frozenset[str] = frozenset()
    while True:
        grid = Grid(year, (*areas, AREA_NOT_RECORDED), counts, without)
        try:
            witnesses = disclosure.witnesses(grid.world, Moves(grid), grid.cost)
        except disclosure.NoOtherWorld as nowhere:
            without |= _withheld_next(grid, nowhere.place)
        else:
            across = crossed.hide(grid, witnesses)
            found = {*witnesses, *(place for move in witnesses.values() for place in move), *across.places}
            return Hidden(frozenset(found), tuple(sorted({*without, *across.without})))


def _withheld_next(grid: Grid, stuck: Place) -> frozenset[str]:
    """What is withheld where a small count could be told from every other: what a child can leave within the year; then
    the breakdown in which it stands; then all of them.
    """
    breakdowns = {by.key for tables in grid.tables.values() for by in tables}
    for each in (breakdowns & {by.key for by in NOT_LASTING}, {stuck.by} & breakdowns, breakdowns):
        if each:
            return frozenset(each)
    raise AssertionError("One record more is always possible.")
