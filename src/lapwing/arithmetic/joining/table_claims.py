"""A figure that is told of a table beside it: it fails where nothing that the table holds can be put together to give it.

A sentence names a row, a column or the whole. What it says is tried against every cell, sum, difference, share and
change that the rows and columns give; only where none of them is what it says, and it can be told which was meant, is it
called a failure.
"""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations, pairwise, permutations

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.labels import STOP, WORDS, stem
from lapwing.arithmetic.document import Role
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.grid import Entry, Grid, Line
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.judge import judge
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.scenes.movement import claim_of
from lapwing.arithmetic.scenes.scene import Scene, scene_of
from lapwing.arithmetic.sentences import Sentence

NAME = "joiner"
NEAR, LENGTH, MOST_CELLS, MOST_LINE = 6, 6, 120, 12
CLOSE, FAR, SLIP = 1.5, 4.0, 0.25
TOLD = (Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.FRACTION, Kind.POINTS)
IN_ALL = re.compile(
    r"\b(?:total(?:s|led|ling)?|altogether|in\s+all|between\s+them|overall|combined|together|all\s+told|across|sum|whole)\b|\b(?:in|over|through)\s+(?:the|all)\s+(?:whole\s+)?(?:⟦c\d+⟧\s+)?(?:year|terms|quarters|months|years|areas|districts|wards|clusters|teams|trusts|agencies|partners)\b|\b(?:in|over|across)\s+(?:the|all)\s+⟦t\d+⟧|\bthere\s+(?:are|were)\b|\bthe\s+table\s+(?:below\s+)?(?:gives|shows|sets\s+out|lists|breaks)\b"
)
DEFINITE = re.compile(r"\b(?:the|these)\s+$")
AVERAGE = re.compile(r"\b(?:average|mean|averaged)\b")
SOME = re.compile(
    r"\b(?:of\s+(?:these|those|which|whom|them)|including|new|repeat|further|another|only|aged?|other|excluding|without|apart)\b"
)
SHARES = re.compile(
    r"\b(?:of\s+(?:all|the|our|those|these|every)|account\w*|mak(?:e|es|ing)\s+up|made\s+up|represent\w*|form(?:s|ed)?|took|share|proportion|came\s+from|between\s+them|together)\b"
)
OF_ANOTHER = re.compile(r"\bof\s+(?:the\s+|all\s+)?$")
YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[-–/]\s?\d{2,4})?")
TIME = re.compile(
    r"(?:19|20)\d\d|^q[1-4]\b|\b(?:year|quarter|month|term|january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter)\b",
    re.IGNORECASE,
)
QUARTER = {"q1": "first", "q2": "second", "q3": "third", "q4": "fourth"}


@lru_cache(4_000)
def words_of(text: str) -> frozenset[str]:
    """The words of a text but the smallest, in their base form and cut short."""
    return frozenset(_in_order(text))


@lru_cache(4_000)
def _in_order(text: str) -> tuple[str, ...]:
    return tuple(_root(stem(word)) for word in WORDS.findall(text.lower()) if word not in STOP)


SAME = {"died": "death", "die": "death", "dead": "death", "dying": "death"}


def _root(word: str) -> str:
    """A word without the ending of a verb, cut short: "charged" and "charge" are one."""
    word = SAME.get(word, word)
    for ending in ("ing", "ed", "e"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            word = word.removesuffix(ending)
            break
    return word[:LENGTH]


@dataclass(frozen=True)
class Told:
    """A figure of a sentence, and the words of the sentence that belong to it."""

    sentence: Sentence
    figure: Quantity
    scene: Scene

    @cached_property
    def clause(self) -> str:
        """From the figure before to the figure after, or the comma or "and" on the way."""
        others = [one for one in self.sentence.quantities if one.kind is not Kind.PERIOD and one is not self.figure]
        start = max([0, *(one.end for one in others if one.end <= self.figure.start)])
        end = min([len(self.sentence.text), *(one.start for one in others if one.start >= self.figure.end)])
        before = self.sentence.lower[start : self.figure.start]
        after = self.sentence.lower[self.figure.end : end]
        if start:
            before = re.split(r"[;,]\s|\b(?:and|while|but|whereas)\b", before)[-1]
        if end < len(self.sentence.text):
            after = re.split(r"[;,]\s|\b(?:and|while|but|whereas)\b", after)[0]
        return f"{before} ⟦⟧ {after}"

    @cached_property
    def words(self) -> frozenset[str]:
        return words_of(self.clause)

    @cached_property
    def noun(self) -> frozenset[str]:
        """The few words right after the figure."""
        return frozenset(_in_order(self.scene.right(self.figure, 60))[:4])


def table_claims(report: Report) -> Iterator[Finding]:
    """Every figure beside a table that is told of it and that nothing in it gives."""
    for table in report.tables:
        grid = report.grid(table)
        if not grid or len(grid.rows) * len(grid.columns) > MOST_CELLS:
            continue
        for passage in report.section_of(table)[-NEAR:]:
            for sentence in report.of(passage) if passage.role is not Role.HEADING else ():
                if sentence.quantities:
                    yield from _in_sentence(grid, sentence)


def _in_sentence(grid: Grid, sentence: Sentence) -> Iterator[Finding]:
    scene = scene_of([sentence])
    for one in sentence.of(*TOLD):
        told = Told(sentence, one, scene)
        said = _whole(grid, told) or _cell(grid, told) or _share(grid, told) or _change(grid, told)
        if said:
            yield said


def _numbers(line: Line) -> list[Entry]:
    return [entry for entry in line.entries if entry.is_number]


def _parts(grid: Grid, line: Line, across: bool) -> list[Entry]:
    """The cells of a row or a column without those of the totals."""
    others = grid.columns if across else grid.rows
    return [entry for entry, other in zip(line.entries, others, strict=False) if entry.is_number and not other.is_total]


def _counted(grid: Grid) -> list[Line]:
    return [row for row in grid.rows if not row.is_total]


Way = Callable[..., float]


def _gives(one: Quantity, cells: Sequence[Entry], *sums: float) -> bool:
    """Whether one of some cells, or two of them together, are what a figure says."""
    values = [_made(entry.value, entry.step) for entry in cells[:MOST_LINE]] + [_made(value) for value in sums]
    scale = 0.01 if one.kind is Kind.FRACTION else 1.0
    return any(judge(one, way, some, scale).verdict is not Verdict.FAILS for way, some in _ways(one, values))


def _ways(one: Quantity, values: Sequence[Quantity]) -> Iterator[tuple[Way, list[Quantity]]]:
    for value in values:
        yield (lambda a: a), [value]
    for a, b in combinations(values, 2):
        yield (lambda x, y: x + y), [a, b]
        yield (lambda x, y: x - y), [a, b]
    for a, b in permutations(values, 2) if one.is_part else ():
        if b.value:
            yield (lambda x, y: x / y * 100), [a, b]
            yield (lambda x, y: (1 - x / y) * 100), [a, b]


def _made(value: float, step: float = 1.0) -> Quantity:
    return Quantity(Kind.COUNT, value, plain(value), 0, 0, step)


def named(lines: Sequence[Line], words: frozenset[str], text: str) -> list[Line]:
    """The lines whose label is said in full, or, where none is, whose first word of its own is said."""
    full = [line for line in lines if (own := words_of(line.label)) and own <= words]
    longest = [line for line in full if not any(words_of(line.label) < words_of(other.label) for other in full)]
    if longest:
        return longest
    if spoken := [line for line in lines if _is_said(line.label.strip().lower(), text)]:
        return spoken
    return [line for line in lines if _first_of_its_own(line, lines) in words]


def _first_of_its_own(line: Line, lines: Sequence[Line]) -> str:
    """The first word of a label, where no other line has it."""
    label = _in_order(line.label)
    return (
        label[0] if label and not any(label[0] in words_of(other.label) for other in lines if other is not line) else ""
    )


def _is_said(label: str, text: str) -> bool:
    """Whether a label that is a year or a quarter is said: "q3" and "3" are "the third quarter"."""
    if year := YEAR.search(label):
        return year[0] in text and not words_of(label)
    nth = QUARTER.get(label if label.startswith("q") else f"q{label}")
    return bool(nth and re.search(rf"\b(?:q|quarter\s+){label[-1]}\b|\b{nth}\s+quarter\b", text))


def _alone(columns: Sequence[Line], words: frozenset[str]) -> list[Line]:
    """The one column that shares a word with a clause."""
    found = [column for column in columns if words_of(column.label) & words]
    return found if len(found) == 1 else []


def _whole(grid: Grid, told: Told) -> Finding | None:
    """A number in all, or on average, against what the cells of a column or a row come to."""
    one, average = told.figure, AVERAGE.search(told.clause)
    if one.is_part or one.kind is Kind.POINTS or one.hedge is not Hedge.NONE or SOME.search(told.clause):
        return None
    the = DEFINITE.search(told.sentence.lower[: one.start]) and not any(row.is_total for row in grid.rows)
    if claim_of(told.scene, one) or not (IN_ALL.search(told.sentence.shape) or average or the):
        return None
    parts = _line_told_of(grid, told)
    if len(parts) < 2 or any(entry.is_percent for entry in parts):
        return None
    made = sum(entry.value for entry in parts) / (len(parts) if average else 1)
    given = {made, *(entry.value for row in grid.rows for entry in _numbers(row))}
    if one.value in given or not made or abs(one.value - made) > SLIP * made:
        return None
    line = f"{' + '.join(entry.text.strip() for entry in parts)} = {plain(sum(entry.value for entry in parts))}"
    line += f"; ÷ {len(parts)} = {plain(made)}" if average else ""
    figures: list[Quantity | str] = [one, *(entry.text.strip() for entry in parts)]
    message = f"By the table it is {plain(made)}, and the text says {one.text.strip()}."
    return finding("total-beside", Verdict.FAILS, told.sentence, figures, line, message)


def _line_told_of(grid: Grid, told: Told) -> list[Entry]:
    """The cells that a whole is made of: those of the one row or column whose label the clause says, or of all."""
    rows = named(_counted(grid), told.words, told.clause)
    columns = [column for column in grid.columns if not column.is_total and _numbers(column)]
    titled = named(columns, told.words, told.clause)
    if len(rows) == 1 and len(columns) > 1 and told.noun & words_of(rows[0].label):
        return _parts(grid, rows[0], True)
    of_title = words_of(grid.title) if titled and YEAR.search(titled[0].label) else frozenset[str]()
    if titled and (len(columns) == 1 or told.noun & (words_of(titled[0].label) | of_title)):
        return _parts(grid, titled[0], False)
    texts = (*grid.header, *(entry.text for row in grid.rows for entry in row.entries))
    money = told.figure.kind is Kind.MONEY and any("£" in text for text in texts)
    if len(columns) == 1 and (money or told.noun & words_of(" ".join(grid.header))):
        return _parts(grid, columns[0], False)
    spoken = words_of(grid.title) & words_of(told.sentence.lower)
    if spoken and told.figure.value > MOST_LINE and all(entry.is_number for row in grid.rows for entry in row.entries):
        return [entry for row in _counted(grid) for entry in _parts(grid, row, True)]
    return []


def _cell(grid: Grid, told: Told) -> Finding | None:
    """A figure that is told of one row and one column."""
    one = told.figure
    rows = named(_counted(grid), told.words, told.clause)
    numbers_rows = one.value <= MOST_LINE and told.noun & words_of(grid.title)
    if len(rows) != 1 or numbers_rows or OF_ANOTHER.search(told.scene.left(one)):
        return None
    cells, _ = _cells_told_of(grid, rows[0], told)
    numbers = {q.value for q in told.sentence.quantities}
    if not cells or any(not cell.is_number or not cell.value or cell.value in numbers for cell in cells):
        return None
    entry = min(cells, key=lambda cell: abs(cell.value - one.value))
    slip = sorted(f"{one.value:.0f}") == sorted(f"{entry.value:.0f}")
    if not (slip or 1 / CLOSE < one.value / entry.value < CLOSE):
        return None
    line = f"{rows[0].label}: {entry.text.strip()}"
    message = f"The text says {one.text.strip()}, and the table has {entry.text.strip()} for {rows[0].label}."
    return finding(NAME, Verdict.FAILS, told.sentence, [one, entry.text.strip(), rows[0].label], line, message)


def _cells_told_of(grid: Grid, row: Line, told: Told) -> tuple[list[Entry], str]:
    """The cells of a row in the columns that a clause, or else the sentence, names; and what those are called."""
    columns = [column for column in grid.columns if _numbers(column)]
    titled = columns
    if len(columns) > 1:
        titled = named(columns, told.words, told.clause)
        titled = titled or named(columns, words_of(told.sentence.lower), told.sentence.lower)
        titled = titled or _alone(columns, told.words)
    return [row.entries[grid.columns.index(column)] for column in titled], " ".join(one.label for one in titled)


def _share(grid: Grid, told: Told) -> Finding | None:
    """A share that is told of one row, or of two together, of a column of counts or of shares."""
    one = told.figure
    if not one.is_part or claim_of(told.scene, one) or not SHARES.search(told.sentence.lower):
        return None
    rows = named(_counted(grid), told.words, told.clause)
    columns = [column for column in grid.columns if _numbers(column) and not column.is_total]
    counts = [column for column in columns if not any(entry.is_percent for entry in column.entries)]
    shares = [column for column in columns if all(entry.is_percent for entry in _numbers(column))]
    if len(counts) > 1:
        counts = named(counts, told.words, told.clause)
    if not 1 <= len(rows) <= 2 or len(counts) > 1:
        return None
    if not counts and len(shares) != 1:
        return None
    of_them = OF_THEM.match(told.sentence.lower[one.end :])
    if of_them and counts and words_of(rows[0].label) & words_of(of_them["what"]):
        return None  # "a third of police officers" is of all officers
    column = (counts or shares)[0]
    cells = [row.entries[grid.columns.index(column)] for row in rows]
    total = next((row.entries[grid.columns.index(column)] for row in grid.rows if row.is_total), None)
    base = total.value if total and total.is_number else sum(entry.value for entry in _parts(grid, column, False))
    added = sum(entry.value for entry in cells)
    actual = added / (base if counts else 100)
    within = [entry for row in rows for entry in _numbers(row)] if len(rows) == 1 else []
    if (
        not actual
        or not 1 / FAR < one.share / actual < FAR
        or (
            _gives(one, within, base, actual * 100, added)
            if not counts
            else _is_ratio(one, [entry.value for entry in within], base, added)
        )
    ):
        return None
    line = " + ".join(entry.text.strip() for entry in cells)
    line += f", of {plain(base)}, is {plain(actual * 100, 1)}%" if counts else f" = {plain(actual * 100, 1)}%"
    figures: list[Quantity | str] = [one, *(entry.text.strip() for entry in cells)]
    message = f"By the table it is {plain(actual * 100, 1)}%, and the text says {one.text.strip()}."
    return finding("share", Verdict.FAILS, told.sentence, figures, line, message)


OF_THEM = re.compile(
    r"^\s+of\s+(?:the\s+|our\s+|all\s+)?(?P<what>[a-z’' -]+?)(?=\s+(?:in|at|from|were|was|had|have|has|took|came|went|who|that|are|is)\b|[,.;(]|$)"
)


def _is_ratio(one: Quantity, cells: Sequence[float], *others: float) -> bool:
    """Whether some two of the counts have to each other what a share says, or what it leaves."""
    values = [_made(value) for value in (*cells, *others)]
    scale = 1.0 if one.kind is Kind.FRACTION else 100.0
    return any(
        judge(one, way, [a, b], scale).verdict is not Verdict.FAILS
        for a, b in permutations(values, 2)
        if 0 < a.value <= b.value
        for way in (lambda x, y: x / y, lambda x, y: 1 - x / y)
    )


def _change(grid: Grid, told: Told) -> Finding | None:
    """A change that is claimed of one row: no row of the table gives it."""
    one = told.figure
    if not claim_of(told.scene, one) or one.hedge in {Hedge.ABOVE, Hedge.BELOW, Hedge.AT_LEAST, Hedge.AT_MOST}:
        return None
    columns = [column for column in grid.columns if _numbers(column)]
    across = len(columns) > 1
    if not (is_run_across(grid) if across else is_run(grid)):
        return None
    lines = named(_counted(grid), told.words, told.clause) if across else columns
    told_of = words_of(told.sentence.lower)
    near = named(grid.rows if across else grid.columns, told_of, told.sentence.lower)
    if len(lines) != 1 or any(_gives(one, _numbers(line)) for line in (*near, *lines)):
        return None
    cells = _numbers(lines[0])
    if not 2 <= len(cells) <= NEAR or any(not cell.value for cell in cells):
        return None
    first, last = min(pairwise(cells), key=lambda pair: abs(_moved(one, *pair) - _claimed(one)))
    change = last.value - first.value
    line = f"{last.text.strip()} − {first.text.strip()} = {plain(change)}; ÷ {first.text.strip()} = {plain(abs(change) / first.value * 100, 1)}%"
    message = f"No two figures of the table for {lines[0].label} give {one.text.strip()}."
    figures: list[Quantity | str] = [first.text.strip(), last.text.strip(), one]
    return finding("change", Verdict.FAILS, told.sentence, figures, line, message)


def _moved(claim: Quantity, first: Entry, last: Entry) -> float:
    change = abs(last.value - first.value)
    return change / first.value if claim.is_part else change


def _claimed(claim: Quantity) -> float:
    return claim.share if claim.is_part else claim.value


def is_run(grid: Grid) -> bool:
    """Whether the rows are times."""
    return all(TIME.search(row.label) for row in _counted(grid))


def is_run_across(grid: Grid) -> bool:
    return sum(bool(TIME.search(column.label)) for column in grid.columns) >= max(2, len(grid.columns) - 1)
