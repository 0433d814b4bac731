"""Publishing a section: its words and values, its definition, and the snapshot that they came from, for good."""

import hashlib
import json
from dataclasses import asdict
from typing import Any

from lapwing.access import ledger, viewer
from lapwing.access.models import LedgerAct
from lapwing.leadership.annual_report import paragraph
from lapwing.leadership.annual_report.models import PublishedSection
from lapwing.leadership.scorecard.presenters import area_key
from lapwing.leadership.scorecard.queries import Reading
from lapwing.measures.publishing import Cell, Table


def publish(reading: Reading) -> PublishedSection:
    """Freeze the section as this reading gives it. The same reading again changes nothing and gives the same row."""
    made = content(reading)
    section, is_new = PublishedSection.objects.get_or_create(
        measure=reading.measure.key,
        start=reading.year.start,
        snapshot=reading.snapshot,
        definition_digest=reading.measure.digest,
        defaults={"content": made, "digest": digest(made), "published_by": viewer.current().seat},
    )
    if is_new:
        ledger.line(LedgerAct.CHANGE, "annual_report.publish", subjects=[section.pk])
    return section


def content(reading: Reading) -> str:
    """Words, values and definition as canonical JSON: the same reading gives the same bytes."""
    said: dict[str, Any] = {
        "title": reading.measure.title,
        "year": reading.year.label,
        "snapshot": str(reading.snapshot.pk),
        "taken_at": reading.snapshot.taken_at.isoformat(),
        "parts": [asdict(part) for part in paragraph.build(reading)],
        "values": [*_values(reading, reading.now), *_values(reading, reading.before)],
        "definition": dict(reading.measure.definition),
        "expression": reading.measure.expression,
        "definition_digest": reading.measure.digest,
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(made: str) -> str:
    """SHA-256 of a section's content."""
    return hashlib.sha256(made.encode()).hexdigest()


def _values(reading: Reading, table: Table) -> list[dict[str, Any]]:
    return [_value(reading, cell) for area in table.areas for cell in table.row(area)]


def _value(reading: Reading, cell: Cell) -> dict[str, Any]:
    """A published cell; a hidden one holds no value, here as everywhere."""
    return {
        "area": area_key(cell.area),
        "name": reading.name(cell.area),
        "period": cell.period.key,
        "state": cell.state.value,
        "value": cell.value,
        "missing": list(cell.missing),
        "so_far": cell.so_far,
    }
