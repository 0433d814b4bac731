"""Pages for a shift. What goes on paper is asked for by a button, and leaves a line in the ledger that says so."""

import uuid
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from lapwing.access import ledger
from lapwing.access.doors import door
from lapwing.access.models import LedgerAct
from lapwing.access.viewer import current
from lapwing.cases.missing.shifts import forms, outage, paper, shift, tasking
from lapwing.cases.missing.shifts.models import Paper
from lapwing.cases.missing.views import COUNCIL_AND_POLICE, FIND, WATCHERS
from lapwing.directory.models import Area
from lapwing.people import queries as people
from lapwing.work.deadlines import hours


def _area(given: forms.AreaFilter) -> Area | None:
    return Area.objects.filter(pk=given.chosen.get("area")).first() if given.chosen.get("area") else None


def _on_paper(
    request: HttpRequest, name: str, template: str, context: dict[str, Any], wanted: paper.Wanted
) -> HttpResponse:
    """The page as it is printed: one line in the ledger, of what left the screen and whom it shows. With many children
    on it, once a second person has approved it.
    """
    response = render(request, template, context | {"on_paper": True})
    children = len(set(people.children_of(current().shown).values()))
    if not paper.may_print(wanted, children):
        current().shown.clear()
        return render(request, "missing/paper_waits.html", {"children": children, "what": wanted.what}, status=409)
    ledger.line(LedgerAct.EXPORT, name, persons=current().shown)
    paper.made(wanted, children)
    response.ledger_written = True  # type: ignore[attr-defined]
    return response


# ---- the morning's tasking


@door(*COUNCIL_AND_POLICE, purpose=FIND, words="See what the morning's tasking asks for")
@require_GET
def missing_tasking(request: HttpRequest) -> HttpResponse:
    return render(request, "missing/tasking.html", _tasking(forms.AreaFilter(request.GET), request.GET))


@door(*COUNCIL_AND_POLICE, purpose=FIND, words="Put the morning's tasking on paper")
@require_POST
def missing_tasking_paper(request: HttpRequest) -> HttpResponse:
    given = forms.AreaFilter(request.POST)
    area = _area(given)
    wanted = paper.Wanted(Paper.What.TASKING, area.pk if area else None)
    return _on_paper(request, "missing_tasking_paper", "missing/tasking.html", _tasking(given), wanted)


def _tasking(given: forms.AreaFilter, turned: tasking.Turned = None) -> dict[str, Any]:
    now, area = timezone.now(), _area(given)
    held = hours.here(area)
    page = tasking.page(area, shift.night_began(now, held), now, turned)
    return {"filter": given, "now": now, "hours": held, "papers": paper.waiting(Paper.What.TASKING), **page}


# ---- the sheet for an outage


@door(*WATCHERS, purpose=FIND, words="See for which shift a sheet on paper can be made, and when one was last made")
@require_GET
def missing_outage(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    form = forms.ShiftForm.open(request, address=reverse("missing_outage_paper"), now=now, hours=hours.here())
    return render(request, "missing/outage.html", _outage(form, now))


def _outage(form: forms.ShiftForm, now: datetime) -> dict[str, Any]:
    asked = paper.waiting(Paper.What.OUTAGE)
    held = hours.here()
    return {"form": form, "hours": held, "papers": asked, **outage.last_made(now, held)}


@door(*WATCHERS, purpose=FIND, words="Put a shift's sheet on paper, for when the computers are down")
@require_POST
def missing_outage_paper(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    form = forms.ShiftForm.open(request, now=now, hours=hours.here())
    if not form.is_valid():
        return render(request, "missing/outage.html", _outage(form, now))
    area = Area.objects.filter(pk=form.cleaned_data["area"]).first() if form.cleaned_data["area"] else None
    held = hours.here(area)
    # An area with two shifts a day has no late one: whoever asks for that gets the shift that is on.
    asked = shift.shifts(now, held)
    chosen = next((one for one in asked if one.key == form.cleaned_data["shift"]), asked[0])
    sheet = outage.sheet(area, chosen, now, notes=form.cleaned_data["notes"]) | {"hours": held}
    said = form.cleaned_data
    wanted = paper.Wanted(Paper.What.OUTAGE, area.pk if area else None, said["shift"], bool(said["notes"]))
    return _on_paper(request, outage.DOOR, "missing/outage_paper.html", sheet, wanted)


@door(*COUNCIL_AND_POLICE, purpose=FIND, words="Approve paper with many children on it, that a colleague asked for")
@require_POST
def missing_paper_approve(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(Paper, pk=key)
    if paper.approve(key):
        messages.success(request, "Approved. Whoever asked for it can make it now, for twelve hours.")
    else:
        messages.warning(request, "Not approved: you asked for it yourself, or somebody approved it before.")
    return redirect("missing_tasking" if row.what == Paper.What.TASKING else "missing_outage")
