"""Three figures or more that follow one another in time, and words that say which way every step of them went."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator, Sequence
from itertools import pairwise

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import DOWN_NOUNS, DOWN_VERBS, EXCEPT, UP_NOUNS, UP_VERBS, by_first_letter
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.grid import Entry, Grid, Line
from lapwing.arithmetic.joining.around import windows
from lapwing.arithmetic.joining.table_claims import is_run, is_run_across, named, words_of
from lapwing.arithmetic.numbers import Kind, Quantity
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.scenes.movement import claims_of
from lapwing.arithmetic.scenes.scene import Scene
from lapwing.arithmetic.scenes.when import when
from lapwing.arithmetic.sentences import Sentence

NAME = "joiner"
LEAST, MOST, WIDEST, NEAR = 3, 8, 5.0, 6
FIGURES = (Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.RATE, Kind.DURATION)
UP = re.compile(rf"\b(?:{by_first_letter(f'{UP_VERBS}|{UP_NOUNS}')}|higher|upwards?)\b")
DOWN = re.compile(
    rf"\b(?:{by_first_letter(f'{DOWN_VERBS}|{DOWN_NOUNS}')}|come\s+down|coming\s+down|lower|downwards?)\b"
)
EVERY_STEP = re.compile(
    r"\b(?:each|every)\s+(?:single\s+)?(?:one\s+of\s+the\s+|of\s+the\s+)?(?:last\s+|past\s+)?(?:two\s+|three\s+|four\s+|five\s+|⟦[ct]\d+⟧\s*)?(?:year|quarter|month|term|week|time|step|survey|audit|occasion)s?\b|\b(?:each|every\s+one)\s+of\s+(?:the|these|those)\s+(?:last\s+|past\s+)?(?:⟦[ct]\d+⟧|years|quarters|terms|months)|"
    r"\byear[-\s](?:on|after|by)[-\s]year\b|\b(?:month|quarter|term)[-\s](?:on|after|by)[-\s](?:month|quarter|term)\b|\b(?:in\s+a\s+row|running|consecutive|successive(?:ly)?|without\s+(?:exception|a\s+break)|uninterrupted)\b|⟦w\d+⟧"
)
AND_AGAIN = re.compile(
    r"\b(?:again|once\s+more|gone\s+on|went\s+on|goes\s+on|continu(?:ed|es|ing)|kept(?:\s+on)?|carried\s+on|still|for\s+(?:the|a)\s+(?:second|third|fourth|fifth)\s+(?:[a-z]+\s+)?(?:year|time|quarter|term)|steadily|steady|throughout)\b"
)
ROOM = re.compile(
    rf"\b(?:{EXCEPT}|not|no|never|neither|nor|although|though|despite|but|until|before|since\s+then|target\w*|aim\w*|hop\w+|expect\w*|forecast\w*|would|could|should|if|nearly|almost|most|average|slow\w*|revers\w*|followed\s+by|then\s+(?:rose|fell|dropped|grew|declined))\b"
)
CLAUSE = re.compile(r"[;:]\s|,\s|\b(?:and|while|whilst|whereas|but)\b")
ALL_OF_THEM = re.compile(r"\b(?:both|all|each|every|these)\b\s+(?:of\s+)?(?:the\s+|our\s+)?(?P<noun>[a-z]+)")


def steps(report: Report, number: int, index: int) -> Iterator[Finding]:
    """A sentence that says which way every step went, with the run of figures in it or beside it."""
    sentence = report.by_passage[number][index]
    way, sure = _said(sentence.shape)
    if not way:
        return
    for scene in windows(report, number, index):
        if run := _run(scene):
            if said := _say(sentence, run, way, sure):
                yield said
            return


def steps_of_tables(report: Report) -> Iterator[Finding]:
    """What a clause beside a table says of every step of a row, of a column, or of all of them."""
    for table in report.tables:
        grid = report.grid(table)
        across, down = bool(grid and is_run_across(grid)), bool(grid and is_run(grid))
        if not grid or across == down:
            continue
        for passage in report.section_of(table)[-NEAR:]:
            for sentence in report.of(passage):
                for line in _lines(grid, sentence, across):
                    if said := _of_line(sentence, line, grid, across):
                        yield said
                        break


def _said(text: str) -> tuple[int, bool]:
    """Which way a text says that it went, and whether it says so of every step; 0 where it says neither or both."""
    up, down = UP.search(text), DOWN.search(text)
    every, again = EVERY_STEP.search(text), AND_AGAIN.search(text)
    if bool(up) == bool(down) or not (every or again) or ROOM.search(text):
        return 0, False
    return (1 if up else -1), bool(every)


def _run(scene: Scene) -> list[Quantity]:
    """The figures of a scene in the order of their times, where all of them are of one kind and none is itself a change."""
    run = [one for one in scene.figures if one.kind in FIGURES]
    if not LEAST <= len(run) <= MOST or len(run) != len(scene.figures) or claims_of(scene):
        return []
    if min(one.value for one in run) <= 0 or max(one.value for one in run) > WIDEST * min(one.value for one in run):
        return []
    times = [when(scene, one).first for one in run]
    if all(times) and len(set(times)) == len(times):
        return [one for _, one in sorted(zip(times, run, strict=True), key=lambda pair: str(pair[0]))]
    return run if not any(times) else []


def _say(sentence: Sentence, run: Sequence[Quantity], way: int, sure: bool) -> Finding | None:
    shown = list(run)
    moves = [(b.value - a.value) * way for a, b in pairwise(shown)]
    against = [pair for pair, move in zip(pairwise(shown), moves, strict=True) if move <= 0]
    if (
        not sure
        and against
        and not (moves[-1] <= 0 and (all(move <= 0 for move in moves) or not STEADY.search(sentence.lower)))
    ):
        return None
    line = " → ".join(one.text.strip() for one in shown)
    if not against:
        return finding(NAME, Verdict.HOLDS, sentence, shown, line, "Each figure goes the way the text says.")
    one, other = against[-1]
    message = f"The text says that it went {'up' if way > 0 else 'down'} each time; from {one.text.strip()} to {other.text.strip()} it did not."
    return finding(NAME, Verdict.FAILS, sentence, [one, other], line, message)


STEADY = re.compile(r"\b(?:steadily|steady|throughout)\b")


def _lines(grid: Grid, sentence: Sentence, across: bool) -> list[Line]:
    """The rows, or columns, that a sentence can be of: those it names, all where it says so, or the only one."""
    lines = [line for line in (grid.rows if across else grid.columns) if not line.is_total]
    if said := named(lines, words_of(sentence.lower), sentence.lower):
        return said
    every = ALL_OF_THEM.search(sentence.lower)
    if every and (
        every["noun"] in {"measures", "rows", "columns", "figures", "lines", "categories"}
        or words_of(every["noun"]) & words_of(grid.title)
    ):
        return lines
    return lines if len(lines) == 1 and words_of(sentence.lower) & words_of(" ".join(grid.header)) else []


def _of_line(sentence: Sentence, line: Line, grid: Grid, across: bool) -> Finding | None:
    """The clause of a sentence that is of a line, against its steps."""
    clauses = CLAUSE.split(sentence.shape)
    own = [clause for clause in clauses if words_of(line.label) & words_of(clause)]
    text = next((clause for clause in own if _said(clause)[0]), sentence.shape if len(clauses) == 1 or not own else "")
    way, sure = _said(text)
    others = grid.columns if across else grid.rows
    cells = [entry for entry, other in zip(line.entries, others, strict=False) if not other.is_total]
    if not way or not sure or len(cells) < LEAST or not all(entry.is_number for entry in cells):
        return None
    against: list[tuple[Entry, Entry]] = [(a, b) for a, b in pairwise(cells) if (b.value - a.value) * way <= 0]
    if not against:
        return None
    one, other = against[-1]
    row = f"{line.label}: {' → '.join(cell.text.strip() for cell in cells)}"
    message = f"The text says {'up' if way > 0 else 'down'} every time; from {one.text.strip()} to {other.text.strip()} it did not."
    return finding(NAME, Verdict.FAILS, sentence, [one.text.strip(), other.text.strip(), line.label], row, message)
