"""A way of working out that all rows of a table follow but one; and money brought and carried forward."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Callable, Iterator
from itertools import permutations

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.grid import Entry, Grid, Line
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules.registry import Example, rule

NAME = "table-pattern"
LEAST, MOST_COLUMNS = 3, 7
NOT_MADE = re.compile(
    r"\b(?:rank|median|target|page|year|index|previous|national|england|neighbour\w*)\b", re.IGNORECASE
)
OPENING = re.compile(
    r"\b(?:brought\s+forward|opening|(?:at|from)\s+(?:the\s+)?(?:start|beginning)|b/f|(?:at|on)\s+1(?:st)?\s+[a-z]+|start\s+of)\b",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"\b(?:carried\s+forward|closing|(?:at|by)\s+(?:the\s+)?(?:end|close)|c/f|(?:at|on)\s+(?:28|29|30|31)(?:st|th)?\s+[a-z]+|end\s+of)\b",
    re.IGNORECASE,
)
CAME = re.compile(
    r"\b(?:new|started|began|begun|opened|joined|joiners|received|added|additions?|arriv\w+|admi\w+|referred|referrals|came|in|income|registered|entered|taken\s+on)\b"
)
WENT = re.compile(
    r"\b(?:finished|ended|closed|left|leavers|concluded|completed|removed|discharged|departures?|out|expenditure|spent|went|withdrawn|resolved|exits?|ceased|died)\b"
)
Make = Callable[[float, float], float]
TABLE = "| Area | Plans | Children | Rate |\n|---|---|---|---|\n| Ash | 62 | 14,100 | 44.0 |\n| Cold | 118 | 21,600 | 54.6 |\n| Thorn | 41 | 9,800 | {} |"
MONEY = "| Account | £ |\n|---|---|\n| Balance brought forward | 41,300 |\n| Contributions | 186,000 |\n| Staff | (142,500) |\n| Balance carried forward | {} |"


@rule(
    NAME,
    "What all rows of a table follow but one",
    Example("Plans per 10,000 children\n\n" + TABLE.format("51.8"), Verdict.FAILS, "41.8"),
    Example("Plans per 10,000 children\n\n" + TABLE.format("41.8"), Verdict.HOLDS),
    Example(MONEY.format("94,800"), Verdict.FAILS, "84,800"),
    Example(MONEY.format("84,800"), Verdict.HOLDS),
    Example(
        "| Area | Plans | Visits | Rank |\n|---|---|---|---|\n| Ash | 62 | 141 | 2 |\n| Cold | 118 | 216 | 1 |\n| Thorn | 41 | 98 | 3 |",
        None,
    ),
    turn=2,
)
def check(report: Report) -> Iterator[Finding]:
    """A column that is worked out from two others in the same way on every row but one.

    The ways tried are a sum, a difference, a share in per cent, an average, a rate per 1,000, 10,000 or 100,000, and a
    change in per cent. A way is taken for the table's own where at least two rows, and all but one, follow it to the last
    place that is written. Also a balance brought forward, what came and went (in brackets or with a minus), and the
    balance carried forward.
    """
    for table in report.tables:
        if grid := report.grid(table):
            yield from _columns(grid)
            yield from _forward(grid)


def _columns(grid: Grid) -> Iterator[Finding]:
    columns = [
        one
        for one in grid.columns
        if sum(entry.is_number for entry in one.entries) >= LEAST and not NOT_MADE.search(one.label)
    ]
    if not LEAST <= len(columns) <= MOST_COLUMNS:
        return
    for made in columns:
        for one, other in permutations([column for column in columns if column is not made], 2):
            rows = [
                (row, a, b, c)
                for row, a, b, c in zip(grid.rows, one.entries, other.entries, made.entries, strict=True)
                if a.is_number and b.is_number and c.is_number
            ]
            for name, way in WAYS.items():
                if found := _follow(rows, name, way):
                    yield from found
                    break


def _share(a: float, b: float) -> float:
    return a / b * 100


WAYS: dict[str, Make] = {
    "{a} ÷ {b} × 100": _share,
    "{a} ÷ {b}": lambda a, b: a / b,
    "{a} ÷ {b} × 1,000": lambda a, b: a / b * 1e3,
    "{a} ÷ {b} × 10,000": lambda a, b: a / b * 1e4,
    "{a} ÷ {b} × 100,000": lambda a, b: a / b * 1e5,
    "({b} − {a}) ÷ {a} × 100": lambda a, b: (b - a) / a * 100,
    "{a} − {b}": lambda a, b: a - b,
}


def _follow(rows: list[tuple[Line, Entry, Entry, Entry]], name: str, way: Make) -> list[Finding] | None:
    """What is said of every row, where all but one at most follow the way and two at least do."""
    fits: list[tuple[Line, Entry, Entry, Entry, float, bool]] = []
    missed = 0
    for row, a, b, c in rows:
        if a.is_percent is not b.is_percent and "−" in name:
            return None  # nothing is taken from what is counted otherwise
        try:
            value = way(a.value, b.value)
        except ZeroDivisionError:
            return None
        out = abs(value - c.value) - c.step * 0.55 - 1e-9
        fit = out <= 0 or out <= _reach(way, a, b)
        missed += not fit
        if missed > 1:
            return None
        fits.append((row, a, b, c, value, fit))
    if len(fits) < LEAST:
        return None
    held = sum(fit for *_, fit in fits)
    wrong = [one for one in fits if not one[-1]]
    if held < 2 or len(wrong) > 1 or len({c.value for _, _, _, c, _, _ in fits}) < 2 or not _tells(fits):
        return None
    if wrong and (wrong[0][0].is_total or abs(wrong[0][4] - wrong[0][3].value) <= wrong[0][3].step):
        return None
    return [_finding(*one, name) for one in fits]


def _reach(way: Make, a: Entry, b: Entry) -> float:
    """How far a quotient may be out because a rate that it is made from was rounded."""
    made = way(a.value, b.value)
    rounded = [one.step / 2 if one.step < 1 or one.is_percent else 0.0 for one in (a, b)]
    if made >= max(a.value, b.value) and a.value < b.value:
        rounded = [one.step / 2 for one in (a, b)]  # a population told of a count and its rate
    far = (abs(way(a.value + rounded[0], b.value) - made), abs(way(a.value, b.value + rounded[1]) - made))
    return max(far)


def _tells(fits: list[tuple[Line, Entry, Entry, Entry, float, bool]]) -> bool:
    """Figures of one place only agree too easily."""
    return (
        sum(len(c.text.replace(",", "").strip("%+-−–. ").replace(".", "")) >= 2 for _, _, _, c, _, fit in fits if fit)
        >= 2
    )


def _finding(row: Line, a: Entry, b: Entry, c: Entry, value: float, fits: bool, name: str) -> Finding:
    line = f"{name.format(a=a.text, b=b.text)} = {plain(value, 1)}"
    message = f"{row.label}: {line}" + (" agrees." if fits else f", as on the other rows, and the table says {c.text}.")
    return Finding(
        NAME, Verdict.HOLDS if fits else Verdict.FAILS, c.text, c.cell.place, (c.text, a.text, b.text), line, message
    )


def _forward(grid: Grid) -> Iterator[Finding]:
    """Down each column and along each row, from the line of the start to the line of the end."""
    for names, runs in ((grid.rows, grid.columns), (grid.columns, grid.rows)):
        labels = [line.label.lower() for line in names]
        first = next((i for i, label in enumerate(labels) if OPENING.search(label)), None)
        last = next((i for i, label in enumerate(labels) if CLOSING.search(label) and i != first), None)
        if first is None or last is None or last <= first + 1:
            continue
        between = [i for i in range(first + 1, last) if not names[i].is_total]
        ways = [_way(labels[i]) for i in between]
        for run in runs:
            if last < len(run.entries):
                entries = [run.entries[i] for i in (first, *between)]
                yield from _balance(entries, ways, run.entries[last], f"{names[last].label}, {run.label}".strip(", "))


def _way(label: str) -> int:
    """Whether what a line counts came or went; nought where its name does not say."""
    came, went = CAME.search(label), WENT.search(label)
    return 0 if bool(came) == bool(went) else (1 if came else -1)


def _balance(entries: list[Entry], ways: list[int], end: Entry, label: str) -> Iterator[Finding]:
    signed = any(one.value < 0 for one in entries)
    if not signed and not (all(ways) and {1, -1} <= set(ways)):
        return
    values = [one.value * (way if not signed else 1) for one, way in zip(entries, (1, *ways), strict=True)]
    total = sum(values)
    line = f"{' + '.join(plain(value) for value in values)} = {plain(total)}".replace("+ −", "− ")
    holds = abs(total - end.value) <= sum(one.step for one in entries) / 2 * (end.step < 1) + 1e-6
    message = f"{label}: {line}" + (" agrees." if holds else f", and the table says {end.text}.")
    figures = (end.text, *(one.text for one in entries))
    verdict = Verdict.HOLDS if holds else Verdict.FAILS
    yield Finding(NAME, verdict, end.text, end.cell.place, figures, line, message)
