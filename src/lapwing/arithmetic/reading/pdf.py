"""PDF: the text by pdfium, which is quick; tables by pdfplumber, and only on pages that have ruled lines."""

import ctypes
import io
import re
from collections import Counter
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from lapwing.arithmetic.document import Builder, Document, tidy
from lapwing.arithmetic.reading.refusal import CannotRead
from lapwing.arithmetic.reading.text import BULLET, NUMBERED, looks_like_heading

MOST_PAGES = 2000
FEWEST_LINES = 6
MOST_OBJECTS = 4000
LOOSE_NUMBER = re.compile(r"^(?:page\s+)?\d{1,4}(?:\s+of\s+\d{1,4})?$", re.IGNORECASE)
Rows = list[list[str]]


def read_pdf(data: bytes, name: str) -> Document:
    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise CannotRead(f"{name} is encrypted. Save a copy without a password and try again.") from None
        raise CannotRead(f"{name} is damaged, or not a PDF: it could not be opened.") from None
    try:
        return _document(pdf, data, name)
    finally:
        pdf.close()


def _document(pdf: pdfium.PdfDocument, data: bytes, name: str) -> Document:
    if len(pdf) > MOST_PAGES:
        raise CannotRead(f"{name} has {len(pdf):,} pages, which is more than a report.")
    pages, ruled = _pages(pdf)
    if not any(line.strip() for lines in pages for line in lines):
        raise CannotRead(
            f"{name} holds pictures of pages and no text: it was scanned. Run text recognition on it first."
        )
    tables = _tables(data, ruled) if ruled else {}
    furniture = _furniture(pages)
    build = Builder()
    for number, lines in enumerate(pages, start=1):
        build.page(number)
        kept = [line for line in lines if line.strip() not in furniture and not LOOSE_NUMBER.match(line.strip())]
        _prose(_without(kept, tables.get(number, [])), build)
        for rows in tables.get(number, []):
            build.table(rows)
    return build.done(name, "pdf")


def _pages(pdf: pdfium.PdfDocument) -> tuple[list[list[str]], list[int]]:
    pages, ruled = [], []
    for number in range(1, len(pdf) + 1):
        try:
            page = pdf[number - 1]
            pages.append(_lines(page))
            if _is_ruled(page):
                ruled.append(number)
            page.close()
        except pdfium.PdfiumError:
            pages.append([])
    return pages, ruled


def _lines(page: pdfium.PdfPage) -> list[str]:
    text_page = page.get_textpage()
    text: str = text_page.get_text_bounded()
    text_page.close()
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "-").split("\n")


def _is_ruled(page: pdfium.PdfPage) -> bool:
    """Whether the page draws enough lines or boxes to hold a table."""
    count = pdfium_c.FPDFPage_CountObjects(page)
    drawn = 0
    for index in range(min(count, MOST_OBJECTS)):
        item = pdfium_c.FPDFPage_GetObject(page, ctypes.c_int(index))
        drawn += pdfium_c.FPDFPageObj_GetType(item) == pdfium_c.FPDF_PAGEOBJ_PATH
    return FEWEST_LINES <= drawn <= MOST_OBJECTS // 2


def _tables(data: bytes, ruled: list[int]) -> dict[int, list[Rows]]:
    import pdfplumber

    found: dict[int, list[Rows]] = {}
    try:
        with pdfplumber.open(io.BytesIO(data), pages=ruled) as pdf:
            for page in pdf.pages:
                found[page.page_number] = [_rows(table) for table in page.extract_tables()]
                page.close()
    except Exception:  # a drawing the table reader cannot follow costs its tables, never the report
        return found
    return {number: [rows for rows in tables if _is_table(rows)] for number, tables in found.items()}


def _rows(table: list[list[str | None]]) -> Rows:
    return [[(cell or "").strip() for cell in row] for row in table]


def _is_table(rows: Rows) -> bool:
    return len(rows) > 1 and max(len(row) for row in rows) > 1


def _furniture(pages: list[list[str]]) -> set[str]:
    """Lines at the top or foot that stand on most pages: running heads and feet."""
    edges = Counter(line.strip() for lines in pages for line in {*lines[:2], *lines[-2:]} if line.strip())
    return {line for line, times in edges.items() if times >= max(3, len(pages) // 2)}


def _without(lines: list[str], tables: list[Rows]) -> list[str]:
    """The page's lines without those that a table on the page already gives."""
    rows = {_squeeze("".join(row)) for table in tables for row in table}
    cells = {_squeeze(line) for table in tables for row in table for cell in row for line in cell.split("\n")}
    inside = rows | cells
    return [line for line in lines if not line.strip() or _squeeze(line) not in inside]


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _prose(lines: list[str], build: Builder) -> None:
    """Lines joined into paragraphs: a PDF keeps no paragraphs, so the ends of lines are read for them."""
    longest = max((len(line) for line in lines), default=0)
    for kind, text in _joined(lines, longest):
        if kind == "item":
            build.item(text)
        elif looks_like_heading(text) and len(text) < 80:
            build.heading(text)
        else:
            build.paragraph(text)


def _joined(lines: list[str], longest: int) -> Iterator[tuple[str, str]]:
    kind, held = "paragraph", ""
    for line in lines:
        words = tidy(line)
        listed = BULLET.match(line) or NUMBERED.match(line)
        if listed or not words or (held and _breaks(held, words, longest)):
            if held:
                yield kind, held
            kind, held = ("item", tidy(listed[2])) if listed else ("paragraph", words)
            continue
        held = _join(held, words)
    if held:
        yield kind, held


def _breaks(held: str, words: str, longest: int) -> bool:
    """A new paragraph: the last line stopped well short of the margin, or a title stands alone."""
    ended = held.endswith((".", "!", "?", ":"))
    if ended:
        return words[0].isupper() and len(held) % max(longest, 1) < longest * 0.8
    return looks_like_heading(held) and words[0].isupper() and len(held) < longest * 0.6


def _join(held: str, words: str) -> str:
    if held.endswith("-") and words[:1].islower():
        return held + words
    return f"{held} {words}".strip()
