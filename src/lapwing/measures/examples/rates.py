"""Rates, worked through: how many episodes, where how many children live, and what stands in the table."""

from dataclasses import dataclass

from lapwing.measures.estimates import Estimate


@dataclass(frozen=True)
class Rate:
    """Episodes of 2019/20 in area 901, and the estimates that there are, by the middle of the year."""

    case: str
    episodes: int
    children: tuple[tuple[int, int], ...]
    shown: str
    because: str

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        return tuple(Estimate("901", year, children, "An example") for year, children in self.children)


RATES = (
    Rate("The middle of the year", 2_019, ((2018, 68_700), (2019, 69_100), (2020, 70_000)), "292.2",
         "2,019 for 69,100 children: of mid-2019, in which the financial year began."),
    Rate("No newer estimate", 2_019, ((2018, 68_700),), "293.9", "Mid-2019 is not estimated yet: mid-2018 is used."),
    Rate("Only a later one", 2_019, ((2020, 70_000),), "not recorded", "A later year's children did not live then."),
    Rate("Nobody estimated", 2_019, (), "not recorded", "There is nothing to divide by."),
    Rate("A small number", 4, ((2019, 69_100),), "c", "The number of episodes is hidden, and so is its rate."),
    Rate("None", 0, ((2019, 69_100),), "0.0", "Zero episodes, told by everybody concerned."),
)  # fmt: skip
