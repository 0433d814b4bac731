"""Row security, made from `reach` and the register of guarded tables, and put in place after every migration.

The policies read keys and two timestamps alone, because text, range and array operators cannot use an index under a
policy. What they need of the viewer they read once for each query, in a sub-select.
"""

from collections.abc import Iterator
from typing import Any

from django.db import connections

from lapwing.access import functions
from lapwing.access.reach import Relation
from lapwing.access.register import GUARDS, Guard, Writes
from lapwing.access.tables import OPEN_TABLES, Open

OWNER, APP, ANALYST, SEER = "lapwing_owner", "lapwing_app", "lapwing_analyst", "lapwing_seer"
AGENCY = "(SELECT current_setting('lapwing.agency')::uuid)"
HOLDERS = "((SELECT lapwing_holders())::uuid[])"
MAY_WRITE = "(SELECT lapwing_may_write())"
NOBODY = "'00000000-0000-0000-0000-000000000000'::uuid"


def reach(guard: Guard, relation: Relation) -> str:
    place = functions.position(guard.kind, relation)
    return f"(SELECT substr(current_setting('lapwing.reach'), {place}, 1)::smallint)"


def may_read(guard: Guard) -> str:
    """The condition under which a row shows, before seals and conflicts."""
    ways = [f"level <= {reach(guard, Relation.ANY)}"] if _has_level(guard) else []
    if guard.has_agency:
        ways.insert(0, f"(agency_id = {AGENCY} AND level <= {reach(guard, Relation.OWN)})")
    if guard.has_holder:
        ways.append(f"(holder = ANY {HOLDERS} AND level <= {reach(guard, Relation.NAMED)})")
    if guard.key and _has_level(guard):
        ways.append(f"(level <= {reach(guard, Relation.CIRCLE)} AND {_stands(guard)})")
    return " OR ".join([*ways, *otherwise(guard)]) or "true"


def otherwise(guard: Guard) -> list[str]:
    """Further ways in which a table's rows show, beside one's own agency's, those that name one, one's circle's."""
    if guard.table in {"access_place", "access_placehistory", "access_entrychild"}:
        # Who stands in a child's circle, and who has seen the child, is known to the agencies that tell the child.
        return [f"(level <= {reach(guard, Relation.OWN)} AND {_knows(guard)})"]
    if guard.table == "meetings_meeting":
        # Whoever is invited sees the meeting they are asked to, also one that speaks of many children.
        return [
            f"(level <= {reach(guard, Relation.NAMED)} AND EXISTS (SELECT FROM meetings_invitation v"
            f" WHERE v.meeting_id = meetings_meeting.id AND v.holder = ANY {HOLDERS} AND NOT v.held))"
        ]
    if guard.table == "access_entry":
        # A line shows to whoever may see that one of its children was looked at.
        return ["EXISTS (SELECT FROM access_entrychild c WHERE c.entry_id = access_entry.id)"]
    return []


def _has_level(guard: Guard) -> bool:
    return guard.has_agency


def _stands(guard: Guard) -> str:
    """That the viewer has an open place in this child's circle, to the row's level."""
    if guard.table == "access_place":
        return "lapwing_stands_in(child)"  # a policy cannot ask its own table
    if guard.table == "access_placehistory":
        who = f"i.person = {guard.table}.person AND lapwing_stands_in(i.child)"
        return f"EXISTS (SELECT FROM access_identity i WHERE {who})"
    place = f"p.holder = ANY {HOLDERS} AND p.opens <= now() AND p.ends > now() AND p.reaches >= {guard.table}.level"
    if guard.key == "child":
        return f"EXISTS (SELECT FROM access_place p WHERE p.child = {guard.table}.child AND {place})"
    return (
        "EXISTS (SELECT FROM access_identity i JOIN access_place p ON p.child = i.child"
        f" WHERE i.person = {guard.table}.{guard.key} AND {place})"
    )


def _knows(guard: Guard) -> str:
    if guard.key == "child" or guard.table == "access_place":
        return "lapwing_knows(child)"
    return f"EXISTS (SELECT FROM access_identity i WHERE i.person = {guard.table}.person AND lapwing_knows(i.child))"


def not_hidden(guard: Guard) -> str | None:
    """Sealed children, and those with whom the viewer has a conflict: worked out when the viewer was opened."""
    if guard.key is None:
        return None
    setting = "lapwing.hidden_children" if guard.key == "child" else "lapwing.hidden_persons"
    condition = f"{guard.key} NOT IN (SELECT unnest(current_setting('{setting}')::uuid[]))"
    if guard.table in {"access_conflict", "access_conflicthistory"}:
        # A conflict may be declared under any key: one that there is not shows no more than a sealed child's.
        condition += f" AND EXISTS (SELECT FROM access_identity i WHERE i.child = {guard.table}.child)"
    return f"({guard.key} IS NULL OR {condition})" if guard.nullable_key else condition


# What a new row must say beyond the rule of its table; and an altered one.
ME = "(SELECT lapwing_me('{}'))"
ADD_ONLY = {
    "access_touch": "false",  # the search itself leaves it, out of sight
    "access_seal": "(SELECT lapwing_is('custodian'))",
    "access_conflict": f"(account = {ME.format('account')} OR (SELECT lapwing_is('ig_lead')))",
    "access_remedy": "(SELECT lapwing_is('ig_lead')) AND decided_by IS NULL",
    "access_entry": (  # nobody writes a line in another's name
        f"(coalesce(account, {NOBODY}), coalesce(seat, {NOBODY}), coalesce(agency_id, {NOBODY}))"
        f" = ({ME.format('account')}, {ME.format('seat')}, {AGENCY})"
        " AND (SELECT current_setting('lapwing.role')) = role"
    ),
    "access_entrychild": f"coalesce(agency_id, {NOBODY}) = {AGENCY}",
    "web_draft": f"holder = ANY {HOLDERS}",
}
ALTER_ONLY = {
    "access_seal": "(SELECT lapwing_is('custodian'))",
    "access_conflict": "(SELECT lapwing_is('ig_lead'))",
    "access_review": "(SELECT lapwing_is('ig_lead') OR lapwing_is('custodian'))",
    "access_remedy": f"(SELECT lapwing_is('ig_lead')) AND (decided_by IS NULL OR decided_by = {ME.format('seat')})",
}


def may_insert(guard: Guard) -> str | None:
    """What a new row must say; None where the site adds none: former states are written by the database alone."""
    if guard.is_history or guard.writes is Writes.DATABASE:
        return None
    ways = [_may_write(guard)]
    if guard.has_recorder:
        ways.append(f"(recorded_by IS NULL OR recorded_by = {ME.format('seat')})")
    if guard.table in ADD_ONLY:
        ways.append(ADD_ONLY[guard.table])
    return " AND ".join(ways)


def _may_write(guard: Guard) -> str:
    if guard.writes is Writes.OWN:
        return f"{MAY_WRITE} AND agency_id = {AGENCY}"
    if guard.writes is Writes.JOINT:
        return MAY_WRITE
    return "true"


def may_update(guard: Guard) -> tuple[str, str] | None:
    """Which rows may be altered, and what they must say then."""
    if guard.writes in {Writes.LEDGER, Writes.DATABASE} or guard.is_history:
        return None
    after = " AND ".join([_may_write(guard), *filter(None, [ALTER_ONLY.get(guard.table)])])
    return f"({_may_write(guard)}) AND ({may_read(guard)})", after


def may_delete(guard: Guard) -> str | None:
    """Lawful deletion, by the owner's information-governance lead, of a person for whom a second one is there to
    decide; drafts go when they are sent.
    """
    if guard.table == "web_draft":
        return may_read(guard)
    if guard.key != "person" or not guard.has_agency or guard.table in NEVER_ERASED:
        return None
    # The places that others hold on this agency's person go with the person.
    whose = "true" if guard.table in {"access_place", "access_placehistory"} else f"agency_id = {AGENCY}"
    return f"(SELECT lapwing_may_erase()) AND {whose} AND lapwing_is_to_be_erased(person)"


NEVER_ERASED = {"access_remedy", "access_remedyhistory"}


def statements(guard: Guard) -> Iterator[str]:
    """The SQL that guards one table."""
    table = guard.table
    yield f"ALTER TABLE {table} OWNER TO {OWNER}"
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
    yield f"REVOKE ALL ON {table} FROM {APP}, {ANALYST}, PUBLIC"
    if guard.is_history:
        yield f"ALTER TABLE {table} ALTER COLUMN pgh_id SET DEFAULT lapwing_later_key()"
        yield f"GRANT INSERT ON {table} TO {SEER}"
    yield f"GRANT SELECT ON {table} TO {APP}"
    yield f"CREATE POLICY looking ON {table} AS RESTRICTIVE FOR ALL TO {APP} USING ((SELECT lapwing_looking()))"
    yield f"CREATE POLICY read ON {table} FOR SELECT TO {APP} USING ({may_read(guard)})"
    if insert := may_insert(guard):
        yield f"GRANT INSERT ON {table} TO {APP}"
        yield f"CREATE POLICY add ON {table} FOR INSERT TO {APP} WITH CHECK ({insert})"
    if update := may_update(guard):
        yield f"GRANT UPDATE ON {table} TO {APP}"
        yield f"CREATE POLICY alter ON {table} FOR UPDATE TO {APP} USING ({update[0]}) WITH CHECK ({update[1]})"
    if delete := may_delete(guard):
        yield f"GRANT DELETE ON {table} TO {APP}"
        yield f"CREATE POLICY erase ON {table} FOR DELETE TO {APP} USING ({delete})"
    if hidden := not_hidden(guard):
        for verb in ("SELECT", "UPDATE", "DELETE"):
            yield (
                f"CREATE POLICY hidden_{verb.lower()} ON {table} AS RESTRICTIVE FOR {verb} TO {APP} USING ({hidden})"
            )


def install(alias: str = "default") -> None:
    """Guard every table, and open those that hold nothing about a child. Can be run again at any time."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        present = {row[0] for row in cursor.fetchall()}
        # Sent at once: thousands of statements one by one spend most of their time on the way.
        cursor.execute(";\n".join([*_without_policies(cursor), *_whole(present)]))
        cursor.execute(";\n".join(_history_out_of_reach(cursor)) or "SELECT")


def _whole(present: set[str]) -> Iterator[str]:
    """Everything that makes the functions, and the rights on the tables that are there, what this program says."""
    yield from functions.statements(present)
    for guard in GUARDS.values():
        if guard.table in present:
            yield from statements(guard)
    for table, rights in OPEN_TABLES.items():
        if table in present:
            yield from _opened(table, rights)
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {APP}"


def _opened(table: str, rights: Open) -> Iterator[str]:
    """The SQL of one table that holds nothing about a child."""
    yield f"ALTER TABLE {table} OWNER TO {OWNER}"
    yield f"REVOKE ALL ON {table} FROM {APP}, {ANALYST}, PUBLIC"
    yield f"GRANT {rights.privileges} ON {table} TO {APP}"
    if rights.only:
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
        yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
        yield f"CREATE POLICY jobs ON {table} FOR ALL TO {APP} USING ({rights.only})"
    if rights.analyst:
        yield f"GRANT {rights.analyst} ON {table} TO {ANALYST}"


def _history_out_of_reach(cursor: Any) -> Iterator[str]:
    """The triggers that keep former states run as the seer: the site itself can add none."""
    cursor.execute(
        "SELECT DISTINCT t.tgfoid::regprocedure::text FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        " WHERE t.tgname LIKE 'pgtrigger_%%' AND c.relname = ANY (%s)",
        [list(GUARDS)],
    )
    for (function,) in cursor.fetchall():
        yield f"ALTER FUNCTION {function} SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"
        yield f"ALTER FUNCTION {function} OWNER TO {SEER}"


def _without_policies(cursor: Any) -> Iterator[str]:
    cursor.execute("SELECT policyname, tablename FROM pg_policies WHERE schemaname = 'public'")
    for policy, table in cursor.fetchall():
        yield f'DROP POLICY "{policy}" ON "{table}"'


def install_after_migrate(sender: Any, using: str, **_: Any) -> None:
    """Run once, after the last application's migrations."""
    from django.apps import apps

    last = [config for config in apps.get_app_configs() if config.models_module][-1]
    if sender.name == last.name:
        install(using)
