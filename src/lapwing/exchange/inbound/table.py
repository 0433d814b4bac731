"""From the lines of a file to its headings and its rows. A damaged line harms its own row and no other."""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lapwing.exchange.inbound.cells import shown
from lapwing.exchange.inbound.formats import Format, headings, recognise, unknown
from lapwing.exchange.inbound.text import Refused, Text

DELIMITERS = ",;\t|"
LOOK_FOR_HEADINGS = 20
LONGEST_CELL_IN_LINES = 20


@dataclass(frozen=True)
class Line:
    """One row of the file: the number of its line, and its cells; `open_quote` where it could not be split."""

    number: int
    cells: tuple[str, ...]
    open_quote: bool = False


@dataclass(frozen=True)
class Table:
    """A file's headings and rows. `before` counts lines before the headings, `blank` empty ones among the rows."""

    format: Format
    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    before: int
    blank: int


def read_table(text: Text) -> Table:
    """The file as a table of a known kind. Raises Refused."""
    at, delimiter, format_ = _find_headings(text.lines)
    first = _split(text.lines[at], delimiter) or ()
    names = tuple(headings(first))
    twice = [name for name, times in Counter(names).items() if times > 1 and format_.column(name)]
    if twice:
        raise Refused(f"Two columns are headed {twice[0]}. Leave one of them, and choose the file again.")
    lines = list(_lines(text.lines[at + 1 :], at + 2, delimiter, len(names)))
    rows = tuple(line for line in lines if line.open_quote or any(cell.strip() for cell in line.cells))
    if not rows:
        raise Refused(f"There are headings ({format_.title}), and no rows below them. Export the file again.")
    return Table(format_, names, rows, at, len(lines) - len(rows) - _trailing(text.lines))


def _trailing(lines: Sequence[str]) -> int:
    """The file's last line ends too: what follows it is no line."""
    return 1 if lines and not lines[-1] else 0


def _find_headings(lines: Sequence[str]) -> tuple[int, str, Format]:
    """Where the headings stand, what separates cells, and whose they are."""
    opening = [(number, line) for number, line in enumerate(lines) if line.strip(" ,;\t|")][:LOOK_FOR_HEADINGS]
    for number, line in opening:
        for delimiter in DELIMITERS:
            cells = _split(line, delimiter)
            if cells and (format_ := recognise(cells)):
                return number, delimiter, format_
    found = [max((_split(line, d) or () for d in DELIMITERS), key=len) for _, line in opening[:1]]
    cells = found[0] if found else ()
    said = ", ".join(shown(cell) for cell in cells[:12] if cell.strip()) or "nothing"
    raise Refused(f"{unknown(cells)} The first line says: {said}.")


def _lines(lines: Sequence[str], first: int, delimiter: str, width: int) -> Iterator[Line]:
    at = 0
    while at < len(lines):
        cells, used = _split(lines[at], delimiter), 1
        if cells is None:
            cells, used = _joined(lines, at, delimiter, width)
        yield Line(first + at, cells, False) if cells is not None else Line(first + at, (lines[at],), True)
        at += used


def _joined(lines: Sequence[str], at: int, delimiter: str, width: int) -> tuple[tuple[str, ...] | None, int]:
    """A cell in quotation marks may hold line ends: the next lines belong to it, if a whole row comes of it."""
    for more in range(2, LONGEST_CELL_IN_LINES + 1):
        cells = _split("\n".join(lines[at : at + more]), delimiter)
        if cells is not None:
            return (cells, more) if len(cells) == width else (None, 1)
        if at + more >= len(lines):
            break
    return None, 1


def _split(line: str, delimiter: str) -> tuple[str, ...] | None:
    """The cells of a line; None where a quotation mark is open."""
    if '"' not in line:
        return tuple(line.split(delimiter))
    try:
        rows = list(csv.reader([line], delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return tuple(rows[0]) if len(rows) == 1 else None
