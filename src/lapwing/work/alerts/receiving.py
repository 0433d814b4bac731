"""What a recipient does: opens an alert, takes it on, records a call. A state follows from these acts, never from a
page that was looked at.
"""

import uuid
from datetime import datetime

from django.utils import timezone

from lapwing.access import circle
from lapwing.access.viewer import NOBODY, current, turning
from lapwing.directory.models import Seat
from lapwing.rules.moments import Moment, clock_words
from lapwing.work.alerts.checks import Check, Facts
from lapwing.work.alerts.kinds import kind_of
from lapwing.work.alerts.models import Alert, AlertEvent
from lapwing.work.alerts.routes import Directory
from lapwing.work.alerts.rows import STILL_OPEN, What, happened, write
from lapwing.work.deadlines import changes as clocks


class MayBeRelated(PermissionError):
    """Whoever wants to open an alert may be of the family, or a neighbour; the message says what to do."""


def open_alert(alert: Alert, seat: uuid.UUID) -> bool:
    """The recipient, signed in, reads it: a pointer opens to them until the alert ends. True the first time.

    Raises PermissionError for anybody whom the alert does not name, and MayBeRelated for one of a team who may be of
    the child's family: the others of the team can open it.
    """
    who = current()
    if alert.holder not in who.holders:
        raise PermissionError("Only those whom an alert names open it.")
    _refuse_family(alert)
    first = bool(Alert.objects.filter(pk=alert.pk, state=Alert.State.WAITING).update(state=Alert.State.OPENED))
    _open_pointer(alert, who.agency)
    if first:
        alert.state = Alert.State.OPENED
    if first or not AlertEvent.objects.filter(alert=alert.pk, what=What.OPENED, seat=seat).exists():
        happened([(alert, What.OPENED, "")])
        _told(alert, timezone.now())
        write("work.open_alert", [alert])
    return first


def _told(alert: Alert, at: datetime) -> None:
    """The duty behind the alert is done when those whom it was meant for have it: not whoever keeps watch for them at
    night, and not when a message was sent.
    """
    duty, who = kind_of(alert.kind).duty, current()
    if duty and (alert.intended in who.holders or _is_of_team(alert.intended, who.team)):
        clocks.meet(duty, Moment(at), subjects=[alert.subject])


def _is_of_team(seat: uuid.UUID, team: uuid.UUID) -> bool:
    return team != NOBODY and Seat.objects.filter(pk=seat, team=team).exists()


def _refuse_family(alert: Alert) -> None:
    who = current()
    if alert.raised_by == who.seat or AlertEvent.objects.filter(alert=alert.pk, what=What.CONFIRMED).exists():
        return
    facts = Facts.about({alert.person}, {who.account}, set())
    for person in Directory.about([who.seat]).people(who.seat):
        if found := facts.of_person(person, alert.person):
            again = "" if found is Check.CONFLICT else " If you are not, tell whoever sent it."
            raise MayBeRelated(
                "You may be related to this child, or live near the family, so somebody else opens it. Tell your "
                f"information-governance lead.{again}"
            )


def _open_pointer(alert: Alert, agency: uuid.UUID) -> None:
    """A place at pointer level, because of the alert: the one named need not know the child yet."""
    kind = kind_of(alert.kind)
    with turning():
        circle.open_places([
            circle.Opening(
                person=alert.person, agency=agency, holder=alert.holder, reaches=kind.opens, purpose=kind.purpose,
                basis=kind.basis, reason=kind.words, ends=timezone.now() + kind.lasts, because_kind="alert",
                because=alert.pk,
            )
        ])  # fmt: skip


def acknowledge(alert: Alert) -> bool:
    """The recipient takes it on: nobody further is told. False where it was done before, or recalled."""
    taken = Alert.objects.filter(pk=alert.pk, state__in=STILL_OPEN)
    if not taken.update(state=Alert.State.ACKNOWLEDGED, escalates_at=None):
        return False
    with turning():
        Alert.objects.filter(chain=alert.chain, state__in=STILL_OPEN).update(escalates_at=None)
    alert.state, alert.escalates_at = Alert.State.ACKNOWLEDGED, None
    happened([(alert, What.ACKNOWLEDGED, ""), *_told_before(alert)])
    write("work.acknowledge_alert", [alert])
    return True


def _told_before(alert: Alert) -> list[tuple[Alert, str, str]]:
    """Two agencies tell of one absence, and the second more urgently: who takes on the later knows of the earlier, and
    nobody is woken for it. What was urgent itself still asks for its call.
    """
    with turning():
        earlier = Alert.objects.filter(
            kind=alert.kind, subject=alert.subject, intended=alert.intended, raised_at__lt=alert.raised_at,
            urgent=False, state__in=STILL_OPEN,
        ).exclude(chain=alert.chain)  # fmt: skip
        rows = list(Alert.objects.filter(chain__in=earlier.values("chain"), state__in=STILL_OPEN))
        Alert.objects.filter(pk__in=[row.pk for row in rows]).update(state=Alert.State.ENDED, escalates_at=None)
    return [(row, What.ENDED, "A later alert about the same was taken on.") for row in rows]


def record_call(alert: Alert, *, spoke_to: str, outcome: str = "", at: datetime | None = None) -> None:
    """Somebody telephoned: to whom they spoke, when, and what came of it. High risk needs this as well."""
    if not spoke_to.strip():
        raise ValueError("Say whom you spoke to: name and role.")
    when = at or timezone.now()
    with turning():
        Alert.objects.filter(chain=alert.chain, called_at=None).update(called_at=when)
    alert.called_at = alert.called_at or when
    said = f"{clock_words(when)}, spoke to {spoke_to.strip()}. {outcome.strip()}".strip()
    happened([(alert, What.CALLED, said)])
    write("work.record_call", [alert])
