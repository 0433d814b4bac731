"""The scorecard's lines, as its page, its print and its files have them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from lapwing.exchange.snapshot import presenters as told
from lapwing.exchange.snapshot.presenters import Heard
from lapwing.leadership.scorecard import by_whom, editions, links, numbers, queries
from lapwing.leadership.scorecard.asked import Card
from lapwing.leadership.scorecard.links import Number
from lapwing.leadership.scorecard.numbers import Numbers
from lapwing.leadership.scorecard.sections import Line, sections
from lapwing.leadership.scorecard.spark import Spark, small
from lapwing.measures import catalogue
from lapwing.measures.cells import Cell
from lapwing.measures.grid import ALL
from lapwing.measures.model import Measure
from lapwing.measures.periods import Period
from lapwing.measures.tables import AREA_NOT_RECORDED

LEGEND = (
    "c: hidden, because it is from 1 to 5 or would let such a number be worked out; zero is shown as 0. "
    "n/r, not recorded: nothing was counted, and an agency has not told us; that is not zero. "
    "*: incomplete, because an agency has not told us about all of it, or nothing is recorded of a part of it. "
    "r: restated since it was published. "
    "The pale band is the ordinary variation of the quarters in the line; !: the last quarter is outside it."
)


@dataclass(frozen=True)
class Row:
    """A line of a table: four quarters, the year, the year before and the change."""

    title: str
    url: str
    quarters: Sequence[Number]
    year: Number
    before: Number
    change: str
    is_compared: bool = False
    spark: Spark | None = None
    is_unusual: bool = False
    about: str = ""
    told: Heard | None = None


def rows(card: Card, restated: Iterable[str]) -> list[tuple[str, list[Row]]]:
    """Every line under its heading. `restated`: the places whose published text was another."""
    marked = frozenset(restated)
    return [
        (heading, [_row(card, line, marked) for line in lines]) for heading, lines in sections(card.snapshot, card.year)
    ]


def _row(card: Card, line: Line, marked: frozenset[str]) -> Row:
    row = plain(card, line, card.area, marked)
    of = Numbers(card.snapshot, line, card.area)
    past = of.history(card.year)
    within = numbers.limits(past)
    drawn = small(
        [float(cell.value) if cell.value is not None else None for cell in past], within,
        f"{line.title}, {past[0].period.label} to {past[-1].period.label}; the page of the measure has every number",
    )  # fmt: skip
    last = next((cell for cell in reversed(past) if cell.value is not None), None)
    return replace(row, spark=drawn, is_unusual=last is not None and last.period in numbers.unusual(past, within))


def plain(card: Card, line: Line, area: str, marked: frozenset[str] = frozenset(), title: str = "") -> Row:
    """The row of one line in one area, without its small chart."""
    of = Numbers(card.snapshot, line, area)
    change = of.change(card.year)
    return Row(
        title=title or line.title,
        url=page_url(card, line),
        quarters=[_shown(card, line, of.cell(quarter), marked) for quarter in card.year.quarters],
        year=_shown(card, line, of.cell(card.year), marked),
        before=_shown(card, line, of.cell(card.year.before), marked),
        change=change.words if change else of.why_no_change(card.year),
        is_compared=change is not None,
        told=_told(card, line, area),
    )


def _told(card: Card, line: Line, area: str) -> Heard:
    """Who has told about the year, of those agencies that tell of this."""
    kinds = line.measure.part.population.breakdown(line.by).tellers(line.category) if line.by else ()
    return told.heard(card.snapshot.coverage, card.year, area if area in card.snapshot.area_names else None, kinds)


def page_url(card: Card, line: Line) -> str:
    """The page of a line: its chart, its numbers and what people say of them."""
    return f"{reverse('scorecard_measure', args=[line.measure.key])}?{line_query(card, line)}"


def line_query(card: Card, line: Line) -> str:
    return f"{card.query}&of={line.by}.{line.category}" if line.by else card.query


def _shown(card: Card, line: Line, cell: Cell, marked: frozenset[str]) -> Number:
    restated = not line.by and editions.place(line.measure, cell) in marked  # a category is not published by itself
    return links.number(card.snapshot, line, cell, restated=restated)


def by_area(card: Card, line: Line) -> list[Row]:
    """A line for each area, for what has none, and for all."""
    areas: list[tuple[str, str]] = [*card.snapshot.area_names.items(), (AREA_NOT_RECORDED, "Area not recorded")]
    return [plain(card, line, area, title=name) for area, name in [*areas, (ALL, "All areas")]]


@dataclass(frozen=True)
class Link:
    """One of several pages to choose from."""

    words: str
    url: str
    chosen: bool


def years(card: Card, more: str = "") -> list[Link]:
    found = sorted({*queries.years(card.snapshot), card.year})
    return [Link(each.label, f"?{card.asking(year=each)}{more}", each == card.year) for each in found]


def areas(card: Card, more: str = "") -> list[Link]:
    named = [(ALL, "All areas"), *card.snapshot.area_names.items()] if len(card.snapshot.area_names) > 1 else []
    return [Link(name, f"?{card.asking(area=area)}{more}", area == card.area) for area, name in named]


HEADS = ("Section", "Measure", "Area")


def table(card: Card) -> tuple[list[str], list[str], list[list[str]]]:
    """The scorecard as a file has it: the lines above it, its headings, and its rows."""
    marks = [
        f"Scorecard: missing children, {card.area_name}, {card.year.label}",
        f"Snapshot of {card.snapshot.taken_at:%Y-%m-%d %H:%M} UTC, {card.snapshot.pk}",
        LEGEND.split(" The pale band", maxsplit=1)[0],
    ]
    heads = [
        *HEADS,
        *(_head(period) for period in (*card.year.quarters, card.year, card.year.before)),
        "Change",
        "Told by",
    ]
    return marks, heads, list(_lines(card))


def _head(period: Period) -> str:
    return period.label


def _lines(card: Card) -> Iterator[list[str]]:
    for heading, lines in sections(card.snapshot, card.year):
        for line in lines:
            row = plain(card, line, card.area)
            cells = [*row.quarters, row.year, row.before]
            yield [heading, row.title, card.area_name, *(_text(cell) for cell in cells), row.change,
                   row.told.short if row.told else ""]  # fmt: skip
    for measure in catalogue.MEASURES.values():
        yield from _by_whom(card, measure)


def _by_whom(card: Card, measure: Measure) -> Iterator[list[str]]:
    """A measure by month and by each of its breakdowns; where there are no quarters, their cells are empty."""
    for by in (*by_whom.by_month(card, measure), *by_whom.every(card, measure)):
        heading = f"{measure.title}: {by.title[0].lower()}{by.title[1:]}"
        area = queries.area_name(card.snapshot, by.area)
        for row in by.rows:
            quarters = [_text(cell) for cell in row.quarters] or [""] * 4
            yield [heading, row.title, area, *quarters, _text(row.year), _text(row.before), row.change, ""]
        if not by.rows:
            yield [heading, by.note, area, *[""] * 8]


def _text(shown: Number) -> str:
    return f"{shown.text} ({shown.note})" if shown.note else shown.text
