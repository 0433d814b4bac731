"""Raising an alert, and sending a held one elsewhere. An alert opens a pointer and no more; before it is put before
anybody, `checks` asks whether they may be related, in conflict or barred.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from lapwing.directory.keys import new_key
from lapwing.work.alerts.checks import MAY_BE_CONFIRMED, Check, Facts
from lapwing.work.alerts.kinds import STANDINGS, kind_of
from lapwing.work.alerts.models import Alert
from lapwing.work.alerts.routes import Directory, Unreachable, is_office_time
from lapwing.work.alerts.rows import (
    BATCH,
    Raise,
    What,
    check,
    facts_of,
    happened,
    patience,
    row,
    write,
)  # fmt: skip


def raise_alerts(alerts: Sequence[Raise]) -> list[Alert]:
    """Raise these alerts; returns the first row of each, which may be held by a check.

    Raises Unreachable where one names a seat or team that could not receive it, by day or at night. Somebody who acts
    on a fact that cannot wait asks `routes.receivable` first, and names another.
    """
    if not alerts:
        return []
    now = timezone.now()
    _require_standing(alerts)
    directory = Directory.about({one.holder for one in alerts})
    for one in alerts:
        if why_not := directory.why_not(one.holder):
            raise Unreachable(why_not)
    on_routes = (key for one in alerts for key in directory.route(one.holder, now).holders)
    facts = facts_of(directory, {one.person for one in alerts}, on_routes)
    first: list[Alert] = []
    all_rows: list[Alert] = []
    for one in alerts:
        rows = _rows(one, directory, facts, now)
        first.append(rows[0])
        all_rows.extend(rows)
    Alert.objects.bulk_create(all_rows, batch_size=BATCH)
    happened([(row, What.RAISED, "") for row in first])
    happened([(row, What.HELD if row.state == Alert.State.HELD else What.ROUTED, row.why_held) for row in all_rows])
    write("work.raise_alerts", all_rows)
    return first


def _require_standing(alerts: Sequence[Raise]) -> None:
    """A child arrested is not a child convicted: an alert about an offence says what the child is in it."""
    for one in alerts:
        if kind_of(one.kind).about_an_offence and one.standing not in STANDINGS:
            raise ValueError("Say whether the child is victim, witness or suspected.")


def _rows(one: Raise, directory: Directory, facts: Facts, now: datetime) -> list[Alert]:
    """The first on the route who is clear; at night the one named as well, who finds it in the morning."""
    route = directory.route(one.holder, now).holders
    checks = {holder: check(directory, facts, holder, one.person) for holder in route}
    clear = [holder for holder in route if not checks[holder]]
    chain = new_key()
    if not clear:
        # Named to nobody while it is held: its own key names no seat.
        return [row(one, chain, 0, chain, chain, None, checks.get(one.holder) or checks[route[0]])]
    told = clear[:1]
    if one.holder in clear and one.holder not in told and not is_office_time(now):
        told.append(one.holder)
    ends = now + patience(one)
    return [
        row(one, chain if step == 0 else new_key(), step, chain, holder, ends if step == 0 else None, Check.CLEAR)
        for step, holder in enumerate(told)
    ]


def confirm(alert: Alert, how: str) -> bool:
    """Whoever raised it made sure that the recipient may have it, and says how; False where it was not held."""
    if not how.strip():
        raise ValueError("Say how you made sure: by whom, and how it was confirmed.")
    if alert.why_held not in MAY_BE_CONFIRMED:
        raise ValueError("This cannot be confirmed away: choose another recipient.")
    escalates = timezone.now() + patience(alert)
    held = Alert.objects.filter(pk=alert.pk, state=Alert.State.HELD)
    if not held.update(state=Alert.State.WAITING, holder=alert.intended, escalates_at=escalates):
        return False
    alert.state, alert.holder, alert.escalates_at = Alert.State.WAITING, alert.intended, escalates
    happened([(alert, What.CONFIRMED, how)])
    write("work.confirm_alert", [alert])
    return True


def send_elsewhere(alert: Alert, holder: uuid.UUID) -> Alert | None:
    """A held alert goes to another seat or team instead, through the same checks; None where it is held no more: two
    who send it at once wait for one another here. Raises Unreachable.
    """
    if not Alert.objects.select_for_update().filter(pk=alert.pk, state=Alert.State.HELD).exists():
        return None
    fresh = raise_alerts([
        Raise(
            alert.kind, alert.person, alert.agency_id, alert.subject_kind, alert.subject, holder, alert.words,
            alert.urgent, alert.area_id, alert.standing,
        )
    ])  # fmt: skip
    Alert.objects.filter(pk=alert.pk).update(state=Alert.State.RECALLED)
    happened([(alert, What.RECALLED, "sent to another recipient")])
    write("work.send_alert_elsewhere", [alert])
    return fresh[0]
