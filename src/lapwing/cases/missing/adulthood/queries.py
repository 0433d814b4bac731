"""What other rooms may ask about handovers. Row security is the only filter."""

import uuid
from datetime import date

from django.db.models import QuerySet

from lapwing.cases.missing.adulthood.models import Handover


def person_of(handover: uuid.UUID) -> uuid.UUID | None:
    """Whom a handover is about, a person as told; None where the viewer may not see it."""
    return Handover.objects.filter(pk=handover).values_list("person", flat=True).first()


def handovers() -> QuerySet[Handover]:
    """Every handover that the viewer may see: those still open first, the next birthday first."""
    return Handover.objects.order_by("-state", "turns_18", "pk").select_related("agency")


def still_open() -> QuerySet[Handover]:
    return handovers().filter(state__in=[Handover.State.PROPOSED, Handover.State.TOLD]).order_by("turns_18", "pk")


def ended_before(birthday: date) -> QuerySet[Handover]:
    """Those taken on or not needed, of whoever turns 18 on this day or later: a mistake can be seen and put right."""
    ended = [Handover.State.TAKEN_ON, Handover.State.NOT_NEEDED]
    return handovers().filter(state__in=ended, turns_18__gte=birthday).order_by("turns_18", "pk")
