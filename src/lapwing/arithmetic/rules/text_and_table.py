"""What the text says beside a table, against the table."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.changes import ChangeClaim, Claimed, change_claims
from lapwing.arithmetic.claims.labels import stems
from lapwing.arithmetic.claims.pairs import Pair, find_pairs
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.grid import Entry, Grid, Line
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.numbers.quantity import percent, plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._of_table import of_one_column, rows_named
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence

NAME = "text-and-table"
MOST_PASSAGES = 40
ALL_OF_IT = re.compile(
    r"\b(?:an?\s+)?total\s+of\s+(?P<a>⟦[cg]\d+⟧)|(?P<b>⟦[cg]\d+⟧)(?:\s+[a-z]+){0,3}?\s+(?:in\s+total|in\s+all|altogether)\b|^(?:in\s+all|in\s+total|altogether),?\s+(?:there\s+were\s+)?(?P<c>⟦[cg]\d+⟧)"
)
YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[-–/]\s?\d{2,4})?")
TABLE = (
    "| Agency | 2021/22 | 2022/23 |\n|---|---|---|\n| Police | 40 | 52 |\n| Health | 90 | 81 |\n| Total | 130 | 133 |"
)


@rule(
    NAME,
    "The text against the table beside it",
    Example(f"Attendance by police rose from 40 to 55.\n\n{TABLE}", Verdict.FAILS, "the table has 52"),
    Example(f"Attendance by police rose from 40 to 52.\n\n{TABLE}", Verdict.HOLDS),
    Example(
        "A total of 140 people came.\n\n| Agency | People |\n|---|---|\n| Police | 52 |\n| Health | 81 |\n| Total | 133 |",
        Verdict.FAILS,
    ),
    Example(f"In 2022/23 police sent 55 people.\n\n{TABLE}", Verdict.CANNOT_TELL, "it may count something else"),
    Example(f"Police vehicles rose from 12 to 15.\n\n{TABLE}", None),
)
def check(report: Report) -> Iterator[Finding]:
    """A sentence under the same heading as a table, about one of its rows or its total.

    Where a change in the text has one of its two figures in the row it names, the other must be there too. A "total of
    N" of what the table counts must be the table's total. A single figure that its row does not have may count
    something else, so the rule only asks.
    """
    for table in report.tables:
        grid = report.grid(table)
        if not grid:
            continue
        for passage in report.section_of(table)[:MOST_PASSAGES]:
            for sentence in report.of(passage):
                yield from _rows(grid, sentence)
                if column := of_one_column(grid, sentence):
                    yield from _total(column, sentence)


def _rows(grid: Grid, sentence: Sentence) -> Iterator[Finding]:
    if not sentence.of(Kind.COUNT, Kind.PERCENT, Kind.MONEY, Kind.MULTIPLE, Kind.FRACTION):
        return
    named = rows_named(grid, sentence)
    if not named and re.search(r"\b(?:total|overall|in all|altogether|as a whole|all)\b", sentence.lower):
        named = [row for row in grid.rows if row.is_total]
    if len(named) != 1:
        return
    pairs = find_pairs(sentence)
    if len(pairs) == 1 and not pairs[0].before.hedge and not pairs[0].after.hedge:
        yield from _pair(named[0], pairs[0])
    elif not pairs and (claims := change_claims(sentence.shape, sentence, [], bare=False)):
        yield from _claimed(grid, named[0], sentence, claims)
    elif not pairs:
        yield from _cell(grid, named[0], sentence)


def _pair(row: Line, pair: Pair) -> Iterator[Finding]:
    values = [entry.value for entry in row.entries if entry.is_number]
    before, after = pair.before.value in values, pair.after.value in values
    line = f"{row.label}: {', '.join(entry.text for entry in row.entries)}"
    figures = [pair.before, pair.after]
    if before and after:
        yield finding(NAME, Verdict.HOLDS, pair.sentence, figures, line, "Both figures are in the table.")
    elif (before or after) and len(values) >= 2:
        wrong = pair.after if before else pair.before
        message = f"The text says {wrong.text}, and the table's row for {row.label} does not have it."
        yield finding(
            NAME, Verdict.FAILS, pair.sentence, [wrong, *(entry.text for entry in row.entries)], line, message
        )


def _claimed(grid: Grid, row: Line, sentence: Sentence, claims: list[ChangeClaim]) -> Iterator[Finding]:
    """ "Police contacts have doubled", where the row has just an earlier and a later figure."""
    columns = [i for i in grid.numeric_columns() if YEAR.search(grid.header[i + 1] if i + 1 < len(grid.header) else "")]
    told = [claim for claim in claims if claim.what in {Claimed.SHARE, Claimed.MULTIPLE}]
    if (
        len(columns) != 2
        or len(told) != 1
        or not all(row.entries[i].is_number and row.entries[i].value for i in columns)
    ):
        return
    before, after = (row.entries[i] for i in columns)
    claim = told[0].quantity
    one, other = _as_quantity(before), _as_quantity(after)
    down = claim.unit == "down"
    if told[0].what is Claimed.MULTIPLE:
        judged = judge(claim, (lambda a, b: a / b) if down else (lambda a, b: b / a), [one, other])
        line = f"{after.text} ÷ {before.text} = {plain(other.value / one.value, 2)}"
    else:
        judged = judge(claim, lambda a, b: (b - a) / a, [one, other], 100.0 if claim.kind is Kind.PERCENT else 1.0)
        line = f"({after.text} − {before.text}) ÷ {before.text} = {percent((other.value - one.value) / one.value)}"
    if judged.verdict is Verdict.FAILS and _of_another_row(grid, row, columns, told[0]):
        return
    agrees = "agrees" if judged.verdict is Verdict.HOLDS else "does not agree"
    message = f"“{claim.text.strip()}” {agrees} with the table's row for {row.label}."
    yield finding(NAME, judged.verdict, sentence, [claim, before.text, after.text], line, message, judged.reading)


def _of_another_row(grid: Grid, own: Line, columns: list[int], claim: ChangeClaim) -> bool:
    """Whether another row of the table bears the claim out."""
    said = claim.quantity
    scale = 100.0 if said.kind is Kind.PERCENT else 1.0
    ways = [lambda a, b: (b - a) / a * scale, *([lambda a, b: b / a] if claim.what is Claimed.MULTIPLE else [])]
    for row in grid.rows:
        pair = [row.entries[i] for i in columns]
        if row is own or not all(entry.is_number and entry.value for entry in pair):
            continue
        made = [_as_quantity(entry) for entry in pair]
        if any(judge(said, way, made).verdict is Verdict.HOLDS for way in ways):
            return True
    return False


def _as_quantity(entry: Entry) -> Quantity:
    return Quantity(Kind.COUNT, entry.value, entry.text, 0, 0, step=entry.step)


def _cell(grid: Grid, row: Line, sentence: Sentence) -> Iterator[Finding]:
    """One figure and one year, which names the column."""
    years = YEAR.findall(sentence.text)
    columns = [i for i, label in enumerate(grid.header[1:]) if len(years) == 1 and years[0] in label]
    counts = [one for one in sentence.of(Kind.COUNT) if not one.hedge]
    if len(columns) != 1 or len(counts) != 1 or columns[0] >= len(row.entries):
        return
    entry = row.entries[columns[0]]
    if entry.is_number and not entry.is_percent:
        yield _one(sentence, counts[0], entry, row)


def _one(sentence: Sentence, said: Quantity, entry: Entry, row: Line) -> Finding:
    line = f"{row.label}: {entry.text}"
    if said.value == entry.value:
        return finding(NAME, Verdict.HOLDS, sentence, [said], line, "The figure is in the table.")
    message = f"The text says {said.text}, and the table has {entry.text} for {row.label}."
    return finding(
        NAME, Verdict.CANNOT_TELL, sentence, [said, entry.text], line, message, "if the two count different things"
    )


def _total(grid: Grid, sentence: Sentence) -> Iterator[Finding]:
    match = ALL_OF_IT.search(sentence.shape)
    rows = [row for row in grid.rows if row.is_total]
    if not match or len(rows) != 1 or not rows[0].entries[0].is_number:
        return
    said = sentence.marked(match["a"] or match["b"] or match["c"])
    total = rows[0].entries[0]
    after = set(stems(sentence.text[said.end :])[:3])
    if said.hedge is not Hedge.NONE or not after & set(stems(" ".join(grid.header))):
        return
    line = f"{rows[0].label}: {total.text}"
    if said.value == total.value:
        yield finding(NAME, Verdict.HOLDS, sentence, [said], line, "The total is the table's.")
    else:
        message = f"The text says {said.text} in all, and the table's total is {total.text}."
        yield finding(NAME, Verdict.FAILS, sentence, [said, total.text], line, message)
