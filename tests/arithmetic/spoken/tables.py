"""Tables whose cells agree with one another and with what is said of them, or all but one."""

# ruff: noqa: E501 - a sentence reads best on one line

from collections.abc import Sequence
from random import Random

from tests.arithmetic.spoken.saying import PLAIN, Saying, capital

AREAS = ("North", "South", "East", "West", "Ashby", "Coldbrook", "Thornley", "Millbrook")
SOURCES = ("School", "Police", "Health", "Housing", "Early help", "Public", "Children's services")
OUTCOMES = ("Fully met", "Partly met", "Not met", "Still open", "Withdrawn", "Not known")
TYPES = ("Neglect", "Emotional abuse", "Physical abuse", "Sexual abuse", "Financial abuse", "Self-neglect")
AGES = ("Unborn", "Aged 0 to 4", "Aged 5 to 9", "Aged 10 to 15", "Aged 16 to 17")
LABELS = (AREAS, SOURCES, OUTCOMES, TYPES, AGES)
HEADS = {
    AREAS: ("Area", "District", "Locality"),
    SOURCES: ("Source", "Referrer", "Agency"),
    OUTCOMES: ("Outcome", "Result"),
    TYPES: ("Type", "Category"),
    AGES: ("Age", "Age group", ""),
}
THINGS = ("Referrals", "Enquiries", "Plans", "Cases", "Conferences", "Notifications", "Assessments", "Number")
TOTALS = ("Total", "Total", "All", "Overall", "Grand total", "Whole borough total")


def _drawn(rng: Random, least: int = 3, most: int = 6) -> tuple[str, list[str]]:
    labels = rng.choice(LABELS)
    rows = rng.randint(least, min(most, len(labels)))
    chosen = sorted(rng.sample(range(len(labels)), rows))
    return rng.choice(HEADS[labels]), [labels[i] for i in chosen]


def _count(rng: Random) -> int:
    return rng.randint(*rng.choice(((11, 60), (40, 300), (150, 900), (1100, 4800))))


def _alike(rng: Random, many: int) -> list[int]:
    low, high = rng.choice(((11, 60), (40, 300), (150, 900), (1100, 4800)))
    return [rng.randint(low, high) for _ in range(many)]


def slipped(rng: Random, value: float, signed: bool = False) -> float:
    """A figure as people get it wrong: two digits exchanged, one digit wrong, off by ten or a hundred."""
    digits = f"{abs(value):g}"
    for _ in range(9):
        way = rng.choice(("swap", "digit", "ten"))
        at = rng.randrange(len(digits))
        if way == "swap" and len(digits) > 1 and "." not in digits:
            at = rng.randrange(len(digits) - 1)
            new = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        elif way == "digit" and digits[at] != ".":
            new = digits[:at] + str((int(digits[at]) + rng.choice((1, 2, 5, 9))) % 10) + digits[at + 1 :]
        else:
            new = f"{abs(value) + rng.choice((10, -10, 6, -4, 3)):g}"
        if new[0] not in "0-" and float(new) != abs(value) and abs(float(new) - abs(value)) > 1.01:
            return float(new) if value >= 0 else -float(new)
    return value + 7


def _table(header: Sequence[object], rows: Sequence[Sequence[object]]) -> str:
    lines = ["| " + " | ".join(str(cell) for cell in header) + " |", "|" + "---|" * len(header)]
    return "\n".join([*lines, *("| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows)])


def _cell(cell: object) -> str:
    return f"{cell:,}" if isinstance(cell, int) else str(cell)


def _set(rng: Random, table: str, *said: str) -> str:
    """A table with a title and plain facts, and what is said of it before or after."""
    before, after = [], []
    if rng.random() < 0.5:
        before.append(
            rng.choice(
                (
                    "The table gives the figures for the year.",
                    "Figures are for 2022/23.",
                    "Where referrals came from",
                    "### What the data show",
                    "See table 4.",
                )
            )
        )
    if rng.random() < 0.3:
        after.append(rng.choice(PLAIN))
    for one in said:
        (before if rng.random() < 0.35 else after).append(one)
    return "\n\n".join([*before, table, *after])


def _total_row(rng: Random, spoil: bool) -> Saying:
    head, labels = _drawn(rng)
    columns = rng.choice(
        (["2022/23"], ["2021/22", "2022/23"], [rng.choice(THINGS)], ["Boys", "Girls"], ["Q1", "Q2", "Q3"])
    )
    cells = [_alike(rng, len(labels)) for _ in columns]
    totals = [sum(column) for column in cells]
    wrong: tuple[str, ...] = ()
    if spoil:
        at = rng.randrange(len(columns))
        totals[at] = int(slipped(rng, totals[at]))
        wrong = (f"{totals[at]:,}",)
    rows: list[list[object]] = [[label, *(column[i] for column in cells)] for i, label in enumerate(labels)]
    rows.append([rng.choice(TOTALS), *totals])
    return Saying(_set(rng, _table([head, *columns], rows)), wrong)


def _total_column(rng: Random, spoil: bool) -> Saying:
    head, labels = _drawn(rng)
    columns = rng.choice(
        (["Q1", "Q2", "Q3", "Q4"], ["Boys", "Girls"], ["April", "May", "June"], ["Council", "Health", "Police"])
    )
    cells = [_alike(rng, len(columns)) for _ in labels]
    totals = [sum(row) for row in cells]
    wrong: tuple[str, ...] = ()
    if spoil:
        at = rng.randrange(len(labels))
        totals[at] = int(slipped(rng, totals[at]))
        wrong = (f"{totals[at]:,}",)
    rows: list[list[object]] = [[label, *row, total] for label, row, total in zip(labels, cells, totals, strict=True)]
    if rng.random() < 0.5 and not spoil:
        rows.append(["Total", *(sum(row[i] for row in cells) for i in range(len(columns))), sum(totals)])
    title = rng.choice(("Total", "Year", "All", "Full year", "Year total"))
    return Saying(_set(rng, _table([head, *columns, title], rows)), wrong)


def _one_line(rng: Random, spoil: bool) -> Saying:
    """One row only, and its total at the end."""
    columns = rng.choice((["Q1", "Q2", "Q3", "Q4"], ["Autumn", "Spring", "Summer"], ["North", "South", "East"]))
    cells = _alike(rng, len(columns))
    total = sum(cells)
    if spoil:
        total = int(slipped(rng, total))
    title = "Year" if columns[0] in {"Q1", "Autumn"} else "Total"
    if rng.random() < 0.5:
        return Saying(_set(rng, _table([*columns, title], [[*cells, total]])), (f"{total:,}",) if spoil else ())
    return Saying(
        _set(rng, _table(["", *columns, title], [[rng.choice(THINGS), *cells, total]])),
        (f"{total:,}",) if spoil else (),
    )


def _percent(value: float, places: int) -> str:
    return f"{value:.{places}f}%"


def _shares(rng: Random, spoil: bool) -> Saying:
    head, labels = _drawn(rng)
    cells = _alike(rng, len(labels))
    whole, places = sum(cells), rng.choice((0, 0, 1))
    shares = [_percent(one / whole * 100, places) for one in cells]
    wrong: tuple[str, ...] = ()
    if spoil:
        at = rng.randrange(len(labels))
        shares[at] = _percent(slipped(rng, round(cells[at] / whole * 100, places)), places)
        wrong = (shares[at],)
    title = rng.choice(("%", "Share", "% of all", "Per cent", "Proportion"))
    rows: list[list[object]] = [[label, cell, share] for label, cell, share in zip(labels, cells, shares, strict=True)]
    if rng.random() < 0.7:
        rows.append(["Total", whole, "100%" if places == 0 else "100.0%"])
    return Saying(_set(rng, _table([head, rng.choice(THINGS), title], rows)), wrong)


def _shares_of_named(rng: Random, spoil: bool) -> Saying:
    """Shares of a number that the heading names; several of them may be of one person."""
    head, labels = _drawn(rng)
    whole = rng.choice((60, 80, 120, 150, 240, 400))
    cells = [rng.randint(whole // 10, whole * 3 // 4) for _ in labels]
    if abs(sum(cells) - whole) < 3:
        cells[0] += 5
    shares = [_percent(one / whole * 100, 0) for one in cells]
    wrong: tuple[str, ...] = ()
    if spoil:
        at = rng.randrange(len(labels))
        shares[at] = _percent(slipped(rng, round(cells[at] / whole * 100)), 0)
        wrong = (shares[at],)
    title = rng.choice(
        (
            f"% of the {whole} assessed",
            f"% of {whole}",
            f"Of {whole}",
            f"Share of the {whole} cases",
            f"Per cent (n={whole})",
        )
    )
    rows: list[list[object]] = [[label, cell, share] for label, cell, share in zip(labels, cells, shares, strict=True)]
    return Saying(_set(rng, _table([head, rng.choice(("Children", "Adults", "Cases")), title], rows)), wrong)


def _row_shares(rng: Random, spoil: bool) -> Saying:
    """Each row a part of its own whole, and a last row of all."""
    head, labels = _drawn(rng)
    whole = [rng.randint(80, 900) for _ in labels]
    part = [rng.randint(one // 8, one * 7 // 8) for one in whole]
    rows_of = [(label, a, b) for label, a, b in zip(labels, whole, part, strict=True)]
    rows_of.append((rng.choice(("Total", "All")), sum(whole), sum(part)))
    places = rng.choice((0, 1))
    shares = [_percent(b / a * 100, places) for _, a, b in rows_of]
    wrong: tuple[str, ...] = ()
    if spoil:
        at = rng.randrange(len(rows_of))
        shares[at] = _percent(slipped(rng, round(rows_of[at][2] / rows_of[at][1] * 100, places)), places)
        wrong = (shares[at],)
    titles = rng.choice(
        (
            ("Cases", "In time", "%"),
            ("Asked", "Replied", "Rate of reply"),
            ("Pupils", "With a plan", "%"),
            ("Due", "Done", "% done"),
        )
    )
    rows: list[list[object]] = [[label, a, b, share] for (label, a, b), share in zip(rows_of, shares, strict=True)]
    return Saying(_set(rng, _table([head, *titles], rows)), wrong)


def _changes(rng: Random, spoil: bool) -> Saying:
    head, labels = _drawn(rng)
    before = _alike(rng, len(labels))
    after = [max(6, round(one * rng.uniform(0.65, 1.5))) for one in before]
    rows_of = list(zip(labels, before, after, strict=True))
    if rng.random() < 0.5:
        rows_of.append(("Total", sum(before), sum(after)))
    kind = rng.choice(("percent", "percent", "number"))
    style = rng.choice(("sign", "brackets", "minus only", "arrow"))
    moved = [(b - a) / a * 100 if kind == "percent" else float(b - a) for _, a, b in rows_of]
    at = rng.randrange(len(rows_of)) if spoil else -1
    said, wrong = [], ()
    for i, one in enumerate(moved):
        value = round(one)
        if i == at:
            value = int(slipped(rng, value)) if abs(value) > 3 or rng.random() < 0.5 else value + 9
            if style == "sign" and value and abs(value) > 1 and rng.random() < 0.2:
                value = -round(one) if round(one) and abs(round(one)) > 1 else value
        unit = "%" if kind == "percent" else ""
        size = f"{abs(value):,}{unit}"
        text = {
            "sign": f"{'+' if value > 0 else '-' if value < 0 else ''}{size}",
            "brackets": f"({size})" if value < 0 else size,
            "minus only": f"{'-' if value < 0 else ''}{size}",
            "arrow": f"{'up ' if value > 0 else 'down ' if value < 0 else ''}{size}",
        }[style]
        said.append(text)
        if i == at:
            wrong = (text, f"{abs(value)}")
    title = {
        "percent": rng.choice(("% change", "Change", "Change (%)", "Change on year")),
        "number": rng.choice(("Change", "Difference", "+/-")),
    }[kind]
    rows: list[list[object]] = [[label, a, b, text] for (label, a, b), text in zip(rows_of, said, strict=True)]
    return Saying(_set(rng, _table([head, "2021/22", "2022/23", title], rows)), wrong)


def _points(rng: Random, spoil: bool) -> Saying:
    head, labels = _drawn(rng)
    before = [rng.randint(12, 80) for _ in labels]
    after = [max(4, min(97, one + rng.randint(-15, 15))) for one in before]
    at = rng.randrange(len(labels)) if spoil else -1
    unit = rng.choice((" points", " pp", " percentage points", ""))
    said, wrong = [], ()
    for i, (a, b) in enumerate(zip(before, after, strict=True)):
        value = b - a
        if i == at:
            value = value + rng.choice((10, -10, 3, 20)) if rng.random() < 0.7 or not value else -value
            value = value or 11
        said.append(f"{'+' if value > 0 else ''}{value}{unit}")
        if i == at:
            wrong = (said[-1],)
    rows: list[list[object]] = [
        [label, f"{a}%", f"{b}%", text] for label, a, b, text in zip(labels, before, after, said, strict=True)
    ]
    title = rng.choice(("Difference", "Change", "Change in points", "Movement"))
    return Saying(_set(rng, _table([head, "2021/22", "2022/23", title], rows)), wrong)


OPENED = (
    ("Open at the start", "Started", "Finished", "Open at the end"),
    ("Open at 1 April", "New", "Closed", "Open at 31 March"),
    ("Brought forward", "Received", "Concluded", "Carried forward"),
    ("At the start", "Joined", "Left", "At the end"),
    ("Caseload at start", "Opened", "Closed", "Caseload at end"),
    ("Waiting at the beginning", "Added", "Removed", "Waiting at the close"),
)


def _balance(rng: Random, spoil: bool) -> Saying:
    names = rng.choice(OPENED)
    columns = rng.choice(
        (["Q1", "Q2"], ["2021/22", "2022/23"], ["North", "South", "East"], ["April", "May", "June"], ["Plans"])
    )
    runs_on = columns[0] in {"Q1", "2021/22", "April"}
    made: list[list[int]] = []
    for _ in columns:
        start = made[-1][3] if made and runs_on else rng.randint(40, 400)
        came, went = rng.randint(8, 60), rng.randint(8, min(60, start))
        made.append([start, came, went, start + came - went])
    wrong: tuple[str, ...] = ()
    if spoil:
        at = len(columns) - 1 if runs_on else rng.randrange(len(columns))
        made[at][3] = int(slipped(rng, made[at][3]))
        wrong = (f"{made[at][3]}",)
    if rng.random() < 0.5 or len(columns) == 1:
        table = _table(["", *columns], [[name, *(column[i] for column in made)] for i, name in enumerate(names)])
    else:
        table = _table(["", *names], [[title, *column] for title, column in zip(columns, made, strict=True)])
    return Saying(_set(rng, table), wrong)


def _of_which(rng: Random, spoil: bool) -> Saying:
    head, labels = _drawn(rng)
    cells = _alike(rng, len(labels))
    inner = rng.randrange(len(labels))
    part = rng.randint(2, cells[inner] - 2)
    total = sum(cells)
    wrong: tuple[str, ...] = ()
    said_total = total
    if spoil:
        said_total = int(slipped(rng, total))
        wrong = (f"{said_total:,}",)
        if said_total == total + part:
            said_total += 2
            wrong = (f"{said_total:,}",)
    name = rng.choice(
        (
            "of which urgent",
            "of whom girls",
            "– of which repeat",
            "Of those, repeat",
            "(of which repeat)",
            "including repeat",
            "of these, red",
        )
    )
    rows: list[list[object]] = []
    shares = rng.random() < 0.4 and not spoil
    for i, (label, cell) in enumerate(zip(labels, cells, strict=True)):
        rows.append([label, cell, *([_percent(cell / total * 100, 0)] if shares else [])])
        if i == inner:
            rows.append([name, part, *([_percent(part / total * 100, 0)] if shares else [])])
    if not shares or rng.random() < 0.6:
        rows.append(["Total", said_total, *(["100%"] if shares else [])])
    return Saying(_set(rng, _table([head, rng.choice(THINGS), *(["%"] if shares else [])], rows)), wrong)


def _overlap(rng: Random, spoil: bool) -> Saying:
    """Rows that may overlap, as the heading or the text says: nothing to add up."""
    head, labels = _drawn(rng, least=4)
    cells = _alike(rng, len(labels))
    whole = max(max(cells) + 3, round(sum(cells) * rng.uniform(0.55, 0.9)))
    things = rng.choice(
        ("Enquiries in which found", "Children for whom it was recorded", "Cases where present", "Times mentioned")
    )
    noun = {
        "Enquiries in which found": "enquiry",
        "Children for whom it was recorded": "child",
        "Cases where present": "case",
        "Times mentioned": "reply",
    }[things]
    note = rng.choice(
        (
            f"A{'n' if noun[0] in 'aeiou' else ''} {noun} can have several.",
            f"More than one may apply to a{'n' if noun[0] in 'aeiou' else ''} {noun}.",
            "The rows overlap.",
            "Figures do not add up to the total as more than one may be recorded.",
            f"Some {noun[:-1] + 'ies' if noun.endswith('y') else noun + 's' if noun != 'child' else 'children'} are in several rows.",
        )
    )
    rows: list[list[object]] = [[label, cell] for label, cell in zip(labels, cells, strict=True)]
    rows.append(
        [
            rng.choice(
                (
                    "All",
                    "Total",
                    "All " + {"enquiry": "enquiries", "child": "children", "case": "cases", "reply": "replies"}[noun],
                )
            ),
            whole,
        ]
    )
    return Saying("\n\n".join((_table([head, things], rows), note)))


def _rounded(rng: Random, spoil: bool) -> Saying:
    head, labels = _drawn(rng)
    exact = [rng.uniform(20, 90) for _ in labels]
    cells, total = [round(one) for one in exact], round(sum(exact))
    note = rng.choice(
        (
            "Figures are rounded, so may not sum.",
            "Spend, £ thousand, rounded",
            "£000s, rounded to the nearest thousand",
            "Totals may differ because of rounding.",
        )
    )
    rows: list[list[object]] = [*([label, cell] for label, cell in zip(labels, cells, strict=True)), ["Total", total]]
    table = _table([*labels, "Total"], [[*cells, total]]) if rng.random() < 0.4 else _table([head, "Spend"], rows)
    return Saying("\n\n".join((note, table) if rng.random() < 0.6 else (table, note)))


def _said(rng: Random, spoil: bool) -> Saying:
    """What prose says of a table: a row's figure, its share, the change, the greatest, how many rows."""
    head, labels = _drawn(rng, least=4)
    head = head or "Age"
    after = _alike(rng, len(labels))
    while len(set(after)) < len(after):
        after = _alike(rng, len(labels))
    before = [max(6, round(one * rng.choice((0.7, 0.8, 0.85, 1.15, 1.25, 1.4)))) for one in after]
    whole_a, whole_b = sum(before), sum(after)
    at = rng.randrange(len(labels))
    name, a, b = labels[at].lower() if labels[at] not in AREAS else labels[at], before[at], after[at]
    thing = rng.choice(("referrals", "enquiries", "cases", "plans"))
    way = rng.choice(("share", "change", "greatest", "two", "rise", "total"))
    wrong: tuple[str, ...] = ()
    of_it = f"{capital(name)}" if labels[at] in (*SOURCES, *TYPES, *AREAS) else f"“{labels[at]}”"
    if way == "share":
        value = round(b / whole_b * 100)
        if spoil:
            value = int(slipped(rng, value))
            wrong = (f"{value}%",)
        said = rng.choice(
            (
                f"{of_it} made up {value}% of {thing} in 2022/23.",
                f"In 2022/23 {of_it} accounted for {value}% of all {thing}.",
                f"As the table shows, {value}% of {thing} in 2022/23 were from {of_it}."
                if labels[at] in AREAS
                else f"As the table shows, {of_it} was {value}% of {thing} in 2022/23.",
            )
        )
    elif way == "change":
        value = round((b - a) / a * 100)
        verb = "rose" if value > 0 else "fell"
        if spoil:
            value = int(slipped(rng, value))
            wrong = (f"{abs(value)}%",)
        said = rng.choice(
            (
                f"{of_it} {verb} by {abs(value)}% between the two years.",
                f"{thing.capitalize()} for {of_it} {verb} by {abs(value)}%.",
                f"As the table shows, {of_it} {verb} {abs(value)}% on the year before.",
            )
        )
    elif way == "greatest":
        top = max(range(len(labels)), key=lambda i: after[i])
        which = top
        if spoil:
            which = rng.choice(
                [
                    i
                    for i in range(len(labels))
                    if i != top and i != max((j for j in range(len(labels)) if j != top), key=lambda j: after[j])
                ]
            )
            wrong = (f"{after[which]:,}", f"{after[top]:,}", labels[which], labels[top])
        said = rng.choice(
            (
                f"{labels[which]} had the most {thing} in 2022/23.",
                f"The highest number of {thing} in 2022/23 was for {labels[which]}.",
                f"In 2022/23 {labels[which]} had the largest number of {thing}.",
            )
        )
    elif way == "two":
        other = rng.choice([i for i in range(len(labels)) if i != at])
        value = after[at] + after[other]
        if spoil:
            value = int(slipped(rng, value))
            wrong = (f"{value:,}",)
        said = rng.choice(
            (
                f"{labels[at]} and {labels[other]} together had {value:,} {thing} in 2022/23.",
                f"Together, {labels[at]} and {labels[other]} came to {value:,} in 2022/23.",
            )
        )
    elif way == "rise":
        said_b = b
        if spoil:
            said_b = int(slipped(rng, b))
            wrong = (f"{said_b:,}",)
        verb = "rose" if said_b > a else "fell"
        said = rng.choice(
            (
                f"{of_it} {verb} from {a:,} to {said_b:,}.",
                f"As the table shows, {of_it} went from {a:,} in 2021/22 to {said_b:,} in 2022/23.",
            )
        )
    else:
        value = whole_b
        if spoil:
            value = int(slipped(rng, value))
            wrong = (f"{value:,}",)
        said = rng.choice(
            (
                f"In all there were {value:,} {thing} in 2022/23.",
                f"The total for 2022/23 was {value:,}.",
                f"As the table shows, there were {value:,} {thing} in total in 2022/23.",
            )
        )
    rows: list[list[object]] = [[label, x, y] for label, x, y in zip(labels, before, after, strict=True)]
    rows.append(["Total", whole_a, whole_b])
    title = f"{thing.capitalize()} by {head.lower()}"
    return Saying(f"### {title}\n\n{_set(rng, _table([head, '2021/22', '2022/23'], rows), said)}", wrong)


def _blank(rng: Random, spoil: bool) -> Saying:
    head, labels = _drawn(rng, least=4)
    head = head or "Age"
    cells: list[object] = list(_alike(rng, len(labels)))
    others = [_count(rng) for _ in labels]
    at = rng.randrange(1, len(labels))
    value = cells[at]
    cells[at] = "" if spoil or rng.random() < 0.5 else value
    rows = [[label, other, cell] for label, other, cell in zip(labels, others, cells, strict=True)]
    thing = rng.choice(("cases", "plans", "referrals"))
    if cells[at] == "":
        said = (
            rng.choice(
                (
                    f"As the table shows, {labels[at]} had more {thing} in 2022/23 than in any year before.",
                    f"The table shows that {labels[at]} had the most {thing} in 2022/23.",
                    "The table gives a figure for every row in both years.",
                    f"The table below shows that {thing} for {labels[at]} went up in 2022/23.",
                )
            )
            if spoil
            else rng.choice(
                (
                    f"No figure was sent for {labels[at]} in 2022/23.",
                    "One figure was not available at the time of writing.",
                    f"{labels[at]} did not send its figure for 2022/23.",
                )
            )
        )
    else:
        said = "The table gives a figure for every row in both years."
    return Saying(
        f"### {thing.capitalize()} by {head.lower()}\n\n{_set(rng, _table([head, '2021/22', '2022/23'], rows), said)}",
        (labels[at],) if spoil else (),
    )


FORMS = {
    "table total row": _total_row,
    "table total column": _total_column,
    "table one line": _one_line,
    "table shares": _shares,
    "table shares of named": _shares_of_named,
    "table row shares": _row_shares,
    "table changes": _changes,
    "table points": _points,
    "table balance": _balance,
    "table of which": _of_which,
    "table overlap": _overlap,
    "table rounded": _rounded,
    "table said": _said,
    "table blank": _blank,
}
