"""What data-protection law asks of the owner of a record: rectify, restrict, erase. Each is an act with its grounds.

A correction keeps the former state. A restriction raises the level of a person's rows and remembers what they were.
Erasing takes two persons and leaves no words: the ledger still verifies, because it holds keys and digests alone.
"""

import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from lapwing.access import ledger
from lapwing.access.levels import Level
from lapwing.access.models import LedgerAct, Remedy
from lapwing.access.policies import NEVER_ERASED
from lapwing.access.reach import Kind
from lapwing.access.register import GUARDS, Guard
from lapwing.access.viewer import Viewer, current
from lapwing.directory.keys import new_key
from lapwing.directory.models import Seat

RECTIFICATION, RESTRICTION, ERASURE = "rectification", "restriction", "erasure"
# These say who someone is and who stands by them; a restriction leaves them, or nobody could act for the child.
NOT_RESTRICTED = {Kind.PLACE, Kind.LINK, Kind.LEDGER, Kind.CUSTODY, Kind.DRAFT}
LIFTED = "Somebody lifted this restriction meanwhile."


A_SECOND = "A second person decides: you asked for this yourself."


class NotLawful(ValueError):
    """What was asked may not be done, or not by this person; the message says why."""


class Decided(NotLawful):
    """Another was first."""

    def __init__(self) -> None:
        super().__init__("This has been decided already.")


def rectify(record: models.Model, corrected: Mapping[str, Any], *, reason: str, grounds: str) -> Remedy:
    """Correct a record of one's own agency. Its former state stays, as history."""
    who = _lead()
    if not reason.strip():
        raise NotLawful("Say what was wrong and how you know: the reason is part of the record.")
    if not type(record)._default_manager.filter(pk=record.pk).update(**corrected):
        raise NotLawful("This record is not your agency's to correct.")
    person = record.person  # type: ignore[attr-defined] # every guarded row has one
    return _remedy(who, Remedy.What.RECTIFY, person, grounds, reason, record)


def restrict(person: uuid.UUID, *, reason: str, grounds: str) -> Remedy:
    """Raise every row of one's own about this person to *restricted*, from today; the levels before are kept.

    What is recorded later stays in sight: it is not what was contested, and a child who goes missing tonight is looked
    for. Somebody decides about it (`restrict_since`).
    """
    who = _lead()
    if not reason.strip():
        raise NotLawful("Say why: the reason is part of the record.")
    return _remedy(who, Remedy.What.RESTRICT, person, grounds, reason, former=_raise(person, who.agency))


def restrict_since(remedy: Remedy) -> int:
    """Put under a restriction that stands what was recorded about its person since; returns how many rows that is.
    Raises NotLawful where it was lifted before.
    """
    who = _lead()
    standing = Remedy.objects.select_for_update().filter(pk=remedy.pk, what=Remedy.What.RESTRICT, until=None).first()
    if standing is None:
        raise NotLawful(LIFTED)
    since = _raise(standing.person, who.agency)
    former = {table: standing.former.get(table, {}) | levels for table, levels in since.items()}
    Remedy.objects.filter(pk=remedy.pk).update(former=standing.former | former)
    ledger.line(LedgerAct.CHANGE, "access.restrict_since", persons=[remedy.person], subjects=[remedy.pk])
    return sum(map(len, since.values()))


def _raise(person: uuid.UUID, agency: uuid.UUID) -> dict[str, dict[str, int]]:
    former: dict[str, dict[str, int]] = {}
    for model in _restricted_models():
        rows = model._default_manager.filter(person=person, agency=agency, level__lt=Level.RESTRICTED)
        if levels := {str(key): level for key, level in rows.values_list("pk", "level")}:
            former[model._meta.db_table] = levels
            rows.filter(pk__in=levels).update(level=Level.RESTRICTED)
    return former


def lift(remedy: Remedy) -> None:
    """End a restriction: each row has the level back that it had. While another restriction of the same person stands
    nothing shows again, and that one keeps what the rows were. Raises NotLawful where it was lifted before.
    """
    who = _lead()
    standing = Remedy.objects.select_for_update().filter(person=remedy.person, what=Remedy.What.RESTRICT, until=None)
    others = {one.pk: one for one in standing.order_by("pk")}
    if (lifted := others.pop(remedy.pk, None)) is None:
        raise NotLawful(LIFTED)
    if others:
        other = next(iter(others.values()))
        kept = {table: levels | other.former.get(table, {}) for table, levels in lifted.former.items()}
        Remedy.objects.filter(pk=other.pk).update(former=other.former | kept)
    else:
        _restore(lifted.former)
    now = timezone.now()
    Remedy.objects.filter(pk=remedy.pk).update(decided_by=who.seat, decided_at=now, until=now)
    ledger.line(LedgerAct.CHANGE, "access.lift", persons=[remedy.person], subjects=[remedy.pk])


def _restore(former: Mapping[str, Mapping[str, int]]) -> None:
    for model in _restricted_models():
        for key, level in former.get(model._meta.db_table, {}).items():
            model._default_manager.filter(pk=key, level=Level.RESTRICTED).update(level=level)


def ask_erasure(person: uuid.UUID, *, grounds: str) -> Remedy:
    """Ask that a person as told be erased. Another information-governance lead of the agency decides."""
    return _remedy(_lead(), Remedy.What.ERASE, person, grounds, "", done=False)


def refuse_erasure(remedy: Remedy) -> None:
    """Decide that a person is not erased."""
    who = _second(remedy)
    now = timezone.now()
    Remedy.objects.filter(pk=remedy.pk).update(decided_by=who.seat, decided_at=now, until=now)
    ledger.line(LedgerAct.CHANGE, "access.refuse_erasure", persons=[remedy.person], subjects=[remedy.pk])


def erase(remedy: Remedy) -> int:
    """Decide that a person is erased, and erase: every row of the agency about them, and every former state.

    Returns how many rows went. The line that says so, and the grounds, remain. Raises NotLawful, and then neither says
    that it was decided.
    """
    who = _second(remedy)
    if who.purpose != ERASURE:
        raise NotLawful("Rows are deleted through the door of lawful deletion alone.")
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            ledger.line(LedgerAct.ERASE, "access.erase", persons=[remedy.person], subjects=[remedy.pk])
            Remedy.objects.filter(pk=remedy.pk).update(decided_by=who.seat, decided_at=timezone.now())
            gone = sum(_delete(cursor, guard, remedy.person) for guard in _in_order())
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as error:
        raise NotLawful("Records of other agencies hang on these: they must be separated first.") from error
    Remedy.objects.filter(pk=remedy.pk).update(done_at=timezone.now())
    return gone


def _delete(cursor: Any, guard: Guard, person: uuid.UUID) -> int:
    cursor.execute(f'DELETE FROM "{guard.table}" WHERE person = %s', [person])
    return int(cursor.rowcount)


def _in_order() -> Iterator[Guard]:
    """Places first, while the person can still be found; the person's own row last of the rows; then history."""
    rows = [g for g in GUARDS.values() if g.key == "person" and g.has_agency and g.table not in NEVER_ERASED]
    first = {"access_place": -2, "access_placehistory": -1}
    yield from sorted(rows, key=lambda g: (first.get(g.table, 0), g.is_history, g.table == "people_told", g.table))


def _restricted_models() -> Iterator[type[models.Model]]:
    for model in apps.get_models():
        guard = GUARDS.get(model._meta.db_table)
        if guard and not guard.is_history and guard.key == "person" and guard.kind not in NOT_RESTRICTED:
            yield model


def _lead() -> Viewer:
    who = current()
    if who.role != "ig_lead":
        raise NotLawful("The information-governance lead of the agency that owns the record does this.")
    return who


def asked_by(remedy: Remedy, who: Viewer) -> bool:
    """Whether this human being asked for it, from whichever seat."""
    asked = Seat.objects.filter(pk__in=[remedy.recorded_by]).values_list("account", flat=True).first()
    return remedy.recorded_by == who.seat or asked == who.account


def _second(remedy: Remedy) -> Viewer:
    """The second person: another seat, and another human being. Of two who decide at once one finds it decided."""
    who = _lead()
    if asked_by(remedy, who):
        raise NotLawful(A_SECOND)
    if not Remedy.objects.select_for_update().filter(pk=remedy.pk, decided_by=None).exists():
        raise Decided
    return who


def _remedy(
    who: Viewer,
    what: str,
    person: uuid.UUID,
    grounds: str,
    reason: str,
    record: models.Model | None = None,
    *,
    former: dict[str, dict[str, int]] | None = None,
    done: bool = True,
) -> Remedy:
    remedy = Remedy(
        id=new_key(), person=person, agency_id=who.agency, what=what, grounds=Remedy.Grounds(grounds), reason=reason,
        table=record._meta.db_table if record else "", subject=record.pk if record else None, former=former or {},
        done_at=timezone.now() if done else None,
    )  # fmt: skip
    Remedy.objects.bulk_create([remedy])
    subjects = [remedy.pk] + ([record.pk] if record else [])
    ledger.line(LedgerAct.CHANGE, f"access.{what}", persons=[person], subjects=subjects)
    return remedy
