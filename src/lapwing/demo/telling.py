"""Who tells of whom: each agency of the children that it knows, as it knows them, with its slips of the pen."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from lapwing.access.circle import seal_child
from lapwing.demo.case_records import keep_case_records
from lapwing.demo.cast import HOME_PEOPLE
from lapwing.demo.child import Child, disabilities
from lapwing.demo.own_files import as_police_have_it
from lapwing.demo.places import BODIES, CITY, COLLEGE, COUNCILS, COUNTY
from lapwing.demo.world import Step, World
from lapwing.people import changes, facts
from lapwing.people.changes import Outcome, Telling
from lapwing.people.queries import child_of

STEWARD = {CITY: "data_steward", COUNTY: "county_data_steward"}
SCHOOLS = tuple(body.key for body in BODIES if body.kind in {"school", "college"})
LEAD = {school: f"{school}_lead" for school in SCHOOLS} | {"millrace": "school_lead"}
MANAGER = {"ash_house": "home_manager", "sedge_lodge": "county_home_manager"} | {
    home: f"{home}_manager" for home, *_ in HOME_PEOPLE
}


def _told(
    child: Child, reference: str, *numbers: tuple[str, str], postcode: str = "", family: str = "",
    born: date | None = None,
) -> Telling:  # fmt: skip
    return Telling(
        reference, child.given, family or child.family, None if child.expected else born or child.born, child.sex,
        child.ethnicity, postcode or child.postcode, tuple(n for n in numbers if n[1]), expected=child.expected,
    )  # fmt: skip


def _keep(world: World, agency: str, children: Sequence[Child], outcomes: Sequence[Outcome]) -> str:
    """Remember each agency's own person for each child; say how many were new, joined and doubtful."""
    counts: dict[str, int] = {}
    for child, outcome in zip(children, outcomes, strict=True):
        world.persons[agency][child.number] = outcome.person
        counts[outcome.what] = counts.get(outcome.what, 0) + 1
    return ", ".join(f"{number} {what}" for what, number in sorted(counts.items()))


def _known_to(council: str, world: World) -> list[Child]:
    """Whom a council's social care knows: all whom it looks after or looked after, all who went missing of late, and
    of the others one in three.
    """
    return [
        child
        for child in world.children
        if child.area == council
        and (child.care or (not child.went and (child.traits or child.number in world.went or child.number % 3 == 0)))
    ]


def _councils(world: World) -> str:
    told = []
    for council in COUNCILS:
        children = _known_to(council, world)
        with world.sitting(STEWARD[council], "records"):
            outcomes = changes.tell([_known(child) for child in children])
            told.append(_keep(world, council, children, outcomes))
    return "; ".join(told)


def _known(child: Child) -> Telling:
    return replace(_told(child, child.reference, ("upn", child.upn)), disabilities=disabilities(child))


def _schools(world: World) -> str:
    pupils = 0
    for school in SCHOOLS:
        children = [child for child in world.of_today if child.school == school]
        with world.sitting(LEAD[school], "roll"):
            outcomes = changes.tell([_pupil(child) for child in children])
            _keep(world, school, children, outcomes)
            ours, agency = world.persons[school], world.places.agencies[school].pk
            facts.record_schoolings([facts.Attends(ours[c.number], agency, _joined(c, world.day)) for c in children])
            facts.record_involvements(
                [
                    facts.Knows(ours[c.number], "pupil", _joined(c, world.day), seat=world.seats[LEAD[school]].pk)
                    for c in children
                ]
            )
        pupils += len(children)
    return f"{pupils} pupils in {len(SCHOOLS)} schools"


def _pupil(child: Child) -> Telling:
    postcode = child.care.postcode if child.care else ""
    return _told(child, f"P{child.number:05d}", ("upn", child.upn), postcode=postcode)


def _joined(child: Child, day: date) -> date:
    """The first day of the school year in which a child came to this school."""
    at = 16 if child.school == COLLEGE else 11 if child.age(day) >= 11 else 4
    began = date(child.born.year + at + (child.born.month >= 9), 9, 1)
    return min(began, date(day.year - (day.month < 9), 9, 1))


def _homes(world: World) -> str:
    told = 0
    for home, member in MANAGER.items():
        children = [child for child in world.of_today if child.care and child.care.home == home]
        with world.sitting(member, "care"):
            outcomes = changes.tell(
                [
                    _told(child, f"{home}-{child.number}", postcode=child.care.postcode)
                    for child in children
                    if child.care
                ]
            )
            _keep(world, home, children, outcomes)
            facts.record_involvements([_resident(world, home, member, child) for child in children])
        told += len(children)
    return f"{told} residents of {len(MANAGER)} homes"


def _resident(world: World, home: str, member: str, child: Child) -> facts.Knows:
    since = child.care.since if child.care else world.day
    return facts.Knows(world.persons[home][child.number], "resident", since, seat=world.seats[member].pk)


def _nurses(world: World) -> str:
    children = [child for child in world.of_today if child.care and child.given]
    with world.sitting("nurse", "health_assessment"):
        outcomes = changes.tell([_patient(child) for child in children])
        told = _keep(world, "community", children, outcomes)
        facts.record_involvements(
            [
                facts.Knows(
                    world.persons["community"][c.number],
                    "health assessments",
                    c.care.since,
                    seat=world.seats["nurse"].pk,
                )
                for c in children
                if c.care
            ]
        )
    return told


def _patient(child: Child) -> Telling:
    postcode = child.care.postcode if child.care else ""
    return _told(child, f"N{child.number:06d}", ("nhs", child.nhs), ("upn", child.upn), postcode=postcode)


def _police(world: World) -> str:
    """The police know whom they looked for, and some others; they write in a hurry, and hold no pupil numbers."""
    sought = {absence.child for absence in world.absences if "police" in absence.told.by}
    children = [c for c in world.of_today if c.number in sought or (c.traits and c.given) or c.number % 11 == 0]
    children = [child for child in children if child.given]
    with world.sitting("police_missing", "crime"):
        outcomes = changes.tell([_nominal(child) for child in children])
        return _keep(world, "police", children, outcomes)


def _nominal(child: Child) -> Telling:
    family, postcode, born = as_police_have_it(child)
    return _told(child, child.nominal, family=family, postcode=postcode, born=born)


def _seal(world: World) -> str:
    sealed = [child for child in world.with_trait("sealed") if child.number in world.persons[CITY]]
    for child in sealed:
        with world.sitting("custodian", "custody"):
            person = world.persons[CITY][child.number]
            seal_child(
                child=child_of(person), person=person, holder=world.seats["custodian"].pk,
                reason="A court ordered that where this child lives is known to nobody.",
            )  # fmt: skip
    return f"{len(sealed)} child"


TOLD: tuple[tuple[str, Step], ...] = (
    ("The councils tell of their children", _councils),
    ("Schools tell of their pupils", _schools),
    ("Children's homes tell of their residents", _homes),
    ("Nurses tell of looked-after children", _nurses),
)
KEPT: tuple[tuple[str, Step], ...] = (
    ("The police tell of whom they looked for", _police),
    ("The councils keep their case records", keep_case_records),
    ("A custodian seals a child", _seal),
)
