"""Invented reports of any length, in every form that can be read: for timing, for the fuzzer, and for tests."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

import io
import random
import zipfile
from collections.abc import Iterator
from html import escape

AREAS = ("North", "South", "East", "West", "Town", "Coast")
THINGS = (
    "referrals", "contacts", "assessments", "strategy discussions", "missing episodes", "plans", "audits", "visits",
)  # fmt: skip
FILLER = (
    "Partners have worked together through the year to keep children safe at home and in the community.",
    "Practice reviews show that the words of the child are recorded more often than before.",
    "The group meets regularly and reports to the leadership group on progress.",
    "Learning from reviews is shared in briefings and in a yearly conference for all agencies.",
    "Families told us that they would like to hear sooner about what happens next.",
)
LINES_A_PAGE = 24


def paragraphs(pages: int, seed: int = 1) -> Iterator[str]:
    """About 500 words a page, a third of the sentences with figures in them."""
    chance = random.Random(seed)  # noqa: S311 - invented figures, not secrets
    for page in range(1, pages + 1):
        yield f"# Section {page}"
        for _ in range(LINES_A_PAGE // 4):
            yield " ".join(_sentence(chance) for _ in range(5))


def _sentence(chance: random.Random) -> str:
    kind = chance.randrange(6)
    thing, before, after = chance.choice(THINGS), chance.randrange(50, 900), chance.randrange(50, 900)
    if kind == 0:
        share = abs(after - before) / before * 100
        way = "rose" if after > before else "fell"
        return f"The number of {thing} {way} from {before} to {after}, a change of {share:.1f}%."
    if kind == 1:
        return f"Of the {before + after} {thing}, {before} were open and {after} were closed by 31 March 2022."
    return chance.choice(FILLER)


def table(seed: int = 1) -> list[list[str]]:
    chance = random.Random(seed)  # noqa: S311 - invented figures, not secrets
    rows = [[area, *(str(chance.randrange(5, 90)) for _ in range(4))] for area in AREAS]
    for row in rows:
        row.append(str(sum(int(cell) for cell in row[1:])))
    total = ["Total", *(str(sum(int(row[c]) for row in rows)) for c in range(1, 6))]
    return [["Area", "Q1", "Q2", "Q3", "Q4", "Total"], *rows, total]


def as_text(pages: int) -> bytes:
    parts = []
    for number, words in enumerate(paragraphs(pages)):
        parts.append(words)
        if number % 21 == 20:
            rows = table(number)
            lines = [f"| {' | '.join(row)} |" for row in rows]
            parts.append("\n".join([lines[0], "|---" * 6 + "|", *lines[1:]]))
    return "\n\n".join(parts).encode()


def as_html(pages: int) -> bytes:
    parts = ["<!doctype html><html><body>"]
    for number, words in enumerate(paragraphs(pages)):
        tag = "h2" if words.startswith("# ") else "p"
        parts.append(f"<{tag}>{escape(words.removeprefix('# '))}</{tag}>")
        if number % 21 == 20:
            rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in table(number))
            parts.append(f"<table>{rows}</table>")
    return "".join([*parts, "</body></html>"]).encode()


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def as_word(pages: int) -> bytes:
    parts = []
    for number, words in enumerate(paragraphs(pages)):
        style = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>' if words.startswith("# ") else ""
        parts.append(f"<w:p>{style}<w:r><w:t>{escape(words.removeprefix('# '))}</w:t></w:r></w:p>")
        if number % 21 == 20:
            parts.append(f"<w:tbl>{''.join(_word_row(row) for row in table(number))}</w:tbl>")
    document = f'<?xml version="1.0"?><w:document xmlns:w="{WORD}"><w:body>{"".join(parts)}</w:body></w:document>'
    styles = (
        f'<?xml version="1.0"?><w:styles xmlns:w="{WORD}"><w:style w:type="paragraph" w:styleId="Heading1">'
        '<w:name w:val="heading 1"/></w:style></w:styles>'
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
        archive.writestr("word/styles.xml", styles)
    return held.getvalue()


def _word_row(row: list[str]) -> str:
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in row)
    return f"<w:tr>{cells}</w:tr>"


def as_pdf(pages: int, tables: bool = False) -> bytes:
    """A plain PDF, one section to a page; with `tables`, a ruled table on every page."""
    sections: list[list[str]] = []
    for words in paragraphs(pages):
        if words.startswith("# "):
            sections.append([])
        sections[-1] += [*_wrapped(words.removeprefix("# ")), ""]
    streams = [_page(lines, table(number) if tables else None) for number, lines in enumerate(sections)]
    return _pdf(streams)


def _wrapped(words: str, width: int = 95) -> list[str]:
    lines, line = [], ""
    for word in words.split():
        if len(line) + len(word) > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return [*lines, line]


def _page(lines: list[str], rows: list[list[str]] | None) -> bytes:
    said = "".join(f"({_safe(line)}) Tj T*\n" for line in lines[:60])
    stream = f"BT /F1 9 Tf 11 TL 50 800 Td\n{said}ET\n"
    for r, row in enumerate(rows or []):
        for c, cell in enumerate(row):
            x, y = 50 + c * 80, 190 - r * 18
            stream += f"{x} {y} 80 18 re S BT /F1 9 Tf {x + 4} {y + 5} Td ({_safe(cell)}) Tj ET\n"
    return stream.encode("latin-1", "replace")


def _safe(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _pdf(streams: list[bytes]) -> bytes:
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(streams)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for n, stream in enumerate(streams):
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * n} 0 R >>"
        objects += [page.encode(), b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)]
    return _numbered(objects)


def _numbered(objects: list[bytes]) -> bytes:
    held, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(held))
        held += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(held)
    held += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    held += b"".join(b"%010d 00000 n \n" % place for place in places)
    held += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(held)
