"""What may be asked about files read in. Row security answers with the viewer's own agency's alone."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from lapwing.access import viewer
from lapwing.exchange.inbound.formats import FORMATS
from lapwing.exchange.inbound.models import Headings, Intake, IntakeRow
from lapwing.exchange.inbound.table import Known
from lapwing.people import changes as people

State = IntakeRow.State


@dataclass(frozen=True)
class Accounts:
    """A file's rows by where each stands. They balance: every row of the file is in one of them."""

    rows: int
    by_state: Counter[str]

    @property
    def balance(self) -> bool:
        return self.by_state.total() == self.rows

    @property
    def waiting(self) -> int:
        return self.by_state[State.WAITING]

    @property
    def taken(self) -> int:
        return sum(self.by_state[state] for state in (State.NEW, State.UPDATED, State.UNCHANGED, State.DOUBTFUL))


def intakes() -> QuerySet[Intake]:
    """The files that the viewer's agency read in or looked at, newest first."""
    return Intake.objects.exclude(state=Intake.State.THROWN_AWAY).order_by("-recorded_at", "-id")


def known_headings() -> list[Known]:
    """What the viewer's agency said of its sources' headings, the latest first."""
    rows = Headings.objects.filter(agency=viewer.current().agency).order_by("-recorded_at")
    return [Known(FORMATS[row.format], row.columns) for row in rows if row.format in FORMATS]


def in_order(files: Iterable[Intake]) -> list[Intake]:
    """Files of one return in the order in which they are taken: children before their placements and absences."""
    return sorted(files, key=lambda file: (FORMATS[file.format].order, file.recorded_at))


def accounts(files: Sequence[Intake]) -> dict[uuid.UUID, Accounts]:
    """The accounts of each of these files, in one statement."""
    counted: dict[uuid.UUID, Counter[str]] = defaultdict(Counter)
    rows = IntakeRow.objects.filter(intake__in=[file.pk for file in files])
    for key, state, number in rows.values_list("intake", "state").annotate(number=Count("pk")):
        counted[key][state] = number
    return {file.pk: Accounts(file.rows, counted[file.pk]) for file in files}


def forecast(file: Intake) -> Counter[str]:
    """What a file's rows would become, as worked out when it was read."""
    rows = file.lines.values_list("expected").annotate(number=Count("pk"))
    return Counter(dict(rows))


def reasons(file: Intake) -> Counter[str]:
    """How many rows stand under each reason, by its code."""
    marks: Counter[str] = Counter()
    for row in file.lines.exclude(marks=[]).values_list("marks", flat=True):
        marks.update(row)
    return marks


def in_quarantine() -> QuerySet[IntakeRow]:
    """Rows that could not be taken, of files that somebody confirmed."""
    confirmed = [Intake.State.TAKING, Intake.State.DONE]
    return (
        IntakeRow.objects.filter(state=State.QUARANTINED, intake__state__in=confirmed)
        .select_related("intake")
        .order_by("-intake__recorded_at", "intake", "number")
    )


def show(rows: Iterable[IntakeRow]) -> list[IntakeRow]:
    """These rows, with the children whom they tell of noted as shown to the viewer."""
    shown = list(rows)
    viewer.show(row.about for row in shown if row.about)
    children = {told for row in shown if row.about is None and (told := child_of(row))}
    viewer.show(people.known_by_reference(children).values())
    return shown


def child_of(row: IntakeRow) -> str:
    """The agency's reference of the child that a row tells of; empty where it cannot be read."""
    column = FORMATS[row.intake.format].child
    named = dict(zip(row.intake.headings, row.cells, strict=False))
    return named.get(column, "").strip()
