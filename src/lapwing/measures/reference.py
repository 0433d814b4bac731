"""The reference page of measures, made from the measures themselves and their worked examples.

python -m lapwing.measures.reference         writes docs/reference/measures.md
"""

from collections.abc import Sequence
from pathlib import Path

from lapwing.measures import disclosure
from lapwing.measures.catalogue import MEASURES
from lapwing.measures.coverage import Told
from lapwing.measures.examples.episodes import COUNTED, SHOWN, Absence, Counted, Shown
from lapwing.measures.model import Measure
from lapwing.measures.periods import day_words, parse
from lapwing.measures.tables import ABSENCES_SCHEMA, AREA_NOT_RECORDED, COVERAGE_SCHEMA
from lapwing.rules import words
from lapwing.rules.reference import table

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "measures.md"

OPENING = """\
# Measures

What each published number counts. This page is made from `src/lapwing/measures` and its worked examples, which are also
its tests: do not edit it by hand. The scorecard, its chart and the paragraph in the yearly report read the same
definition, and a number that was published keeps the definition's digest.
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
    parts = [
        f'<a id="{measure.key}"></a>\n\n## {measure.title}\n',
        *facts,
        "",
        f"As code:\n\n```python\n{measure.expression}\n```\n",
        f"Digest of the definition: `{measure.digest}`\n",
        "What is counted:\n",
        _counted(COUNTED),
        "What stands in the table:\n",
        _shown(SHOWN),
    ]
    return "\n".join(parts)


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
        values = {str(place): number for place, number in enumerate(parts)} | {"total": sum(parts)}
        equation = {key: -1 if key == "total" else 1 for key in values}
        hidden = disclosure.hidden(values, [equation])
        shown = [disclosure.MARK if key in hidden else str(number) for key, number in values.items()]
        rows.append((" + ".join(map(str, parts)), " + ".join(shown[:-1]) + f" = {shown[-1]}", because))
    return SMALL + table(("Counted", "Shown", "Why"), rows)


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
