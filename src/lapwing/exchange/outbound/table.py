"""Writing a table so that no spreadsheet takes a cell for a formula: as CSV, and as an Excel workbook.

A name that begins with `=` or `-` is somebody's name, or somebody's trap; either way it is text.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

# What spreadsheets take for the beginning of a formula, the wide forms of other alphabets among them.
FORMULA = re.compile(r"^[\s\x00]*[=+\-@\t\r\n＝＋－＠|]")
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _relations(kind: str, target: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/{kind}" Target="{target}"/></Relationships>'
    )


WORKBOOK = (
    f'<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
    '<sheets><sheet name="List" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
Rows = Sequence[Sequence[str]]


def harmless(cell: str) -> str:
    """The cell, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{cell}" if FORMULA.match(cell) else cell


def as_csv(marks: Iterable[str], heads: Sequence[str], rows: Rows) -> bytes:
    """A CSV file that spreadsheets read as UTF-8: the marks in lines of their own, then headings and rows."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([harmless(mark)] for mark in marks)
    writer.writerow(heads)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_excel(marks: Iterable[str], heads: Sequence[str], rows: Rows) -> bytes:
    """An Excel workbook of one sheet in which every cell is text: it holds no formula, link or macro."""
    lines = [*([mark] for mark in marks), list(heads), *rows]
    sheet = "".join(f'<row r="{number}">{_cells(cells)}</row>' for number, cells in enumerate(lines, 1))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", TYPES)
        book.writestr("_rels/.rels", _relations("officeDocument", "xl/workbook.xml"))
        book.writestr("xl/workbook.xml", WORKBOOK)
        book.writestr("xl/_rels/workbook.xml.rels", _relations("worksheet", "worksheets/sheet1.xml"))
        book.writestr(
            "xl/worksheets/sheet1.xml",
            '<?xml version="1.0" encoding="UTF-8"?>'
            f'<worksheet xmlns="{_MAIN}"><sheetData>{sheet}</sheetData></worksheet>',
        )
    return out.getvalue()


def _cells(cells: Sequence[str]) -> str:
    return "".join(f'<c t="inlineStr"><is><t xml:space="preserve">{_in_xml(cell)}</t></is></c>' for cell in cells)


def _in_xml(cell: str) -> str:
    return escape(NOT_IN_XML.sub("�", harmless(cell)))
