"""What the text tells of a table as a whole: every step, every row, some rows together, a year against the one before."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator
from itertools import pairwise

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.changes import ChangeClaim, Claimed
from lapwing.arithmetic.claims.direction import DOWN_NOUNS, DOWN_VERBS, EXCEPT, UP_NOUNS, UP_VERBS, by_first_letter
from lapwing.arithmetic.claims.labels import stems
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.grid import Entry, Grid, Holds, Line
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._of_table import of_one_column, rows_named
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.scenes.movement import claims_of
from lapwing.arithmetic.scenes.scene import scene_of
from lapwing.arithmetic.scenes.when import when
from lapwing.arithmetic.sentences import Sentence

NAME = "table-told"
UP = re.compile(rf"\b(?:{by_first_letter(f'{UP_VERBS}|{UP_NOUNS}')})\b")
DOWN = re.compile(rf"\b(?:{by_first_letter(f'{DOWN_VERBS}|{DOWN_NOUNS}')})\b")
STEPS = re.compile(
    r"\b(?:each|every)\s+(?:single\s+)?(?:quarter|year|month|term|week)\b|\b(?:quarter|year|month|term)\s+(?:on|by|after)\s+(?:quarter|year|month|term)\b|\bsteadily\b|\bthroughout\s+the\s+year\b"
)
ROWS = re.compile(
    r"\b(?:in|for|across|at|by)\s+(?:all|each\s+of|every\s+one\s+of|both)\s+(?:of\s+)?(?:the\s+|our\s+)?(?:⟦c\d+⟧\s+)?(?P<noun>[a-z]+)|\b(?:in|for)\s+(?:each|every)\s+(?P<one>[a-z]+)"
)
TOGETHER = re.compile(r"\b(?:together|combined|between\s+them|in\s+all|in\s+total|taken\s+as\s+one|jointly)\b")
QUIET = re.compile(
    rf"\b(?:{EXCEPT}|but|however|although|while|whereas|not|nearly|almost|target\w*|will|would|expect\w*|most)\b"
)
YEARS = re.compile(r"(?:19|20)\d\d(?:\s?[/–-]\s?\d\d(?:\d\d)?)?")
QUARTERS = "\n\n| Quarter | Missing episodes |\n|---|---|\n| Q1 | 311 |\n| Q2 | 287 |\n| Q3 | {} |"
CARE = "\n\n| Setting | Concerns |\n|---|---|\n| Care home | 688 |\n| Own home | 744 |\n| Hospital | 131 |"
HOME = "| Year | Home educated |\n|---|---|\n| 2020/21 | 388 |\n| 2021/22 | 431 |\n| 2022/23 | 517 |\n\n"


@rule(
    NAME,
    "What the text tells of a table as a whole",
    Example("Missing episodes went down in each quarter." + QUARTERS.format(302), Verdict.FAILS, "Q3 is higher"),
    Example("Missing episodes went down in each quarter." + QUARTERS.format(264), Verdict.HOLDS),
    Example(
        "There were 1,462 concerns about care homes and people’s own homes taken together." + CARE,
        Verdict.FAILS,
        "1,432",
    ),
    Example(HOME + "Home education went up by a further 30% in 2022/23.", Verdict.FAILS, "20%"),
    Example(
        "Plans fell in both localities.\n\n| Locality | March 2022 | March 2023 |\n|---|---|---|\n| Coast | 118 | 104 |\n| Fells | 57 | 66 |",
        Verdict.FAILS,
    ),
    Example(
        "Valley had 17 reviews.\n\n| Locality | Reviews |\n|---|---|\n| East | 9 |\n| Valley | |\n| West | 14 |\n| Total | 35 |",
        Verdict.FAILS,
        "12 are left",
    ),
    Example("Missing episodes went down in most quarters." + QUARTERS.format(302), None),
    turn=2,
)
def check(report: Report) -> Iterator[Finding]:
    """A sentence under the heading of a table: "fell in each quarter", "in all three localities", two rows "together", a
    change in a year that labels a row or a column, and a figure for a row whose own cell is blank.

    The steps are those of the one column of figures, or of the one row that is named; the rows are held against their
    first and last dated column. A blank cell is what the total leaves for it.
    """
    for table in report.tables:
        grid = report.grid(table)
        if not grid:
            continue
        for passage in report.section_of(table)[:30]:
            for sentence in report.of(passage):
                yield from _steps(grid, sentence)
                yield from _every_row(grid, sentence)
                if column := of_one_column(grid, sentence):
                    yield from _together(column, sentence)
                yield from _in_a_year(grid, sentence)
                yield from _blank(grid, sentence)


def _series(grid: Grid, sentence: Sentence) -> list[tuple[str, Entry]]:
    """The run of figures a sentence can only be about: the one column, or the one row that it names."""
    rows = [row for row in grid.rows if not row.is_total]
    if len(grid.columns) == 1:
        return [(row.label, row.entries[0]) for row in rows]
    words = set(stems(sentence.text))
    named = [row for row in grid.rows if (label := set(stems(row.label))) and label <= words]
    headed = [column for column in grid.columns if (label := set(stems(column.label))) and label <= words]
    if len(named) == 1:
        columns = [
            i
            for i, label in enumerate(grid.header[1:])
            if label and not re.search(r"total|average|change|difference", label.lower())
        ]
        return [(grid.header[i + 1], named[0].entries[i]) for i in columns if i < len(named[0].entries)]
    if len(headed) == 1 and all(YEARS.search(row.label) for row in rows):
        return [(row.label, entry) for row, entry in zip(grid.rows, headed[0].entries, strict=True) if not row.is_total]
    return []


def _way(sentence: Sentence) -> int:
    up, down = UP.search(sentence.lower), DOWN.search(sentence.lower)
    return 0 if bool(up) == bool(down) else (1 if up else -1)


def _steps(grid: Grid, sentence: Sentence) -> Iterator[Finding]:
    if not STEPS.search(sentence.lower) or QUIET.search(sentence.lower) or not (way := _way(sentence)):
        return
    run = _series(grid, sentence)
    if len(run) < 3 or any(not entry.is_number for _, entry in run) or not _is_about(grid, sentence):
        return
    against = [(one, other) for one, other in pairwise(run) if (other[1].value - one[1].value) * way <= 0]
    line = ", ".join(entry.text for _, entry in run)
    if against:
        one, other = against[0]
        message = f"From {one[0]} to {other[0]} the table goes from {one[1].text} to {other[1].text}."
        yield finding(NAME, Verdict.FAILS, sentence, [one[1].text, other[1].text], line, message)
    else:
        yield finding(
            NAME, Verdict.HOLDS, sentence, [entry.text for _, entry in run], line, "Every step goes that way."
        )


def _is_about(grid: Grid, sentence: Sentence) -> bool:
    """Whether a sentence speaks of what the table counts."""
    return (
        bool(set(stems(" ".join(grid.header))) & set(stems(sentence.text)))
        or "table" in sentence.lower
        or len(grid.columns) > 1
    )


def _every_row(grid: Grid, sentence: Sentence) -> Iterator[Finding]:
    match = ROWS.search(sentence.shape)
    if not match or not (way := _way(sentence)):
        return
    columns = [i for i, label in enumerate(grid.header[1:]) if YEARS.search(label)]
    if len(columns) != 2 or QUIET.search(sentence.lower):
        return
    noun = set(stems(match["noun"] or match["one"] or ""))
    if not noun & set(stems(grid.title)):
        return
    rows = [row for row in grid.rows if not row.is_total]
    if any(not row.entries[i].is_number for row in rows for i in columns):
        return
    against = [row for row in rows if (row.entries[columns[1]].value - row.entries[columns[0]].value) * way <= 0]
    verdict = Verdict.FAILS if against else Verdict.HOLDS
    row = (against or rows)[0]
    figures = [row.label, *(row.entries[i].text for i in columns)]
    line = f"{row.label}: {' to '.join(row.entries[i].text for i in columns)}"
    yield finding(NAME, verdict, sentence, figures, line, f"{line}." if against else "Every row goes that way.")


def _together(grid: Grid, sentence: Sentence) -> Iterator[Finding]:
    """ "1,462 concerns about care homes and their own homes taken together"."""
    counts = [one for one in sentence.of(Kind.COUNT) if one.hedge is Hedge.NONE and one.value > 2]
    if len(counts) != 1 or not TOGETHER.search(sentence.lower):
        return
    named = rows_named(grid, sentence)
    if (
        len(named) < 2
        or any(not row.entries[0].is_number for row in named)
        or len(named) == sum(not row.is_total for row in grid.rows)
    ):
        return
    total = sum(row.entries[0].value for row in named)
    line = f"{' + '.join(row.entries[0].text for row in named)} = {plain(total)}"
    verdict = Verdict.HOLDS if total == counts[0].value else Verdict.FAILS
    if verdict is Verdict.FAILS and abs(total - counts[0].value) > 0.34 * total:
        return
    message = f"The table's rows for {' and '.join(row.label for row in named)} come to {plain(total)}; the text says {counts[0].text}."
    yield finding(NAME, verdict, sentence, [counts[0], *(row.entries[0].text for row in named)], line, message)


def _in_a_year(grid: Grid, sentence: Sentence) -> Iterator[Finding]:
    """ "Went up by a further 30% in 2022/23", where 2022/23 labels a row or a column, and the year before it another."""
    scene = scene_of([sentence])
    claims = [one for one in claims_of(scene) if one.what in {Claimed.SHARE, Claimed.AMOUNT, Claimed.MULTIPLE}]
    if not claims or [one for one in scene.figures if not any(one is claim.quantity for claim in claims)]:
        return
    run = [(label, entry) for label, entry in _series(grid, sentence) if YEARS.search(label)]
    for claim in claims:
        first = when(scene, claim.quantity).first
        places = [
            i
            for i, (label, _) in enumerate(run)
            if first and (year := YEARS.search(label)) and year[0][:4] == str(first.year)
        ]
        if len(places) != 1 or not (from_ := _before(sentence, run, places[0])):
            continue
        if from_.is_number and run[places[0]][1].is_number:
            yield from _changed(sentence, claim, from_, run[places[0]][1])


def _before(sentence: Sentence, run: list[tuple[str, Entry]], place: int) -> Entry | None:
    """The figure a change in one year is from: that of the only other year the sentence names, or of the year before."""
    named = {str(one.period.first.year) for one in sentence.of(Kind.PERIOD) if one.period and one.period.first}
    others = [entry for i, (label, entry) in enumerate(run) if i < place and YEARS.search(label)[0][:4] in named]  # type: ignore[index]
    if len(named) > 1:
        return others[0] if len(others) == 1 else None
    return run[place - 1][1] if place else None


def _changed(sentence: Sentence, claim: ChangeClaim, before: Entry, after: Entry) -> Iterator[Finding]:
    one, other = (Quantity(Kind.COUNT, entry.value, entry.text, 0, 0, step=entry.step) for entry in (before, after))
    if not one.value or not other.value or before.is_percent:
        return
    if claim.what is Claimed.AMOUNT:
        judged = judge(claim.quantity, lambda a, b: b - a, [one, other])
    elif claim.what is Claimed.MULTIPLE:
        judged = judge(
            claim.quantity,
            (lambda a, b: a / b) if claim.quantity.unit == "down" else (lambda a, b: b / a),
            [one, other],
        )
    else:
        judged = judge(
            claim.quantity,
            lambda a, b: (b - a) / a,
            [one, other],
            100.0 if claim.quantity.kind is Kind.PERCENT else 1.0,
        )
    verdict = judged.verdict
    if verdict is Verdict.HOLDS and claim.sign and claim.sign * (other.value - one.value) < 0:
        verdict = Verdict.FAILS
    line = f"{before.text} to {after.text}"
    message = f"“{claim.quantity.text.strip()}” {'agrees' if verdict is Verdict.HOLDS else 'does not agree'} with the table: {line}."
    yield finding(NAME, verdict, sentence, [claim.quantity, before.text, after.text], line, message, judged.reading)


def _blank(grid: Grid, sentence: Sentence) -> Iterator[Finding]:
    """A figure told for a row whose cell is blank, against what the total leaves for it."""
    totals = [row for row in grid.rows if row.is_total]
    rows = [row for row in grid.rows if not row.is_total]
    if len(grid.columns) != 1 or len(totals) != 1 or not totals[0].entries[0].is_number:
        return
    empty = [row for row in rows if row.entries[0].holds is Holds.BLANK]
    counts = [one for one in sentence.of(Kind.COUNT) if one.hedge is Hedge.NONE]
    if (
        len(empty) != 1
        or len(counts) != 1
        or not set(stems(empty[0].label)) <= set(stems(sentence.text))
        or not _is_about(grid, sentence)
    ):
        return
    left = totals[0].entries[0].value - sum(row.entries[0].value for row in rows if row.entries[0].is_number)
    if any(not row.entries[0].is_number for row in rows if row is not empty[0]) or left < 0:
        return
    yield _left(sentence, counts[0], empty[0], totals[0].entries[0], left)


def _left(sentence: Sentence, said: Quantity, row: Line, total: Entry, left: float) -> Finding:
    line = f"{total.text} less the other rows leaves {plain(left)}"
    verdict = Verdict.HOLDS if said.value == left else Verdict.FAILS
    message = f"The cell for {row.label} is blank, and {line}; the text says {said.text}."
    return finding(NAME, verdict, sentence, [said, row.label, total.text], line, message)
