"""The one tracker: who does what by when, wherever it came from."""

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from lapwing.access.doors import door
from lapwing.access.narrowing import reachable
from lapwing.access.viewer import current
from lapwing.directory.models import Seat
from lapwing.people import changes as people_changes
from lapwing.people import queries as people
from lapwing.web.errors import too_late
from lapwing.web.forms import Form, form_page
from lapwing.web.once import only_once
from lapwing.web.paging import Pages
from lapwing.web.parts import Fact, when
from lapwing.work import choosing, naming, subjects
from lapwing.work.actions import changes, forms, presenters
from lapwing.work.actions.models import Action
from lapwing.work.roles import CONVENERS, OWN_WORK, READERS, WORKERS

PAGE = 50


@door(*READERS, purpose=OWN_WORK, words="See who does what by when: the tracker of actions")
@require_GET
def action_list(request: HttpRequest) -> HttpResponse:
    chosen = forms.ActionFilter(request.GET)
    actions = _chosen(request.seat, chosen.chosen)  # type: ignore[attr-defined]
    page = Pages(actions, PAGE).get_page(request.GET.get("page"))
    overdue = actions.filter(state=Action.State.OPEN, due__lt=timezone.localdate()).count()
    context = {
        "filter": chosen, "page": page, "lines": presenters.lines(list(page.object_list), timezone.now()),
        "total": page.paginator.count, "overdue": overdue,
    }  # fmt: skip
    return render(request, "actions/list.html", context)


def _chosen(seat: Seat, chosen: dict[str, Any]) -> QuerySet[Action]:
    actions = Action.objects.select_related("agency").order_by("due", "pk")
    match chosen.get("whose"):
        case "agency":
            actions = actions.filter(agency=seat.agency_id)
        case "all":
            actions = reachable(actions)
        case _:
            actions = actions.filter(holder__in=naming.colleagues(seat))
    match chosen.get("state"):
        case "overdue":
            actions = actions.filter(state=Action.State.OPEN, due__lt=timezone.localdate())
        case "done" | "withdrawn" as state:
            actions = actions.filter(state=state)
        case "any":
            pass
        case _:
            actions = actions.filter(state=Action.State.OPEN)
    return actions.filter(theme=chosen["theme"]) if chosen.get("theme") else actions


@door(*READERS, purpose=OWN_WORK, words="See one action, its evidence and what changed because of it")
@require_GET
def action_page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    action = get_object_or_404(Action.objects.select_related("agency"), pk=key)
    line = presenters.lines([action], timezone.now())[0]
    context = {
        "line": line, "facts": _facts(line), "may_change": _may_change(action), "may_move": _may_move(action),
        "is_open": action.state == Action.State.OPEN,
    }  # fmt: skip
    return render(request, "actions/one.html", context)


def _may_change(action: Action) -> bool:
    who = current()
    return who.what.writes and (action.holder in who.holders or action.agency_id == who.agency)


def _may_move(action: Action) -> bool:
    """Whoever does it and their agency; and whoever agreed it, who may have mistaken the chair or the day."""
    mine = _may_change(action) or action.recorded_by == current().seat
    return action.state == Action.State.OPEN and action.person is not None and current().what.writes and mine


def _facts(line: presenters.Line) -> list[Fact]:
    action = line.action
    rows = [
        Fact("Who does it", line.owner or "Not open to you", source=str(action.agency)),
        Fact("By", when(action.due)),
        Fact("Agreed", when(action.recorded_at)),
        Fact("Comes from", line.source, url=line.source_url, action="Open"),
    ]
    rows += [
        Fact(name, value)
        for name, value in (
            ("Done", when(action.done_at)), ("Evidence", action.evidence), ("What changed", action.impact),
            ("Reason", action.reason), ("Theme", dict(forms.THEMES).get(action.theme, "") if action.theme else ""),
        )
        if value
    ]  # fmt: skip
    return rows


ACTS = {
    "done": (forms.DoneForm, "What shows that it is done?", "It is done"),
    "reopen": (forms.WhyForm, "Why is it open again?", "Open it again"),
    "withdraw": (forms.WhyForm, "Why will it not be done?", "Withdraw it"),
}


@door(*WORKERS, purpose=OWN_WORK, words="Say that an action is done, open again, or will not be done")
@require_http_methods(["GET", "POST"])
@only_once("actions")
def action_change(request: HttpRequest, key: uuid.UUID, what: str) -> HttpResponse:
    action = get_object_or_404(Action, pk=key)
    if what not in ACTS or not _may_change(action):
        raise Http404
    form_class, question, button = ACTS[what]
    form = form_class.open(request)
    if request.method == "POST" and form.is_valid():
        if not _act(what, action, form.cleaned_data):
            return too_late(request, "Somebody else changed this action meanwhile.", reverse("action", args=[key]))
        return redirect("action", key)
    return _form(request, form, action, question, button)


def _form(request: HttpRequest, form: Form, action: Action, question: str, button: str) -> HttpResponse:
    back = reverse("action", args=[action.pk])
    return form_page(request, form, question, button, back, back_words="The action", lede=action.text)


def _act(what: str, action: Action, said: dict[str, str]) -> bool:
    if what == "done":
        return changes.complete(action, said["evidence"], impact=said["impact"])
    return (changes.reopen if what == "reopen" else changes.withdraw)(action, said["reason"])


@door(*WORKERS, purpose=OWN_WORK, words="Hand an action on, or give it another day, with the reason")
@require_http_methods(["GET", "POST"])
@only_once("actions")
def action_move(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    action = get_object_or_404(Action, pk=key)
    if not _may_move(action) or action.person is None:
        raise Http404
    stands = Seat.objects.select_related("agency", "account").filter(pk=action.holder)
    seats = {str(seat.pk): seat for seat in (*stands, *choosing.seats(action.person))}
    opened = {"owner": action.holder, "due": action.due, "before": action.agreed}
    form = forms.MoveForm.open(request, owners=choosing.options(seats.values()), agreed=action.due, initial=opened)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        owner = seats[str(said["owner"])]
        if not changes.move(action, owner=owner, due=said["due"], reason=said["reason"], before=said["before"]):
            return too_late(request, "Somebody else changed this action meanwhile.", reverse("action", args=[key]))
        messages.success(request, f"{owner} does it by {when(said['due'])}.")
        return redirect("action", key) if Action.objects.filter(pk=key).exists() else redirect("actions")
    return _form(request, form, action, "Who does it now, by when?", "Move it")


@door(*CONVENERS, purpose=OWN_WORK, words="Add an action with an owner")
@require_http_methods(["GET", "POST"])
@only_once("actions", adds=True)
def action_add(request: HttpRequest, kind: str, subject: uuid.UUID) -> HttpResponse:
    person = subjects.person_of(kind, subject)
    if person is None:
        raise Http404
    seats = choosing.seats(person)
    form = forms.NewActionForm.open(request, owners=choosing.options(seats))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        owner = next(seat for seat in seats if seat.pk == said["owner"])
        own = people_changes.own_person(people.child_of(person))
        new = changes.NewAction(own, kind, subject, said["text"], owner.pk, owner.agency_id, said["due"], said["theme"])
        [action] = changes.add([new])
        seen = Action.objects.filter(pk=action.pk).exists()
        messages.success(request, "The action is added.")
        return redirect("action", action.pk) if seen else redirect("actions")
    return form_page(
        request, form, "What is to be done, by whom, by when?", "Add the action", subjects.url_of(kind, subject),
        back_words=subjects.words_of(kind), child=naming.children([person])[person],
    )  # fmt: skip
