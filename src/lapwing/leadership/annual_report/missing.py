"""The section on missing children: what it says, in order. The same snapshot always gives the same section."""

from collections.abc import Iterator

from lapwing.exchange.snapshot import presenters as told_by
from lapwing.exchange.snapshot.models import Snapshot
from lapwing.leadership.annual_report import sentences
from lapwing.leadership.annual_report.content import Chart, Heading, Run, Section
from lapwing.leadership.annual_report.sentences import Parts, Told, told
from lapwing.leadership.annual_report.writing import Writer
from lapwing.leadership.scorecard import history, queries
from lapwing.leadership.scorecard.asked import Card
from lapwing.leadership.scorecard.numbers import Numbers
from lapwing.leadership.scorecard.sections import Line, categories
from lapwing.measures import catalogue
from lapwing.measures.cells import Cell, State
from lapwing.measures.grid import ALL
from lapwing.measures.periods import Quarter, Year
from lapwing.measures.tables import AREA_NOT_RECORDED

TITLE = "Missing children"
# Shares, means and lengths, as sentences call them.
SUBJECTS = {
    "episodes-per-child": "The average number of episodes for each of these children",
    "return-interviews-offered": "The share of returns after which an interview was offered",
    "return-interviews-accepted": "The share of these offers that children accepted",
    "return-interviews-completed": "The share of returns after which an interview was held, in time or late,",
    "return-interviews-in-72-hours": "The share of returns after which it was held within 72 hours",
    "median-duration": "The middle length of an episode, half of them being shorter and half longer,",
    "longest-duration": "The longest of the set lengths that at least six episodes passed",
    "looked-after-share": "Where it is recorded whether the child was looked after, the share of episodes of "
    "looked-after children",
}
# What may be unrecorded: a measure, its breakdown, and its words.
GAPS = (
    ("missing-episodes", "risk", "the police's risk"),
    ("missing-episodes", "placement", "whether the child was looked after"),
    ("missing-episodes", "length", "exact times"),
    ("missing-episodes", "age", "age"),
    ("missing-episodes", "sex", "sex"),
    ("missing-episodes", "ethnicity", "ethnicity"),
    ("missing-episodes", "disability", "disability"),
)


def build(of: Snapshot, year: Year) -> Section:
    """The section for a financial year, from one snapshot."""
    writer = Writer(of, year)
    for part in (_episodes, _children, _types, _risk, _interviews, _lengths, _care, _who, _unrecorded):
        part(writer)
    return Section(
        title=TITLE,
        year=year.label,
        period=year.words,
        snapshot=str(of.pk),
        taken_at=of.taken_at.isoformat(),
        parts=tuple(writer.parts),
        notes=tuple(writer.notes.values()),
        definitions=writer.definitions,
    )


def _line(key: str, by: str = "", category: str = "") -> Line:
    return Line(catalogue.get(key), by, category)


def _of(writer: Writer, key: str, by: str = "", category: str = "") -> Numbers:
    return Numbers(writer.of, _line(key, by, category), ALL)


def _episodes(writer: Writer) -> None:
    of = _of(writer, "missing-episodes")
    writer.parts.append(Heading("How often were children missing?"))
    writer.paragraph(sentences.count(of, writer.year), _most(of, writer.year), _complete(of.cell(writer.year), of))
    writer.paragraph(_who_told(writer))
    if of.cell(writer.year).state is State.NOT_BEGUN:
        return
    heads = ("Area", writer.year.before.label, writer.year.label, "Change")
    areas = [*writer.of.area_names, AREA_NOT_RECORDED, ALL]
    writer.table(
        "Missing episodes by area", heads,
        [writer.years(of.line, area, queries.area_name(writer.of, area)) for area in areas],
    )  # fmt: skip
    _rates(writer)
    past = history.past(Card(writer.of, writer.year, ALL, is_latest=False), of.line, with_people=False)
    if past.has_chart:
        writer.parts.append(Chart(f"{of.line.title} by quarter, all areas", str(past.spec["description"]), past.spec))
    writer.paragraph([" ".join(history.in_short(of, writer.year))])


def _rates(writer: Writer) -> None:
    """For each 10,000 children, where anybody has estimated how many live there."""
    if writer.of.estimates:
        line = _line("missing-episodes-rate")
        heads = ("Area", *_heads(writer))
        rows = [writer.years(line, area, queries.area_name(writer.of, area)) for area in (*writer.of.area_names, ALL)]
        writer.table("Missing episodes for each 10,000 children who live there, by area", heads, rows)


def _most(of: Numbers, year: Year) -> Parts:
    """In which quarter most began; nothing where a quarter is not shown or not whole."""
    cells = [of.cell(quarter) for quarter in year.quarters]
    if any(cell.value is None or not cell.is_complete for cell in cells) or not any(cell.value for cell in cells):
        return
    most = max(cell.value or 0 for cell in cells)
    top = [cell for cell in cells if cell.value == most]
    if len(top) == 1 and isinstance(quarter := top[0].period, Quarter):
        yield f"Most began in {quarter.short}, {quarter.months}: "
        yield told(of.line, top[0])
        yield "."


def _complete(cell: Cell, of: Numbers) -> Parts:
    if cell.state in {State.NOT_RECORDED, State.NOT_BEGUN}:
        return
    if cell.missing:
        yield f"The number is incomplete: {sentences.have_not_told(cell.missing)} of it."
        return
    over = cell.period.last <= of.of.coverage.taken_on
    yield f"Every agency concerned told us about the whole of {'the year' if over else 'the year so far'}."


def _who_told(writer: Writer) -> Parts:
    """What each agency would have counted alone is not the whole."""
    cells = _categories(writer, "missing-episodes", "told")
    shown = [(line, cell) for line, cell in cells if cell.state is State.SHOWN and cell.value]
    if len(shown) > 1:
        yield from sentences.series(
            ((f"{line.title.lower()}:", told(line, cell)) for line, cell in shown),
            "Two agencies' accounts of one absence are counted once. Who told of them: ",
        )


def _categories(writer: Writer, key: str, by: str, area: str = ALL) -> list[tuple[Line, Cell]]:
    """The categories of a measure with this year's numbers; none where nothing was counted so."""
    return [
        (line, Numbers(writer.of, line, area).cell(writer.year)) for line in categories(writer.of, writer.year, key, by)
    ]


def _children(writer: Writer) -> None:
    writer.parts.append(Heading("How many children?"))
    children, repeat = _of(writer, "missing-children"), _of(writer, "repeat-missing-children")
    writer.paragraph(sentences.count(children, writer.year), _amount(writer, "episodes-per-child"))
    writer.paragraph(sentences.count(repeat, writer.year))
    _table(writer, "Children, and how often", ("missing-children", "repeat-missing-children", "episodes-per-child"))


def _amount(writer: Writer, key: str) -> Parts:
    return sentences.amount(_of(writer, key), writer.year, SUBJECTS[key])


def _amounts(writer: Writer, *keys: str) -> list[Parts]:
    """One sentence each; where none of them is recorded, one for them all."""
    cells = [_of(writer, key).cell(writer.year) for key in keys]
    if {cell.state for cell in cells} == {State.NOT_RECORDED}:
        return [sentences.nothing_recorded(cells[0])]
    if len(gaps := {cell.gaps for cell in cells}) == 1 and all(gaps):
        of = [sentences.amount(_of(writer, key), writer.year, SUBJECTS[key], with_gaps=False) for key in keys]
        return [*of, sentences.all_with_gaps(cells[0])]
    return [_amount(writer, key) for key in keys]


def _table(writer: Writer, caption: str, keys: tuple[str, ...]) -> None:
    """Measures of all areas, this year beside the last."""
    heads = ("Measure", writer.year.before.label, writer.year.label, "Change")
    writer.table(caption, heads, [writer.years(_line(key), ALL) for key in keys])


def _broken_down(writer: Writer, caption: str, key: str, by: str) -> None:
    lines = categories(writer.of, writer.year, key, by)
    if lines:
        heads = (_line(key).measure.part.population.breakdown(by).title, *_heads(writer))
        writer.table(caption, heads, [writer.years(line, ALL) for line in lines])


def _heads(writer: Writer) -> tuple[str, str, str]:
    return (writer.year.before.label, writer.year.label, "Change")


def _types(writer: Writer) -> None:
    writer.parts.append(Heading("What kind of absence?"))
    writer.paragraph(sentences.largest(_categories(writer, "missing-episodes", "type"), "the most common type"))
    _broken_down(writer, "Missing episodes by type", "missing-episodes", "type")


def _risk(writer: Writer) -> None:
    writer.parts.append(Heading("How serious was the risk?"))
    levels = [one for one in _categories(writer, "missing-episodes", "risk") if one[0].category != "not_recorded"]
    writer.paragraph(
        ["The police judge the risk of each absence that is reported to them; the latest judgement counts."],
        sentences.largest(levels, "the most common level"),
    )
    _broken_down(writer, "Missing episodes by the police's risk level", "missing-episodes", "risk")


def _interviews(writer: Writer) -> None:
    keys = tuple(key for key in SUBJECTS if key.startswith("return-"))
    writer.parts.append(Heading("Was the child heard on return?"))
    writer.paragraph(*_amounts(writer, *keys))
    _table(writer, "Return interviews", keys)


def _lengths(writer: Writer) -> None:
    writer.parts.append(Heading("How long were children away?"))
    writer.paragraph(*_amounts(writer, "median-duration", "longest-duration"))
    _table(writer, "Length of missing episodes", ("median-duration", "longest-duration"))


def _care(writer: Writer) -> None:
    writer.parts.append(Heading("How many episodes were of looked-after children?"))
    writer.paragraph(_amount(writer, "looked-after-share"))
    _broken_down(writer, "Missing episodes by placement", "missing-episodes", "placement")


def _who(writer: Writer) -> None:
    writer.parts.append(Heading("Who were the children?"))
    for by, words in (("age", "age"), ("sex", "sex"), ("ethnicity", "ethnicity"), ("disability", "disability")):
        _broken_down(writer, f"Children who went missing by {words}", "missing-children", by)


def _unrecorded(writer: Writer) -> None:
    writer.parts.append(Heading("What is not recorded, and what has not been sent?"))
    writer.paragraph(sentences.unrecorded(list(_gaps(writer)), "the year's episodes"))
    writer.paragraph(["What an agency keeps in its own system and does not send is not known here."])
    quarters = writer.year.quarters
    whole = writer.of.coverage
    writer.table(
        "What each agency had told us", ("Agency", "Area", *(quarter.short for quarter in quarters), "How late"),
        [
            [Run(agency), Run(name), *(Run(told_by.told_about(whole, agency, area, quarter)) for quarter in quarters),
             Run(told_by.lateness(whole, agency, area))]
            for area, name in writer.of.area_names.items()
            for agency in whole.concerned(area)
        ], words=True,
    )  # fmt: skip


def _gaps(writer: Writer) -> Iterator[tuple[str, Told]]:
    for key, by, words in GAPS:
        for line, cell in _categories(writer, key, by):
            if line.category == "not_recorded" and cell.state in {State.SHOWN, State.HIDDEN}:
                yield words, told(line, cell)
    of = Numbers(writer.of, _line("missing-episodes"), AREA_NOT_RECORDED)
    cell = of.cell(writer.year)
    if cell.state in {State.SHOWN, State.HIDDEN}:
        yield "area", told(of.line, cell)
