"""Listing what used a wrong join, and putting each right.

What is listed is read past row security: whoever undoes a join need not see the alerts that rested on it. Each line
goes to the agency that owns the record, and shows nobody anything that they did not see before.
"""

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils import timezone

from lapwing.access import ledger
from lapwing.access.levels import Level
from lapwing.access.models import LedgerAct
from lapwing.access.roles import DATA_STEWARD
from lapwing.access.viewer import NOBODY, current, turning
from lapwing.directory.keys import new_key
from lapwing.directory.models import Seat
from lapwing.people.unjoining import Undone
from lapwing.work.alerts import changes as alerts
from lapwing.work.alerts.kinds import AlertKind
from lapwing.work.alerts.models import Alert
from lapwing.work.alerts.routes import receivable
from lapwing.work.corrections.models import Correction
from lapwing.work.meetings import changes as meetings
from lapwing.work.meetings.models import Meeting

WRONG_JOIN = AlertKind("wrong_join", "Two children had been taken for one: please look at what you decided")


@dataclass(frozen=True)
class Rested:
    """A record that rested on a join: its key, about whom, whose it is, when it was recorded, and who looks at it."""

    key: uuid.UUID
    person: uuid.UUID
    agency: uuid.UUID
    at: datetime
    looks: uuid.UUID | None


Found = Callable[[Undone], Iterable[Rested]]
PutRight = Callable[[uuid.UUID, str], None]


@dataclass(frozen=True)
class Source:
    """A kind of record that may rest on a join: the subject it is, what of it rested on one, and what correcting it
    does besides the note.
    """

    kind: str
    found: Found
    put_right: PutRight | None = None


SOURCES: dict[str, Source] = {}


def register(
    kind: str,
    rows: Callable[[], models.QuerySet],  # type: ignore[type-arg]
    *,
    put_right: PutRight | None = None,
    looks: str = "recorded_by",
) -> None:
    """Make a kind of record known that may rest on a wrong join, under the kind of subject that it is. `looks` names
    the column of whoever looks at it: who made it, or the team that it waits for.
    """

    def found(undone: Undone) -> Iterable[Rested]:
        return [
            Rested(row.pk, row.person, row.agency_id, row.recorded_at, getattr(row, looks))
            for row in rows().filter(person__in=undone.persons, recorded_at__gte=undone.since)
        ]

    register_found(kind, found, put_right=put_right)


def register_found(kind: str, found: Found, *, put_right: PutRight | None = None) -> None:
    """The same for a kind whose rows are of many children: `found` says which of them rested on a join."""
    SOURCES[kind] = Source(kind, found, put_right)


def follow(undone: Undone) -> int:
    """A join was undone: list what was recorded since about either child, and tell those who made it."""
    with turning():
        found = [_listed(source, one, undone) for source in SOURCES.values() for one in source.found(undone)]
        Correction.objects.bulk_create(found)
        if found:
            _line("work.list_corrections", found)
    _tell(found)
    return len(found)


def _listed(source: Source, one: Rested, undone: Undone) -> Correction:
    """The line falls to whoever made the record; where that was background work, to whoever undid the join."""
    looks = one.looks if one.looks not in {None, NOBODY} else current().seat
    return Correction(
        id=new_key(), person=one.person, agency_id=one.agency, level=Level.SUMMARY, holder=looks,
        subject_kind=source.kind, subject=one.key, link=undone.link, happened_at=one.at, why=undone.reason,
    )  # fmt: skip


def _tell(found: Iterable[Correction]) -> None:
    first: dict[uuid.UUID, Correction] = {}
    for row in found:
        first.setdefault(row.holder, row)
    # A steward has the list in their menu, and no page of alerts.
    for steward in Seat.objects.filter(pk__in=first, role=DATA_STEWARD.key).values_list("pk", flat=True):
        del first[steward]
    why_not = receivable(first)
    alerts.raise_alerts([
        alerts.Raise(
            WRONG_JOIN.key, row.person, row.agency_id, "correction", row.pk, holder, "See what rested on a wrong join"
        )
        for holder, row in first.items() if not why_not[holder]
    ])  # fmt: skip


def correct(correction: Correction, note: str) -> bool:
    """Put it right: those who were told by an alert are told so, a meeting gets it in its minutes, a list can be
    fetched no more. False where somebody dealt with it before.
    """
    if not _done(correction, Correction.State.CORRECTED, note):
        return False
    source = SOURCES.get(correction.subject_kind)
    if source is not None and source.put_right is not None:
        source.put_right(correction.subject, note)
    return True


def correct_alert(key: uuid.UUID, note: str) -> None:
    alert = Alert.objects.filter(pk=key).first()
    if alert is not None and alert.state != Alert.State.RECALLED:
        alerts.correct(alert, note)


def minute(key: uuid.UUID, note: str) -> None:
    meeting = Meeting.objects.filter(pk=key).first()
    if meeting is None:
        return
    invited = tuple(meeting.invitations.filter(held=False).values_list("invited", flat=True))
    [item] = meetings.add_items([meetings.NewItem(meeting, "Correction", invited, position=99)])
    meetings.decide(item, note, why="Two children had been taken for one.")


def stands(correction: Correction, note: str) -> bool:
    """It was looked at, and stands as it is, for a reason."""
    return _done(correction, Correction.State.STANDS, note)


def _done(correction: Correction, state: str, note: str) -> bool:
    if not note.strip():
        raise ValueError("Say what you found: it stays with the line.")
    waiting = Correction.objects.filter(pk=correction.pk, state=Correction.State.WAITING)
    done = waiting.update(state=state, note=note, done_at=timezone.now(), done_by=current().seat)
    if done:
        _line(f"work.correction_{state}", [correction])
    return bool(done)


def _line(door: str, rows: Sequence[Correction]) -> None:
    ledger.line(LedgerAct.CHANGE, door, persons={row.person for row in rows}, subjects=[row.pk for row in rows])
