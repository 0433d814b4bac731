"""A few people who work together, for the tests of these rooms: two councils, a police force, a school and a home."""

import uuid
from dataclasses import dataclass, field
from datetime import date

from lapwing.access import viewer
from lapwing.access.circle import Opening, open_places
from lapwing.access.levels import Level
from lapwing.directory.models import Account, Agency, Area, Seat, Team
from lapwing.people import changes as people

SINCE = date(2020, 1, 1)


@dataclass
class Cast:
    """Agencies, teams and seats by name."""

    area: Area
    agencies: dict[str, Agency] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    seats: dict[str, Seat] = field(default_factory=dict)

    def child(self, by: str, reference: str = "C1", given: str = "Robin", family: str = "Marsh") -> uuid.UUID:
        """A person as told by the agency of a seat."""
        with viewer.viewer(self.seats[by], "test"):
            telling = people.Telling(reference, given=given, family=family, born=date(2010, 5, 4))
            return people.tell([telling])[0].person

    def place(self, by: str, person: uuid.UUID, holder: str, reaches: Level, because: uuid.UUID | None = None) -> None:
        """Open a place in the child's circle for a seat, by another."""
        with viewer.viewer(self.seats[by], "test"):
            open_places([
                Opening(
                    person=person, agency=self.seats[holder].agency_id, holder=self.seats[holder].pk, reaches=reaches,
                    purpose="protect", basis="public_task", because_kind="trial" if because else "", because=because,
                )
            ])  # fmt: skip


def make() -> Cast:
    cast = Cast(Area.objects.create(name="Marshland", code="997"))
    for kind, name in [
        ("local_authority", "Marshland Council"), ("police", "Fenshire Police"), ("school", "Reed School"),
        ("childrens_home", "Ash House"),
    ]:  # fmt: skip
        cast.agencies[kind] = Agency.objects.create(kind=kind, name=name, area=cast.area)
    for kind, agency in cast.agencies.items():
        night = Team.objects.create(agency=agency, name="Out of hours", purpose="night", round_the_clock=True)
        day = Team.objects.create(agency=agency, name="Missing", purpose="missing", night_route=night)
        cast.teams[kind], cast.teams[f"{kind}_night"] = day, night
        _seat(cast, f"{kind}_night", agency, night, "front_door", "Duty officer")
    council, police = cast.agencies["local_authority"], cast.agencies["police"]
    _pair(cast, "social_worker", council, cast.teams["local_authority"], "Social worker")
    _pair(cast, "council_missing", council, cast.teams["local_authority"], "Missing coordinator")
    _pair(cast, "police_missing", police, cast.teams["police"], "Missing coordinator")
    _pair(cast, "school_lead", cast.agencies["school"], cast.teams["school"], "Safeguarding lead")
    _pair(cast, "home_manager", cast.agencies["childrens_home"], cast.teams["childrens_home"], "Manager")
    _seat(cast, "partnership_manager", council, None, "partnership_manager", "Business manager")
    return cast


def _pair(cast: Cast, key: str, agency: Agency, team: Team, title: str) -> None:
    """A seat and its deputy."""
    deputy = _seat(cast, f"{key}_deputy", agency, team, key, f"Deputy {title.lower()}")
    seat = _seat(cast, key, agency, team, key, title)
    seat.deputy = deputy
    seat.save()


def _seat(cast: Cast, key: str, agency: Agency, team: Team | None, role: str, title: str) -> Seat:
    account = Account.objects.create_user(f"{key}@example.invalid", name=f"Pat {key.title().replace('_', '')}")
    cast.seats[key] = Seat.objects.create(
        account=account, agency=agency, team=team, role=role, title=title, since=SINCE
    )
    return cast.seats[key]
