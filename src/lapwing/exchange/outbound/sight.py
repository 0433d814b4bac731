"""Which lists that were taken out tell of somebody: background work asks across agencies, and no page shows it."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import connection

from lapwing.access import functions
from lapwing.access.functions import Function
from lapwing.people.unjoining import Undone
from lapwing.work.corrections.changes import Rested

# A list keeps the keys of absences, and the return those of accounts.
LISTS = """
    SELECT d.id, min(c.person::text)::uuid, d.agency_id, d.recorded_at, d.recorded_by
    FROM outbound_disclosure d
    JOIN missing_account c ON c.absence_id = ANY (d.keys) OR c.id = ANY (d.keys)
    WHERE lapwing_is('clockwork') AND d.recorded_at >= since AND d.state <> 'refused' AND c.person = ANY (persons)
    GROUP BY d.id
"""


def register() -> None:
    functions.register(
        Function(
            "lapwing_lists_about(persons uuid[], since timestamptz)",
            "TABLE (list uuid, person uuid, agency uuid, at timestamptz, by_seat uuid)", LISTS,
            "to background work alone: keys of the lists taken out since a time that tell of some persons, and whose "
            "they are; for the correction of each when a join is undone",
            as_seer=True,
        )
    )  # fmt: skip


def lists_about(undone: Undone) -> Iterable[Rested]:
    """The lists that told of either child while they were taken for one. Inside `turning`: to others it says none."""
    return _asked(undone.persons, undone.since)


def _asked(persons: Iterable[uuid.UUID], since: datetime) -> list[Rested]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM lapwing_lists_about(%s::uuid[], %s)", [list(persons), since])
        return [Rested(*row) for row in cursor.fetchall()]
