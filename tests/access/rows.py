"""Any row of any guarded table, for tests that ask every table the same question."""

import uuid
from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from lapwing.access.register import GUARDS
from lapwing.directory.keys import new_key


def guarded_models(*, history: bool = False) -> list[type[models.Model]]:
    """The models under guard: those that rows hang on first, then in the order of their tables."""
    from django.apps import apps

    found = [m for m in apps.get_models() if m._meta.db_table in GUARDS]
    return sorted(
        (m for m in found if GUARDS[m._meta.db_table].is_history == history),
        key=lambda m: (_depth(m), str(m._meta.db_table)),
    )


def _depth(model: type[models.Model]) -> int:
    """How many guarded tables a row of this one hangs on, one on another."""
    parents = [
        field.related_model
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model is not model and field.db_constraint
    ]
    return max((1 + _depth(p) for p in parents if p._meta.db_table in GUARDS), default=0)


def row(model: type[models.Model], **given: Any) -> Any:
    """A row with these values, and with something in every other column that must have one."""
    values = {
        field.attname: _something(field)
        for field in model._meta.concrete_fields
        if not field.null and not field.has_default() and field.db_default is models.NOT_PROVIDED
    }
    names = {field.name: field.attname for field in model._meta.concrete_fields}
    values.update(CLOSED.get(model._meta.label, {}))
    values.update({names[name]: value for name, value in given.items() if name in names})
    return model(**values)


def _something(field: Any) -> Any:
    if isinstance(field, models.ForeignKey):
        return PARENTS[field.related_model._meta.label]
    if isinstance(field, ArrayField):
        return []
    for kind, make in SOMETHING.items():
        if isinstance(field, kind):
            return make()
    return (
        uuid.uuid4().hex[: field.max_length or 32] if isinstance(field, models.CharField | models.TextField) else None
    )


SOMETHING: dict[type, Any] = {
    models.UUIDField: new_key,
    models.DateTimeField: timezone.now,
    models.DateField: lambda: date(2024, 1, 1),
    models.BooleanField: lambda: False,
    models.JSONField: dict,
    models.FloatField: lambda: 0.5,
    models.IntegerField: lambda: 1,
    models.BinaryField: lambda: bytes(32),
}
# Of these a person has one open at a time: the rows made here are closed ones.
CLOSED: dict[str, dict[str, Any]] = {"missing.Handover": {"state": "not_needed"}}
# Where a row must hang on another: the key of one. Filled by the world that makes the rows.
PARENTS: dict[str, Any] = {}
