"""What other rooms may ask about what a child said. Row security is the only filter."""

import uuid
from collections.abc import Iterable

from django.db.models import QuerySet

from lapwing.access.viewer import current, turning
from lapwing.cases.missing.heard.models import Allegation, Grading, Intelligence, Mark, Prevention, Quotation
from lapwing.people import queries as people
from lapwing.work.alerts.models import Barred
from lapwing.work.instruments import queries as instruments
from lapwing.work.instruments.models import SafeNote
from lapwing.work.meetings.read_out import Spoken

WITHHELD = "The child’s own words are not read out in this meeting, as it stands."


def person_of(intelligence: uuid.UUID) -> uuid.UUID | None:
    """Whom intelligence came from, a person as told; None where the viewer may not see it."""
    return Intelligence.objects.filter(pk=intelligence).values_list("person", flat=True).first()


def preventions_of(absence: uuid.UUID) -> QuerySet[Prevention]:
    """The police's own interviews after an absence, or why none was held."""
    return Prevention.objects.filter(absence=absence).select_related("agency").order_by("recorded_at", "pk")


def quotations_of(persons: Iterable[uuid.UUID]) -> QuerySet[Quotation]:
    """A child's own words that a worker cleared, newest first. Read out only where `may_be_read_out`."""
    rows = Quotation.objects.of(persons).filter(state=Quotation.State.CLEARED)
    return rows.order_by("-cleared_at", "pk")


def to_read_out(persons: set[uuid.UUID], invited: set[uuid.UUID]) -> dict[uuid.UUID, list[Spoken]]:
    """What of a child's cleared words may be read out where these agencies are invited: never by default, and nothing
    where somebody of an invited agency may be the one whom the child fears.
    """
    child_of = people.children_of(persons)
    everyone = people.everyone(child_of.values())
    # Whether somebody is barred shows to nobody by it: it is asked as background work, and the words do not say.
    with turning():
        rows = Barred.objects.filter(person__in=everyone, barred__in=invited, until=None)
        barred = {everyone[person] for person in rows.values_list("person", flat=True)}
    found: dict[uuid.UUID, list[Spoken]] = {}
    for row in quotations_of(everyone).filter(may_be_read_out=True):
        child = everyone[row.person]
        told = Spoken("", WITHHELD) if child in barred else Spoken(row.words)
        if told not in found.setdefault(child, []):
            found[child].append(told)
    return {person: found[child] for person, child in child_of.items() if child in found}


def marks_of(persons: Iterable[uuid.UUID]) -> QuerySet[Mark]:
    """That the police hold intelligence about a child: grade and day, and nothing of where it came from."""
    return Mark.objects.of(persons).select_related("agency").order_by("-on", "pk")


def notes_to(persons: Iterable[uuid.UUID]) -> tuple[list[SafeNote], list[SafeNote]]:
    """The notes about these persons: those that name the viewer's own seat or team; and those cleared for others, which
    practitioners of the circle see too, so that nobody passes on more than the child agreed to.
    """
    mine, found = set(current().holders), list(instruments.notes_of(persons))
    return [note for note in found if note.holder in mine], [note for note in found if note.holder not in mine]


def allegations_of(interview: uuid.UUID) -> QuerySet[Allegation]:
    return Allegation.objects.filter(interview=interview).select_related("barred").order_by("recorded_at", "pk")


def intelligence_here() -> QuerySet[Intelligence]:
    """What the viewer's agency sent, and what was sent to the viewer's team: the newest first."""
    return Intelligence.objects.select_related("agency", "absence").order_by("-recorded_at", "pk")


def gradings_of(intelligence: Iterable[uuid.UUID]) -> dict[uuid.UUID, Grading]:
    """What the police said of each, as far as they have it."""
    rows = Grading.objects.filter(intelligence__in=list(intelligence)).select_related("agency")
    return {row.intelligence_id: row for row in rows}
