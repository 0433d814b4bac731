"""Listing what used a wrong join, and putting each right.

What is listed is read past row security: whoever undoes a join need not see the alerts that rested on it. Each line
goes to the agency that owns the record, and shows nobody anything that they did not see before.
"""

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db import models
from django.utils import timezone

from lapwing.access import ledger
from lapwing.access.levels import Level
from lapwing.access.models import LedgerAct
from lapwing.access.viewer import current, turning
from lapwing.directory.keys import new_key
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
class Source:
    """A kind of record that may rest on a join: the subject it is, and which of its rows count."""

    kind: str
    rows: Callable[[], models.QuerySet]  # type: ignore[type-arg]


SOURCES: dict[str, Source] = {}


def register(kind: str, rows: Callable[[], models.QuerySet]) -> None:  # type: ignore[type-arg]
    """Make a kind of record known that may rest on a wrong join, under the kind of subject that it is."""
    SOURCES[kind] = Source(kind, rows)


def follow(undone: Undone) -> int:
    """A join was undone: list what was recorded since about either child, and tell those who made it."""
    with turning():
        found = [
            _listed(source, row, undone)
            for source in SOURCES.values()
            for row in source.rows().filter(person__in=undone.persons, recorded_at__gte=undone.since)
        ]
        Correction.objects.bulk_create(found)
        if found:
            _line("work.list_corrections", found)
    _tell(found)
    return len(found)


def _listed(source: Source, row: models.Model, undone: Undone) -> Correction:
    """The line falls to whoever made the record; where that was background work, to whoever undid the join."""
    made_by = getattr(row, "raised_by", None) or getattr(row, "recorded_by", None) or current().seat
    return Correction(
        id=new_key(), person=row.person, agency_id=row.agency_id, level=Level.SUMMARY, holder=made_by,  # type: ignore[attr-defined]
        subject_kind=source.kind, subject=row.pk, link=undone.link, happened_at=row.recorded_at, why=undone.reason,  # type: ignore[attr-defined]
    )  # fmt: skip


def _tell(found: Iterable[Correction]) -> None:
    first: dict[uuid.UUID, Correction] = {}
    for row in found:
        first.setdefault(row.holder, row)
    why_not = receivable(first)
    alerts.raise_alerts([
        alerts.Raise(
            WRONG_JOIN.key, row.person, row.agency_id, "correction", row.pk, holder, "See what rested on a wrong join"
        )
        for holder, row in first.items() if not why_not[holder]
    ])  # fmt: skip


def correct(correction: Correction, note: str) -> bool:
    """Put it right: those who were told by an alert are told so, and a meeting gets it in its minutes. False where
    somebody dealt with it before.
    """
    if not _done(correction, Correction.State.CORRECTED, note):
        return False
    if correction.subject_kind == "alert":
        alert = Alert.objects.filter(pk=correction.subject).first()
        if alert is not None and alert.state != Alert.State.RECALLED:
            alerts.correct(alert, note)
    elif correction.subject_kind == "meeting":
        _minute(correction, note)
    return True


def _minute(correction: Correction, note: str) -> None:
    meeting = Meeting.objects.filter(pk=correction.subject).first()
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
