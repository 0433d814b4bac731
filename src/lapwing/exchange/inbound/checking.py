"""Checking a file whole: each row read cell by cell, with what is wrong with it in sentences. Plain Python."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from lapwing.exchange.inbound import formats
from lapwing.exchange.inbound.cells import Unreadable
from lapwing.exchange.inbound.formats import Column, Format
from lapwing.exchange.inbound.reasons import Note, Weight
from lapwing.exchange.inbound.table import Known, Table, read_table
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
    mapped: Mapping[str, str] = field(default_factory=dict)


def read(content: bytes, known: Sequence[Known] = ()) -> Reading:
    """Read and check a whole file; `known` are headings that somebody mapped. Raises Refused, with what to do."""
    text = read_text(content)
    table = read_table(text, known)
    rows = tuple(_compared(table.format, _checked_lines(table)))
    digest = hashlib.sha256(content).hexdigest()
    return Reading(digest, table.format, table.headings, text.encoding, rows, table.before, table.blank, table.mapped)


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
    if len(told) < len(headings) and _has_gap(headings):
        words = (
            f"A heading is empty, and the row has {len(told)} cells of {len(headings)}: which belongs where is unsure."
        )
        return replace(row, notes=(Note("short_row", words),))
    return _read_cells(format_, headings, row)


def _has_gap(headings: Sequence[str]) -> bool:
    """Whether an empty heading stands before one that says something: a separator too many shifts every row."""
    last = max((place for place, name in enumerate(headings) if name), default=0)
    return not all(headings[:last])


def _read_cells(format_: Format, headings: Sequence[str], row: Row) -> Row:
    """Each column's cell as read. In a row that breaks off, nothing counts after the first cell that cannot be read:
    there a separator is lost, and what follows stands under the wrong heading.
    """
    texts = dict(zip(headings, row.told, strict=False))
    is_short = len(row.told) < len(headings)
    cells: dict[str, str] = {}
    notes: list[Note] = []
    lost = is_short and not row.told
    for column, place in _in_order(format_.key, tuple(headings)):
        text = texts.get(column.name, "").strip()
        is_last = is_short and place >= len(row.told) - 1
        if column.name not in headings or (is_short and not column.needed and (lost or is_last)):
            continue
        if lost or (is_last and not text):
            words = f"The row breaks off before {column.name}: it has {len(row.told)} cells of {len(headings)}."
            notes.append(Note("short_row", words))
            break
        try:
            cells[column.name] = _read(column, text)
        except Unreadable as error:
            notes.append(_unreadable(column, error, text))
            lost = is_short
    if is_short and not notes:
        words = f"The row has {len(row.told)} cells, and there are {len(headings)} headings; it may be cut off."
        notes.append(Note("cut_short", words))
    silent = tuple(column.name for column in format_.columns if column.name not in cells)
    return _judged(format_, replace(row, cells={k: v for k, v in cells.items() if v}, silent=silent), notes)


@lru_cache(maxsize=100)
def _in_order(format_key: str, headings: tuple[str, ...]) -> list[tuple[Column, int]]:
    """The columns in the order in which they stand in the file, each with its place."""
    placed = [(column, _place(headings, column.name)) for column in formats.FORMATS[format_key].columns]
    return sorted(placed, key=lambda one: one[1])


def _place(headings: Sequence[str], name: str) -> int:
    return headings.index(name) if name in headings else len(headings)


def _read(column: Column, text: str) -> str:
    if not text and column.needed:
        raise Unreadable("blank")
    return column.read(text) if text else ""


def _unreadable(column: Column, error: Unreadable, text: str) -> Note:
    if not text:
        return Note("blank", f"{column.name} is blank.")
    return Note("unreadable" if column.needed else "left_out", f"{column.name}: {error}")


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
