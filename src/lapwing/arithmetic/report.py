"""A document made ready for the rules: its sentences, its lists, its tables, its year."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.stretch import Stretch, stretches
from lapwing.arithmetic.document import Block, Document, Passage, Place, Role, Table
from lapwing.arithmetic.grid import Grid, read_grid
from lapwing.arithmetic.numbers import Period
from lapwing.arithmetic.numbers.periods import year_span
from lapwing.arithmetic.sentences import Sentence, split

COVERS = re.compile(
    r"(?:\breport\b[^.;⟦⟧]{0,20}\bcovers?\b|\b(?:reporting\s+(?:period|year)|(?:year|period)\s+(?:under\s+review|of\s+this\s+report))\b"
    r"(?:\s*:|\s+(?:ran|runs|is|was)\b)|\breport\b[^.;⟦⟧]{0,30}\b(?:for|about)\b)[^.;⟦⟧]{0,40}(⟦y\d+⟧)\s*(?:to|–|-)\s*(⟦y\d+⟧)"
)
BARE = re.compile(r"[\d,.%£\s–—-]*")
REPORT_SPAN = re.compile(r"\b(20\d{2})\s?[-–—/]\s?(20\d{2}|\d{2})\b")


@dataclass(frozen=True)
class ListOf:
    """Items that stand together, with the passages that come before them."""

    items: tuple[Passage, ...]
    before: tuple[Passage, ...]

    @property
    def top(self) -> tuple[Passage, ...]:
        """The items that are not inside another item."""
        least = min(item.depth for item in self.items)
        return tuple(item for item in self.items if item.depth == least)


@dataclass(frozen=True)
class Report:
    document: Document

    @cached_property
    def passages(self) -> list[Passage]:
        return list(self.document.passages())

    @cached_property
    def by_passage(self) -> list[list[Sentence]]:
        return [self.of(passage) for passage in self.passages]

    @cached_property
    def index_of(self) -> dict[int, int]:
        """Where each passage stands, by its identity."""
        return {id(passage): index for index, passage in enumerate(self.passages)}

    def of(self, passage: Passage) -> list[Sentence]:
        """The sentences of a passage, read once however many rules ask; a cell that is only a figure has none."""
        key = id(passage)
        if key not in self._read:
            bare = passage.place.table is not None and BARE.fullmatch(passage.text)
            self._read[key] = passage, [] if bare else list(split(passage))
        return self._read[key][1]

    @cached_property
    def _read(self) -> dict[int, tuple[Passage, list[Sentence]]]:
        return {}

    @cached_property
    def _sections(self) -> dict[str, list[Passage]]:
        sections: dict[str, list[Passage]] = defaultdict(list)
        for block in self.document.blocks:
            if isinstance(block, Passage):
                sections[block.place.heading].append(block)
        return sections

    def grid(self, table: Table) -> Grid | None:
        """The grid of a table, read once."""
        key = id(table)
        if key not in self._grids:
            self._grids[key] = read_grid(table)
        return self._grids[key]

    @cached_property
    def _grids(self) -> dict[int, Grid | None]:
        return {}

    @cached_property
    def sentences(self) -> list[Sentence]:
        return [sentence for sentences in self.by_passage for sentence in sentences]

    @cached_property
    def by_place(self) -> dict[Place, list[list[Sentence]]]:
        """The sentences of each passage, by where it stands."""
        found: dict[Place, list[list[Sentence]]] = defaultdict(list)
        for passage, sentences in zip(self.passages, self.by_passage, strict=True):
            found[passage.place].append(sentences)
        return found

    @cached_property
    def whole_text(self) -> str:
        """All prose in small letters."""
        return " ".join(passage.text.lower() for passage in self.passages)

    @cached_property
    def stretches(self) -> list[list[Stretch]]:
        """For each passage, the stretches of it that hold just three figures."""
        return [list(stretches(sentences)) for sentences in self.by_passage]

    @cached_property
    def tables(self) -> list[Table]:
        return list(self.document.tables())

    @cached_property
    def streams(self) -> list[list[Passage]]:
        """Prose that runs on: the body of the report, and each cell of a table by itself."""
        body: list[Passage] = []
        cells: list[list[Passage]] = []
        for block in self.document.blocks:
            if isinstance(block, Passage):
                body.append(block)
            else:
                cells += [list(cell.passages()) for cell in block.cells()]
        return [body, *cells]

    @cached_property
    def lists(self) -> list[ListOf]:
        return [found for stream in self.streams for found in _lists(stream)]

    @cached_property
    def year(self) -> Period | None:
        """The year the report is about: the span it names most in its title and headings, else in its text."""
        if covered := self._covered():
            return covered
        for words in (self._opening, " ".join(passage.text for passage in self.passages)):
            spans = Counter((match[1], match[2][-2:]) for match in REPORT_SPAN.finditer(words))
            likely = [span for span, _ in spans.most_common() if (int(span[0]) + 1) % 100 == int(span[1])]
            if likely:
                return year_span(*likely[0])
        return None

    def _covered(self) -> Period | None:
        """ "This report covers the year from 1 April 2021 to 31 March 2022." """
        for sentence in self.sentences[:60]:
            if match := COVERS.search(sentence.shape):
                first, last = (sentence.marked(mark).period for mark in match.groups())
                if first and last and first.first and last.last and 300 < (last.last - first.first).days < 400:
                    return Period(first.first, last.last, "span")
        return None

    @property
    def _opening(self) -> str:
        return " ".join(passage.text for passage in self.passages[:12] if len(passage.text) < 200)

    def section_of(self, table: Table) -> list[Passage]:
        """The prose that stands under the same heading as a table."""
        return self._sections.get(table.place.heading, [])

    def around(self, table: Table) -> list[Passage]:
        """The prose under its heading, and what stands right before and after it, such as a caption."""
        at = self._where[id(table)]
        beside = [one for one in self.document.blocks[max(0, at - 1) : at + 2] if isinstance(one, Passage)]
        return [*self.section_of(table), *beside]

    def before(self, table: Table, most: int = 3) -> list[Passage]:
        blocks: tuple[Block, ...] = self.document.blocks
        index = self._where[id(table)]
        return [block for block in blocks[max(0, index - most) : index] if isinstance(block, Passage)]

    @cached_property
    def _where(self) -> dict[int, int]:
        return {id(block): index for index, block in enumerate(self.document.blocks)}


def _lists(stream: list[Passage]) -> Iterator[ListOf]:
    start = 0
    while start < len(stream):
        if stream[start].role is not Role.ITEM:
            start += 1
            continue
        end = start
        while end < len(stream) and stream[end].role is Role.ITEM:
            end += 1
        yield ListOf(tuple(stream[start:end]), tuple(stream[max(0, start - 4) : start]))
        start = end
