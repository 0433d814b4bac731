"""What looks past row security for what leaves Lapwing: which lists tell of somebody, and what a council's return has
from the councils that it came from.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

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

# A return is of a whole year, whichever council the child was with when it was told; their records stay their own.
# Of a council a part of which went to another one, nobody can say whose its children are now: it gives none to either.
_DIVIDED = """
    EXISTS (SELECT FROM directory_succession p JOIN directory_agency g ON g.id = p.after_id
            WHERE p.before_id = s.before_id AND NOT p.whole AND g.kind = 'local_authority')"""
_FORMER = f"""
    WITH RECURSIVE former(agency) AS (
        SELECT s.before_id FROM directory_succession s
        WHERE s.after_id = (SELECT lapwing_agency()) AND s.whole AND NOT {_DIVIDED}
        UNION SELECT s.before_id FROM directory_succession s JOIN former f ON s.after_id = f.agency
        WHERE s.whole AND NOT {_DIVIDED}
    )"""
_MAKES_IT = """(SELECT lapwing_looking() AND (lapwing_is('council_missing') OR lapwing_is('data_steward')))
        AND i.child NOT IN (SELECT hidden FROM lapwing_hidden_children() AS hidden)"""
FORMER_ABSENCES = f"""{_FORMER}
    SELECT c.id, c.absence_id, c.person, i.child, t.reference, t.born, c.type, c.began_at, c.began_precision,
           min(w.at), min(w.at) FILTER (WHERE w.kind = 'returned')
    FROM former f
    JOIN missing_account c ON c.agency_id = f.agency AND c.withdrawn_at IS NULL AND c.level < 4
    JOIN people_told t ON t.id = c.person AND t.level < 4
    JOIN access_identity i ON i.person = c.person
    LEFT JOIN missing_whereabouts w ON w.absence_id = c.absence_id AND w.withdrawn_at IS NULL AND w.level < 4
        AND (w.agency_id = lapwing_agency() OR w.agency_id IN (SELECT agency FROM former))
    WHERE {_MAKES_IT} AND c.began_at < before
    GROUP BY c.id, i.child, t.reference, t.born
    ORDER BY c.recorded_at DESC, c.id
"""
FORMER_PLACEMENTS = f"""{_FORMER}
    SELECT p.person, i.child, p.since, p.until
    FROM former f
    JOIN people_placement p ON p.agency_id = f.agency AND p.since IS NOT NULL AND p.level < 4
    JOIN access_identity i ON i.person = p.person
    WHERE {_MAKES_IT}
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
    functions.register(
        Function(
            "lapwing_former_absences(before timestamptz)",
            "TABLE (account uuid, absence uuid, person uuid, child uuid, reference text, born date, type text,"
            " began timestamptz, began_precision text, found timestamptz, back timestamptz)", FORMER_ABSENCES,
            "to those who make a council's return: what the councils that it came from, whole, told of absences that "
            "began before a time, without a word of what happened, and of no child who is sealed from the viewer",
            as_seer=True,
        )
    )  # fmt: skip
    functions.register(
        Function(
            "lapwing_former_placements()", "TABLE (person uuid, child uuid, since date, until date)", FORMER_PLACEMENTS,
            "to the same: from when until when those councils had children placed, and not where",
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


@dataclass(frozen=True)
class Former:
    """An absence as a council told it that the viewer's own came from."""

    account: uuid.UUID
    absence: uuid.UUID
    person: uuid.UUID
    child: uuid.UUID
    reference: str
    born: date | None
    type: str
    began: datetime
    precision: str
    found: datetime | None
    back: datetime | None


@dataclass(frozen=True)
class FormerPlacement:
    """From when until when one of those councils had a child placed."""

    person: uuid.UUID
    child: uuid.UUID
    since: date
    until: date | None


def former_absences(before: datetime) -> list[Former]:
    """Those that began before a time, what was told last first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM lapwing_former_absences(%s)", [before])
        return [Former(*row) for row in cursor.fetchall()]


def former_placements() -> list[FormerPlacement]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM lapwing_former_placements()")
        return [FormerPlacement(*row) for row in cursor.fetchall()]
