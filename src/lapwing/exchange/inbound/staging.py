"""Writing a file's rows down: COPY into a table of the transaction's own, then INSERT ... SELECT under the viewer.

COPY straight into a table under row security is refused by the database.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from lapwing.access import writing
from lapwing.directory.keys import new_key
from lapwing.exchange.inbound.checking import Row
from lapwing.exchange.inbound.models import LEVEL_OF_A_ROW, Intake, IntakeRow
from lapwing.exchange.inbound.reasons import Note, Weight

COLUMNS = ("id", "number", "told", "reference", "expected", "state", "why", "marks", "reason")
ARRIVING = (
    "(id uuid, number integer, told text[], reference text, expected text, state text, why text, marks text[],"
    " reason text)"
)
KEEP = f"""
    INSERT INTO "inbound_intakerow" ({", ".join(COLUMNS)}, agency_id, level, recorded_by, recorded_at, intake_id)
    SELECT {", ".join(COLUMNS)}, %s, %s, %s, %s, %s FROM arriving
"""


def write_down(intake: Intake, rows: Sequence[tuple[Row, str]]) -> None:
    """Keep every row of a file, each with what it is expected to become.

    A list, because nothing else may be asked of the connection while it copies.
    """
    with connection.cursor() as cursor:
        writing.copy_aside(cursor, "arriving", ARRIVING, COLUMNS, writing.texts_from(_columns(rows)))
        cursor.execute(KEEP, [intake.agency_id, LEVEL_OF_A_ROW, intake.recorded_by, intake.recorded_at, intake.pk])
        cursor.execute("DROP TABLE arriving")


def _columns(rows: Sequence[tuple[Row, str]]) -> list[list[Any]]:
    """What `COLUMNS` name, a column at a time."""
    each = [row for row, _ in rows]
    return [
        [new_key() for _ in each], [row.number for row in each], [list(row.told) for row in each],
        [row.reference for row in each], [str(expected) for _, expected in rows],
        [str(first_state(row)) for row in each], *reasons([row.notes for row in each]),
    ]  # fmt: skip


def reasons(notes: Sequence[Sequence[Note]]) -> list[list[Any]]:
    """The code by which each row stands in lists, the codes of all its reasons, and the reasons, as columns."""
    return [[why(each) for each in notes], [marks(each) for each in notes], [reason(each) for each in notes]]


def first_state(row: Row) -> str:
    """Where a row stands before anything is taken."""
    if not row.is_fit:
        return IntakeRow.State.QUARANTINED
    if any(note.code == "same_line" for note in row.notes) and not row.is_doubtful:
        return IntakeRow.State.UNCHANGED
    return IntakeRow.State.WAITING


def why(notes: Sequence[Note]) -> str:
    """The code by which a row stands in lists: that of its weightiest reason."""
    if not notes:
        return ""
    weights = list(Weight)
    ordered = sorted(notes, key=lambda note: weights.index(note.weight))
    return ordered[0].code


def marks(notes: Iterable[Note]) -> list[str]:
    return list(dict.fromkeys(note.code for note in notes))


def reason(notes: Iterable[Note]) -> str:
    return " ".join(note.words for note in notes)
