"""A child of a home who goes missing and comes back, as these rules need it."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.test import Client
from django.utils import timezone

from lapwing.access.viewer import viewer
from lapwing.cases.missing import changes, interviews
from lapwing.cases.missing.changes import Located, Report
from lapwing.cases.missing.models import Account, Interview
from lapwing.directory.models import Seat
from lapwing.people.changes import Telling, join, tell
from lapwing.people.models import Placement
from lapwing.people.queries import child_of
from lapwing.rules.moments import Moment
from lapwing.work.instruments.changes import Given
from tests.cast import Cast, build, sign_in


def ago(hours: float) -> Moment:
    return Moment(timezone.now() - timedelta(hours=hours))


@dataclass
class World:
    """The cast, the child, and each agency's own person of the child."""

    cast: Cast
    child: UUID
    council: UUID
    home: UUID
    police: UUID
    absence: UUID | None = None

    def client(self, seat: Seat) -> Client:
        client = Client()
        sign_in(client, seat)
        return client

    def report(self, seat: Seat, person: UUID, hours: float = 6, **more: object) -> Account:
        with viewer(seat, "find_missing"):
            area = self.cast.areas["ashmere"].pk
            return changes.record_missing([Report(person, "missing", ago(hours), area, **more)])[0]  # type: ignore[arg-type]

    def come_back(self, absence: UUID, hours: float = 1) -> None:
        with viewer(self.cast.council_missing, "find_missing"):
            changes.record_located([Located(absence, "returned", ago(hours))])

    def interview(self, absence: UUID, answers: dict[str, Given], **more: object) -> Interview:
        with viewer(self.cast.council_missing, "return_interview"):
            offer = interviews.Offer(absence, ago(1), "Asha Bright", "Lantern Advocacy", "independent")
            [offered] = interviews.offer([offer])
            return interviews.hold(offered, interviews.Held(ago(0.5), answers, **more))  # type: ignore[arg-type]


def make() -> World:
    cast = build()
    persons = {name: _told(seat) for name, seat in (
        ("council", cast.social_worker), ("home", cast.home_manager), ("police", cast.police_missing))}  # fmt: skip
    with viewer(cast.social_worker, "test"):
        child = child_of(persons["council"])
        Placement.objects.create(
            person=persons["council"], agency=cast.agencies["council"], home=cast.agencies["home"],
            responsible_area=cast.areas["ashmere"], since=date(2025, 9, 1), confirmed_on=timezone.localdate(),
        )  # fmt: skip
    for name, seat in (("home", cast.home_manager), ("police", cast.police_missing)):
        with viewer(seat, "test"):
            if child_of(persons[name]) != child:
                join(person=persons[name], child=child)
    return World(cast, child, **persons)


def _told(seat: Seat) -> UUID:
    with viewer(seat, "test"):
        telling = Telling(f"{seat.agency.kind}-1", "Wren", "Tolley", date(2011, 5, 14), "F", "", "ZZ1 4AB")
        return tell([telling])[0].person
