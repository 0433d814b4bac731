"""The one worklist."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from lapwing.access.doors import door
from lapwing.web.forms import Filter
from lapwing.web.paging import Pages
from lapwing.work import naming
from lapwing.work.alerts import queries as alerts
from lapwing.work.deadlines.models import Clock
from lapwing.work.roles import OWN_WORK, WORKERS
from lapwing.work.worklist import queries

PAGE = 50


class WorkFilter(Filter):
    """A filter of the worklist: by code only, so that it may stay in the address bar."""

    whose = forms.ChoiceField(
        label="Whose", choices=[("", "Mine and my team’s"), ("me", "Mine alone"), ("team", "Everybody’s in my team")]
    )
    kind = forms.ChoiceField(
        label="What", choices=[("", "Deadlines and actions"), ("clock", "Deadlines"), ("action", "Actions")]
    )
    duty = forms.ChoiceField(label="Which duty")
    status = forms.ChoiceField(
        label="When",
        choices=[("", "At any time"), ("overdue", "Overdue"), ("soon", "Within seven days"), ("later", "Later")],
    )

    def __init__(self, *args: object, owed: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["duty"].choices = [("", "Any duty"), *owed]  # type: ignore[attr-defined]


@door(*WORKERS, purpose=OWN_WORK, words="See what is due, overdue and whose, across all rooms")
@require_GET
def worklist(request: HttpRequest) -> HttpResponse:
    seat, now = request.seat, timezone.now()  # type: ignore[attr-defined]
    holders = {"me": (seat.pk,), "team": naming.colleagues(seat)}.get(request.GET.get("whose", ""), seat.holders)
    chosen = WorkFilter(request.GET, owed=queries.duties_owed(holders))
    found = _chosen(queries.everything(holders), chosen.chosen)
    page = Pages(found, PAGE).get_page(request.GET.get("page"))
    ending = Pages(queries.ending_soon(holders), PAGE).get_page(request.GET.get("ending"))
    context = {
        "filter": chosen, "page": page, "lines": queries.lines(page.object_list, now),
        "totals": queries.totals(found, alerts.alerts_for(holders).count(), now),
        "ending": ending.object_list, "ending_page": ending,
    }  # fmt: skip
    return render(request, "worklist/worklist.html", context)


def _chosen(found: list[queries.Due], chosen: dict[str, str]) -> list[queries.Due]:
    now = timezone.now()
    if kind := chosen.get("kind"):
        found = [one for one in found if one.kind == kind]
    if status := chosen.get("status"):
        found = [one for one in found if one.status(now) == status]
    if duty := chosen.get("duty"):
        keys = set(Clock.objects.filter(pk__in=[one.key for one in found], duty=duty).values_list("pk", flat=True))
        found = [one for one in found if one.key in keys]
    return found
