"""An alert's words on a page."""

from collections.abc import Mapping
from datetime import datetime

from lapwing.rules.moments import clock_words, london_date, short_day_words
from lapwing.work.alerts.models import Alert, AlertEvent

State = Alert.State


def at_words(at: datetime, now: datetime) -> str:
    """ "06:10", or "2 Mar 06:10" on another day."""
    day = london_date(at)
    return clock_words(at) if day == london_date(now) else f"{short_day_words(day)} {clock_words(at)}"


def needs_call(alert: Alert) -> bool:
    """High risk needs a recorded telephone call as well."""
    return alert.urgent and alert.called_at is None and alert.state != State.RECALLED


def state_words(alert: Alert, happened: Mapping[str, datetime], now: datetime) -> str:
    """ "read 06:10", "not read, escalates 15:00", "acknowledged 06:12; no call recorded yet"."""
    words = _state(alert, happened, now)
    return f"{words}; no telephone call recorded yet" if needs_call(alert) else words


def _state(alert: Alert, happened: Mapping[str, datetime], now: datetime) -> str:
    what = AlertEvent.What
    if alert.state == State.ACKNOWLEDGED:
        return f"acknowledged {_when(happened, what.ACKNOWLEDGED, now)}"
    if alert.state == State.RECALLED:
        return f"recalled {_when(happened, what.RECALLED, now)}"
    if alert.state == State.HELD:
        return "held back by a check"
    read = f"read {_when(happened, what.OPENED, now)}" if alert.state == State.OPENED else "not read"
    if alert.escalates_at:
        return f"{read}, escalates {at_words(alert.escalates_at, now)}"
    return f"{read}, escalated {at_words(alert.escalated_at, now)}" if alert.escalated_at else read


def _when(happened: Mapping[str, datetime], what: str, now: datetime) -> str:
    return at_words(happened[what], now) if what in happened else ""
