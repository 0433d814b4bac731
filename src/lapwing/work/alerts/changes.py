"""Alerts raised, opened, acknowledged, escalated, recalled. Each state comes from an event that happened.

An alert opens a pointer and no more. Who receives it is a seat or team with a deputy and a night route; before it is
put before anybody, `checks` asks whether they may be related, in conflict or barred.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from lapwing.access import circle, ledger
from lapwing.access.levels import Level
from lapwing.access.models import LedgerAct
from lapwing.access.viewer import NOBODY, current, turning
from lapwing.directory.keys import new_key
from lapwing.rules.moments import clock_words
from lapwing.work import holding
from lapwing.work.alerts.checks import MAY_BE_CONFIRMED, Check, Facts
from lapwing.work.alerts.kinds import STANDINGS, kind_of
from lapwing.work.alerts.models import Alert, AlertEvent, Barred, Breach, EscalationTime
from lapwing.work.alerts.routes import Directory, Unreachable, is_office_time

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
    facts = _facts(directory, [(one.person, one.holder) for one in alerts], now)
    times = _times()
    first: list[Alert] = []
    all_rows: list[Alert] = []
    for one in alerts:
        rows = _rows(one, directory, facts, times, now)
        first.append(rows[0])
        all_rows.extend(rows)
    Alert.objects.bulk_create(all_rows, batch_size=BATCH)
    _happened([(row, What.RAISED, "") for row in first])
    _happened([(row, What.HELD if row.state == Alert.State.HELD else What.ROUTED, row.why_held) for row in all_rows])
    _write("work.raise_alerts", all_rows)
    return first


def _require_standing(alerts: Sequence[Raise]) -> None:
    """A child arrested is not a child convicted: an alert about an offence says what the child is in it."""
    for one in alerts:
        if kind_of(one.kind).about_an_offence and one.standing not in STANDINGS:
            raise ValueError("Say whether the child is victim, witness or suspected.")


def _facts(directory: Directory, named: Sequence[tuple[uuid.UUID, uuid.UUID]], now: datetime) -> Facts:
    on_route = {key for _, holder in named for key in directory.route(holder, now).holders}
    accounts = {who.account for key in on_route for who in directory.people(key)}
    agencies = {agency for key in on_route if (agency := directory.agency(key))}
    return Facts.about({person for person, _ in named}, accounts, agencies)


def _check(directory: Directory, facts: Facts, holder: uuid.UUID, person: uuid.UUID) -> Check:
    """A seat is as clear as its one person; a team is clear where one of its people is."""
    if found := facts.of_agency(directory.agency(holder), person):
        return found
    checks = [facts.of_person(who, person) for who in directory.people(holder)]
    return Check.CLEAR if not checks or Check.CLEAR in checks else checks[0]


def _rows(one: Raise, directory: Directory, facts: Facts, times: list[EscalationTime], now: datetime) -> list[Alert]:
    """The first on the route who is clear; at night the one named as well, who finds it in the morning."""
    route = directory.route(one.holder, now).holders
    checks = {holder: _check(directory, facts, holder, one.person) for holder in route}
    clear = [holder for holder in route if not checks[holder]]
    chain = new_key()
    if not clear:
        # Named to nobody while it is held: its own key names no seat.
        return [_row(one, chain, 0, chain, chain, None, checks.get(one.holder) or checks[route[0]])]
    told = clear[:1]
    if one.holder in clear and one.holder not in told and not is_office_time(now):
        told.append(one.holder)
    ends = now + _patience(one, times)
    return [
        _row(one, chain if step == 0 else new_key(), step, chain, holder, ends if step == 0 else None, Check.CLEAR)
        for step, holder in enumerate(told)
    ]


def _row(
    one: Raise, key: uuid.UUID, step: int, chain: uuid.UUID, holder: uuid.UUID, escalates: datetime | None, check: Check
) -> Alert:
    return Alert(
        id=key, chain=chain, step=step, kind=one.kind, person=one.person, agency_id=one.agency, area_id=one.area,
        level=Level.SUMMARY, subject_kind=one.subject_kind, subject=one.subject, holder=holder, intended=one.holder,
        words=one.words, standing=one.standing, urgent=one.urgent, escalates_at=escalates, why_held=check,
        state=Alert.State.HELD if check else Alert.State.WAITING, raised_by=_seat(),
    )  # fmt: skip


def _seat() -> uuid.UUID | None:
    seat = current().seat
    return None if seat == NOBODY else seat


def _times() -> list[EscalationTime]:
    today = timezone.localdate()
    in_force = EscalationTime.objects.filter(since__lte=today).filter(Q(until=None) | Q(until__gt=today))
    return list(in_force.order_by("-since"))


def _patience(one: Raise | Alert, times: list[EscalationTime]) -> timedelta:
    """How long nobody may acknowledge it: the area's own time for this kind, else for all kinds, else the kind's."""
    area = one.area if isinstance(one, Raise) else one.area_id
    fitting = [t for t in times if t.urgent == one.urgent and t.area_id in {area, None} and t.kind in {one.kind, ""}]
    if fitting:
        nearest = max(fitting, key=lambda t: (t.area_id is not None, t.kind != ""))
        return timedelta(minutes=nearest.minutes)
    kind = kind_of(one.kind)
    return kind.after_urgent if one.urgent else kind.after


def confirm(alert: Alert, how: str) -> bool:
    """Whoever raised it made sure that the recipient may have it, and says how; False where it was not held."""
    if not how.strip():
        raise ValueError("Say how you made sure: by whom, and how it was confirmed.")
    if alert.why_held not in MAY_BE_CONFIRMED:
        raise ValueError("This cannot be confirmed away: choose another recipient.")
    escalates = timezone.now() + _patience(alert, _times())
    held = Alert.objects.filter(pk=alert.pk, state=Alert.State.HELD)
    if not held.update(state=Alert.State.WAITING, holder=alert.intended, escalates_at=escalates):
        return False
    alert.state, alert.holder, alert.escalates_at = Alert.State.WAITING, alert.intended, escalates
    _happened([(alert, What.CONFIRMED, how)])
    _write("work.confirm_alert", [alert])
    return True


def send_elsewhere(alert: Alert, holder: uuid.UUID) -> Alert:
    """A held alert goes to another seat or team instead, through the same checks. Raises Unreachable."""
    fresh = raise_alerts([
        Raise(
            alert.kind, alert.person, alert.agency_id, alert.subject_kind, alert.subject, holder, alert.words,
            alert.urgent, alert.area_id, alert.standing,
        )
    ])  # fmt: skip
    Alert.objects.filter(pk=alert.pk, state=Alert.State.HELD).update(state=Alert.State.RECALLED)
    _happened([(alert, What.RECALLED, "sent to another recipient")])
    _write("work.send_alert_elsewhere", [alert])
    return fresh[0]


def open_alert(alert: Alert, seat: uuid.UUID) -> bool:
    """The recipient, signed in, reads it: a pointer opens to them until the alert ends. True the first time.

    Raises PermissionError for anybody whom the alert does not name.
    """
    who = current()
    if alert.holder not in who.holders:
        raise PermissionError("Only those whom an alert names open it.")
    first = bool(Alert.objects.filter(pk=alert.pk, state=Alert.State.WAITING).update(state=Alert.State.OPENED))
    _open_pointer(alert, who.agency)
    if first:
        alert.state = Alert.State.OPENED
    if first or not AlertEvent.objects.filter(alert=alert.pk, what=What.OPENED, seat=seat).exists():
        _happened([(alert, What.OPENED, "")])
        _write("work.open_alert", [alert])
    return first


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
    _happened([(alert, What.ACKNOWLEDGED, "")])
    _write("work.acknowledge_alert", [alert])
    return True


def record_call(alert: Alert, *, spoke_to: str, outcome: str = "", at: datetime | None = None) -> None:
    """Somebody telephoned: to whom they spoke, when, and what came of it. High risk needs this as well."""
    if not spoke_to.strip():
        raise ValueError("Say whom you spoke to: name and role.")
    when = at or timezone.now()
    with turning():
        Alert.objects.filter(chain=alert.chain, called_at=None).update(called_at=when)
    alert.called_at = alert.called_at or when
    said = f"{clock_words(when)}, spoke to {spoke_to.strip()}. {outcome.strip()}".strip()
    _happened([(alert, What.CALLED, said)])
    _write("work.record_call", [alert])


def recall(alert: Alert, reason: str) -> Breach:
    """It should not have gone there: nobody it went to can open it any more, and the breach log says what was seen.

    Only the agency that raised it recalls. Raises PermissionError, or ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("Say what went wrong: the reason stands in the breach log.")
    if alert.agency_id != current().agency:
        raise PermissionError("Only the agency that raised an alert may recall it.")
    rows, opened = _take_back(alert, What.RECALLED, reason)
    breach = Breach(
        id=new_key(), alert_id=alert.pk, person=alert.person, agency_id=alert.agency_id, level=Level.DETAIL,
        was_opened=opened, reason=reason,
    )  # fmt: skip
    Breach.objects.bulk_create([breach])
    holding.settle({alert.subject})
    ledger.line(
        LedgerAct.CHANGE, "work.recall_alert", persons=[alert.person], subjects=[*(r.pk for r in rows), breach.pk]
    )
    return breach


def _take_back(alert: Alert, what: str, reason: str) -> tuple[list[Alert], bool]:
    """Take an alert from everybody who was told, and end what it opened; whether anybody had read it."""
    with turning():
        rows = list(Alert.objects.filter(chain=alert.chain).exclude(state=Alert.State.RECALLED))
        opened = AlertEvent.objects.filter(alert__chain=alert.chain, what=What.OPENED).exists()
        Alert.objects.filter(pk__in=[row.pk for row in rows]).update(
            state=Alert.State.RECALLED, holder=alert.chain, escalates_at=None
        )
        AlertEvent.objects.filter(alert__chain=alert.chain).update(holder=alert.chain)
        circle.close_places([row.pk for row in rows], at=timezone.now())
        _happened([(row, what, reason) for row in rows], holder=alert.chain)
    return rows, opened


def tell_outcome(alert: Alert, words: str) -> Alert:
    """The outcome follows an alert about an offence, to the same seat or team, and withdraws what was told before."""
    if alert.agency_id != current().agency:
        raise PermissionError("Only the agency that raised an alert tells its outcome.")
    rows, _ = _take_back(alert, What.RECALLED, "the outcome was told instead")
    ledger.line(LedgerAct.CHANGE, "work.tell_outcome", persons=[alert.person], subjects=[row.pk for row in rows])
    return raise_alerts([
        Raise(
            alert.kind, alert.person, alert.agency_id, alert.subject_kind, alert.subject, alert.intended, words,
            area=alert.area_id, standing="outcome",
        )
    ])[0]  # fmt: skip


def bar(*, person: uuid.UUID, agency: uuid.UUID, reason: str) -> Barred:
    """From now on this agency is told nothing about this child through an alert."""
    row = Barred(
        id=new_key(), person=person, agency_id=current().agency, level=Level.RESTRICTED, barred_id=agency,
        reason=reason,
    )  # fmt: skip
    Barred.objects.bulk_create([row])
    ledger.line(LedgerAct.CHANGE, "work.bar_agency", persons=[person], subjects=[row.pk])
    return row


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
    fresh, times = [], _times()
    for alert in waiting:
        if (holder := _next(alert, directory, chains[alert.chain], now)) is not None:
            fresh.append(_following(alert, holder, len(chains[alert.chain]), now + _patience(alert, times)))
    Alert.objects.filter(pk__in=[alert.pk for alert in waiting]).update(escalates_at=None, escalated_at=now)
    Alert.objects.bulk_create(fresh)
    _happened([(alert, What.ESCALATED, "") for alert in waiting])
    _happened([(alert, What.ROUTED, "") for alert in fresh])
    _write("work.escalate_alerts", [*waiting, *fresh])
    return fresh


def sent(alerts: Sequence[Alert]) -> None:
    """A message about each went out. Background work, inside `clockwork`."""
    Alert.objects.filter(pk__in=[alert.pk for alert in alerts]).update(mailed_at=timezone.now())
    _happened([(alert, What.SENT, "") for alert in alerts])
    ledger.line(
        LedgerAct.CHANGE, "work.send_messages", persons={a.person for a in alerts}, subjects=[a.pk for a in alerts]
    )


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
        if holder not in told and not _check(directory, facts, holder, alert.person):
            return holder
    return alert.raised_by if alert.raised_by not in told else None


def _following(alert: Alert, holder: uuid.UUID, step: int, escalates: datetime) -> Alert:
    return Alert(
        id=new_key(), chain=alert.chain, step=step, kind=alert.kind, person=alert.person, agency_id=alert.agency_id,
        area_id=alert.area_id, level=alert.level, subject_kind=alert.subject_kind, subject=alert.subject,
        holder=holder, intended=alert.intended, words=alert.words, standing=alert.standing, urgent=alert.urgent,
        escalates_at=escalates,
        raised_by=alert.raised_by, called_at=alert.called_at,
    )  # fmt: skip


def _happened(events: Sequence[tuple[Alert, str, str]], *, holder: uuid.UUID | None = None) -> None:
    seat = _seat()
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


def _write(door: str, alerts: Sequence[Alert]) -> None:
    holding.settle({alert.subject for alert in alerts} | {alert.pk for alert in alerts})
    ledger.line(LedgerAct.CHANGE, door, persons={a.person for a in alerts}, subjects=[a.pk for a in alerts])
