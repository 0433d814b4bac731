"""What the police's own interview adds to a child's chronology: that it was held, and never what was said."""

import uuid
from collections.abc import Iterable, Sequence

from django.urls import reverse

from lapwing.cases.missing.heard.models import Prevention
from lapwing.people.chronology import Line, register

KIND, SOURCE = "interview", "prevention_interview"


def source(persons: Sequence[uuid.UUID]) -> Iterable[Line]:
    for one in Prevention.objects.of(persons):
        if one.held:
            url = reverse("absence", args=[one.absence_id])
            yield Line(one.held, one.agency_id, "Police prevention interview held", KIND, one.pk, url)


def start() -> None:
    register(SOURCE, source)
