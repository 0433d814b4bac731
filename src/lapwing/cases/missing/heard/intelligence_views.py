"""Pages of intelligence: sent to the police in one step, received, graded. It hangs on the child who told alone."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lapwing.access.doors import door
from lapwing.access.roles import COUNCIL_MISSING, CUSTODIAN, HEALTH, INTERVIEWER, POLICE_MISSING, SOCIAL_WORKER
from lapwing.access.viewer import current
from lapwing.cases.missing.changes import Stale
from lapwing.cases.missing.heard import changes, forms, presenters, queries
from lapwing.cases.missing.heard.models import Intelligence
from lapwing.cases.missing.models import Absence
from lapwing.people import queries as people
from lapwing.web.once import only_once
from lapwing.web.paging import LongList

SENDERS = (SOCIAL_WORKER, COUNCIL_MISSING, HEALTH, CUSTODIAN, INTERVIEWER)
READERS = (*SENDERS, POLICE_MISSING)
PURPOSE = "find_missing"
A_PAGE = 30


@door(*SENDERS, purpose=PURPOSE, words="Send the police what a child said that they should know")
@require_http_methods(["GET", "POST"])
@only_once("intelligence_list", adds=True)
def intelligence_send(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(Absence, pk=key)
    form = forms.SendForm.open(request)
    if request.method == "POST" and form.is_valid():
        try:
            sent = changes.send_intelligence(row, **form.cleaned_data)
        except changes.NobodyToTell as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Sent. This page says when the police have it, and how they grade it.")
            return redirect("intelligence", sent.pk)
    context = {"form": form, "heading": "What should the police know?", "words": "Send it to the police",
               "lede": "Who told shows to the police team alone, and on no other child’s page.",
               "back": reverse("interview", args=[key]),
               "child": people.summary(people.child_of(row.person))}  # fmt: skip
    return render(request, "missing/form.html", context)


@door(*READERS, purpose=PURPOSE, words="See what was sent to the police, and whether they have it")
@require_GET
def intelligence_list(request: HttpRequest) -> HttpResponse:
    page = LongList(queries.intelligence_here(), A_PAGE).get_page(request.GET.get("page"))
    lines = presenters.intelligence_lines(list(page), named=True)
    return render(request, "missing/intelligence_list.html", {"page": page, "lines": lines})


@door(*READERS, purpose=PURPOSE, words="Read what a child said that the police should know, and how they grade it")
@require_GET
def intelligence(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    row = _row(key)
    grading = queries.gradings_of([row.pk]).get(row.pk)
    theirs = row.holder in current().holders
    context = {
        "row": row,
        "child": people.summary(people.child_of(row.person)),
        "state": presenters.grade_words(grading),
        "facts": presenters.grade_facts(grading) if grading else [],
        "may_receive": theirs and grading is None,
        "may_grade": theirs,
        "is_graded": grading is not None and bool(grading.grade),
    }
    return render(request, "missing/intelligence.html", context)


def _stands(row: Intelligence) -> str:
    grading = queries.gradings_of([row.pk]).get(row.pk)
    return grading.stands if grading else ""


def _row(key: uuid.UUID) -> Intelligence:
    return get_object_or_404(Intelligence.objects.select_related("agency"), pk=key)


def _theirs(key: uuid.UUID) -> Intelligence:
    """What was sent to the viewer's own team or seat."""
    return get_object_or_404(Intelligence, pk=key, holder__in=current().holders)


@door(POLICE_MISSING, purpose=PURPOSE, words="Say that the police have what was sent to them")
@require_POST
@only_once("intelligence_list")
def intelligence_receive(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    changes.receive(_theirs(key))
    messages.success(request, "Whoever sent it sees that you have it.")
    return redirect("intelligence", key)


@door(POLICE_MISSING, purpose=PURPOSE, words="Grade what was sent to the police")
@require_http_methods(["GET", "POST"])
@only_once("intelligence_list")
def intelligence_grade(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    row = _theirs(key)
    form = forms.GradeForm.open(request, initial={"before": _stands(row)})
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        about, before = tuple(said.pop("about").split(",")), said.pop("before")
        try:
            changes.grade(row, changes.Graded(**said, about=about), before=before)
        except Stale:
            graded = presenters.grade_words(queries.gradings_of([row.pk]).get(row.pk))
            form.too_late(
                f"Somebody else graded this meanwhile: {graded}. Yours stands below and is not saved; send it again to "
                "put it in place of theirs.", before=_stands(row),
            )  # fmt: skip
        except LookupError as refusal:
            form.add_error("about", str(refusal))
        else:
            messages.success(request, "Graded. Whoever sent it sees the grade.")
            return redirect("intelligence", key)
    context = {"form": form, "heading": "How do you grade it?", "words": "Grade it",
               "back": reverse("intelligence", args=[key]),
               "child": people.summary(people.child_of(row.person))}  # fmt: skip
    return render(request, "missing/form.html", context)
