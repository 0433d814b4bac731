"""Opening a number: the measure's own definition on PostgreSQL, under the viewer's row security, as of the snapshot.

A pseudonym is never turned back: the records are read again, and the viewer sees those that they may see anyway.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

import ibis
from django.db import connection

from lapwing.exchange.snapshot import rows
from lapwing.measures.missing.repeats import window_of_the_duty
from lapwing.measures.model import Part
from lapwing.measures.periods import Period, Quarter, Year


class Records:
    """PostgreSQL as an engine of measures: the same tables, selected from the records as of a moment; or (None) as they
    are, which is far cheaper than asking of each whether it was otherwise before.
    """

    def __init__(self, moment: datetime | None) -> None:
        self.moment = moment

    def ask(self, expression: Any) -> list[tuple[Any, ...]]:
        return self.told(statement(expression, now=self.moment is None))

    def told(self, statement: str, first: datetime | None = None, until: datetime | None = None) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(statement, {"moment": self.moment, "first": first, "until": until})
            return [tuple(row) for row in cursor.fetchall()]


def statement(expression: Any, *, now: bool = False, between: bool = False) -> str:
    """An expression over the measures' tables as SQL over the records, as of the parameter `moment`, or as they are;
    of the absences that began `between` the parameters `first` and `until`, or of all.
    """
    answer = str(ibis.to_sql(expression, dialect="postgres")).replace("%", "%%")
    states = rows.as_of_between(now=now) if between else "" if now else rows.as_of()
    before = f"{states}, " if states else ""
    # The absences too: else PostgreSQL expects one of the period, and puts it beside every row of each part.
    whole = f"WITH {before}absences AS MATERIALIZED ({rows.ABSENCES}) SELECT * FROM ({answer}) AS answer"
    return rows.each_once(whole)


def _span(period: Period) -> tuple[datetime, datetime]:
    """What an absence of the period is counted by began in this time: in its year, or in the duty's window before, as
    the first of three in 90 days may have; with a day more at both ends, for a day in London begins elsewhere too.
    """
    year = period if isinstance(period, Year) else period.year
    days = window_of_the_duty().days + 1
    first, until = year.first - timedelta(days=days), period.last + timedelta(days=2)
    return datetime.combine(first, time.min, UTC), datetime.combine(until, time.min, UTC)


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


def counted(part: Part, areas: Sequence[str], period: Period, moment: datetime | None) -> list[Counted]:
    """What the viewer may see of what a part of a number counts in these areas, as it stood at a moment, or (None) as
    it stands; newest first. Of children, the absences by which they are counted. Whoever shows some of them, says so
    to the viewer: a page holds few of them.
    """
    asked = _asked(part, tuple(areas), period, now=moment is None)
    return [_counted(row) for row in Records(moment).told(asked, *_span(period))]


@lru_cache(maxsize=256)
def _asked(part: Part, areas: tuple[str, ...], period: Period, *, now: bool) -> str:
    """The statement: to put a definition into SQL takes longer than a page may."""
    return statement(_of_cell(part, areas, period), now=now, between=True)


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
    now = {one.absence for one in counted(part, areas, period, None)}
    before = {one.absence for one in then}
    return Since(frozenset(now - before), frozenset(before - now))
