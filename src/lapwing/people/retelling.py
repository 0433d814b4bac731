"""What an agency tells again of its own: persons, placements and statuses, through functions of the database.

A row may be sealed from whoever reads the agency's file in; so these work out of sight, on the viewer's own agency's
rows alone, and the sender sees a row as taken.
"""

import json
from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from lapwing.access.functions import Function
from lapwing.access.levels import Level

RESOLVE = """
    SELECT t.reference, t.id, t.digest FROM people_told t
    WHERE (SELECT lapwing_looking() AND lapwing_may_write())
      AND t.agency_id = (SELECT lapwing_agency()) AND t.reference = ANY (refs)
"""

# What a telling leaves empty it says nothing about: a return without names takes no name away.
RETELL = f"""
    UPDATE people_told t
    SET given = coalesce(nullif(r.given, ''), t.given), family = coalesce(nullif(r.family, ''), t.family),
        born = coalesce(r.born, t.born), sex = coalesce(nullif(r.sex, 'U'), t.sex),
        postcode = coalesce(nullif(r.postcode, ''), t.postcode), expected = coalesce(r.expected, t.expected),
        digest = r.digest
    FROM jsonb_to_recordset(tellings) AS r(person uuid, given text, family text, born date, sex text, postcode text,
        expected date, digest text)
    WHERE (SELECT lapwing_looking() AND lapwing_may_write())
      AND t.id = r.person AND t.agency_id = (SELECT lapwing_agency());
    INSERT INTO people_characteristics AS c
        (id, person, agency_id, level, recorded_by, recorded_at, ethnicity, disabilities)
    SELECT t.id, t.id, t.agency_id, {int(Level.DETAIL)}, current_setting('lapwing.seat')::uuid, now(), r.ethnicity,
        r.disabilities
    FROM jsonb_to_recordset(tellings) AS r(person uuid, ethnicity text, disabilities varchar[])
    JOIN people_told t ON t.id = r.person
    WHERE (SELECT lapwing_looking() AND lapwing_may_write()) AND t.agency_id = (SELECT lapwing_agency())
      AND (r.ethnicity <> '' OR cardinality(r.disabilities) > 0)
    ON CONFLICT (id) DO UPDATE SET ethnicity = coalesce(nullif(excluded.ethnicity, ''), c.ethnicity),
        disabilities = CASE WHEN cardinality(excluded.disabilities) > 0 THEN excluded.disabilities
            ELSE c.disabilities END
"""

# What an agency says again of a child's care. A return that knows neither home nor audience leaves both as they are: it
# opens no confidential placement.
# `was` is what the same source said before. What it says as before takes nothing back that stands otherwise; where
# somebody changed by hand what it says otherwise now, the row stays and its key is given.
_BY_HAND = " OR ".join(
    f"(told.{one} IS DISTINCT FROM told.was_{one} AND p.{one} IS DISTINCT FROM told.was_{one}"
    f" AND p.{one} IS DISTINCT FROM told.{one})"
    for one in ("what", "since", "until")
)
_AS_TOLD = ", ".join(
    f"{one} = CASE WHEN told.was IS NOT NULL AND told.{one} IS NOT DISTINCT FROM told.was_{one} THEN p.{one}"
    f" ELSE told.{one} END"
    for one in ("what", "since", "until")
)
RESTATE_PLACEMENTS = f"""
    WITH told AS (
        SELECT r.*, r.was ->> 'what' AS was_what, (r.was ->> 'since')::date AS was_since,
               (r.was ->> 'until')::date AS was_until
        FROM jsonb_to_recordset(restated) AS r(id uuid, what text, legal_status text, since date, until date,
            home uuid, host_area uuid, audience text, level smallint, was jsonb)
    ), by_hand AS (
        SELECT p.id FROM people_placement p JOIN told ON told.id = p.id
        WHERE (SELECT lapwing_looking() AND lapwing_may_write()) AND p.agency_id = (SELECT lapwing_agency())
          AND told.was IS NOT NULL AND ({_BY_HAND})
    ), said AS (
        UPDATE people_placement p
        SET {_AS_TOLD}, legal_status = told.legal_status,
            home_id = coalesce(told.home, p.home_id), host_area_id = coalesce(told.host_area, p.host_area_id),
            audience = coalesce(told.audience, p.audience), level = coalesce(told.level, p.level)
        FROM told
        WHERE (SELECT lapwing_looking() AND lapwing_may_write())
          AND p.id = told.id AND p.agency_id = (SELECT lapwing_agency()) AND p.id NOT IN (SELECT id FROM by_hand)
    )
    SELECT id FROM by_hand
"""
# A child who stays where they were, while only the legal status changes, is a new row of the return: what was known of
# the placement, and who may know it, goes on in it. Of several such rows at once each takes from the last that is none.
CARRY_PLACEMENTS = """
    UPDATE people_placement p
    SET home_id = b.home_id, host_area_id = b.host_area_id, audience = b.audience, level = b.level,
        confidential_from = b.confidential_from, confirmed_on = b.confirmed_on
    FROM people_placement n CROSS JOIN LATERAL (
        SELECT * FROM people_placement o
        WHERE o.person = n.person AND o.agency_id = n.agency_id AND o.since <= n.since AND o.id <> ALL (keys)
        ORDER BY o.since DESC, o.id DESC LIMIT 1) b
    WHERE (SELECT lapwing_looking() AND lapwing_may_write())
      AND n.id = ANY (keys) AND p.id = n.id AND p.agency_id = (SELECT lapwing_agency())
"""
RESTATE_STATUSES = """
    UPDATE people_status s
    SET what = r.what, detail = r.detail, since = r.since, until = r.until
    FROM jsonb_to_recordset(restated) AS r(id uuid, what text, detail text, since date, until date)
    WHERE (SELECT lapwing_looking() AND lapwing_may_write())
      AND s.id = r.id AND s.agency_id = (SELECT lapwing_agency())
"""

FUNCTIONS = [
    Function(
        "lapwing_told(refs text[])", "TABLE (reference text, person uuid, digest text)", RESOLVE,
        "which of its own references an agency has told before, sealed ones among them: keys and digests alone",
        as_seer=True,
    ),
    Function(
        "lapwing_retell(tellings jsonb)", "void", RETELL,
        "nothing; changes persons that the viewer's own agency told before",
        as_seer=True, volatility="VOLATILE",
    ),
    Function(
        "lapwing_restate_placements(restated jsonb)", "SETOF uuid", RESTATE_PLACEMENTS,
        "keys, known to whoever asks, of placements that the viewer's own agency corrected by hand in what a return "
        "says otherwise; changes the others that it recorded",
        as_seer=True, volatility="VOLATILE",
    ),
    Function(
        "lapwing_carry_placements(keys uuid[])", "void", CARRY_PLACEMENTS,
        "nothing; carries on in placements of the viewer's own agency what it recorded of the same placement before",
        as_seer=True, volatility="VOLATILE",
    ),
    Function(
        "lapwing_restate_statuses(restated jsonb)", "void", RESTATE_STATUSES,
        "nothing; changes statuses that the viewer's own agency recorded",
        as_seer=True, volatility="VOLATILE",
    ),
]  # fmt: skip


def told_before(references: Sequence[str]) -> dict[str, tuple[UUID, str]]:
    """The references of the viewer's own agency that it told before: each person's key, and the telling's digest."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM lapwing_told(%s)", [list(references)])
        return {reference: (person, digest) for reference, person, digest in cursor.fetchall()}


def retell(tellings: Sequence[dict[str, object]]) -> None:
    """Change persons that the viewer's own agency told before."""
    if tellings:
        with connection.cursor() as cursor:
            cursor.execute("SELECT lapwing_retell(%s::jsonb)", [json.dumps(tellings, default=str)])


def restate(what: str, rows: Sequence[dict[str, object]]) -> set[UUID]:
    """Change `placements` or `statuses` that the viewer's own agency recorded; each row names its `id`. Gives the keys
    of those that somebody corrected by hand, and that stay.
    """
    if not rows:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT lapwing_restate_{what}(%s::jsonb)", [json.dumps(list(rows), default=str)])
        return {row[0] for row in cursor.fetchall() if isinstance(row[0], UUID)}


def carry_on(placements: Sequence[UUID]) -> None:
    """What was known of a placement goes on in these new rows of the same placement, of the viewer's own agency."""
    if placements:
        with connection.cursor() as cursor:
            cursor.execute("SELECT lapwing_carry_placements(%s::uuid[])", [list(placements)])
