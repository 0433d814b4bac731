"""A line of the scorecard through its quarters: the chart, its table twin, and what may be said of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import Any

from lapwing.leadership.scorecard import charts, editions, links, notes, numbers, presenters
from lapwing.leadership.scorecard.asked import Card
from lapwing.leadership.scorecard.charts import Point
from lapwing.leadership.scorecard.links import Number
from lapwing.leadership.scorecard.notes import Pin
from lapwing.leadership.scorecard.numbers import Numbers
from lapwing.leadership.scorecard.sections import Line
from lapwing.measures import variation
from lapwing.measures.cells import Cell, State
from lapwing.measures.model import Kind
from lapwing.measures.periods import Quarter, Year
from lapwing.measures.variation import Limits

SHORT = {State.NOT_RECORDED: "n/r", State.NOT_BEGUN: ""}


@dataclass(frozen=True)
class Row:
    """A quarter in the table below the chart."""

    period: str
    number: Number
    limits: str
    about: str


@dataclass(frozen=True)
class Past:
    """The quarters of a line, its limits, and the chart of both."""

    spec: dict[str, Any]
    sentences: list[str]
    rows: list[Row]
    periods: list[Any]

    @property
    def has_chart(self) -> bool:
        """Whether there is anything to draw."""
        return any(value["value"] is not None for value in self.spec["data"]["values"])


def past(card: Card, line: Line, *, with_people: bool = True) -> Past:
    """`with_people`: with the events that people pinned, and what they restated."""
    cells = Numbers(card.snapshot, line, card.area).history(card.year)
    within = numbers.limits(cells)
    shown = pins(card) if with_people else []
    marked = editions.marks(card.snapshot) if with_people and not line.by else frozenset()
    points = [_point(cell, shown) for cell in cells]
    return Past(
        spec=charts.run_chart(points, within, words(card, line, cells, within)),
        sentences=sentences(line, cells, within),
        rows=list(_together([_row(card, line, cell, within, shown, marked) for cell in reversed(cells)])),
        periods=[*(cell.period for cell in cells), *dict.fromkeys(cell.period.year for cell in cells)],
    )


def pins(card: Card) -> list[Pin]:
    """The events on the card's time line."""
    found = numbers.quarters(card.snapshot, card.year)
    return notes.pinned(card.snapshot, card.area, found[0].first, found[-1].last)


def span(card: Card) -> str:
    """The quarters that a chart shows."""
    found = numbers.quarters(card.snapshot, card.year)
    return f"{found[0].label} to {found[-1].label}"


def words(card: Card, line: Line, cells: Sequence[Cell], within: Limits | None) -> str:
    """What the chart shows, in words: its alternative text."""
    shown = [cell for cell in cells if cell.value is not None]
    said = f"{line.title} in each quarter from {cells[0].period.label} to {cells[-1].period.label}, {card.area_name}."
    if not shown:
        return f"{said} None of them can be shown."
    least, most = (pick(shown, key=lambda cell: cell.value) for pick in (min, max))
    said += f" The least is {least.text} in {least.period.label}, the most {most.text} in {most.period.label}."
    hidden = sum(cell.state is State.HIDDEN for cell in cells)
    if hidden:
        said += f" {hidden} {'is' if hidden == 1 else 'are'} hidden."
    if within:
        said += f" Ordinary variation: {figure(line, within.lower)} to {figure(line, within.upper)}."
    return f"{said} The table has the same numbers."


def figure(line: Line, number: Decimal) -> str:
    """A limit or mean with its unit."""
    plain = f"{number.normalize():,f}"
    return {Kind.SHARE: f"{plain}%", Kind.MEDIAN: f"{plain} hours", Kind.LONGEST: f"{plain} hours"}.get(
        line.measure.kind, plain
    )


def sentences(line: Line, cells: Sequence[Cell], within: Limits | None) -> list[str]:
    """What the limits say, and how they were worked out."""
    if not any(cell.value is not None for cell in cells):
        return ["None of these quarters can be shown, so there is no chart."]
    if within is None:
        usable = sum(value is not None for value in numbers.values(cells))
        return [
            f"{usable} of these quarters {'is' if usable == 1 else 'are'} shown and whole. That is too few for limits "
            f"of ordinary variation, which take {variation.FEWEST}, most of them side by side: whether a movement is "
            "more than chance cannot be said."
        ]
    firm = "" if within.is_firm else f", and provisional: they will still move until there are {variation.FIRM}"
    return [
        f"The pale band is ordinary variation, {figure(line, within.lower)} to {figure(line, within.upper)}; the "
        f"dashed line is the mean, {figure(line, within.mean)}. They come from {within.quarters} quarters{firm}.",
        *_signals(cells, within),
        variation.METHOD,
    ]


def in_short(of: Numbers, until: Year) -> list[str]:
    """What the limits say, for a text that is no place for the method."""
    cells = of.history(until)
    return sentences(of.line, cells, numbers.limits(cells))[:2]


def _signals(cells: Sequence[Cell], within: Limits) -> list[str]:
    found = numbers.values(cells)
    beyond = [cells[place].period.label for place in variation.outside(found, within)]
    runs = [
        f"{cells[first].period.label} to {cells[last].period.label} lie on one side of the mean"
        for first, last in variation.shifts(found, within)
    ]
    if not beyond and not runs:
        return ["No quarter is outside the band: what moved is what moves in ordinary times."]
    verb = "is" if len(beyond) == 1 else "are"
    said = [f"{presenters.listed(beyond)} {verb} outside the band"] if beyond else []
    return [f"{'; '.join([*said, *runs])}. Ask what was different then."]


def _row(
    card: Card, line: Line, cell: Cell, within: Limits | None, events: Sequence[Pin], marked: frozenset[str]
) -> Row:
    quarter = _quarter(cell)
    number = links.number(
        card.snapshot, line, cell, restated=not line.by and editions.place(line.measure, cell) in marked
    )
    is_usable = cell.value is not None and cell.is_complete
    limits = ""
    if within and is_usable and cell.value is not None:
        limits = "inside" if within.lower <= cell.value <= within.upper else "outside"
    here = [f"({pin.number}) {pin.day}: {pin.words}, {pin.where}" for pin in events if pin.quarter == quarter]
    about = [presenters.why(card.snapshot, cell), *here]
    return Row(quarter.label, number, limits, "; ".join(filter(None, about)))


def _together(rows: Sequence[Row]) -> Iterator[Row]:
    """Quarters side by side of which the same is said, and no number, stand in one row."""
    for (quiet, _), found in groupby(rows, key=lambda row: (row.number.quiet, row.about if row.number.quiet else row)):
        same = list(found)
        if quiet and len(same) > 1:
            yield replace(same[0], period=f"{same[-1].period} to {same[0].period}")
        else:
            yield from same


def _point(cell: Cell, events: Sequence[Pin]) -> Point:
    quarter = _quarter(cell)
    value = float(cell.value) if cell.value is not None else None
    here = [pin.number for pin in events if pin.quarter == quarter]
    return Point(quarter.short, quarter.year.label, value, SHORT.get(cell.state, cell.text), cell.is_complete, here)


def _quarter(cell: Cell) -> Quarter:
    assert isinstance(cell.period, Quarter)
    return cell.period
