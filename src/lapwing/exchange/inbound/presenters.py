"""Words and colours of the pages about files."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lapwing.exchange.inbound import cells, formats
from lapwing.exchange.inbound.checking import check
from lapwing.exchange.inbound.formats import FORMATS, Column
from lapwing.exchange.inbound.models import Intake, IntakeRow
from lapwing.exchange.inbound.queries import Accounts
from lapwing.exchange.inbound.reasons import REASONS, Reason
from lapwing.rules import words
from lapwing.rules.moments import plural
from lapwing.web.parts import Tag

STATES = {
    IntakeRow.State.WAITING: Tag("Waiting", "grey"),
    IntakeRow.State.NEW: Tag("New", "green"),
    IntakeRow.State.UPDATED: Tag("Updated", "blue"),
    IntakeRow.State.UNCHANGED: Tag("Unchanged", "grey"),
    IntakeRow.State.DOUBTFUL: Tag("Doubtful", "yellow"),
    IntakeRow.State.QUARANTINED: Tag("In quarantine", "red"),
    IntakeRow.State.SET_ASIDE: Tag("Set aside", "purple"),
}
FILES = {
    Intake.State.SHOWN: Tag("Not confirmed", "yellow"),
    Intake.State.TAKING: Tag("Being read in", "blue"),
    Intake.State.DONE: Tag("Read in", "green"),
    Intake.State.THROWN_AWAY: Tag("Thrown away", "grey"),
}
WHAT_IT_MEANS = {
    IntakeRow.State.NEW: "recorded for the first time",
    IntakeRow.State.UPDATED: "said something else than before; the record was changed, with its history",
    IntakeRow.State.UNCHANGED: "said nothing new",
    IntakeRow.State.DOUBTFUL: "taken, and somebody must look",
    IntakeRow.State.QUARANTINED: "kept, not taken, until somebody mends them or sets them aside",
    IntakeRow.State.SET_ASIDE: "left out by somebody, with a reason",
    IntakeRow.State.WAITING: "not taken so far",
}
EXPECTED = {
    IntakeRow.State.NEW: "will be recorded for the first time",
    IntakeRow.State.UPDATED: "say something else than before, and will change the record",
    IntakeRow.State.UNCHANGED: "say nothing new",
    IntakeRow.State.DOUBTFUL: "will be taken, and somebody must look",
    IntakeRow.State.QUARANTINED: "cannot be taken; they are kept until somebody mends them or sets them aside",
}


@dataclass(frozen=True)
class Line:
    """One line of a file's accounts: how many rows, in which state, and what that means."""

    number: int
    tag: Tag
    means: str
    state: str


def accounts(of: Accounts) -> list[Line]:
    """A file's accounts, in the order of the states, those with rows alone."""
    return [Line(of.by_state[s], STATES[s], WHAT_IT_MEANS[s], s) for s in IntakeRow.State if of.by_state[s]]


def forecast(counted: Counter[str]) -> list[Line]:
    return [Line(counted[s], STATES[s], means, s) for s, means in EXPECTED.items() if counted[s]]


@dataclass(frozen=True)
class Because:
    number: int
    reason: Reason


def because(counted: Counter[str]) -> list[Because]:
    """Reasons with the number of rows under each, the weightiest first."""
    return [Because(counted[code], reason) for code, reason in REASONS.items() if counted[code]]


@dataclass(frozen=True)
class Understood:
    """A column of a file: its heading, what it was taken to be, and how its first cell was read."""

    heading: str
    means: str
    told: str
    read: str


def columns(file: Intake, first: IntakeRow | None) -> Iterator[Understood]:
    """How each column of a file was understood; those of no known heading are kept with the row and not used."""
    format_ = FORMATS[file.format]
    told = dict(zip(file.headings, first.cells if first else [], strict=False))
    row = check(format_, file.headings, 0, first.cells) if first else None
    for heading in (heading for heading in file.headings if heading):
        column = format_.column(heading)
        theirs = file.mapped.get(heading, heading)
        if column is None:
            yield Understood(theirs, "Not known: kept with the row", told.get(heading, ""), "")
        else:
            yield Understood(theirs, column.words, told.get(heading, ""), _read(column, row.cells if row else {}))


def likely(theirs: Sequence[str], kind_of_agency: str) -> str:
    """The kind of file whose columns these headings name most of; of two alike, the agency's own."""
    found = {formats.heading(one) for one in theirs}
    first = "police_missing" if kind_of_agency == "police" else "council_missing"

    def named(key: str) -> tuple[int, bool]:
        return sum(1 for column in FORMATS[key].columns if {column.name, *column.also} & found), key == first

    return max(FORMATS, key=named)


def guess(column: Column, theirs: Sequence[str]) -> str:
    """The heading that most likely stands for a column; empty where none does."""
    known = {column.name, *column.also}
    return next((one for one in theirs if formats.heading(one) in known), "")


def _read(column: Column, row: Mapping[str, str]) -> str:
    value = row.get(column.name, "")
    if not column.used:
        return "kept with the row" if value else ""
    if column.codes and value:
        return ", ".join(words.get(column.codes).words(one) for one in value.split())
    return cells.read_out(value) if value and column.read in {cells.day, cells.when} else value


def about(file: Intake) -> str:
    """What is said of a file in a line."""
    parts = [plural(file.rows, "row")]
    if file.before:
        parts.append(f"{plural(file.before, 'line')} before the headings, left out")
    if file.blank:
        parts.append(f"{plural(file.blank, 'blank line')}")
    return "; ".join(parts)


def title(file: Intake) -> str:
    return FORMATS[file.format].title
