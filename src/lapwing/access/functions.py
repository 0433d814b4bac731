"""The database's functions. The first few read the viewer's settings; the few that `seer` owns look past row security,
each with a fixed search path, and each tested for what it gives a stranger.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lapwing.access import holdings
from lapwing.access.reach import Kind, Relation, highest
from lapwing.access.roles import ROLES


@dataclass(frozen=True)
class Function:
    """One function: its signature, its body, and what it may show to whom.

    `keeps_plan` is for a body in plpgsql whose planning costs more than its running; `by_index` for a search that reads
    no whole table, whatever statistics say: a file that is read in fills tables faster than those are gathered.
    """

    signature: str
    returns: str
    body: str
    shows: str
    as_seer: bool = False
    volatility: str = "STABLE"
    language: str = "sql"
    keeps_plan: bool = False
    by_index: bool = False

    def statements(self) -> Iterator[str]:
        security = "SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp" if self.as_seer else ""
        plan = " SET plan_cache_mode = force_generic_plan" if self.keeps_plan else ""
        plan += " SET enable_seqscan = off" if self.by_index else ""
        parallel = "UNSAFE" if self.volatility == "VOLATILE" else "RESTRICTED" if self.as_seer else "SAFE"
        name = self.signature
        yield (
            f"CREATE OR REPLACE FUNCTION {name} RETURNS {self.returns} LANGUAGE {self.language}"
            f" {self.volatility} PARALLEL {parallel} {security}{plan}"
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


_LOOKING = """
BEGIN
    IF coalesce(current_setting('lapwing.seat', true), '') = '' THEN
        RAISE EXCEPTION 'Nobody is looking.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN true;
END
"""
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


# Who looks, from where and to what purpose, the transaction knows: the policies would refuse any other.
_WRITE_LINE = """
DECLARE
    agency uuid := nullif(lapwing_agency(), '00000000-0000-0000-0000-000000000000');
BEGIN
    INSERT INTO access_entry (id, at, agency_id, level, account, seat, role, purpose, door, act, subjects, digest)
        VALUES ($1, $2, agency, $3, nullif(lapwing_me('account'), '00000000-0000-0000-0000-000000000000'),
            nullif(lapwing_me('seat'), '00000000-0000-0000-0000-000000000000'), current_setting('lapwing.role'),
            $4, $5, $6, $7, $8);
    INSERT INTO access_entrychild (entry_id, child, agency_id, level, at)
        SELECT $1, shown, agency, $3, $2 FROM unnest($9) AS shown;
END
"""


def viewer_functions() -> list[Function]:
    writers = ", ".join(f"'{role.key}'" for role in ROLES.values() if role.writes)
    matchers = ", ".join(f"'{role.key}'" for role in ROLES.values() if role.matches)
    return [
        Function(
            "lapwing_looking()", "boolean", _LOOKING,
            "true; raises where nobody is looking, so that no table ever answers “nothing” to nobody",
            language="plpgsql",
        ),
        Function(
            "lapwing_me(what text)", "uuid", "SELECT nullif(current_setting('lapwing.' || what), '')::uuid",
            "the viewer's own account, seat or team",
        ),
        Function(
            "lapwing_is(role text)", "boolean", "SELECT current_setting('lapwing.role') = role",
            "whether the viewer has this role",
        ),
        Function(
            "lapwing_may_match()", "boolean", f"SELECT current_setting('lapwing.role') IN ({matchers})",
            "whether the viewer's role looks for who somebody is",
        ),
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
        Function(
            "lapwing_write_line(entry uuid, at timestamptz, level smallint, purpose text, door text, act text,"
            " subjects uuid[], digest bytea, children uuid[])",
            "void", _WRITE_LINE,
            "nothing; writes a line of the ledger under the viewer's own policies, its plan kept for the connection",
            volatility="VOLATILE", language="plpgsql",
        ),
        Function(
            "lapwing_held(persons uuid[], among text[])", "text[]", holdings.body(),
            "those of some tables in which the viewer may read anything of these persons, by the viewer's own policies",
            language="plpgsql", keeps_plan=True,
        ),
    ]  # fmt: skip


_MY_SEAL = (
    "EXISTS (SELECT FROM access_place p WHERE p.child = s.child AND p.reaches = 5"
    " AND p.holder = ANY (lapwing_holders()) AND p.opens <= now() AND p.ends > now())"
)
CONFLICTS = """
    SELECT c.child FROM access_conflict c
    WHERE (SELECT lapwing_looking()) AND c.until IS NULL AND c.account = (SELECT lapwing_me('account'))
"""
HIDDEN = f"""
    SELECT s.child FROM access_seal s
    WHERE (SELECT lapwing_looking()) AND s.until IS NULL AND NOT (SELECT lapwing_is('clockwork')) AND NOT {_MY_SEAL}
    UNION ALL
    {CONFLICTS}
"""

TO_BE_ERASED = """
    SELECT (SELECT lapwing_looking()) AND EXISTS (
        SELECT FROM access_remedy r WHERE r.person = of_person AND r.agency_id = (SELECT lapwing_agency())
            AND r.what = 'erase' AND r.decided_by = (SELECT lapwing_me('seat')) AND r.done_at IS NULL
            AND r.until IS NULL)
"""

# Who may open a place. Whoever stands inside may let others in as far as they see themselves; an agency that tells this
# child may open its circle; in one's own name a place needs the subject that calls for it, or the glass is broken.
PLACE_RULES = """
DECLARE
    me uuid[];
    known uuid;
BEGIN
    IF pg_has_role(session_user, 'lapwing_seer', 'MEMBER') OR pg_trigger_depth() > 1 THEN
        RETURN NEW;
    END IF;
    me := lapwing_holders();
    IF TG_OP = 'UPDATE' THEN
        IF (NEW.id, NEW.person, NEW.child, NEW.agency_id, NEW.holder, NEW.break_glass, NEW.opens, NEW.opened_by)
            IS DISTINCT FROM
           (OLD.id, OLD.person, OLD.child, OLD.agency_id, OLD.holder, OLD.break_glass, OLD.opens, OLD.opened_by)
        THEN
            RAISE EXCEPTION 'A place keeps its holder and its child.' USING ERRCODE = 'insufficient_privilege';
        END IF;
        IF NEW.break_glass AND NEW.ends > OLD.ends THEN
            RAISE EXCEPTION 'Broken glass ends by the clock.' USING ERRCODE = 'insufficient_privilege';
        END IF;
        IF NEW.reaches <= OLD.reaches THEN
            RETURN NEW;
        END IF;
    ELSE
        SELECT i.child INTO known FROM access_identity i WHERE i.person = NEW.person;
        NEW.child := coalesce(known, NEW.person);
        NEW.opened_by := current_setting('lapwing.seat')::uuid;
    END IF;
    IF lapwing_is('clockwork') THEN
        RETURN NEW;
    END IF;
    IF NEW.reaches = 5 AND NOT lapwing_is('custodian') THEN
        RAISE EXCEPTION 'A custodian alone opens a place inside a seal.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.break_glass THEN
        IF NEW.holder <> me[1] OR NEW.reaches > 3 OR NEW.ends > now() + interval '4 hours 5 minutes'
            OR btrim(NEW.reason) = '' THEN
            RAISE EXCEPTION 'Glass is broken for oneself, with a reason, for four hours.'
                USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.holder = ANY (me) AND NEW.because IS NULL AND NEW.reaches < 5 THEN
        RAISE EXCEPTION 'Nobody opens a place for themselves without the subject that calls for it.'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NOT (lapwing_knows(NEW.child) OR EXISTS (
        SELECT FROM access_place p WHERE p.child = NEW.child AND p.holder = ANY (me) AND p.opens <= now()
            AND p.ends > now() AND p.reaches >= NEW.reaches AND NOT p.break_glass)) THEN
        RAISE EXCEPTION 'A place is opened by an agency that knows the child, or from inside the circle.'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
"""

# A line about a sealed child inherits the seal: it shows through that child's own circle alone. The level is no part of
# what the ledger's digests cover.
SEAL_LINES = """
BEGIN
    UPDATE access_entry e SET level = 5
    FROM fresh f JOIN access_seal s ON s.child = f.child AND s.until IS NULL
    WHERE e.id = f.entry_id AND e.level < 5;
    RETURN NULL;
END
"""
SEAL_FORMER_LINES = """
BEGIN
    UPDATE access_entry e SET level = 5
    FROM fresh f JOIN access_entrychild c ON c.child = f.child
    WHERE e.id = c.entry_id AND e.level < 5;
    RETURN NULL;
END
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
            "SELECT (SELECT lapwing_looking())"
            " AND EXISTS (SELECT FROM access_place p WHERE p.child = of_child AND p.holder = ANY (lapwing_holders())"
            " AND p.opens <= now() AND p.ends > now())",
            "whether the viewer has an open place in a child's circle",
            as_seer=True,
        ),
        Function(
            "lapwing_conflicts()", "SETOF uuid", CONFLICTS,
            "keys of the children with whom the viewer's own account declared a conflict", as_seer=True,
        ),
        Function(
            "lapwing_is_to_be_erased(of_person uuid)", "boolean", TO_BE_ERASED,
            "whether the viewer is the second person, and decided that their own agency erases this person now",
            as_seer=True,
        ),
        _trigger("lapwing_place_rules()", PLACE_RULES, "nothing; refuses places that the viewer may not open"),
        _trigger("lapwing_seal_lines()", SEAL_LINES, "nothing; seals the ledger's lines about sealed children"),
        _trigger("lapwing_seal_former_lines()", SEAL_FORMER_LINES,
                 "nothing; seals the ledger's earlier lines about a child who is sealed now"),
    ]  # fmt: skip


def _trigger(signature: str, body: str, shows: str) -> Function:
    return Function(signature, "trigger", body, shows, as_seer=True, volatility="VOLATILE", language="plpgsql")


# Triggers beside those that keep history: name, when, table, and what it runs.
TRIGGERS = [
    ("place_rules", "BEFORE INSERT OR UPDATE", "access_place", "FOR EACH ROW EXECUTE FUNCTION lapwing_place_rules()"),
    ("seal_lines", "AFTER INSERT", "access_entrychild",
     "REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION lapwing_seal_lines()"),
    ("seal_former_lines", "AFTER INSERT", "access_seal",
     "REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION lapwing_seal_former_lines()"),
]  # fmt: skip


def all_functions() -> list[Function]:
    return [*viewer_functions(), *seeing_functions(), *REGISTERED]


REGISTERED: list[Function] = []
REGISTERED_TRIGGERS: list[tuple[str, str, str, str]] = []


def register(function: Function) -> None:
    """A room above adds a function of its own, at start-up."""
    if function.signature not in {known.signature for known in REGISTERED}:
        REGISTERED.append(function)


def register_trigger(name: str, when: str, table: str, runs: str) -> None:
    """A room above adds a trigger of its own, at start-up."""
    if (name, when, table, runs) not in REGISTERED_TRIGGERS:
        REGISTERED_TRIGGERS.append((name, when, table, runs))


# What the functions of the seer write. It reads every table.
SEER_WRITES = {
    "access_touch": "INSERT",
    "access_identity": "INSERT, UPDATE, DELETE",
    "access_place": "UPDATE",
    "access_entry": "UPDATE",
    "people_told": "UPDATE",
    "people_characteristics": "INSERT, UPDATE",
    "missing_absence": "INSERT, UPDATE",
    "missing_account": "UPDATE",
    "missing_whereabouts": "UPDATE",
    "missing_riskdecision": "UPDATE",
    "missing_interview": "UPDATE",
    "missing_enquiry": "UPDATE",
    "missing_sighting": "UPDATE",
    "missing_parenttold": "UPDATE",
    "missing_prevention": "UPDATE",
    "missing_intelligence": "UPDATE",
    "exploitation_riskperson": "UPDATE",
    "people_placement": "UPDATE",
    "people_status": "UPDATE",
}


def statements(tables: set[str]) -> Iterator[str]:
    """Everything that makes the functions what this page says."""
    yield "GRANT SELECT ON ALL TABLES IN SCHEMA public TO lapwing_seer"
    for table, rights in SEER_WRITES.items():
        if table in tables:
            yield f"GRANT {rights} ON {table} TO lapwing_seer"
    for function in all_functions():
        yield from function.statements()
    for name, when, table, runs in [*TRIGGERS, *REGISTERED_TRIGGERS]:
        if table in tables:
            yield f"CREATE OR REPLACE TRIGGER {name} {when} ON {table} {runs}"
