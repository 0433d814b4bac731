"""The reference page of measures, made from the measures themselves and their worked examples.

python -m lapwing.measures.reference         writes docs/reference/measures.md
"""

from collections.abc import Sequence
from pathlib import Path

from lapwing.measures import disclosure, publishing
from lapwing.measures.catalogue import MEASURES
from lapwing.measures.cells import Cell
from lapwing.measures.coverage import Coverage, Told
from lapwing.measures.examples.care import CARE, Care
from lapwing.measures.examples.children import REPEATED, Repeated
from lapwing.measures.examples.episodes import COUNTED, SHOWN, Absence, Counted, Shown
from lapwing.measures.examples.first import AT_FIRST, AtFirst
from lapwing.measures.examples.interviews import INTERVIEWS, Interview
from lapwing.measures.examples.lengths import LENGTHS, Lengths
from lapwing.measures.examples.rates import RATES, Rate
from lapwing.measures.grid import ALL, Place
from lapwing.measures.missing import breakdowns, crossings
from lapwing.measures.missing.episodes import EPISODES
from lapwing.measures.model import Breakdown, Kind, Measure
from lapwing.measures.periods import Year, day_words, parse, within
from lapwing.measures.tables import ABSENCES_SCHEMA, AREA_NOT_RECORDED, COVERAGE_SCHEMA
from lapwing.rules import words
from lapwing.rules.reference import table

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "measures.md"

OPENING = """\
# Measures

What each published number counts. This page is made from `src/lapwing/measures` and its worked examples, which are also
its tests: do not edit it by hand. The scorecard, its charts and the yearly report read the same definition, and a
number that was published keeps the definition's digest.
"""

SHARES = """\
A share is of the two counts that its definition names: 12 of 20 is 60.0%. It stands as `none` where there is nothing to
take a share of, and as *not recorded* where nobody recorded what it is about. A mean is one count for each of another,
to one decimal. Both are hidden with either of their counts.
"""

SMALL = f"""\
## Small numbers

{disclosure.__doc__}
Four counts and their total, and what is shown:

"""

SNAPSHOT = """\
## What measures read

A snapshot: files without names, addresses or anybody's words, in which a child is a pseudonym. It is still personal
data and guarded so. Opening a number to the children behind it reads PostgreSQL instead, under the viewer's own row
security, as of the moment of the snapshot; a pseudonym is never turned back.
"""


def render() -> str:
    """The page as Markdown."""
    return "\n".join([OPENING, *(_measure(measure) for measure in MEASURES.values()), _small(), _snapshot()])


def _measure(measure: Measure) -> str:
    facts = [f"- **{heading}**: {said}" for heading, said in measure.definition.items()]
    heading = "Read by" if measure.is_of_wholes else "Read by, for a year"
    parts = [
        f'<a id="{measure.key}"></a>\n\n## {measure.title}\n',
        *facts,
        *([f"- **Read by**: {_listed(measure.breakdowns)}"] if measure.breakdowns else []),
        *([f"- **{heading}**: {_listed(who)}"] if (who := crossings.who(measure)) else []),
        "",
        f"As code:\n\n```python\n{measure.expression}\n```\n",
        f"Digest of the definition: `{measure.digest}`\n",
        _examples(measure),
    ]
    return "\n".join(parts)


def _listed(breakdowns: Sequence[Breakdown]) -> str:
    return "; ".join(by.title[0].lower() + by.title[1:] for by in breakdowns)


def _examples(measure: Measure) -> str:
    if measure is EPISODES:
        return "\n".join(["What is counted:\n", _counted(COUNTED), "What stands in the table:\n", _shown(SHOWN)])
    by = measure.part.by
    if by == "interview":
        return "Worked examples, each of one absence that ended with a return:\n\n" + _interviews(INTERVIEWS)
    if by == "repeat":
        return "Worked examples, each of one child:\n\n" + _repeated(REPEATED)
    if by == "length":
        return "Worked examples, each of one area's episodes in a year:\n\n" + _lengths(LENGTHS)
    if by == "placement":
        return SHARES + "\nWorked examples, each of one area's episodes in a year:\n\n" + _care(CARE)
    if measure.kind is Kind.RATE:
        return "Worked examples, each of one area in 2019/20:\n\n" + _rates(RATES)
    if measure.kind is Kind.MEAN:
        return SHARES + "\nWorked examples, each by age at the first absence of the year:\n\n" + _at_first(AT_FIRST)
    return SHARES if measure.kind is Kind.SHARE else ""


def _interviews(examples: Sequence[Interview]) -> str:
    rows = [(one.case, one.returned, one.held or "not held", one.words, one.because) for one in examples]
    return table(("Example", "Returned", "Held", "Counted as", "Why"), rows)


def _at_first(examples: Sequence[AtFirst]) -> str:
    bands = {each.key: each.words for each in breakdowns.FIRST_AGE.categories}
    rows = [
        (
            one.case,
            "; ".join(f"child {child or 'not known'}, aged {age}, {day_words(day)}" for child, day, age in one.told),
            "; ".join(
                f"{bands[band]} in {parse(year).label}: {episodes} of {children}"
                for (band, year), (episodes, children) in one.expected.items()
            ),
            one.because,
        )
        for one in examples
    ]
    return table(("Example", "Absences", "Episodes, of so many children", "Why"), rows)


def _lengths(examples: Sequence[Lengths]) -> str:
    rows = [(one.case, one.words, one.median, one.longest, one.because) for one in examples]
    return table(("Example", "How long they lasted", "Median", "Longest", "Why"), rows)


def _care(examples: Sequence[Care]) -> str:
    rows = [
        (one.case, str(one.looked_after), str(one.others), str(one.not_told), one.shown, one.because)
        for one in examples
    ]
    return table(("Example", "Looked after", "Not looked after", "No council told", "Shown", "Why"), rows)


def _rates(examples: Sequence[Rate]) -> str:
    rows = [
        (one.case, f"{one.episodes:,}", "; ".join(f"mid-{year}: {n:,}" for year, n in one.children) or "none",
         one.shown, one.because)
        for one in examples
    ]  # fmt: skip
    return table(("Example", "Episodes", "Children who live there", "Shown", "Why"), rows)


def _repeated(examples: Sequence[Repeated]) -> str:
    rows = [
        (one.case, ", ".join(map(day_words, one.began)), ", ".join(one.reached) or "never", one.because)
        for one in examples
    ]
    return table(("Example", "Absences began", "Reached in", "Why"), rows)


def _counted(examples: Sequence[Counted]) -> str:
    rows = [
        (
            example.case,
            "; ".join(_absence(one) for one in example.absences),
            "; ".join(f"{_area(area)}, {parse(key).label}: {n}" for (area, key), n in example.expected.items()),
            example.because,
        )
        for example in examples
    ]
    return table(("Example", "Absences", "Episodes", "Why"), rows)


def _absence(one: Absence) -> str:
    told = " and ".join(who for who, does in (("police", one.police), ("council", one.council)) if does)
    kind = words.get("missing_types").words(one.type).lower()
    return f"{_area(one.area)}, {day_words(one.began_on)}, {kind}, told by {told}"


def _area(code: str) -> str:
    return "area not recorded" if code == AREA_NOT_RECORDED else f"area {code}"


def _shown(examples: Sequence[Shown]) -> str:
    rows = [
        (example.case, str(example.number), "; ".join(map(_told, example.told)), example.shown, example.because)
        for example in examples
    ]
    return table(("Example", "Counted", "What was told, for April to June 2019", "Shown", "Why"), rows)


def _told(one: Told) -> str:
    if one.told_from is None or one.told_until is None:
        return f"{one.agency}: nothing"
    return f"{one.agency}: {day_words(one.told_from)} to {day_words(one.told_until)}"


SMALL_EXAMPLES = (
    ((3, 20, 30, 40), "20 goes too, and the total stands: 3 can be from 1 to 22."),
    ((3, 4, 30, 40), "The two make 7: each can be from 1 to 6."),
    ((5, 0, 0, 0), "The total is the same number; zero is zero."),
    ((1, 1, 1, 9), "A total of the small ones would give each of them away."),
    ((12, 0, 31, 40), "Nothing is small."),
)


def _small() -> str:
    rows = []
    for parts, because in SMALL_EXAMPLES:
        *shown, total = (cell.text for cell in _year_of(parts))
        rows.append((" + ".join(map(str, parts)), " + ".join(shown) + f" = {total}", because))
    return SMALL + table(("Counted", "Shown", "Why"), rows)


def _year_of(parts: Sequence[int]) -> Sequence[Cell]:
    """Four quarters of an area and their year, as they are published."""
    year, counts = Year(2019), {}
    for quarter, number in zip(year.quarters, parts, strict=True):
        month = next(month for month in year.months if quarter in within(month))
        for area in ("901", ALL):
            for period in (month, quarter):
                counts[Place(EPISODES.part.population.key, area, period)] = number
            counts[Place(EPISODES.part.population.key, area, year)] = sum(parts)
    whole = publishing.published(year, counts, ("901",), Coverage((), year.last))
    return whole.table(EPISODES).row("901")


def _snapshot() -> str:
    columns = [("absences", name, kind) for name, kind in ABSENCES_SCHEMA.items()]
    columns += [("coverage", name, kind) for name, kind in COVERAGE_SCHEMA.items()]
    return "\n".join([SNAPSHOT, table(("File", "Column", "Type"), columns)])


def main() -> None:
    """Write the page."""
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(render(), encoding="utf-8")


if __name__ == "__main__":
    main()
