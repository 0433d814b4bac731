"""What makes a table guarded: its columns, its history, and its line in the register that policies are made from."""

import uuid
from collections.abc import Callable, Iterable
from typing import Any, Self, TypeVar, cast

import pghistory
import pghistory.models
import pgtrigger
from django.db import models
from django.db.models.functions import Cast, NullIf
from django.utils import timezone

from lapwing.access import holdings, veil, viewer
from lapwing.access.levels import CHOICES, Level
from lapwing.access.reach import Kind
from lapwing.access.register import GUARDS, Guard, Writes
from lapwing.directory import rows
from lapwing.directory.keys import new_key

AnyModel = TypeVar("AnyModel", bound=type[models.Model])


class _Setting(models.Func):
    """The viewer's setting, as the database's own default, so that no act can forget it."""

    function = "current_setting"
    template = "%(function)s(%(expressions)s)"


def _setting(name: str) -> models.Func:
    return NullIf(_Setting(models.Value(f"lapwing.{name}"), models.Value(True)), models.Value(""))


class History(pghistory.models.Event):
    """A former state of a row: whole, with who changed it and to what purpose. Keys only beside the state itself."""

    pgh_id: uuid.UUID = models.UUIDField(  # type: ignore[assignment] # typed as its value
        primary_key=True, db_default=models.Func(function="gen_random_uuid"), editable=False
    )
    pgh_seat = models.UUIDField(null=True, db_default=Cast(_setting("seat"), models.UUIDField()))
    pgh_purpose = models.TextField(null=True, db_default=_setting("purpose"))

    class Meta:
        abstract = True


def seat_in_use() -> uuid.UUID | None:
    """The seat that writes. Known to Python and not left to the database: a default there would read the row back,
    and a row about a sealed child can be written by an agency that may not read it.
    """
    return viewer.current().seat if viewer.is_open() else None


class Guarded(models.Model):
    """The columns that every guarded row has.

    `person` is a person as told, and never changes; which child that is, `access.Identity` says at any moment.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    level = models.SmallIntegerField(choices=CHOICES, default=Level.DETAIL)
    recorded_by = models.UUIDField(null=True, default=seat_in_use, editable=False)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)

    @classmethod
    def from_db(cls, *arguments: Any, **_: Any) -> Any:
        """What is read under a viewer was shown to that viewer, and the ledger will say so."""
        instance = rows.read(cls, *arguments)
        viewer.note_shown(instance.__dict__.get("person"))
        return instance


class Rows(models.QuerySet[Any]):
    """Rows about persons as told."""

    def of(self, persons: Iterable[uuid.UUID]) -> Self:
        """Those of these persons: who is one child, as a rule."""
        wanted = set(persons)
        return self.none() if holdings.surely_empty(self.model, wanted) else self.filter(person__in=wanted)

    def _fetch_all(self) -> None:
        """Nothing is nothing without a statement being written first: that costs as much as one that is sent."""
        if self._result_cache is None and self.query.is_empty():
            self._result_cache = []
        super()._fetch_all()


class Record(Guarded):
    """A dated fact about a person as told, owned by one agency."""

    person = models.UUIDField(db_index=True)
    area = models.ForeignKey("directory.Area", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = Rows.as_manager()

    class Meta:
        abstract = True


def guarded(
    kind: Kind, *, writes: Writes = Writes.OWN, key: str | None = "person", history: bool = True
) -> Callable[[AnyModel], AnyModel]:
    """Put a model under guard: policies by `kind`, and a history row for every change."""

    def decorate(model: AnyModel) -> AnyModel:
        _register(model, kind, writes, key)
        veil.over(model)
        if not history:
            return model
        tracked = pghistory.track(
            pghistory.UpdateEvent(row=pghistory.Old, level=pgtrigger.Statement),
            pghistory.DeleteEvent(level=pgtrigger.Statement),
            base_model=History,
            context_field=None,  # type: ignore[arg-type] # None is "no context": its types forget that
            obj_field=pghistory.ObjForeignKey(
                on_delete=models.DO_NOTHING, related_name="history", related_query_name="+", db_constraint=False
            ),
        )(model)
        event = tracked.pgh_event_model
        _register(event, kind, Writes.LEDGER, key, is_history=True)
        veil.over(event)
        return cast(AnyModel, tracked)

    return decorate


def _register(
    model: type[models.Model], kind: Kind, writes: Writes, key: str | None, *, is_history: bool = False
) -> None:
    columns = {field.name: field for field in model._meta.local_concrete_fields}
    GUARDS[model._meta.db_table] = Guard(
        table=model._meta.db_table,
        kind=kind,
        writes=writes,
        key=key,
        # A former state opens nothing to whoever it named then: an alert that was recalled stays recalled.
        has_holder="holder" in columns and not is_history,
        is_history=is_history,
        has_agency="agency" in columns,
        nullable_key=key is not None and columns[key].null,
        has_recorder="recorded_by" in columns,
    )
