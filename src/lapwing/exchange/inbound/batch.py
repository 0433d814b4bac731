"""Taking a batch of rows: which of them say something new, what they become, and where each of them ends."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from django.db import DataError, IntegrityError, connection, transaction

from lapwing.access import writing
from lapwing.access.turns import take_turns
from lapwing.access.viewer import current
from lapwing.access.writing import write
from lapwing.directory.keys_among import array
from lapwing.directory.models import Agency
from lapwing.exchange.inbound import cells, staging
from lapwing.exchange.inbound.checking import Reading, Row, check, digest_of, statement
from lapwing.exchange.inbound.formats import FORMATS, Format
from lapwing.exchange.inbound.models import LEVEL_OF_A_ROW, Intake, IntakeRow, Source
from lapwing.exchange.inbound.reasons import Note, Weight
from lapwing.exchange.inbound.taking import TAKES, Arriving, Clash, Taken, Whose
from lapwing.people import changes as people

CHUNK = 5_000
# What taking reads of a row.
READ = ("number", "reference", "told", "mended", "marks", "reason")
MOST_ZEROS = 5
# What an act raises where it cannot make the record. A lost connection is not among them: that batch is taken again.
REFUSALS = (ValueError, LookupError, IntegrityError, DataError)


class _Ready(NamedTuple):
    """A row that was read again, and what it says once blanks and unreadable cells have left alone what is known."""

    row: IntakeRow
    arriving: Arriving
    notes: tuple[Note, ...]
    digest: str
    is_known: bool


class _End(NamedTuple):
    """Where a row ends."""

    row: IntakeRow
    state: str
    notes: tuple[Note, ...]
    person: uuid.UUID | None
    clashes: tuple[Clash, ...] = ()


def expected(reading: Reading) -> Iterator[str]:
    """What each row of a file would become if it were taken now."""
    for start in range(0, len(reading.rows), CHUNK):
        rows = reading.rows[start : start + CHUNK]
        before = sources(reading.format, [row.reference for row in rows if row.is_fit])
        for row in rows:
            yield _expected(reading.format, row, before.get(row.reference))


def _expected(format_: Format, row: Row, before: Source | None) -> str:
    if (first := staging.first_state(row)) != IntakeRow.State.WAITING:
        return first
    said, notes = says(format_, row, before)
    if row.is_doubtful or notes:
        return IntakeRow.State.DOUBTFUL
    if before is None:
        return IntakeRow.State.NEW
    return IntakeRow.State.UNCHANGED if digest_of(said) == before.digest else IntakeRow.State.UPDATED


def with_lost_zeros(reading: Reading) -> Reading:
    """Rows whose child's reference nobody knows, where one with zeros before it is known: a spreadsheet took them."""
    column = reading.format.child
    asked = {row.cells[column] for row in reading.rows if row.is_fit and row.cells.get(column, "").isdigit()}
    fuller = {"0" * more + bare: bare for bare in asked for more in range(1, MOST_ZEROS + 1)}
    known = set(people.known_by_reference([*asked, *fuller])) if asked else set()
    lost = {fuller[whole]: whole for whole in {*known, *asked} & set(fuller) if fuller[whole] not in known}
    if not lost:
        return reading
    return replace(reading, rows=tuple(_lost(row, lost.get(row.cells.get(column, ""), "")) for row in reading.rows))


def _lost(row: Row, whole: str) -> Row:
    if not whole or not row.is_fit:
        return row
    words = f"This may be {whole}, which is known: a spreadsheet takes the zeros before a number away."
    return replace(row, notes=(*row.notes, Note("zeros_lost", words)))


def take(intake: Intake, rows: Sequence[IntakeRow]) -> list[uuid.UUID]:
    """Take these rows and write down where each ends; gives the persons of whom something was recorded."""
    format_ = FORMATS[intake.format]
    # Two files of one agency, or a file and a mended row: what both tell of is not told for the first time twice.
    take_turns(f"inbound:{intake.agency_id}")
    persons: list[uuid.UUID] = []
    for wave in _waves(rows):
        ends = _take_wave(intake, format_, wave)
        _write_ends(ends)
        persons += [end.person for end in ends if end.person]
    return persons


def _waves(rows: Sequence[IntakeRow]) -> Iterator[list[IntakeRow]]:
    """Rows of one reference are taken one after the other, in the order of the file."""
    left = list(rows)
    while left:
        first: dict[str, IntakeRow] = {}
        for row in left:
            first.setdefault(row.reference, row)
        yield list(first.values())
        left = [row for row in left if first[row.reference] is not row]


def _take_wave(intake: Intake, format_: Format, rows: Sequence[IntakeRow]) -> list[_End]:
    before = sources(format_, [row.reference for row in rows])
    ready = [_ready(intake, format_, row, before.get(row.reference)) for row in rows]
    known = [_End(one.row, _state(one, "unchanged", ()), one.notes, None) for one in ready if one.is_known]
    return known + _take_ready(intake, format_, [one for one in ready if not one.is_known])


def _ready(intake: Intake, format_: Format, row: IntakeRow, before: Source | None) -> _Ready:
    again = check(format_, intake.headings, row.number, row.cells)
    said, kept = says(format_, again, before)
    kept_marks = tuple(Note("same_line", row.reason) for mark in row.marks if mark == "same_line")
    arriving = Arriving(row.pk, row.reference, said)
    if before is not None:
        arriving = replace(arriving, before=before.said, person=before.about, records=before.records)
    digest = digest_of(said)
    is_known = before is not None and digest == before.digest
    return _Ready(row, arriving, (*again.notes, *kept, *kept_marks), digest, is_known)


def says(format_: Format, row: Row, before: Source | None) -> tuple[dict[str, str], list[Note]]:
    """What a row says, and notes on what it would have taken away: an end that is known stays known."""
    said = statement(format_, row.cells)
    if before is None:
        return said, []
    said.update({name: before.said.get(name, "") for name in row.silent if name in said})
    said.update({name: before.said.get(name, "") for name in format_.muted if not said[name]})
    notes = []
    for name in format_.kept:
        known = before.said.get(name, "")
        if known and not said[name]:
            said[name] = known
            notes.append(Note("end_kept", f"{name} is blank, and was {cells.read_out(known)}: that is kept."))
    return said, notes


def _take_ready(intake: Intake, format_: Format, ready: Sequence[_Ready]) -> list[_End]:
    if not ready:
        return []
    try:
        with transaction.atomic():
            taken = TAKES[format_.key](whose(intake), [one.arriving for one in ready])
    except REFUSALS as error:
        if len(ready) > 1:  # one of them: the others must not wait for it
            return [end for one in ready for end in _take_ready(intake, format_, [one])]
        return [_refused(ready[0], error)]
    _remember(format_, zip(ready, taken, strict=True))
    return [_ended(one, each) for one, each in zip(ready, taken, strict=True)]


def _ended(one: _Ready, each: Taken) -> _End:
    notes = (*each.notes, *dict.fromkeys(clash.note for clash in each.clashes))
    return _End(one.row, _state(one, each.state, notes), (*one.notes, *notes), each.person, each.clashes)


def _refused(one: _Ready, error: Exception) -> _End:
    words = str(error) if isinstance(error, ValueError) else "The database would not keep the record."
    return _End(one.row, IntakeRow.State.QUARANTINED, (Note("refused", words), *one.notes), None)


def _state(one: _Ready, state: str, notes: Sequence[Note]) -> str:
    if any(note.weight is Weight.DOUBT for note in (*one.notes, *notes)):
        return IntakeRow.State.DOUBTFUL
    return state


def whose(intake: Intake) -> Whose:
    """Whose file it is: the agency, and its area where it has one."""
    agency = Agency.objects.select_related("area").get(pk=intake.agency_id)
    return Whose(agency.pk, agency.area_id, agency.area.code if agency.area else "")


def sources(format_: Format, references: Sequence[str]) -> dict[str, Source]:
    """By reference, what the viewer's agency said last in such rows."""
    # An array and not a list of parameters: each of thousands would be adapted by itself.
    rows = Source.objects.filter(agency=current().agency, kind=format_.key).extra(
        where=['"inbound_source"."reference" = ANY (%s)'], params=[list(set(references))]
    )
    return {row.reference: row for row in rows}


def _remember(format_: Format, taken: Iterator[tuple[_Ready, Taken]]) -> None:
    """Keep what each row said last, so that the same row says nothing new the next time."""
    by = writing.recorded()
    write(
        [
            writing.row(
                Source, level=LEVEL_OF_A_ROW, kind=format_.key, reference=one.arriving.reference, digest=one.digest,
                said=dict(one.arriving.said), about=each.person, records=dict(each.records), row=one.row.pk,
                said_at=by["recorded_at"], **by,
            )
            for one, each in taken
        ],
        unless=SAID_AGAIN,
    )  # fmt: skip


SAID_AGAIN = """
    ON CONFLICT (agency_id, kind, reference) DO UPDATE
    SET digest = EXCLUDED.digest, said = EXCLUDED.said, about = EXCLUDED.about, records = EXCLUDED.records,
        row = EXCLUDED.row, said_at = EXCLUDED.said_at
"""
ENDS = ("id", "state", "why", "marks", "reason", "about")
ENDED = "(id uuid, state text, why text, marks text[], reason text, about uuid)"
# The rows by their keys first: without fresh statistics the database would read the whole table for each of them.
WRITE_ENDS = """
    WITH ended AS MATERIALIZED (SELECT * FROM ended_rows)
    UPDATE "inbound_intakerow" r
    SET state = e.state, why = e.why, marks = e.marks, reason = e.reason, about = coalesce(e.about, r.about)
    FROM ended e
    WHERE r.id = e.id AND r.id = ANY (%s::uuid[])
"""


def _write_ends(ends: Sequence[_End]) -> None:
    keys, states = [end.row.pk for end in ends], [str(end.state) for end in ends]
    columns = [keys, states, *staging.reasons([end.notes for end in ends]), [end.person for end in ends]]
    with connection.cursor() as cursor:
        writing.copy_aside(cursor, "ended_rows", ENDED, ENDS, writing.texts_from(columns))
        cursor.execute(WRITE_ENDS, [array(keys)])
        cursor.execute("DROP TABLE ended_rows")
    for end in ends:
        if end.clashes:  # seldom
            clashes = [{"record": one.record, "parts": list(one.parts)} for one in end.clashes]
            IntakeRow.objects.filter(pk=end.row.pk).update(clashes=clashes)
