"""What the acts on alerts share: the row of one who is told, the check of a recipient, what happened, and its line."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from lapwing.access import ledger
from lapwing.access.levels import Level
from lapwing.access.models import LedgerAct
from lapwing.access.viewer import NOBODY, current
from lapwing.directory.keys import new_key
from lapwing.work import holding
from lapwing.work.alerts.checks import Check, Facts
from lapwing.work.alerts.kinds import kind_of
from lapwing.work.alerts.models import Alert, AlertEvent
from lapwing.work.alerts.routes import Directory

What = AlertEvent.What
STILL_OPEN = (Alert.State.WAITING, Alert.State.OPENED)
BATCH = 500


@dataclass(frozen=True)
class Raise:
    """An alert to raise: what kind, about whom, owned by which agency, on what, to which seat or team, in a line."""

    kind: str
    person: uuid.UUID
    agency: uuid.UUID
    subject_kind: str
    subject: uuid.UUID
    holder: uuid.UUID
    words: str
    urgent: bool = False
    area: uuid.UUID | None = None
    standing: str = ""


def facts_of(directory: Directory, persons: Iterable[uuid.UUID], on_routes: Iterable[uuid.UUID]) -> Facts:
    """What the checks of everybody on these routes rest on, for every alert of an act."""
    holders = set(on_routes)
    accounts = {who.account for key in holders for who in directory.people(key)}
    return Facts.about(persons, accounts, {agency for key in holders if (agency := directory.agency(key))})


def check(directory: Directory, facts: Facts, holder: uuid.UUID, person: uuid.UUID) -> Check:
    """A seat is as clear as its one person; a team is clear where one of its people is."""
    if found := facts.of_agency(directory.agency(holder), person):
        return found
    checks = [facts.of_person(who, person) for who in directory.people(holder)]
    return Check.CLEAR if not checks or Check.CLEAR in checks else checks[0]


def row(
    one: Raise, key: uuid.UUID, step: int, chain: uuid.UUID, holder: uuid.UUID, escalates: datetime | None, check: Check
) -> Alert:
    return Alert(
        id=key, chain=chain, step=step, kind=one.kind, person=one.person, agency_id=one.agency, area_id=one.area,
        level=Level.SUMMARY, subject_kind=one.subject_kind, subject=one.subject, holder=holder, intended=one.holder,
        words=one.words, standing=one.standing, urgent=one.urgent, escalates_at=escalates, why_held=check,
        state=Alert.State.HELD if check else Alert.State.WAITING, raised_by=acting_seat(),
    )  # fmt: skip


def acting_seat() -> uuid.UUID | None:
    seat = current().seat
    return None if seat == NOBODY else seat


def patience(one: Raise | Alert) -> timedelta:
    """How long nobody may acknowledge it."""
    kind = kind_of(one.kind)
    return kind.after_urgent if one.urgent else kind.after


def following(alert: Alert, holder: uuid.UUID, step: int, escalates: datetime) -> Alert:
    return Alert(
        id=new_key(), chain=alert.chain, step=step, kind=alert.kind, person=alert.person, agency_id=alert.agency_id,
        area_id=alert.area_id, level=alert.level, subject_kind=alert.subject_kind, subject=alert.subject,
        holder=holder, intended=alert.intended, words=alert.words, standing=alert.standing, urgent=alert.urgent,
        escalates_at=escalates,
        raised_by=alert.raised_by, called_at=alert.called_at,
    )  # fmt: skip


def happened(events: Sequence[tuple[Alert, str, str]], *, holder: uuid.UUID | None = None) -> None:
    seat = acting_seat()
    AlertEvent.objects.bulk_create(
        [
            AlertEvent(
                id=new_key(), alert_id=alert.pk, person=alert.person, agency_id=alert.agency_id, level=alert.level,
                holder=holder or alert.holder, what=what, seat=seat, detail=detail,
            )
            for alert, what, detail in events
        ],
        batch_size=BATCH,
    )  # fmt: skip


def write(door: str, alerts: Sequence[Alert]) -> None:
    holding.settle({alert.subject for alert in alerts} | {alert.pk for alert in alerts})
    ledger.line(LedgerAct.CHANGE, door, persons={a.person for a in alerts}, subjects=[a.pk for a in alerts])
