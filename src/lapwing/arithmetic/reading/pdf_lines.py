"""The lines of a PDF's page, with an empty line where the page leaves a gap: that parts paragraphs and headings."""

import ctypes
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

WIDER, LARGER = 1.3, 1.12
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line, where it stands (points from the foot of the page), and the size it is set in."""

    text: str
    height: float
    size: float


def lines_of(page: pdfium.PdfTextPage) -> list[str]:
    """A gap is wider than a third more than the usual step from line to line, or comes with another size of letters."""
    text: str = page.get_text_bounded()
    if page.get_text_range() != text:  # then its places are not known
        return [_tidy(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    lines = _placed(page, text)
    usual = _usual_step(lines)
    found: list[str] = []
    for before, line in zip([None, *lines], lines, strict=False):
        if before and usual and _stands_apart(before, line, usual):
            found.append("")
        found.append(line.text)
    return found


def _placed(page: pdfium.PdfTextPage, text: str) -> list[Line]:
    across, up = ctypes.c_double(), ctypes.c_double()
    found, at = [], 0
    for line in text.split("\r\n"):
        if line.strip():
            first = at + len(line) - len(line.lstrip())
            pdfium_c.FPDFText_GetCharOrigin(page.raw, first, across, up)
            found.append(Line(_tidy(line), up.value, pdfium_c.FPDFText_GetFontSize(page.raw, first) or 1.0))
        at += len(line) + 2
    return found


def _tidy(line: str) -> str:
    return line.replace("\ufffe", "-")


def _usual_step(lines: list[Line]) -> float:
    """How far it is from a line to the next, in sizes of its letters: the shorter steps are those inside paragraphs."""
    steps = sorted(
        (one.height - other.height) / one.size
        for one, other in pairwise(lines)
        if one.height - other.height > 0.5 and one.size == other.size
    )
    return steps[len(steps) // 4] if len(steps) >= FEWEST else 0.0


def _stands_apart(before: Line, line: Line, usual: float) -> bool:
    step = before.height - line.height
    if step <= 0:
        return False  # beside it, or at the head of another column
    small, large = sorted((before.size, line.size))
    return step > usual * WIDER * large or (large > small * LARGER and step > usual * small)
