"""Putting a section together: sentences and tables become parts, and each number gets its numbered note once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from lapwing.exchange.snapshot.models import Snapshot
from lapwing.leadership.annual_report.content import Definition, Note, Paragraph, Part, Run, Table
from lapwing.leadership.annual_report.sentences import PLAIN, SMALL, Told, have_not_told, not_before
from lapwing.leadership.scorecard import links, queries
from lapwing.leadership.scorecard.numbers import Numbers
from lapwing.leadership.scorecard.presenters import gap_words
from lapwing.leadership.scorecard.sections import Line
from lapwing.measures import catalogue
from lapwing.measures.cells import Cell, State
from lapwing.measures.grid import ALL
from lapwing.measures.model import Kind, Measure
from lapwing.measures.periods import Year


@dataclass
class Writer:
    """Collects the parts of one section, the notes of its numbers and the definitions that they need."""

    of: Snapshot
    year: Year
    parts: list[Part] = field(default_factory=list)
    notes: dict[str, Note] = field(default_factory=dict)
    measures: dict[str, Measure] = field(default_factory=dict)
    _has_said: bool = False

    def paragraph(self, *sentences: Iterable[Told | str]) -> None:
        """Sentences, one after another; those that say nothing fall away."""
        runs: list[Run] = []
        for said in sentences:
            found = [self.run(each) if isinstance(each, Told) else Run(self._once(each)) for each in said]
            if found and runs:
                runs.append(Run(" "))
            runs += found
        if runs:
            self.parts.append(Paragraph(tuple(_joined(runs))))

    def _once(self, words: str) -> str:
        """Where nothing at all is recorded of the year before, that is said once, of everything."""
        if not self._nothing_before or (said := not_before(self.year)) not in words:
            return words
        first, self._has_said = not self._has_said, True
        instead = f"Nothing is recorded for {self.year.before.label}, so no number here is compared with that year."
        return words.replace(said, instead if first else "").rstrip()

    @cached_property
    def _nothing_before(self) -> bool:
        line = Line(catalogue.get("missing-episodes"))
        return Numbers(self.of, line, ALL).cell(self.year.before).state is State.NOT_RECORDED

    def table(self, caption: str, heads: Sequence[str], rows: Iterable[Sequence[Run]], *, words: bool = False) -> None:
        self.parts.append(Table(caption, tuple(heads), tuple(tuple(row) for row in rows), words))

    def run(self, number: Told) -> Run:
        """A number in a sentence, with its note."""
        path = links.number_path(self.of, number.line, number.cell.area, number.cell.period)
        self.measures.setdefault(number.line.measure.key, number.line.measure)
        if path not in self.notes:
            self.notes[path] = self._note(number.line, number.cell, path)
        return Run(number.text, path, self.notes[path].number)

    def _note(self, line: Line, cell: Cell, path: str) -> Note:
        return Note(
            number=len(self.notes) + 1,
            what=f"{name_of(line)}; {queries.area_name(self.of, cell.area)}",
            period=f"{cell.period.label} ({cell.period.words})",
            count=count_words(cell),
            measure=line.measure.key,
            path=path,
        )

    def years(self, line: Line, area: str, title: str = "") -> tuple[Run, ...]:
        """A row: its name with a note of both years, the year before, the year, and the change."""
        of = Numbers(self.of, line, area)
        now, before, change = of.cell(self.year), of.cell(self.year.before), of.change(self.year)
        self.measures.setdefault(line.measure.key, line.measure)
        return (
            Run(title or line.title),
            self._cell(line, before),
            self._cell(line, now),
            Run(change.words if change else of.why_no_change(self.year)),
        )

    def _cell(self, line: Line, cell: Cell) -> Run:
        run = self.run(Told(line, cell, cell.text))
        return Run(run.text + ("*" if cell.value is not None and not cell.is_complete else ""), run.path, run.note)

    @property
    def definitions(self) -> tuple[Definition, ...]:
        return tuple(
            Definition(one.key, one.title, tuple(one.definition.items()), one.digest) for one in self.measures.values()
        )


def name_of(line: Line) -> str:
    """A line in words that stand alone: a category names its measure."""
    return f"{line.measure.title}: {line.title}" if line.by else line.title


def count_words(cell: Cell) -> str:
    """A number in its note: how many, of how many, and what is missing from it."""
    if cell.state is State.HIDDEN:
        said = f"hidden, {SMALL}"
    elif cell.state is not State.SHOWN:
        said = PLAIN[cell.state]
    elif cell.kind is Kind.RATE and cell.part is not None and cell.whole is not None:
        said = f"{cell.text}, {cell.part:,} where {cell.whole:,} children live"
    elif cell.kind in {Kind.SHARE, Kind.MEAN} and cell.part is not None and cell.whole is not None:
        said = f"{cell.text}, {cell.part:,} {'of' if cell.kind is Kind.SHARE else 'by'} {cell.whole:,}"
    else:
        said = cell.text
    if cell.missing:
        said += f"; incomplete, because {have_not_told(cell.missing)} of the period"
    if cell.gaps and cell.state is State.SHOWN:
        said += f"; {gap_words(cell).removesuffix('.').replace('It is incomplete', 'incomplete')}"
    return f"{said}; the period was not over" if cell.so_far and cell.state is State.SHOWN else said


def _joined(runs: Sequence[Run]) -> list[Run]:
    """Words that follow one another, made one run."""
    found: list[Run] = []
    for run in runs:
        if found and not run.path and not found[-1].path:
            found[-1] = Run(found[-1].text + run.text)
        else:
            found.append(run)
    return found
