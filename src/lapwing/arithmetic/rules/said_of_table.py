"""What is said of a table's rows: the most, all of them, a share of the whole."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import MOVING
from lapwing.arithmetic.claims.labels import stems
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.grid import Entry, Grid, Line
from lapwing.arithmetic.numbers import Kind, Quantity
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.numbers.quantity import percent, plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._of_table import of_one_column, rows_named
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence

NAME = "said-of-table"
MOST = re.compile(r"\b(?:the\s+(?:most|highest|largest|greatest|biggest|top)|more\b[^.;]*\bthan\s+any(?:\s+other)?)\b")
LEAST = re.compile(r"\b(?:the\s+(?:fewest|lowest|smallest|least)|fewer\b[^.;]*\bthan\s+any(?:\s+other)?)\b")
NOT_IT = re.compile(
    rf"\b(?:one of the|among the|second|third|next|after|apart from|except|{MOVING}|per|rate|most of|at least|most likely|for the most part|most recent|depriv\w+|not)\b"
)
ALL = re.compile(
    r"\b(?:all|each|every one)\s+(?:(?:of\s+)?(?:the|its|our)\s+)?(?P<n>⟦c\d+⟧)\b|\b(?:all|each)\s+(?P<n2>⟦c\d+⟧)"
)
OUT_OF = re.compile(r"\b(?:of|out of|/)\s*(\d+)\b")


@rule(
    NAME,
    "What is said of a table's rows",
    Example(
        "Schools made the most referrals.\n\n| Source | Referrals |\n|---|---|\n| Police | 510 |\n| Schools | 420 |",
        Verdict.FAILS,
    ),
    Example(
        "Schools made the most referrals.\n\n| Source | Referrals |\n|---|---|\n| Police | 410 |\n| Schools | 420 |",
        Verdict.HOLDS,
    ),
    Example(
        "Health came to all six meetings.\n\n| Partner | Meetings attended (of 6) |\n|---|---|\n| Police | 6 |\n| Health | 4 |",
        Verdict.FAILS,
    ),
    Example(
        "A third of the places went to the police.\n\n| Agency | Places |\n|---|---|\n| Council | 60 |\n| Police | 18 |\n| Total | 78 |",
        Verdict.FAILS,
    ),
    Example(
        "Schools made the second most referrals.\n\n| Source | Referrals |\n|---|---|\n| Police | 510 |\n| Schools | 420 |",
        None,
    ),
)
def check(report: Report) -> Iterator[Finding]:
    """A sentence under the heading of a table that names one of its rows, where the table has one column of figures.

    The row must have the most, or the fewest, where the sentence says so of what the column counts; all of them where
    the column says out of how many; and the share of the table's total that the sentence gives.
    """
    for table in report.tables:
        grid = report.grid(table)
        if not grid:
            continue
        for passage in report.section_of(table)[:40]:
            for sentence in report.of(passage):
                column = of_one_column(grid, sentence)
                rows = rows_named(column, sentence) if column else []
                if column and len(rows) == 1 and rows[0].entries[0].is_number:
                    yield from _superlative(column, rows[0], sentence)
                    yield from _all_of(column, rows[0], sentence)
                    yield from _share(column, rows[0], sentence)


def _is_of_column(grid: Grid, sentence: Sentence) -> bool:
    return bool(set(stems(" ".join(grid.header[1:]))) & set(stems(sentence.text)))


def _superlative(grid: Grid, row: Line, sentence: Sentence) -> Iterator[Finding]:
    most, least = MOST.search(sentence.shape), LEAST.search(sentence.shape)
    said = sentence.shape.replace(row.label.lower(), "")  # "Not known had the most"
    if bool(most) == bool(least) or NOT_IT.search(said) or not _is_of_column(grid, sentence):
        return
    others = [one for one in grid.rows if not one.is_total and one is not row]
    if not others or any(not one.entries[0].is_number for one in others):
        return
    values = [one.entries[0].value for one in others]
    own = row.entries[0]
    beaten = own.value < max(values) if most else own.value > min(values)
    other = (max if most else min)(others, key=lambda one: one.entries[0].value)
    line = f"{row.label}: {own.text}; {other.label}: {other.entries[0].text}"
    verdict = Verdict.FAILS if beaten else Verdict.HOLDS
    words = (most or least)[0]  # type: ignore[index]  # one of the two is there
    message = f"The text says “{words}” of {row.label}; {other.label} has {other.entries[0].text}."
    yield finding(NAME, verdict, sentence, [row.label, own.text, other.entries[0].text], line, message)


def _all_of(grid: Grid, row: Line, sentence: Sentence) -> Iterator[Finding]:
    match, limit = ALL.search(sentence.shape), OUT_OF.search(grid.header[1] if len(grid.header) > 1 else "")
    if not match or not limit or not set(stems(row.label)) <= set(stems(sentence.shape[: match.start()])):
        return
    said, own = sentence.marked(match["n"] or match["n2"]), row.entries[0]
    if said.value != float(limit[1]):
        return
    line = f"{row.label}: {own.text} of {limit[1]}"
    verdict = Verdict.HOLDS if own.value == said.value else Verdict.FAILS
    yield finding(
        NAME, verdict, sentence, [said, own.text], line, f"The text says all {said.text}, the table {own.text}."
    )


def _share(grid: Grid, row: Line, sentence: Sentence) -> Iterator[Finding]:
    shares = [one for one in sentence.quantities if one.is_part]
    if (
        len(shares) != 1
        or re.search(rf"\b{MOVING}\b", sentence.shape)
        or sentence.of(Kind.COUNT)
        or not _is_of_column(grid, sentence)
    ):
        return
    after = sentence.text[shares[0].end :].lower()
    if re.match(r"\s+of\s+", after) and not set(stems(after)[:3]) & set(
        stems(grid.header[1] if len(grid.header) > 1 else "")
    ):
        return
    totals = [one.entries[0] for one in grid.rows if one.is_total]
    counted = [one.entries[0] for one in grid.rows if not one.is_total]
    if row.entries[0].is_percent or len(totals) > 1 or not all(one.is_number for one in counted):
        return
    whole = totals[0].value if totals else sum(one.value for one in counted)
    if not whole or (totals and not totals[0].is_number):
        return
    judged = judge(
        shares[0],
        lambda a, b: a / b,
        [_quantity(row.entries[0]), _number(whole)],
        100.0 if shares[0].kind is Kind.PERCENT else 1.0,
    )
    line = f"{row.entries[0].text} ÷ {plain(whole)} = {percent(row.entries[0].value / whole)}"
    message = f"{row.label} has {line}; the text says {shares[0].text.strip()}."
    yield finding(
        NAME, judged.verdict, sentence, [shares[0], row.entries[0].text, plain(whole)], line, message, judged.reading
    )


def _quantity(entry: Entry) -> Quantity:
    return Quantity(Kind.COUNT, entry.value, entry.text, 0, 0, step=entry.step)


def _number(value: float) -> Quantity:
    return Quantity(Kind.COUNT, value, plain(value), 0, 0)
