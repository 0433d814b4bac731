"""What people added to the numbers, as pages show it: pinned events, comments, restated quarters."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lapwing.exchange.snapshot.models import Snapshot
from lapwing.leadership.scorecard import queries
from lapwing.leadership.scorecard.editions import Restated
from lapwing.leadership.scorecard.models import Comment, Event, Restatement
from lapwing.measures import catalogue
from lapwing.measures.periods import Period, Quarter, day_words, parse, quarter_of
from lapwing.work import naming


@dataclass(frozen=True)
class Pin:
    """An event on the time line. `number` is its mark on the chart."""

    key: UUID
    number: int
    on: date
    words: str
    where: str
    who: str
    at: datetime

    @property
    def day(self) -> str:
        return day_words(self.on)

    @property
    def quarter(self) -> Quarter:
        return quarter_of(self.on)


def pins(events: Iterable[Event], areas: Mapping[str, str]) -> list[Pin]:
    """Events in the order of their days, numbered."""
    rows = list(events)
    who = naming.holders(row.by for row in rows)
    return [
        Pin(
            row.pk, number, row.on, row.words, areas.get(row.area, row.area) or "everywhere", _name(who, row.by), row.at
        )
        for number, row in enumerate(rows, 1)
    ]


def pinned(of: Snapshot, area: str, first: date, last: date) -> list[Pin]:
    """The events that fall on an area's time line; on that of all areas, every one."""
    found = Event.objects.filter(withdrawn_at=None, on__gte=first, on__lte=last)
    if area in of.area_names:
        found = found.filter(area__in=["", area])
    return pins(found, of.area_names)


@dataclass(frozen=True)
class Remark:
    """A comment with its period in words."""

    period: str
    words: str
    who: str
    at: datetime


def remarks(measure: str, area: str, periods: Sequence[Period]) -> list[Remark]:
    """What was said of a measure's numbers, newest first."""
    rows = list(Comment.objects.filter(measure=measure, area=area, period__in=[each.key for each in periods]))
    who = naming.holders(row.by for row in rows)
    return [Remark(row.of.label, row.words, _name(who, row.by), row.at) for row in rows]


@dataclass(frozen=True)
class Changed:
    """A quarter's number that was published otherwise: the old, the new, why, and who said so when."""

    period: str
    measure: str
    area: str
    was: str
    now: str
    reason: str = ""
    who: str = ""
    at: datetime | None = None


def changed(of: Snapshot, measures: Sequence[str], area: str, periods: Sequence[Period]) -> list[Changed]:
    """What was restated when it was published, the newest first: the old value stays to be seen."""
    rows = list(
        Restatement.objects.filter(measure__in=measures, area=area, period__in=[each.key for each in periods])
        .select_related("edition").order_by("-edition__at", "period", "measure")
    )  # fmt: skip
    who = naming.holders(row.edition.by for row in rows)
    return [
        Changed(row.of.label, title(row.measure), queries.area_name(of, row.area), row.was, row.now, row.reason,
                _name(who, row.edition.by), row.edition.at)
        for row in rows
    ]  # fmt: skip


def restated(found: Iterable[Restated], of: Snapshot) -> list[Changed]:
    """What would be restated, before anybody said why."""
    return [
        Changed(parse(one.period).label, title(one.measure), queries.area_name(of, one.area), one.was, one.now)
        for one in found
    ]


def title(measure: str) -> str:
    """A measure's title; its key where the catalogue has it no longer."""
    found = catalogue.MEASURES.get(measure)
    return found.title if found else measure


def _name(who: Mapping[UUID, str], key: UUID) -> str:
    return who.get(key, "somebody whose seat is no longer known")
