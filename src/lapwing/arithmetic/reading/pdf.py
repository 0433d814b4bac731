"""PDF, by pdfium: the text of each page, and the tables that its ruled lines draw."""

import re
from collections import Counter
from collections.abc import Iterator

import pypdfium2 as pdfium

from lapwing.arithmetic.document import Builder, Document, tidy
from lapwing.arithmetic.reading.pdf_lines import lines_of
from lapwing.arithmetic.reading.pdf_tables import Rows, tables_of
from lapwing.arithmetic.reading.refusal import CannotRead
from lapwing.arithmetic.reading.text import BULLET, NUMBERED, looks_like_heading

MOST_PAGES = 2000
LOOSE_NUMBER = re.compile(r"^(?:page\s+)?\d{1,4}(?:\s+of\s+\d{1,4})?$", re.IGNORECASE)


def read_pdf(data: bytes, name: str) -> Document:
    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise CannotRead(f"{name} is encrypted. Save a copy without a password and try again.") from None
        raise CannotRead(f"{name} is damaged, or not a PDF: it could not be opened.") from None
    try:
        return _document(pdf, name)
    finally:
        pdf.close()


def _document(pdf: pdfium.PdfDocument, name: str) -> Document:
    if len(pdf) > MOST_PAGES:
        raise CannotRead(f"{name} has {len(pdf):,} pages, which is more than a report.")
    pages, tables = _pages(pdf)
    if not any(line.strip() for lines in pages for line in lines):
        raise CannotRead(
            f"{name} holds pictures of pages and no text: it was scanned. Run text recognition on it first."
        )
    furniture = _furniture(pages)
    build = Builder()
    for number, lines in enumerate(pages, start=1):
        build.page(number)
        kept = [line for line in lines if line.strip() not in furniture and not LOOSE_NUMBER.match(line.strip())]
        _prose(_without(kept, tables.get(number, [])), build)
        for rows in tables.get(number, []):
            build.table(rows)
    return build.done(name, "pdf")


def _pages(pdf: pdfium.PdfDocument) -> tuple[list[list[str]], dict[int, list[Rows]]]:
    pages: list[list[str]] = []
    tables: dict[int, list[Rows]] = {}
    for number in range(1, len(pdf) + 1):
        try:
            page = pdf[number - 1]
            text = page.get_textpage()
            pages.append(lines_of(text))
            tables[number] = tables_of(page, text)
            text.close()
            page.close()
        except pdfium.PdfiumError:
            pages.append([])
    return pages, tables


def _furniture(pages: list[list[str]]) -> set[str]:
    """Lines at the top or foot that stand on most pages: running heads and feet."""
    written = [[line.strip() for line in lines if line.strip()] for lines in pages]
    edges = Counter(line for lines in written for line in {*lines[:2], *lines[-2:]})
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
    kind, held, last = "paragraph", "", ""
    for line in lines:
        words = tidy(line)
        listed = BULLET.match(line) or NUMBERED.match(line)
        if listed or not words or (held and _breaks(held, last, words, longest)):
            if held:
                yield kind, held
            kind, held = ("item", tidy(listed[2])) if listed else ("paragraph", words)
        else:
            held = _join(held, words)
        last = words
    if held:
        yield kind, held


def _breaks(held: str, last: str, words: str, longest: int) -> bool:
    """A new paragraph: the last line stopped well short of the margin, or a title stands alone."""
    if not words[0].isupper():
        return False
    if last.endswith((".", "!", "?", ":")):
        return len(last) < longest * 0.8
    return looks_like_heading(held) and len(held) < longest * 0.6


def _join(held: str, words: str) -> str:
    if held.endswith("-") and words[:1].islower():
        return held + words
    return f"{held} {words}".strip()
