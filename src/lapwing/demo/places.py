"""Where the demo plays: a city and the county round it, one police force, health bodies across the line between them.

Everything here is made up. The area codes are nobody's.
"""

from dataclasses import dataclass
from datetime import date

from lapwing.directory import changes
from lapwing.directory.models import Agency, AgencyName, Area, Catchment, Partnership, Team

CITY, COUNTY, ELSEWHERE = "city", "county", "elsewhere"
AREAS = {CITY: ("Ashmere", "990"), COUNTY: ("Thornshire", "991"), ELSEWHERE: ("Wexmoor", "992")}
REGION = "The Vales"
PARTNERSHIPS = {
    "Ashmere Safeguarding Children Partnership": (CITY,),
    "Thornshire Safeguarding Children Partnership": (COUNTY,),
}
FOUNDED = date(2015, 4, 1)
BOARDS_BEGAN = date(2022, 7, 1)


@dataclass(frozen=True)
class Body:
    """An agency of the demo: its short name here, its kind, the area it belongs to, and those it serves."""

    key: str
    kind: str
    name: str
    area: str | None = None
    serves: tuple[str, ...] = ()
    postcode: str = ""
    since: date = FOUNDED


BODIES = (
    Body("city", "local_authority", "Ashmere City Council", CITY, (CITY,), "ZA1 1AA"),
    Body("county", "local_authority", "Thornshire County Council", COUNTY, (COUNTY,), "ZC1 1AA"),
    Body("police", "police", "Ashmere and Thornshire Police", None, (CITY, COUNTY), "ZC2 4PL"),
    Body("far_police", "police", "Wexmoor Constabulary", ELSEWHERE, (ELSEWHERE,), "ZD9 1AA"),
    Body("far_council", "local_authority", "Wexmoor Council", ELSEWHERE, (ELSEWHERE,), "ZD1 1AA"),
    Body("old_group", "ccg", "Ashmere City Clinical Commissioning Group", CITY, (CITY,), "ZA1 3HH"),
    Body("city_board", "icb", "Ashmere and Nearvale Integrated Care Board", None, (CITY, COUNTY), "ZA1 3HH", BOARDS_BEGAN),
    Body("county_board", "icb", "Thornshire and Eastfold Integrated Care Board", None, (COUNTY, CITY), "ZC5 2BD", BOARDS_BEGAN),
    Body("city_hospital", "hospital_trust", "Ashmere Royal Hospitals NHS Trust", CITY, (CITY, COUNTY), "ZA5 2RH"),
    Body("county_hospital", "hospital_trust", "Thornshire Dales Hospital NHS Trust", COUNTY, (COUNTY,), "ZC7 1HT"),
    Body("community", "community_provider", "Two Rivers Community Health NHS Trust", None, (CITY, COUNTY), "ZA3 8CH"),
    Body("millrace", "school", "Millrace Academy", CITY, (CITY,), "ZA2 6SL"),
    Body("foundry", "school", "Foundry Road Primary School", CITY, (CITY,), "ZA3 1PR"),
    Body("lockside", "school", "Lockside School", CITY, (CITY,), "ZA4 2LS"),
    Body("quayfield", "school", "Quayfield Academy", CITY, (CITY,), "ZA7 4QF"),
    Body("tannery", "school", "Tannery Street School", CITY, (CITY,), "ZA8 1TS"),
    Body("heronsford", "school", "Heronsford Primary School", CITY, (CITY,), "ZA9 2HP"),
    Body("cutlers", "school", "Cutlers Row Primary School", CITY, (CITY,), "ZA4 7CR"),
    Body("curlew", "school", "Curlew Hill School", COUNTY, (COUNTY,), "ZC3 5SC"),
    Body("saltern", "school", "Saltern Primary School", COUNTY, (COUNTY,), "ZC4 1PS"),
    Body("longmarsh", "school", "Longmarsh School", COUNTY, (COUNTY,), "ZC8 3LM"),
    Body("dunmoor", "school", "Dunmoor Academy", COUNTY, (COUNTY,), "ZC9 5DA"),
    Body("peatling", "school", "Peatling Green Primary School", COUNTY, (COUNTY,), "ZC2 8PG"),
    Body("beacon", "college", "Beacon Sixth Form College", COUNTY, (COUNTY, CITY), "ZC1 9CO"),
    Body("ash_house", "childrens_home", "Ash House", CITY, (CITY,), "ZA6 3AH"),
    Body("kettle_house", "childrens_home", "Kettle House", CITY, (CITY,), "ZA7 1KH"),
    Body("marl_lodge", "childrens_home", "Marl Lodge", CITY, (CITY,), "ZA8 6ML"),
    Body("swallow_court", "childrens_home", "Swallow Court", CITY, (CITY,), "ZA9 9SC"),
    Body("sedge_lodge", "childrens_home", "Sedge Lodge", COUNTY, (COUNTY,), "ZC6 7SL"),
    Body("withy_house", "childrens_home", "Withy House", COUNTY, (COUNTY,), "ZC8 2WH"),
    Body("stonecrop", "childrens_home", "Stonecrop House", COUNTY, (COUNTY,), "ZC9 8SH"),
    Body("voices", "voluntary", "Voices for Vale Children", None, (CITY, COUNTY), "ZA1 8VC"),
)  # fmt: skip
SECONDARIES = {CITY: ("millrace", "lockside", "quayfield", "tannery"), COUNTY: ("curlew", "longmarsh", "dunmoor")}
PRIMARIES = {CITY: ("foundry", "heronsford", "cutlers"), COUNTY: ("saltern", "peatling")}
COLLEGE = "beacon"
HOMES = {
    CITY: ("ash_house", "kettle_house", "marl_lodge", "swallow_court"),
    COUNTY: ("sedge_lodge", "withy_house", "stonecrop"),
}
POSTCODES = {body.key: body.postcode for body in BODIES}
COUNCILS = (CITY, COUNTY)


@dataclass(frozen=True)
class Post:
    """A team of the demo: whose it is, what for, and who answers for it at night."""

    key: str
    body: str
    name: str
    purpose: str
    area: str | None = None
    night: str = ""
    round_the_clock: bool = False


def _of_council(council: str) -> tuple[Post, ...]:
    night = f"{council}_night"
    return (
        Post(night, council, "Emergency duty team", "night", council, round_the_clock=True),
        Post(f"{council}_missing", council, "Missing children team", "missing", council, night),
        Post(f"{council}_front_door", council, "Front door", "front_door", council, night),
        Post(f"{council}_social_work", council, "Children looked after", "social_work", council, night),
        Post(f"{council}_custody", council, "Sealed records", "custody", council, night),
        Post(f"{council}_records", council, "Files and returns", "records", council, night),
    )


def _of_school(school: Body) -> Post:
    return Post(f"{school.key}_safeguarding", school.key, "Safeguarding", "school", school.area, f"{school.area}_night")


POSTS = (
    *_of_council(CITY),
    Post("city_information", "city", "Information governance", "records", CITY, "city_night"),
    Post("city_office", "city", "Partnership business office", "records", CITY, "city_night"),
    Post("city_scrutiny", "city", "Independent scrutiny", "records", CITY, "city_night"),
    *_of_council(COUNTY),
    Post("police_control", "police", "Force control room", "night", round_the_clock=True),
    Post("police_missing", "police", "Missing persons team", "missing", night="police_control"),
    Post("police_schools", "police", "School liaison officers", "school_liaison", night="police_control"),
    Post("far_night", "far_council", "Emergency duty team", "night", ELSEWHERE, round_the_clock=True),
    Post("far_social_work", "far_council", "Children looked after", "social_work", ELSEWHERE, "far_night"),
    Post("far_police_missing", "far_police", "Missing persons team", "missing", round_the_clock=True),
    Post("old_group_safeguarding", "old_group", "Safeguarding children, city", "health", CITY, "community_on_call"),
    Post("county_board_safeguarding", "county_board", "Safeguarding children", "health", None, "community_on_call"),
    Post("community_on_call", "community", "On-call nurse", "night", round_the_clock=True),
    Post("community_looked_after", "community", "Looked-after children nurses", "health", None, "community_on_call"),
    Post("city_hospital_safeguarding", "city_hospital", "Safeguarding children", "health", CITY, "community_on_call"),
    Post("county_hospital_safeguarding", "county_hospital", "Safeguarding children", "health", COUNTY, "community_on_call"),
    *(
        Post(f"{home}_staff", home, "Shift", "home", area, round_the_clock=True)
        for area, homes in HOMES.items()
        for home in homes
    ),
    *(_of_school(body) for body in BODIES if body.kind in {"school", "college"}),
    Post("voices_on_call", "voices", "On-call interviewer", "night", round_the_clock=True),
    Post("voices_interviews", "voices", "Return interviews", "return_interviews", night="voices_on_call"),
)  # fmt: skip


@dataclass
class Places:
    """The demo's directory, by the short names used here."""

    areas: dict[str, Area]
    agencies: dict[str, Agency]
    teams: dict[str, Team]


def make_places() -> Places:
    """Areas, agencies and teams; a clinical commissioning group becomes part of an integrated care board."""
    areas = {key: Area.objects.create(name=name, code=code, region=REGION) for key, (name, code) in AREAS.items()}
    for name, members in PARTNERSHIPS.items():
        Partnership.objects.create(name=name).areas.set([areas[member] for member in members])
    agencies = {body.key: _agency(body, areas) for body in BODIES}
    teams: dict[str, Team] = {}
    for number, post in enumerate(POSTS):
        teams[post.key] = Team.objects.create(
            agency=agencies[post.body], area=areas.get(post.area or ""), name=post.name, purpose=post.purpose,
            round_the_clock=post.round_the_clock, telephone=telephone(100 + number),
        )  # fmt: skip
    for post in POSTS:
        if post.night:
            teams[post.key].night_route = teams[post.night]
            teams[post.key].save()
    _history(agencies)
    return Places(areas, agencies, teams)


def telephone(number: int) -> str:
    """One of the thousand numbers that Ofcom keeps free for use in drama."""
    return f"01632 960{number % 1000:03d}"


def _agency(body: Body, areas: dict[str, Area]) -> Agency:
    number = BODIES.index(body)
    agency = Agency.objects.create(
        kind=body.kind, name=body.name, area=areas.get(body.area or ""), postcode=body.postcode,
        telephone=telephone(number), night_telephone=telephone(50 + number),
    )  # fmt: skip
    AgencyName.objects.create(agency=agency, name=body.name, since=body.since)
    for area in body.serves:
        Catchment.objects.create(agency=agency, area=areas[area], since=body.since)
    return agency


def _history(agencies: dict[str, Agency]) -> None:
    """What became of whom: the group into the board of 2022, and the home under its second name."""
    changes.succeed(
        [agencies["old_group"]], agencies["city_board"], on=BOARDS_BEGAN,
        note="Clinical commissioning groups became integrated care boards.",
    )  # fmt: skip
    changes.rename(agencies["ash_house"], "Ash House Children's Home", on=date(2024, 9, 1))
    for agency in agencies.values():
        agency.refresh_from_db()
