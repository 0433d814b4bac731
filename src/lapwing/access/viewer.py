"""The viewer: every request and every task runs inside one, and the database knows who it is."""

import os
import re
import uuid
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from django.db import connection, transaction
from django.urls import get_script_prefix

from lapwing.access.register import GUARDS
from lapwing.access.roles import CLOCKWORK, ROLES, Role
from lapwing.directory.models import Seat

NOBODY = uuid.UUID(int=0)


class NoViewer(RuntimeError):
    """A guarded table was asked with nobody looking. A query without a viewer never answers "nothing"."""


@dataclass(frozen=True)
class Viewer:
    """Who is looking, from which seat, to what purpose. `sits` is that seat as it was read, `shown` gathers the persons
    whose records were read, `children` which child each of them is, where a page that only reads asked for that.
    `empty` and `read` are what a page asked beforehand (`access.holdings`), `veiled` and `read_names` what no page may
    name (`access.veil`).
    """

    account: uuid.UUID
    seat: uuid.UUID
    team: uuid.UUID
    agency: uuid.UUID
    role: str
    purpose: str
    door: str = ""
    prefix: str = field(default_factory=get_script_prefix, compare=False)
    sits: Seat | None = field(default=None, compare=False)
    shown: set[uuid.UUID] = field(default_factory=set, compare=False)
    children: dict[uuid.UUID, uuid.UUID] = field(default_factory=dict, compare=False)
    empty: dict[frozenset[uuid.UUID], frozenset[str]] = field(default_factory=dict, compare=False)
    read: dict[Hashable, Any] = field(default_factory=dict, compare=False)
    veiled: dict[uuid.UUID, frozenset[uuid.UUID]] = field(default_factory=dict, compare=False)
    read_names: dict[frozenset[uuid.UUID], re.Pattern[str]] = field(default_factory=dict, compare=False)

    @property
    def holders(self) -> tuple[uuid.UUID, ...]:
        """The keys under which this viewer stands in circles."""
        return tuple(key for key in (self.seat, self.team) if key != NOBODY)

    @property
    def area(self) -> uuid.UUID | None:
        """The area of the agency for which the viewer looks, where it has one of its own."""
        return self.sits.agency.area_id if self.sits else None

    @property
    def is_person(self) -> bool:
        return not ROLES[self.role].acts_for_machine

    @property
    def what(self) -> Role:
        return ROLES[self.role]


_current: ContextVar[Viewer | None] = ContextVar("lapwing_viewer", default=None)


def current() -> Viewer:
    """The viewer of this request or task; raises `NoViewer` outside one."""
    if (who := _current.get()) is None:
        raise NoViewer("Nobody is looking: open a viewer first (access.viewer).")
    return who


def is_open() -> bool:
    return _current.get() is not None


@contextmanager
def viewer(seat: Seat, purpose: str, *, door: str = "") -> Iterator[Viewer]:
    """Look, and act, from a seat: one transaction, with the viewer set for it and the one before put back after."""
    who = Viewer(
        account=seat.account_id or NOBODY,
        seat=seat.pk,
        team=seat.team_id or NOBODY,
        agency=seat.agency_id,
        role=seat.role,
        purpose=purpose,
        door=door,
        sits=seat,
    )
    with _open(who):
        yield who


@contextmanager
def clockwork(purpose: str) -> Iterator[Viewer]:
    """Background work: no person, named for its purpose, sees only what `access.reach` gives it."""
    who = Viewer(NOBODY, NOBODY, NOBODY, NOBODY, CLOCKWORK.key, purpose, door=f"task:{purpose}")
    with _open(who):
        yield who


@contextmanager
def turning() -> Iterator[Viewer]:
    """The clockwork, set off by the viewer's own act: what follows from a fact follows whether or not the one who told
    the fact may read it (a clock of another agency is met, a place is held open). History still names their seat.

    Nothing that is read in here may be shown. A role that only reads sets nothing off: raises PermissionError.
    """
    if not current().what.writes:
        raise PermissionError(f"{current().what.title}: this role reads, and changes nothing.")
    who = replace(current(), role=CLOCKWORK.key, account=NOBODY, shown=set(), children={}, empty={}, read={})
    with _open(who):
        yield who


@contextmanager
def _open(who: Viewer) -> Iterator[Viewer]:
    before = _current.get()
    token = _current.set(who)
    try:
        with transaction.atomic():
            _tell_database(who)
            yield who
    finally:
        _current.reset(token)
        if before is not None and connection.in_atomic_block and not connection.needs_rollback:
            _tell_database(before)


def _tell_database(who: Viewer) -> None:
    """Settings are local to the transaction, but outlive a nested block: so the one before is set again by `_open`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT lapwing_look(%s, %s, %s, %s, %s, %s)",
            [who.account, who.seat, who.team, who.agency, who.role, who.purpose],
        )


def look_again() -> None:
    """Work out anew which children are closed to the viewer, after a seal or a conflict in this very transaction."""
    _tell_database(current())


def note_shown(person: object) -> None:
    """Remember that a person's row was read; called for each row that the site loads."""
    if person is not None and (who := _current.get()) is not None and who.is_person:
        who.shown.add(person if isinstance(person, uuid.UUID) else uuid.UUID(str(person)))


def show(persons: Iterable[object]) -> None:
    """Say which persons a page shows, where it reads values and not rows."""
    if (who := _current.get()) is not None and who.is_person:
        who.shown.update(one if isinstance(one, uuid.UUID) else uuid.UUID(str(one)) for one in persons if one)


@contextmanager
def through(door: str) -> Iterator[Viewer]:
    """The same viewer, at another door: for the acts of a long task."""
    who = replace(current(), door=door)
    token = _current.set(who)
    try:
        yield who
    finally:
        _current.reset(token)


@cache
def _guarded_tables() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(GUARDS)))})\b" if GUARDS else "$^")


def refuse_without_viewer(connection: Any, **_: object) -> None:
    """Make every connection of the site refuse a guarded table while nobody is looking."""
    if connection.alias == "migrator" or os.environ.get("LAPWING_AS") == "migrator":
        return
    if _wrapper not in connection.execute_wrappers:
        connection.execute_wrappers.append(_wrapper)


def _wrapper(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    if _current.get() is None and _guarded_tables().search(str(sql)):
        raise NoViewer("A guarded table was asked with nobody looking: open a viewer first (access.viewer).")
    return execute(sql, params, many, context)
