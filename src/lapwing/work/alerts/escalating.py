"""Telling the next on a route when nobody acknowledged in time, or the mail server refused the message."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from lapwing.work.alerts.checks import Facts
from lapwing.work.alerts.models import Alert
from lapwing.work.alerts.routes import Directory, Unreachable
from lapwing.work.alerts.rows import (
    BATCH,
    STILL_OPEN,
    What,
    check,
    following,
    happened,
    patience,
    write,
)  # fmt: skip


def escalate() -> list[Alert]:
    """Tell the next on each route whose time has passed. Background work, inside `clockwork`; twice changes nothing.

    The next is the deputy, the team, those who answer at night, and at last whoever raised it.
    """
    now = timezone.now()
    waiting = list(
        Alert.objects.filter(state__in=STILL_OPEN, escalates_at__lte=now)
        .select_for_update(skip_locked=True, of=("self",))
        .order_by("escalates_at")[:BATCH]
    )
    if not waiting:
        return []
    directory = Directory.about({alert.intended for alert in waiting})
    chains = _told(waiting)
    fresh = []
    for alert in waiting:
        if (holder := _next(alert, directory, chains[alert.chain], now)) is not None:
            fresh.append(following(alert, holder, len(chains[alert.chain]), now + patience(alert)))
    Alert.objects.filter(pk__in=[alert.pk for alert in waiting]).update(escalates_at=None, escalated_at=now)
    Alert.objects.bulk_create(fresh)
    happened([(alert, What.ESCALATED, "") for alert in waiting])
    happened([(alert, What.ROUTED, "") for alert in fresh])
    write("work.escalate_alerts", [*waiting, *fresh])
    return fresh


def _told(alerts: Iterable[Alert]) -> dict[uuid.UUID, set[uuid.UUID]]:
    """Who was told already, for each chain."""
    told: dict[uuid.UUID, set[uuid.UUID]] = {}
    for chain, holder in Alert.objects.filter(chain__in={a.chain for a in alerts}).values_list("chain", "holder"):
        told.setdefault(chain, set()).add(holder)
    return told


def _next(alert: Alert, directory: Directory, told: set[uuid.UUID], now: datetime) -> uuid.UUID | None:
    try:
        route = directory.route(alert.intended, now).holders
    except Unreachable:
        route = ()
    facts = Facts.about(
        {alert.person}, {who.account for key in route for who in directory.people(key)},
        {agency for key in route if (agency := directory.agency(key))},
    )  # fmt: skip
    for holder in route:
        if holder not in told and not check(directory, facts, holder, alert.person):
            return holder
    return alert.raised_by if alert.raised_by not in told else None
