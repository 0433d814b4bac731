"""Children missing three or more times in 90 days, worked through."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Repeated:
    """The absences of one child, and the quarters and years in which it counts. `type`: that of all of them."""

    case: str
    began: tuple[date, ...]
    reached: tuple[str, ...]
    because: str
    type: str = "missing"


REPEATED = (
    Repeated("The ninetieth day", (date(2019, 5, 1), date(2019, 5, 20), date(2019, 7, 29)),
             ("2019-20-q2", "2019-20"), "The third began 89 days after the first: within 90 days, counting both."),
    Repeated("A day too late", (date(2019, 5, 1), date(2019, 5, 20), date(2019, 7, 30)), (),
             "90 days after the first: no 90 days hold all three."),
    Repeated("Twice is not enough", (date(2019, 5, 1), date(2019, 5, 2)), (), "Two absences, however close."),
    Repeated("Begun in the year before", (date(2019, 3, 1), date(2019, 3, 20), date(2019, 4, 10)),
             ("2019-20-q1", "2019-20"), "It counts when the third began; the first two lie before."),
    Repeated("Away from placement", (date(2019, 5, 1), date(2019, 5, 2), date(2019, 5, 3)), (),
             "The duty does not count absences in which somebody knows where the child is.", "away"),
)  # fmt: skip
