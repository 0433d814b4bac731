"""Word documents, read from their own XML: quick, and nothing in the file is run or fetched."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, TypeAlias

from lxml import etree

from lapwing.arithmetic.document import Builder, Document
from lapwing.arithmetic.reading.refusal import CannotRead
from lapwing.arithmetic.reading.text import looks_like_heading

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, etree.XMLSyntaxError, KeyError, ValueError, OverflowError,
    EOFError, OSError,
)  # fmt: skip
LARGEST_PART = 150 * 1024 * 1024
Part: TypeAlias = Any  # an element of lxml, which has no types of its own


def read_word(data: bytes, name: str) -> Document:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            body = _parse(_part(archive, "word/document.xml", name)).find(f"{W}body")
            styles = _heading_styles(_optional(archive, "word/styles.xml"))
    except NotImplementedError:  # what zipfile raises for a way of packing that it does not know
        raise CannotRead(f"{name} is packed in a way that Word does not use.") from None
    except RuntimeError:
        raise CannotRead(f"{name} is encrypted. Save a copy without a password and try again.") from None
    except DAMAGE:
        raise CannotRead(f"{name} is not what its name says, or is damaged: Word's text is not in it.") from None
    if body is None:
        raise CannotRead(f"{name} is not what its name says, or is damaged: Word's text is not in it.")
    return _Reader(styles).document(body, name)


def _part(archive: zipfile.ZipFile, path: str, name: str) -> bytes:
    if archive.getinfo(path).file_size > LARGEST_PART:
        raise CannotRead(f"{name} unpacks to more than a report would.")
    with archive.open(path) as part:
        return part.read(LARGEST_PART)


def _optional(archive: zipfile.ZipFile, path: str) -> bytes:
    try:
        return _part(archive, path, path)
    except (KeyError, CannotRead):
        return b""


def _parse(xml: bytes) -> Part:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _heading_styles(xml: bytes) -> dict[str, int]:
    """Style ids that are headings, by their names: ids differ from language to language."""
    if not xml:
        return {}
    styles: dict[str, int] = {}
    for style in _parse(xml).iter(f"{W}style"):
        name = style.find(f"{W}name")
        words = (name.get(f"{W}val") or "").lower() if name is not None else ""
        if match := re.fullmatch(r"heading (\d)", words):
            styles[style.get(f"{W}styleId") or ""] = int(match[1])
        elif words == "title":
            styles[style.get(f"{W}styleId") or ""] = 1
    return styles


class _Reader:
    def __init__(self, styles: dict[str, int]) -> None:
        self.styles = styles
        self.build = Builder()
        self.page = 1

    def document(self, body: Part, name: str) -> Document:
        if list(body.iter(f"{W}lastRenderedPageBreak")):
            self.build.page(1)
        self.blocks(body)
        return self.build.done(name, "word")

    def blocks(self, parent: Part) -> None:
        for child in parent:
            if child.tag == f"{W}p":
                self.paragraph(child)
            elif child.tag == f"{W}tbl":
                self.build.table([_row(row) for row in child.findall(f"{W}tr")])
            elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}ins"}:
                self.blocks(child)

    def paragraph(self, node: Part) -> None:
        if turned := len(list(node.iter(f"{W}lastRenderedPageBreak"))):
            self.page += turned
            self.build.page(self.page)
        text = _text(node)
        style = _value(node, "pPr/pStyle")
        if style in self.styles:
            self.build.heading(text, self.styles[style])
        elif node.find(f"{W}pPr/{W}numPr") is not None or style.lower().startswith("list"):
            self.build.item(text, int(_value(node, "pPr/numPr/ilvl") or 0))
        elif not self.styles and looks_like_heading(text):
            self.build.heading(text)
        else:
            self.build.paragraph(text)


def _value(node: Part, path: str) -> str:
    found = node.find("/".join(f"{W}{step}" for step in path.split("/")))
    value = found.get(f"{W}val") if found is not None else None
    return value or ""


def _text(node: Part) -> str:
    return "".join(_runs(node))


def _runs(node: Part) -> Iterator[str]:
    """The words as they stand with every change accepted."""
    for child in node:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in {f"{W}tab", f"{W}br", f"{W}cr"}:
            yield " "
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"
        elif child.tag not in {f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}txbxContent"}:
            yield from _runs(child)


def _row(row: Part) -> list[str]:
    cells: list[str] = []
    for cell in row.findall(f"{W}tc"):
        span = _value(cell, "tcPr/gridSpan")
        width = min(int(span), 50) if span.isdecimal() and span != "0" else 1
        cells += ["\n".join(_lines(cell))] + [""] * (width - 1)
    return cells


def _lines(cell: Part) -> Iterator[str]:
    for node in cell.iter(f"{W}p"):
        bullet = "• " if node.find(f"{W}pPr/{W}numPr") is not None else ""
        yield bullet + _text(node)
