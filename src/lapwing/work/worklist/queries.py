"""What a person or a team owes, across all rooms: clocks, actions, alerts, and places about to end."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from lapwing.access.circle import WARNING
from lapwing.access.models import Place
from lapwing.rules import duties
from lapwing.rules.moments import Moment
from lapwing.web import parts
from lapwing.work import naming, subjects
from lapwing.work.actions import presenters as action_words
from lapwing.work.actions import queries as actions
from lapwing.work.actions.models import Action
from lapwing.work.alerts import queries as alerts
from lapwing.work.deadlines import presenters as clock_words
from lapwing.work.deadlines import queries as clocks
from lapwing.work.deadlines.models import Clock

CLOCK, ACTION = "clock", "action"
SOON = timedelta(days=7)
ON_PANEL = 8


@dataclass(frozen=True)
class Due:
    """One thing due, before its row is read: what it is, and the instant from which it is overdue.

    What is due at once has no such instant; it stands by its trigger, after what is overdue.
    """

    kind: str
    key: uuid.UUID
    due: datetime
    overdue_from: datetime | None

    def status(self, now: datetime) -> str:
        """`overdue`, `soon` (within seven days, or at once) or `later`."""
        if self.overdue_from is None:
            return "soon" if self.due <= now + SOON else "later"
        if self.overdue_from <= now:
            return "overdue"
        return "soon" if self.overdue_from <= now + SOON else "later"


@dataclass(frozen=True)
class Line:
    """One line of the worklist."""

    words: str
    url: str
    child: naming.Named
    clock: parts.Clock
    whose: str
    source: str
    source_url: str


@dataclass(frozen=True)
class Totals:
    """How many are due, and of what."""

    overdue: int
    soon: int
    later: int
    clocks: int
    actions: int
    alerts: int

    @property
    def due(self) -> int:
        return self.overdue + self.soon + self.later


def everything(holders: Iterable[uuid.UUID]) -> list[Due]:
    """All that these seats and teams owe, what is overdue first, then the soonest: keys and times alone, so that a long
    list stays quick.
    """
    wanted, now = set(holders), timezone.now()
    found = [
        Due(CLOCK, key, late or latest, late)
        for key, late, latest in clocks.worklist(wanted).values_list("pk", "late_from", "latest_at")
    ]
    for key, day in actions.worklist(wanted).values_list("pk", "due"):
        end = Moment.on(day).end
        found.append(Due(ACTION, key, end, end))
    return sorted(found, key=lambda one: (one.status(now) != "overdue", one.due, str(one.key)))


def totals(found: Iterable[Due], open_alerts: int, now: datetime) -> Totals:
    rows = list(found)
    by_status = [one.status(now) for one in rows]
    return Totals(
        *(by_status.count(status) for status in ("overdue", "soon", "later")),
        clocks=sum(one.kind == CLOCK for one in rows), actions=sum(one.kind == ACTION for one in rows),
        alerts=open_alerts,
    )  # fmt: skip


def lines(found: Iterable[Due], now: datetime) -> list[Line]:
    """The lines of one page, in the order given."""
    rows = list(found)
    running = {
        row.pk: row
        for row in Clock.objects.filter(pk__in=[one.key for one in rows if one.kind == CLOCK]).select_related("setting")
    }
    agreed = {row.pk: row for row in Action.objects.filter(pk__in=[one.key for one in rows if one.kind == ACTION])}
    known = [*running.values(), *agreed.values()]
    children = naming.children(row.person for row in known)
    whose = naming.holders(row.holder for row in known)
    sources = subjects.urls_of((row.subject_kind, row.subject) for row in known)
    made = {}
    for row in known:
        is_clock = isinstance(row, Clock)
        made[row.pk] = Line(
            row.what.title if isinstance(row, Clock) else row.text,
            subjects.address_of(CLOCK if is_clock else ACTION, row.pk),
            children[row.person],
            clock_words.clock(row, now) if isinstance(row, Clock) else action_words.clock(row, now),
            whose.get(row.holder, ""),
            subjects.words_of(row.subject_kind),
            sources[row.subject_kind, row.subject] if children[row.person].url or not row.person else "",
        )
    return [made[one.key] for one in rows if one.key in made]


def duties_owed(holders: Iterable[uuid.UUID]) -> list[tuple[str, str]]:
    """The duties of which something is due, for a filter: pairs of key and words."""
    keys = clocks.worklist(holders).order_by().values_list("duty", flat=True).distinct()
    return sorted(((key, duties.get(key).title) for key in keys), key=lambda pair: pair[1])


def ending_soon(holders: Iterable[uuid.UUID]) -> list[tuple[naming.Named, datetime]]:
    """The children in whose circle these seats and teams stand for seven more days at most, and until when."""
    now = timezone.now()
    places = Place.objects.filter(holder__in=set(holders), ends__gt=now, break_glass=False)
    last: dict[uuid.UUID, tuple[uuid.UUID, datetime]] = {}
    for child, person, ends in places.values_list("child", "person", "ends"):
        if child not in last or last[child][1] < ends:
            last[child] = (person, ends)
    ending = [(person, ends) for person, ends in last.values() if ends <= now + WARNING]
    children = naming.children(person for person, _ in ending)
    return sorted(((children[person], ends) for person, ends in ending), key=lambda pair: pair[1])


def panel(request: HttpRequest) -> dict[str, Any] | None:
    """What stands on the page *Today*."""
    seat, now = request.seat, timezone.now()  # type: ignore[attr-defined]
    found = everything(seat.holders)
    open_alerts = alerts.alerts_for(seat.holders).count()
    if not found and not open_alerts:
        return None
    pressing = [one for one in found if one.status(now) != "later"]
    ending = ending_soon(seat.holders)
    return {
        "lines": lines(pressing[:ON_PANEL], now), "totals": totals(found, open_alerts, now),
        "caption": f"The {ON_PANEL} most pressing" if pressing[ON_PANEL:] else "The most pressing",
        "ending": ending[:ON_PANEL], "more_ending": len(ending[ON_PANEL:]),
    }  # fmt: skip
