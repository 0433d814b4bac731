"""What the snapshot selects. The same text runs on a copy of the tables (`copying`), and, for opening a number, in
PostgreSQL on their states as of a moment (`between`): a common table expression of the same name stands before each.
"""

import re
from collections.abc import Collection

from django.apps import apps

# What agencies tell of a person stands together by grouping, and not by a join: PostgreSQL expects one person as of a
# moment, and would look through all of their characteristics for each.
# One row for each absence that somebody still holds to be true, with what measures ask of it. Keys as they are: the
# snapshot turns them into pseudonyms before they reach a file.
ABSENCES = """
WITH told_by AS (
    SELECT c.absence_id, bool_and(c.withdrawn_at IS NOT NULL) AS withdrawn,
           coalesce(bool_or(g.kind = 'police') FILTER (WHERE c.withdrawn_at IS NULL), false) AS police,
           coalesce(bool_or(g.kind = 'local_authority') FILTER (WHERE c.withdrawn_at IS NULL), false) AS council,
           coalesce(bool_or(g.kind NOT IN ('police', 'local_authority')) FILTER (WHERE c.withdrawn_at IS NULL), false)
               AS others
    FROM missing_account c JOIN directory_agency g ON g.id = c.agency_id
    GROUP BY c.absence_id
), one AS (
    SELECT a.id, i.child, a.area_id, a.type, a.risk, a.began_at, a.began_precision,
           coalesce(a.returned_at, a.ended_at) AS ended_at,
           CASE WHEN a.returned_at IS NULL THEN a.ended_precision ELSE a.returned_precision END AS ended_precision,
           a.returned_at, a.returned_precision,
           (a.began_at AT TIME ZONE 'Europe/London')::date AS began_on
    FROM missing_absence a LEFT JOIN access_identity i ON i.person = a.person
), of_person AS (
    SELECT id, max(kind) AS kind, max(sex) AS sex, max(born) AS born, max(recorded_at) AS recorded_at,
           max(ethnicity) AS ethnicity, bool_or(disability) AS disability
    FROM (
        SELECT t.id, g.kind, t.sex, t.born, t.recorded_at, '' AS ethnicity, NULL::boolean AS disability
        FROM people_told t JOIN directory_agency g ON g.id = t.agency_id
        UNION ALL
        SELECT s.person, '', '', NULL, NULL, s.ethnicity,
               CASE WHEN array_length(s.disabilities, 1) > 0 THEN NOT 'NONE' = ANY (s.disabilities) END
        FROM people_characteristics s
    ) AS said
    GROUP BY id
), who AS (
    SELECT i.child, bool_or(p.kind = 'local_authority') AS known_to_council,
           (array_agg(p.sex ORDER BY p.recorded_at, p.id) FILTER (WHERE p.sex <> 'U'))[1] AS sex,
           (array_agg(p.born ORDER BY p.recorded_at, p.id) FILTER (WHERE p.born IS NOT NULL))[1] AS born,
           (array_agg(p.ethnicity ORDER BY p.ethnicity IN ('REFU', 'NOBT'), p.recorded_at, p.id)
               FILTER (WHERE p.ethnicity <> ''))[1] AS ethnicity,
           bool_or(p.disability) AS disability
    FROM access_identity i JOIN of_person p ON p.id = i.person
    WHERE p.kind <> '' AND i.child IN (SELECT child FROM one)
    GROUP BY i.child
), care AS (
    SELECT i.child, p.since, p.until, p.what AS place, p.id
    FROM people_placement p JOIN access_identity i ON i.person = p.person
    UNION ALL
    SELECT i.child, s.since, s.until, '', s.id FROM people_status s JOIN access_identity i ON i.person = s.person
    WHERE s.what = 'looked_after'
), looked_after AS (
    SELECT one.id, (array_agg(care.place ORDER BY care.place = '', care.since DESC, care.id))[1] AS place
    FROM one JOIN care ON care.child = one.child
    WHERE care.since <= one.began_on AND (care.until IS NULL OR care.until > one.began_on)
    GROUP BY one.id
), heard AS (
    SELECT DISTINCT ON (v.absence_id) v.absence_id, v.status, v.held_at, v.held_precision
    FROM missing_interview v
    ORDER BY v.absence_id, v.held_at IS NULL, v.offered_at DESC NULLS LAST, v.id
)
SELECT uuid_send(one.id) AS absence, uuid_send(one.child) AS child, coalesce(area.code, '') AS area,
       one.began_on, one.began_at, one.ended_at, one.type, one.risk,
       coalesce(told_by.police, false) AS told_by_police, coalesce(told_by.council, false) AS told_by_council,
       coalesce(told_by.others, false) AS told_by_others,
       CASE WHEN looked_after.id IS NOT NULL THEN true WHEN who.known_to_council THEN false END AS looked_after,
       coalesce(who.sex, 'U') AS sex, extract(year FROM age(one.began_on, who.born))::smallint AS age,
       one.began_precision AS began_to, CASE WHEN one.ended_at IS NULL THEN '' ELSE one.ended_precision END AS ended_to,
       one.returned_at, CASE WHEN one.returned_at IS NULL THEN '' ELSE one.returned_precision END AS returned_to,
       coalesce(looked_after.place, '') AS placement, coalesce(who.ethnicity, '') AS ethnicity, who.disability,
       coalesce(heard.status, '') AS interview, heard.held_at AS interview_at,
       CASE WHEN heard.held_at IS NULL THEN '' ELSE heard.held_precision END AS interview_to
FROM one
LEFT JOIN told_by ON told_by.absence_id = one.id
LEFT JOIN directory_area area ON area.id = one.area_id
LEFT JOIN who ON who.child = one.child
LEFT JOIN looked_after ON looked_after.id = one.id
LEFT JOIN heard ON heard.absence_id = one.id
WHERE NOT coalesce(told_by.withdrawn, false)
"""

# Who should tell about each area that the partnership reports on, and the accounts by which each told: from a file of
# its own system (an account with that system's reference), by financial year; or written in directly. An agency tells
# about all its areas at once, so that an area in which nothing happened can have a true zero.
COVERAGE = """
WITH reported AS (
    SELECT a.id, a.code FROM directory_area a
    WHERE EXISTS (SELECT 1 FROM directory_partnership_areas p WHERE p.area_id = a.id)
), concerned AS (
    SELECT r.id AS area_id, r.code, g.id AS agency_id, g.name, g.kind FROM reported r JOIN directory_agency g
      ON g.kind = 'local_authority' AND g.area_id = r.id
    UNION
    SELECT r.id, r.code, g.id, g.name, g.kind FROM reported r JOIN directory_agency g ON g.kind = 'police'
    WHERE g.area_id = r.id
       OR EXISTS (SELECT 1 FROM directory_catchment c WHERE c.agency_id = g.id AND c.area_id = r.id)
), told AS (
    SELECT c.agency_id, c.reference <> '' AS from_file,
           (c.began_at AT TIME ZONE 'Europe/London')::date AS began_on,
           (c.recorded_at AT TIME ZONE 'Europe/London')::date AS told_on
    FROM missing_account c
)
SELECT n.code AS area, n.name AS agency, n.kind, coalesce(t.from_file, false) AS from_file,
       extract(year FROM t.began_on - interval '3 months')::int AS year,
       min(t.began_on) AS first_began_on, max(t.told_on) AS last_told_on
FROM concerned n LEFT JOIN told t ON t.agency_id = n.agency_id
JOIN directory_agency g ON g.id = n.agency_id
WHERE g.closed_on IS NULL OR t.agency_id IS NOT NULL
GROUP BY 1, 2, 3, 4, 5
ORDER BY 1, 2, 4, 5
"""

# What these two read: columns of tables, the largest first.
READ = {
    "missing_account": "absence_id, agency_id, withdrawn_at, began_at, recorded_at, left(reference, 1) AS reference",
    "missing_absence": "id, person, area_id, type, risk, began_at, began_precision, ended_at, ended_precision, "
    "returned_at, returned_precision",
    "missing_interview": "id, absence_id, status, offered_at, held_at, held_precision",
    "people_told": "id, agency_id, recorded_at, sex, born",
    "people_characteristics": "person, ethnicity, disabilities",
    "access_identity": "person, child",
    "people_placement": "id, person, since, until, what",
    "people_status": "id, person, since, until, what",
    "directory_agency": "id, name, kind, area_id, closed_on",
    "directory_area": "id, code",
    "directory_catchment": "agency_id, area_id",
    "directory_partnership_areas": "area_id",
}

AREAS = """
SELECT a.code, a.name FROM directory_area a
WHERE EXISTS (SELECT 1 FROM directory_partnership_areas p WHERE p.area_id = a.id)
ORDER BY a.name, a.code
"""

# For each area that is reported on, the newest estimate of each year.
ESTIMATES = """
SELECT DISTINCT ON (a.code, p.mid_year) a.code AS area, p.mid_year, p.children, p.source
FROM directory_population p JOIN directory_area a ON a.id = p.area_id
WHERE EXISTS (SELECT 1 FROM directory_partnership_areas m WHERE m.area_id = a.id)
ORDER BY a.code, p.mid_year, p.recorded_at DESC, p.id DESC
"""


def each_once(statement: str) -> str:
    """The statement with each of its parts worked out once. PostgreSQL cannot tell how few rows a period leaves of all
    absences: it expects one, and would work out who told of each absence, or how a row stood, again for every row.
    """
    return re.sub(r"\b(\w+) AS \((?=\s*SELECT)", r"\1 AS MATERIALIZED (", statement)


# Whose a row of each table is: an absence's, by this column; or a person's.
OF_AN_ABSENCE = {"missing.Account": "absence_id", "missing.Interview": "absence_id"}
OF_A_PERSON = {
    "people.Told": "id", "people.Characteristics": "person", "people.Placement": "person", "people.Status": "person",
}  # fmt: skip


# What `ABSENCES` reads for these of its columns alone.
ONLY_FOR = {
    "missing.Interview": {"interview", "interview_at", "interview_to"},
    "people.Told": {"looked_after", "sex", "age", "ethnicity", "disability"},
    "people.Characteristics": {"ethnicity", "disability"},
    "people.Placement": {"looked_after", "placement"},
    "people.Status": {"looked_after", "placement"},
}


def between(
    columns: Collection[str], began: str = "began_at >= %(first)s AND began_at < %(until)s"
) -> tuple[str, str, str]:
    """Common table expressions of the absences that began between the parameters `first` and `until`, and of their
    children: what both states read, and whether they differ (`changed`, of one row); the tables as of the parameter
    `moment`; and the tables as they are. What these columns of `ABSENCES` do not need is not read, and stands empty.

    Row security asks of each row who may see it, so it is asked of few, and once for both states; and they are named in
    arrays, for which an index is used whatever PostgreSQL believes a state as of a moment to cost.

    A history row holds what was until it was written, so the first one after the moment is what stood then; a row
    without one stands as it did. Row security filters both.
    """
    absences = _table("missing.Absence")
    of_absences = f"SELECT id FROM held_{absences} UNION SELECT id FROM past_{absences} WHERE {began}"
    of_persons = f"SELECT person FROM held_{absences} UNION SELECT person FROM past_{absences} WHERE {began}"
    which = {label: f"{of} = ANY (ARRAY({of_absences}))" for label, of in OF_AN_ABSENCE.items()}
    which |= {label: f"{of} = ANY (ARRAY(SELECT person FROM persons))" for label, of in OF_A_PERSON.items()}
    persons = f"""persons AS MATERIALIZED (SELECT person FROM access_identity WHERE child = ANY (ARRAY(
        SELECT child FROM access_identity WHERE person = ANY (ARRAY({of_persons})))))"""
    read, then, now, differ = [], [], [], []
    for label, condition in {"missing.Absence": began, **which}.items():
        table, theirs = _table(label), _columns(label)
        if label in ONLY_FOR and not ONLY_FOR[label].intersection(columns):
            for state in (then, now):
                state.append(f"{table} AS MATERIALIZED (SELECT (NULL::{table}).* WHERE false)")
            continue
        read += [f"past_{table} AS MATERIALIZED ({_past(label)})",
                 f"held_{table} AS MATERIALIZED (SELECT {theirs} FROM {table} WHERE {condition})"]  # fmt: skip
        then.append(f"""{table} AS MATERIALIZED (
            SELECT {theirs} FROM held_{table}
            WHERE recorded_at <= %(moment)s AND id <> ALL (ARRAY(SELECT id FROM past_{table}))
            UNION ALL SELECT {theirs} FROM past_{table} WHERE {condition})""")
        now.append(f"{table} AS MATERIALIZED (SELECT {theirs} FROM held_{table})")
        differ += [f"EXISTS (SELECT FROM held_{table} WHERE recorded_at > %(moment)s)",
                   f"EXISTS (SELECT FROM held_{table} WHERE id = ANY (ARRAY(SELECT id FROM past_{table})))",
                   f"EXISTS (SELECT FROM past_{table} WHERE {condition})"]  # fmt: skip
    read.insert(2, persons)
    read.append(f"changed AS MATERIALIZED (SELECT {' OR '.join(differ)} AS something)")
    return ", ".join(read), ", ".join(then), ", ".join(now)


def _table(label: str) -> str:
    return str(apps.get_model(label)._meta.db_table)


def _columns(label: str) -> str:
    return ", ".join(field.column for field in apps.get_model(label)._meta.local_concrete_fields)


def _past(label: str) -> str:
    """How rows stood that were written since."""
    history = apps.get_model(label).pgh_event_model._meta.db_table  # type: ignore[attr-defined] # a tracked table's
    return f"""
        SELECT DISTINCT ON (id) {_columns(label)} FROM {history}
        WHERE pgh_created_at > %(moment)s AND recorded_at <= %(moment)s ORDER BY id, pgh_created_at, pgh_id"""
