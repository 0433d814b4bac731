"""Missing episodes, worked through: what was told, and what is counted."""

from dataclasses import dataclass, field
from datetime import date

from lapwing.measures.coverage import Told


@dataclass(frozen=True)
class Absence:
    """One absence, as the snapshot holds it: where, when it began, of what type, and who told."""

    area: str
    began_on: date
    type: str = "missing"
    police: bool = True
    council: bool = True


@dataclass(frozen=True)
class Counted:
    """Absences, and how many episodes each area has in a period."""

    case: str
    absences: tuple[Absence, ...]
    expected: dict[tuple[str, str], int]
    because: str


COUNTED = (
    Counted(
        "Two accounts, one absence",
        (Absence("901", date(2019, 5, 3)),),
        {("901", "2019-20-q1"): 1},
        "The police and the council told of the same absence: one episode.",
    ),
    Counted(
        "Told by one agency alone",
        (
            Absence("901", date(2019, 5, 3), council=False),
            Absence("901", date(2019, 5, 9), "away", police=False),
        ),
        {("901", "2019-20-q1"): 2},
        "The police never heard of the second, which is away from placement: both count.",
    ),
    Counted(
        "The last and the first day of a year",
        (Absence("901", date(2020, 3, 31)), Absence("901", date(2020, 4, 1))),
        {("901", "2019-20-q4"): 1, ("901", "2020-21-q1"): 1},
        "An episode belongs to the day in London on which it began, whenever it ended.",
    ),
    Counted(
        "Types that count, and the one that does not",
        tuple(
            Absence("901", date(2019, 8, 1), type_)
            for type_ in ("missing", "away", "not_reported", "not_accepted", "with_family", "education")
        ),
        {("901", "2019-20-q2"): 5},
        "Missing from education is not an episode.",
    ),
    Counted(
        "Nobody recorded the area",
        (Absence("901", date(2019, 11, 30)), Absence("", date(2019, 12, 1))),
        {("901", "2019-20-q3"): 1, ("", "2019-20-q3"): 1},
        "It stands in a row of its own, and in the total.",
    ),
    Counted(
        "The same child again",
        (Absence("902", date(2020, 1, 10)), Absence("902", date(2020, 1, 11)), Absence("902", date(2020, 2, 2))),
        {("902", "2019-20-q4"): 3},
        "Episodes are counted, not children.",
    ),
)


@dataclass(frozen=True)
class Shown:
    """How many were counted in a quarter, what was told about it, and what stands in the table."""

    case: str
    number: int
    told: tuple[Told, ...]
    shown: str
    because: str
    missing: tuple[str, ...] = field(default=())


def _whole(agency: str, kind: str) -> Told:
    return Told("901", agency, kind, date(2018, 4, 1), date(2020, 3, 31))


COUNCIL, POLICE = _whole("Council", "local_authority"), _whole("Police", "police")
SHOWN = (
    Shown("Counted, and all told", 12, (COUNCIL, POLICE), "12", "Both agencies told about the whole quarter."),
    Shown("None, and all told", 0, (COUNCIL, POLICE), "0", "Both told about the whole quarter: a true zero."),
    Shown(
        "None, and one told nothing",
        0,
        (COUNCIL, Told("901", "Police", "police", None, None)),
        "not recorded",
        "Nothing counted is not zero while somebody has not told.",
        ("Police",),
    ),
    Shown(
        "None, and one told half",
        0,
        (COUNCIL, Told("901", "Police", "police", date(2019, 4, 1), date(2019, 5, 15))),
        "not recorded",
        "Told up to 15 May: the rest of the quarter is not known.",
        ("Police",),
    ),
    Shown(
        "Some, and one told nothing",
        12,
        (COUNCIL, Told("901", "Police", "police", None, None)),
        "12",
        "Shown, and marked as incomplete.",
        ("Police",),
    ),
    Shown("From 1 to 5", 5, (COUNCIL, POLICE), "c", "A small number is hidden."),
    Shown(
        "Told in two parts that meet",
        0,
        (
            COUNCIL,
            Told("901", "Police", "police", date(2019, 4, 1), date(2019, 5, 15)),
            Told("901", "Police", "police", date(2019, 5, 16), date(2019, 6, 30)),
        ),
        "0",
        "Together they cover every day of the quarter.",
    ),
)
