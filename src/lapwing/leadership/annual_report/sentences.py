"""Sentences that follow the data, in every state that a number can be in. No number in them is typed by hand.

Each is made of words and of numbers; a number knows where it opens, and gets its note when the section is put together.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lapwing.leadership.scorecard.numbers import Numbers
from lapwing.leadership.scorecard.presenters import gap_words, listed
from lapwing.leadership.scorecard.sections import Line
from lapwing.measures.cells import Cell, Change, State
from lapwing.measures.model import Kind
from lapwing.measures.periods import Year, day_words


@dataclass(frozen=True)
class Told:
    """A number within a sentence: its line, its cell, and the words in which it stands."""

    line: Line
    cell: Cell
    text: str


Parts = Iterator[Told | str]
SMALL = "because it is from 1 to 5 or would let such a number be worked out"
PLAIN = {State.HIDDEN: "hidden", State.NOT_RECORDED: "not recorded", State.NOT_BEGUN: "not begun", State.NONE: "none"}


def told(line: Line, cell: Cell, words: str = "") -> Told:
    """A number, with words that belong to it: 2,019 missing episodes."""
    return Told(line, cell, f"{PLAIN.get(cell.state, cell.text)} {words}".strip())


def counted(line: Line, cell: Cell) -> Told:
    """A count with its unit."""
    measure = line.measure
    return told(line, cell, measure.one if cell.value == 1 else measure.many)


def count(of: Numbers, year: Year) -> Parts:
    """How many, and how that compares with the year before: fell from 2,203 to 2,019, down 8.4%."""
    cell, before = of.cell(year), of.cell(year.before)
    many, change = of.line.measure.many, of.change(year)
    if cell.state is not State.SHOWN:
        yield from _not_shown(of, cell, f"The number of {many}")
    elif cell.so_far:
        yield f"By {day_words(of.of.coverage.taken_on)} there had been "
        yield counted(of.line, cell)
        yield f" in {year.label}. The year was not over, so it is not compared with {year.before.label}."
    elif change is None:
        yield "There were " if cell.value != 1 else "There was "
        yield counted(of.line, cell)
        yield f" in {year.label}. {_not_compared(cell, before, year)}"
    else:
        yield from _moved(of, cell, before, change, year)


def _moved(of: Numbers, cell: Cell, before: Cell, change: Change, year: Year) -> Parts:
    name = _capital(of.line.measure.many)
    if change.now == change.before:
        yield f"{name} were as many in {year.label} as in {year.before.label}: "
        yield told(of.line, cell)
        yield "."
        return
    yield f"{name} {'rose' if change.now > change.before else 'fell'} from "
    yield told(of.line, before)
    yield f" in {year.before.label} to "
    yield told(of.line, cell)
    yield f" in {year.label}"
    yield f", {change.words}." if change.percent is not None else "."


def amount(of: Numbers, year: Year, subject: str, *, with_gaps: bool = True) -> Parts:
    """A share, a mean or a length: "On average each child was missing 3.4 times, down from 3.5 in 2018/19"."""
    cell, before, change = of.cell(year), of.cell(year.before), of.change(year)
    if cell.state is State.NONE:
        yield f"{subject} in {year.label} cannot be told: there was nothing to count it of."
        return
    if cell.state is not State.SHOWN:
        yield from _not_shown(of, cell, subject)
        return
    yield f"{subject} was "
    yield told(of.line, cell)
    yield _made_of(cell)
    if cell.so_far:
        yield f" in {year.label} up to {day_words(of.of.coverage.taken_on)}; the year was not over."
    elif change is None:
        why = (gap_words(cell) if with_gaps else "") if cell.gaps else _not_compared(cell, before, year)
        yield f" in {year.label}. {why}".rstrip()
    elif change.now == change.before:
        yield f" in {year.label}, as in {year.before.label}."
    else:
        yield f" in {year.label}, {'up' if change.now > change.before else 'down'} from "
        yield told(of.line, before)
        yield f" in {year.before.label}."


def _made_of(cell: Cell) -> str:
    """The two counts of a share."""
    shown = cell.kind is Kind.SHARE and cell.part is not None and cell.whole is not None
    return f" ({cell.part:,} of {cell.whole:,})" if shown else ""


def _not_shown(of: Numbers, cell: Cell, subject: str) -> Parts:
    year = cell.period.label
    if cell.state is State.NOT_BEGUN:
        yield f"The year {year} has not begun."
    elif cell.state is State.HIDDEN:
        yield f"{subject} in {year} is "
        yield told(of.line, cell)
        yield f", {SMALL}."
    elif cell.state is State.NONE:
        yield f"{subject} in {year} cannot be told: there was nothing to count it of."
    else:
        yield f"{subject} in {year} is "
        yield told(of.line, cell)
        yield f"{_who_has_not(cell)}. That is not zero."


def all_with_gaps(cell: Cell) -> Parts:
    """Where several numbers are incomplete in the same way."""
    yield gap_words(cell).replace("It is", "These are") + " So they are compared with no other year."


def nothing_recorded(cell: Cell) -> Parts:
    """Where several measures are not recorded for the same reason."""
    yield f"For {cell.period.label} this is not recorded{_who_has_not(cell)}. That is not zero."


def _not_compared(cell: Cell, before: Cell, year: Year) -> str:
    label = year.before.label
    if before.state is State.HIDDEN:
        return f"The number for {label} is hidden, so the two years are not compared."
    if before.state in {State.NOT_RECORDED, State.NONE}:
        return not_before(year)
    if before.gaps:
        return f"It is not compared with {label}, of which not all is recorded."
    untold = sorted({*cell.missing, *before.missing})
    return f"They are not compared with {label}, because {have_not_told(untold)} of both years."


def not_before(year: Year) -> str:
    return f"For {year.before.label} it is {PLAIN[State.NOT_RECORDED]}, so the two years are not compared."


def _who_has_not(cell: Cell) -> str:
    return f": {have_not_told(cell.missing)} of it" if cell.missing else ": nobody recorded it"


def have_not_told(agencies: Sequence[str]) -> str:
    return f"{listed(agencies)} {'has' if len(agencies) == 1 else 'have'} not told us about all"


def series(items: Iterable[tuple[str, Told]], first: str, last: str = ".") -> Parts:
    """Named numbers in a row: "By area: Ashmere 1,204, Brackwater 512 and no area recorded 12." """
    found = list(items)
    yield first
    for place, (name, number) in enumerate(found):
        yield ", " if 0 < place < len(found) - 1 else " and " if place else ""
        yield f"{name} " if name else ""
        yield number
    yield last


def largest(line_cells: Sequence[tuple[Line, Cell]], what: str) -> Parts:
    """Which category has most. Where some are hidden, only what is shown is spoken of."""
    shown = sorted(
        ((line, cell) for line, cell in line_cells if cell.state is State.SHOWN and cell.value),
        key=lambda one: -(one[1].value or 0),
    )
    hidden = sum(cell.state is State.HIDDEN for _, cell in line_cells)
    if shown:
        yield f"Of the numbers that can be shown, {what} was " if hidden else f"{_capital(what)} was "
        yield f"“{_small(shown[0][0].title)}”: "
        yield told(*shown[0])
        yield from _second(shown[1:2])
        yield "."
    if hidden and shown:
        yield f" {hidden} of the {len(line_cells)} numbers {'is' if hidden == 1 else 'are'} hidden."
    elif hidden:
        yield "None of these numbers can be shown; those that are not recorded stand so in the table."


def _second(rest: Sequence[tuple[Line, Cell]]) -> Parts:
    for line, cell in rest:
        yield f"; then “{_small(line.title)}”: "
        yield told(line, cell)


def unrecorded(found: Sequence[tuple[str, Told]], unit: str) -> Parts:
    """What is not recorded, of how many; and what always is."""
    gaps = [(name, number) for name, number in found if number.cell.value != 0]
    whole = [name for name, number in found if number.cell.value == 0]
    if gaps:
        yield from series(((name, number) for name, number in gaps), f"Not recorded, of {unit}: ")
    if whole:
        verb = "is" if len(whole) == 1 else "are"
        yield f"{' ' if gaps else ''}{_capital(listed(whole))} {verb} recorded for all {unit}."


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]
