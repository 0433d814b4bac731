"""A table of figures as a grid: its header, its labels, and what each cell holds."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, lru_cache

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.document import Cell, Table

SUPPRESSED = re.compile(
    r"^(?:\*+|<\s?\d{1,2}|≤\s?\d{1,2}|fewer than \d{1,2}|less than \d{1,2}|c|x|s|supp(?:ressed)?\.?|\[c\]|\[x\]|:|~)$",
    re.IGNORECASE,
)
NOT_GIVEN = re.compile(
    r"^(?:n/?a|not (?:known|recorded|available|collected|applicable|provided|submitted)|tbc|unknown|\?|no data)$",
    re.IGNORECASE,
)
DASH = re.compile(r"^[-–—]+$")
TOTAL = re.compile(
    r"^(?:grand\s+|overall\s+|sub-?\s?|annual\s+|year\s+|full[- ]year\s+)?totals?\b|^all\s+[a-z-]+$|^sum\b|^overall$|^all$|\btotal$|^(?:full|whole)[-\s]year$|^year$|^annual$|^year(?:\s+end)?\s+total",
    re.IGNORECASE,
)
PAGES = re.compile(r"^(?:pages?|page\s+(?:no\.?|numbers?)|telephone|phone|extension|room)$", re.IGNORECASE)
SUBTOTAL = re.compile(r"^sub-?\s?total", re.IGNORECASE)
YEAR, NO_DIGIT = re.compile(r"(?:19|20)\d\d"), re.compile(r"[^\d.]")
BELOW_NOTHING = re.compile(r"^(?:\(.*\)|£?\s?[-−–].*)$")
NUMBER = re.compile(r"^[-−–+(]?\s?[£]?\s?[-−–+]?\d[\d,]*(?:\.\d+)?\s?(?:%|m|k|pp)?\)?$")


WORDED = re.compile(
    r"^(?:(?P<way1>up|down)\s+(?:by\s+)?)?(?P<n>[-−–+]?£?\d[\d,]*(?:\.\d+)?%?)(?:\s+(?:percentage\s+)?p(?:oin)?ts?\b)?"
    r"(?:\s+(?P<way2>under|over|less|more|fewer|lower|higher|down|up|below|above))?$",
    re.IGNORECASE,
)
NOUGHT = re.compile(r"^(?:nil|none|zero|nought)$", re.IGNORECASE)
FEWER = frozenset(["under", "less", "fewer", "lower", "down", "below"])
INSIDE = re.compile(r"^\(?(?:of\s+(?:which|whom|these|those)\b|including|includes|–|-|•|\.\.)", re.IGNORECASE)
BRACKETED = re.compile(r"^\([\d.,]+%\)$")
LEAST_ROWS, LEAST_SUMS = 3, 2


class Holds(StrEnum):
    NUMBER = "number"
    BLANK = "blank"
    DASH = "dash"
    SUPPRESSED = "suppressed"
    NOT_GIVEN = "not given"
    WORDS = "words"


@dataclass(frozen=True)
class Entry:
    """A cell of figures: what it holds, and its number where it holds one."""

    cell: Cell
    holds: Holds
    value: float = 0.0
    step: float = 1.0
    is_percent: bool = False

    @property
    def text(self) -> str:
        return self.cell.text

    @property
    def is_number(self) -> bool:
        return self.holds is Holds.NUMBER


@dataclass(frozen=True)
class Line:
    """A row, or a column, of a grid: its label and its entries."""

    label: str
    entries: tuple[Entry, ...]

    @property
    def is_total(self) -> bool:
        return _is_total(self.label.strip())

    @property
    def is_inside(self) -> bool:
        """Whether it is a part of the line before it: "of which girls"."""
        return bool(INSIDE.match(self.label.strip()))

    @property
    def is_subtotal(self) -> bool:
        return bool(SUBTOTAL.search(self.label.strip()))


@lru_cache(2_000)
def _is_total(label: str) -> bool:
    return bool(TOTAL.search(label))


@dataclass(frozen=True)
class Grid:
    """`told` are the counts that the text around the table gives, and `around` is that text."""

    table: Table
    header: tuple[str, ...]
    rows: tuple[Line, ...]
    told: frozenset[float] = frozenset()
    around: str = ""

    @cached_property
    def columns(self) -> tuple[Line, ...]:
        width = min((len(row.entries) for row in self.rows), default=0)
        return tuple(
            Line(self.header[1 + c] if 1 + c < len(self.header) else "", tuple(row.entries[c] for row in self.rows))
            for c in range(width)
        )

    @property
    def title(self) -> str:
        return self.header[0] if self.header else ""

    def only(self, column: int) -> "Grid":
        """The grid with one of its columns alone, which the heading over the table may say what it counts."""
        titles = (self.title, f"{self.columns[column].label} {self.table.place.heading}")
        return replace(self, header=titles, rows=tuple(Line(r.label, (r.entries[column],)) for r in self.rows))

    def numeric_columns(self) -> Iterator[int]:
        yield from self._numeric

    @cached_property
    def _numeric(self) -> tuple[int, ...]:
        return tuple(
            index
            for index, column in enumerate(self.columns)
            if sum(entry.is_number for entry in column.entries) >= max(1, len(column.entries) // 2)
        )


def read_grid(table: Table, told: frozenset[float] = frozenset(), around: str = "") -> Grid | None:
    """The grid of a table of figures; `None` where the table is one of words."""
    rows = [row for row in table.rows if any(cell.text.strip() for cell in row)]
    if len(rows) < 2:
        return None
    width = max(len(row) for row in rows)
    if width < 2:
        return None
    first = next((index for index, row in enumerate(rows) if _is_figures(row[1:])), None)
    if first is None or first > 3 or any(PAGES.match(_label(cell.text)) for cell in rows[0]):
        return None
    while first > 1 and _is_hidden(rows[first - 1][1:]):
        first -= 1
    header = _header(rows[:first], width)
    lines = tuple(Line(_label(row[0].text), tuple(read_entry(cell) for cell in row[1:])) for row in rows[first:])
    if len(lines) == 1 and header[0] and read_entry(rows[first][0]).is_number and not YEAR.match(lines[0].label):
        header = ("", *header)  # one row of figures, with no name
        lines = (Line("", tuple(read_entry(cell) for cell in rows[first])),)
    lines = _below_nothing(lines)
    numbers = sum(entry.is_number for line in lines for entry in line.entries)
    words = sum(entry.holds is Holds.WORDS for line in lines for entry in line.entries)
    if numbers < 2 or words > numbers or len({len(line.entries) for line in lines}) > 2:
        return None
    return Grid(table, header, _with_total(lines), told, around)


def _below_nothing(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Shares in brackets are falls where others of their column stand without brackets."""
    made = [list(line.entries) for line in lines]
    for at in range(min(len(entries) for entries in made)):
        column = [entries[at] for entries in made]
        bracketed = [i for i, one in enumerate(column) if BRACKETED.match(one.text.strip())]
        if bracketed and len(bracketed) < sum(one.is_percent for one in column):
            for i in bracketed:
                made[i][at] = replace(column[i], value=-column[i].value)
    return tuple(Line(line.label, tuple(entries)) for line, entries in zip(lines, made, strict=True))


def _with_total(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """A last row that is the sum of those above it in every column but one at most is a total, whatever it is called."""
    *above, last = lines
    if (
        len(above) < LEAST_ROWS
        or any(line.is_total for line in lines)
        or len({len(line.entries) for line in lines}) > 1
    ):
        return lines
    sums = [
        abs(sum(line.entries[c].value for line in above) - entry.value) < entry.step / 2
        for c, entry in enumerate(last.entries)
        if entry.is_number and not entry.is_percent and entry.value and all(line.entries[c].is_number for line in above)
    ]
    if sum(sums) < LEAST_SUMS or len(sums) - sum(sums) > 1:
        return lines
    return (*above, Line(f"{last.label} total", last.entries))


def _is_hidden(cells: tuple[Cell, ...]) -> bool:
    """A row whose figures are all too small to be shown is no header."""
    return bool(cells) and all(read_entry(cell).holds is Holds.SUPPRESSED for cell in cells)


def _is_figures(cells: tuple[Cell, ...]) -> bool:
    """A row of figures, and not a header whose cells are years."""
    entries = [read_entry(cell) for cell in cells]
    numbers = [entry for entry in entries if entry.is_number]
    if not numbers:
        return False
    years = [entry for entry in numbers if YEAR.fullmatch(entry.text.strip())]
    return len(years) < len(numbers) or (len(numbers) == 1 and len(cells) == 1 and not years)


def _header(rows: list[tuple[Cell, ...]], width: int) -> tuple[str, ...]:
    titles = [""] * width
    for row in rows:
        for index, cell in enumerate(row):
            titles[index] = f"{titles[index]} {_label(cell.text)}".strip()
    return tuple(titles)


def _label(text: str) -> str:
    return " ".join(text.replace("*", "").split())


def read_entry(cell: Cell) -> Entry:
    text = " ".join(cell.text.replace("*", "").split()) if any(c.isdigit() for c in cell.text) else cell.text.strip()
    if not text:
        return Entry(cell, Holds.BLANK)
    if DASH.match(text):
        return Entry(cell, Holds.DASH)
    if SUPPRESSED.match(text):
        return Entry(cell, Holds.SUPPRESSED)
    if NOT_GIVEN.match(text):
        return Entry(cell, Holds.NOT_GIVEN)
    if NUMBER.match(text) and len(text) < 25:
        return _number(cell, text)
    if NOUGHT.match(text):
        return Entry(cell, Holds.NUMBER)
    if worded := WORDED.match(text):  # "£5,500 under", "up 12%", "+3 points"
        way = (worded["way1"] or worded["way2"] or "").lower()
        return _number(cell, f"{'-' if way in FEWER else '+' if way else ''}{worded['n']}")
    return Entry(cell, Holds.WORDS)


def _number(cell: Cell, text: str) -> Entry:
    digits = NO_DIGIT.sub("", text)
    negative = bool(BELOW_NOTHING.match(text)) and not (text.startswith("(") and text.endswith("%)"))
    value = float(digits or 0)
    scale = {"m": 1e6, "k": 1e3}.get(text[-1:].lower(), 1.0)
    step = 10.0 ** -len(digits.partition(".")[2]) * scale
    return Entry(cell, Holds.NUMBER, (-value if negative else value) * scale, step, "%" in text)
