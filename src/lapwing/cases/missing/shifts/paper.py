"""Putting children on paper: alone up to a number, and with a second person's approval beyond it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from lapwing.access import ledger
from lapwing.access.models import LedgerAct
from lapwing.access.viewer import current
from lapwing.cases.missing.shifts.models import Paper
from lapwing.directory.keys import new_key
from lapwing.directory.models import Area, Seat
from lapwing.people.two_persons import is_same_human
from lapwing.work.disclosing import MOST_ALONE

# For one shift: what is asked for in the evening serves the night.
LASTS = timedelta(hours=12)


@dataclass(frozen=True)
class Wanted:
    """What is to be put on paper: which, of which area, for which shift."""

    what: str
    area: uuid.UUID | None = None
    shift: str = ""
    notes: bool = False

    @property
    def same(self) -> dict[str, object]:
        return {"what": self.what, "of_area": self.area, "shift": self.shift, "notes": self.notes}


def may_print(wanted: Wanted, children: int) -> bool:
    """Whether this many children may go on paper now. Where a second person must approve first, it is asked for."""
    if children <= MOST_ALONE:
        return True
    asked = Paper.objects.filter(recorded_by=current().seat, expires_at__gt=timezone.now(), **wanted.same)
    if asked.exclude(approved_by=None).exists():
        return True
    if not asked.exists():
        row = Paper(
            id=new_key(), agency_id=current().agency, children=children, expires_at=timezone.now() + LASTS,
            **wanted.same,
        )  # fmt: skip
        Paper.objects.bulk_create([row])
        ledger.line(LedgerAct.CHANGE, "missing.ask_for_paper", subjects=[row.pk])
    return False


def made(wanted: Wanted, children: int) -> None:
    """It is on paper now: everybody of the agency can see when their last one was made, and none of who is on it."""
    now = timezone.now()
    asked = Paper.objects.filter(recorded_by=current().seat, expires_at__gt=now, **wanted.same)
    if not asked.update(made_at=now):
        Paper.objects.bulk_create([
            Paper(id=new_key(), agency_id=current().agency, children=children, expires_at=now + LASTS, made_at=now,
                  **wanted.same)
        ])  # fmt: skip


def last_made(what: str) -> Paper | None:
    """The last one that the viewer's own agency made."""
    return _made(what).order_by("-made_at").first()


def is_made_for(what: str, shift: str, begins: datetime) -> bool:
    """Whether one was made for a shift: since it began, or for it beforehand."""
    return _made(what).filter(Q(made_at__gte=begins) | Q(shift=shift, made_at__gte=begins - LASTS)).exists()


def _made(what: str) -> QuerySet[Paper]:
    return Paper.objects.filter(agency=current().agency, what=what).exclude(made_at=None)


def approve(key: uuid.UUID) -> bool:
    """A second person of the agency approves. False where it is not there, is over, or was asked for by the same."""
    found = Paper.objects.filter(pk=key, agency=current().agency, approved_by=None, expires_at__gt=timezone.now())
    row = found.first()
    if row is None or is_same_human(row.recorded_by):
        return False
    found.update(approved_by=current().seat, approved_at=timezone.now())
    ledger.line(LedgerAct.CHANGE, "missing.approve_paper", subjects=[key])
    return True


def waiting(what: str) -> Sequence[tuple[Paper, str]]:
    """What colleagues asked for and nobody has approved yet, each in words, for this viewer to approve."""
    now, agency = timezone.now(), current().agency
    rows = [
        row
        for row in Paper.objects.filter(agency=agency, what=what, approved_by=None, made_at=None, expires_at__gt=now)
        if not is_same_human(row.recorded_by)
    ]  # fmt: skip
    if not rows:
        return []
    seats = Seat.objects.select_related("account").in_bulk({row.recorded_by for row in rows})
    areas = Area.objects.in_bulk({row.of_area for row in rows if row.of_area})
    return [(row, _words(row, seats, areas)) for row in rows]


def _words(row: Paper, seats: dict[uuid.UUID, Seat], areas: dict[uuid.UUID, Area]) -> str:
    seat = seats.get(row.recorded_by) if row.recorded_by else None
    who = (seat.account.name if seat.account else seat.title) if seat else "Somebody"
    where = areas[row.of_area].name if row.of_area in areas else "all that they may see"
    notes = ", with free words" if row.notes else ""
    many = "1 child" if row.children == 1 else f"{row.children} children"
    return f"{who} asks: {many}, {where}{notes}"
