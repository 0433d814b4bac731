"""Telling the next on a route when nobody acknowledged in time, or the mail server refused the message."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from lapwing.work.alerts.models import Alert
from lapwing.work.alerts.routes import Directory, Unreachable
from lapwing.work.alerts.rows import (
    BATCH,
    STILL_OPEN,
    What,
    check,
    facts_of,
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
    chains, routes = _told(waiting), {alert.pk: _route(directory, alert.intended, now) for alert in waiting}
    facts = facts_of(directory, {alert.person for alert in waiting}, (key for some in routes.values() for key in some))
    fresh = []
    for alert in waiting:
        clear = (key for key in routes[alert.pk] if not check(directory, facts, key, alert.person))
        if (holder := _next(alert, clear, chains[alert.chain])) is not None:
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


def _route(directory: Directory, intended: uuid.UUID, now: datetime) -> tuple[uuid.UUID, ...]:
    try:
        return directory.route(intended, now).holders
    except Unreachable:
        return ()


def _next(alert: Alert, clear: Iterable[uuid.UUID], told: set[uuid.UUID]) -> uuid.UUID | None:
    """The next on the route who is clear; at last whoever raised it."""
    return next((one for one in (*clear, alert.raised_by) if one not in told), None)
