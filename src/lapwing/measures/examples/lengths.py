"""Lengths of missing episodes, worked through: how long each lasted, and what stands in the table."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Episode:
    """When it began and ended, in London; a day alone is a time that is known by its day, and nothing not over."""

    began: str
    ended: str


@dataclass(frozen=True)
class Lengths:
    """The episodes of one area in a year, the median and the longest as they are shown, and why."""

    case: str
    episodes: tuple[Episode, ...]
    median: str
    longest: str
    because: str
    words: str


def lasting(*hours: float) -> tuple[Episode, ...]:
    """Episodes that began at six in the evening and lasted so many hours."""
    began = datetime(2019, 5, 3, 18)  # noqa: DTZ001 - in London, as everything here is written
    return tuple(Episode(f"{began:%Y-%m-%d %H:%M}", f"{_after(began, each):%Y-%m-%d %H:%M}") for each in hours)


def _after(began: datetime, hours: float) -> datetime:
    return datetime.fromtimestamp(began.timestamp() + hours * 3_600)  # noqa: DTZ006 - no clock changes in May


LENGTHS = (
    Lengths("The middle of seven", lasting(1, 2, 3, 5, 8, 13, 200), "5.0 hours", "c",
            "Three are shorter and three longer. Two alone passed 12 hours and fewer than six passed 6 hours, so no "
            "length is told as the longest.", "1, 2, 3, 5, 8, 13 and 200 hours"),
    Lengths("The middle of eight", lasting(7, 8, 9, 10, 11, 12, 13, 14), "10.5 hours", "over 6 hours",
            "Between the two in the middle, 10 and 11. All eight passed 6 hours, and only two passed 12.",
            "7, 8, 9, 10, 11, 12, 13 and 14 hours"),
    Lengths("Six passed it", lasting(2, 30, 31, 32, 33, 34, 500), "32.0 hours", "over 1 day",
            "Six passed a day; one alone passed 2 days, and how long it was is a fact about one child.",
            "2, 30, 31, 32, 33, 34 and 500 hours"),
    Lengths("Exactly six hours", lasting(6, 6, 6, 6, 6, 6), "6.0 hours", "c",
            "None is longer than the shortest of the lengths that are told.", "six times 6 hours"),
    Lengths("Too few", lasting(3, 30, 60), "c", "c", "Three episodes are a small number: both are hidden.",
            "3, 30 and 60 hours"),
    Lengths("Over a clock change", (Episode("2020-03-28 22:00", "2020-03-29 04:00"),) * 6, "5.0 hours", "c",
            "Clocks went forward that night: five hours passed.", "six times 28 March 22:00 to 29 March 04:00"),
    Lengths("An end known by its day", (*lasting(1, 2, 3, 4, 5, 6), *(Episode("2019-05-03 18:00", "2019-05-09"),) * 6),
            "3.5 hours", "c", "Those that ended on a day, at no known time, have no length and are left out.",
            "1, 2, 3, 4, 5 and 6 hours; six ended on 9 May, the time not told"),
    Lengths("None has a length", (Episode("2019-05-03 18:00", ""),) * 6, "not recorded", "not recorded",
            "Not one is over. That is not zero.", "six are not over"),
)  # fmt: skip
