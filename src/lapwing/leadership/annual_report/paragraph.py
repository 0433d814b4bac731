"""The paragraph on missing episodes: words that follow the data. No number in it is typed by hand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lapwing.leadership.scorecard.presenters import listed
from lapwing.leadership.scorecard.queries import Reading
from lapwing.measures.periods import Period, Quarter, day_words
from lapwing.measures.publishing import ALL, Cell, State
from lapwing.measures.tables import AREA_NOT_RECORDED


@dataclass(frozen=True)
class Part:
    """Some words; where they are a number, `area` and `period` say which, so that it opens."""

    text: str
    area: str | None = None
    period: str | None = None

    @property
    def is_number(self) -> bool:
        return self.period is not None


Parts = Iterator[Part | str]


def build(reading: Reading) -> list[Part]:
    """The paragraph, in order. The same reading always gives the same words."""
    said = [*_year(reading), *_areas(reading), *_quarters(reading), *_told(reading)]
    return _joined(Part(part) if isinstance(part, str) else part for part in said)


def text(parts: Sequence[Part]) -> str:
    return "".join(part.text for part in parts)


def _joined(parts: Iterator[Part]) -> list[Part]:
    """Words that follow one another, made one part."""
    found: list[Part] = []
    for part in parts:
        if found and not part.is_number and not found[-1].is_number:
            found[-1] = Part(found[-1].text + part.text)
        else:
            found.append(part)
    return found


def _number(cell: Cell, words: str = "") -> Part:
    shown = {State.HIDDEN: "hidden", State.NOT_RECORDED: "not recorded"}.get(cell.state, cell.text)
    return Part(f"{shown} {words}".strip(), cell.area, cell.period.key)


def _counted(reading: Reading, cell: Cell) -> Part:
    return _number(cell, reading.measure.one if cell.value == 1 else reading.measure.many)


def _year(reading: Reading) -> Parts:
    cell = reading.now.cell(ALL, reading.year)
    many, label = reading.measure.many, reading.year.label
    if cell.state is State.NOT_BEGUN:
        yield f"The year {label} has not begun."
    elif cell.state is State.HIDDEN:
        yield f"The number of {many} in {label} is "
        yield _number(cell)
        yield ", because it is from 1 to 5 or would let such a number be worked out."
    elif cell.state is State.NOT_RECORDED:
        yield f"The number of {many} in {label} is "
        yield _number(cell)
        yield f": {_have_not_told(cell)}. That is not zero."
    elif cell.so_far:
        yield f"By {day_words(reading.snapshot.coverage.taken_on)} there had been "
        yield _counted(reading, cell)
        yield f" in {label}. The year was not over, so it is not compared with {reading.year.before.label}."
    else:
        yield "There were " if cell.value != 1 else "There was "
        yield _counted(reading, cell)
        yield f" in {label}"
        yield from _compared(reading)


def _compared(reading: Reading) -> Parts:
    before = reading.before.cell(ALL, reading.year.before)
    label, change = reading.year.before.label, reading.change(ALL)
    if change is None:
        yield f". {_not_compared(reading, before)}"
        return
    direction = (
        "the same as" if change.now == change.before else "up from" if change.now > change.before else "down from"
    )
    if change.now == change.before:
        yield f", {direction} in {label}."
        return
    yield f", {direction} "
    yield _number(before)
    yield f" in {label}"
    yield f" ({change.words})." if change.percent is not None else "."


def _not_compared(reading: Reading, before: Cell) -> str:
    label = reading.year.before.label
    if before.state is State.HIDDEN:
        return f"The number for {label} is hidden, so the two years are not compared."
    if before.state is State.NOT_RECORDED:
        return f"For {label} it is not recorded, so the two years are not compared."
    return "Not every agency told about the whole of both years, so they are not compared."


def _areas(reading: Reading) -> Parts:
    """Area by area, where there is more than one or something has no area."""
    cells = [reading.now.cell(area, reading.year) for area in reading.now.areas if area != ALL]
    named = [cell for cell in cells if cell.area != AREA_NOT_RECORDED]
    unknown = next(cell for cell in cells if cell.area == AREA_NOT_RECORDED)
    if len(named) < 2 or reading.now.cell(ALL, reading.year).state in {State.NOT_BEGUN, State.NOT_RECORDED}:
        return
    yield " By area: "
    for place, cell in enumerate(named):
        yield ", " if 0 < place < len(named) - 1 else " and " if place else ""
        yield f"{reading.name(cell.area)} "
        yield _number(cell)
    if unknown.value != 0 and unknown.state is not State.NOT_RECORDED:
        yield "; no area recorded "
        yield _number(unknown)
    yield "."


def _quarters(reading: Reading) -> Parts:
    """In which quarter most began; nothing where a quarter is not shown or not whole."""
    cells = [reading.now.cell(ALL, quarter) for quarter in reading.year.quarters]
    if any(cell.value is None or not cell.is_complete for cell in cells) or not any(cell.value for cell in cells):
        return
    most = max(cell.value or 0 for cell in cells)
    top = [cell for cell in cells if cell.value == most]
    if len(top) > 1:
        return
    quarter = top[0].period
    assert isinstance(quarter, Quarter)
    yield f" Most began in {quarter.short}, {quarter.months}: "
    yield _number(top[0])
    yield "."


def _told(reading: Reading) -> Parts:
    cell = reading.now.cell(ALL, reading.year)
    if cell.state in {State.NOT_RECORDED, State.NOT_BEGUN}:
        return
    if cell.missing:
        yield f" The number is incomplete: {_have_not_told(cell)}."
    else:
        yield f" Every agency concerned told us about the whole of {_reached(cell.period, reading)}."


def _reached(period: Period, reading: Reading) -> str:
    over = period.last <= reading.snapshot.coverage.taken_on
    return "the year" if over else "the year so far"


def _have_not_told(cell: Cell) -> str:
    return f"{listed(cell.missing)} {'has' if len(cell.missing) == 1 else 'have'} not told us about all of it"
