"""Blank cells, in tables and in lists of figures, that the text relies on."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator, Sequence

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.labels import stems
from lapwing.arithmetic.document import Cell, Table
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.grid import TOTAL, Grid, Holds, read_grid
from lapwing.arithmetic.numbers import Kind
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.scenes.blanks import CLAIMED, is_explained, relies
from lapwing.arithmetic.sentences import Sentence

NAME = "blank-cell"
MOST_PASSAGES = 40
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
    Example(
        "As the table shows, charities took up the most places.\n\n| Agency | Places |\n|---|---|\n| Schools | 47 |\n| Charities | |\n| Police | 12 |",
        Verdict.FAILS,
    ),
    Example("Attendance was good: Schools 31, Health 9, Charities 3, Police 6.", None),
    Example("Take-up was: hospitals 92%; clinics %; ambulances 84%.", Verdict.FAILS, "a per cent sign alone"),
    Example("We worked with Schools, Health, Charities and Police on 3 projects.", None),
)
def check(report: Report) -> Iterator[Finding]:
    """A place for a figure with no figure in it.

    Reads runs of labels and figures in a sentence ("Schools 31, Health 9, Charities, Police 6"), and blank
    cells in tables of figures. Nothing can be worked out from a figure that is not there, so the rule says what is
    missing, and whether the text around it makes a claim about it. It fails only where a sentence says that the table
    shows every one ("each action has an owner, named in the table"), or that it shows something of the blank cell's row.
    """
    for sentence in report.sentences:
        if len(sentence.of(Kind.COUNT)) >= 3:
            yield from _in_run(report, sentence)
        if len(sentence.of(Kind.PERCENT)) > 1 and (bare := NO_FIGURE.search(sentence.lower)):
            label = bare["label"].strip()
            message = f"The others have a figure, and before the per cent sign of “{label}” there is none."
            figures = [label, *sentence.of(Kind.PERCENT)]
            yield finding(NAME, Verdict.FAILS, sentence, figures, "% with no figure", message)
    for table in report.tables:
        told = list(_relied_on(report, table))
        yield from told
        if not told and (grid := read_grid(table)):
            yield from _in_table(report, table, grid)


NO_FIGURE = re.compile(r"(?:^|[,;:]\s|\band\s)(?P<label>[a-z’'][a-z’' -]{2,40}?)\s+(?:was\s+|at\s+)?%(?!\s*of\b)")


def _in_run(report: Report, sentence: Sentence) -> Iterator[Finding]:
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
    beside = [one.lower for one in report.of(sentence.passage) if one is not sentence]
    claimed = any(re.search(rf"\b{re.escape(label.lower())}\b", one) and CLAIMED.search(one) for one in beside)
    relied = claimed or len(re.findall(rf"\b{re.escape(label)}", sentence.lower)) > 1
    extra = f", and the text makes a claim about {label}" if relied else ""
    message = f"The others have a figure and “{label}” has none{extra}."
    yield finding(
        NAME,
        Verdict.FAILS if claimed and not is_explained(report.of(sentence.passage)) else Verdict.CANNOT_TELL,
        sentence,
        [label],
        f"{len(filled)} figures for {len(filled) + 1} labels",
        message,
        "" if claimed else f"the figure for {label} is missing",
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
            yield _blank(row.label, where, entry.cell, verdict, message)


def _blank(label: str, where: str, cell: Cell, verdict: Verdict, message: str) -> Finding:
    reading = f"the figure for {where} is missing"
    return Finding(NAME, verdict, label, cell.place, (label,), "no figure", message, reading)


def _relied_on(report: Report, table: Table) -> Iterator[Finding]:
    """A blank cell, of figures or of words, where a sentence says that the table shows what it would hold."""
    rows = [row for row in table.rows if any(cell.text.strip() for cell in row)]
    sentences = [one for passage in report.section_of(table)[:MOST_PASSAGES] for one in report.of(passage)]
    if is_explained(sentences):
        return
    labels = [row[0].text.strip() for row in rows[1:] if not TOTAL.search(row[0].text.strip())]
    for row in rows[1:]:
        for index, cell in enumerate(row[1 : len(rows[0])], 1):
            if cell.text.strip() or not row[0].text.strip() or _filled(rows, index) < min(2, len(rows) - 2):
                continue
            title = rows[0][index].text.strip()
            if any(relies(one, row[0].text, title, labels, len(rows[0]) - 1) for one in sentences):
                where = f"{row[0].text.strip()}, {title}".strip(", ")
                message = f"The text says that the table shows it; the cell for {where} is blank."
                yield _blank(row[0].text.strip(), where, cell, Verdict.FAILS, message)


def _filled(rows: Sequence[Sequence[Cell]], index: int) -> int:
    return sum(bool(row[index].text.strip()) for row in rows[1:] if index < len(row))
