"""On a child's page: the ways to what decides who sees the record at all."""

import uuid
from collections.abc import Sequence
from typing import Any

from lapwing.access.doors import way
from lapwing.access.models import Seal
from lapwing.access.viewer import current
from lapwing.people.models import Told


def ways(child: uuid.UUID, persons: Sequence[uuid.UUID]) -> dict[str, Any] | None:
    """Sealing it, restricting or erasing it, and that one must not look: to each role what it may do."""
    seal, remedy = way("seal_child", child), way("remedy", child)
    lines = [
        ("Seal this child’s records", "" if seal and _is_sealed(child) else seal),
        ("Restrict these records, or ask that they be erased", remedy if remedy and _is_ours(persons) else ""),
        ("I must not look at this child’s record", way("declare_conflict", child)),
    ]
    shown = [(words, url) for words, url in lines if url]
    return {"lines": shown} if shown else None


def _is_sealed(child: uuid.UUID) -> bool:
    return Seal.objects.filter(child=child, until=None).exists()


def _is_ours(persons: Sequence[uuid.UUID]) -> bool:
    """An agency restricts and erases what it tells itself."""
    return Told.objects.filter(pk__in=persons, agency=current().agency).exists()
