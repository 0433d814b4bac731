"""Worlds drawn at random: places, seals, conflicts and links; `may_see` and PostgreSQL answer alike for every row.

`test_policies_agree` reaches every cell; here the cells meet in combinations that nobody thought of.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lapwing.access import viewer
from lapwing.access.may_see import Facts, may_see
from lapwing.access.models import Conflict, Identity, Place, Seal
from lapwing.access.narrowing import reachable
from lapwing.access.roles import PEOPLE_ROLES
from lapwing.directory.keys import new_key
from lapwing.directory.models import Seat
from lapwing.people.models import Involvement, Link, Status, Told
from tests.access import rows
from tests.access.told import Cast
from tests.access.world import clear

# Many times over what other tests cover: measuring it again would double its time.
pytestmark = pytest.mark.no_cover

ROLES = [role.key for role in PEOPLE_ROLES]
AGENCIES = ("council", "police")
LEVELS = st.integers(1, 5)
CHILDREN = st.integers(0, 2)


@dataclass(frozen=True)
class Drawn:
    """One world: three children; persons told by agencies, and who stands, sealed or shut out, where."""

    persons: list[tuple[int, str, int, int]]  # the child, the agency, and the levels of two rows
    places: list[tuple[int, str, int, int]]  # the child, whose seat or team, how far, hours until the end
    seals: list[tuple[int, bool]]  # the child, whether it has ended
    conflicts: list[int]
    moved: list[int]  # persons who are linked to the next child


@st.composite
def worlds(draw: Any) -> Drawn:
    agency = st.sampled_from(AGENCIES)
    return Drawn(
        draw(st.lists(st.tuples(CHILDREN, agency, LEVELS, LEVELS), min_size=3, max_size=6)),
        draw(st.lists(st.tuples(CHILDREN, st.sampled_from(("seat", "team", "other")), LEVELS, st.integers(-2, 2)),
                      max_size=5)),
        draw(st.lists(st.tuples(CHILDREN, st.booleans()), max_size=2)),
        draw(st.lists(CHILDREN, max_size=1)),
        draw(st.lists(st.integers(0, 5), max_size=2)),
    )  # fmt: skip


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: Any) -> Iterator[Cast]:
    """Seats of every role; the drawn rows are written past every policy, by the migrator."""
    with django_db_blocker.unblock():
        clear()
        made = Cast()
        for role in ROLES:
            made.seat(role)
        rows.PARENTS["directory.Agency"] = made.agency("police").pk
        yield made
        del rows.PARENTS["directory.Agency"]
        clear()


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(drawn=worlds(), role=st.sampled_from(ROLES))
def test_worlds_drawn_at_random(cast: Cast, django_db_blocker: Any, drawn: Drawn, role: str) -> None:
    with django_db_blocker.unblock():
        compare(cast, drawn, role)


def compare(cast: Cast, drawn: Drawn, role: str) -> None:
    seat = cast.seat(role)
    children, persons = [new_key() for _ in range(3)], [new_key() for _ in drawn.persons]
    child_of = links(drawn, persons, children)
    written = write(cast, drawn, seat, children, persons, child_of)
    with viewer.viewer(seat, "test") as who:
        found = Facts.about(who, written)
        facts = replace(found, child_of=child_of)  # as the world was drawn, whatever the viewer may read of it
        for model in {type(row) for row in written}:
            mine = [row for row in written if type(row) is model]
            asked = model._default_manager.filter(pk__in=[row.pk for row in mine])
            shown = set(asked.values_list("pk", flat=True))
            assert set(reachable(asked).values_list("pk", flat=True)) == shown, (model.__name__, role, drawn)
            for row in mine:
                answer = may_see(who, row, facts)
                assert bool(answer) == (row.pk in shown), (model.__name__, role, answer.sentence, drawn)


def write(
    cast: Cast, drawn: Drawn, seat: Seat, children: list[uuid.UUID], persons: list[uuid.UUID],
    child_of: dict[uuid.UUID, uuid.UUID],
) -> list[Any]:  # fmt: skip
    """The drawn rows; answers those that the question is asked of."""
    told, others, now = [], [], timezone.now()
    for person, (_, agency, first, second) in zip(persons, drawn.persons, strict=True):
        said = {"person": person, "agency": cast.agency(agency).pk}
        told.append(rows.row(Told, id=person, level=first, **said))
        others.append(rows.row(Status, level=second, **said))
        others.append(rows.row(Involvement, level=first, **said))
        others.append(rows.row(Link, child=child_of[person], level=second, since=now, until=now, **said))
    holders = {"seat": seat.pk, "team": seat.team_id, "other": new_key()}
    for child, who, reaches, hours in drawn.places:
        person = next((p for p in persons if child_of[p] == children[child]), None)
        if person is not None:
            others.append(
                rows.row(Place, person=person, child=children[child], agency=cast.agency("police").pk, level=1,
                         holder=holders[who], reaches=reaches, opens=now - timedelta(hours=3),
                         ends=now + timedelta(hours=hours, minutes=30))
            )  # fmt: skip
    closed = [
        rows.row(Seal, child=children[child], agency=cast.agency("police").pk, level=1, holder=new_key(),
                 until=now if ended else None)
        for child, ended in drawn.seals
    ] + [
        rows.row(Conflict, account=seat.account_id, child=children[child], agency=cast.agency("police").pk, level=4)
        for child in drawn.conflicts
    ]  # fmt: skip
    identities = [Identity(person=person, child=child_of[person]) for person in persons]
    for row in [*told, *identities, *others, *closed]:
        row.save(using="migrator", force_insert=True)
    return [*told, *others]


def links(drawn: Drawn, persons: list[uuid.UUID], children: list[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    found = {person: children[line[0]] for person, line in zip(persons, drawn.persons, strict=True)}
    for at in drawn.moved:
        if at < len(persons):
            found[persons[at]] = children[(drawn.persons[at][0] + 1) % 3]
    return found
