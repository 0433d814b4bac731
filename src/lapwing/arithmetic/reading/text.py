"""Plain text and Markdown. One reader: reports pasted as text carry Markdown's tables and bullets anyway."""

import re
from collections.abc import Iterator
from html import unescape

from lapwing.arithmetic.document import Builder, Document

HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
UNDERLINE = re.compile(r"^(=+|-+)\s*$")
BULLET = re.compile(r"^(\s*)(?:[-*+•▪●◦‣–·]|\uf0b7|\uf0a7)\s+(?=\S)(.*)$")
NUMBERED = re.compile(r"^(\s*)(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+(\S.*)$")
RULE_CELL = re.compile(r"^\s*:?-{1,}:?\s*$")
PAGE_BREAK = "\f"
TAG = re.compile(r"<[^<>]{1,200}>")
WEB_ADDRESS = re.compile(r"<(https?://[^<>\s]*)>")


def read_text(data: bytes, name: str) -> Document:
    build = Builder()
    text = decode(data)
    pages = text.split(PAGE_BREAK)
    marked = bool(re.search(r"^#{1,6}\s+\S", text, re.MULTILINE))
    for number, page in enumerate(pages, start=1):
        if len(pages) > 1:
            build.page(number)
        read_lines(page.split("\n"), build, marked)
    return build.done(name, "text")


def decode(data: bytes) -> str:
    """UTF-8 where it is, UTF-16 where it says so, else the old Windows page, which never fails."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_lines(lines: list[str], build: Builder, marked: bool = False) -> None:
    """`marked` says that headings carry their marks, so that nothing else is taken for one."""
    for chunk in _chunks(lines):
        if _is_pipe_table(chunk):
            build.table([_pipe_cells(line) for line in chunk if not _is_rule(line)])
        elif _is_tab_table(chunk):
            build.table([line.split("\t") for line in chunk])
        else:
            _prose(chunk, build, marked)


def _chunks(lines: list[str]) -> Iterator[list[str]]:
    """Lines that belong together: blank lines part them, and so does where a table begins or ends."""
    chunk: list[str] = []
    kind = ""
    for line in lines:
        now = _kind(line)
        if now != kind or now == "blank":
            if chunk:
                yield chunk
            chunk, kind = [], now
        if now != "blank":
            chunk.append(line)
    if chunk:
        yield chunk


def _kind(line: str) -> str:
    if not line.strip():
        return "blank"
    if line.strip().startswith("|"):
        return "pipes"
    return "tabs" if "\t" in line.strip() else "prose"


def _is_pipe_table(chunk: list[str]) -> bool:
    return chunk[0].strip().startswith("|") and chunk[0].count("|") > 1


def _is_tab_table(chunk: list[str]) -> bool:
    return len(chunk) > 1 and all("\t" in line.strip() for line in chunk)


def _pipe_cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [markup(cell.replace("\\|", "|")) for cell in re.split(r"(?<!\\)\|", inner)]


def _is_rule(line: str) -> bool:
    return all(RULE_CELL.match(cell) for cell in line.strip().strip("|").split("|"))


def markup(text: str) -> str:
    """Markup inside a line or a cell: tags that end a line become line ends, the others go."""
    text = WEB_ADDRESS.sub(r"\1", text)
    if "<" in text:
        text = re.sub(r"<li[^<>]{0,200}>", "\n• ", text, flags=re.IGNORECASE)
        text = re.sub(r"<(?:br|/p|/li|/ul|/ol|/div|/h\d)[^<>]{0,20}>", "\n", text, flags=re.IGNORECASE)
        text = TAG.sub("", text)
        text = re.sub(r"•\s*•", "•", text)
    text = re.sub(r"\*\*([^*\n]+)\*\*|__([^_\n]+)__", lambda m: m[1] or m[2], text)
    text = re.sub(r"(?<![\w*])\*([^*\s][^*\n]*)\*(?![\w*])", r"\1", text)
    return unescape(re.sub(r"\[([^\]\n]{1,300})\]\([^)\n]{0,500}\)", r"\1", text))


def _prose(chunk: list[str], build: Builder, marked: bool) -> None:
    paragraph: list[str] = []
    item: tuple[int, list[str]] | None = None

    def close() -> None:
        nonlocal item
        if item:
            build.item(markup(" ".join(item[1])), item[0])
        elif paragraph:
            _paragraph(paragraph, build, marked)
        item = None
        paragraph.clear()

    for line in chunk:
        if heading := HEADING.match(line):
            close()
            build.heading(markup(heading[2]), len(heading[1]))
        elif UNDERLINE.match(line):
            if len(paragraph) == 1:
                build.heading(markup(paragraph.pop()))
            close()
        elif listed := BULLET.match(line) or NUMBERED.match(line):
            close()
            item = (len(listed[1].expandtabs(4)), [listed[2]])
        elif item:
            if line.startswith((" ", "\t")) or not _ends(item[1][-1]):
                item[1].append(line.strip())
            else:
                close()
                paragraph.append(line.strip())
        elif paragraph and _starts_anew(paragraph[-1]):
            close()
            paragraph.append(line.strip())
        else:
            paragraph.append(line.strip())
    close()


def _ends(line: str) -> bool:
    return line.rstrip().endswith((".", "!", "?", ":", ";", "”", '"'))


def _starts_anew(before: str) -> bool:
    """A line much shorter than a full one, or one that ends a sentence short of the margin, ends its paragraph."""
    return len(before) < 45 or (_ends(before) and len(before) < 60)


def _paragraph(lines: list[str], build: Builder, marked: bool) -> None:
    text = markup(" ".join(lines))
    if not marked and len(lines) == 1 and looks_like_heading(text):
        build.heading(text)
    else:
        build.paragraph(text)


def looks_like_heading(text: str) -> bool:
    """Short, begins with a capital, and ends like a title and not like a sentence."""
    words = text.split()
    if not words or len(words) > 14 or len(text) > 110 or not text[0].isupper():
        return False
    if text.endswith((".", "!", "?", ";", ",", "”")):
        return False
    if text.endswith(":") and len(words) > 3 and sum(word[0].isupper() for word in words) < len(words) * 0.6:
        return False  # a line that leads in to a list
    return not re.search(r"\b(?:is|are|was|were|has|have|had|rose|fell|increased|decreased|reduced)\b", text)
