"""Blank cells, in tables and in lists of figures, that the text relies on."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

import re
from collections.abc import Iterator

from lapwing.arithmetic.claims.labels import stems
from lapwing.arithmetic.document import Table
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.grid import Grid, Holds, read_grid
from lapwing.arithmetic.numbers import Kind
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence

NAME = "blank-cell"
NOT_YET = re.compile(
    r"\b(?:will|asked for|requested|yet|not|except|apart from|next|should|must|if|missing|incomplete)\b"
)
ALL_GIVEN = re.compile(
    r"\b(?:all|every|each|both)\b[^.;]{0,60}\b(?:figures?|returns?|data|numbers?|counts?|cells?|agenc\w+|partners?|schools?|areas?|rows?)\b[^.;]{0,60}\b(?:given|shown|received|supplied|below|reported|complete|provided|filled|submitted|set out|included|returned)\b"
    r"|\b(?:no (?:gaps|figures? (?:is|are) missing|blanks?)|complete set of figures)\b"
)
LABELLED = re.compile(
    r"(?:^|[,;:]|\bby\b)\s*(?P<label>[A-Za-z][A-Za-z &/’'-]{1,40}?)\s*[:–—-]?\s*(?P<mark>⟦c\d+⟧)?\s*(?=[,;.]|$)"
)


@rule(
    NAME,
    "A figure that is missing where the text relies on it",
    Example(
        "Attendance grew most from charities: Schools 31, Health 9, Charities, Police 6, Probation 5.",
        Verdict.CANNOT_TELL,
    ),
    Example(
        "| Agency | Places |\n|---|---|\n| Schools | 47 |\n| Charities | |\n| Police | 12 |\n\nCharities took up more places than before.",
        Verdict.CANNOT_TELL,
    ),
    Example(
        "All three figures are given below.\n\n| Agency | Places |\n|---|---|\n| Schools | 47 |\n| Charities | |\n| Police | 12 |",
        Verdict.FAILS,
    ),
    Example("Attendance was good: Schools 31, Health 9, Charities 3, Police 6.", None),
    Example("We worked with Schools, Health, Charities and Police on 3 projects.", None),
)
def check(report: Report) -> Iterator[Finding]:
    """A place for a figure with no figure in it.

    Reads runs of labels and figures in a sentence ("Schools 31, Health 9, Charities, Police 6"), and blank
    cells in tables of figures. Nothing can be worked out from a figure that is not there, so the rule says what is
    missing, and whether the text around it makes a claim about it. It fails only where the text says that every figure
    has been given.
    """
    for sentence in report.sentences:
        if len(sentence.of(Kind.COUNT)) >= 3:
            yield from _in_run(sentence)
    for table in report.tables:
        if grid := read_grid(table):
            yield from _in_table(report, table, grid)


def _in_run(sentence: Sentence) -> Iterator[Finding]:
    pairs = [(match["label"].strip(), match["mark"]) for match in LABELLED.finditer(sentence.shape)]
    filled = [label for label, mark in pairs if mark]
    empty = [
        label
        for index, (label, mark) in enumerate(pairs)
        if not mark and 0 < index < len(pairs) - 1 and pairs[index - 1][1] and pairs[index + 1][1]
    ]
    if (
        len(filled) < 3
        or len(empty) != 1
        or len(empty[0].split()) > 3
        or re.match(r"(?:and|but|with|which|of|in)\b", empty[0])
    ):
        return
    label = empty[0]
    relied = len(re.findall(rf"\b{re.escape(label)}", sentence.lower)) > 1
    extra = f", and the text makes a claim about {label}" if relied else ""
    message = f"The others have a figure and “{label}” has none{extra}."
    yield finding(
        NAME,
        Verdict.CANNOT_TELL,
        sentence,
        [label],
        f"{len(filled)} figures for {len(filled) + 1} labels",
        message,
        f"the figure for {label} is missing",
    )


def _in_table(report: Report, table: Table, grid: Grid) -> Iterator[Finding]:
    around = [passage.text for passage in report.section_of(table)]
    for index in grid.numeric_columns():
        column = grid.columns[index]
        for row, entry in zip(grid.rows, column.entries, strict=True):
            if (
                entry.holds is not Holds.BLANK
                or not row.label
                or (sum(one.is_number for one in row.entries) == 0 and len(row.entries) > 1)
            ):
                continue
            words = set(stems(row.label))
            relied = next((text for text in around if words and words <= set(stems(text))), "")
            extra = " The text around the table speaks of it." if relied else ""
            where = f"{row.label}, {column.label}" if column.label else row.label
            message = f"The cell for {where} is blank: nought, not recorded, or left out?{extra}"
            verdict = Verdict.CANNOT_TELL if relied else Verdict.REMARK
            if any(ALL_GIVEN.search(text.lower()) and not NOT_YET.search(text.lower()) for text in around):
                verdict, message = (
                    Verdict.FAILS,
                    f"The text says that all the figures are there; the cell for {where} is blank.",
                )
            yield Finding(
                NAME,
                verdict,
                row.label,
                entry.cell.place,
                (row.label,),
                "no figure",
                message,
                f"the figure for {where} is missing",
            )
