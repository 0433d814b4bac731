"""What other rooms may ask about handovers. Row security is the only filter."""

import uuid

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
