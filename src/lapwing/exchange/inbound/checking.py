"""Checking a file whole: each row read cell by cell, with what is wrong with it in sentences. Plain Python."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lapwing.exchange.inbound import formats
from lapwing.exchange.inbound.cells import Unreadable
from lapwing.exchange.inbound.formats import Format
from lapwing.exchange.inbound.reasons import Note, Weight
from lapwing.exchange.inbound.table import Table, read_table
from lapwing.exchange.inbound.text import read_text


@dataclass(frozen=True)
class Row:
    """One row as understood. `told` is what stands in the file, under its headings; `cells` what was read of it.

    `silent` names columns that say nothing: those the file has not, unreadable ones, and those after a row broke off.
    Each leaves what is known as it was.
    """

    number: int
    told: tuple[str, ...]
    cells: Mapping[str, str] = field(default_factory=dict)
    reference: str = ""
    notes: tuple[Note, ...] = ()
    silent: tuple[str, ...] = ()

    @property
    def is_fit(self) -> bool:
        """Whether it can be taken."""
        return all(note.weight is not Weight.FAULT for note in self.notes)

    @property
    def is_doubtful(self) -> bool:
        return any(note.weight is Weight.DOUBT for note in self.notes)


@dataclass(frozen=True)
class Reading:
    """A file as understood, before anything of it is taken."""

    digest: str
    format: Format
    headings: tuple[str, ...]
    encoding: str
    rows: tuple[Row, ...]
    before: int
    blank: int


def read(content: bytes) -> Reading:
    """Read and check a whole file. Raises Refused, with a sentence that says what to do."""
    text = read_text(content)
    table = read_table(text)
    rows = tuple(_compared(table.format, _checked_lines(table)))
    digest = hashlib.sha256(content).hexdigest()
    return Reading(digest, table.format, table.headings, text.encoding, rows, table.before, table.blank)


def _checked_lines(table: Table) -> Iterator[Row]:
    for line in table.lines:
        if line.open_quote:
            note = Note("open_quote", "A quotation mark is opened and not closed, so the cells cannot be told apart.")
            yield Row(line.number, line.cells, notes=(note,))
        else:
            yield check(table.format, table.headings, line.number, line.cells)


def check(format_: Format, headings: Sequence[str], number: int, told: Sequence[str]) -> Row:
    """Read one row."""
    row = Row(number, tuple(told))
    if formats.heading(told[0]) == headings[0] and tuple(formats.headings(told)) == tuple(headings):
        return replace(row, notes=(Note("headings_again", "The headings stand here a second time."),))
    if len(told) > len(headings):
        words = f"The row has {len(told)} cells, and there are {len(headings)} headings: which belongs where is unsure."
        return replace(row, notes=(Note("long_row", words),))
    return _read_cells(format_, headings, row)


def _read_cells(format_: Format, headings: Sequence[str], row: Row) -> Row:
    texts = dict(zip(headings, row.told, strict=False))
    cells: dict[str, str] = {}
    notes: list[Note] = []
    silent: list[str] = []
    cut = _cut(headings, row.told)
    for column in format_.columns:
        text = texts.get(column.name, "").strip()
        if column.name not in headings:
            silent.append(column.name)
        elif column.name in cut and not (column.needed and text):
            if column.needed:
                words = f"The row breaks off before {column.name}: it has {len(row.told)} cells of {len(headings)}."
                notes.append(Note("short_row", words))
            silent.append(column.name)
        elif text:
            try:
                cells[column.name] = column.read(text)
            except Unreadable as error:
                notes.append(_unreadable(column.name, error, needed=column.needed))
                silent.append(column.name)
        elif column.needed:
            notes.append(Note("blank", f"{column.name} is blank."))
    if cut and not notes:
        words = f"The row has {len(row.told)} cells, and there are {len(headings)} headings; it may be cut off."
        notes.append(Note("cut_short", words))
    return _judged(format_, replace(row, cells=cells, silent=tuple(silent)), notes)


def _cut(headings: Sequence[str], told: Sequence[str]) -> frozenset[str]:
    """The columns that a row which breaks off says nothing about: those after its end, and the last, perhaps cut."""
    return frozenset(headings[max(len(told) - 1, 0) :]) if len(told) < len(headings) else frozenset()


def _unreadable(name: str, error: Unreadable, *, needed: bool) -> Note:
    return Note("unreadable" if needed else "left_out", f"{name}: {error}")


def _judged(format_: Format, row: Row, notes: list[Note]) -> Row:
    """The rules that look at a row's cells together, once those it needs could be read."""
    if all(note.weight is not Weight.FAULT for note in notes):
        notes.extend(note for rule in format_.rules if (note := rule(row.cells)) is not None)
        row = replace(row, reference=format_.reference(row.cells))
    return replace(row, notes=tuple(notes))


def _compared(format_: Format, rows: Iterator[Row]) -> Iterator[Row]:
    """Rows that say again, or say otherwise, what an earlier row of the file said."""
    first: dict[str, Row] = {}
    for row in rows:
        earlier = first.setdefault(row.reference, row) if row.is_fit else row
        if earlier is row:
            yield row
        elif statement(format_, row.cells) == statement(format_, earlier.cells):
            note = Note("same_line", f"The same as line {earlier.number}.")
            yield replace(row, notes=(*row.notes, note))
        else:
            words = f"Line {earlier.number} says otherwise of the same {' and '.join(format_.by)}; that one is taken."
            yield replace(row, notes=(*row.notes, Note("contradicts", words)))


def statement(format_: Format, cells: Mapping[str, str]) -> dict[str, str]:
    """What a row says that becomes part of a record."""
    return {column.name: cells.get(column.name, "") for column in format_.columns if column.used}


def digest_of(said: Mapping[str, str]) -> str:
    """SHA-256 of a statement."""
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
