"""What other rooms may ask about what a child said. Row security is the only filter."""

import uuid
from collections.abc import Iterable

from django.db.models import QuerySet

from lapwing.access.viewer import current
from lapwing.cases.missing.heard.models import Allegation, Grading, Intelligence, Mark, Prevention, Quotation
from lapwing.work.instruments import queries as instruments
from lapwing.work.instruments.models import SafeNote


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


def marks_of(persons: Iterable[uuid.UUID]) -> QuerySet[Mark]:
    """That the police hold intelligence about a child: grade and day, and nothing of where it came from."""
    return Mark.objects.of(persons).select_related("agency").order_by("-on", "pk")


def notes_for_me(persons: Iterable[uuid.UUID]) -> list[SafeNote]:
    """The notes about these persons that name the viewer's own seat or team."""
    mine = set(current().holders)
    return [note for note in instruments.notes_of(persons) if note.holder in mine]


def allegations_of(interview: uuid.UUID) -> QuerySet[Allegation]:
    return Allegation.objects.filter(interview=interview).select_related("barred").order_by("recorded_at", "pk")


def intelligence_here() -> QuerySet[Intelligence]:
    """What the viewer's agency sent, and what was sent to the viewer's team: the newest first."""
    return Intelligence.objects.select_related("agency", "absence").order_by("-recorded_at", "pk")


def gradings_of(intelligence: Iterable[uuid.UUID]) -> dict[uuid.UUID, Grading]:
    """What the police said of each, as far as they have it."""
    rows = Grading.objects.filter(intelligence__in=list(intelligence)).select_related("agency")
    return {row.intelligence_id: row for row in rows}
