"""What a report is made of, once read: passages and tables, each with its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Role(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a report: enough for a colleague to put a finger on it."""

    heading: str = ""
    paragraph: int = 0
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None

    def words(self) -> str:
        parts = [f"page {self.page}" if self.page else ""]
        if self.heading:
            parts.append(f"under “{shorten(self.heading, 60)}”")
        if self.table is None:
            parts.append(f"paragraph {self.paragraph}" if self.paragraph else "")
        else:
            parts.append(f"table {self.table}")
            parts.append(f"row {self.row}" if self.row else "")
            parts.append(f"column {self.column}" if self.column else "")
        return ", ".join(part for part in parts if part) or "the text"


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, a paragraph, or an item of a list."""

    text: str
    place: Place
    role: Role = Role.PARAGRAPH
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; its text may have several lines."""

    text: str
    place: Place

    def passages(self) -> Iterator[Passage]:
        for line in self.text.split("\n"):
            bullet = line.lstrip().startswith("•")
            if words := line.strip().lstrip("• "):
                yield Passage(words, self.place, Role.ITEM if bullet else Role.PARAGRAPH)


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[tuple[Cell, ...], ...]
    place: Place

    def cells(self) -> Iterator[Cell]:
        for row in self.rows:
            yield from row


Block = Passage | Table


@dataclass(frozen=True, slots=True)
class Document:
    name: str
    form: str
    blocks: tuple[Block, ...]

    def tables(self) -> Iterator[Table]:
        return (block for block in self.blocks if isinstance(block, Table))

    def passages(self) -> Iterator[Passage]:
        """All prose in reading order, that inside tables too."""
        for block in self.blocks:
            if isinstance(block, Passage):
                yield block
            else:
                for cell in block.cells():
                    yield from cell.passages()


@dataclass
class Builder:
    """What a reader tells, as it goes: it numbers the places."""

    blocks: list[Block] = field(default_factory=list)
    _place: Place = field(default_factory=Place)
    _tables: int = 0

    def page(self, number: int) -> None:
        self._place = replace(self._place, page=number)

    def heading(self, text: str, depth: int = 1) -> None:
        if words := tidy(text):
            self._place = replace(self._place, heading=words, paragraph=0)
            self.blocks.append(Passage(words, self._place, Role.HEADING, depth))

    def paragraph(self, text: str) -> None:
        self._add(text, Role.PARAGRAPH, 0)

    def item(self, text: str, depth: int = 0) -> None:
        self._add(text, Role.ITEM, depth)

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        if not any(cell.strip() for row in rows for cell in row):
            return
        self._tables += 1
        place = replace(self._place, table=self._tables)
        cells = tuple(
            tuple(Cell(tidy_lines(text), replace(place, row=r, column=c)) for c, text in enumerate(row, start=1))
            for r, row in enumerate(rows, start=1)
        )
        self.blocks.append(Table(cells, place))

    def done(self, name: str, form: str) -> Document:
        return Document(name, form, tuple(self.blocks))

    def _add(self, text: str, role: Role, depth: int) -> None:
        if words := tidy(text):
            self._place = replace(self._place, paragraph=self._place.paragraph + 1)
            self.blocks.append(Passage(words, self._place, role, depth))


def tidy(text: str) -> str:
    """One line, single spaces, no invisible characters."""
    return " ".join(_visible(text).split())


def tidy_lines(text: str) -> str:
    lines = (" ".join(line.split()) for line in _visible(text).split("\n"))
    return "\n".join(line for line in lines if line)


def shorten(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


# The brackets that mark numbers in the shape of a sentence must not come from a report itself.
_INVISIBLE: dict[int, str | None] = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x0000])
_INVISIBLE |= {ord("⟦"): "[", ord("⟧"): "]"}


def _visible(text: str) -> str:
    return text.translate(_INVISIBLE)
