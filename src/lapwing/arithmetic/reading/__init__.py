"""Reading a report, whatever it was written with, into one kind of `Document`."""

import sys
from collections.abc import Callable
from pathlib import Path

from lapwing.arithmetic.document import Document
from lapwing.arithmetic.reading.refusal import CannotRead

__all__ = ["CannotRead", "read", "read_bytes"]

LARGEST = 200 * 1024 * 1024
FORMS = {
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text", ".htm": "html", ".html": "html",
    ".xhtml": "html", ".docx": "word", ".pdf": "pdf",
}  # fmt: skip
OLDER = {"old word": "an old Word file (.doc)", "rich text": "a rich text file (.rtf)"}
WORDS = {"text": "text", "html": "an HTML page", "word": "a Word document", "pdf": "a PDF"}


def read(source: str | Path) -> Document:
    """Read a file, or standard input where the source is `-`."""
    if str(source) == "-":
        return read_bytes(sys.stdin.buffer.read(LARGEST + 1), "standard input")
    if str(source).lower().startswith(("http://", "https://")):
        raise CannotRead(f"{source} is an address, and nothing is fetched. Save the report and name its file.")
    path = Path(source)
    try:
        if path.is_dir():
            raise CannotRead(f"{path} is a folder. Name one report in it.")
        if path.stat().st_size > LARGEST:
            raise CannotRead(f"{path} is larger than 200 MB, which is more than a report.")
        data = path.read_bytes()
    except FileNotFoundError:
        raise CannotRead(f"There is no file called {path}.") from None
    except (OSError, ValueError) as error:
        raise CannotRead(f"{path} could not be opened: {getattr(error, 'strerror', None) or error}.") from None
    return read_bytes(data, path.name)


def read_bytes(data: bytes, name: str) -> Document:
    """Read what a file holds; its name says what it should be, its first bytes what it is."""
    if len(data) > LARGEST:
        raise CannotRead(f"{name} is larger than 200 MB, which is more than a report.")
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise CannotRead(f"{name} is empty.")
    form = _form(data, name)
    document = _reader(form)(data, name)
    if not document.blocks:
        raise CannotRead(f"{name} was read as {WORDS[form]}, and there is no text in it.")
    return document


def _form(data: bytes, name: str) -> str:
    promised = FORMS.get(Path(name).suffix.lower())
    found = _sniff(data)
    if promised in {"word", "pdf"} and found != promised:
        raise CannotRead(f"{name} is not what its name says: it is not {WORDS[promised]}.")
    if promised in {"text", "html"} and found in {"word", "pdf", "zip", "old word", "rich text", "picture", "unknown"}:
        is_really = f"it looks like {WORDS[found]}" if found in WORDS else "it is not text"
        raise CannotRead(f"{name} is not what its name says: {is_really}.")
    if found in OLDER:
        raise CannotRead(f"{name} is {OLDER[found]}. Save it as .docx and try again.")
    if found in {"zip", "picture", "unknown"}:
        raise CannotRead(f"{name} is not text, Markdown, HTML, Word (.docx) or PDF.")
    return promised or found


def _sniff(data: bytes) -> str:
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data[:4] == b"PK\x03\x04":
        return "word" if b"word/" in data else "zip"
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return "old word"
    if data[:5] == b"{\\rtf":
        return "rich text"
    if data[:4] in {b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*"} or data[:3] == b"\xff\xd8\xff":
        return "picture"
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "text"
    if data[:4096].count(b"\x00") > 4:
        return "unknown"
    start = head[:256].lower()
    return "html" if start.startswith((b"<!doctype html", b"<html", b"<?xml")) else "text"


def _reader(form: str) -> Callable[[bytes, str], Document]:
    """Each reader is imported when it is wanted, so that a text file waits for no PDF library."""
    if form == "html":
        from lapwing.arithmetic.reading.html import read_html

        return read_html
    if form == "word":
        from lapwing.arithmetic.reading.word import read_word

        return read_word
    if form == "pdf":
        from lapwing.arithmetic.reading.pdf import read_pdf

        return read_pdf
    from lapwing.arithmetic.reading.text import read_text

    return read_text
