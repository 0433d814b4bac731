"""What joining accounts, and telling those who answer for a child, must know past row security.

A home that reports a child cannot see that the police already did; a force cannot see who looks after the child. So
these few functions of the `seer` answer the program with keys and times, about persons that the viewer's own agency
told, and no page shows what they say.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection

from lapwing.access import functions
from lapwing.access.functions import Function
from lapwing.directory.keys_among import array

# Which type is graver: one agency's "away" beside another's "missing" is a missing child.
GRAVEST_FIRST = ("missing", "with_family", "not_accepted", "not_reported", "away", "education")

# The earliest London day that anybody gives; on that day the most exact time; of those the earliest.
_DAY = "({0} AT TIME ZONE 'Europe/London')::date"
_EXACT = "CASE {0} WHEN 'minute' THEN 1 WHEN 'day' THEN 2 ELSE 3 END"


def _earliest(at: str, precision: str) -> str:
    return f"{_DAY.format(at)}, {_EXACT.format(precision)}, {at}"


_LENGTH = (
    "CASE a.ended_precision WHEN 'day' THEN interval '1 day' WHEN 'month' THEN interval '1 month'"
    " ELSE interval '1 minute' END"
)

# Person by person (`OFFSET 0`), from the first join on: a plan for all of them at once goes by statistics, and while a
# file is read in those are of before. It took an agency with no person yet for one that stays so, and compared every
# person whom the file had brought with every row of a batch.
NEAR = f"""
    SELECT q.n::integer, a.id, a.began_at, a.type,
           ARRAY(SELECT c.agency_id FROM missing_account c WHERE c.absence_id = a.id AND c.withdrawn_at IS NULL)
    FROM unnest(persons, starts, ends) WITH ORDINALITY AS q (person, start, finish, n)
    CROSS JOIN LATERAL (
        SELECT i.child FROM access_identity i WHERE i.person = q.person AND EXISTS (
            SELECT FROM people_told t WHERE t.id = i.person AND t.agency_id = (SELECT lapwing_agency()))
        OFFSET 0) i
    CROSS JOIN LATERAL (SELECT j.person FROM access_identity j WHERE j.child = i.child OFFSET 0) j
    CROSS JOIN LATERAL (SELECT * FROM missing_absence own WHERE own.person = j.person OFFSET 0) a
    WHERE (SELECT lapwing_looking()) AND a.type <> 'taken_back'
        AND a.began_at <= q.finish AND (a.ended_at IS NULL OR a.ended_at + {_LENGTH} >= q.start)
"""

# Where a confidential placement is, no place in the circle may tell: its home is not among those who answer.
ANSWER = """
    WITH asked AS (
        SELECT i.person, i.child,
               EXISTS (SELECT FROM access_seal s WHERE s.child = i.child AND s.until IS NULL) AS sealed
        FROM access_identity i JOIN people_told t ON t.id = i.person
        WHERE i.person = ANY (persons) AND (t.agency_id = lapwing_agency() OR lapwing_is('clockwork'))
    ), everyone AS (
        SELECT a.person, j.person AS told FROM asked a JOIN access_identity j ON j.child = a.child WHERE NOT a.sealed
    ), placed AS (
        SELECT DISTINCT ON (e.person) e.person, p.responsible_area_id, p.host_area_id, p.home_id, p.level
        FROM everyone e JOIN people_placement p ON p.person = e.told
        WHERE p.until IS NULL OR p.until >= current_date
        ORDER BY e.person, p.since DESC NULLS LAST, p.id DESC
    )
    SELECT person, 'responsible', responsible_area_id FROM placed
    UNION ALL SELECT person, 'host', host_area_id FROM placed WHERE host_area_id IS NOT NULL
    UNION ALL SELECT person, 'home', home_id FROM placed WHERE home_id IS NOT NULL AND level < 4
    UNION ALL
    SELECT DISTINCT e.person, 'worker', coalesce(v.contact_seat_id, v.contact_team_id)
    FROM everyone e JOIN people_involvement v ON v.person = e.told
    JOIN directory_agency g ON g.id = v.agency_id AND g.kind = 'local_authority'
    WHERE (v.until IS NULL OR v.until >= current_date) AND coalesce(v.contact_seat_id, v.contact_team_id) IS NOT NULL
    UNION ALL
    SELECT DISTINCT e.person, 'school', c.school_id
    FROM everyone e JOIN people_schooling c ON c.person = e.told AND c.level < 4
    WHERE c.until IS NULL OR c.until >= current_date
    UNION ALL
    SELECT a.person, 'custodian', s.holder FROM asked a JOIN access_seal s ON s.child = a.child WHERE s.until IS NULL
"""

TOLD = """
    SELECT DISTINCT ON (c.absence_id) c.absence_id, c.person, a.area_id
    FROM missing_account c JOIN missing_absence a ON a.id = c.absence_id
    WHERE c.absence_id = ANY (absences) AND c.agency_id = lapwing_agency()
    ORDER BY c.absence_id, c.recorded_at
"""

_FIRST_FACT = _earliest("w.at", "w.precision")
RECOUNT = f"""
    UPDATE missing_absence a
    SET type = n.type, began_at = n.began_at, began_precision = n.began_precision, ended_at = n.ended_at,
        ended_precision = n.ended_precision, returned_at = n.returned_at, returned_precision = n.returned_precision,
        whereabouts = n.whereabouts, risk = n.risk
    FROM (
        SELECT s.id, coalesce(kind.type, 'taken_back') AS type, coalesce(began.began_at, s.began_at) AS began_at,
               coalesce(began.began_precision, s.began_precision) AS began_precision,
               ended.at AS ended_at, coalesce(ended.precision, s.ended_precision) AS ended_precision,
               back.at AS returned_at, coalesce(back.precision, s.returned_precision) AS returned_precision,
               coalesce(latest.kind, '') AS whereabouts, coalesce(judged.risk, '') AS risk
        FROM missing_absence s
        LEFT JOIN LATERAL (
            SELECT c.type FROM missing_account c WHERE c.absence_id = s.id AND c.withdrawn_at IS NULL
            ORDER BY array_position(ARRAY['{"','".join(GRAVEST_FIRST)}'], c.type::text) NULLS LAST LIMIT 1
        ) kind ON true
        LEFT JOIN LATERAL (
            SELECT c.began_at, c.began_precision FROM missing_account c
            WHERE c.absence_id = s.id AND c.withdrawn_at IS NULL
            ORDER BY {_earliest("c.began_at", "c.began_precision")} LIMIT 1
        ) began ON true
        LEFT JOIN LATERAL (
            SELECT w.at, w.precision FROM missing_whereabouts w
            WHERE w.absence_id = s.id AND w.withdrawn_at IS NULL ORDER BY {_FIRST_FACT} LIMIT 1
        ) ended ON true
        LEFT JOIN LATERAL (
            SELECT w.at, w.precision FROM missing_whereabouts w
            WHERE w.absence_id = s.id AND w.withdrawn_at IS NULL AND w.kind = 'returned' ORDER BY {_FIRST_FACT} LIMIT 1
        ) back ON true
        LEFT JOIN LATERAL (
            SELECT w.kind FROM missing_whereabouts w
            WHERE w.absence_id = s.id AND w.withdrawn_at IS NULL ORDER BY w.at DESC, w.id DESC LIMIT 1
        ) latest ON true
        LEFT JOIN LATERAL (
            SELECT r.risk FROM missing_riskdecision r WHERE r.absence_id = s.id ORDER BY r.at DESC, r.id DESC LIMIT 1
        ) judged ON true
        WHERE s.id = ANY (absences)
    ) n
    WHERE a.id = n.id
      AND (a.type, a.began_at, a.began_precision, a.ended_at, a.ended_precision, a.returned_at, a.returned_precision,
           a.whereabouts, a.risk)
      IS DISTINCT FROM (n.type, n.began_at, n.began_precision, n.ended_at, n.ended_precision, n.returned_at,
           n.returned_precision, n.whereabouts, n.risk)
"""

FUNCTIONS = [
    Function(
        "lapwing_absences_near(persons uuid[], starts timestamptz[], ends timestamptz[])",
        "TABLE (n integer, absence uuid, began timestamptz, type text, agencies uuid[])", NEAR,
        "keys, beginnings and types of absences, within the times given, of the children whom the viewer's own agency "
        "told: for joining its account to them; no page shows them",
        as_seer=True, by_index=True,
    ),
    Function(
        "lapwing_who_answers(persons uuid[])", "TABLE (person uuid, what text, who uuid)", ANSWER,
        "keys of the areas, home, schools and workers that answer for children whom the viewer's own agency told, to "
        "background work for any, and for a sealed child its custodian's alone: for opening places and telling them; "
        "no page shows them",
        as_seer=True,
    ),
    Function(
        "lapwing_absences_told(absences uuid[])", "TABLE (absence uuid, person uuid, area uuid)", TOLD,
        "of absences of which the viewer's own agency has told: the keys of its own person and of the area",
        as_seer=True,
    ),
    Function(
        "lapwing_recount_absences(absences uuid[])", "void", RECOUNT,
        "nothing; works out again what an absence keeps from its accounts and facts",
        as_seer=True, volatility="VOLATILE",
    ),
]  # fmt: skip


# An absence follows with each statement that changes what it follows, whoever made it.
FOLLOW = """
BEGIN
    PERFORM lapwing_recount_absences(ARRAY(SELECT DISTINCT absence_id FROM changed));
    RETURN NULL;
END
"""
FUNCTIONS.append(
    Function(
        "lapwing_follow_accounts()", "trigger", FOLLOW,
        "nothing; keeps each absence in step with its accounts, facts and judgements",
        as_seer=True, volatility="VOLATILE", language="plpgsql",
    )
)  # fmt: skip
# Two persons were one child, and are not: what was told of each is an absence of their own again. It runs after the
# trigger that keeps keys in step with links (`follow_links`), which comes first by its name.
# What hangs on an absence, and goes with the child of whom it tells. Accounts go last: they lead the way.
HANGING = (
    "missing_interview", "missing_enquiry", "missing_sighting", "missing_parenttold", "missing_prevention",
    "missing_intelligence",
)  # fmt: skip
_HANG = "".join(
    f"""
        UPDATE {table} r SET absence_id = made FROM access_identity i
            WHERE r.absence_id = part.absence_id AND i.person = r.person AND i.child = part.child;"""
    for table in HANGING
)
PART = """
DECLARE
    part record;
    made uuid;
BEGIN
    FOR part IN
        SELECT c.absence_id, i.child, min(c.id::text)::uuid AS first
        FROM missing_account c
        JOIN access_identity i ON i.person = c.person
        JOIN missing_absence a ON a.id = c.absence_id
        JOIN access_identity o ON o.person = a.person
        WHERE i.child <> o.child AND c.absence_id IN (
            SELECT x.absence_id FROM missing_account x JOIN fresh f ON f.person = x.person
            UNION SELECT y.id FROM missing_absence y JOIN fresh f ON f.person = y.person)
        GROUP BY 1, 2
    LOOP
        made := gen_random_uuid();
        INSERT INTO missing_absence (id, agency_id, recorded_by, recorded_at, person, area_id, level, type, began_at,
            began_precision, ended_precision, returned_precision, whereabouts, risk)
        SELECT made, c.agency_id, c.recorded_by, c.recorded_at, c.person, c.area_id, 2, c.type, c.began_at,
            c.began_precision, 'minute', 'minute', '', ''
        FROM missing_account c WHERE c.id = part.first;
        UPDATE missing_whereabouts r SET absence_id = made FROM access_identity i
            WHERE r.absence_id = part.absence_id AND i.person = r.person AND i.child = part.child;
        UPDATE missing_riskdecision r SET absence_id = made FROM access_identity i
            WHERE r.absence_id = part.absence_id AND i.person = r.person AND i.child = part.child;
{HANG}        UPDATE missing_account r SET absence_id = made FROM access_identity i
            WHERE r.absence_id = part.absence_id AND i.person = r.person AND i.child = part.child;
        PERFORM lapwing_recount_absences(ARRAY[part.absence_id]);
    END LOOP;
    RETURN NULL;
END
""".replace("{HANG}", _HANG)
FUNCTIONS.append(
    Function(
        "lapwing_part_absences()", "trigger", PART,
        "nothing; gives what was told of two children an absence each, when they are no longer believed to be one",
        as_seer=True, volatility="VOLATILE", language="plpgsql",
    )
)  # fmt: skip
FOLLOWED = ("missing_account", "missing_whereabouts", "missing_riskdecision")
EVENTS = {"INSERT": "NEW", "UPDATE": "NEW", "DELETE": "OLD"}


def register() -> None:
    """Make the functions and triggers known, for the database to have after every migration."""
    for function in FUNCTIONS:
        functions.register(function)
    functions.register_trigger(
        "part_absences", "AFTER INSERT", "people_link",
        "REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION lapwing_part_absences()",
    )  # fmt: skip
    for table in FOLLOWED:
        for event, side in EVENTS.items():
            functions.register_trigger(
                f"follow_{event.lower()}", f"AFTER {event}", table,
                f"REFERENCING {side} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION lapwing_follow_accounts()",
            )  # fmt: skip


@dataclass(frozen=True)
class Near:
    """An absence that an account may belong to. `agencies` have told of it already."""

    absence: uuid.UUID
    began: datetime
    type: str
    agencies: frozenset[uuid.UUID]


def absences_near(spans: Sequence[tuple[uuid.UUID, datetime, datetime | None]]) -> dict[int, list[Near]]:
    """For each span (person, first instant, last instant or None while it lasts), by its place: what it touches."""
    persons = array(person for person, _, _ in spans)
    starts = ",".join([start.isoformat() for _, start, _ in spans])
    ends = ",".join([end.isoformat() if end else "infinity" for _, _, end in spans])
    found: dict[int, list[Near]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM lapwing_absences_near(%s::uuid[], %s::timestamptz[], %s::timestamptz[])",
            [persons, f"{{{starts}}}", f"{{{ends}}}"],
        )
        for place, absence, began, kind, agencies in cursor.fetchall():
            found[place - 1].append(Near(absence, began, kind, frozenset(agencies)))
    return found


@dataclass
class Answerable:
    """Who answers for a child: areas, the home, workers' seats or teams, schools; a sealed child's custodian alone."""

    responsible: uuid.UUID | None = None
    host: uuid.UUID | None = None
    home: uuid.UUID | None = None
    custodian: uuid.UUID | None = None
    workers: list[uuid.UUID] = field(default_factory=list)
    schools: list[uuid.UUID] = field(default_factory=list)


def who_answers(persons: Iterable[uuid.UUID]) -> dict[uuid.UUID, Answerable]:
    """Who answers for each of these persons of the viewer's own agency."""
    answers: dict[uuid.UUID, Answerable] = {person: Answerable() for person in persons}
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM lapwing_who_answers(%s::uuid[])", [list(answers)])
        for person, what, who in cursor.fetchall():
            if what in {"worker", "school"}:
                getattr(answers[person], f"{what}s").append(who)
            else:
                setattr(answers[person], what, who)
    return answers


@dataclass(frozen=True)
class Told:
    """An absence of which the viewer's agency told, though it may not see it; `person` is that agency's own."""

    absence: uuid.UUID
    person: uuid.UUID
    area: uuid.UUID | None


def absences_told(absences: Iterable[uuid.UUID]) -> dict[uuid.UUID, Told]:
    """Of these absences, those of which the viewer's own agency has told."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM lapwing_absences_told(%s::uuid[])", [list(absences)])
        return {row[0]: Told(*row) for row in cursor.fetchall()}
