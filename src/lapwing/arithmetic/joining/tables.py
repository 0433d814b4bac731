"""What the words beside a table say of all of its rows, of how many of them, of one of them, or of its first and last year."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import DOWN_WORDS, EXCEPT, UP_WORDS
from lapwing.arithmetic.document import Table
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.grid import Grid, Line
from lapwing.arithmetic.numbers import Kind, find_quantities
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.scenes.meaning import words_of
from lapwing.arithmetic.sentences import Sentence

NAME = "joiner"
Times = tuple[list[Line], bool] | None
EVERY = re.compile(
    r"\b(?:in|for|by|across)?\s*(?:every|each(?:\s+one)?|all)\b(?:\s+of\s+the)?(?:\s+(?:⟦c\d+⟧|other))?(?:\s+[a-z-]+){0,2}"
)
UP = re.compile(rf"\b(?:{UP_WORDS}|improv\w+|better|more)\b")
DOWN = re.compile(rf"\b(?:{DOWN_WORDS}|fewer|less|worse\w*)\b")
ROOM = re.compile(
    rf"\b(?:{EXCEPT}|but|most|nearly|almost|not|target|than\s+(?:the|our|any)\s+(?:average|target|national)|total|overall|average)\b"
)
SOME_OF = re.compile(r"(?P<n>⟦c\d+⟧)\s+(?:out\s+)?of\s+(?:the\s+|our\s+|its\s+)?(?P<m>⟦c\d+⟧)\s+(?P<rest>[^.;]{3,90})")
NEGATED = re.compile(r"\b(?:not|no|never|without|neither|nor|than|except|at\s+least)\b")


def of_tables(report: Report) -> Iterator[Finding]:
    """What the prose under a table's heading says of it."""
    for table in report.tables:
        near = [sentence for passage in report.section_of(table)[-6:] for sentence in report.of(passage)]
        if not near:
            continue
        grid = report.grid(table)
        times = _times(grid) if grid else None
        for sentence in near:
            yield from _how_many(table, sentence)
            if grid:
                yield from _every_row(grid, times, sentence)
                yield from _one_row(grid, sentence)


def _how_many(table: Table, sentence: Sentence) -> Iterator[Finding]:
    """ "Five of the six standards were rated green": the word stands in four rows of a column."""
    match = SOME_OF.search(sentence.shape)
    rows = table.rows[1:]
    if not match or NEGATED.search(sentence.lower) or not rows:
        return
    said, of = sentence.marked(match["n"]), sentence.marked(match["m"])
    for column in range(1, min(len(row) for row in rows)):
        words = [row[column].text.strip().lower() for row in rows]
        named = {
            word
            for word in words
            if word
            and re.fullmatch(r"[a-z][a-z\s-]{2,24}", word)
            and re.search(rf"\b{re.escape(word)}\b", match["rest"])
        }
        if len(named) == 1 and len(set(words)) < len(words) and len(set(words)) <= 6:
            count = sum(word in named for word in words)
            line = f"{count} of {len(rows)} rows say “{next(iter(named))}”"
            verdict = Verdict.HOLDS if count == said.value else Verdict.FAILS
            yield finding(
                NAME, verdict, sentence, [said, of], line, f"In the table, {line}; the text says {said.text.strip()}."
            )


def _times(grid: Grid) -> Times:
    """The lines of a grid that are of one time each, in their order, and whether they are its columns."""
    for lines, columns in ((grid.columns, True), (grid.rows, False)):
        dated = [line for line in lines if _is_time(line.label)]
        if len(dated) >= 2 and len(dated) == len([line for line in lines if not line.is_total]):
            starts = [_start(line.label) for line in dated]
            if all(starts) and starts == sorted(starts, key=str):
                return dated, columns
    return None


def _is_time(label: str) -> bool:
    return any(one.kind is Kind.PERIOD and one.period and one.period.first for one in find_quantities(label))


def _start(label: str) -> str:
    return next((str(one.period.first) for one in find_quantities(label) if one.kind is Kind.PERIOD and one.period), "")


def _every_row(grid: Grid, times: Times, sentence: Sentence) -> Iterator[Finding]:
    """ "Attendance got better in each of the four year groups": some row goes another way than the rest."""
    text = sentence.lower
    if not times or not times[1]:
        return
    up, down = UP.search(text), DOWN.search(text)
    if bool(up) == bool(down) or not EVERY.search(sentence.shape) or ROOM.search(text):
        return
    if sentence.of(Kind.PERCENT, Kind.POINTS, Kind.FRACTION, Kind.MULTIPLE):
        return
    rows = [row for row in grid.rows if not row.is_total]
    before, after = (grid.columns.index(times[0][at]) for at in (0, -1))
    moved = [(row, row.entries[before], row.entries[after]) for row in rows]
    if len(times[0]) > 2 or len(moved) < 3 or not all(a.is_number and b.is_number for _, a, b in moved):
        return
    ways = [(b.value > a.value) - (b.value < a.value) for _, a, b in moved]
    main = 1 if ways.count(1) > ways.count(-1) else -1
    against = [one for one, way in zip(moved, ways, strict=True) if way != main]
    plainly = re.search(r"\b(?:more|fewer|rose|risen|fell|fallen|increas\w+|decreas\w+|higher|lower)\b", text)
    if (plainly and (main > 0) != bool(up)) or not against or len(against) * 2 >= len(moved):
        return
    row, a, b = against[0]
    line = f"{row.label}: {a.text.strip()} then {b.text.strip()}"
    yield finding(
        NAME,
        Verdict.FAILS,
        sentence,
        [a.text.strip(), b.text.strip()],
        line,
        f"The text says so of all; not so of {row.label}.",
    )


def _one_row(grid: Grid, sentence: Sentence) -> Iterator[Finding]:
    """ "Seventeen of the 51 in the table had a community resolution": that row says 11."""
    if (
        len(grid.columns) != 1
        or not re.search(r"\btable\b|\bbelow\b|\bshown\b", sentence.lower)
        or NEGATED.search(sentence.lower)
    ):
        return
    match = SOME_OF.search(sentence.shape)
    if not match or sentence.of(Kind.PERIOD):
        return
    said, of = sentence.marked(match["n"]), sentence.marked(match["m"])
    rows = [row for row in grid.rows if not row.is_total]
    values = [row.entries[0] for row in rows]
    told = words_of(sentence.lower)
    named = [row for row in rows if words_of(row.label) and words_of(row.label) <= told]
    if (
        len(named) != 1
        or not all(value.is_number for value in values)
        or sum(value.value for value in values) != of.value
    ):
        return
    cell = named[0].entries[0]
    line = f"{named[0].label}: {cell.text.strip()}"
    verdict = Verdict.HOLDS if cell.value == said.value else Verdict.FAILS
    yield finding(
        NAME,
        verdict,
        sentence,
        [said, cell.text.strip()],
        line,
        f"The table says {cell.text.strip()}, and the text {said.text.strip()}.",
    )
