"""A child's ethnicity and disability, as agencies told them. Row security lets through what the reader may know: these
are rows of their own, which no pointer tells.
"""

import uuid
from collections.abc import Sequence

from django.urls import reverse

from lapwing.people.models import Characteristics
from lapwing.rules import words
from lapwing.web.parts import Fact


def described(persons: Sequence[uuid.UUID]) -> list[Fact]:
    """What each agency tells, and the way to its versions."""
    rows = Characteristics.objects.of(persons).select_related("agency").order_by("recorded_at", "pk")
    return [fact for row in rows for fact in _facts(row)]


def _facts(row: Characteristics) -> list[Fact]:
    told = (("Ethnicity", ethnicity(row.ethnicity)), ("Disability", disabilities(row.disabilities)))
    versions = reverse("record_history", args=["characteristics", row.pk])
    return [Fact(name, said, row.agency.name, versions, "Versions of") for name, said in told if said]


def ethnicity(code: str) -> str:
    """In the words of the return; empty where nothing is recorded."""
    return words.get("ethnicity").words(code) if code else ""


def disabilities(codes: Sequence[str]) -> str:
    """In the words of the census; empty where nothing is recorded, which is not the same as none."""
    return ", ".join(words.get("disabilities").words(code) for code in codes)
