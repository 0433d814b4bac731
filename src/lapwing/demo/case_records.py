"""What the councils' workers keep: whom they work with, where children are placed, parents, homes, brothers and
sisters, telephones.
"""

import uuid
from collections.abc import Iterator, Sequence
from datetime import timedelta

from lapwing.demo.child import Child
from lapwing.demo.homes import Home, household_of
from lapwing.demo.places import COUNCILS, telephone
from lapwing.demo.world import WORKER, World
from lapwing.people import care, changes, facts
from lapwing.people.changes import Telling
from lapwing.people.models import Audience, Placement


def keep_case_records(world: World) -> str:
    """What the councils' workers keep: whom they work with, addresses, brothers and sisters."""
    rows = 0
    for council in COUNCILS:
        ours = world.persons[council]
        children = [child for child in world.of_today if child.number in ours]
        with world.sitting(WORKER[council], "plan"):
            rows += len(facts.record_involvements([_works_with(world, council, child) for child in children]))
            rows += len(care.record_placements(list(_placements(world, council, children))))
            at_home = [child for child in children if not child.care]
            parents = _tell_parents(world, at_home)
            rows += len(facts.record_addresses([row for child in at_home for row in _lives(world, child, parents)]))
            rows += len(facts.record_relationships(list(_siblings(world, council, children))))
            kin = [row for child in at_home for row in _parents(world, child, parents)]
            rows += len(facts.record_relationships(kin))
            rows += len(facts.record_telephones([_calls(world, council, c) for c in children if c.number % 5 == 0]))
    return f"{rows} records"


def _works_with(world: World, council: str, child: Child) -> facts.Knows:
    what = "child looked after" if child.care else "child in need"
    since = child.care.since if child.care else world.day - timedelta(days=40 + child.number)
    return facts.Knows(
        world.persons[council][child.number], what, since, seat=world.seats[WORKER[council]].pk,
        team=world.places.teams[f"{council}_social_work"].pk, area=world.places.areas[council].pk,
    )  # fmt: skip


def _placements(world: World, council: str, children: Sequence[Child]) -> Iterator[care.Placed]:
    """In which home and area: the return told of the placement, and of neither."""
    ours = {world.persons[council][child.number]: child.care for child in children if child.care}
    for row in Placement.objects.filter(person__in=ours, until=None).order_by("pk"):
        lives = ours[row.person]
        yield care.Placed(
            row.person, row.what, row.responsible_area_id, row.since, legal_status=row.legal_status,
            host_area=world.places.areas[lives.host].pk, key=row.pk,
            home=world.places.agencies[lives.home].pk if lives.home else None,
        )  # fmt: skip


Parents = dict[tuple[int, str], uuid.UUID]  # a council's persons, by household and what they are to its children


def _is_worked_with(world: World, child: Child) -> bool:
    """Of whose parents a worker has written something down: of those who went missing, and who are worth a look."""
    return bool(child.traits) or child.number in world.went


def _tell_parents(world: World, children: Sequence[Child]) -> Parents:
    """The council tells of mothers and fathers: adults, whom nobody is matched with."""
    told: dict[tuple[int, str], Telling] = {}
    for child in children:
        for parent in household_of(child, world.day).parents if _is_worked_with(world, child) else ():
            reference = f"{child.area}-{child.household}-{parent.what}"
            sex = "F" if parent.what == "mother" else "M"
            who = Telling(reference, parent.given, parent.family, sex=sex, is_child=False)
            told[child.household, parent.what] = who
    outcomes = {outcome.reference: outcome.person for outcome in changes.tell(list(told.values()))}
    return {key: outcomes[telling.reference] for key, telling in told.items()}


def _parents(world: World, child: Child, parents: Parents) -> Iterator[facts.Related]:
    for parent in household_of(child, world.day).parents:
        if (child.household, parent.what) in parents and _is_worked_with(world, child):
            yield facts.Related(
                world.persons[child.area][child.number], parents[child.household, parent.what], parent.what,
                parent.responsible,
            )  # fmt: skip


def _lives(world: World, child: Child, parents: Parents) -> Iterator[facts.Lives]:
    """The homes of a household that moved, or whose parents live apart. Where the address of one child is confidential,
    it is so for everybody who lives there; and a father's home is not told.
    """
    hidden = (child.street, child.postcode) in world.in_hiding
    for home in household_of(child, world.day).homes:
        if home.of == "father" and (hidden or (child.household, "father") not in parents):
            continue
        yield _address(world, child, home, parents.get((child.household, home.of)), hidden=hidden)


def _address(
    world: World, child: Child, home: Home, household: uuid.UUID | None, *, hidden: bool
) -> facts.Lives:  # fmt: skip
    return facts.Lives(
        world.persons[child.area][child.number], home.street, home.postcode, since=home.since, until=home.until,
        confirmed_on=None if home.until else world.day - timedelta(days=child.number % 80),
        audience=Audience.CONFIDENTIAL if hidden else Audience.CIRCLE, household_of=household,
        confidential_from="the child's father, and whoever could tell him" if hidden else "",
    )  # fmt: skip


def _calls(world: World, council: str, child: Child) -> facts.Calls:
    return facts.Calls(
        world.persons[council][child.number], telephone(500 + child.number), "Mother",
        safe_to_use=True if child.number % 2 else None,
    )  # fmt: skip


def _siblings(world: World, council: str, children: Sequence[Child]) -> Iterator[facts.Related]:
    households: dict[int, list[Child]] = {}
    for child in children:
        households.setdefault(child.household, []).append(child)
    for together in households.values():
        for child in together:
            for other in together:
                if child is not other:
                    ours = world.persons[council]
                    are_twins = "twin" in child.traits & other.traits
                    yield facts.Related(ours[child.number], ours[other.number], "twin" if are_twins else "sibling")
