"""What a format of file is made of: columns, how each is read, and what a row is known by."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lapwing.exchange.inbound.cells import Reader
from lapwing.exchange.inbound.reasons import Note

Cells = Mapping[str, str]
Rule = Callable[[Cells], Note | None]


@dataclass(frozen=True)
class Column:
    """One column: its heading, what it means, and how a cell is read.

    `needed`: without it a row cannot be taken. `ends`: figures in it say that something is over, so a row in which they
    cannot be read waits, and shows no child as missing who came back. `used`: it becomes part of a record; the rest is
    kept with the row as told. `keeps`: once known, a blank does not take it away, and somebody looks. `mute`: a blank
    says nothing and takes nothing away, as with all that is told of a child. `codes` names the list of the field's
    words. `also` are headings that other programs give it: offered where somebody says which column is which.
    """

    name: str
    words: str
    read: Reader
    needed: bool = False
    ends: bool = False
    used: bool = True
    keeps: bool = False
    mute: bool = False
    codes: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Format:
    """One kind of file. It is recognised by its headings, whatever the file is called.

    `by` names the columns that a row is known by; `rules` look at a row's cells together; `order` says which of several
    files is read first; `child` is the column with the agency's reference for the child; `makes` says in words what its
    rows become.
    """

    key: str
    title: str
    standard: str
    makes: str
    columns: tuple[Column, ...]
    marks: frozenset[str]
    by: tuple[str, ...]
    order: int
    child: str = "CHILD"
    rules: tuple[Rule, ...] = ()

    @property
    def names(self) -> set[str]:
        return {column.name for column in self.columns}

    @cached_property
    def recorded(self) -> tuple[str, ...]:
        """The columns that become part of a record."""
        return tuple(column.name for column in self.columns if column.used)

    @cached_property
    def kept(self) -> tuple[str, ...]:
        """The columns in which a blank takes nothing away."""
        return tuple(column.name for column in self.columns if column.keeps)

    @cached_property
    def muted(self) -> tuple[str, ...]:
        """The columns in which a blank says nothing."""
        return tuple(column.name for column in self.columns if column.mute)

    def column(self, name: str) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)

    def reference(self, cells: Cells) -> str:
        """What a row is known by, within its agency and its kind of file."""
        return " ".join(cells[name] for name in self.by)


@dataclass(frozen=True)
class KnownOther:
    """A file that belongs to a known return and holds nothing that Lapwing reads."""

    marks: frozenset[str]
    title: str
    instead: str


def heading(text: str) -> str:
    """A heading as formats name it: capitals, with `_` between words."""
    return "_".join(text.strip().strip("\ufeff\"'").replace("-", " ").replace("_", " ").upper().split())


def headings(row: Sequence[str]) -> list[str]:
    return [heading(cell) for cell in row]
