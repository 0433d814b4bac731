"""The reference page of file formats, made from the formats themselves.

python -m lapwing.exchange.inbound.reference            writes docs/reference/file-formats.md
"""

from pathlib import Path

from lapwing.exchange.inbound.formats import FORMATS, Column, Format
from lapwing.exchange.inbound.formats.ssda903 import OTHERS
from lapwing.exchange.inbound.reasons import REASONS, Weight
from lapwing.exchange.inbound.text import LONGEST_LINE, MOST_BYTES
from lapwing.rules import words
from lapwing.rules.reference import table

PAGE = Path(__file__).parents[4] / "docs" / "reference" / "file-formats.md"

OPENING = f"""\
# File formats

The files that Lapwing reads in. This page is made from `src/lapwing/exchange/inbound/formats` and its reasons: do not
edit it by hand. How to read a file in: [Read in a return](../how-to/read-in-a-return.md).

A file is recognised by its headings, whatever it is called. Columns may stand in any order, and others may stand
between them: those are kept with the row. Headings may be written in small letters, and with blanks for `_`.

- Letters: UTF-8 with or without its mark, UTF-16 with its mark, or Windows-1252.
- Line ends: any. Cells between commas, semicolons, tabs or upright strokes; quotation marks as in any CSV file.
- Dates: 03/03/2020, 3.3.2020, 3 Mar 2020, 3-Mar-2020 or 2020-03-03; a time of midnight beside one is left out.
- A file is at most {MOST_BYTES // 1024 // 1024} MB, and a line at most {LONGEST_LINE:,} characters.
- A row has as many cells as there are headings.
"""
WEIGHTS = {
    Weight.FAULT: "The row is kept in quarantine",
    Weight.DOUBT: "The row is taken, and somebody must look",
    Weight.MARK: "The row is taken, and marked",
}


def render() -> str:
    """The page as Markdown."""
    return "\n".join([OPENING, *(_format(one) for one in FORMATS.values()), _others(), _reasons()])


def _format(one: Format) -> str:
    known_by = " and ".join(f"`{name}`" for name in one.by)
    opening = f"## {one.title}\n\n{one.standard}. {one.makes}\n\nA row is known by {known_by} within its agency.\n"
    rows = [(f"`{column.name}`", column.words, _read_as(column), _use(column)) for column in one.columns]
    return "\n".join([opening, table(("Heading", "What it says", "Read as", "Use"), rows)])


def _read_as(column: Column) -> str:
    if column.codes:
        codes = words.get(column.codes)
        return f"{codes.title}: {', '.join(code.code for code in codes)}"
    return {
        "day": "date",
        "when": "date, with or without a time",
        "yes_no": "yes or no",
        "reference": "reference: letters and figures",
        "number": "letters and figures",
    }.get(column.read.__name__, "as told")


def _use(column: Column) -> str:
    if column.needed:
        return "needed"
    if not column.used:
        return "kept with the row"
    return "once known, a blank does not take it away" if column.keeps or column.mute else "used"


def _others() -> str:
    rows = [(other.title, ", ".join(f"`{mark}`" for mark in sorted(other.marks))) for other in OTHERS]
    return "\n".join(["## Known, and not read\n", table(("File", "Recognised by"), rows)])


def _reasons() -> str:
    rows = [(reason.heading, WEIGHTS[reason.weight], reason.to_do) for reason in REASONS.values()]
    return "\n".join(["## What can be said of a row\n", table(("Reason", "What it does", "What to do"), rows)])


def main() -> None:
    """Write the page."""
    PAGE.write_text(render(), encoding="utf-8")


if __name__ == "__main__":
    main()
