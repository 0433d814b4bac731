"""Who the tests of these rooms are about: two agencies, seats by role, and children that one of them tells."""

import uuid
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from lapwing.access.roles import DATA_STEWARD
from lapwing.access.viewer import viewer
from lapwing.directory.keys import new_key
from lapwing.directory.models import Account, Agency, Seat, Team
from lapwing.people.changes import Telling, tell
from lapwing.people.queries import child_of


@dataclass
class Cast:
    """Seats are made when they are first asked for: `cast.seat("social_worker", "police")`."""

    agencies: dict[str, Agency] = field(default_factory=dict)
    seats: dict[tuple[str, str], Seat] = field(default_factory=dict)

    def agency(self, name: str = "council") -> Agency:
        if name not in self.agencies:
            self.agencies[name] = Agency.objects.create(kind=name, name=f"Marshland {name}", telephone="01632 960001")
        return self.agencies[name]

    def seat(self, role: str, agency: str = "council") -> Seat:
        if (role, agency) not in self.seats:
            where = self.agency(agency)
            account = Account.objects.create(email=f"{role}.{agency}@cast.example", name=role)
            team = Team.objects.create(agency=where, name=f"{role} team", purpose="any")
            self.seats[role, agency] = Seat.objects.create(
                account=account, agency=where, team=team, role=role, title=role, since=timezone.localdate()
            )
        return self.seats[role, agency]

    def told(self, agency: str = "council", **said: object) -> uuid.UUID:
        """A person whom this agency tells, by its data steward; the key of the person as told."""
        said = {"given": "Wren", "family": "Ashdown", "born": date(2012, 5, 4), "postcode": "ZZ1 4AB"} | said
        reference = str(said.pop("reference", new_key()))
        with viewer(self.seat(DATA_STEWARD.key, agency), "test"):
            return tell([Telling(reference=reference, **said)])[0].person  # type: ignore[arg-type]

    def child(self, person: uuid.UUID, agency: str = "council") -> uuid.UUID:
        with viewer(self.seat(DATA_STEWARD.key, agency), "test"):
            return child_of(person)
