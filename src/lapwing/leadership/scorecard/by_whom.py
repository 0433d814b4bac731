"""A measure read by month, and by its breakdowns: who the children were, and of what kind their absences."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lapwing.leadership.scorecard import links, queries
from lapwing.leadership.scorecard.asked import Card
from lapwing.leadership.scorecard.links import Number
from lapwing.leadership.scorecard.sections import Line
from lapwing.measures.cells import Cell, Table, compared, why_no_change
from lapwing.measures.grid import ALL
from lapwing.measures.missing import crossings
from lapwing.measures.model import Breakdown, Measure
from lapwing.measures.periods import Quarter, Year

WITHHELD = (
    "Withheld for {year}, zeros too: so few children stand behind it that a zero here would say where one of them is."
)
WITHHELD_IN_AREAS = (
    "Withheld for {year} in each area, zeros too: so few children stand behind it that a zero here would say where "
    "one of them is. It is read of all areas together."
)
MONTH = "Month"
OF_ALL = "Of all areas together: in one area too few would stand behind most months."
YEAR_ALONE = "Of the whole year: by quarter too few would stand behind it."
OF_SO_MANY = (
    "Of the whole year and of all areas together: by quarter, or in so many areas, too few would stand behind it."
)


@dataclass(frozen=True)
class Row:
    """One category: its quarters where they are given, the year and the year before."""

    title: str
    depth: int
    quarters: Sequence[Number]
    year: Number
    before: Number
    change: str


@dataclass(frozen=True)
class ByWhom:
    """A measure by one breakdown; `note`: why there is less than elsewhere. Withheld, it has no rows."""

    title: str
    rows: Sequence[Row]
    note: str = ""
    has_quarters: bool = True
    head: str = "Category"
    area: str = ALL


def breakdowns(measure: Measure) -> tuple[Breakdown, ...]:
    """By which a measure is read: a plain count by each of its own, another by who the child is."""
    return measure.breakdowns or crossings.who(measure)


def read_by(measure: Measure) -> list[str]:
    """By what a measure is read, beside the areas and all of them together."""
    listed = _listed(by.title for by in breakdowns(measure))
    said = ["Quarter and year", "of all areas together by month"] if measure.part.by else ["Month, quarter and year"]
    if listed:
        said.append(listed if measure.is_of_wholes else f"of a year by {listed}")
    return said


def _listed(titles: Iterable[str]) -> str:
    return ", ".join(title.lower().replace(", and", " and") for title in titles)


def by_month(card: Card, measure: Measure) -> list[ByWhom]:
    """A measure by month, beside the same months a year before; one that is no plain count, of all areas together."""
    line, months = Line(measure), [(month, type(month)(month.start - 1, month.number)) for month in card.year.months]
    now, then = (queries.publication(card.snapshot, each).table(measure) for each in (card.year, card.year.before))
    area = card.area if now.has_months(card.area) else ALL
    rows = []
    for month, before in months:
        cells = now.cell(area, month), then.cell(area, before)
        shown = [links.number(card.snapshot, line, cell) for cell in cells]
        rows.append(Row(f"{month.first:%B}", 0, (), *shown, _change(*cells)))
    note = OF_ALL if area != card.area else ""
    return [ByWhom("By month", rows, note, has_quarters=False, head=MONTH, area=area)]


def every(card: Card, measure: Measure) -> list[ByWhom]:
    """A measure by each of its breakdowns."""
    return [_one(card, measure, by) for by in breakdowns(measure)]


def _one(card: Card, measure: Measure, by: Breakdown) -> ByWhom:
    title, note, area = f"By {by.title[0].lower()}{by.title[1:]}", "", card.area
    shown = queries.publication(card.snapshot, card.year)
    if not measure.is_of_wholes:
        is_there = area in shown.table(measure, by.key).areas
        area, note = (area, YEAR_ALONE) if is_there else (ALL, OF_SO_MANY)
    if shown.is_withheld(measure, by.key, area):
        said = WITHHELD if shown.is_withheld(measure, by.key) else WITHHELD_IN_AREAS
        return ByWhom(title, (), said.format(year=card.year.label), area=area)
    return ByWhom(title, list(_rows(card, measure, by, area)), note, measure.is_of_wholes, area=area)


def _rows(card: Card, measure: Measure, by: Breakdown, area: str) -> Iterator[Row]:
    now, then = (
        queries.publication(card.snapshot, each).table(measure, by.key) for each in (card.year, card.year.before)
    )
    for category in by.categories:
        line = Line(measure, by.key, category.key)

        def shown(table: Table, period: Year | Quarter, line: Line = line) -> Number:
            return links.number(card.snapshot, line, table.cell(area, period, line.category))

        cells = now.cell(area, now.year, category.key), then.cell(area, then.year, category.key)
        yield Row(
            category.words,
            len(by.path(category.key)) - 1,
            [shown(now, each) for each in now.year.quarters] if measure.is_of_wholes else (),
            shown(now, now.year),
            shown(then, then.year),
            _change(*cells),
        )


def _change(now: Cell, before: Cell) -> str:
    found = compared(now, before)
    return found.words if found else why_no_change(now, before)
