"""Who turns 18 soon: background work asks across agencies, and no page shows what this says."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import connection

from lapwing.access import functions
from lapwing.access.functions import Function

# The council's own person of the child comes first, as it hands over. A sealed child has its custodian.
NEARLY = """
    SELECT DISTINCT ON (i.child) i.child, t.id, t.born,
        (SELECT p.responsible_area_id FROM people_placement p JOIN access_identity j ON j.person = p.person
         WHERE j.child = i.child AND (p.until IS NULL OR p.until >= current_date)
         ORDER BY p.since DESC NULLS LAST, p.id DESC LIMIT 1),
        (SELECT s.holder FROM access_seal s WHERE s.child = i.child AND s.until IS NULL LIMIT 1)
    FROM people_told t
    JOIN access_identity i ON i.person = t.id
    JOIN directory_agency g ON g.id = t.agency_id
    WHERE lapwing_is('clockwork') AND t.is_child AND t.born_precision = 'day' AND t.born BETWEEN first AND last
    ORDER BY i.child, (g.kind = 'local_authority') DESC, t.recorded_at, t.id
"""


def register() -> None:
    functions.register(
        Function(
            "lapwing_nearly_adult(first date, last date)",
            "TABLE (child uuid, person uuid, born date, area uuid, custodian uuid)", NEARLY,
            "to background work alone: keys and birthdays of children born between two days, the area that answers for "
            "each, and a sealed child's custodian; no page shows them",
            as_seer=True,
        )
    )  # fmt: skip


@dataclass(frozen=True)
class Nearly:
    """A child who turns 18 soon: one person as told of theirs, the responsible area, a sealed child's custodian."""

    child: uuid.UUID
    person: uuid.UUID
    born: date
    area: uuid.UUID | None
    custodian: uuid.UUID | None


def nearly_adult(first: date, last: date) -> list[Nearly]:
    """The children born between two days, both included. Inside `clockwork`; to anybody else it says nobody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM lapwing_nearly_adult(%s, %s)", [first, last])
        return [Nearly(*row) for row in cursor.fetchall()]
