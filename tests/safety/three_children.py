"""Three children of one area who go missing at one time, as the rules about patterns across children need them."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.test import Client
from django.utils import timezone

from lapwing.access.viewer import viewer
from lapwing.cases.missing import changes
from lapwing.cases.missing.changes import Located, Report
from lapwing.cases.missing.together.changes import NewTie, record_ties
from lapwing.directory.models import Seat
from lapwing.people.changes import Telling, tell
from lapwing.people.queries import child_of
from lapwing.rules.moments import Moment
from tests.cast import Cast, sign_in

NAMES = {"wren": ("Wren", "Tolley"), "jay": ("Jay", "Marsh"), "finch": ("Finch", "Okoro")}


def ago(hours: float) -> Moment:
    return Moment(timezone.now() - timedelta(hours=hours))


@dataclass
class Three:
    """The cast; each child by a short name, the police's own person of each, and the latest absence of each."""

    cast: Cast
    children: dict[str, UUID]
    persons: dict[str, UUID]
    absences: dict[str, UUID]

    def client(self, seat: Seat) -> Client:
        client = Client()
        sign_in(client, seat)
        return client

    def tie(self, one: str, other: str, *, told_by: str = "", how: str = "named", **more: object) -> UUID:
        """The police record a tie; `told_by` is the short name of the child who told it."""
        with viewer(self.cast.police_missing, "exploitation"):
            teller = self.children[told_by] if told_by else None
            tie = NewTie(
                self.children[one], self.children[other], how, more.pop("at", ago(30)), more.pop("grade", "2C"),  # type: ignore[arg-type]
                area=self.cast.areas["ashmere"].pk, told_by=teller, **more,  # type: ignore[arg-type]
            )  # fmt: skip
            return record_ties([tie])[0]


def make(cast: Cast) -> Three:
    """Wren and Jay were found together at Quay Street the night before last; Finch was away at the same time."""
    persons, children, absences = {}, {}, {}
    with viewer(cast.police_missing, "find_missing"):
        area = cast.areas["ashmere"].pk
        for n, (short, (given, family)) in enumerate(NAMES.items()):
            born = date(2010 + n % 2, 3 + n, 4 + 7 * n)
            persons[short] = tell([Telling(f"NICHE-{n}", given, family, born, "F", "", "")])[0].person
            children[short] = child_of(persons[short])
            [account] = changes.record_missing([Report(persons[short], "missing", ago(40 - n), area)])
            absences[short] = account.absence_id
        for short, place in (("wren", "Quay Street"), ("jay", "quay street"), ("finch", "Mill Lane")):
            changes.record_located([Located(absences[short], "found", ago(30), place)])
            changes.record_located([Located(absences[short], "returned", ago(29))])
    return Three(cast, children, persons, absences)
