"""What a source tells again of an absence, beside what somebody corrected by hand since it told it last.

A file of an agency's own writes only what it tells otherwise than before. Where somebody corrected the same thing by
hand meanwhile nothing is written: which of the two holds is for a person to say.
"""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from django.db.models import F, QuerySet

from lapwing.access import history, ledger
from lapwing.access.history import Parts
from lapwing.access.models import LedgerAct
from lapwing.access.viewer import current
from lapwing.cases.missing import follow, repeating
from lapwing.cases.missing.changes import Located, Report, told_fields
from lapwing.cases.missing.models import Account, Whereabouts

WITHDRAWN = "withdrawn"
# What is one thing to whoever reads it: a time with its precision, whatever columns keep it.
_ENDINGS = ("_at", "_precision", "_id")
Row = TypeVar("Row", Account, Whereabouts)


class ByHand(Exception):
    """Somebody corrected these `parts` of a record, last at `at`; a source tells them otherwise. Nothing is written."""

    def __init__(self, parts: tuple[str, ...], at: datetime | None) -> None:
        super().__init__(", ".join(parts))
        self.parts, self.at = parts, at


def account_parts(report: Report) -> Parts:
    """What a report tells, part by part."""
    parts: Parts = {}
    for column, value in told_fields(report).items():
        ending = next((one for one in _ENDINGS if column.endswith(one)), "")
        parts.setdefault(column.removesuffix(ending), {})[column] = value
    return parts


def fact_parts(located: Located) -> Parts:
    """What is told of where a child was, part by part."""
    return {
        "kind": {"kind": located.kind}, "at": {"at": located.at.at, "precision": str(located.at.precision)},
        "place": {"place": located.place}, "how": {"how": located.how}, "with_whom": {"with_whom": located.with_whom},
    }  # fmt: skip


def restate_account(account: uuid.UUID, was: Report, now: Report) -> None:
    """A source that told this account tells it again. Raises ByHand, and LookupError where it is not to be seen."""
    rows = Account.objects.filter(pk=account, agency=current().agency)
    _restate(rows, account_parts(was), account_parts(now))
    _line("missing.restate_account", rows)
    repeating.reconsider(rows.values_list("absence", flat=True))


def restate_located(fact: uuid.UUID, was: Located, now: Located) -> None:
    """The same of where a child was; clocks are counted again."""
    rows = Whereabouts.objects.filter(pk=fact, agency=current().agency)
    _restate(rows, fact_parts(was), fact_parts(now))
    _line("missing.restate_located", rows)
    follow.corrected(rows.get())


def _restate(rows: QuerySet[Row], was: Parts, now: Parts) -> None:
    row = rows.select_for_update().first()
    if row is None:
        raise LookupError("There is no such record of your own agency.")
    changed = history.told_otherwise(was, now)
    if changed and row.withdrawn_at is not None:
        raise ByHand((WITHDRAWN,), row.withdrawn_at)
    if clash := history.clashing(history.stands(row, now), was, now):
        columns = [column for name in clash for column in now[name]]
        raise ByHand(clash, history.changed_last(row, columns))
    if changed:
        rows.update(version=F("version") + 1, **changed)


def prefer_told(row: Account | Whereabouts, parts: Iterable[str], now: Parts) -> None:
    """Somebody says that in these parts a source is right, and not the correction made by hand. The record keeps it in
    its history; one that was taken back stands again.
    """
    model, chosen = type(row), set(parts)
    if WITHDRAWN in chosen:
        changed: dict[str, object] = {"withdrawn_at": None, "withdrawn_reason": ""}
        chosen = set(now)
    else:
        changed = {}
    changed |= {column: value for name in chosen for column, value in now[name].items()}
    model.objects.filter(pk=row.pk, agency=current().agency).update(version=F("version") + 1, **changed)
    _line("missing.prefer_told", [row])
    follow.withdrawn([row.absence_id])


def _line(door: str, rows: Iterable[Account | Whereabouts]) -> None:
    kept = list(rows)
    ledger.line(LedgerAct.CHANGE, door, persons=[row.person for row in kept], subjects=[row.pk for row in kept])
