"""What a sentence beside a table says of its cells, its sum, its rows and the way they went."""

# ruff: noqa: E501 - a pattern, or an example, reads best on one line

from collections.abc import Iterator, Sequence

from lapwing.arithmetic import lazy_re as re
from lapwing.arithmetic.claims.direction import MOVING, NEGATED, sign_of
from lapwing.arithmetic.claims.labels import exclusive, stem, stems
from lapwing.arithmetic.document import Table
from lapwing.arithmetic.findings import Finding, Verdict
from lapwing.arithmetic.grid import TOTAL, Entry, Grid, Line
from lapwing.arithmetic.numbers import Hedge, Kind, Quantity
from lapwing.arithmetic.numbers.quantity import plain
from lapwing.arithmetic.report import Report
from lapwing.arithmetic.rules._saying import finding
from lapwing.arithmetic.rules.registry import Example, rule
from lapwing.arithmetic.sentences import Sentence

NAME = "table-said"
MOST_PASSAGES = 40
CLOSE = 1.5
YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[-–/]\s?\d{2,4})?")
OTHER_THING = re.compile(
    rf"\b(?:{MOVING}|of\s+(?:these|those|which|whom|them)|target|national\w*|average|each|per|than|compared|last\s+year|previous|further|another|other|including|planned|expected|estimat\w*|new|repeat|first|at\s+least|only|difference|between|half|quarter|highest|lowest|peak\w*|once|another|(?:in|by|at\s+the\s+end\s+of)\s+(?:january|february|april|may|june|july|august|september|october|november|december))\b"
)
ALL_OF_IT = re.compile(
    r"\b(?:total|altogether|in\s+all|between\s+them|overall|combined|together|all\s+told|there\s+were)\b"
)
NOT_ALL = re.compile(
    r"\b(?:each|per|average|more\s+than\s+one|of\s+which|including|highest|lowest|most|largest|main|top|some|biggest|principal|only|selected|leading|overlap\w*|than|between\s+\d)\b"
)
LISTS = re.compile(
    r"\b(?:tables?|below|above|lists?|listed|shows?|shown|sets?\s+out|set\s+out|follow\w*|here|given|gives?|names?)\b"
)
ONE_ANSWER = re.compile(
    r"\bone\s+(?:answer|response|reason|outcome|category|rating)|\beach\s+(?:child|person|case|parent|respondent|referral|family)\b|\bmain\b|\bprimary\b|\boverall\b"
)
MANY_ANSWERS = re.compile(
    r"\b(?:more\s+than\s+one|tick\w*|as\s+many|several|multiple|all\s+that\s+appl\w+|overlap\w*|could\s+(?:choose|name|give|select)|nearest|not\s+(?:add|sum))\b"
)
WAY = re.compile(rf"\b(?:{MOVING}|(?:went|gone|was|were|is|are)\s+(?:up|down|higher|lower))\b")
DOWN = re.compile(r"\b(?:down|lower)$")
TABLE = "| District | Referrals |\n|---|---|\n| Arden | 240 |\n| Brack | 279 |\n| Colne | 131 |"
YEARS = "| District | Plans 2022 | Plans 2023 |\n|---|---|---|\n| Arden | 88 | 97 |\n| Brack | 61 | 70 |"


@rule(
    NAME,
    "What is said of a table beside it",
    Example(f"In Brack there were 297 referrals.\n\n{TABLE}", Verdict.FAILS, "279"),
    Example(f"In Brack there were 279 referrals.\n\n{TABLE}", Verdict.HOLDS),
    Example(f"A total of 660 referrals were made by the three districts.\n\n{TABLE}", Verdict.FAILS, "650"),
    Example(f"The number of plans in Arden fell, and in Brack it rose.\n\n{YEARS}", Verdict.FAILS, "both rose"),
    Example(
        "The table sets out the five actions.\n\n| Action | Owner |\n|---|---|\n| Train | Lead |\n| Audit | Chair |\n| Report | Chair |",
        Verdict.FAILS,
    ),
    Example(
        "Parents gave one answer each.\n\n| Answer | Share |\n|---|---|\n| Yes | 62% |\n| No | 31% |\n| Not sure | 17% |",
        Verdict.FAILS,
        "110%",
    ),
    Example(f"In Brack there were 297 new referrals from schools.\n\n{TABLE}", None, "only some of them"),
    turn=3,
)
def check(report: Report) -> Iterator[Finding]:
    """A sentence under the heading of a table that names one of its rows, its sum, the number of its rows, or which way a
    row went; and a column of shares with one answer each.

    The figure of a cell must be named by its row and by a word of its column, with nothing in the sentence that picks
    out some of them; it is a failure where it is near the cell's, and so a slip. A sum is compared where the table has
    one column of figures and no row for the total.
    """
    for table in report.tables:
        grid = report.grid(table)
        sentences = [one for passage in report.section_of(table)[:MOST_PASSAGES] for one in report.of(passage)]
        for sentence in sentences:
            yield from _rows_counted(table, sentence)
            if grid:
                yield from _cell(grid, sentence)
                yield from _sum(grid, sentence)
                yield from _ways(grid, sentence)
        if grid:
            yield from _answers(grid, sentences)


def _named(grid: Grid, sentence: Sentence) -> Line | None:
    """The one row that a sentence names, by all the words of its label, or by its year."""
    words = set(stems(sentence.text))
    named = [
        row
        for row in grid.rows
        if not row.is_total
        and (((own := set(stems(row.label))) and own <= words) or _is_year_in(row.label, sentence.text))
    ]
    return named[0] if len(named) == 1 else None


def _is_year_in(label: str, text: str) -> bool:
    match = YEAR.fullmatch(label.strip())
    return bool(match and re.search(rf"(?<![\d/]){re.escape(match[0])}(?![\d/])", text))


def _cell(grid: Grid, sentence: Sentence) -> Iterator[Finding]:
    row = _named(grid, sentence)
    told = [
        one
        for one in sentence.of(Kind.COUNT, Kind.PERCENT, Kind.MONEY, Kind.FRACTION, Kind.MULTIPLE)
        if not (one.in_words and one.value in {1, len(grid.rows)})
    ]
    figures = [one for one in told if one.hedge is Hedge.NONE and one.kind in {Kind.COUNT, Kind.PERCENT, Kind.MONEY}]
    if not row or len(figures) != 1 or len(told) != 1:
        return
    text = sentence.shape_text
    for words in grid.header[1:]:
        text = text.replace(words.lower(), " ")
    if OTHER_THING.search(text.replace("than in any earlier year", "").replace("than any other", "")):
        return
    column = _column(grid, sentence)
    if column is None or column >= len(row.entries) or not row.entries[column].is_number:
        return
    title = set(stems(f"{grid.header[column + 1] if column + 1 < len(grid.header) else ''}"))
    after = set(stems(sentence.text[figures[0].end :])[:3]) | set(stems(sentence.text[: figures[0].start])[-3:])
    entry = row.entries[column]
    if not title & after or entry.is_percent != (figures[0].kind is Kind.PERCENT):
        return
    line = f"{row.label}: {entry.text}"
    if figures[0].value == entry.value:
        yield finding(NAME, Verdict.HOLDS, sentence, [figures[0], entry.text], line, "The figure is in the table.")
    elif entry.value and 1 / CLOSE < figures[0].value / entry.value < CLOSE:
        message = f"The text says {figures[0].text.strip()}, and the table has {entry.text} for {row.label}."
        yield finding(NAME, Verdict.FAILS, sentence, [figures[0], entry.text], line, message)


def _column(grid: Grid, sentence: Sentence) -> int | None:
    """The one column of figures, or the one whose year the sentence names."""
    numeric = list(grid.numeric_columns())
    titled = [i for i in numeric if i + 1 < len(grid.header)]
    said = YEAR.findall(sentence.text)
    if len(numeric) == 1:
        own = YEAR.search(grid.header[numeric[0] + 1]) if titled else None
        return None if own and said and own[0] not in said else numeric[0]
    found = [i for i in titled if (own := YEAR.search(grid.header[i + 1])) and said == [own[0]]]
    return found[0] if len(found) == 1 else None


def _sum(grid: Grid, sentence: Sentence) -> Iterator[Finding]:
    numeric = list(grid.numeric_columns())
    if len(numeric) != 1 or len(grid.columns) != 1 or any(row.is_total for row in grid.rows) or len(grid.rows) < 3:
        return
    entries = [row.entries[0] for row in grid.rows]
    if not all(entry.is_number and not entry.is_percent for entry in entries) or not ALL_OF_IT.search(sentence.lower):
        return
    if NOT_ALL.search(sentence.passage.text.lower()):
        return
    counts = [
        one
        for one in sentence.of(Kind.COUNT, Kind.MONEY, Kind.DURATION)
        if one.hedge is Hedge.NONE and one.value not in {1, len(entries)}
    ]
    title = set(stems(" ".join(grid.header[1:])))
    if (
        len(counts) != 1
        or not title & set(stems(sentence.text))
        or any(YEAR.fullmatch(row.label.strip()) for row in grid.rows)
    ):
        return
    total = sum(entry.value for entry in entries)
    line = f"{' + '.join(entry.text for entry in entries)} = {plain(total)}"
    if counts[0].value == total:
        yield finding(NAME, Verdict.HOLDS, sentence, [counts[0]], line, "The rows make the total.")
    elif abs(total - counts[0].value) <= 0.2 * counts[0].value:
        message = f"The rows of the table come to {plain(total)}, and the text says {counts[0].text.strip()}."
        yield finding(NAME, Verdict.FAILS, sentence, [counts[0], plain(total)], line, message)


def _rows_counted(table: Table, sentence: Sentence) -> Iterator[Finding]:
    """ "The table sets out the five actions", where the first column is headed "Action"."""
    if not sentence.of(Kind.COUNT):
        return
    rows = [row for row in table.rows if row and row[0].text.strip()]
    if (
        len(rows) < 3
        or not LISTS.search(sentence.lower)
        or re.search(r"\bof\s+(?:the|our|these|its)\s+⟦c", sentence.shape)
    ):
        return
    title = set(stems(rows[0][0].text))
    listed = sum(not TOTAL.search(row[0].text.strip()) for row in rows[1:])
    for one in sentence.of(Kind.COUNT):
        after = re.match(
            r"\s+(?:[a-z-]+\s+){0,2}?(?P<noun>[a-z-]+s)\b(?!\s+(?:that|which|who|whose|with|where|still|late|overdue))",
            sentence.lower[one.end :],
        )
        if not after or stem(after["noun"]) not in title or len(title) != 1 or not 2 <= one.value <= 30 or one.hedge:
            continue
        if len({row[0].text.strip().lower() for row in rows[1:]}) != len(rows) - 1 or len(sentence.of(Kind.COUNT)) > 1:
            continue
        line = f"{plain(one.value)} announced, {listed} rows"
        verdict = Verdict.HOLDS if one.value == listed else Verdict.FAILS
        message = f"The text says that the table has {one.text.strip()} {after['noun']}, and it has {listed}."
        yield finding(NAME, verdict, sentence, [one, str(listed)], line, message)


def _ways(grid: Grid, sentence: Sentence) -> Iterator[Finding]:
    """ "In Arden it fell, and in Brack it rose"."""
    columns = [i for i in grid.numeric_columns() if i + 1 < len(grid.header) and YEAR.search(grid.header[i + 1])]
    if (
        len(columns) != 2
        or sentence.of(Kind.COUNT, Kind.PERCENT, Kind.POINTS, Kind.FRACTION)
        or NEGATED.search(sentence.lower)
    ):
        return
    for clause in re.split(r"[,;]\s|\b(?:but|while|whereas|although)\b", sentence.lower):
        moved = WAY.findall(clause)
        named = [row for row in grid.rows if (own := set(stems(row.label))) and own <= set(stems(clause))]
        if len(moved) != 1 or len(named) != 1 or len(named[0].entries) <= max(columns):
            continue
        before, after = (named[0].entries[i] for i in columns)
        if before.is_number and after.is_number and before.value != after.value:
            yield _went(sentence, named[0], moved[0], before, after)


def _went(sentence: Sentence, row: Line, word: str, before: Entry, after: Entry) -> Finding:
    said = -1 if DOWN.search(word) else (1 if re.search(r"\b(?:up|higher)$", word) else sign_of(word))
    line = f"{row.label}: {before.text}, then {after.text}"
    holds = said * (after.value - before.value) > 0
    message = f"The text says “{word}” of {row.label}; {line}."
    verdict = Verdict.HOLDS if holds else Verdict.FAILS
    return finding(NAME, verdict, sentence, [row.label, before.text, after.text], line, message)


def _answers(grid: Grid, sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """A column of shares of which each has one."""
    if len(grid.columns) != 1 or any(row.is_total for row in grid.rows) or not 3 <= len(grid.rows) <= 12:
        return
    entries = [row.entries[0] for row in grid.rows]
    around = f"{' '.join(sentence.lower for sentence in sentences)} {' '.join(grid.header).lower()}"
    shares = all(one.is_percent for one in entries) or (
        all(one.is_number for one in entries)
        and re.search(r"%|per\s?cent|percentage|share", " ".join(grid.header[1:]).lower())
    )
    labels = [row.label for row in grid.rows]
    apart = any(exclusive(one, other) for i, one in enumerate(labels) for other in labels[i + 1 :])
    if not shares or MANY_ANSWERS.search(around) or not (apart or ONE_ANSWER.search(around)):
        return
    total = sum(one.value for one in entries)
    if (
        50 < total <= 130
        and abs(total - 100) > sum(one.step / 2 for one in entries) + 1e-9
        and (total > 100 or ONE_ANSWER.search(around))
    ):
        line = f"{' + '.join(one.text for one in entries)} = {plain(total, 1)}%"
        shown = Sentence(labels[-1], next(entries[-1].cell.passages()), 0)
        figures: list[Quantity | str] = [one.text for one in entries]
        yield finding(
            NAME,
            Verdict.FAILS,
            shown,
            figures,
            line,
            f"The shares come to {plain(total, 1)}%, and should make a whole.",
        )
