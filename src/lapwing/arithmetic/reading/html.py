"""HTML pages: headings, paragraphs, list items and tables, in the order they stand."""

from lxml import etree, html

from lapwing.arithmetic.document import Builder, Document
from lapwing.arithmetic.reading.refusal import CannotRead
from lapwing.arithmetic.reading.text import decode

HEADINGS = {f"h{n}": n for n in range(1, 7)}
UNSEEN = {"script", "style", "template", "noscript", "svg", "head", "nav"}
LINES = {
    "p", "div", "section", "article", "main", "header", "footer", "blockquote", "dt", "dd", "figcaption", "caption",
}  # fmt: skip
LISTS = {"ul", "ol"}
DEEPEST = 200


def read_html(data: bytes, name: str) -> Document:
    try:
        root = html.document_fromstring(_bytes(data), parser=html.HTMLParser(no_network=True, encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        raise CannotRead(f"{name} was read as an HTML page, and there is no text in it.") from None
    build = Builder()
    _Walk(build).into(root, 0)
    return build.done(name, "html")


def _bytes(data: bytes) -> bytes:
    return decode(data).replace("\x00", "").encode("utf-8", errors="replace")


class _Walk:
    """Goes through the tree and gathers text until something ends the line."""

    def __init__(self, build: Builder) -> None:
        self.build = build
        self.gathered: list[str] = []
        self.lists = 0
        self.in_item = False

    def into(self, node: html.HtmlElement, depth: int) -> None:
        for part in _parts(node):
            if isinstance(part, str):
                self.gathered.append(part)
            elif depth < DEEPEST:
                self.element(part, depth)
            else:
                self.gathered.append(_text(part))
        if node.tag in LINES or node.tag == "body":
            self.flush()

    def element(self, node: html.HtmlElement, depth: int) -> None:
        tag = node.tag
        if tag in UNSEEN or not isinstance(tag, str):
            return
        if tag in HEADINGS:
            self.flush()
            self.build.heading(_text(node), HEADINGS[tag])
        elif tag == "table":
            self.flush()
            self.build.table(_rows(node))
        elif tag in LISTS:
            self.flush()
            self.lists += 1
            self.into(node, depth + 1)
            self.flush()
            self.lists -= 1
        elif tag == "li":
            self.item(node, depth)
        elif tag == "br":
            self.gathered.append(" ")
        else:
            if tag in LINES:
                self.flush()
            self.into(node, depth + 1)

    def item(self, node: html.HtmlElement, depth: int) -> None:
        self.flush()
        before, self.in_item = self.in_item, True
        self.into(node, depth + 1)
        self.flush()
        self.in_item = before

    def flush(self) -> None:
        text = "".join(self.gathered)
        self.gathered.clear()
        if not text.strip():
            return
        if self.in_item:
            self.build.item(text, max(self.lists - 1, 0))
        else:
            self.build.paragraph(text)


def _parts(node: html.HtmlElement) -> list[html.HtmlElement | str]:
    parts: list[html.HtmlElement | str] = [node.text or ""]
    for child in node:
        parts += [child, child.tail or ""]
    return parts


def _rows(table: html.HtmlElement) -> list[list[str]]:
    rows = []
    for row in table.iter("tr"):
        if next(row.iterancestors("table"), None) is not table:
            continue
        cells: list[str] = []
        for cell in row:
            if cell.tag in {"td", "th"}:
                cells += [_cell(cell)] + [""] * (_span(cell) - 1)
        if cells:
            rows.append(cells)
    return rows


def _span(cell: html.HtmlElement) -> int:
    written = str(cell.get("colspan", "1"))
    return min(int(written), 50) if written.isdecimal() and written.isascii() and written != "0" else 1


def _cell(cell: html.HtmlElement) -> str:
    pieces: list[str] = []
    for event, node in etree.iterwalk(cell, events=("start", "end")):
        if event == "start":
            pieces.append({"br": "\n", "p": "\n", "div": "\n", "li": "\n• "}.get(str(node.tag), ""))
            pieces.append(" ".join((node.text or "").split("\n")) if isinstance(node.tag, str) else "")
        elif node is not cell:
            pieces.append("\n" if node.tag in {"p", "div", "li"} else "")
            pieces.append(" ".join((node.tail or "").split("\n")))
    return "".join(pieces).strip()


def _text(node: html.HtmlElement) -> str:
    return " ".join("".join(text for text in node.itertext() if isinstance(text, str)).split())
