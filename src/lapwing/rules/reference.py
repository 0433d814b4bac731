"""The reference page of duties, made from the duties themselves and their worked examples.

python -m lapwing.rules.reference            writes docs/reference/duties.md
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from lapwing.rules import duties, words
from lapwing.rules.duties import Duty, Edition, LocalSetting, Part, Unit, Window
from lapwing.rules.examples.duties import REPEATS, WORKED, Repeats, Worked
from lapwing.rules.examples.working_days import COUNTED, Counted
from lapwing.rules.moments import day_words, listed, parse
from lapwing.rules.working_days import Counting, published_range

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "duties.md"

COUNTING_WORDS = {
    Counting.DAY_0: "the day itself is not counted",
    Counting.DAY_1: "the day itself, if a working day, is day 1",
}

OPENING = """\
# Duties

What guidance says is due, after what, and within how long. This page is made from `src/lapwing/rules` and its worked
examples, which are also its tests: do not edit it by hand.

A case is judged by the edition in force on the day of its trigger. A duty whose source nobody has read in the original
is marked **unverified**, here and wherever it is used. From *Decision on a referral* on, no page starts the clock yet.
"""

WORKING_DAYS = """\
## Working days

A working day is any day other than a Saturday, a Sunday, Christmas Day, Good Friday or a bank holiday of England and
Wales. Bank holidays are those published, {first} to {last}; a date counted outside those years is provisional and says
so. Under *day 0* the trigger's own day is not counted; under *day 1* it is, if it is a working day.
"""


def render(
    worked: Sequence[Worked] = WORKED, repeats: Sequence[Repeats] = REPEATS, counted: Sequence[Counted] = COUNTED
) -> str:
    """The page as Markdown."""
    sections = [OPENING, _contents(), *(_duty(duty, worked, repeats) for duty in duties.all()), _working_days(counted)]
    return "\n".join(sections)


def _contents() -> str:
    rows = ((f"[{duty.title}](#{duty.key})", duty.trigger, _length(duty), _verified(duty)) for duty in duties.all())
    return table(("Duty", "After", "Within", "Source"), rows)


def _length(duty: Duty) -> str:
    return duty.editions[-1].length.words


def _verified(duty: Duty) -> str:
    return "read" if duty.editions[-1].verified else "**unverified**"


def _duty(duty: Duty, worked: Iterable[Worked], repeats: Iterable[Repeats]) -> str:
    own = [example for example in worked if example.duty == duty.key]
    windows = [example for example in repeats if example.duty == duty.key]
    parts = [
        f'<a id="{duty.key}"></a>\n\n## {duty.title}\n',
        _facts(duty),
        _editions(duty),
        _examples(own),
        _windows(duty.window, windows) if duty.window else "",
    ]
    return "\n".join(part for part in parts if part)


def _facts(duty: Duty) -> str:
    facts = {
        "After": f"{duty.trigger}.",
        "Due": duty.what,
        "Counted from": f"{_anchors(duty)}.",
        "An area may change": f"{_changeable(duty)}.",
        "A running clock": "keeps its edition." if duty.keeps_edition else "takes a new edition when it comes.",
        "Note": duty.note,
    }
    lines = [f"- **{name}**: {fact}" for name, fact in facts.items() if fact]
    return "\n".join([*lines, ""])


def _anchors(duty: Duty) -> str:
    first, *others = duty.anchors
    said = [f"{other.words} ({other.source})" for other in others]
    return f"{first.words}; where an area says so: {'; '.join(said)}" if said else first.words


def _changeable(duty: Duty) -> str:
    parts = [part.value for part in Part if part in duty.local]
    return "; ".join(parts) if parts else "nothing"


def _editions(duty: Duty) -> str:
    rows = (
        (
            edition.publication.title,
            _in_force(edition),
            edition.length.words,
            COUNTING_WORDS[edition.counting] if edition.length.unit is Unit.WORKING_DAYS else "",
            edition.binds,
            _source(edition),
        )
        for edition in duty.editions
    )
    notes = [note for edition in duty.editions if (note := edition.note)]
    return "\n".join(
        [
            table(("Edition", "In force", "Within", "Counting", "Binds as", "Source"), rows),
            *(f"{note}\n" for note in notes),
        ]
    )


def _in_force(edition: Edition) -> str:
    publication = edition.publication
    first = day_words(publication.in_force_from) if publication.in_force_from else "start not known"
    last = day_words(publication.in_force_until) if publication.in_force_until else "now"
    return f"{first} to {last}. {publication.dates_note}".strip()


def _source(edition: Edition) -> str:
    citation = edition.citation
    if citation.caution:
        return f"{citation.place}. **{citation.caution[:10]}**{citation.caution[10:]}"
    return f"{citation.place}. Read in: {'; '.join(page.words for page in citation.pages)}."


def _examples(worked: Sequence[Worked]) -> str:
    rows = (
        (example.case, example.trigger, example.due, _locally(example.local, example.counted)) for example in worked
    )
    return table(("Example", "Trigger", "Due", "How it was counted"), rows)


def _locally(local: LocalSetting | None, counted: str) -> str:
    return f"{counted} As set by {local.source}." if local and local.source else counted


def _windows(window: Window, repeats: Sequence[Repeats]) -> str:
    types = words.get("missing_types")
    kinds = listed(sorted(f'"{types.words(kind)}"' for kind in window.kinds))
    rows = (
        (
            example.case,
            "; ".join(_occurrence(*each) for each in example.occurrences),
            "yes" if example.reached else "no",
        )
        for example in repeats
    )
    opening = f"Window: {window.words}, first and last day included. What counts: {kinds}.\n"
    return "\n".join([opening, table(("Example", "Occurrences", "Reached"), rows)])


def _occurrence(began: str, kind: str) -> str:
    return f"{parse(began).words}: {words.get('missing_types').words(kind)}"


def _working_days(counted: Iterable[Counted]) -> str:
    first, last = published_range()
    rows = (
        (day_words(one.start), str(one.days), day_words(one.day_0), day_words(one.day_1), one.because)
        for one in counted
    )
    opening = WORKING_DAYS.format(first=first.year, last=last.year)
    return "\n".join([opening, table(("Trigger", "Working days", "Day 0", "Day 1", "Why it is here"), rows)])


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join([*(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines), ""])


def main() -> None:
    """Write the page."""
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(render(), encoding="utf-8")


if __name__ == "__main__":
    main()
