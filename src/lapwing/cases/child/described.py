"""A child's ethnicity and disability, as agencies told them. Row security lets through what the reader may know: these
are rows of their own, which no pointer tells.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from lapwing.people.models import Characteristics
from lapwing.rules import words
from lapwing.web.parts import Fact


@dataclass(frozen=True)
class Described:
    """What one agency tells, and the page of its versions."""

    agency: str
    facts: tuple[Fact, ...]
    versions: str


def described(persons: Sequence[uuid.UUID]) -> list[Described]:
    """What each agency tells of it."""
    rows = Characteristics.objects.of(persons).select_related("agency").order_by("recorded_at", "pk")
    return [
        Described(row.agency.name, _facts(row), reverse("record_history", args=["characteristics", row.pk]))
        for row in rows
    ]


def _facts(row: Characteristics) -> tuple[Fact, ...]:
    told = (("Ethnicity", ethnicity(row.ethnicity)), ("Disability", disabilities(row.disabilities)))
    return tuple(Fact(name, said or "Not recorded") for name, said in told)


def ethnicity(code: str) -> str:
    """In the words of the return; empty where nothing is recorded."""
    return words.get("ethnicity").words(code) if code else ""


def disabilities(codes: Sequence[str]) -> str:
    """In the words of the census; empty where nothing is recorded, which is not the same as none."""
    return ", ".join(words.get("disabilities").words(code) for code in codes)
