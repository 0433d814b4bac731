"""What other rooms may ask about meetings. Row security is the only filter."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max, QuerySet
from django.utils import timezone

from lapwing.work.meetings.models import Invitation, Item, Meeting


def meetings_of(persons: Iterable[uuid.UUID]) -> QuerySet[Meeting]:
    """The meetings about these persons as told, latest first."""
    return Meeting.objects.of(persons).select_related("agency").order_by("-at", "pk")


def coming_up(holders: Iterable[uuid.UUID]) -> QuerySet[Invitation]:
    """The invitations of these seats and teams to meetings not yet held, soonest first."""
    invited = Invitation.objects.filter(holder__in=set(holders), held=False, meeting__state=Meeting.State.CALLED)
    return invited.select_related("meeting", "of_agency").order_by("meeting__at", "pk")


def called_on(subject: uuid.UUID) -> Meeting | None:
    """The meeting on a subject that was called last, and is still to come."""
    called = Meeting.objects.filter(subject=subject, state=Meeting.State.CALLED, at__gt=timezone.now())
    return called.order_by("-recorded_at", "-pk").first()


def items_of(meeting: Meeting) -> list[Item]:
    """The items of a meeting that are open to the viewer, in order; each once, whoever else has it too."""
    found: dict[uuid.UUID, Item] = {}
    for item in Item.objects.filter(meeting=meeting).order_by("position", "-is_first", "pk"):
        found.setdefault(item.item, item)
    return list(found.values())


def open_until(subjects: set[uuid.UUID]) -> dict[uuid.UUID, datetime]:
    """For each of these subjects with a meeting called and not yet held: when the last of them is."""
    called = Meeting.objects.filter(subject__in=subjects, state=Meeting.State.CALLED, at__gt=timezone.now())
    return dict(called.values_list("subject").annotate(last=Max("at")))
