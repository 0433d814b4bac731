"""Pages for a shift. What goes on paper is asked for by a button, and leaves a line in the ledger that says so."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from lapwing.access import ledger
from lapwing.access.doors import door
from lapwing.access.models import LedgerAct
from lapwing.access.viewer import current
from lapwing.cases.missing.shifts import forms, outage, shift, tasking
from lapwing.cases.missing.views import COUNCIL_AND_POLICE, FIND, WATCHERS
from lapwing.directory.models import Area


def _area(given: forms.AreaFilter) -> Area | None:
    return Area.objects.filter(pk=given.chosen.get("area")).first() if given.chosen.get("area") else None


def _on_paper(request: HttpRequest, name: str, template: str, context: dict[str, Any]) -> HttpResponse:
    """The page as it is printed: one line in the ledger, of what left the screen and whom it shows."""
    response = render(request, template, context | {"on_paper": True})
    ledger.line(LedgerAct.EXPORT, name, persons=current().shown)
    response.ledger_written = True  # type: ignore[attr-defined]
    return response


# ---- the morning's tasking


@door(*COUNCIL_AND_POLICE, purpose=FIND, words="See what the morning's tasking asks for")
@require_GET
def missing_tasking(request: HttpRequest) -> HttpResponse:
    return render(request, "missing/tasking.html", _tasking(forms.AreaFilter(request.GET)))


@door(*COUNCIL_AND_POLICE, purpose=FIND, words="Put the morning's tasking on paper")
@require_POST
def missing_tasking_paper(request: HttpRequest) -> HttpResponse:
    context = _tasking(forms.AreaFilter(request.POST))
    return _on_paper(request, "missing_tasking_paper", "missing/tasking.html", context)


def _tasking(given: forms.AreaFilter) -> dict[str, Any]:
    now = timezone.now()
    return {"filter": given, "now": now, **tasking.page(_area(given), shift.night_began(now), now)}


# ---- the sheet for an outage


@door(*WATCHERS, purpose=FIND, words="See for which shift a sheet on paper can be made, and when one was last made")
@require_GET
def missing_outage(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    context = {"form": forms.ShiftForm(now=now), "last": outage.last_made(now)}
    return render(request, "missing/outage.html", context)


@door(*WATCHERS, purpose=FIND, words="Put a shift's sheet on paper, for when the computers are down")
@require_POST
def missing_outage_paper(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    form = forms.ShiftForm(request.POST, now=now)
    if not form.is_valid():
        return render(request, "missing/outage.html", {"form": form, "last": outage.last_made(now)})
    chosen = next(one for one in shift.shifts(now) if one.key == form.cleaned_data["shift"])
    area = Area.objects.filter(pk=form.cleaned_data["area"]).first() if form.cleaned_data["area"] else None
    sheet = outage.sheet(area, chosen, now, notes=form.cleaned_data["notes"])
    return _on_paper(request, outage.DOOR, "missing/outage_paper.html", sheet)
