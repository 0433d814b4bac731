"""A small cast that every page meets: two areas, the council of each, one police force, health, schools, a home.

Every name is invented. `build()` writes plain directory rows; acts of other rooms write what happens to children.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cache

from django.contrib.auth.hashers import make_password

from lapwing.access.roles import ROLES
from lapwing.directory.models import Account, Agency, Area, Catchment, Partnership, Seat, Team

SINCE = date(2020, 1, 6)
PASSWORD = "lantern-otter-gravel"
DOMAIN = "cast.example"


@dataclass
class Cast:
    """Areas, agencies, teams and seats by short names: `cast.social_worker`, `cast.seats["stranger"]`."""

    areas: dict[str, Area] = field(default_factory=dict)
    agencies: dict[str, Agency] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    seats: dict[str, Seat] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Seat:
        try:
            return self.__dict__["seats"][name]
        except KeyError as error:
            raise AttributeError(name) from error


# Short name: the agency's kind, its name, its area, and the areas it serves besides.
AGENCIES = {
    "council": ("local_authority", "Ashmere Council", "ashmere", ()),
    "other_council": ("local_authority", "Brackwater Council", "brackwater", ()),
    "police": ("police", "Mereside Police", None, ("ashmere", "brackwater")),
    "icb": ("icb", "Three Meres Integrated Care Board", None, ("ashmere", "brackwater")),
    "hospital": ("hospital_trust", "Mere Vale Hospitals", None, ("ashmere",)),
    "school": ("school", "Sallow Bank School", "ashmere", ()),
    "other_school": ("school", "Quayside Academy", "brackwater", ()),
    "home": ("childrens_home", "Ash House", "ashmere", ()),
    "advocacy": ("voluntary", "Lantern Advocacy", None, ("ashmere",)),
    "far_council": ("local_authority", "Farhaven Council", "farhaven", ()),
}
AREAS = {"ashmere": ("Ashmere", "991"), "brackwater": ("Brackwater", "992"), "farhaven": ("Farhaven", "993")}

# Short name: agency, name, purpose, whether it answers at any hour, and who answers at night.
TEAMS = {
    "night": ("council", "Emergency duty team", "night", True, None),
    "other_night": ("other_council", "Emergency duty team", "night", True, None),
    "control_room": ("police", "Force control room", "night", True, None),
    "missing": ("council", "Missing children team", "missing", False, "night"),
    "social_work": ("council", "Children in care team", "social_work", False, "night"),
    "front_door": ("council", "Ashmere front door", "front_door", False, "night"),
    "other_missing": ("other_council", "Missing children team", "missing", False, "other_night"),
    "police_missing": ("police", "Missing persons unit", "missing", False, "control_room"),
    "liaison": ("police", "School liaison officers", "school_liaison", False, "control_room"),
    "hospital": ("hospital", "Safeguarding team", "safeguarding", False, None),
    "school": ("school", "Safeguarding leads", "safeguarding", False, "night"),
    "home": ("home", "Ash House staff", "home", True, None),
    "advocates": ("advocacy", "Return interviews", "return_interviews", False, "night"),
}

# Short name: agency, team, role, title, deputy, person.
SEATS = {
    "social_worker": ("council", "social_work", "social_worker", "Social worker", "", "Priya Nandakumar"),
    "council_missing": (
        "council", "missing", "council_missing", "Missing coordinator", "council_missing_deputy", "Owen Tarrant",
    ),
    "council_missing_deputy": ("council", "missing", "council_missing", "Missing officer", "", "Bea Lindqvist"),
    "other_council_missing": (
        "other_council", "other_missing", "council_missing", "Missing coordinator", "", "Idris Vale",
    ),
    "other_social_worker": ("other_council", None, "social_worker", "Social worker", "", "Mara Quill"),
    "police_missing": (
        "police", "police_missing", "police_missing", "Missing coordinator", "police_missing_deputy", "Sgt Tom Adeyemi",
    ),
    "police_missing_deputy": ("police", "police_missing", "police_missing", "Missing officer", "", "PC Nell Harker"),
    "school_liaison": ("police", "liaison", "police_missing", "School liaison officer", "", "PC Una Fell"),
    "school_liaison_two": ("police", "liaison", "police_missing", "School liaison officer", "", "PC Rhys Stone"),
    "duty_officer": ("council", "night", "front_door", "Duty officer", "", "Ola Brandt"),
    "other_duty_officer": ("other_council", "other_night", "front_door", "Duty officer", "", "Wyn Harker"),
    "control_room": ("police", "control_room", "police_missing", "Control-room sergeant", "", "Sgt Ida Marsh"),
    "home_manager": ("home", "home", "home_manager", "Registered manager", "", "Gwen Pascoe"),
    "school_lead": ("school", "school", "school_lead", "Designated safeguarding lead", "school_deputy", "Ruth Okafor"),
    "school_deputy": ("school", "school", "school_lead", "Deputy safeguarding lead", "", "Liam Sorrel"),
    "other_school_lead": ("other_school", None, "school_lead", "Designated safeguarding lead", "", "Jo Venn"),
    "health": ("hospital", "hospital", "health", "Named nurse", "", "Hanna Brook"),
    "interviewer": ("advocacy", "advocates", "interviewer", "Interviewer", "interviewer_two", "Asha Bright"),
    "interviewer_two": ("advocacy", "advocates", "interviewer", "Interviewer", "", "Dev Lorne"),
    "front_door": ("council", "front_door", "front_door", "Front-door social worker", "", "Sam Ellery"),
    "partnership_manager": ("council", None, "partnership_manager", "Partnership manager", "", "Cora Whitlock"),
    "analyst": ("council", None, "analyst", "Performance analyst", "", "Yusuf Penn"),
    "scrutineer": ("council", None, "scrutineer", "Independent scrutineer", "", "Dr Alma Reyes"),
    "ig_lead": ("council", None, "ig_lead", "Information-governance lead", "", "Piers Hollow"),
    "data_steward": ("council", None, "data_steward", "Data steward", "", "Tess Marlow"),
    "custodian": ("council", None, "custodian", "Custodian of sealed records", "", "Edith Crane"),
    "stranger": ("far_council", None, "social_worker", "Social worker", "", "Noa Birch"),
}  # fmt: skip


def build() -> Cast:
    """Write the cast, in whatever database the tests stand on; a statement a table, since most tests begin with it."""
    cast = Cast()
    cast.areas = {key: Area(name=name, code=code, region="Invented") for key, (name, code) in AREAS.items()}
    cast.agencies = {key: _agency(cast, *line) for key, line in AGENCIES.items()}
    for key, line in TEAMS.items():
        cast.teams[key] = _team(cast, *line)
    cast.seats = {key: _seat(cast, key, *line) for key, line in SEATS.items()}
    for key, (*_, deputy, _person) in SEATS.items():
        cast.seats[key].deputy = cast.seats[deputy] if deputy else None
    assert {seat.role for seat in cast.seats.values()} == set(ROLES) - {"clockwork"}, "every role is in the cast"
    _write(cast)
    return cast


def _write(cast: Cast) -> None:
    Area.objects.bulk_create(cast.areas.values())
    partnership = Partnership.objects.create(name="Ashmere and Brackwater Safeguarding Children Partnership")
    partnership.areas.add(cast.areas["ashmere"], cast.areas["brackwater"])
    Agency.objects.bulk_create(cast.agencies.values())
    Catchment.objects.bulk_create(
        Catchment(agency=cast.agencies[key], area=cast.areas[each], since=SINCE)
        for key, (*_, serves) in AGENCIES.items() for each in serves
    )  # fmt: skip
    Team.objects.bulk_create(cast.teams.values())
    Account.objects.bulk_create(seat.account for seat in cast.seats.values())
    Seat.objects.bulk_create(cast.seats.values())


def _agency(cast: Cast, kind: str, name: str, area: str | None, _serves: tuple[str, ...]) -> Agency:
    return Agency(
        kind=kind, name=name, area=cast.areas[area] if area else None, postcode="ZZ1 4AB",
        telephone="01632 960001", night_telephone="01632 960002",
    )  # fmt: skip


def _team(cast: Cast, agency: str, name: str, purpose: str, at_any_hour: bool, night: str | None) -> Team:
    return Team(
        agency=cast.agencies[agency], area=cast.agencies[agency].area, name=name, purpose=purpose,
        round_the_clock=at_any_hour, night_route=cast.teams[night] if night else None, telephone="01632 960003",
    )  # fmt: skip


def _seat(cast: Cast, key: str, agency: str, team: str | None, role: str, title: str, _deputy: str, name: str) -> Seat:
    account = Account(email=f"{key.replace('_', '.')}@{DOMAIN}", name=name, password=_hashed())
    return Seat(
        account=account, agency=cast.agencies[agency], team=cast.teams[team] if team else None, role=role, title=title,
        since=SINCE, telephone="01632 960004",
    )  # fmt: skip


@cache
def _hashed() -> str:
    return make_password(PASSWORD)


def sign_in(client: object, seat: Seat) -> None:
    """Put a test client in a seat, second factor and all, without the pages for it."""
    client.force_login(seat.account, backend="allauth.account.auth_backends.AuthenticationBackend")  # type: ignore[attr-defined]
    session = client.session  # type: ignore[attr-defined]
    session["second_factor"], session["seat"] = True, str(seat.pk)
    session.save()
