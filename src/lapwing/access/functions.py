"""The database's functions. The first few read the viewer's settings; the few that `seer` owns look past row security,
each with a fixed search path, and each tested for what it gives a stranger.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lapwing.access.reach import Kind, Relation, highest
from lapwing.access.roles import ROLES


@dataclass(frozen=True)
class Function:
    """One function: its signature, its body, and what it may show to whom."""

    signature: str
    returns: str
    body: str
    shows: str
    as_seer: bool = False
    volatility: str = "STABLE"
    language: str = "sql"

    def statements(self) -> Iterator[str]:
        security = "SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp" if self.as_seer else ""
        name = self.signature
        yield (
            f"CREATE OR REPLACE FUNCTION {name} RETURNS {self.returns} LANGUAGE {self.language}"
            f" {self.volatility} PARALLEL {'RESTRICTED' if self.as_seer else 'SAFE'} {security}"
            f" AS $body$ {self.body} $body$"
        )
        bare = _without_names(name)
        yield f"ALTER FUNCTION {bare} OWNER TO {'lapwing_seer' if self.as_seer else 'lapwing_owner'}"
        yield f"REVOKE ALL ON FUNCTION {bare} FROM PUBLIC"
        yield f"GRANT EXECUTE ON FUNCTION {bare} TO lapwing_app, lapwing_owner, lapwing_seer"


def _without_names(signature: str) -> str:
    name, _, arguments = signature.rstrip(")").partition("(")
    types = [argument.strip().split(" ", 1)[1] for argument in arguments.split(",") if argument.strip()]
    return f"{name}({', '.join(types)})"


def position(kind: Kind, relation: Relation) -> int:
    """Where the level of a kind and relation stands in the line of figures that holds a role's whole reach."""
    return list(Kind).index(kind) * len(Relation) + list(Relation).index(relation) + 1


def reach_of(role: str) -> str:
    """A role's reach as one line of figures, a level for each kind and relation."""
    return "".join(str(int(highest(role, kind, relation))) for kind in Kind for relation in Relation)


def _reach_body() -> str:
    cases = "\n".join(f"WHEN '{role}' THEN '{reach_of(role)}'" for role in ROLES)
    return f"SELECT CASE of_role\n{cases}\nEND"


_LATER_KEY = """
    SELECT encode(overlay(uuid_send(gen_random_uuid()) PLACING
        int8send((extract(epoch FROM clock_timestamp()) * 1000000)::bigint) FROM 1 FOR 8), 'hex')::uuid
"""

# One call opens the viewer: what the policies need is worked out here once, and read from settings by every query.
LOOK = """
BEGIN
    PERFORM set_config('lapwing.account', account::text, true), set_config('lapwing.seat', seat::text, true),
        set_config('lapwing.team', team::text, true), set_config('lapwing.agency', agency::text, true),
        set_config('lapwing.role', role, true), set_config('lapwing.purpose', purpose, true);
    PERFORM set_config('lapwing.reach', coalesce(lapwing_reach_of(role), repeat('0', 200)), true);
    PERFORM set_config('lapwing.hidden_children',
        (SELECT coalesce(array_agg(h), '{}')::text FROM lapwing_hidden_children() AS h), true);
    PERFORM set_config('lapwing.hidden_persons', (SELECT coalesce(array_agg(i.person), '{}')::text
        FROM access_identity i WHERE i.child = ANY (current_setting('lapwing.hidden_children')::uuid[])), true);
END
"""


def viewer_functions() -> list[Function]:
    writers = ", ".join(f"'{role.key}'" for role in ROLES.values() if role.writes)
    return [
        Function(
            "lapwing_agency()", "uuid", "SELECT current_setting('lapwing.agency')::uuid",
            "the viewer's own agency; raises where nobody is looking",
        ),
        Function(
            "lapwing_holders()", "uuid[]",
            "SELECT ARRAY[current_setting('lapwing.seat')::uuid, current_setting('lapwing.team')::uuid]",
            "the keys of the viewer's own seat and team",
        ),
        Function(
            "lapwing_reach_of(of_role text)", "text", _reach_body(),
            "a role's whole reach, as a line of figures",
            volatility="IMMUTABLE",
        ),
        Function(
            "lapwing_may_write()", "boolean", f"SELECT current_setting('lapwing.role') IN ({writers})",
            "whether the viewer's role writes at all",
        ),
        Function(
            "lapwing_may_erase()", "boolean",
            "SELECT current_setting('lapwing.role') = 'ig_lead' AND current_setting('lapwing.purpose') = 'erasure'",
            "whether this is a lawful deletion by an information-governance lead",
        ),
        Function(
            "lapwing_later_key()", "uuid", _LATER_KEY,
            "a fresh key, ordered by the time at which it was made: keeps the history of one transaction in order",
            volatility="VOLATILE",
        ),
    ]  # fmt: skip


_MY_SEAL = (
    "EXISTS (SELECT FROM access_place p WHERE p.child = s.child AND p.reaches = 5"
    " AND p.holder = ANY (lapwing_holders()) AND p.opens <= now() AND p.ends > now())"
)
HIDDEN = f"""
    SELECT s.child FROM access_seal s
    WHERE s.until IS NULL AND current_setting('lapwing.role') <> 'clockwork' AND NOT {_MY_SEAL}
    UNION ALL
    SELECT c.child FROM access_conflict c
    WHERE c.until IS NULL AND c.account = current_setting('lapwing.account')::uuid
"""


def seeing_functions() -> list[Function]:
    return [
        Function(
            "lapwing_hidden_children()", "SETOF uuid", HIDDEN,
            "keys of children sealed from the viewer, or with whom the viewer declared a conflict",
            as_seer=True,
        ),
        Function(
            "lapwing_look(account uuid, seat uuid, team uuid, agency uuid, role text, purpose text)", "void", LOOK,
            "nothing; sets who is looking, what their role reaches, and which children are closed to them",
            as_seer=True, volatility="VOLATILE", language="plpgsql",
        ),
        Function(
            "lapwing_stands_in(of_child uuid)", "boolean",
            "SELECT EXISTS (SELECT FROM access_place p WHERE p.child = of_child AND p.holder = ANY (lapwing_holders())"
            " AND p.opens <= now() AND p.ends > now())",
            "whether the viewer has an open place in a child's circle",
            as_seer=True,
        ),
    ]  # fmt: skip


def all_functions() -> list[Function]:
    return [*viewer_functions(), *seeing_functions(), *REGISTERED]


REGISTERED: list[Function] = []


def register(function: Function) -> None:
    """A room above adds a function of its own, at start-up."""
    if function.signature not in {known.signature for known in REGISTERED}:
        REGISTERED.append(function)


# What the functions of the seer write. It reads every table.
SEER_WRITES = {
    "access_touch": "INSERT",
    "access_identity": "INSERT, UPDATE",
    "access_place": "UPDATE",
    "access_placehistory": "INSERT",
    "people_told": "UPDATE",
    "people_toldhistory": "INSERT",
    "people_placement": "UPDATE",
    "people_placementhistory": "INSERT",
    "people_status": "UPDATE",
    "people_statushistory": "INSERT",
}
SEER_TRIGGERS = ("lapwing_follow_links()",)


def statements(tables: set[str]) -> Iterator[str]:
    """Everything that makes the functions what this page says."""
    yield "GRANT SELECT ON ALL TABLES IN SCHEMA public TO lapwing_seer"
    for table, rights in SEER_WRITES.items():
        if table in tables:
            yield f"GRANT {rights} ON {table} TO lapwing_seer"
    for function in all_functions():
        yield from function.statements()
    for trigger in SEER_TRIGGERS:
        yield f"ALTER FUNCTION {trigger} OWNER TO lapwing_seer"
