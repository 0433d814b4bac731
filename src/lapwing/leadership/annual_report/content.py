"""One section of a yearly report as data, from which its page, its PDF and its Word document are made.

Everything is plain values, so that the section can be frozen as canonical JSON: the same section gives the same bytes.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Run:
    """Some words. A number carries the address that it opens at, and its numbered note (0: none)."""

    text: str
    path: str = ""
    note: int = 0


@dataclass(frozen=True)
class Heading:
    text: str
    kind: str = "heading"


@dataclass(frozen=True)
class Paragraph:
    runs: tuple[Run, ...]
    kind: str = "paragraph"

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Table:
    """A table with one row of headings; the first cell of each row names the row. `words`: its cells hold words."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Run, ...], ...]
    words: bool = False
    kind: str = "table"


@dataclass(frozen=True)
class Chart:
    """A Vega-Lite chart, and what it shows in words."""

    caption: str
    alt: str
    spec: Mapping[str, Any]
    kind: str = "chart"


Part = Heading | Paragraph | Table | Chart


@dataclass(frozen=True)
class Note:
    """What a numbered note says of a number: what it counts, of which period, how many, and where it opens."""

    number: int
    what: str
    period: str
    count: str
    measure: str
    path: str


@dataclass(frozen=True)
class Definition:
    """How a measure is counted: its headings and words, and the digest that a published number keeps."""

    key: str
    title: str
    said: tuple[tuple[str, str], ...]
    digest: str


@dataclass(frozen=True)
class Section:
    """The whole: `taken_at` is the moment of the snapshot, in ISO form."""

    title: str
    year: str
    period: str
    snapshot: str
    taken_at: str
    parts: tuple[Part, ...]
    notes: tuple[Note, ...] = ()
    definitions: tuple[Definition, ...] = ()
    values: Sequence[Mapping[str, Any]] = field(default_factory=tuple)

    @property
    def text(self) -> str:
        """The words of its paragraphs, in order."""
        return "\n".join(part.text for part in self.parts if isinstance(part, Paragraph))


KINDS: Mapping[str, Any] = {"heading": Heading, "chart": Chart}


def canonical(section: Section) -> str:
    """The section as canonical JSON: the same section gives the same bytes."""
    return json.dumps(asdict(section), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(made: str) -> str:
    """SHA-256 of a section's canonical JSON."""
    return hashlib.sha256(made.encode()).hexdigest()


def read(made: str) -> Section:
    """The section again, from its canonical JSON."""
    said = json.loads(made)
    said["parts"] = tuple(_part(part) for part in said["parts"])
    said["notes"] = tuple(Note(**note) for note in said["notes"])
    said["definitions"] = tuple(_definition(each) for each in said["definitions"])
    return Section(**said)


def _part(said: dict[str, Any]) -> Part:
    if said["kind"] == "paragraph":
        return Paragraph(_runs(said["runs"]))
    if said["kind"] == "table":
        rows = tuple(_runs(row) for row in said["rows"])
        return Table(said["caption"], tuple(said["heads"]), rows, said["words"])
    made: Part = KINDS[said["kind"]](**said)
    return made


def _definition(said: dict[str, Any]) -> Definition:
    return Definition(said["key"], said["title"], tuple((head, words) for head, words in said["said"]), said["digest"])


def _runs(said: Sequence[dict[str, Any]]) -> tuple[Run, ...]:
    return tuple(Run(**run) for run in said)
