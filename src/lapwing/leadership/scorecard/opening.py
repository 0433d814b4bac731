"""Opening a number: the measure's own definition on PostgreSQL, under the viewer's row security, as of the snapshot.

A pseudonym is never turned back: the records are read again, and the viewer sees those that they may see anyway.
"""

import re
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

COLUMN = re.compile(r'"(\w+)"')


def statement(expression: Any) -> str:
    """An expression over the measures' tables as SQL over the records, as of the parameter `moment` (`was`) and as they
    are, of the absences that began between the parameters `first` and `until`; once, where nothing changed (`was` is
    null), which is half of the work.
    """
    answer = str(ibis.to_sql(expression, dialect="postgres")).replace("%", "%%")
    # The absences too: else PostgreSQL expects one of the period, and puts it beside every row of each part.
    answered = f"absences AS MATERIALIZED ({rows.ABSENCES}) SELECT * FROM ({answer}) AS answer"
    read, then, now = rows.between(COLUMN.findall(answer))
    changed = "(SELECT something FROM changed)"
    both = " UNION ALL ".join(
        f"SELECT {was} AS was, told.* FROM (WITH {states}, {answered}) AS told{where}"
        for was, states, where in (
            (f"CASE WHEN {changed} THEN true END", then, ""), ("false", now, f" WHERE {changed}"),
        )
    )  # fmt: skip
    return rows.each_once(f"WITH {read} {both}")


def _span(part: Part, period: Period) -> tuple[datetime, datetime]:
    """What an absence of the period is counted by began in this time: an episode, in the period itself; a child's, or
    by the first of the year, in its year; and in the duty's window before, as the first of three in 90 days may have.
    With a day more at both ends, for a day in London begins elsewhere too.
    """
    year = period if isinstance(period, Year) else period.year
    is_by_year = part.population.distinct or any(by.at_first for by in part.breakdowns)
    first = year.first if is_by_year else period.first
    days = window_of_the_duty().days if any(by.over_time for by in part.breakdowns) else 0
    first, until = first - timedelta(days=days + 1), period.last + timedelta(days=2)
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


@dataclass(frozen=True)
class Since:
    """What changed after the snapshot, among the records that the viewer may see: by absence."""

    added: frozenset[UUID]
    gone: frozenset[UUID]

    def __bool__(self) -> bool:
        return bool(self.added or self.gone)


def opened(part: Part, areas: Sequence[str], period: Period, moment: datetime) -> tuple[list[Counted], Since]:
    """What the viewer may see of what a part of a number counts in these areas, as it stood at a moment, newest first;
    and which absences today's records would add to this number, and which they would take out of it. Of children, the
    absences by which they are counted. Whoever shows some of them, says so to the viewer: a page holds few of them.
    """
    first, until = _span(part, period)
    with connection.cursor() as cursor:
        cursor.execute(_asked(part, tuple(areas), period), {"moment": moment, "first": first, "until": until})
        found = cursor.fetchall()
    then = sorted((_counted(row) for was, *row in found if was is not False), key=lambda one: one.absence)
    then.sort(key=lambda one: one.began_at, reverse=True)
    before = {one.absence for one in then}
    now = {_key(absence) for was, absence, *_ in found if not was}
    return then, Since(frozenset(now - before), frozenset(before - now))


@lru_cache(maxsize=256)
def _asked(part: Part, areas: tuple[str, ...], period: Period) -> str:
    """The statement: to put a definition into SQL takes longer than a page may."""
    return statement(_of_cell(part, areas, period))


def _of_cell(part: Part, areas: Sequence[str], period: Period) -> Any:
    table = part.rows()
    table = table.filter(table.year == period.start, table.area.isin(list(areas)))
    if not isinstance(period, Year):
        table = table.filter(table["quarter" if isinstance(period, Quarter) else "month"] == period.number)
    return table.select(*COLUMNS)


def _counted(row: Sequence[Any]) -> Counted:
    absence, child, *rest = row
    return Counted(_key(absence), _key(child) if child else None, *rest)


def _key(sent: bytes) -> UUID:
    return UUID(bytes=bytes(sent))
