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
    """What one agency tells, or several that tell the same; each with the page of its versions."""

    facts: tuple[Fact, ...]
    sources: list[tuple[str, str]]


def described(persons: Sequence[uuid.UUID]) -> list[Described]:
    """What is told of it, each once, with the agencies that tell it."""
    rows = Characteristics.objects.of(persons).select_related("agency").order_by("recorded_at", "pk")
    told: dict[tuple[Fact, ...], list[tuple[str, str]]] = {}
    for row in rows:
        versions = reverse("record_history", args=["characteristics", row.pk])
        told.setdefault(_facts(row), []).append((row.agency.name, versions))
    return [Described(facts, sources) for facts, sources in told.items()]


def _facts(row: Characteristics) -> tuple[Fact, ...]:
    told = (("Ethnicity", ethnicity(row.ethnicity)), ("Disability", disabilities(row.disabilities)))
    return tuple(Fact(name, said or "Not recorded") for name, said in told)


def ethnicity(code: str) -> str:
    """In the words of the return; empty where nothing is recorded."""
    return words.get("ethnicity").words(code) if code else ""


def disabilities(codes: Sequence[str]) -> str:
    """In the words of the census; empty where nothing is recorded, which is not the same as none."""
    return ", ".join(words.get("disabilities").words(code) for code in codes)
