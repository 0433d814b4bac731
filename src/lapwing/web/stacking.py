"""A table on a phone: each row stands as a card, and each cell says which column it stands in.

The words of the headings are put beside the cells here, once for all tables; the stylesheet shows them on a narrow
screen only.
"""

import re
from dataclasses import dataclass
from html import unescape

from django.utils.html import escape, strip_tags

FEWEST = 3
"""A table of fewer columns stands on a phone as it is."""
NUMBERS = "govuk-table__header--numeric"
HEADING = re.compile(r"<t[hd]\b([^>]*)>(.*?)</t[hd]>", re.DOTALL)
HEAD = re.compile(r"<thead\b.*?</thead>", re.DOTALL)
ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
CELL = re.compile(r"<(td|th)\b([^>]*)>\s*(?=(.))", re.DOTALL)
HIDDEN = re.compile(r'<span class="govuk-visually-hidden">.*?</span>', re.DOTALL)
SPAN = re.compile(r'colspan="(\d+)"')


@dataclass(frozen=True)
class Rows:
    """The rows of a table as HTML, and whether they stand as cards on a phone."""

    html: str
    stacks: bool


def stacked(rows: str) -> Rows:
    """The rows with each cell's heading beside it. Columns of numbers are compared: where they are half of the table or
    more, it stays a table.
    """
    head = HEAD.search(rows)
    headings = HEADING.findall(head.group()) if head else []
    numeric = sum(NUMBERS in attributes for attributes, _ in headings)
    if head is None or len(headings) < FEWEST or (numeric > 1 and 2 * numeric >= len(headings)):
        return Rows(rows, False)
    words = [" ".join(unescape(strip_tags(HIDDEN.sub("", inner))).split()) for _, inner in headings]
    body = ROW.sub(lambda row: _said(row.group(), words), rows[head.end() :])
    return Rows(rows[: head.end()] + body, True)


def _said(row: str, headings: list[str]) -> str:
    column = -1

    def beside(cell: re.Match[str]) -> str:
        nonlocal column
        column += 1
        name, attributes, first = cell.groups()
        span = SPAN.search(attributes)
        here, column = column, column + (int(span.group(1)) - 1 if span else 0)
        empty = first == "<" and row.startswith(f"</{name}>", cell.end())
        if here == 0 or empty or span or here >= len(headings) or not headings[here] or "data-said" in attributes:
            return f"<{name}{attributes}>"
        said = headings[here] if headings[here].endswith("?") else f"{headings[here]}:"
        return f'<{name}{attributes} data-said="{escape(said)}">'

    return CELL.sub(beside, row)
