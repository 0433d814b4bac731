"""What other rooms may ask about alerts. Row security is the only filter."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from lapwing.work import naming
from lapwing.work.alerts import presenters
from lapwing.work.alerts.kinds import kind_of
from lapwing.work.alerts.models import Alert, AlertEvent, Barred

OPEN = (Alert.State.HELD, Alert.State.WAITING, Alert.State.OPENED)
# High risk is not settled before somebody telephoned as well.
UNSETTLED = Q(state__in=OPEN) | Q(state=Alert.State.ACKNOWLEDGED, urgent=True, called_at=None)


def standing(state: str = "") -> Q:
    """Alerts in one state, or those that still ask something of somebody."""
    return Q(state=state) if state else UNSETTLED


def alerts_for(holders: Iterable[uuid.UUID], *, state: str = "") -> QuerySet[Alert]:
    """The alerts put before these seats and teams, urgent first: those not settled, unless a state is given."""
    alerts = Alert.objects.filter(standing(state), holder__in=set(holders))
    return alerts.select_related("agency").order_by("-urgent", "raised_at", "pk")


def read_by(alerts: Iterable[Alert], seat: uuid.UUID) -> set[uuid.UUID]:
    """Which of these alerts this seat itself opened: a colleague's reading is not one's own."""
    opened = AlertEvent.objects.filter(alert__in=[alert.pk for alert in alerts], what=AlertEvent.What.OPENED)
    return set(opened.filter(seat=seat).values_list("alert", flat=True))


def bars_on(persons: Iterable[uuid.UUID]) -> QuerySet[Barred]:
    """Agencies that are told nothing about these persons, those still barred first, as far as the viewer may see."""
    return Barred.objects.of(persons).select_related("barred", "agency").order_by("until", "-since")


@dataclass(frozen=True)
class Standing:
    """How one alert stands: to whom it went, in words ("read 06:10", "not read, escalates 15:00"); what it tells.

    `agency` is that of the seat or team for whom it was meant.
    """

    alert: uuid.UUID
    to: str
    state: str
    words: str
    urgent: bool
    needs_call: bool
    about: str = ""
    kind: str = ""
    agency: uuid.UUID | None = None


def states_of(subjects: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[Standing]]:
    """For each of these subjects, its alerts with their state, in the order in which people were told."""
    alerts = list(Alert.objects.filter(subject__in=set(subjects)).order_by("raised_at", "chain", "step"))
    if not alerts:
        return {}
    happened = times_of(alerts)
    named = naming.of_agencies(key for alert in alerts for key in (alert.holder, alert.intended))
    nobody = ("", None)
    standing: dict[uuid.UUID, list[Standing]] = defaultdict(list)
    now = timezone.now()
    for alert in alerts:
        words = presenters.state_words(alert, happened[alert.pk], now)
        standing[alert.subject].append(
            Standing(
                alert.pk,
                named.get(alert.holder, nobody)[0],
                alert.state,
                words,
                alert.urgent,
                presenters.needs_call(alert),
                kind_of(alert.kind).words,
                alert.kind,
                named.get(alert.intended, nobody)[1],
            )
        )
    return dict(standing)


def times_of(alerts: Iterable[Alert]) -> dict[uuid.UUID, dict[str, datetime]]:
    """For each of these alerts, when each thing first happened to it."""
    times: dict[uuid.UUID, dict[str, datetime]] = defaultdict(dict)
    for alert, what, at in (
        AlertEvent.objects.filter(alert__in=[alert.pk for alert in alerts])
        .order_by("at", "pk")
        .values_list("alert", "what", "at")
    ):
        times[alert].setdefault(what, at)
    return times


def open_until(subjects: set[uuid.UUID]) -> dict[uuid.UUID, datetime]:
    """For each of these subjects, or alerts, with an alert that nobody acknowledged yet: now, for it is due at once."""
    still = Alert.objects.filter(Q(subject__in=subjects) | Q(pk__in=subjects), state__in=OPEN)
    now, found = timezone.now(), dict[uuid.UUID, datetime]()
    for key, subject in still.values_list("pk", "subject"):
        for one in {key, subject} & subjects:
            found[one] = now
    return found
