"""Candidates: the few persons as told who could be the one who arrived, through the database's one function.

Row security hides the index of names from everybody, and text operators cannot use an index under it; so the search is
a function of the `seer`, which answers with children nobody sealed, and never with more than `MOST` rows.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from lapwing.access.functions import Function
from lapwing.access.levels import Level

MOST = 50

# The ways in, each on an index. By name and birth: born the same day, and one thing more; surname sounds alike, same
# initial, and at most a slip in the date; first name sounds alike. By home: lives in the same place, with the same
# start of a name. The indexes of postcodes leave out rows without one: said of the row, or a plan that is kept could
# not use them.
BY_NAME = """
    SELECT t.id FROM people_told t
    WHERE t.born = born_on AND lower(left(t.family, 1)) = lower(left(family_name, 1))
    UNION
    SELECT t.id FROM people_told t
    WHERE t.born = born_on AND lower(left(t.given, 1)) = lower(left(given_name, 1))
    UNION
    SELECT t.id FROM people_told t
    WHERE dmetaphone(t.family) = dmetaphone(family_name) AND family_name <> ''
      AND lower(left(t.given, 1)) = lower(left(given_name, 1))
      AND (t.born BETWEEN born_on - 31 AND born_on + 31 OR t.born = ANY (lapwing_slips(born_on)) OR t.born IS NULL)
    UNION
    SELECT t.id FROM people_told t
    WHERE born_on IS NULL AND dmetaphone(t.family) = dmetaphone(family_name) AND family_name <> ''
      AND lower(left(t.given, 1)) = lower(left(given_name, 1)) AND lower(t.given) = lower(given_name)
    UNION
    SELECT t.id FROM people_told t
    WHERE dmetaphone(t.given) = dmetaphone(given_name) AND given_name <> ''
      AND lower(left(t.family, 1)) = lower(left(family_name, 1))
      AND (t.born BETWEEN born_on - 31 AND born_on + 31 OR t.born = ANY (lapwing_slips(born_on)))
    UNION
    SELECT n.person FROM people_name n
    WHERE dmetaphone(n.family) = dmetaphone(family_name) AND family_name <> ''
      AND lower(left(n.given, 1)) = lower(left(given_name, 1))
"""


def _by_home(same: str) -> str:
    return f"""
    SELECT t.id FROM people_told t
    WHERE {same} AND t.postcode <> '' AND t.born = born_on
    UNION
    SELECT t.id FROM people_told t
    WHERE {same} AND t.postcode <> ''
      AND lower(left(t.family, 3)) = lower(left(family_name, 3))
    UNION
    SELECT t.id FROM people_told t
    WHERE {same} AND t.postcode <> ''
      AND lower(left(t.given, 1)) = lower(left(given_name, 1))
      AND t.born BETWEEN born_on - 750 AND born_on + 750
"""


BY_NUMBER = """
    SELECT i.person FROM people_identifier i
    WHERE i.is_valid AND i.scheme = ANY (schemes) AND i.value = ANY (numbers)
"""
OF_ONE, OF_MANY = "t.postcode = home_postcode", "t.postcode = ANY (home_postcodes)"
NAMES_ALIKE = """
    similarity(lower(t.family), lower(family_name)) + similarity(lower(t.given), lower(given_name))
    + CASE WHEN t.born = born_on THEN 1.0 WHEN abs(t.born - born_on) <= 31 THEN 0.5 ELSE 0 END
"""
# How much closer one is who lives in the same place, or has the same official number.
SAME_HOME, SAME_NUMBER = 0.5, 2.0


def _ways(same_home: str) -> str:
    return f"{BY_NAME} UNION {_by_home(same_home)} UNION {BY_NUMBER}"


def _closeness(same_home: str) -> str:
    return f"""
    {NAMES_ALIKE}
    + CASE WHEN {same_home} AND t.postcode <> '' THEN {SAME_HOME} ELSE 0 END
    + CASE WHEN EXISTS (SELECT FROM people_identifier x WHERE x.person = t.id AND x.is_valid
        AND x.scheme = ANY (schemes) AND x.value = ANY (numbers)) THEN {SAME_NUMBER} ELSE 0 END
"""


SIGNATURE = "(given_name text, family_name text, born_on date, home_postcode text, schemes text[], numbers text[])"
COLUMNS = (
    "TABLE (person uuid, child uuid, agency uuid, given text, family text, born date, sex text,"
    " postcode text, same_number boolean, closeness double precision)"
)
FIND = f"""
    SELECT t.id, i.child, t.agency_id, t.given::text, t.family::text, t.born, t.sex::text, t.postcode::text,
           EXISTS (SELECT FROM people_identifier x WHERE x.person = t.id AND x.is_valid
                   AND x.scheme = ANY (schemes) AND x.value = ANY (numbers)),
           ({_closeness(OF_ONE)})::double precision
    FROM people_told t JOIN access_identity i ON i.person = t.id
    WHERE (SELECT lapwing_looking() AND lapwing_may_match()) AND t.id IN ({_ways(OF_ONE)}) AND t.is_child
      AND i.child NOT IN (SELECT hidden FROM lapwing_hidden_children() AS hidden)
    ORDER BY 10 DESC, t.id
    LIMIT {MOST}
"""


# The same search among the sealed, out of sight: it answers nothing, and a hit goes to the custodian alone.
def _touched(same_home: str) -> str:
    closeness = _closeness(same_home)
    return f"""
    SELECT gen_random_uuid(), s.agency_id, 1, current_setting('lapwing.seat')::uuid, now(), s.child, s.holder,
           current_setting('lapwing.seat')::uuid, current_setting('lapwing.purpose'),
           least(1.0, max({closeness}) / 3.0), '', ''
    FROM access_seal s JOIN access_identity i ON i.child = s.child JOIN people_told t ON t.id = i.person
    WHERE (SELECT lapwing_looking() AND lapwing_may_match()) AND s.until IS NULL AND t.id IN ({_ways(same_home)})
      AND s.child IN (SELECT hidden FROM lapwing_hidden_children() AS hidden)
    GROUP BY s.agency_id, s.child, s.holder
    HAVING max({closeness}) >= 1.6
"""


NOTICE = """
    INSERT INTO access_touch
        (id, agency_id, level, recorded_by, recorded_at, child, holder, by_seat, purpose, score, answer, note)
"""
TOUCH = f"{NOTICE} {_touched(OF_ONE)}"

# The same two searches for many at once: the columns of each description stand where the parameters stood.
EACH = """
    jsonb_to_recordset(descriptions) AS d(place integer, given_name text, family_name text, born_on date,
        home_postcode text, home_postcodes text[], schemes text[], numbers text[])
"""
FIND_MANY = f"SELECT d.place, found.* FROM {EACH} CROSS JOIN LATERAL ({FIND}) AS found ORDER BY d.place"
# Those who share a name and a birthday are looked for together, with all their postcodes and numbers: in a file that
# tells ten thousand of one name, to weigh each against each is a hundred million times. A candidate is weighed once, by
# name and birth alone, and given where it is among the closest of all, the closest in its home, or has one of the
# numbers: the closest to each of those described are among these. For one alone it costs twice as much as the search
# above.
FIND_ALIKE = f"""
    SELECT d.place, c.person, c.child, c.agency, c.given, c.family, c.born, c.sex, c.postcode, c.closeness,
           c.named AND c.of_all <= {MOST}, c.at_home AND c.of_home <= {MOST}, c.same
    FROM {EACH} CROSS JOIN LATERAL (
        WITH numbered AS MATERIALIZED (
            SELECT x.person, array_agg(x.scheme || ' ' || x.value) AS same FROM people_identifier x
            WHERE x.is_valid AND x.scheme = ANY (schemes) AND x.value = ANY (numbers) GROUP BY x.person
        ), ways AS MATERIALIZED (
            SELECT w.id, bool_or(w.named) AS named
            FROM (SELECT n.id, true AS named FROM ({BY_NAME}) n
                  UNION ALL SELECT h.id, false FROM ({_by_home(OF_MANY)}) h
                  UNION ALL SELECT person, false FROM numbered) w
            GROUP BY w.id
        ), known AS MATERIALIZED (
            SELECT t.id AS person, i.child, t.agency_id AS agency, t.given::text, t.family::text, t.born, t.sex::text,
                   t.postcode::text, {OF_MANY} AND t.postcode <> '' AS at_home, w.named, b.same,
                   ({NAMES_ALIKE})::double precision AS closeness
            FROM ways w JOIN people_told t ON t.id = w.id JOIN access_identity i ON i.person = t.id
            LEFT JOIN numbered b ON b.person = t.id
            WHERE (SELECT lapwing_looking() AND lapwing_may_match()) AND t.is_child
              AND i.child NOT IN (SELECT hidden FROM lapwing_hidden_children() AS hidden)
        )
        SELECT k.*, row_number() OVER (PARTITION BY k.named ORDER BY k.closeness DESC, k.person) AS of_all,
               row_number() OVER (PARTITION BY k.postcode ORDER BY k.closeness DESC, k.person) AS of_home
        FROM known k
    ) c
    WHERE c.named AND c.of_all <= {MOST} OR c.at_home AND c.of_home <= {MOST} OR c.same IS NOT NULL
    ORDER BY d.place, c.closeness DESC, c.person
"""
TOUCH_MANY = f"{NOTICE} SELECT touched.* FROM {EACH} CROSS JOIN LATERAL ({_touched(OF_MANY)}) AS touched"

RESOLVE = """
    SELECT t.reference, t.id, t.digest FROM people_told t
    WHERE (SELECT lapwing_looking() AND lapwing_may_write())
      AND t.agency_id = (SELECT lapwing_agency()) AND t.reference = ANY (refs)
"""

# An agency tells its own person again. The row may be sealed from whoever reads the file in, so the update is made out
# of sight, and the sender sees it as taken. What a telling leaves empty it says nothing about: a return without names
# takes no name away.
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

# What an agency says again of a child's care. Made out of sight for the same reason, and a return that knows neither
# home nor audience leaves both as they are: it opens no confidential placement.
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

# The dates that a slip makes of a date: day and month changed over, and a year out.
SLIPS = """
    SELECT ARRAY[(born_on - interval '1 year')::date, (born_on + interval '1 year')::date,
        CASE WHEN extract(day FROM born_on) <= 12 THEN make_date(extract(year FROM born_on)::integer,
            extract(day FROM born_on)::integer, extract(month FROM born_on)::integer) ELSE born_on END]
"""


def _planned_once(query: str) -> str:
    """A body whose plan is kept for as long as the connection lasts: planning anew costs more than the search."""
    return f"#variable_conflict use_column\nBEGIN\nRETURN QUERY {query};\nEND"


# Where nobody is sealed there is nobody to tell.
QUIETLY = f"BEGIN\nIF EXISTS (SELECT FROM access_seal s WHERE s.until IS NULL) THEN\n{TOUCH};\nEND IF;\nEND"

# Which agencies have told of anybody: what another one has not told is not "nothing found".
COVERING = """
    SELECT a.id FROM directory_agency a
    WHERE (SELECT lapwing_looking()) AND EXISTS (
        SELECT FROM people_told t JOIN access_identity i ON i.person = t.id
        WHERE t.agency_id = a.id AND NOT EXISTS (SELECT FROM access_seal s WHERE s.child = i.child AND s.until IS NULL))
"""

FUNCTIONS = [
    Function(
        "lapwing_covering()", "SETOF uuid", COVERING,
        "keys of the agencies that have told of any child who is not sealed", as_seer=True,
    ),
    Function(
        "lapwing_slips(born_on date)", "date[]", SLIPS,
        "the dates that a slip of the pen makes of a date",
        volatility="IMMUTABLE",
    ),
    Function(
        f"lapwing_candidates{SIGNATURE}", COLUMNS, _planned_once(FIND),
        f"up to {MOST} persons as told who could be the one described, none of a sealed child; "
        "for scoring in the program, which shows a name only where policies would",
        as_seer=True, language="plpgsql", keeps_plan=True,
    ),
    Function(
        f"lapwing_touch_sealed{SIGNATURE}", "void", QUIETLY,
        "nothing to the asker; leaves a notice with the custodian of each sealed child that the description fits",
        as_seer=True, volatility="VOLATILE", language="plpgsql", keeps_plan=True,
    ),
    Function(
        "lapwing_candidates_of_many(descriptions jsonb)", "TABLE (place integer, " + COLUMNS.removeprefix("TABLE ("),
        FIND_MANY, "what lapwing_candidates gives, for each of many described at once",
        as_seer=True, by_index=True,
    ),
    Function(
        "lapwing_candidates_alike(descriptions jsonb)",
        "TABLE (place integer, person uuid, child uuid, agency uuid, given text, family text, born date, sex text,"
        " postcode text, closeness double precision, named boolean, at_home boolean, same text[])", FIND_ALIKE,
        "what lapwing_candidates gives, for many of one name and birthday at once; and which of the numbers asked "
        "about each of these has",
        as_seer=True, by_index=True,
    ),
    Function(
        "lapwing_touch_sealed_by_many(descriptions jsonb)", "void", TOUCH_MANY,
        "what lapwing_touch_sealed does, for each of many described at once",
        as_seer=True, volatility="VOLATILE", by_index=True,
    ),
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


@dataclass(frozen=True)
class Described:
    """A person as an agency, or a searcher, describes them. `numbers` are (scheme, value) that passed their check."""

    given: str = ""
    family: str = ""
    born: date | None = None
    sex: str = "U"
    postcode: str = ""
    numbers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Candidate:
    """A person as told who could be the one described."""

    person: UUID
    child: UUID
    agency: UUID
    given: str
    family: str
    born: date | None
    sex: str
    postcode: str
    same_number: bool
    closeness: float


def find(described: Described) -> list[Candidate]:
    """Candidates, closest first. Every search also makes the call that tells custodians, whether or not it hits."""
    arguments = _arguments(described)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM lapwing_candidates(%s, %s, %s, %s, %s, %s)", arguments)
        rows = cursor.fetchall()
        cursor.execute("SELECT lapwing_touch_sealed(%s, %s, %s, %s, %s, %s)", arguments)
    return [Candidate(*row) for row in rows]


_Name = tuple[str, str, date | None]
_Rows = list[tuple[Any, ...]]


def find_many(descriptions: Sequence[Described]) -> list[list[Candidate]]:
    """`find` for many described at once, in a statement for each of its searches; candidates in the same order."""
    by_name: dict[_Name, list[Described]] = defaultdict(list)
    for described in descriptions:
        by_name[_name_of(described)].append(described)
    sent = [_together(place, some) for place, some in enumerate(by_name.values())]
    alone = _search("of_many", [one for one, some in zip(sent, by_name.values(), strict=True) if len(some) == 1])
    alike = _search("alike", [one for one, some in zip(sent, by_name.values(), strict=True) if len(some) > 1])
    if sent:
        with connection.cursor() as cursor:
            cursor.execute("SELECT lapwing_touch_sealed_by_many(%s::jsonb)", [json.dumps(sent, default=str)])
    found: dict[Described, list[Candidate]] = {}
    for place, some in enumerate(by_name.values()):
        if len(some) == 1:
            found[some[0]] = [Candidate(*row) for row in alone[place]]
        else:
            found |= _closest_of(alike[place], some)
    return [found[described] for described in descriptions]


def _name_of(described: Described) -> _Name:
    return described.given, described.family, described.born


def _together(place: int, some: Sequence[Described]) -> dict[str, object]:
    """Those who share a name and a birthday, as the search is told of them: with all their postcodes and numbers."""
    given, family, born = _name_of(some[0])
    return {
        "place": place, "given_name": given, "family_name": family, "born_on": born, "home_postcode": some[0].postcode,
        "home_postcodes": sorted({one.postcode for one in some} - {""}),
        "schemes": sorted({scheme for one in some for scheme, _ in one.numbers}),
        "numbers": sorted({value for one in some for _, value in one.numbers}),
    }  # fmt: skip


def _search(how: str, sent: Sequence[dict[str, object]]) -> dict[int, _Rows]:
    """What the search found, by the place of those described."""
    rows: dict[int, _Rows] = defaultdict(list)
    if sent:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM lapwing_candidates_{how}(%s::jsonb)", [json.dumps(sent, default=str)])
            for place, *row in cursor.fetchall():
                rows[place].append(tuple(row))
    return rows


def _closest_of(rows: _Rows, some: Iterable[Described]) -> dict[Described, list[Candidate]]:
    """For each of those who share a name and a birthday its candidates, from what was found for all of them."""
    named: list[Candidate] = []
    at_home: dict[str, list[Candidate]] = defaultdict(list)
    numbered: dict[str, list[Candidate]] = defaultdict(list)
    for *who, closeness, is_named, is_at_home, same in rows:
        candidate = Candidate(*who, same_number=False, closeness=closeness)
        if is_named:
            named.append(candidate)
        if is_at_home:
            at_home[candidate.postcode].append(candidate)
        for number in same or ():
            numbered[number].append(candidate)
    found = {}
    told: dict[tuple[str, ...], list[Candidate]] = {}
    for one in some:
        numbers = [number for scheme, value in one.numbers if (number := f"{scheme} {value}") in numbered]
        key = (one.postcode, *numbers)
        if key not in told:
            same = {each.person: each for number in numbers for each in numbered[number][:MOST]}
            told[key] = _weighed([*named, *at_home[one.postcode]], same, one.postcode)
        found[one] = told[key]
    return found


def _weighed(near: Iterable[Candidate], same: Mapping[UUID, Candidate], postcode: str) -> list[Candidate]:
    """Candidates, closest first, with what a home and a number add."""
    pool = {one.person: one for one in near} | same
    weighed = [_nearer(one, postcode, same_number=key in same) for key, one in pool.items()]
    return sorted(weighed, key=lambda one: (-one.closeness, one.person.bytes))[:MOST]


def _nearer(candidate: Candidate, postcode: str, *, same_number: bool) -> Candidate:
    same_home = bool(postcode) and candidate.postcode == postcode
    if not same_home and not same_number:
        return candidate
    closeness = candidate.closeness + SAME_HOME * same_home + SAME_NUMBER * same_number
    return replace(candidate, same_number=same_number, closeness=closeness)


def _arguments(described: Described) -> list[object]:
    schemes = [scheme for scheme, _ in described.numbers]
    numbers = [value for _, value in described.numbers]
    return [described.given, described.family, described.born, described.postcode, schemes, numbers]


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


def covering() -> set[UUID]:
    """The agencies that have told of anybody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT agency FROM lapwing_covering() AS agency")
        return {row[0] for row in cursor.fetchall()}
