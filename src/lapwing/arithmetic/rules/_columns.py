"""One column of a table worked out from others: shares, changes, averages, rates, and two columns that make a third."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.grid import Entry, Grid, Line
from lapwing.arithmetic.numbers.quantity import plain

NAME = "table"
SHARE = re.compile(r"%|per\s?cent|proportion|\bshare\b", re.IGNORECASE)
CHANGE = re.compile(r"\bchange|\bdifference|\bvariance|\+/-|\bincrease\b|\bdecrease\b|\bmovement\b", re.IGNORECASE)
AVERAGE = re.compile(r"\baverage\b|\bmean\b|\bper\s+(?!cent|10|1,|100)", re.IGNORECASE)
PER = re.compile(r"\bper\s+(10,?000|100,?000|1,?000)\b", re.IGNORECASE)
POPULATION = re.compile(r"\bpopulation\b|\bresidents\b|\bper\s+head\b|\baged\b", re.IGNORECASE)
LEFT_OVER = re.compile(
    r"\bopen\b|outstanding|\bnot\b|remaining|pending|\bclosed\b|completed|\babsent|did not", re.IGNORECASE
)
NOT_SUMMED = re.compile(
    r"%|per\s?cent|\brates?\b|\bper\b|\b(?:for|to)\s+(?:each|every)\b|\ba\s+head\b|\b(?:different|unique|distinct|individual|unduplicated)\b|average|mean|median|\brank|\bratio|\bscore|\bage\b|\bchange\b|\bdifference|\bvariance|proportion|\bshare\b",
    re.IGNORECASE,
)


def shares(grid: Grid) -> Iterator[Finding]:
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


OF_NAMED = re.compile(r"(?:\bof\s+(?:the\s+|all\s+)?|\bn\s*=\s*|\()(?P<n>\d[\d,]*)(?!\s*(?:%|per\b))", re.IGNORECASE)


def _of_named(column: Line, count: Line) -> Iterator["Make"]:
    """ "% of the 60 assessed": the heading names what the shares are of."""
    for match in OF_NAMED.finditer(column.label):
        base = float(match["n"].replace(",", ""))
        if base > 0 and all(entry.value <= base for entry in count.entries if entry.is_number):
            yield lambda i, base=base: _divide(count.entries[i], base)  # type: ignore[misc]


def _best_share(grid: Grid, column: Line, counts: list[Line]) -> Iterator[Finding]:
    """The way of making the column that most of its rows agree with, if most do; the others then fail."""
    of_total = [way for count in counts for way in (*_of_total(grid, count), *_of_named(column, count))]
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
    numbers = [
        entry.value
        for i, entry in enumerate(count.entries)
        if entry.is_number and i not in totals and not grid.rows[i].is_inside
    ]
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
            entry.cell.text,
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
            entry.cell.text,
            entry.cell.place,
            (entry.text,),
            way.words,
            message,
            reading,
        )
    message = f"{label}: {way.words}, and the table says {entry.text}."
    return Finding(NAME, Verdict.FAILS, entry.cell.text, entry.cell.place, (entry.text,), way.words, message)


def changes(grid: Grid) -> Iterator[Finding]:
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
        with_signs = any(entry.is_number and entry.value < 0 for entry in column.entries)
        for row in range(len(grid.rows)):
            if found := _change_finding(
                grid, column.entries[row], first.entries[row], second.entries[row], relative, row, with_signs
            ):
                yield found


def _in_time(one: Line, other: Line) -> tuple[Line, Line]:
    years = [re.search(r"(?:19|20)\d\d", line.label) for line in (one, other)]
    if years[0] and years[1] and years[0][0] > years[1][0]:
        return other, one
    return one, other


def _change_finding(
    grid: Grid, said: Entry, before: Entry, after: Entry, relative: bool, row: int, with_signs: bool = False
) -> Finding | None:
    if not (said.is_number and before.is_number and after.is_number) or (relative and not before.value):
        return None
    change = after.value - before.value
    relative = (relative or said.is_percent) and not re.search(r"\bp(?:oin)?ts?\b|\bpp\b", said.text)
    if relative and not (before.is_percent and after.is_percent):
        actual = change / before.value * 100
        line = f"({after.text} − {before.text}) ÷ {before.text} = {plain(actual, 1)}%"
    else:
        actual, line = change, f"{after.text} − {before.text} = {plain(change, 1)}"
    label = grid.rows[row].label
    figures = (before.text, after.text, said.text)
    where = said.cell.place
    signed = bool(re.match(r"^[(£\s]*[-−–+]", said.text)) or with_signs
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


def averages(grid: Grid) -> Iterator[Finding]:
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


def rates(grid: Grid) -> Iterator[Finding]:
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
                most = sum(fits) >= 2 and sum(fits) > len(fits) / 2
                one_of_two = len(fits) == 2 and sum(fits) == 1 and POPULATION.search(bottom.label)
                if top is not bottom and (most or one_of_two):
                    for i, fit in enumerate(fits):
                        if column.entries[i].is_number and ways[i]:
                            yield _average_finding(grid, column.entries[i], ways[i], fit, i)


def _rate(top: Entry, bottom: Entry, scale: float) -> Way | None:
    if not (top.is_number and bottom.is_number and bottom.value):
        return None
    value = top.value / bottom.value * scale
    return Way(value, f"{top.text} ÷ {bottom.text} × {plain(scale)} = {plain(value, 1)}")


def split_columns(grid: Grid) -> Iterator[Finding]:
    """One column that is two others, or all of them, together in every row but one: booked, attended, did not attend."""
    columns = [c for c in grid.columns if all(e.is_number and not e.is_percent and e.step == 1 for e in c.entries)]
    columns = [c for c in columns if not c.is_total and not NOT_SUMMED.search(c.label)]
    if len(grid.rows) < 3 or len(columns) > 8:
        return
    for whole in columns:
        others = [c for c in columns if c is not whole]
        for parts in (*combinations(others, 2), *([tuple(others)] if len(others) > 2 and whole is columns[-1] else [])):
            cells = list(zip(*(part.entries for part in parts), strict=True))
            gaps = [w.value - sum(cell.value for cell in row) for w, row in zip(whole.entries, cells, strict=True)]
            odd = [i for i, gap in enumerate(gaps) if gap]
            sized = len(gaps) - len(odd) >= 3 or max(entry.value for entry in whole.entries) >= 20
            if len(odd) == 1 and len(gaps) >= 3 and (sized or LEFT_OVER.search(" ".join(c.label for c in parts))):
                yield _split_finding(grid, odd[0], whole, parts)


def _split_finding(grid: Grid, row: int, whole: Line, parts: Sequence[Line]) -> Finding:
    total, cells = whole.entries[row], [part.entries[row] for part in parts]
    made = plain(sum(cell.value for cell in cells))
    line = f"{' + '.join(cell.text for cell in cells)} = {made}; {whole.label} says {total.text}"
    names = f"{', '.join(part.label for part in parts[:-1])} and {parts[-1].label}"
    message = f"{grid.rows[row].label}: in every other row {names} make {whole.label}; here they do not."
    figures = (total.text, *(cell.text for cell in cells))
    return Finding(NAME, Verdict.FAILS, total.text, total.cell.place, figures, line, message)
