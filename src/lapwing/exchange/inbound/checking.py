"""Checking a file whole: each row read cell by cell, with what is wrong with it in sentences. Plain Python."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from lapwing.exchange.inbound import formats
from lapwing.exchange.inbound.cells import Unreadable
from lapwing.exchange.inbound.formats import Column, Format
from lapwing.exchange.inbound.formats.model import Cells
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
    told = tuple(told)
    if formats.heading(told[0]) == headings[0] and tuple(formats.headings(told)) == tuple(headings):
        return _faulty(number, told, Note("headings_again", "The headings stand here a second time."))
    plan = _plan(format_.key, tuple(headings))
    if len(told) == len(headings):
        return _read_whole(format_, plan, number, told)
    if len(told) > len(headings):
        words = f"The row has {len(told)} cells, and there are {len(headings)} headings: which belongs where is unsure."
        return _faulty(number, told, Note("long_row", words))
    if _has_gap(headings):
        words = (
            f"A heading is empty, and the row has {len(told)} cells of {len(headings)}: which belongs where is unsure."
        )
        return _faulty(number, told, Note("short_row", words))
    return _read_short(format_, plan, number, told)


def _faulty(number: int, told: tuple[str, ...], note: Note) -> Row:
    return Row(number, told, notes=(note,))


def _has_gap(headings: Sequence[str]) -> bool:
    """Whether an empty heading stands before one that says something: a separator too many shifts every row."""
    last = max((place for place, name in enumerate(headings) if name), default=0)
    return not all(headings[:last])


@dataclass(frozen=True)
class _Plan:
    """How the rows under some headings are read: the columns in the order in which they stand there, each with its
    place; and those that stand in none of them.
    """

    headings: int
    columns: tuple[tuple[Column, int], ...]
    absent: tuple[str, ...]


@lru_cache(maxsize=100)
def _plan(format_key: str, headings: tuple[str, ...]) -> _Plan:
    columns = formats.FORMATS[format_key].columns
    placed = [(column, headings.index(column.name)) for column in columns if column.name in headings]
    absent = tuple(column.name for column in columns if column.name not in headings)
    return _Plan(len(headings), tuple(sorted(placed, key=lambda one: one[1])), absent)


def _read_whole(format_: Format, plan: _Plan, number: int, told: tuple[str, ...]) -> Row:
    """Each column's cell as read, in a row that has a cell under every heading."""
    cells: dict[str, str] = {}
    notes: list[Note] = []
    silent = plan.absent
    for column, place in plan.columns:
        text = told[place].strip()
        if not text and not column.needed:
            continue
        try:
            # Plainly, and not through `_read`: every cell of a file comes this way, twice.
            if value := column.read(text) if text else _read(column, text):
                cells[column.name] = value
        except Unreadable as error:
            notes.append(_unreadable(column, error, text))
            silent = (*silent, column.name)
    return _judged(format_, number, told, cells, notes, silent)


def _read_short(format_: Format, plan: _Plan, number: int, told: tuple[str, ...]) -> Row:
    """A row that breaks off: nothing counts after the first cell that cannot be read, for there a separator is lost,
    and what follows stands under the wrong heading. Columns that it does not reach say nothing.
    """
    cells: dict[str, str] = {}
    notes: list[Note] = []
    lost = not told
    for column, place in plan.columns:
        text = told[place].strip() if place < len(told) else ""
        is_last = place >= len(told) - 1
        if not column.needed and (lost or is_last):
            continue
        if lost or (is_last and not text):
            words = f"The row breaks off before {column.name}: it has {len(told)} cells of {plan.headings}."
            notes.append(Note("short_row", words))
            break
        try:
            cells[column.name] = _read(column, text)
        except Unreadable as error:
            notes.append(_unreadable(column, error, text))
            lost = True
    if not notes:
        words = f"The row has {len(told)} cells, and there are {plan.headings} headings; it may be cut off."
        notes.append(Note("cut_short", words))
    silent = tuple(column.name for column in format_.columns if column.name not in cells)
    return _judged(format_, number, told, {name: said for name, said in cells.items() if said}, notes, silent)


def _read(column: Column, text: str) -> str:
    if not text and column.needed:
        raise Unreadable("blank")
    return column.read(text) if text else ""


def _unreadable(column: Column, error: Unreadable, text: str) -> Note:
    if not text:
        return Note("blank", f"{column.name} is blank.")
    if column.ends and any(letter.isdigit() for letter in text):
        return Note("unreadable", f"{column.name}: {error} Without it the child would stand as missing.")
    return Note("unreadable" if column.needed else "left_out", f"{column.name}: {error}")


def _judged(
    format_: Format, number: int, told: tuple[str, ...], cells: Cells, notes: list[Note], silent: tuple[str, ...]
) -> Row:
    """The row, after the rules that look at its cells together, once those they need could be read."""
    reference = ""
    if not notes or all(note.weight is not Weight.FAULT for note in notes):
        notes.extend(note for rule in format_.rules if (note := rule(cells)) is not None)
        reference = format_.reference(cells)
    return Row(number, told, cells, reference, tuple(notes), silent)


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
    return {name: cells.get(name, "") for name in format_.recorded}


def digest_of(said: Mapping[str, str]) -> str:
    """SHA-256 of a statement."""
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
