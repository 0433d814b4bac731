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


def covering() -> set[UUID]:
    """The agencies that have told of anybody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT agency FROM lapwing_covering() AS agency")
        return {row[0] for row in cursor.fetchall()}
