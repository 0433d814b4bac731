"""Opening a number: the measure's own definition on PostgreSQL, under the viewer's row security, as of the snapshot.

A pseudonym is never turned back: the records are read again, and the viewer sees those that they may see anyway.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import ibis
from django.db import connection
from django.utils import timezone

from lapwing.access import viewer
from lapwing.exchange.snapshot import rows
from lapwing.measures.model import Part
from lapwing.measures.periods import Period, Quarter, Year


class Records:
    """PostgreSQL as an engine of measures: the same tables, selected from the records as of a moment."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def ask(self, expression: Any) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(statement(expression), {"moment": self.moment})
            return [tuple(row) for row in cursor.fetchall()]


def statement(expression: Any) -> str:
    """An expression over the measures' tables as SQL over the records, as of the parameter `moment`."""
    answer = str(ibis.to_sql(expression, dialect="postgres")).replace("%", "%%")
    return f"WITH {rows.as_of()}, absences AS ({rows.ABSENCES}) SELECT * FROM ({answer}) AS answer"


@dataclass(frozen=True)
class Counted:
    """One absence behind a number, as it stood at a moment."""

    absence: UUID
    child: UUID | None
    area: str
    began_on: date
    began_at: datetime
    ended_at: datetime | None
    type: str
    told_by_police: bool
    told_by_council: bool


COLUMNS = (
    "absence", "child", "area", "began_on", "began_at", "ended_at", "type", "told_by_police", "told_by_council",
)  # fmt: skip


def counted(part: Part, areas: Sequence[str], period: Period, moment: datetime) -> list[Counted]:
    """What the viewer may see of what a part of a number counts in these areas, as it stood at a moment; newest first.
    Of children, the absences by which they are counted.
    """
    found = Records(moment).ask(_of_cell(part, areas, period))
    absences = [_counted(row) for row in found]
    viewer.show(one.child for one in absences)
    return absences


def _of_cell(part: Part, areas: Sequence[str], period: Period) -> Any:
    table = part.rows()
    table = table.filter(table.year == period.start, table.area.isin(list(areas)))
    if not isinstance(period, Year):
        table = table.filter(table["quarter" if isinstance(period, Quarter) else "month"] == period.number)
    return table.select(*COLUMNS).order_by([ibis.desc("began_at"), "absence"])


def _counted(row: tuple[Any, ...]) -> Counted:
    absence, child, *rest = row
    return Counted(UUID(bytes=bytes(absence)), UUID(bytes=bytes(child)) if child else None, *rest)


@dataclass(frozen=True)
class Since:
    """What changed after the snapshot, among the records that the viewer may see: by absence."""

    added: frozenset[UUID]
    gone: frozenset[UUID]

    def __bool__(self) -> bool:
        return bool(self.added or self.gone)


def since(part: Part, areas: Sequence[str], period: Period, then: list[Counted]) -> Since:
    """Which absences today's records would add to this number, and which they would take out of it."""
    now = {one.absence for one in counted(part, areas, period, timezone.now())}
    before = {one.absence for one in then}
    return Since(frozenset(now - before), frozenset(before - now))
