"""Tables: totals of rows and columns, shares, changes and averages."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from lapwing.arithmetic.document import Cell
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.grid import Entry, Grid, Holds, Line, read_grid
from lapwing.arithmetic.numbers import Kind
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import split

NAME = "table"
NOT_SUMMED = re.compile(
    r"%|per\s?cent|\brates?\b|\bper\b|average|mean|median|\brank|\bratio|\bscore|\bage\b|\bchange\b|\bdifference|\bvariance|proportion|\bshare\b",
    re.IGNORECASE,
)
SHARE = re.compile(r"%|per\s?cent|proportion|\bshare\b", re.IGNORECASE)
CHANGE = re.compile(r"\bchange|\bdifference|\bvariance|\+/-|\bincrease\b|\bdecrease\b|\bmovement\b", re.IGNORECASE)
AVERAGE = re.compile(r"\baverage\b|\bmean\b|\bper\s+(?!cent|10|1,|100)", re.IGNORECASE)
INSIDE = re.compile(r"of which|of whom|including|includes|–|-|•|\.\.", re.IGNORECASE)
PEOPLE = re.compile(
    r"\b(?:children|people|families|individuals?|adults|pupils|patients|residents|carers)\b", re.IGNORECASE
)
TIME = re.compile(
    r"\bQ[1-4]\b|\bquarter\b|\bterm\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\bspring\b|\bsummer\b|\bautumn\b",
    re.IGNORECASE,
)
PER = re.compile(r"\bper\s+(10,?000|100,?000|1,?000)\b", re.IGNORECASE)
LEFT_OVER = re.compile(
    r"\bopen\b|outstanding|\bnot\b|remaining|pending|\bclosed\b|completed|\babsent|did not", re.IGNORECASE
)
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
            one.value for passage in report.section_of(table) for line in split(passage) for one in line.of(Kind.COUNT)
        }
        if grid := read_grid(table, frozenset(told)):
            yield from _down(grid)
            yield from _across(grid)
            yield from _shares(grid)
            yield from _changes(grid)
            yield from _averages(grid)
            yield from _rates(grid)
            yield from _split_columns(grid)


@dataclass(frozen=True)
class Sum:
    """A total, its parts, and where it stands."""

    total: Entry
    parts: tuple[Entry, ...]
    label: str
    heading: str


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
    inner = [i for i in range(index) if INSIDE.match(rows[i].label)]
    if inner:
        return [tuple(column.entries[i] for i in range(index) if i not in inner and i not in totals)]
    return [choice for choice in choices if len(choice) >= 2]


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
    elif gap < 0 and PEOPLE.search(f"{heading} {grid.title}") and _rows_are_times(grid):
        reading = "if someone counted in several periods is counted once in the total"
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
    return Finding(NAME, verdict, _row_text(grid, total.cell), total.cell.place, figures, line, message, reading)


def _places(entry: Entry) -> int:
    return max(0, round(-_log10(entry.step)))


def _log10(step: float) -> float:
    return len(f"{step:.10f}".rstrip("0").partition(".")[2]) * -1.0


def _row_text(grid: Grid, cell: Cell) -> str:
    return cell.text


def _whole_percent(grid: Grid, column: Line) -> Iterator[Finding]:
    """Shares that are said to total 100%."""
    for index, row in enumerate(grid.rows):
        total = column.entries[index]
        parts = list(column.entries[:index])
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
        elif not _rows_are_rates(grid, column, index):
            message = (
                f"The shares come to {plain(sum(part.value for part in parts), 1)}%, and the total says {total.text}."
            )
            yield _say(Verdict.FAILS, grid, total, parts, row.label, message)


def _rows_are_rates(grid: Grid, column: Line, index: int) -> bool:
    """Where each row's share is of its own row, the shares need not add up."""
    return sum(part.value for part in column.entries[:index]) > 130


# --- one column worked out from others

Formula = Callable[..., float]


def _shares(grid: Grid) -> Iterator[Finding]:
    """A share column against the counts of its own rows: of the total row, or of another column."""
    for index, column in enumerate(grid.columns):
        percents = (
            SHARE.search(column.label) or sum(entry.is_percent for entry in column.entries) > len(column.entries) / 2
        )
        if not percents or CHANGE.search(column.label):
            continue
        counts = [
            c
            for i, c in enumerate(grid.columns)
            if i != index and not NOT_SUMMED.search(c.label) and not any(e.is_percent for e in c.entries)
        ]
        yield from _best_share(grid, column, counts)


def _best_share(grid: Grid, column: Line, counts: list[Line]) -> Iterator[Finding]:
    """The way of making the column that most of its rows agree with, if most do; the others then fail."""
    of_total = [way for count in counts for way in _of_total(grid, count)]
    ratios = [_ratio(one, other) for one in counts for other in counts if one is not other]
    scored = [(_score(grid, column, way), n < len(of_total), way) for n, way in enumerate([*of_total, *ratios])]
    if not scored:
        return
    score, of_the_total, way = max(scored, key=lambda one: one[:2])
    rows = [i for i in range(len(grid.rows)) if column.entries[i].is_number and way(i) is not None]
    misses = [i for i in rows if not _fits(column.entries[i], way(i))]
    most = score if of_the_total else max(1, score // 2)
    if score >= 2 and len(misses) <= most and (of_the_total or score > len(misses)):
        for i in rows:
            yield _share_finding(grid, column, i, way(i), i in misses)


def _score(grid: Grid, column: Line, way: "Make") -> int:
    return sum(_fits(column.entries[i], way(i)) for i in range(len(grid.rows)))


@dataclass(frozen=True)
class Way:
    """How a cell would be worked out, and the sum in words."""

    value: float
    words: str


Make = Callable[[int], Way | None]


def _of_total(grid: Grid, count: Line) -> Iterator[Make]:
    totals = [i for i, row in enumerate(grid.rows) if row.is_total and count.entries[i].is_number]
    numbers = [entry.value for i, entry in enumerate(count.entries) if entry.is_number and i not in totals]
    complete = all(entry.is_number for entry in count.entries)
    bases = {count.entries[i].value for i in totals} | ({sum(numbers)} if complete else set())
    for base in bases:
        if base > 0:
            yield lambda i, base=base: _divide(count.entries[i], base)  # type: ignore[misc]


def _ratio(part: Line, whole: Line) -> Make:
    def make(i: int) -> Way | None:
        return (
            _divide(part.entries[i], whole.entries[i].value)
            if whole.entries[i].is_number and whole.entries[i].value
            else None
        )

    return make


def _divide(part: Entry, base: float) -> Way | None:
    if not part.is_number or not base:
        return None
    return Way(part.value / base * 100, f"{part.text} ÷ {plain(base)} = {plain(part.value / base * 100, 1)}%")


def _fits(entry: Entry, way: Way | None) -> bool:
    return bool(
        entry.is_number and way and abs(entry.value - way.value) <= entry.step / 2 + 0.051 * (entry.step < 1) + 1e-6
    )


def _share_finding(grid: Grid, column: Line, row: int, way: Way | None, misses: bool) -> Finding:
    assert way
    entry = column.entries[row]
    label = grid.rows[row].label
    if not misses:
        return Finding(
            NAME,
            Verdict.HOLDS,
            _row_text(grid, entry.cell),
            entry.cell.place,
            (entry.text,),
            way.words,
            f"{label}: {entry.text} agrees.",
        )
    if -0.55 * entry.step < way.value - entry.value < entry.step:
        reading = "if the figure was cut off and not rounded"
        message = f"{label}: {way.words}, and the table says {entry.text}."
        return Finding(
            NAME,
            Verdict.CANNOT_TELL,
            _row_text(grid, entry.cell),
            entry.cell.place,
            (entry.text,),
            way.words,
            message,
            reading,
        )
    message = f"{label}: {way.words}, and the table says {entry.text}."
    return Finding(
        NAME, Verdict.FAILS, _row_text(grid, entry.cell), entry.cell.place, (entry.text,), way.words, message
    )


def _changes(grid: Grid) -> Iterator[Finding]:
    """A change column against the two columns of figures before it."""
    columns = grid.columns
    for index, column in enumerate(columns):
        if not CHANGE.search(column.label):
            continue
        before = [c for c in columns[:index] if not NOT_SUMMED.search(c.label) and not c.is_total]
        if len(before) < 2:
            continue
        first, second = _in_time(before[-2], before[-1])
        relative = (
            bool(SHARE.search(column.label))
            or sum(e.is_percent for e in column.entries) > sum(e.is_number for e in column.entries) / 2
        )
        for row in range(len(grid.rows)):
            if found := _change_finding(
                grid, column.entries[row], first.entries[row], second.entries[row], relative, row
            ):
                yield found


def _in_time(one: Line, other: Line) -> tuple[Line, Line]:
    years = [re.search(r"(?:19|20)\d\d", line.label) for line in (one, other)]
    if years[0] and years[1] and years[0][0] > years[1][0]:
        return other, one
    return one, other


def _change_finding(grid: Grid, said: Entry, before: Entry, after: Entry, relative: bool, row: int) -> Finding | None:
    if not (said.is_number and before.is_number and after.is_number) or (relative and not before.value):
        return None
    change = after.value - before.value
    if relative and not (before.is_percent and after.is_percent):
        actual = change / before.value * 100
        line = f"({after.text} − {before.text}) ÷ {before.text} = {plain(actual, 1)}%"
    else:
        actual, line = change, f"{after.text} − {before.text} = {plain(change, 1)}"
    label = grid.rows[row].label
    figures = (before.text, after.text, said.text)
    where = said.cell.place
    signed = bool(re.match(r"^[(£\s]*[-−–+]", said.text))
    rounding = 0.0 if relative else sum(one.step for one in (before, after) if one.step < 1) / 2
    size_fits = abs(abs(said.value) - abs(actual)) <= said.step / 2 + rounding + 1e-6
    sign_fits = said.value * actual >= 0 or (
        not signed and said.value >= 0 and re.search(r"decrease|reduc|fall", grid.header[-1].lower())
    )
    if size_fits and sign_fits:
        return Finding(NAME, Verdict.HOLDS, said.text, where, figures, line, f"{label}: {said.text} agrees.")
    message = f"{label}: {line}, and the table says {said.text}."
    reading = ""
    off = abs(actual) - abs(said.value)
    in_per_cent = change / before.value * 100 if before.is_percent and before.value else None
    if size_fits and not signed:
        reading = "if the column gives sizes without their direction"
    elif sign_fits and (relative or said.step < 1) and -0.55 * said.step < off < said.step:
        reading = "if the figure was cut off and not rounded"
    elif in_per_cent is not None and abs(said.value - in_per_cent) <= said.step / 2:
        reading = "if the change is in per cent and not in points"
    verdict = Verdict.CANNOT_TELL if reading else Verdict.FAILS
    return Finding(NAME, verdict, said.text, where, figures, line, message, reading)


def _averages(grid: Grid) -> Iterator[Finding]:
    """An average column against the two columns of counts, where there are just two."""
    for column in grid.columns:
        if not AVERAGE.search(column.label):
            continue
        counts = [
            c
            for c in grid.columns
            if c is not column and not NOT_SUMMED.search(c.label) and all(e.is_number for e in c.entries)
        ]
        if len(counts) != 2:
            continue
        for top, bottom in ((counts[1], counts[0]), (counts[0], counts[1])):
            ways = [_quotient(top.entries[i], bottom.entries[i]) for i in range(len(grid.rows))]
            fits = [_fits(column.entries[i], way) for i, way in enumerate(ways)]
            if sum(fits) > len(fits) / 2 or (sum(fits) >= 1 and len(fits) == 2):
                for i, fit in enumerate(fits):
                    if column.entries[i].is_number:
                        yield _average_finding(grid, column.entries[i], ways[i], fit, i)
                break


def _quotient(top: Entry, bottom: Entry) -> Way | None:
    if not bottom.value:
        return None
    value = top.value / bottom.value
    return Way(value, f"{top.text} ÷ {bottom.text} = {plain(value, 1)}")


def _average_finding(grid: Grid, entry: Entry, way: Way | None, fits: bool, row: int) -> Finding:
    words = way.words if way else ""
    verdict = Verdict.HOLDS if fits else Verdict.FAILS
    message = f"{grid.rows[row].label}: {words}" + (" agrees." if fits else f", and the table says {entry.text}.")
    return Finding(NAME, verdict, entry.text, entry.cell.place, (entry.text,), words, message)


def _rates(grid: Grid) -> Iterator[Finding]:
    """A rate per 10,000 against the count and the population in its own row, where most rows agree that it is so made."""
    for column in grid.columns:
        if not (per := PER.search(column.label)):
            continue
        scale = float(per[1].replace(",", ""))
        counts = [c for c in grid.columns if c is not column and not NOT_SUMMED.search(c.label)]
        for top in counts:
            for bottom in counts:
                ways = [_rate(top.entries[i], bottom.entries[i], scale) for i in range(len(grid.rows))]
                fits = [_fits(column.entries[i], way) for i, way in enumerate(ways)]
                if top is not bottom and sum(fits) >= 2 and sum(fits) > len(fits) / 2:
                    for i, fit in enumerate(fits):
                        if column.entries[i].is_number and ways[i]:
                            yield _average_finding(grid, column.entries[i], ways[i], fit, i)


def _rate(top: Entry, bottom: Entry, scale: float) -> Way | None:
    if not (top.is_number and bottom.is_number and bottom.value):
        return None
    value = top.value / bottom.value * scale
    return Way(value, f"{top.text} ÷ {bottom.text} × {plain(scale)} = {plain(value, 1)}")


def _split_columns(grid: Grid) -> Iterator[Finding]:
    """One column that is two others together in every row but one: booked, attended, did not attend."""
    columns = [c for c in grid.columns if all(e.is_number and not e.is_percent and e.step == 1 for e in c.entries)]
    columns = [c for c in columns if not c.is_total and not NOT_SUMMED.search(c.label)]
    if len(grid.rows) < 3 or len(columns) > 8:
        return
    for whole in columns:
        for one, other in combinations([c for c in columns if c is not whole], 2):
            gaps = [
                w.value - a.value - b.value for w, a, b in zip(whole.entries, one.entries, other.entries, strict=True)
            ]
            odd = [i for i, gap in enumerate(gaps) if gap]
            sized = len(gaps) - len(odd) >= 3 or max(entry.value for entry in whole.entries) >= 20
            if len(odd) == 1 and len(gaps) >= 3 and (sized or LEFT_OVER.search(f"{one.label} {other.label}")):
                yield _split_finding(grid, odd[0], whole, one, other)


def _split_finding(grid: Grid, row: int, whole: Line, one: Line, other: Line) -> Finding:
    total, first, second = whole.entries[row], one.entries[row], other.entries[row]
    line = f"{first.text} + {second.text} = {plain(first.value + second.value)}; {whole.label} says {total.text}"
    message = f"{grid.rows[row].label}: in every other row {one.label} and {other.label} make {whole.label}; here they do not."
    figures = (total.text, first.text, second.text)
    return Finding(NAME, Verdict.FAILS, total.text, total.cell.place, figures, line, message)
