"""What the search adds to a child's chronology."""

import uuid
from collections.abc import Iterable, Sequence

from lapwing.access.doors import address
from lapwing.cases.missing.search.models import ParentTold, Sighting
from lapwing.people.chronology import Line, register

KIND, SOURCE = "missing", "missing_search"


def source(persons: Sequence[uuid.UUID]) -> Iterable[Line]:
    """Sightings that were not discounted, and who with parental responsibility was told."""
    for one in Sighting.objects.of(persons).exclude(state="discounted"):
        words = f"Seen: {one.place} ({one.get_state_display().lower()})"
        yield Line(one.moment, one.agency_id, words, KIND, one.pk, address("absence", one.absence_id))
    for told in ParentTold.objects.of(persons).filter(told=True).exclude(at=None):
        assert told.moment is not None
        words = f"{told.who} told that the child is missing"
        yield Line(told.moment, told.agency_id, words, KIND, told.pk, address("absence", told.absence_id))


def start() -> None:
    register(SOURCE, source)
