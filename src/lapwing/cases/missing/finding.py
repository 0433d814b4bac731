"""Who is it? Among the children whom the viewer may see: their own agency's, and those in whose circle they stand."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from lapwing.access.models import Identity
from lapwing.access.viewer import current
from lapwing.directory.keys import new_key
from lapwing.people import queries as people
from lapwing.people.changes import Telling
from lapwing.people.matching import candidates
from lapwing.people.models import Told
from lapwing.people.queries import Summary

MOST = 20


@dataclass(frozen=True)
class Found:
    """Children who could be the one described, as far as the viewer may see them."""

    children: list[Summary]
    more: bool


def find(given: str = "", family: str = "", born: date | None = None, reference: str = "") -> Found:
    """Look among visible children. The search also makes the call that tells custodians, whether or not it hits."""
    described = candidates.Described(given=given, family=family, born=born)
    keys = {candidate.person for candidate in candidates.find(described)} if (born or family) else set()
    asked = Q(pk__in=keys)
    if reference:
        asked |= Q(agency=current().agency, reference=reference)
    persons = list(Told.objects.filter(asked, is_child=True).values_list("pk", flat=True)[: MOST * 4])
    return _summaries(persons)


def living_here() -> Found:
    """The children whom a home itself tells: few, and the ones it reports."""
    persons = Told.objects.filter(agency=current().agency, is_child=True).order_by("family", "given")
    return _summaries(list(persons.values_list("pk", flat=True)[: MOST * 4]))


def _summaries(persons: list[uuid.UUID]) -> Found:
    child_of = dict(Identity.objects.filter(person__in=persons).values_list("person", "child"))
    children = list(dict.fromkeys(child_of[person] for person in persons if person in child_of))
    found = people.summaries(children[:MOST])
    return Found([found[child] for child in children[:MOST]], len(children) > MOST)


def telling(said: Mapping[str, Any]) -> Telling:
    """A child as a form describes them; where the agency has no reference of its own, one is made."""
    return Telling(
        reference=said["reference"] or f"form:{new_key()}", given=said["given"], family=said["family"],
        born=said["born"], sex=said["sex"], postcode=said["postcode"].upper(),
    )  # fmt: skip
