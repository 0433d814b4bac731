"""Pages for whoever sends: a held alert confirmed or sent elsewhere, a recall, an outcome, an agency barred, the breach
log; and where staff who receive alerts live.
"""

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from lapwing.access.doors import door
from lapwing.access.roles import FRONT_DOOR, IG_LEAD, POLICE_MISSING
from lapwing.access.viewer import current
from lapwing.directory.models import Agency, Seat
from lapwing.people import changes as people_changes
from lapwing.people import queries as people
from lapwing.web.errors import too_late
from lapwing.web.forms import Form, form_page
from lapwing.web.once import only_once
from lapwing.web.paging import Pages
from lapwing.work import choosing, naming
from lapwing.work.alerts import changes, family, forms, queries
from lapwing.work.alerts.kinds import kind_of
from lapwing.work.alerts.models import Alert, Barred, Breach, HomeOfStaff
from lapwing.work.alerts.routes import Unreachable
from lapwing.work.roles import CONVENERS, OWN_WORK, PRACTITIONERS, SENDERS, WORKERS

PAGE = 50
MEANWHILE = "Somebody else sent it elsewhere, or took it back, meanwhile."


def _ours(key: uuid.UUID) -> Alert:
    return get_object_or_404(Alert.objects.select_related("agency"), pk=key, agency=current().agency)


def _holders(person: uuid.UUID, *also: Agency) -> list[tuple[str, str]]:
    """Teams and seats that may be told about this child: those of its circle, and the named leads of its schools."""
    leads = Seat.objects.current().filter(agency__in=also, role="school_lead").exclude(account=None)
    rows = [*leads.select_related("agency", "account"), *choosing.teams(person), *choosing.seats(person)]
    return choosing.options(rows)


@door(*SENDERS, purpose=OWN_WORK, words="Send a held alert to another recipient")
@require_http_methods(["GET", "POST"])
@only_once("alerts_sent")
def alert_elsewhere(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    alert = _ours(key)
    if alert.state != Alert.State.HELD:
        return too_late(request, MEANWHILE, reverse("alert", args=[key]))
    form = forms.ElsewhereForm.open(request, holders=_holders(alert.person))
    if request.method == "POST" and form.is_valid():
        try:
            fresh = changes.send_elsewhere(alert, uuid.UUID(form.cleaned_data["holder"]))
        except Unreachable as refusal:
            form.add_error("holder", str(refusal))
        else:
            if fresh is None:
                return too_late(request, MEANWHILE, reverse("alert", args=[key]))
            held = fresh.state == Alert.State.HELD
            messages.success(request, "It is held again: see why." if held else "It is put before the new recipient.")
            return redirect("alert", fresh.pk)
    return form_about(request, form, alert, "Who receives this alert instead?", "Send it")


@door(*SENDERS, purpose=OWN_WORK, words="Tell the outcome of an alert about an offence: it withdraws what was told")
@require_http_methods(["GET", "POST"])
@only_once("alerts_sent")
def alert_outcome(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    alert = _ours(key)
    if not kind_of(alert.kind).about_an_offence:
        raise Http404
    if alert.state == Alert.State.RECALLED:
        return too_late(request, MEANWHILE, reverse("alert", args=[key]))
    form = forms.OutcomeForm.open(request)
    if request.method == "POST" and form.is_valid():
        try:
            fresh = changes.tell_outcome(alert, form.cleaned_data["words"])
        except Unreachable as refusal:
            form.add_error("words", f"{refusal} Recall the alert, and telephone the outcome.")
        else:
            if fresh is None:
                return too_late(request, MEANWHILE, reverse("alert", args=[key]))
            messages.success(request, "The outcome is told, and what was told before is withdrawn.")
            return redirect("alert", fresh.pk)
    return form_about(request, form, alert, "What was the outcome?", "Tell it")


@door(*SENDERS, purpose=OWN_WORK, words="Recall an alert that your agency raised")
@require_http_methods(["GET", "POST"])
@only_once("alerts_sent")
def alert_recall(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    alert = _ours(key)
    form = forms.ReasonForm.open(request)
    if request.method == "POST" and form.is_valid():
        breach = changes.recall(alert, form.cleaned_data["reason"])
        if breach is None:
            return too_late(request, "Somebody else took it back meanwhile.", reverse("alert", args=[key]))
        seen = "It had been read." if breach.was_opened else "Nobody had read it."
        messages.success(request, f"Recalled. {seen} The breach log has the reason.")
        return redirect("alerts_sent")
    return form_about(request, form, alert, "Why is this alert recalled?", "Recall it")


@door(*SENDERS, purpose=OWN_WORK, words="Confirm that a held alert may go to its recipient")
@require_http_methods(["GET", "POST"])
@only_once("alerts_sent")
def alert_confirm(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    alert = _ours(key)
    form = forms.ConfirmForm.open(request)
    if request.method == "POST" and form.is_valid():
        try:
            confirmed = changes.confirm(alert, form.cleaned_data["how"])
        except ValueError as refusal:
            form.add_error(None, str(refusal))
        else:
            if not confirmed:
                return too_late(
                    request, "It is held back no more: this sent it to nobody.", reverse("alert", args=[key])
                )
            messages.success(request, "Confirmed, and put before the recipient.")
            return redirect("alert", key)
    return form_about(request, form, alert, "May this alert go to its recipient?", "Confirm, and send it")


def form_about(request: HttpRequest, form: Form, alert: Alert, question: str, button: str) -> HttpResponse:
    back, caption = reverse("alert", args=[alert.pk]), kind_of(alert.kind).words
    return form_page(request, form, question, button, back, back_words="The alert", caption=caption)


def _person(child: uuid.UUID) -> uuid.UUID:
    """A person as told, of this child, that the viewer may see."""
    known = people.summary(child).told
    if not known:
        raise Http404
    return known[0].pk


TELLERS = (POLICE_MISSING, FRONT_DOOR)


def card(child: uuid.UUID, persons: Sequence[uuid.UUID]) -> dict[str, Any] | None:
    """On a child's page: whom one may tell, and who is barred."""
    role = current().role
    if role not in {one.key for one in PRACTITIONERS}:
        return None
    barred = [row.barred.name for row in queries.bars_on(persons) if row.until is None]
    return {"child": child, "may_tell": role in {one.key for one in TELLERS}, "barred": barred}


@door(*TELLERS, purpose="protect", words="Tell a school, home or agency that the police met a child")
@require_http_methods(["GET", "POST"])
@only_once("alerts_sent", adds=True)
def alert_tell(request: HttpRequest, child: uuid.UUID) -> HttpResponse:
    person = _person(child)
    schools = Agency.objects.filter(kind__in=["school", "college"], closed_on=None, area__in=_areas())
    form = forms.TellForm.open(request, holders=_holders(person, *schools))
    if request.method == "POST" and form.is_valid():
        said, own = form.cleaned_data, people_changes.own_person(child)
        wanted = changes.Raise(
            "police_contact", own, current().agency, "child", child, uuid.UUID(said["holder"]), said["words"],
            said["urgent"], standing=said["standing"],
        )  # fmt: skip
        try:
            [alert] = changes.raise_alerts([wanted])
        except Unreachable as refusal:
            form.add_error("holder", str(refusal))
        else:
            messages.success(request, "Held back by a check: see why." if alert.why_held else "Told.")
            return redirect("alert", alert.pk)
    return _form_about_child(request, form, person, "Who must know, and what?", "Tell them")


def _form_about_child(
    request: HttpRequest, form: Form, person: uuid.UUID, question: str, button: str
) -> HttpResponse:  # fmt: skip
    child = naming.children([person])[person]
    return form_page(request, form, question, button, child.url, back_words=child.words, child=child)


def _areas() -> list[uuid.UUID]:
    agency = Agency.objects.get(pk=current().agency)
    return [*agency.catchments.values_list("pk", flat=True), *([agency.area_id] if agency.area_id else [])]


@door(*PRACTITIONERS, purpose="protect", words="See and change which agencies are told nothing about a child")
@require_http_methods(["GET", "POST"])
@only_once("alerts_sent")
def bars(request: HttpRequest, child: uuid.UUID) -> HttpResponse:
    person = _person(child)
    standing = list(queries.bars_on(people.persons_of(child)))
    barred = {row.barred_id for row in standing if row.until is None}
    agencies = Agency.objects.filter(closed_on=None).exclude(pk__in=barred).exclude(pk=current().agency)
    form = forms.BarForm.open(request, agencies=[(str(one.pk), str(one)) for one in agencies.order_by("name")])
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        own = people_changes.own_person(child)
        changes.bar(person=own, agency=uuid.UUID(said["agency"]), reason=said["reason"])
        messages.success(request, "Barred. What the agency had been told is taken back, and stands in the breach log.")
        return redirect("bars", child)
    context = {"form": form, "child": naming.children([person])[person], "bars": standing}
    return render(request, "alerts/bars.html", context)


@door(*PRACTITIONERS, purpose="protect", words="Lift a bar, with a reason")
@require_http_methods(["GET", "POST"])
@only_once("alerts_sent")
def bar_lift(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(Barred.objects.select_related("barred"), pk=key, agency=current().agency)
    child = people.child_of(row.person)
    form = forms.LiftForm.open(request)
    if row.until or (request.method == "POST" and form.is_valid()):
        if row.until or not changes.lift_bar(row, form.cleaned_data["reason"]):
            return too_late(request, "Somebody else lifted this bar meanwhile.", reverse("bars", args=[child]))
        messages.success(request, "The bar is lifted. It stays in the record.")
        return redirect("bars", child)
    question = f"May {row.barred} be told about this child again?"
    return _form_about_child(request, form, row.person, question, "Lift the bar")


@door(*CONVENERS, IG_LEAD, purpose=OWN_WORK, words="See the alerts of your agency that reached somebody wrongly")
@require_GET
def breach_log(request: HttpRequest) -> HttpResponse:
    rows = Breach.objects.filter(agency=current().agency).select_related("alert").order_by("done_at", "-recorded_at")
    page = Pages(rows, PAGE).get_page(request.GET.get("page"))
    names = naming.children(row.person for row in page.object_list)
    lines = [(row, kind_of(row.alert.kind).words, names[row.person]) for row in page.object_list]
    return render(request, "alerts/breaches.html", {"lines": lines, "page": page})


@door(*CONVENERS, IG_LEAD, purpose=OWN_WORK, words="Say what was done about a breach")
@require_http_methods(["GET", "POST"])
@only_once("breaches")
def breach(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(Breach.objects.select_related("alert"), pk=key, agency=current().agency)
    form = forms.DoneForm.open(request, initial={"done": row.done, "before": row.stands})
    if request.method == "POST" and form.is_valid():
        if changes.say_done(row, **form.cleaned_data):
            messages.success(request, "What was done is recorded.")
            return redirect("breaches")
        row.refresh_from_db()
        form.too_late(
            f"Somebody else recorded this meanwhile: “{row.done}”. Yours stands below and is not saved; put both "
            "together, and send it again.", before=row.stands,
        )  # fmt: skip
    return form_about(request, form, row.alert, "What was done about this breach?", "Record it")


@door(*WORKERS, purpose=OWN_WORK, words="Say where you live, so that no alert about a neighbour is put before you")
@require_http_methods(["GET", "POST"])
@only_once("alerts")
def where_you_live(request: HttpRequest) -> HttpResponse:
    mine = HomeOfStaff.objects.filter(account=current().account)
    form = forms.LiveForm.open(request)
    if request.method == "POST" and form.is_valid():
        if postcode := form.cleaned_data["postcode"]:
            HomeOfStaff.objects.update_or_create(
                account_id=current().account, defaults={"digest": family.digest(postcode)}
            )
            messages.success(request, "Kept as a digest. Alerts about families there go to somebody else.")
        else:
            mine.delete()
            messages.success(request, "Removed. Nothing is kept for you.")
        return redirect("alerts")
    return render(request, "alerts/live.html", {"form": form, "known": mine.exists()})
