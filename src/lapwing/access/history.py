"""Every version of a record: who changed what, when and to what purpose, with before and after.

History rows are guarded like the row itself, so that an answer holds what the viewer may see.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

# What the database keeps beside the facts, and no change that a person made.
NOT_FACTS = frozenset({"id", "recorded_at", "recorded_by", "digest"})


@dataclass(frozen=True)
class Change:
    """One column of a record: its name, its words, and its value before and after."""

    field: str
    words: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Version:
    """One version: when it came about, by which seat (a key, or none where it is not known), to what purpose, and what
    it changed. The first changes nothing; `is_deletion` marks the last one of a record that is gone.
    """

    when: datetime
    seat: uuid.UUID | None
    purpose: str
    changes: tuple[Change, ...] = ()
    is_first: bool = False
    is_deletion: bool = False


def versions(record: models.Model) -> list[Version]:
    """The versions of one record, newest first."""
    return versions_of([record])[record.pk]


def versions_of(records: Sequence[models.Model]) -> dict[Any, list[Version]]:
    """The versions of records of one table, by their keys, newest first: one statement whatever their number."""
    if not records:
        return {}
    former = _former_states(type(records[0]), [record.pk for record in records])
    return {record.pk: _told([*former[record.pk], record]) for record in records}


Parts = dict[str, dict[str, Any]]
"""What a record says, part by part: each part's columns and their values (a time and its precision are one part)."""


def stands(record: models.Model, parts: Parts) -> Parts:
    """The same parts as the record has them now."""
    return {name: {column: getattr(record, column) for column in columns} for name, columns in parts.items()}


def clashing(stands: Parts, was: Parts, now: Parts) -> tuple[str, ...]:
    """The parts that somebody changed by hand since a source told them (`was`), and that it tells otherwise `now`."""
    return tuple(
        name for name in now if was[name] != now[name] and stands[name] != was[name] and stands[name] != now[name]
    )


def told_otherwise(was: Parts, now: Parts) -> dict[str, Any]:
    """The columns that a source tells otherwise now: what it repeats takes nothing back that stands otherwise."""
    changed = (columns for name, columns in now.items() if columns != was[name])
    return {column: value for columns in changed for column, value in columns.items()}


def changed_last(record: models.Model, columns: Iterable[str]) -> datetime | None:
    """When one of these columns was changed last; None where none was."""
    wanted = {record._meta.get_field(column).name for column in columns}
    return next((one.when for one in versions(record) if wanted & {each.field for each in one.changes}), None)


def _former_states(model: type[models.Model], keys: Iterable[Any]) -> dict[Any, list[Any]]:
    """History rows by the record's key, oldest first. The row kept at a moment is what held until that moment."""
    found: dict[Any, list[Any]] = defaultdict(list)
    event = getattr(model, "pgh_event_model")  # noqa: B009 - set by the decorator, unknown to types
    for row in event.objects.filter(pgh_obj_id__in=list(keys)).order_by("pgh_created_at", "pgh_id"):
        found[row.pgh_obj_id].append(row)
    return found


def _told(states: Sequence[Any]) -> list[Version]:
    if not states:
        return []
    first = states[0]
    told = [Version(first.recorded_at, first.recorded_by, "", is_first=True)]
    for before, after in zip(states, [*states[1:], None], strict=True):
        if not _is_former(before):
            continue
        changes = () if after is None else tuple(_changes(before, after))
        told.append(
            Version(before.pgh_created_at, before.pgh_seat, before.pgh_purpose or "", changes,
                    is_deletion=after is None)
        )  # fmt: skip
    return told[::-1]


def _is_former(state: Any) -> bool:
    return hasattr(state, "pgh_obj_id")


def _changes(before: Any, after: Any) -> Iterable[Change]:
    for field in before._meta.concrete_fields:
        if field.name.startswith("pgh_") or field.name in NOT_FACTS:
            continue
        was, now = getattr(before, field.attname), getattr(after, field.attname)
        if was != now:
            yield Change(field.name, str(field.verbose_name), was, now)
