"""What rested on a wrong join, ticked off one by one."""

import uuid

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from lapwing.access.doors import door
from lapwing.access.roles import DATA_STEWARD
from lapwing.access.viewer import current
from lapwing.web.errors import too_late
from lapwing.web.forms import Form
from lapwing.web.once import only_once
from lapwing.web.paging import Pages
from lapwing.web.parts import Tag
from lapwing.work import naming, subjects
from lapwing.work.corrections import changes
from lapwing.work.corrections.models import Correction
from lapwing.work.roles import OWN_WORK, WORKERS

PAGE = 50
LOOKERS = (*WORKERS, DATA_STEWARD)
COLOURS = {"waiting": "yellow", "corrected": "green", "stands": "grey"}


class TickForm(Form):
    what = forms.ChoiceField(
        label="What is to be done?", widget=forms.RadioSelect,
        choices=[("correct", "Correct it: those who were told are told so"), ("stands", "Nothing: it stands")],
    )  # fmt: skip
    note = forms.CharField(
        label="What did you find?", widget=forms.Textarea(attrs={"rows": 4}), max_length=2000,
        help_text="Where it is corrected, those who had been told read this. No name of the other child.",
    )  # fmt: skip


@door(
    *LOOKERS,
    purpose=OWN_WORK,
    words="See what your agency did that rested on a wrong join",
)
@require_GET
def corrections(request: HttpRequest) -> HttpResponse:
    rows = Correction.objects.filter(agency=current().agency) | Correction.objects.filter(holder__in=current().holders)
    page = Pages(rows.order_by("done_at", "-recorded_at", "pk"), PAGE).get_page(request.GET.get("page"))
    names = naming.children(row.person for row in page.object_list)
    holders = naming.holders(row.holder for row in page.object_list)
    lines = [
        (row, subjects.words_of(row.subject_kind), names[row.person], holders.get(row.holder, ""),
         Tag(Correction.State(row.state).label, COLOURS[row.state]))
        for row in page.object_list
    ]  # fmt: skip
    waiting = rows.filter(state=Correction.State.WAITING).count()
    return render(request, "corrections/list.html", {"lines": lines, "page": page, "waiting": waiting})


@door(*LOOKERS, purpose=OWN_WORK, words="Correct what rested on a wrong join, or say that it stands")
@require_http_methods(["GET", "POST"])
@only_once("corrections")
def correction(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(Correction.objects.select_related("agency"), pk=key)
    form = TickForm.open(request)
    if request.method == "POST" and form.is_valid():
        act = changes.correct if form.cleaned_data["what"] == "correct" else changes.stands
        if not act(row, form.cleaned_data["note"]):
            return too_late(request, "Somebody else ticked it off meanwhile.", reverse("correction", args=[key]))
        messages.success(request, "Ticked off.")
        return redirect("corrections")
    context = {
        "row": row, "form": form, "child": naming.children([row.person])[row.person],
        "what": subjects.words_of(row.subject_kind), "url": subjects.url_of(row.subject_kind, row.subject),
        "tag": Tag(Correction.State(row.state).label, COLOURS[row.state]),
    }  # fmt: skip
    return render(request, "corrections/one.html", context)
