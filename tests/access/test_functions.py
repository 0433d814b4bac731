"""The database's functions, views and roles: what each gives a stranger, and what nobody may ask."""

import uuid
from datetime import date
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction

from lapwing.access import circle, viewer
from lapwing.access.functions import all_functions
from lapwing.access.models import Touch
from lapwing.access.register import GUARDS
from lapwing.access.roles import PEOPLE_ROLES
from lapwing.people.models import Told
from tests.access.told import Cast
from tests.databases import as_app, as_migrator

NOTHING = [("",)]
SOMEBODY = ["Wren", "Ashdown", date(2012, 5, 4), "ZZ1 4AB", [], []]
DESCRIBED = (
    '[{"place": 0, "given_name": "Wren", "family_name": "Ashdown", "born_on": "2012-05-04",'
    ' "home_postcode": "ZZ1 4AB", "home_postcodes": ["ZZ1 4AB"], "schemes": [], "numbers": []}]'
)

# What each function gives a person of another agency who stands in nobody's circle, when one child is known to the
# council and another one sealed there: `{child}` and `{person}` are the first one's. None: it may not be asked at all.
STRANGER: dict[str, tuple[list[Any], Any]] = {
    "lapwing_hidden_children": ([], "the sealed child's key"),
    "lapwing_conflicts": ([], []),
    "lapwing_stands_in": (["{child}"], [(False,)]),
    "lapwing_knows": (["{child}"], [(False,)]),
    "lapwing_is_to_be_erased": (["{person}"], [(False,)]),
    "lapwing_candidates": (SOMEBODY, "the child, and not the sealed one"),
    "lapwing_candidates_of_many": ([DESCRIBED], "the child, and not the sealed one"),
    "lapwing_candidates_alike": ([DESCRIBED], "the child, and not the sealed one"),
    "lapwing_touch_sealed": (SOMEBODY, NOTHING),
    "lapwing_touch_sealed_by_many": ([DESCRIBED], NOTHING),
    "lapwing_covering": ([], "the council"),
    "lapwing_told": ([["ours-1"]], []),
    "lapwing_retell": (['[{"person": "{person}", "given": "Forged", "digest": "-"}]'], NOTHING),
    "lapwing_restate_placements": (["[]"], []),
    "lapwing_restate_statuses": (["[]"], NOTHING),
    "lapwing_carry_placements": ([["{person}"]], NOTHING),
    "lapwing_absences_near": ([["{person}"], ["2001-01-01"], ["infinity"]], []),
    "lapwing_who_answers": ([["{person}"]], []),
    "lapwing_confidential_agencies": ([["{person}"]], []),
    "lapwing_placed_in_confidence": ([], []),
    "lapwing_absences_told": ([["{person}"]], []),
    "lapwing_nearly_adult": (["1900-01-01", "2100-01-01"], []),
    "lapwing_two_to_join": ([["{child}"]], []),
    "lapwing_lists_about": ([["{person}"], "1900-01-01"], []),
    "lapwing_former_absences": (["infinity"], []),
    "lapwing_former_placements": ([], []),
    "lapwing_alert_facts": ([["{person}"], ["{person}"]], []),
    "lapwing_recount_absences": ([["{person}"]], NOTHING),
    "lapwing_look": ([str(uuid.UUID(int=0))] * 4 + ["analyst", "test"], NOTHING),
}
GIVES_NOTHING = {"lapwing_look", "lapwing_recount_absences", "lapwing_touch_sealed", "lapwing_touch_sealed_by_many"}
# They look at nothing but the viewer's own settings, or write under the viewer's own policies.
OF_THE_VIEWER = {
    "lapwing_looking", "lapwing_me", "lapwing_is", "lapwing_may_match", "lapwing_agency", "lapwing_holders",
    "lapwing_reach_of", "lapwing_may_write", "lapwing_may_erase", "lapwing_later_key", "lapwing_slips",
    "lapwing_write_line", "lapwing_held",
}  # fmt: skip


def name_of(signature: str) -> str:
    return signature.split("(", maxsplit=1)[0]


def looks_past() -> list[str]:
    return [name_of(f.signature) for f in all_functions() if f.as_seer and f.returns != "trigger"]


def test_every_function_that_looks_past_row_security_is_asked_here() -> None:
    assert set(looks_past()) == set(STRANGER)
    assert {name_of(f.signature) for f in all_functions() if not f.as_seer} == OF_THE_VIEWER


def ask(name: str, arguments: list[Any]) -> list[tuple[Any, ...]]:
    marks = ", ".join(["%s"] * len(arguments))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {name}({marks})", arguments)
        return [tuple("" if value is None else value for value in row) for row in cursor.fetchall()]


def fill(arguments: list[Any], keys: dict[str, uuid.UUID]) -> list[Any]:
    """The arguments, with the keys of the first child in their places."""
    return [
        fill(a, keys) if isinstance(a, list)
        else a.replace("{child}", str(keys["child"])).replace("{person}", str(keys["person"])) if isinstance(a, str)
        else a
        for a in arguments
    ]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(STRANGER))
def test_what_a_function_gives_a_stranger(name: str) -> None:
    cast = Cast()
    person = cast.told(reference="ours-1")
    sealed = cast.told(reference="ours-2", postcode="ZZ9 9ZZ")
    keys = {"person": person, "child": cast.child(person), "sealed": cast.child(sealed)}
    custodian = cast.seat("custodian")
    with viewer.viewer(custodian, "custody"):
        circle.seal_child(child=keys["sealed"], holder=custodian.pk, reason="-", person=sealed)
    for role in PEOPLE_ROLES:
        stranger = cast.seat(role.key, "elsewhere")
        with viewer.viewer(stranger, "test"):
            given = ask(name, fill(STRANGER[name][0], keys))
        check(name, given, keys, matches=role.matches)
        with viewer.viewer(custodian, "custody"):
            touched = name.startswith("lapwing_touch") and role.matches
            assert Touch.objects.filter(by_seat=stranger.pk).count() == int(touched)
    with viewer.viewer(cast.seat("social_worker"), "plan"):
        assert Told.objects.get(pk=person).given == "Wren"


def check(name: str, given: list[tuple[Any, ...]], keys: dict[str, uuid.UUID], *, matches: bool) -> None:
    expected = STRANGER[name][1]
    if expected == "the sealed child's key":
        assert given == [(keys["sealed"],)]
    elif expected == "the council":
        assert len(given) == 1
    elif expected == "the child, and not the sealed one":
        at = 1 if name == "lapwing_candidates" else 2
        assert {row[at] for row in given} == ({keys["child"]} if matches else set())
    else:
        assert given == expected


@pytest.mark.parametrize("name", sorted(set(STRANGER) - GIVES_NOTHING))
def test_a_function_asked_by_nobody_raises(name: str) -> None:
    arguments = fill(STRANGER[name][0], {"child": uuid.uuid4(), "person": uuid.uuid4()})
    marks = ", ".join(["%s"] * len(arguments))
    with as_app() as session, pytest.raises(psycopg.Error):
        session.execute(f"SELECT * FROM {name}({marks})", arguments)


def test_functions_run_as_they_should() -> None:
    """Every function of the database that runs as its owner belongs to the seer and has a fixed search path; and the
    register names every one.
    """
    with as_migrator() as session:
        found = session.execute(
            "SELECT proname, pg_get_userbyid(proowner), prosecdef, proconfig FROM pg_proc p"
            " WHERE pronamespace = 'public'::regnamespace AND NOT EXISTS ("
            " SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')"
        ).fetchall()
    registered = {name_of(f.signature): f.as_seer for f in all_functions()}
    for name, owner, as_owner, config in found:
        if as_owner:
            assert owner == "lapwing_seer", name
            assert set(config) - {"plan_cache_mode=force_generic_plan", "enable_seqscan=off"} == {
                "search_path=pg_catalog, public, pg_temp"
            }, name
        else:
            assert owner != "lapwing_seer", name
        if name.startswith("lapwing_") and name not in {"lapwing_entry_waits"}:
            assert registered[name] is as_owner, name
    ours = {name for name, *_ in found if name.startswith("lapwing_")}
    assert ours == set(registered) | {"lapwing_entry_waits"}


def test_no_view_shows_more_than_its_reader_may_see() -> None:
    """There is no view and no rule in the database: a view owned by a role that bypasses would show everything."""
    with as_migrator() as session:
        views = session.execute(
            "SELECT relname FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm')"
            " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')"
        ).fetchall()
    assert views == []


@pytest.mark.parametrize("role", ["lapwing_owner", "lapwing_seer", "lapwing_migrator", "postgres"])
def test_the_ordinary_role_becomes_no_other(role: str) -> None:
    with as_app() as session, pytest.raises(psycopg.errors.InsufficientPrivilege):
        session.execute(f"SET ROLE {role}")


def test_the_ordinary_role_cannot_read_with_row_security_off() -> None:
    with as_app() as session:
        session.execute("SET row_security = off")
        for table in sorted(GUARDS):
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match=f'row-level security.*"{table}"'):
                session.execute(f"SELECT count(*) FROM {table}")


def test_the_ordinary_role_neither_bypasses_nor_creates() -> None:
    with as_app() as session:
        rights = session.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        assert rights == (False, False, False, False)
        assert session.execute("SHOW jit").fetchone() == ("off",)  # no page waits for its policies to be compiled
        for statement in (
            "CREATE TABLE public.t (x int)", "CREATE VIEW public.v AS SELECT 1", "CREATE SCHEMA s",
            "ALTER TABLE people_told DISABLE ROW LEVEL SECURITY", "DROP POLICY read ON people_told",
            "ALTER FUNCTION lapwing_looking() OWNER TO lapwing_app", "TRUNCATE people_told",
            "SELECT pg_read_file('/etc/passwd')", "COPY people_told TO PROGRAM 'cat'",
        ):  # fmt: skip
            with pytest.raises(psycopg.Error):
                session.execute(statement)


@pytest.mark.django_db
def test_a_foreign_key_and_a_unique_rule_tell_no_agency_of_anothers_rows() -> None:
    """No unique rule that an ordinary role can trip spans agencies: each begins with the agency, or with a key that
    the agency itself made. Two agencies may say the same of the same child, and neither learns that the other did.
    """
    cast = Cast()
    for agency in ("council", "police"):
        cast.told(agency, reference="same", identifiers=(("nhs", "9434765919"),))
    with as_migrator() as session:
        unique = session.execute(
            "SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum) FROM pg_index i"
            " JOIN pg_class c ON c.oid = i.indrelid"
            " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)"
            " WHERE i.indisunique AND NOT i.indisprimary AND c.relname = ANY (%s) GROUP BY i.indexrelid, c.relname",
            [list(GUARDS)],
        ).fetchall()
    made_by_the_agency = {"agency_id", "id", "person", "holder", "entry"}
    assert [(t, columns) for t, columns in unique if not made_by_the_agency & set(columns)] == []


def test_only_keys_lead_from_one_guarded_table_to_another() -> None:
    """A foreign key is checked past row security: it would tell that a hidden row exists. So the columns it stands on
    are keys that cannot be guessed.
    """
    with as_migrator() as session:
        others = session.execute(
            "SELECT c.conrelid::regclass::text, format_type(a.atttypid, NULL) FROM pg_constraint c"
            " JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = ANY (c.confkey)"
            " WHERE c.contype = 'f' AND c.confrelid::regclass::text = ANY (%s)",
            [list(GUARDS)],
        ).fetchall()
    assert {kind for _, kind in others} <= {"uuid"}
