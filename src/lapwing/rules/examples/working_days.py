"""Working days, worked through: Easter, Christmas, and every holiday that moved or was added."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Counted:
    """A start, a number of working days, and the day they end on under each convention."""

    start: date
    days: int
    day_0: date
    day_1: date
    because: str


COUNTED = (
    Counted(date(2024, 3, 22), 15, date(2024, 4, 16), date(2024, 4, 15), "Easter follows"),
    Counted(date(2023, 12, 15), 15, date(2024, 1, 10), date(2024, 1, 9), "Christmas and New Year follow"),
    Counted(date(2020, 3, 27), 15, date(2020, 4, 21), date(2020, 4, 20), "Easter follows"),
    Counted(date(2024, 3, 22), 45, date(2024, 5, 30), date(2024, 5, 29), "Easter and both May holidays follow"),
    Counted(date(2023, 12, 18), 45, date(2024, 2, 22), date(2024, 2, 21), "Christmas and New Year follow"),
    Counted(date(2024, 3, 28), 1, date(2024, 4, 2), date(2024, 3, 28), "the day before Good Friday"),
    Counted(date(2024, 3, 28), 10, date(2024, 4, 15), date(2024, 4, 12), "the day before Good Friday"),
    Counted(date(2024, 3, 30), 15, date(2024, 4, 22), date(2024, 4, 22), "a Saturday: both conventions agree"),
    Counted(date(2026, 4, 1), 5, date(2026, 4, 10), date(2026, 4, 9), "Easter follows"),
    Counted(date(2024, 12, 20), 20, date(2025, 1, 22), date(2025, 1, 21), "Christmas and New Year follow"),
    Counted(date(2020, 5, 1), 5, date(2020, 5, 11), date(2020, 5, 7), "Early May moved to Friday 8 May 2020"),
    Counted(date(2020, 5, 4), 1, date(2020, 5, 5), date(2020, 5, 4), "the usual Monday was a working day in 2020"),
    Counted(date(2022, 5, 30), 1, date(2022, 5, 31), date(2022, 5, 30), "Spring moved: this Monday was a working day"),
    Counted(date(2022, 6, 1), 1, date(2022, 6, 6), date(2022, 6, 1), "Spring moved to 2 June, Jubilee on 3 June 2022"),
    Counted(date(2022, 9, 16), 1, date(2022, 9, 20), date(2022, 9, 16), "the State Funeral on 19 September 2022"),
    Counted(date(2023, 5, 5), 1, date(2023, 5, 9), date(2023, 5, 5), "the Coronation on 8 May 2023"),
)
