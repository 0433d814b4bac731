"""What used a join: all that was recorded about the child since, to be looked at when the join is undone."""

import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db import models

from lapwing.access.reach import Kind
from lapwing.access.register import GUARDS
from lapwing.people.models import Link
from lapwing.people.queries import persons_of

# What a reader calls the records whose own name says too little.
WORDS = {
    "place": "place in the circle", "sharing": "decision to share, or not to", "response": "answers to a questionnaire",
    "clock": "deadline", "item": "item of a meeting", "alert event": "what became of an alert",
    "breach": "breach: an alert reached the wrong person", "barred": "bar: an agency is told nothing",
    "correction": "line to put right", "interview": "return interview", "attempt": "attempt at a return interview",
    "prevention": "prevention interview",
}  # fmt: skip
KINDS = {Kind.ALERT, Kind.MEETING, Kind.ACTION, Kind.SHARING, Kind.PLACE, Kind.CLOCK, Kind.INTERVIEW}


@dataclass(frozen=True)
class Used:
    """One record that used the join."""

    what: str
    at: datetime
    agency: str
    table: str
    key: uuid.UUID


def used(link: Link) -> list[Used]:
    """Alerts, meetings, decisions, actions, places and clocks about the joined child since the join, oldest first, as
    far as the viewer may see them.
    """
    persons = persons_of(link.child)
    found = [
        Used(_words(model), row.recorded_at, row.agency.name, model._meta.db_table, row.pk)
        for model in _models()
        for row in model._default_manager.filter(person__in=persons, recorded_at__gte=link.since).select_related(
            "agency"
        )
    ]
    return sorted(found, key=lambda one: (one.at, str(one.key)))


def in_lines(found: Sequence[Used]) -> list[tuple[str, str, datetime, int]]:
    """What, whose, when, and how many: those of one kind, agency and minute stand in one line, the oldest first."""
    lines = Counter((one.at.replace(second=0, microsecond=0), one.what, one.agency) for one in found)
    return [(what, agency, at, number) for (at, what, agency), number in lines.items()]


def _words(model: type[models.Model]) -> str:
    own = str(model._meta.verbose_name)
    return WORDS.get(own, own)


def _models() -> Iterator[type[models.Model]]:
    for model in apps.get_models():
        guard = GUARDS.get(model._meta.db_table)
        if guard and not guard.is_history and guard.key == "person" and guard.kind in KINDS and guard.has_agency:
            yield model
