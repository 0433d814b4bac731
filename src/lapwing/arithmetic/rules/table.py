"""Tables: totals of rows and columns, shares, changes and averages."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator, Sequence

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.grid import Entry, Grid, Holds, Line, read_grid
from lapwing.arithmetic.numbers import Kind
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._columns import CHANGE, NOT_SUMMED, SHARE, averages, changes, rates, shares, split_columns
from lapwing.arithmetic.rules.registry import Example, rule

NAME = "table"
PEOPLE = re.compile(
    r"\b(?:children|people|families|individuals?|adults|pupils|patients|residents|carers)\b", re.IGNORECASE
)
TIME = re.compile(
    r"\bQ[1-4]\b|\bquarter\b|\bterm\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\bspring\b|\bsummer\b|\bautumn\b",
    re.IGNORECASE,
)
KINDS = re.compile(
    r"\b(?:interventions?|support|help|services?|programmes?|activit(?:y|ies)|courses?|workshops?|sessions?|factors?|needs?|reasons?|issues?|concerns?|risks?|strands?|offers?)\b",
    re.IGNORECASE,
)
SEVERAL = re.compile(
    r"\b(?:more\s+than\s+one|several|overlap\w*|multiple|as\s+many\s+as|all\s+that\s+appl\w+|counted\s+(?:twice|more\s+than)|(?:not|n.t)\s+(?:add|sum))\b"
)
HAVING = re.compile(
    r"\b(?:in\s+which|for\s+wh\w+|where|with|mention\w*|found|present|recorded|replies|answers)\b", re.IGNORECASE
)
ROUNDED = re.compile(r"\bround(?:ed|ing)\b|£\s?(?:000|k\b|m\b|thousand|million)")
SNAPSHOT = re.compile(r"\bat\s+(?:end|31|30|1|the end)|\bsnapshot|\bopen\b|\bcaseload|\bon roll", re.IGNORECASE)


@rule(
    NAME,
    "Totals, shares and changes in tables",
    Example(
        "| Area | Children |\n|---|---|\n| North | 14 |\n| South | 21 |\n| Total | 37 |", Verdict.FAILS, "14 + 21 is 35"
    ),
    Example("| Area | Children |\n|---|---|\n| North | 14 |\n| South | 21 |\n| Total | 35 |", Verdict.HOLDS),
    Example(
        "| Area | Children |\n|---|---|\n| North | 14 |\n| South | * |\n| Total | 17 |",
        Verdict.CANNOT_TELL,
        "one figure is withheld",
    ),
    Example(
        "| Area | Q1 | Q2 | Total |\n|---|---|---|---|\n| North | 14 | 10 | 24 |\n| South | 21 | 9 | 31 |",
        Verdict.FAILS,
        "21 + 9 is 30",
    ),
    Example(
        "| Agency | 2021/22 | 2022/23 | % change |\n|---|---|---|---|\n| Police | 40 | 50 | 20% |\n| Health | 80 | 60 | -25% |",
        Verdict.FAILS,
        "10 of 40 is 25%",
    ),
    Example(
        "| Source | Number | % |\n|---|---|---|\n| School | 50 | 50% |\n| Health | 30 | 20% |\n| Police | 20 | 20% |\n| Total | 100 | 100% |",
        Verdict.FAILS,
        "30 of 100 is 30%",
    ),
    Example(
        "| Support | Young people |\n|---|---|\n| Mentoring | 40 |\n| Sport | 31 |\n| Total | 60 |",
        Verdict.CANNOT_TELL,
        "some may have had both",
    ),
    Example(
        "| Line | Budget | Spend | Variance |\n|---|---|---|---|\n| Staff | £90 | £80 | £10 under |\n| Rooms | £30 | £35 | £7 over |",
        Verdict.FAILS,
        "five over",
    ),
    Example(
        "| Month | Calls |\n|---|---|\n| April | 9 |\n| May | 4 |\n| Q1 | 14 |\n| June | 8 |\n| July | 7 |\n| Q2 | 15 |",
        Verdict.FAILS,
        "9 + 4 is 13",
    ),
    Example("| Year | Rate per 10,000 |\n|---|---|\n| 2021/22 | 51.2 |\n| 2022/23 | 48.9 |", None),
)
def check(report: Report) -> Iterator[Finding]:
    """What a table's own cells say about one another.

    A total row against the rows above it (since the last subtotal, or all of them), a total column against the columns
    before it, a share column against the counts it is of, a change column against the two columns before it, and an
    average against its two counts. Columns of rates, ranks and averages are not summed. A blank or withheld cell makes
    a total that misses one that cannot be told, as long as that cell could fill the gap.
    """
    for table in report.tables:
        told = {
            one.value
            for passage in report.section_of(table)
            for line in report.of(passage)
            for one in line.of(Kind.COUNT)
        }
        around = " ".join(passage.text.lower() for passage in report.around(table))
        if grid := read_grid(table, frozenset(told), around):
            yield from _down(grid)
            yield from _by_group(grid)
            yield from _across(grid)
            yield from shares(grid)
            yield from changes(grid)
            yield from averages(grid)
            yield from rates(grid)
            yield from split_columns(grid)


def _down(grid: Grid) -> Iterator[Finding]:
    for column in grid.columns:
        if NOT_SUMMED.search(column.label) or any(entry.is_percent for entry in column.entries):
            yield from _whole_percent(grid, column)
            continue
        for index, row in enumerate(grid.rows):
            if row.is_total and column.entries[index].is_number and index >= 2:
                choices = _above(grid.rows, column, index)
                yield _sum(grid, column.entries[index], choices, row.label, column.label)


def _above(rows: Sequence[Line], column: Line, index: int) -> list[tuple[Entry, ...]]:
    """The sets of cells a total may be the sum of: since the last total, all that are no totals, or the subtotals."""
    totals = [i for i in range(index) if rows[i].is_total]
    since = tuple(column.entries[i] for i in range(totals[-1] + 1 if totals else 0, index))
    everything = tuple(column.entries[i] for i in range(index) if i not in totals)
    subtotals = tuple(column.entries[i] for i in totals)
    choices = [everything, since, subtotals] if not rows[index].is_subtotal else [since, everything]
    inner = [i for i in range(index) if rows[i].is_inside]
    if inner:
        return [tuple(column.entries[i] for i in range(index) if i not in inner and i not in totals)]
    runs = [since[start:] for start in range(1, len(since) - 1)] if len(since) > LEAST_RUN else []
    return [choice for choice in choices if len(choice) >= 2] + [run for run in runs if all(e.is_number for e in run)]


LEAST_RUN = 4  # rows after which a total may be of the last of them: a balance brought forward stands above the changes
ENDS_GROUP = re.compile(
    r"^(?:(?:first|second|third|fourth|1st|2nd|3rd|4th)\s+(?:quarter|half)|(?:q|quarter\s+|half\s+)[1-4]|(?:autumn|spring|summer)\s+term)\b",
    re.IGNORECASE,
)


def _by_group(grid: Grid) -> Iterator[Finding]:
    """Quarters after their months: each row that ends a group against the rows since the last, where any group adds up."""
    ends = [i for i, row in enumerate(grid.rows) if ENDS_GROUP.match(row.label.strip())]
    starts = [0, *(end + 1 for end in ends[:-1])]
    if len(ends) < 2 or any(end - start < 2 for start, end in zip(starts, ends, strict=True)):
        return
    for column in grid.columns:
        groups = [(column.entries[end], column.entries[start:end]) for start, end in zip(starts, ends, strict=True)]
        if NOT_SUMMED.search(column.label) or not all(one.is_number for end, parts in groups for one in (end, *parts)):
            continue
        held = [abs(_gap(end, parts)) <= _rounding(end, parts) for end, parts in groups]
        if sum(held) * 2 >= len(held):
            for (end, parts), row, holds in zip(groups, ends, held, strict=True):
                message = "The cells make" if holds else "As in the other groups the cells should make"
                verdict = Verdict.HOLDS if holds else Verdict.FAILS
                yield _say(
                    verdict, grid, end, parts, grid.rows[row].label, f"{grid.rows[row].label}: {message} {end.text}."
                )


def _across(grid: Grid) -> Iterator[Finding]:
    columns = grid.columns
    for index, column in enumerate(columns):
        if not column.is_total or index < 2 or NOT_SUMMED.search(column.label):
            continue
        parts = [
            c
            for c in columns[:index]
            if not c.is_total and not NOT_SUMMED.search(c.label) and not any(e.is_percent for e in c.entries)
        ]
        if len(parts) < 2 or any(SNAPSHOT.search(c.label) for c in parts):
            continue
        for number, row in enumerate(grid.rows):
            entries = tuple(part.entries[number] for part in parts)
            if column.entries[number].is_number and not (row.label and NOT_SUMMED.search(row.label)):
                yield _sum(grid, column.entries[number], [entries], row.label, column.label)


def _sum(grid: Grid, total: Entry, choices: list[tuple[Entry, ...]], label: str, heading: str) -> Finding:
    tried = [(_gap(total, parts), parts) for parts in choices]
    for gap, parts in tried:
        if abs(gap) <= _rounding(total, parts):
            return _say(Verdict.HOLDS, grid, total, parts, label, f"The cells make {total.text}.")
    gap, parts = tried[0] if tried else (0.0, ())
    missing = [part for part in parts if part.holds in {Holds.BLANK, Holds.SUPPRESSED, Holds.NOT_GIVEN, Holds.DASH}]
    summed = total.value - gap
    reading = ""
    if missing and gap > 0:
        reading = f"if {_cells(len(missing))} without a figure {'holds' if len(missing) == 1 else 'hold'} {plain(gap)}"
    elif len(parts) > 2 and parts[-1].is_number and parts[-1].value == total.value:
        reading = "if the column is of a stock, and its last row is where the year ended"
    elif gap < 0 and PEOPLE.search(f"{heading} {grid.title}") and (_rows_are_times(grid) or KINDS.search(grid.title)):
        reading = "if someone counted in several rows is counted once in the total"
    elif gap < 0 and _may_overlap(grid, heading, total, parts):
        reading = "if one may be counted in several rows"
    elif (
        gap
        and abs(gap) <= (len(parts) + 1) / 2 * total.step
        and ROUNDED.search(f"{heading} {grid.title} {grid.around}".lower())
    ):
        reading = "if the figures were rounded one by one"
    elif abs(gap) in grid.told:
        reading = f"if the {plain(abs(gap))} that the text speaks of are the difference"
    if reading:
        message = (
            f"The cells with figures come to {plain(summed)} and the total is {total.text}. That would hold {reading}."
        )
        return _say(Verdict.CANNOT_TELL, grid, total, parts, label, message, reading)
    where = f" ({heading})" if heading else ""
    message = f"{label or 'The row'}{where}: the cells come to {plain(summed)}, and the total says {total.text}."
    return _say(Verdict.FAILS, grid, total, parts, label, message)


def _cells(count: int) -> str:
    return "one cell" if count == 1 else f"{count} cells"


def _may_overlap(grid: Grid, heading: str, total: Entry, parts: Sequence[Entry]) -> bool:
    """Whether one may stand in several rows: the text says so, or people or cases are far too many for a slip."""
    if SEVERAL.search(grid.around):
        return True
    summed = sum(part.value for part in parts if part.is_number)
    one_left_out = any(summed - part.value == total.value for part in parts)
    far = summed > 1.1 * total.value and not one_left_out and not _is_slip(f"{summed:.0f}", f"{total.value:.0f}")
    return far and bool(HAVING.search(heading) or PEOPLE.search(heading))


def _is_slip(one: str, other: str) -> bool:
    """Whether one digit is another, or two are exchanged."""
    return len(one) == len(other) and (
        sum(a != b for a, b in zip(one, other, strict=True)) == 1 or sorted(one) == sorted(other)
    )


def _rows_are_times(grid: Grid) -> bool:
    return sum(bool(TIME.search(row.label)) for row in grid.rows) >= len(grid.rows) / 2


def _gap(total: Entry, parts: Sequence[Entry]) -> float:
    return total.value - sum(part.value for part in parts if part.is_number)


def _rounding(total: Entry, parts: Sequence[Entry]) -> float:
    """Decimals were rounded one by one; whole numbers were counted."""
    if total.step >= 1 and all(part.step >= 1 for part in parts):
        return 1e-6 if total.step == 1 else total.step * len(parts) / 2
    return (len(parts) + 1) * max([total.step, *(part.step for part in parts)]) / 2 + 1e-6


def _say(
    verdict: Verdict, grid: Grid, total: Entry, parts: Sequence[Entry], label: str, message: str, reading: str = ""
) -> Finding:
    shown = [part for part in parts if part.is_number]
    line = f"{' + '.join(plain(part.value, _places(part)) for part in shown)} = {plain(sum(part.value for part in shown), max((_places(p) for p in shown), default=0))}"
    if verdict is not Verdict.HOLDS:
        line += f"; the total says {total.text}"
    figures = (total.text, *(part.text for part in shown))
    return Finding(NAME, verdict, total.cell.text, total.cell.place, figures, line, message, reading)


def _places(entry: Entry) -> int:
    return max(0, round(-_log10(entry.step)))


def _log10(step: float) -> float:
    return len(f"{step:.10f}".rstrip("0").partition(".")[2]) * -1.0


def _whole_percent(grid: Grid, column: Line) -> Iterator[Finding]:
    """Shares that are said to total 100%."""
    for index, row in enumerate(grid.rows):
        total = column.entries[index]
        parts = [part for line, part in zip(grid.rows[:index], column.entries, strict=False) if not line.is_inside]
        if not (
            row.is_total
            and total.is_number
            and total.value == 100
            and len(parts) >= 2
            and SHARE.search(column.label + total.text)
        ):
            continue
        if (
            not all(part.is_number for part in parts)
            or any(line.is_total for line in grid.rows[:index])
            or CHANGE.search(column.label)
        ):
            continue
        gap = abs(_gap(total, parts))
        if gap <= _rounding(total, parts) or gap <= len(parts) * 0.5 * max(part.step for part in parts) + 1e-6:
            yield _say(Verdict.HOLDS, grid, total, parts, row.label, "The shares make 100%.")
        elif not _rows_are_rates(column, index):
            message = (
                f"The shares come to {plain(sum(part.value for part in parts), 1)}%, and the total says {total.text}."
            )
            yield _say(Verdict.FAILS, grid, total, parts, row.label, message)


def _rows_are_rates(column: Line, index: int) -> bool:
    """Where each row's share is of its own row, the shares need not add up."""
    return sum(part.value for part in column.entries[:index]) > 130
