"""From the lines of a file to its headings and its rows. A damaged line harms its own row and no other."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lapwing.exchange.inbound.cells import shown
from lapwing.exchange.inbound.formats import Format, headings, recognise, unknown
from lapwing.exchange.inbound.text import Refused, Text, UnknownHeadings

DELIMITERS = ",;\t|"
LOOK_FOR_HEADINGS = 20
LONGEST_CELL_IN_LINES = 20
FEWEST_HEADINGS, LONGEST_HEADING = 4, 60


@dataclass(frozen=True)
class Line:
    """One row of the file: the number of its line, and its cells; `open_quote` where it could not be split."""

    number: int
    cells: tuple[str, ...]
    open_quote: bool = False


@dataclass(frozen=True)
class Table:
    """A file's headings and rows. `before` counts lines before the headings, `blank` empty ones among the rows.

    `mapped` holds the file's own heading for each of ours, where somebody said which column is which.
    """

    format: Format
    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    before: int
    blank: int
    mapped: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Known:
    """What somebody said of a source's headings: its kind of file, and its own heading for each of our columns."""

    format: Format
    columns: Mapping[str, str]

    def fits(self, names: Sequence[str]) -> bool:
        return set(self.columns.values()) <= set(names)

    def renamed(self, names: Sequence[str]) -> list[str]:
        """The file's headings with ours in place of those that were mapped; one of ours that was not is put aside."""
        ours = {theirs: column for column, theirs in self.columns.items()}
        return [ours.get(name, f"{name} (THEIRS)" if self.format.column(name) else name) for name in names]


def read_table(text: Text, known: Sequence[Known] = ()) -> Table:
    """The file as a table of a known kind. Raises Refused; UnknownHeadings where it could be mapped."""
    at, delimiter, format_, mapping = _find_headings(text.lines, known)
    first = _split(text.lines[at], delimiter) or ()
    names = tuple(mapping.renamed(headings(first)) if mapping else headings(first))
    twice = [name for name, times in Counter(names).items() if times > 1 and format_.column(name)]
    if twice:
        raise Refused(f"Two columns are headed {twice[0]}. Leave one of them, and choose the file again.")
    lines = list(_lines(text.lines[at + 1 :], at + 2, delimiter, len(names)))
    rows = tuple(line for line in lines if line.open_quote or any(cell.strip() for cell in line.cells))
    if not rows:
        raise Refused(f"There are headings ({format_.title}), and no rows below them. Export the file again.")
    blank = len(lines) - len(rows) - _trailing(text.lines)
    return Table(format_, names, rows, at, blank, mapping.columns if mapping else {})


def _trailing(lines: Sequence[str]) -> int:
    """The file's last line ends too: what follows it is no line."""
    return 1 if lines and not lines[-1] else 0


def _find_headings(lines: Sequence[str], known: Sequence[Known]) -> tuple[int, str, Format, Known | None]:
    """Where the headings stand, what separates cells, whose they are, and how they were mapped."""
    opening = [(number, line) for number, line in enumerate(lines) if line.strip(" ,;\t|")][:LOOK_FOR_HEADINGS]
    for number, line in opening:
        for delimiter in DELIMITERS:
            cells = _split(line, delimiter)
            if not cells:
                continue
            if format_ := recognise(cells):
                return number, delimiter, format_, None
            if mapping := next((one for one in known if one.fits(headings(cells))), None):
                return number, delimiter, mapping.format, mapping
    found = [max((_split(line, d) or () for d in DELIMITERS), key=len) for _, line in opening[:1]]
    cells = found[0] if found else ()
    said = ", ".join(shown(cell) for cell in cells[:12] if cell.strip()) or "nothing"
    words = f"{unknown(cells)} The first line says: {said}."
    if (names := headings(cells)) and _may_be_headings(names):
        raise UnknownHeadings(words, tuple(names))
    raise Refused(words)


def _may_be_headings(names: Sequence[str]) -> bool:
    """Words and no figures, each once: a first row of data is not offered as headings."""
    said = [name for name in names if name]
    words = [name for name in said if any(letter.isalpha() for letter in name) and len(name) <= LONGEST_HEADING]
    return len(said) >= FEWEST_HEADINGS and len(words) == len(said) == len(set(said))


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
