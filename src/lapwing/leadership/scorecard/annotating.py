"""What people add to the numbers: events, comments, and publishing with a reason for each quarter that changed."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from lapwing.access.doors import door
from lapwing.access.roles import PARTNERSHIP_MANAGER
from lapwing.leadership.scorecard import asked, changes, editions, notes, queries
from lapwing.leadership.scorecard.forms import CommentForm, EventForm, ReasonsForm
from lapwing.leadership.scorecard.models import Event
from lapwing.leadership.scorecard.readers import WRITERS
from lapwing.measures.periods import parse
from lapwing.web.errors import too_late
from lapwing.web.once import only_once

NO_SNAPSHOT = "scorecard/no_snapshot.html"


@door(*WRITERS, purpose="performance", words="Pin an event to the scorecard's time line, or take one off")
@require_http_methods(["GET", "POST"])
@only_once("scorecard_missing", adds=True)
def events(request: HttpRequest) -> HttpResponse:
    of = queries.snapshot()
    areas = list(of.area_names.items()) if of else []
    form = EventForm.open(request, areas=areas)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        changes.pin([changes.NewEvent(said["on"], said["words"], said["area"])])
        messages.success(request, "The event is on the time line of every chart.")
        return redirect("scorecard_events")
    page = {"form": form, "events": notes.pins(Event.objects.filter(withdrawn_at=None), dict(areas))}
    return render(request, "scorecard/events.html", page, status=400 if form.errors else 200)


@door(*WRITERS, purpose="performance", words="Take an event off the scorecard's time line")
@require_POST
def withdraw(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    if not changes.withdraw([get_object_or_404(Event, pk=key)]):
        return too_late(request, "Somebody else took this event off the time line before.", reverse("scorecard_events"))
    messages.success(request, "The event is off the time line.")
    return redirect("scorecard_events")


@door(*WRITERS, purpose="performance", words="Say something of a number on the scorecard")
@require_http_methods(["GET", "POST"])
@only_once("scorecard_missing", adds=True)
def comment(request: HttpRequest, key: str) -> HttpResponse:
    card = asked.card(request)
    if card is None:
        return render(request, NO_SNAPSHOT, {"title": "What should a reader of this number know?"})
    measure = asked.measure(key)
    begun = [each for each in card.year.quarters if each.first <= card.snapshot.coverage.taken_on]
    periods = [*reversed(begun), card.year]
    form = CommentForm.open(request, periods=[(each.key, each.label) for each in periods])
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        changes.comment([changes.NewComment(measure.key, card.area, parse(said["period"]).key, said["words"])])
        return redirect(f"{reverse('scorecard_measure', args=[measure.key])}?{card.query}")
    page = {"form": form, "measure": measure, "card": card}
    return render(request, "scorecard/comment.html", page, status=400 if form.errors else 200)


@door(
    PARTNERSHIP_MANAGER, purpose="publication", words="Publish the scorecard's numbers, and say why a quarter changed"
)
@require_http_methods(["GET", "POST"])
@only_once("scorecard_missing")
def publish(request: HttpRequest) -> HttpResponse:
    """Publishes the snapshot that the page showed, and no later one."""
    of = queries.snapshot(request.POST.get("snapshot") if request.method == "POST" else None)
    if of is None and request.method == "POST":
        raise Http404("There is no such snapshot.")
    if of is None:
        return render(request, NO_SNAPSHOT, {"title": "Shall these numbers be published?"})
    before = editions.last()
    proposed = editions.to_publish(before, of)
    restated = editions.restated(before, proposed.texts)
    quarters = editions.quarters(restated)
    form = ReasonsForm.open(request, quarters=quarters)
    if request.method == "POST" and form.is_valid():
        changes.publish(of, form.reasons)
        messages.success(request, "Published. These numbers are kept as they stand.")
        return redirect("scorecard_missing")
    page: dict[str, Any] = {
        "form": form,
        "snapshot": of,
        "before": before,
        "standing": len(proposed.standing),
        "left_out": len(proposed.left_out),
        "is_same": before is not None and before.texts == proposed.texts,
        "restated": notes.restated(restated, of),
    }
    return render(request, "scorecard/publish.html", page, status=400 if form.errors else 200)
