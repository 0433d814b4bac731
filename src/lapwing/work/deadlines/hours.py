"""How a day is parted where the viewer works: shifts, closing time, how long a screen stays locked to the wall.

An area sets its own from a day on; where it has set none, Lapwing's own stand, and pages say whose they are.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from django.utils import timezone

from lapwing.access import ledger
from lapwing.access.models import LedgerAct
from lapwing.access.viewer import current
from lapwing.directory.models import Area, Catchment
from lapwing.rules.moments import day_words, listed
from lapwing.work.deadlines.models import AreaHours

EARLY, LATE, NIGHT = ("early", "Early shift"), ("late", "Late shift"), ("night", "Night shift")


@dataclass(frozen=True)
class Hours:
    """The London times at which shifts begin and offices close, and how long a screen stays locked; whose they are."""

    early: time
    late: time | None
    night: time
    closes: time
    locks_for: timedelta
    whose: str = "Lapwing’s own times: no area has set others"

    @property
    def begins(self) -> Sequence[tuple[str, str, time]]:
        """Each shift of a day: its key, its name, and when it begins."""
        parts = ((EARLY, self.early), (LATE, self.late), (NIGHT, self.night))
        return [(*shift, begins) for shift, begins in parts if begins is not None]

    @property
    def words(self) -> str:
        """ "Shifts begin at 07:00, 15:00 and 23:00; offices close at 17:00. Lapwing's own times: ..."."""
        return f"{self.day_words} {self.whose}."

    @property
    def day_words(self) -> str:
        starts = listed([f"{begins:%H:%M}" for *_, begins in self.begins])
        return f"Shifts begin at {starts}; offices close at {self.closes:%H:%M}."

    @property
    def lock_words(self) -> str:
        """ "12 hours"."""
        hours = int(self.locks_for.total_seconds() // 3600)
        return "1 hour" if hours == 1 else f"{hours} hours"


LAPWINGS = Hours(time(7), time(15), time(23), time(17), timedelta(hours=12))


def of_area(area: uuid.UUID) -> Hours:
    """The hours in force today in an area."""
    return next(iter(_in_force([area]).values()), LAPWINGS)


def here(area: Area | None = None) -> Hours:
    """The hours of an area, or those where the viewer's agency works. Where it serves areas that set different ones,
    Lapwing's own, and the words say so: whoever needs one area's chooses the area.
    """
    if area is not None:
        return of_area(area.pk)
    if own := current().area:
        return of_area(own)
    served = list(Catchment.objects.filter(agency=current().agency).values_list("area", flat=True))
    rows = _in_force(served)
    found = {rows.get(each, LAPWINGS) for each in served} or {LAPWINGS}
    if len({replace(one, whose="") for one in found}) == 1:
        return found.pop()
    shortest = min(one.locks_for for one in found)
    return replace(
        LAPWINGS, locks_for=shortest, whose="Lapwing’s own times: the areas that you serve have set different ones"
    )


def _in_force(areas: Sequence[uuid.UUID]) -> dict[uuid.UUID, Hours]:
    today = timezone.localdate()
    rows = AreaHours.objects.filter(area__in=areas, since__lte=today).select_related("area")
    found: dict[uuid.UUID, Hours] = {}
    for row in rows.order_by("-since", "-recorded_at"):
        if row.until is None or today < row.until:
            found.setdefault(row.area_id, _hours(row))
    return found


def _hours(row: AreaHours) -> Hours:
    whose = f"As {row.area} set them from {day_words(row.since)} ({row.source}), decided by {row.decided_by}"
    return Hours(
        row.early_begins, row.late_begins, row.night_begins, row.offices_close, timedelta(hours=row.lock_hours), whose
    )


@dataclass(frozen=True)
class NewHours:
    """How an area parts its day from a day on: `late` is None where a day has two shifts, `lock` is in hours."""

    area: uuid.UUID
    since: date
    early: time
    late: time | None
    night: time
    closes: time
    lock: int
    source: str
    decided_by: str

    def __post_init__(self) -> None:
        order = [self.early, *([self.late] if self.late else []), self.night]
        if order != sorted(set(order)):
            raise ValueError("The early shift begins first, then the late one, then the night.")
        if not 1 <= self.lock <= 24:
            raise ValueError("A screen may stay locked for 1 to 24 hours.")


def set_hours(new: NewHours) -> AreaHours:
    """From a day on an area parts its day like this; what was set before ends there."""
    row = AreaHours(
        area_id=new.area, since=new.since, early_begins=new.early, late_begins=new.late, night_begins=new.night,
        offices_close=new.closes, lock_hours=new.lock, source=new.source, decided_by=new.decided_by,
        recorded_by=current().seat,
    )  # fmt: skip
    AreaHours.objects.filter(area=new.area, until=None, since__lt=new.since).update(until=new.since)
    row.save(force_insert=True)
    ledger.line(LedgerAct.CHANGE, "work.set_hours", subjects=[row.pk])
    return row
