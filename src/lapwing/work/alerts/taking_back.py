"""Taking an alert back: recalled with a breach log, withdrawn by its outcome, ended, corrected; barring an agency."""

import uuid
from collections.abc import Iterable

from django.utils import timezone

from lapwing.access import circle, ledger
from lapwing.access.levels import Level
from lapwing.access.models import LedgerAct
from lapwing.access.viewer import current, turning
from lapwing.directory.keys import new_key
from lapwing.people import queries as people
from lapwing.web.parts import when
from lapwing.work import holding, naming
from lapwing.work.alerts.kinds import CORRECTION
from lapwing.work.alerts.models import Alert, AlertEvent, Barred, Breach
from lapwing.work.alerts.raising import raise_alerts
from lapwing.work.alerts.routes import Directory, Unreachable, receivable
from lapwing.work.alerts.rows import STILL_OPEN, Raise, What, happened, write

TAKEN_BACK = (Alert.State.RECALLED,)


def recall(alert: Alert, reason: str) -> Breach | None:
    """It should not have gone there: nobody it went to can open it any more, and the breach log says what was seen.

    Only the agency that raised it recalls. None where it was taken back before. Raises PermissionError, or ValueError
    without a reason.
    """
    if not reason.strip():
        raise ValueError("Say what went wrong: the reason stands in the breach log.")
    if alert.agency_id != current().agency:
        raise PermissionError("Only the agency that raised an alert may recall it.")
    rows, opened = _take_back(alert, What.RECALLED, reason)
    if not rows:
        return None
    breach = _breach(alert, opened, reason)
    holding.settle({alert.subject})
    ledger.line(
        LedgerAct.CHANGE, "work.recall_alert", persons=[alert.person], subjects=[*(r.pk for r in rows), breach.pk]
    )
    return breach


def _breach(alert: Alert, opened: bool, reason: str) -> Breach:
    breach = Breach(
        id=new_key(), alert_id=alert.pk, person=alert.person, agency_id=current().agency, level=Level.DETAIL,
        was_opened=opened, reason=reason,
    )  # fmt: skip
    Breach.objects.bulk_create([breach])
    return breach


def _take_back(alert: Alert, what: str, reason: str) -> tuple[list[Alert], bool]:
    """Take an alert from everybody who was told, and end what it opened: the rows taken back, and whether anybody had
    read it. Two who take it back at once wait for one another here, and the second finds no rows.
    """
    with turning():
        standing = Alert.objects.filter(chain=alert.chain).exclude(state__in=TAKEN_BACK)
        rows = list(standing.select_for_update().order_by("step"))
        opened = AlertEvent.objects.filter(alert__chain=alert.chain, what=What.OPENED).exists()
        Alert.objects.filter(pk__in=[row.pk for row in rows]).update(
            state=Alert.State.RECALLED, holder=alert.chain, escalates_at=None
        )
        _keep_whom(alert)
        AlertEvent.objects.filter(alert__chain=alert.chain).update(holder=alert.chain)
        circle.close_places([row.pk for row in rows], at=timezone.now())
        happened([(row, what, reason) for row in rows], holder=alert.chain)
    return rows, opened


def _keep_whom(alert: Alert) -> None:
    """In words, before whom it was put: its keys go, so that it opens to them no more, and somebody must ring them."""
    put = AlertEvent.objects.filter(alert__chain=alert.chain, what=What.ROUTED)
    for key, name in naming.holders(set(put.values_list("holder", flat=True))).items():
        put.filter(holder=key).update(detail=name)


def tell_outcome(alert: Alert, words: str) -> Alert | None:
    """The outcome follows an alert about an offence, to the same seat or team, and withdraws what was told before. None
    where that was taken back meanwhile. Raises PermissionError for another agency, and Unreachable before anything is
    taken back.
    """
    if alert.agency_id != current().agency:
        raise PermissionError("Only the agency that raised an alert tells its outcome.")
    if why_not := receivable([alert.intended])[alert.intended]:
        raise Unreachable(why_not)
    rows, _ = _take_back(alert, What.RECALLED, "the outcome was told instead")
    if not rows:
        return None
    ledger.line(LedgerAct.CHANGE, "work.tell_outcome", persons=[alert.person], subjects=[row.pk for row in rows])
    return raise_alerts([
        Raise(
            alert.kind, alert.person, alert.agency_id, alert.subject_kind, alert.subject, alert.intended, words,
            area=alert.area_id, standing="outcome",
        )
    ])[0]  # fmt: skip


def end(subjects: Iterable[uuid.UUID], why: str, *, kind: str = "") -> int:
    """What people were alerted to is over: nobody further is told, and nobody is woken for it. Returns how many alerts
    that is, of one `kind` or of all.
    """
    with turning():
        open_still = Alert.objects.filter(subject__in=set(subjects), state__in=[Alert.State.HELD, *STILL_OPEN])
        rows = list(open_still.filter(kind=kind) if kind else open_still)
        Alert.objects.filter(pk__in=[row.pk for row in rows]).update(state=Alert.State.ENDED, escalates_at=None)
        happened([(row, What.ENDED, why) for row in rows])
    if rows:
        write("work.end_alerts", rows)
    return len(rows)


def correct(alert: Alert, why: str) -> Breach | None:
    """It rested on something that was wrong, such as two children taken for one: everybody who was told is told so,
    what it opened is closed, and the breach log says whether it had been read. None where it was taken back before.
    Raises ValueError without a reason.
    """
    if not why.strip():
        raise ValueError("Say what was wrong: those who were told read it.")
    rows, opened = _take_back(alert, What.CORRECTED, why)
    if not rows:
        return None
    told = {row.holder for row in rows if row.state != Alert.State.HELD}
    breach = _breach(alert, opened, why)
    ledger.line(LedgerAct.CHANGE, "work.correct_alert", persons=[alert.person], subjects=[r.pk for r in rows])
    why_not = receivable(told)
    raise_alerts([
        Raise(
            CORRECTION, alert.person, alert.agency_id, alert.subject_kind, alert.subject, holder,
            f"What you were told on {when(alert.raised_at)} rested on a mistake: {why}", area=alert.area_id,
        )
        for holder in sorted(told) if not why_not[holder]
    ])  # fmt: skip
    return breach


def bar(*, person: uuid.UUID, agency: uuid.UUID, reason: str) -> Barred:
    """From now on this agency is told nothing about this child through an alert, and what it was told is taken back.
    Raises ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("Say why: the reason stands with the bar.")
    row = Barred(
        id=new_key(), person=person, agency_id=current().agency, level=Level.DETAIL, barred_id=agency, reason=reason
    )
    Barred.objects.bulk_create([row])
    ledger.line(LedgerAct.CHANGE, "work.bar_agency", persons=[person], subjects=[row.pk])
    for alert in _standing_before(person, agency):
        recall_from(alert, "The agency was barred from alerts about this child.")
    return row


def lift_bar(row: Barred, reason: str) -> bool:
    """The bar no longer stands, for a reason; it stays in the record. False where somebody lifted it before. Raises
    ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("Say why the bar no longer stands.")
    if not Barred.objects.filter(pk=row.pk, until=None).update(until=timezone.now(), ended_because=reason):
        return False
    ledger.line(LedgerAct.CHANGE, "work.lift_bar", persons=[row.person], subjects=[row.pk])
    return True


def _standing_before(person: uuid.UUID, agency: uuid.UUID) -> list[Alert]:
    """One row of each alert about this child that stands before this agency."""
    with turning():
        child = people.children_of([person]).get(person)
        persons = people.persons_of(child) if child else [person]
        rows = list(Alert.objects.filter(person__in=persons).exclude(state__in=[*TAKEN_BACK, Alert.State.HELD]))
    directory = Directory.about({row.holder for row in rows})
    found = {row.chain: row for row in rows if directory.agency(row.holder) == agency}
    return list(found.values())


def recall_from(alert: Alert, why: str) -> Alert | None:
    """Take an alert back from all who were told, and raise it anew through the checks, which now know more: it goes to
    the next who may have it, or waits with whoever raised it. None where nobody needs to be told any more.
    """
    rows, opened = _take_back(alert, What.RECALLED, why)
    if not rows:
        return None
    _breach(alert, opened, why)
    ledger.line(LedgerAct.CHANGE, "work.recall_alert", persons=[alert.person], subjects=[row.pk for row in rows])
    if alert.state in {Alert.State.ACKNOWLEDGED, Alert.State.ENDED} or receivable([alert.intended])[alert.intended]:
        return None
    return raise_alerts([
        Raise(
            alert.kind, alert.person, alert.agency_id, alert.subject_kind, alert.subject, alert.intended, alert.words,
            alert.urgent, alert.area_id, alert.standing,
        )
    ])[0]  # fmt: skip


def say_done(breach: Breach, done: str, *, before: str | None = None) -> bool:
    """What was done about a breach. `before` is what stood (`Breach.stands`) when its page was opened, else as the row
    was read: nothing is written over what somebody else said since.
    """
    if not done.strip():
        raise ValueError("Say what was done.")
    shown = breach.stands if before is None else before
    if Breach.objects.select_for_update().get(pk=breach.pk).stands != shown:
        return False
    Breach.objects.filter(pk=breach.pk).update(done=done, done_at=timezone.now())
    ledger.line(LedgerAct.CHANGE, "work.say_done_about_breach", persons=[breach.person], subjects=[breach.pk])
    return True
