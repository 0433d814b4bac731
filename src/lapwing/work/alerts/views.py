"""My alerts, one alert, and what may be done with it; those that my agency raised; and who could receive one."""

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lapwing.access.doors import door, way
from lapwing.access.viewer import current
from lapwing.directory.models import Seat, Team
from lapwing.rules import duties
from lapwing.rules.moments import Moment
from lapwing.web.once import only_once
from lapwing.web.paging import Pages
from lapwing.work import naming, subjects
from lapwing.work.alerts import changes, forms, presenters, queries, routes, sending, stranded
from lapwing.work.alerts.checks import CHECK_WORDS, MAY_BE_CONFIRMED, Check
from lapwing.work.alerts.kinds import STANDINGS, AlertKind, kind_of
from lapwing.work.alerts.models import Alert, AlertEvent
from lapwing.work.roles import CONVENERS, OWN_WORK, SENDERS, WORKERS

PAGE = 50
RECEIVE = "receive_alert"


@door(*WORKERS, purpose=OWN_WORK, words="See the alerts put before you and your team")
@require_GET
def alert_list(request: HttpRequest) -> HttpResponse:
    chosen = forms.AlertFilter(request.GET)
    alerts = queries.alerts_for(current().holders, state=chosen.chosen.get("state", ""))
    return render(request, "alerts/list.html", _list(request, alerts, chosen))


@door(*SENDERS, purpose=OWN_WORK, words="See the alerts that your agency raised")
@require_GET
def alerts_sent(request: HttpRequest) -> HttpResponse:
    chosen = forms.SentFilter(request.GET)
    state = chosen.chosen.get("state", "")
    alerts = Alert.objects.filter(queries.standing(state), agency=current().agency)
    alerts = alerts.select_related("agency").order_by("-urgent", "-raised_at", "pk")
    if state == stranded.NOBODY:
        alerts = stranded.stranded()
    return render(request, "alerts/sent.html", _list(request, alerts, chosen, sent=True))


def _list(request: HttpRequest, alerts: Any, chosen: forms.AlertFilter, *, sent: bool = False) -> dict[str, Any]:
    if kind := chosen.chosen.get("kind"):
        alerts = alerts.filter(kind=kind)
    page = Pages(alerts, PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    read = None if sent else queries.read_by(rows, current().seat)
    lines = presenters.lines(rows, queries.times_of(rows), timezone.now(), read=read)
    may_send = current().role in {role.key for role in SENDERS}
    may_convene = current().role in {role.key for role in CONVENERS}
    return {"lines": lines, "page": page, "filter": chosen, "may_send": may_send, "may_convene": may_convene}


@door(*WORKERS, purpose=RECEIVE, words="Read an alert that names you or your team, or one that your agency raised")
@require_GET
def alert_page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    alert = _alert(key)
    mine, ours = alert.holder in current().holders, alert.agency_id == current().agency
    if mine and not _has_read(alert):
        return render(request, "alerts/closed.html", {"alert": alert, "kind": kind_of(alert.kind)})
    return render(request, "alerts/one.html", _one(alert, mine=mine, ours=ours))


def _has_read(alert: Alert) -> bool:
    """Nothing of it shows before one opened it oneself; whoever raised it knows it."""
    who = current()
    return alert.raised_by == who.seat or bool(queries.read_by([alert], who.seat))


def _one(alert: Alert, *, mine: bool, ours: bool) -> dict[str, Any]:
    events = list(AlertEvent.objects.filter(alert__chain=alert.chain).order_by("at", "pk"))
    names = naming.holders({event.holder for event in events} | {event.seat for event in events if event.seat})
    still = alert.state in changes.STILL_OPEN
    return {
        "alert": alert,
        "kind": kind_of(alert.kind),
        "child": naming.children([alert.person])[alert.person],
        "subject": subjects.words_of(alert.subject_kind),
        "subject_url": subjects.url_of(alert.subject_kind, alert.subject),
        "way": _way(alert) if mine else "",
        "whom_to_call": presenters.whom_to_call(alert) if mine and not ours else "",
        "offence": STANDINGS.get(alert.standing, ""),
        "tag": presenters.tag_of(alert),
        "standing": presenters.state_words(alert, queries.times_of([alert])[alert.pk], timezone.now()),
        "story": presenters.story(events, names),
        "may_acknowledge": mine and still,
        "needs_call": presenters.needs_call(alert),
        "may_call": _may_call(alert, mine=mine, ours=ours),
        "is_stranded": ours and stranded.is_stranded(alert),
        "may_recall": ours and alert.state != Alert.State.RECALLED,
        "may_send_elsewhere": ours and alert.state == Alert.State.HELD,
        "may_tell_outcome": ours
        and kind_of(alert.kind).about_an_offence
        and alert.standing != "outcome"
        and alert.state != Alert.State.RECALLED,
        "duty": _duty(kind_of(alert.kind)),
        "why_held": CHECK_WORDS.get(Check(alert.why_held), "") if alert.state == Alert.State.HELD else "",
        "may_confirm": ours and alert.state == Alert.State.HELD and alert.why_held in MAY_BE_CONFIRMED,
    }


def _way(alert: Alert) -> str:
    """Where the one told can answer what it says, for as long as that is wanted."""
    kind, over = kind_of(alert.kind), alert.state in {Alert.State.RECALLED, Alert.State.ENDED}
    return way(kind.way, alert.subject) if kind.way and not over else ""


def _may_call(alert: Alert, *, mine: bool, ours: bool) -> bool:
    """High risk asks for a call; so does what nobody took on."""
    if not (mine or ours) or alert.state == Alert.State.RECALLED:
        return False
    return alert.urgent or (ours and stranded.is_stranded(alert))


def _duty(kind: AlertKind) -> str:
    """The duty on which an alert rests, in words, with where it stands."""
    if not kind.duty:
        return ""
    duty = duties.get(kind.duty)
    return f"{duty.title} ({duty.editions[-1].publication.title})"


def _alert(key: uuid.UUID) -> Alert:
    return get_object_or_404(Alert.objects.select_related("agency"), pk=key)


def _mine(key: uuid.UUID) -> Alert:
    alert = _alert(key)
    if alert.holder not in current().holders:
        raise Http404
    return alert


@door(*WORKERS, purpose=RECEIVE, words="Open an alert: the sender is told that you read it")
@require_POST
def alert_open(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    try:
        changes.open_alert(_mine(key), current().seat)
    except changes.MayBeRelated as refusal:
        messages.warning(request, str(refusal))
        return redirect("alerts")
    return redirect("alert", key)


@door(*WORKERS, purpose=RECEIVE, words="Acknowledge an alert: you or your team take it on")
@require_POST
def alert_acknowledge(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    alert = _mine(key)
    if not _has_read(alert):
        return redirect("alert", key)  # nobody takes on what they have not read
    if changes.acknowledge(alert):
        messages.success(request, "Acknowledged. Nobody further is told.")
    return redirect("alert", key)


@door(*WORKERS, purpose=RECEIVE, words="Record a telephone call about an alert")
@require_http_methods(["GET", "POST"])
@only_once("alerts", adds=True)
def alert_call(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    alert = _alert(key)
    if not _may_call(alert, mine=alert.holder in current().holders, ours=alert.agency_id == current().agency):
        raise Http404
    form = forms.CallForm.open(request, initial={"at": Moment.now()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        changes.record_call(alert, spoke_to=said["spoke_to"], outcome=said["outcome"], at=said["at"].at)
        messages.success(request, "The call is recorded.")
        return redirect("alert", key)
    return sending.form_about(request, form, alert, "Who was telephoned?", "Record the call")


@door(*CONVENERS, purpose=OWN_WORK, words="See who would receive an alert in your agency, by day and at night")
@require_GET
def alert_routes(request: HttpRequest) -> HttpResponse:
    """Each seat and team of one's own agency, and why an alert could not reach it."""
    agency = current().agency
    teams = list(Team.objects.filter(agency=agency, closed_on=None).select_related("agency", "night_route__agency"))
    seats = list(Seat.objects.current().filter(Q(agency=agency)).select_related("agency", "deputy__agency", "team"))
    why_not = routes.receivable([row.pk for row in [*teams, *seats]])
    rows = [
        *((str(team), str(team.night_route or ""), team.round_the_clock, why_not[team.pk]) for team in teams),
        *((str(seat), str(seat.deputy or ""), False, why_not[seat.pk]) for seat in seats),
    ]
    broken = sum(bool(why) for *_, why in rows)
    return render(request, "alerts/routes.html", {"rows": rows, "broken": broken})
