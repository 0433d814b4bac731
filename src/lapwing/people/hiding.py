"""Which agencies would tell where a child lives or learns: what `access.veil` asks before a page names anybody."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db import connection

from lapwing.access import functions, veil
from lapwing.access.functions import Function
from lapwing.access.levels import Level
from lapwing.access.viewer import current
from lapwing.directory.keys_among import array
from lapwing.people.models import Placement, Schooling, Status

# Whoever may read the row itself may read the name: the rows are asked for again under the viewer's own row security.
# Ended rows hide too: where one child no longer lives in hiding, others still do. Only correcting the row opens it.
HIDES = f"""
    WITH asked AS (
        SELECT i.person, j.person AS told
        FROM access_identity i JOIN access_identity j ON j.child = i.child WHERE i.person = ANY (persons)
    )
    SELECT a.person, p.home_id, p.id FROM asked a JOIN people_placement p ON p.person = a.told
    WHERE (SELECT lapwing_looking()) AND p.level >= {int(Level.RESTRICTED)} AND p.home_id IS NOT NULL
    UNION ALL
    SELECT a.person, c.school_id, c.id FROM asked a JOIN people_schooling c ON c.person = a.told
    WHERE c.level >= {int(Level.RESTRICTED)}
"""

# The keys alone, and none of a sealed child: that a child of ours lives in confidence, and not where. Row security says
# whom the viewer may know to be looked after at all.
IN_CONFIDENCE = f"""
    SELECT DISTINCT p.person FROM people_placement p JOIN access_identity i ON i.person = p.person
    WHERE (SELECT lapwing_looking()) AND p.agency_id = (SELECT lapwing_agency()) AND p.level >= {int(Level.RESTRICTED)}
        AND (p.until IS NULL OR p.until >= current_date)
        AND NOT EXISTS (SELECT FROM access_seal s WHERE s.child = i.child AND s.until IS NULL)
"""


def register() -> None:
    functions.register(
        Function(
            "lapwing_confidential_agencies(persons uuid[])", "TABLE (person uuid, agency uuid, record uuid)", HIDES,
            "of persons whom a page shows: the keys of the homes and schools where they live or learn confidentially, "
            "or did, for the program to leave their names out; no page shows them",
            as_seer=True,
        )
    )  # fmt: skip
    functions.register(
        Function(
            "lapwing_placed_in_confidence()", "SETOF uuid", IN_CONFIDENCE,
            "keys of those whom the viewer's own agency has placed confidentially now, none of them sealed; not where",
            as_seer=True,
        )
    )  # fmt: skip
    veil.ASK[0] = agencies_not_to_name


def agencies_not_to_name(persons: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, frozenset[uuid.UUID]]:
    """For each person as told with any: the agencies that the viewer's pages must not name beside them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM lapwing_confidential_agencies(%s::uuid[])", [array(persons)])
        rows = [row for row in cursor.fetchall() if row[1] != current().agency]
    if not rows:
        return {}
    keys = [record for *_, record in rows]
    open_to_viewer = {
        key
        for model in (Placement, Schooling)
        for key in model.objects.filter(pk__in=keys).values_list("pk", flat=True)
    }
    found: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for person, agency, record in rows:
        if record not in open_to_viewer:
            found[person].add(agency)
    return {person: frozenset(agencies) for person, agencies in found.items()}


def placed_in_confidence() -> set[uuid.UUID]:
    """Persons as told whom the viewer's own agency has placed confidentially now, of those whom the viewer may know to
    be looked after: a row of their care at the level of a summary is open to the viewer.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT lapwing_placed_in_confidence()")
        placed = {row[0] for row in cursor.fetchall()}
    return set(Status.objects.filter(person__in=placed, until=None).values_list("person", flat=True))
