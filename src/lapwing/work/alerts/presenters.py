"""An alert's words on a page."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lapwing.access import veil
from lapwing.rules.moments import clock_words, london_date
from lapwing.web.parts import Item, Tag, by_when, when
from lapwing.work import naming
from lapwing.work.alerts.checks import CHECK_WORDS, Check
from lapwing.work.alerts.kinds import kind_of
from lapwing.work.alerts.models import Alert, AlertEvent
from lapwing.work.naming import Named

State = Alert.State


def at_words(at: datetime, now: datetime) -> str:
    """ "06:10", or "tomorrow 06:10", "Mon 2 Mar 2020, 06:10" on another day."""
    return clock_words(at) if london_date(at) == london_date(now) else by_when(at, now)


def whom_to_call(alert: Alert) -> str:
    """The agency that raised it, and its telephones; nothing of one whose name would tell where the child lives."""
    agency = alert.agency
    numbers = [("by day", agency.telephone), ("at night", agency.night_telephone)]
    said = ", ".join(f"{when} {number}" for when, number in numbers if number)
    return f"{agency.name}: {said}" if said and agency.pk not in veil.hidden([alert.person]) else ""


def needs_call(alert: Alert) -> bool:
    """High risk needs a recorded telephone call as well."""
    return alert.urgent and alert.called_at is None and alert.state not in {State.RECALLED, State.ENDED}


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
    if alert.state == State.ENDED:
        return f"no longer needed since {_when(happened, what.ENDED, now)}"
    read = f"read {_when(happened, what.OPENED, now)}" if alert.state == State.OPENED else _unread(happened, now)
    if alert.escalates_at:
        when_due = "escalates" if alert.escalates_at > now else "to be escalated since"
        return f"{read}, {when_due} {at_words(alert.escalates_at, now)}"
    return f"{read}, escalated {at_words(alert.escalated_at, now)}" if alert.escalated_at else read


def _unread(happened: Mapping[str, datetime], now: datetime) -> str:
    """ "delivered 06:02, not read": what the mail server answered, where it was asked."""
    what = AlertEvent.What
    for event, words in ((what.REFUSED, "message refused"), (what.SENT, "delivered"), (what.DELAYED, "not delivered")):
        if event in happened:
            return f"{words} {at_words(happened[event], now)}, not read"
    return "not read"


def _when(happened: Mapping[str, datetime], what: str, now: datetime) -> str:
    return at_words(happened[what], now) if what in happened else ""


@dataclass(frozen=True)
class Line:
    """An alert in a list. Before it is opened a list says only what kind it is, from whom and when."""

    alert: Alert
    words: str
    who: str
    child: Named
    tag: Tag
    standing: str
    raised: str


COLOURS = {
    State.HELD: "orange", State.WAITING: "yellow", State.OPENED: "blue", State.ACKNOWLEDGED: "green",
    State.RECALLED: "grey", State.ENDED: "grey",
}  # fmt: skip


def tag_of(alert: Alert) -> Tag:
    if alert.urgent and alert.state in {State.WAITING, State.OPENED}:
        return Tag(f"Urgent: {State(alert.state).label.lower()}", "red")
    return Tag(State(alert.state).label, COLOURS[State(alert.state)])


# What the tag beside them says already.
SAID_BY_TAG = ("not read", "read", "acknowledged", "recalled", "held back by a check", "no longer needed since")


def beside_tag(words: str) -> str:
    """What the words say besides the tag: "escalates 15:00" of "not read, escalates 15:00"; "06:10" of "read 06:10"."""
    parts = [part for part in words.split(", ") if part != "not read"]
    first = parts[0] if parts else ""
    for said in SAID_BY_TAG:
        if first == said or first.startswith((f"{said} ", f"{said};")):
            parts[0] = first.removeprefix(said).strip(" ;")
            break
    return ", ".join(part for part in parts if part)


def lines(
    alerts: Sequence[Alert],
    times: Mapping[uuid.UUID, Mapping[str, datetime]],
    now: datetime,
    *,
    read: set[uuid.UUID] | None = None,
) -> list[Line]:
    """Alerts for a list. Whoever raised them sees whom each is about (`read` is None); a recipient sees that of those
    that they opened themselves.
    """
    shown = [alert for alert in alerts if read is None or alert.pk in read]
    children = naming.children(alert.person for alert in shown)
    names = naming.holders(alert.holder for alert in alerts)
    return [
        Line(
            alert, kind_of(alert.kind).words, names.get(alert.holder, ""),
            children[alert.person] if alert in shown else naming.NO_CHILD, tag_of(alert),
            beside_tag(state_words(alert, times[alert.pk], now)), when(alert.raised_at),
        )
        for alert in alerts
    ]  # fmt: skip


def story(events: Iterable[AlertEvent], names: Mapping[uuid.UUID, str]) -> list[Item]:
    """What happened to an alert, in order."""
    return [
        Item(
            event.at, AlertEvent.What(event.what).label + _to(event, names), detail=_detail(event),
            kind=names.get(event.seat, "") if event.seat else "by itself",
        )
        for event in events
    ]  # fmt: skip


def _to(event: AlertEvent, names: Mapping[uuid.UUID, str]) -> str:
    """Before whom it was put; of what was taken back since, as it was kept in words."""
    named = names.get(event.holder) or event.detail
    return f" {named}" if named and event.what == AlertEvent.What.ROUTED else ""


def _detail(event: AlertEvent) -> str:
    if event.what == AlertEvent.What.ROUTED:
        return ""
    held = event.what == AlertEvent.What.HELD and event.detail
    return CHECK_WORDS[Check(event.detail)] if held else event.detail
