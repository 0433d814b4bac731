"""Tables in a PDF, from the lines and boxes that are drawn on its page."""

import ctypes
import itertools
from collections.abc import Iterable
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

Rows = list[list[str]]
THIN = 3.0
NEAR = 4.0
MOST_OBJECTS = 6000
MOST_RULES = 1500
MOST_CELLS = 2500


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line: upright at `at`, or level at `at`, from `low` to `high`."""

    upright: bool
    at: float
    low: float
    high: float


def tables_of(page: pdfium.PdfPage, text: pdfium.PdfTextPage) -> list[Rows]:
    rules = _rules(page)
    if not 4 <= len(rules) <= MOST_RULES:
        return []
    return [rows for group in _groups(rules) if (rows := _read(group, text))]


def _rules(page: pdfium.PdfPage) -> list[Rule]:
    """Thin shapes are lines; boxes give their four sides."""
    rules: set[Rule] = set()
    for index in range(min(pdfium_c.FPDFPage_CountObjects(page), MOST_OBJECTS)):
        item = pdfium_c.FPDFPage_GetObject(page, index)
        if pdfium_c.FPDFPageObj_GetType(item) == pdfium_c.FPDF_PAGEOBJ_PATH:
            rules.update(_sides(item))
    return list(rules)


def _sides(item: object) -> Iterable[Rule]:
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium_c.FPDFPageObj_GetBounds(item, *edges):
        return []
    left, bottom, right, top = (round(edge.value, 1) for edge in edges)
    if right - left <= THIN and top - bottom > THIN:
        return [Rule(True, (left + right) / 2, bottom, top)]
    if top - bottom <= THIN and right - left > THIN:
        return [Rule(False, (bottom + top) / 2, left, right)]
    if right - left <= THIN or top - bottom <= THIN:
        return []
    return [
        Rule(True, left, bottom, top),
        Rule(True, right, bottom, top),
        Rule(False, bottom, left, right),
        Rule(False, top, left, right),
    ]


def _groups(rules: list[Rule]) -> list[list[Rule]]:
    """Lines that hang together: sorted from the top, a gap that no line crosses parts two tables."""
    spans = sorted(
        ((rule.high, rule.low, rule) if rule.upright else (rule.at, rule.at, rule) for rule in rules),
        key=lambda span: -span[0],
    )
    groups: list[list[Rule]] = []
    floor = 0.0
    for high, low, rule in spans:
        if not groups or high < floor - NEAR:
            groups.append([])
            floor = low
        groups[-1].append(rule)
        floor = min(floor, low)
    return groups


def _read(rules: list[Rule], text: pdfium.PdfTextPage) -> Rows | None:
    across = _places(rule.at for rule in rules if rule.upright)
    down = _places(rule.at for rule in rules if not rule.upright)[::-1]
    if len(across) < 3 or len(down) < 3 or len(across) * len(down) > MOST_CELLS:
        return None
    rows = [
        [_cell(text, left, bottom, right, top) for left, right in itertools.pairwise(across)]
        for top, bottom in itertools.pairwise(down)
    ]
    rows = [row for row in rows if any(row)]
    return rows if len(rows) > 1 else None


def _places(values: Iterable[float]) -> list[float]:
    """Where lines stand, those that are nearly one counted as one."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > NEAR:
            places.append(value)
    return places


def _cell(text: pdfium.PdfTextPage, left: float, bottom: float, right: float, top: float) -> str:
    words: str = text.get_text_bounded(left, bottom, right, top)
    return words.replace("\r\n", "\n").replace("\r", "\n").strip()
