"""`may_see` and PostgreSQL give the same answer for every row, in every cell of relation × level × role × kind."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

import psycopg
import pytest
from django.utils import timezone

from lapwing.access import holdings, viewer
from lapwing.access.levels import Level
from lapwing.access.may_see import Facts, may_see
from lapwing.access.narrowing import reachable
from lapwing.access.reach import REACH, Kind, Relation, highest
from lapwing.access.register import GUARDS
from lapwing.access.roles import ROLES
from tests.access import rows
from tests.access.world import World, built
from tests.databases import as_app

# Many times over what other tests cover: measuring it again would double its time.
pytestmark = [pytest.mark.no_cover, pytest.mark.long]

Cell = tuple[str, int, str, str]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock():
        yield from built()


@pytest.fixture
def unblocked(django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


@cache
def rows_of(model: Any) -> list[Any]:
    """Every row of a table, as the migrator sees them."""
    return list(model.objects.using("migrator").all())


def facts_of(world: World, who: viewer.Viewer) -> Facts:
    """The facts as the world was made, and not as the database tells them to this viewer."""
    standing = {} if who.role not in world.seats else world.standing()
    return Facts(
        now=timezone.now(),
        child_of={world.persons[how]: world.children[how] for how in world.persons},
        standing=standing,
        sealed=frozenset(world.children[how] for how in ("sealed", "inside")),
        conflicts=frozenset([world.children["conflict"]]),
        known=frozenset([world.children["known"]] if who.role in world.seats else []),
    )


@pytest.mark.parametrize("role", ROLES)
def test_the_database_and_may_see_agree_row_for_row(world: World, unblocked: None, role: str) -> None:
    seen: Counter[tuple[Cell, bool]] = Counter()
    with viewer.viewer(world.seats[role], "test") as who:
        for model in rows.guarded_models():
            every = rows_of(model)
            facts = facts_of(world, who)
            shown = set(model.objects.values_list("pk", flat=True))
            assert set(reachable(model.objects.all()).values_list("pk", flat=True)) == shown, model
            answers = {record.pk: bool(may_see(who, record, facts)) for record in every}
            wrong = {pk for pk, yes in answers.items() if yes != (pk in shown)}
            assert not wrong, _words(world, model, every, wrong, shown)
            for record in every:
                for relation in relations(who, record, facts):
                    cell = (relation, getattr(record, "level", 1), role, GUARDS[model._meta.db_table].kind)
                    seen[cell, answers[record.pk]] += 1
    reached = {cell for cell, _ in seen}
    assert reached >= cells(role), sorted(cells(role) - reached)[:5]
    for relation, level, _, kind in cells(role):
        allowed = level <= highest(role, Kind(kind), Relation(relation)) and level < Level.SEALED
        if allowed:
            assert seen[(relation, level, role, kind), True], f"no yes for {relation} {level} {role} {kind}"
        elif ROLES[role].acts_for_machine is False:
            assert seen[(relation, level, role, kind), False], f"no no for {relation} {level} {role} {kind}"


@pytest.mark.parametrize("role", ROLES)
def test_what_a_page_knows_to_be_held_is_what_the_tables_would_show(world: World, unblocked: None, role: str) -> None:
    asked = [model for model in rows.guarded_models() if "person" in {field.name for field in model._meta.fields}]
    holdings.ASKED.update(holdings.tables())
    with viewer.viewer(world.seats[role], "test"):
        shown = {model: set(model.objects.values_list("person", flat=True)) for model in asked}
        for person in world.persons.values():
            with holdings.known([person]):
                spared = {model for model in asked if holdings.surely_empty(model, [person])}
                assert spared == {model for model in asked if person not in shown[model]}
            assert not any(holdings.surely_empty(model, [person]) for model in asked), "known inside alone"


def _words(world: World, model: Any, every: list[Any], wrong: set[Any], shown: set[Any]) -> str:
    """Which rows differ: by the way the viewer stands to their child, and by level."""
    how = {key: name for table in (world.persons, world.children) for name, key in table.items()}
    rows_that_differ = [
        (how.get(getattr(r, "person", None) or getattr(r, "child", None)), getattr(r, "level", 0),
         "ours" if getattr(r, "agency_id", 0) == world.ours.pk else "theirs", "shown" if r.pk in shown else "not shown")
        for r in every if r.pk in wrong
    ]  # fmt: skip
    return f"{model._meta.db_table}: {len(wrong)} of {len(every)} rows differ: {sorted(rows_that_differ)[:8]}"


def relations(who: Any, record: Any, facts: Facts) -> Iterator[str]:
    """The ways in which this viewer stands to this row."""
    guard = GUARDS[record._meta.db_table]
    if getattr(record, "agency_id", None) == who.agency:
        yield "own"
    if guard.has_holder and record.holder in who.holders:
        yield "named"
    key = guard.key and getattr(record, guard.key)
    child = key if guard.key == "child" else facts.child_of.get(key) if key else None
    if child and facts.standing.get(child):
        yield "circle"
    yield "any"


def cells(role: str) -> set[Cell]:
    """Every cell of this role for which a table exists: kinds without a holder have no `named`, and so on."""
    found: set[Cell] = set()
    for guard in GUARDS.values():
        if guard.is_history or not guard.has_agency:
            continue
        relations = {"own", "any"} | ({"named"} if guard.has_holder else set())
        relations |= {"circle"} if guard.key else set()
        found |= {(relation, level, role, guard.kind) for relation in relations for level in range(1, 6)}
    return found


def test_nobody_looking_raises_in_the_database_itself(world: World) -> None:
    """Without Python's wrapper, in a fresh session and in one that had a viewer before: an error, never "nothing"."""
    for table in sorted(GUARDS):
        with as_app() as session:
            with pytest.raises(psycopg.Error):
                session.execute(f"SELECT * FROM {table} LIMIT 1")
            with session.transaction():
                session.execute("SELECT lapwing_look(%s, %s, %s, %s, 'analyst', 'test')", [str(viewer.NOBODY)] * 4)
                session.execute(f"SELECT * FROM {table} LIMIT 1")
            with pytest.raises(psycopg.Error):
                session.execute(f"SELECT * FROM {table} LIMIT 1")


@pytest.mark.parametrize("role", ROLES)
def test_history_shows_to_whoever_is_shown_the_row(world: World, unblocked: None, role: str) -> None:
    """To them and to nobody else; but a former state opens nothing to whoever it merely names: what was recalled from
    somebody stays recalled.
    """
    with viewer.viewer(world.seats[role], "test") as who:
        for model in rows.guarded_models():
            event = getattr(model, "pgh_event_model", None)
            if event is None:
                continue
            kept = set(event.objects.using("migrator").values_list("pgh_obj_id", flat=True))
            shown = set(model.objects.filter(pk__in=kept).values_list("pk", flat=True))
            assert kept, f"{model._meta.db_table} has no history to ask for"
            former = set(event.objects.values_list("pgh_obj_id", flat=True))
            named = set(shown - former)
            if GUARDS[model._meta.db_table].has_holder:
                named -= set(model.objects.filter(pk__in=named, holder__in=who.holders).values_list("pk", flat=True))
            if model._meta.db_table == "meetings_meeting":
                # An invitation, like a name, opens the meeting as it is, and no former state of it.
                invited = model.objects.filter(pk__in=named, invitations__holder__in=who.holders)
                named -= set(invited.values_list("pk", flat=True))
            assert former <= shown, _words(world, model, rows_of(model), former - shown, shown)
            assert not named, _words(world, model, rows_of(model), named, shown)


def test_every_kind_has_a_table() -> None:
    assert {guard.kind for guard in GUARDS.values()} == set(Kind)


def test_the_statement_names_every_role_and_kind_known() -> None:
    assert set(REACH) == set(ROLES)
