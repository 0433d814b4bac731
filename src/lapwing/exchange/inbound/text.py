"""From the bytes of a file to its text, or to a sentence that says what the file is instead."""

import re
from dataclasses import dataclass

MOST_BYTES = 64 * 1024 * 1024
LONGEST_LINE = 100_000
NUL_SHOWN = "␀"


class Refused(ValueError):
    """The whole file cannot be read; its message says what to do. Nothing of it was taken."""


class UnknownHeadings(Refused):
    """A table whose headings are those of no kind of file: somebody may say which column is which."""

    def __init__(self, words: str, headings: tuple[str, ...]) -> None:
        super().__init__(words)
        self.headings = headings


@dataclass(frozen=True)
class Text:
    """The lines of a file, and how its letters were written."""

    lines: tuple[str, ...]
    encoding: str


SIGNATURES = {
    b"PK\x03\x04": "an Excel workbook or a zip file",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook or Word document",
    b"%PDF": "a PDF",
    b"\x1f\x8b": "a compressed file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"PAR1": "a Parquet file",
    b"SQLite format 3": "a database",
}
MARKUP = {"<": "XML or a web page", "{": "JSON", "[": "JSON"}
AS_CSV = "Open it where it came from and save it as CSV (comma delimited), then choose that file."


def read_text(content: bytes) -> Text:
    """The file's text: UTF-8 with or without its mark, UTF-16 with its mark, otherwise Windows-1252.

    A character NUL is shown as ␀, because no table may hold it. Raises Refused.
    """
    if len(content) > MOST_BYTES:
        raise Refused(f"The file is larger than {MOST_BYTES // 1024 // 1024} MB. Split it by year and send the parts.")
    for signature, what in SIGNATURES.items():
        if content.startswith(signature):
            raise Refused(f"This is {what}, not a CSV file. {AS_CSV}")
    text, encoding = _decode(content)
    bare = text.strip("\ufeff\x00 \t\r\n,;")
    if not bare:
        raise Refused("The file is empty. Export it again, and see that the export finished.")
    if what := MARKUP.get(bare[0]):
        raise Refused(f"This is {what}, not a CSV file. {AS_CSV}")
    if _is_garbled(bare[:20_000]):
        raise Refused(f"This is not a text file. {AS_CSV}")
    lines = tuple(re.split(r"\r\n|\r|\n", text.replace("\x00", NUL_SHOWN)))
    if long := next((number for number, line in enumerate(lines, 1) if len(line) > LONGEST_LINE), None):
        raise Refused(
            f"Line {long} is {len(lines[long - 1]):,} characters long, so this is not a table with a row on each line. "
            "Nothing was read in. Export the file again."
        )
    return Text(lines, encoding)


def _decode(content: bytes) -> tuple[str, str]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace"), "UTF-16"
    try:
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), "Windows-1252"


def _is_garbled(text: str) -> bool:
    """One control character in twenty, or as many that no encoding knows, and it is no text at all."""
    odd = sum(1 for letter in text if (letter < " " and letter not in "\t\r\n") or letter in "\x7f�")
    return odd * 20 > len(text)
