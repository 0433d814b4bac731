"""Pages of a placement: record one, correct one, say who may know."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from lapwing.access.doors import door
from lapwing.access.roles import SOCIAL_WORKER
from lapwing.access.viewer import current
from lapwing.directory.models import Agency, Area
from lapwing.people import care, changes, queries
from lapwing.people.models import Audience, Placement
from lapwing.people.placing.forms import PlacementForm
from lapwing.web.once import only_once

PURPOSE = "protect"


def _child(child: uuid.UUID) -> queries.Summary:
    known = queries.summary(child)
    if not known.told:
        raise Http404
    return known


def _area() -> uuid.UUID:
    """The area whose council the viewer's agency is: it answers for the children whom it places."""
    area = Agency.objects.filter(pk=current().agency).values_list("area", flat=True).first()
    if area is None:
        raise Http404
    return area


def _open(request: HttpRequest, initial: dict[str, Any]) -> PlacementForm:
    homes = Agency.objects.filter(kind="childrens_home", closed_on=None).order_by("name")
    areas = Area.objects.order_by("name")
    return PlacementForm.open(
        request, initial=initial, homes=[(one.pk, one.name) for one in homes],
        areas=[(one.pk, one.name) for one in areas],
    )  # fmt: skip


def _page(request: HttpRequest, form: PlacementForm, child: queries.Summary, question: str) -> HttpResponse:
    return render(request, "people/placement.html", {"form": form, "child": child, "question": question})


@door(SOCIAL_WORKER, purpose=PURPOSE, words="Record where a looked-after child is placed, and who may know it")
@require_http_methods(["GET", "POST"])
@only_once("today", adds=True)
def placement_add(request: HttpRequest, child: uuid.UUID) -> HttpResponse:
    who, area = _child(child), _area()
    form = _open(request, {"audience": Audience.CIRCLE, "host_area": area})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data | {"responsible_area": area}
        said.pop("before")
        care.place(care.Placed(changes.own_person(child), **said))
        messages.success(request, "Recorded. A placement of yours that stood before ends on the same day.")
        return redirect("child", child)
    return _page(request, form, who, "Where is this child placed?")


@door(SOCIAL_WORKER, purpose=PURPOSE, words="Correct where a child is placed, say that it ended, or who may know it")
@require_http_methods(["GET", "POST"])
@only_once("today")
def placement_change(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(Placement, pk=key, agency=current().agency)
    child = queries.child_of(row.person)
    names = ("home_id", "what", "host_area_id", "since", "until", "audience", "confidential_from")
    stands = {name.removesuffix("_id"): getattr(row, name) for name in names}
    form = _open(request, stands | {"before": care.mark_of(row)})
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        if care.correct_placement(row, said.pop("before"), **said):
            messages.success(request, "Recorded. What it said before stays in its history.")
            return redirect("child", child)
        row.refresh_from_db()
        form.too_late(
            "Somebody else changed this placement meanwhile. Look at it on the child’s page, then send yours again.",
            before=care.mark_of(row),
        )
    return _page(request, form, _child(child), "What is to be corrected about this placement?")
