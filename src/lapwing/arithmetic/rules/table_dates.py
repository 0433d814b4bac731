"""Tables of beginnings and ends: a row that ends before it begins."""

from collections.abc import Iterator

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.document import Cell, Table
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.numbers import Kind, Quantity, find_quantities
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules.registry import Example, rule

NAME = "table-dates"
FIRST = re.compile(
    r"\b(?:start\w*|began|begins?|beginning|opened|opens|from|launched?|commenced|referred|received|set)\b", re.I
)
LAST = re.compile(r"\b(?:end\w*|finish\w*|closed?s?|to|until|completed?|completion|concluded|decided)\b", re.I)


@rule(
    NAME,
    "A row that ends before it begins",
    Example(
        "| Project | Start | End |\n|---|---|---|\n| Hub | May 2022 | March 2022 |\n| Van | May 2021 | May 2022 |",
        Verdict.FAILS,
    ),
    Example(
        "| Project | Start | End |\n|---|---|---|\n| Hub | May 2022 | March 2023 |\n| Van | May 2021 | May 2022 |",
        Verdict.HOLDS,
    ),
    Example("| Project | Lead | End |\n|---|---|---|\n| Hub | Police | March 2023 |\n| Van | Trust | May 2022 |", None),
)
def check(report: Report) -> Iterator[Finding]:
    """A table with a column of beginnings and a later column of ends, by the words in its first row.

    Dates are read as in the text: days, months, years and spans. A row with no date in either cell is left out.
    """
    for table in report.tables:
        columns = _columns(table)
        for row in table.rows[1:]:
            if columns and columns[1] < len(row):
                yield from _row(row[columns[0]], row[columns[1]])


def _columns(table: Table) -> tuple[int, int] | None:
    header = [cell.text for cell in table.rows[0]] if table.rows else []
    firsts = [index for index, text in enumerate(header) if FIRST.search(text) and len(text) < 40]
    lasts = [index for index, text in enumerate(header) if LAST.search(text) and len(text) < 40 and index not in firsts]
    return (firsts[0], lasts[0]) if len(firsts) == len(lasts) == 1 and firsts[0] < lasts[0] else None


def _row(start: Cell, end: Cell) -> Iterator[Finding]:
    first, last = _date(start), _date(end)
    if not (first and last and first.period and last.period and first.period.first and last.period.last):
        return
    figures = (first.text, last.text)
    if last.period.last < first.period.first:
        line = f"{last.text} is before {first.text}"
        yield Finding(
            NAME, Verdict.FAILS, end.text, end.place, figures, line, f"It ends in {last.text}, before it begins."
        )
    else:
        line = f"{first.text} to {last.text}"
        yield Finding(NAME, Verdict.HOLDS, end.text, end.place, figures, line, "It ends after it begins.")


def _date(cell: Cell) -> Quantity | None:
    found = [one for one in find_quantities(cell.text) if one.kind is Kind.PERIOD]
    return found[0] if len(found) == 1 else None
