"""Which way a row or a column of a table went, whether it got better, and which of its rows has the most: as a clause beside it says."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator, Sequence

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.grid import Entry, Grid, Line
from lapwing.arithmetic.joining.table_claims import is_run, is_run_across, named, words_of
from lapwing.arithmetic.joining.which_way import BETTER_OR_WORSE, better_by, way_of
from lapwing.arithmetic.numbers import Kind
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.sentences import Sentence

NAME = "joiner"
NEAR, MOST_CELLS = 6, 120
TOP = re.compile(r"\b(?:(?<=the )most|highest|largest|greatest|biggest)\b")
LOW = re.compile(r"\b(?:fewest|lowest|smallest|(?<=the )least)\b")
NOT_IT = re.compile(
    rf"\b(?:{MOVING}|second|third|next|not|no|never|one\s+of|among|almost|nearly|at\s+(?:most|least)|most\s+of|most\s+(?:common|recent|likely|deprived|serious|children|people|families)|apart\s+from|except|outside|after|rise|fall|increase|decrease|change|growth|reduction|drop|share|proportion|rate|per|gap|difference|improve\w*|average|if|would|target|other\s+than)\b"
)
EVERY_LINE = re.compile(r"\b(?:both|all|each|every)\b")
PART_OF = re.compile(
    r"\b(?:quarter|term|month|half|since|until|before|after|then|most|some|except|apart|but|although|though|average|per)\b"
)
CLAUSE = re.compile(
    r"[;:]\s|,?\s+(?:and|but|while|whilst|whereas)\s+(?=(?:the|its|in|there|[a-z]+\s+(?:fell|rose|grew|dropped|was|were|had|has))\b)|:\s"
)


def table_ways(report: Report) -> Iterator[Finding]:
    for table in report.tables:
        grid = report.grid(table)
        if not grid or len(grid.rows) * max(1, len(grid.columns)) > MOST_CELLS:
            continue
        for passage in report.section_of(table)[-NEAR:]:
            for sentence in report.of(passage):
                yield from _most(grid, sentence)
                yield from _went(grid, sentence)


def _most(grid: Grid, sentence: Sentence) -> Iterator[Finding]:
    """The row that is said to have the most, or the fewest, in a column."""
    text = sentence.lower
    top, low = TOP.search(text), LOW.search(text)
    if bool(top) == bool(low) or NOT_IT.search(text) or len(sentence.of(Kind.COUNT, Kind.PERCENT)) > 1:
        return
    rows = [row for row in grid.rows if not row.is_total]
    told = named(rows, words_of(text), text)
    columns = [column for column in grid.columns if sum(entry.is_number for entry in column.entries) > 1]
    titled = columns if len(columns) == 1 else named(columns, words_of(text), text)
    about = words_of(" ".join(grid.header)) & (words_of(text) - words_of(told[0].label if told else ""))
    if len(told) != 1 or len(titled) != 1 or not about:
        return
    at = grid.columns.index(titled[0])
    cells = [(row, row.entries[at]) for row in rows]
    own = told[0].entries[at]
    other, best = (max if top else min)(cells, key=lambda cell: cell[1].value)
    if best.value == own.value:
        return
    word = (top or low)[0]  # type: ignore[index]  # one of the two is there
    line = f"{told[0].label}: {own.text.strip()}; {other.label}: {best.text.strip()}"
    message = f"The text says “{word}” of {told[0].label}; {other.label} has {best.text.strip()}."
    yield finding(NAME, Verdict.FAILS, sentence, [told[0].label, own.text.strip(), best.text.strip()], line, message)


def _went(grid: Grid, sentence: Sentence) -> Iterator[Finding]:
    """A row, or a column, whose first and last figures go another way than the clause that names it; or all of them."""
    across, down = is_run_across(grid), is_run(grid)
    if across == down or sentence.of(Kind.PERCENT, Kind.FRACTION, Kind.POINTS, Kind.MULTIPLE, Kind.MONEY):
        return
    lines = [line for line in (grid.rows if across else grid.columns) if not line.is_total and line.label]
    for clause in CLAUSE.split(sentence.lower):
        way = way_of(clause)
        if not way or PART_OF.search(clause):
            continue
        told = named(lines, words_of(clause), clause)
        if (
            not told
            and EVERY_LINE.search(clause)
            and (BETTER_OR_WORSE.fullmatch(way.word) or words_of(grid.title) & words_of(clause))
        ):
            told = lines
        if not told and len(lines) == 1 and words_of(clause) & words_of(" ".join(grid.header)):
            told = lines
        if len(told) > 1 and told is not lines and len({words_of(line.label) for line in told}) < len(told):
            continue  # two lines of one name
        for line in told:
            ends = _ends(grid, line, across, clause)
            wanted = way.way if abs(way.way) < 2 else better_by(f"{line.label} {grid.title}".lower()) * (way.way // 2)
            if ends and wanted and (ends[1].value - ends[0].value) * wanted < 0:
                yield _say(sentence, line, ends, way.word)
                return


def _ends(grid: Grid, line: Line, across: bool, clause: str) -> tuple[Entry, Entry] | None:
    """The first and the last figure of a line, or those of the only two times that a clause names."""
    others: Sequence[Line] = grid.columns if across else grid.rows
    times = [(other, entry) for other, entry in zip(others, line.entries, strict=False) if not other.is_total]
    said = [entry for other, entry in times if other in named([one for one, _ in times], words_of(clause), clause)]
    cells = said if len(said) == 2 else [entry for _, entry in times]
    if len(cells) < 2 or not cells[0].is_number or not cells[-1].is_number:
        return None
    return cells[0], cells[-1]


def _say(sentence: Sentence, line: Line, ends: tuple[Entry, Entry], word: str) -> Finding:
    first, last = ends
    shown = f"{line.label}: {first.text.strip()} → {last.text.strip()}"
    message = f"The text says “{word}”; {line.label} went from {plain(first.value)} to {plain(last.value)}."
    return finding(NAME, Verdict.FAILS, sentence, [line.label, first.text.strip(), last.text.strip()], shown, message)
