"""Pages of the search for a missing child. A family is told by people, never by a page."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lapwing.access.doors import door
from lapwing.access.levels import Level
from lapwing.access.reach import REACH, Kind, Reach
from lapwing.access.roles import (
    COUNCIL_MISSING,
    CUSTODIAN,
    FRONT_DOOR,
    HEALTH,
    HOME_MANAGER,
    POLICE_MISSING,
    SOCIAL_WORKER,
)
from lapwing.access.viewer import current
from lapwing.cases.missing.changes import Stale
from lapwing.cases.missing.models import Absence
from lapwing.cases.missing.search import changes, forms
from lapwing.cases.missing.search.changes import Asked, Seen, Telling
from lapwing.cases.missing.search.models import Enquiry, ParentTold, Sighting
from lapwing.people import queries as people
from lapwing.rules.moments import Moment
from lapwing.web.forms import Form
from lapwing.web.once import only_once

SEARCHERS = (SOCIAL_WORKER, FRONT_DOOR, COUNCIL_MISSING, POLICE_MISSING, CUSTODIAN, HEALTH, HOME_MANAGER)
FIND = "find_missing"
CHANGED = "Somebody else changed this record while you were writing. Look at it, then send yours again."


def _page(request: HttpRequest, absence: Absence, form: Form, heading: str, words: str, lede: str = "") -> HttpResponse:
    child = people.summary(people.child_of(absence.person))
    context = {"form": form, "heading": heading, "words": words, "lede": lede, "child": child,
               "back": reverse("absence", args=[absence.pk])}  # fmt: skip
    return render(request, "missing/form.html", context)


def _record(
    request: HttpRequest, key: uuid.UUID, form: Form, act: Callable[[dict[str, Any]], object], said: str,
    heading: str, words: str, lede: str = "",
) -> HttpResponse:  # fmt: skip
    """A form about an absence, which does one act and goes back."""
    absence = get_object_or_404(Absence, pk=key)
    if request.method == "POST" and form.is_valid():
        act(form.cleaned_data)
        messages.success(request, said)
        return redirect("absence", key)
    return _page(request, absence, form, heading, words, lede)


@door(*SEARCHERS, purpose=FIND, words="Record an enquiry made to find a missing child")
@require_http_methods(["GET", "POST"])
@only_once("missing_board", adds=True)
def enquiry(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    form = forms.EnquiryForm.open(request, initial={"at": Moment.now()})
    return _record(
        request, key, form, lambda said: changes.add_enquiries([Asked(key, **said)]), "The enquiry is recorded.",
        "What was asked to find the child?", "Record the enquiry",
    )  # fmt: skip


@door(*SEARCHERS, purpose=FIND, words="Record where a missing child was seen")
@require_http_methods(["GET", "POST"])
@only_once("missing_board", adds=True)
def sighting(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    keeps = REACH[current().role].get(Kind.WORDS, Reach()).own >= Level.DETAIL
    form = forms.SightingForm.open(request, keeps_who_told=keeps, initial={"at": Moment.now()})
    return _record(
        request, key, form, lambda said: changes.record_sightings([Seen(key, **said)]), "The sighting is recorded.",
        "Where was the child seen?", "Record the sighting",
        "If the child is safe and somebody is with them, record that they were found instead.",
    )  # fmt: skip


@door(*SEARCHERS, purpose=FIND, words="Record who with parental responsibility was told that a child is missing")
@require_http_methods(["GET", "POST"])
@only_once("missing_board", adds=True)
def parents(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    form = forms.ParentForm.open(request)
    return _record(
        request, key, form, lambda said: changes.record_parents_told([_telling(key, said)]),
        "Recorded. Nobody is told by Lapwing itself.", "Who with parental responsibility was told?", "Record it",
        "One person at a time. A parent may be the reason for running, or may be with the child: ask before you tell.",
    )  # fmt: skip


def _telling(absence: uuid.UUID, said: dict[str, Any]) -> Telling:
    return Telling(absence, **{name: value for name, value in said.items() if name != "before"})


@door(*SEARCHERS, purpose=FIND, words="Correct what your own agency recorded of telling somebody with responsibility")
@require_http_methods(["GET", "POST"])
@only_once("missing_board")
def parent_correct(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(ParentTold.objects.select_related("absence"), pk=key, agency=current().agency)
    initial = {"who": row.who, "told": "yes" if row.told else "no", "at": row.moment, "told_by": row.told_by,
               "reason": row.reason, "note": row.note, "before": changes.mark_of(row)}  # fmt: skip
    form = forms.ParentForm.open(request, initial=initial)

    def act(said: dict[str, Any]) -> None:
        changes.correct_parent_told(row, _telling(row.absence_id, said), before=said["before"])

    def stands() -> dict[str, Any]:
        row.refresh_from_db()
        return {"before": changes.mark_of(row)}

    return _alter(request, row, form, act, "What should it say of who was told?", stands)


@door(*SEARCHERS, purpose=FIND, words="Add what came of your own agency's enquiry")
@require_http_methods(["GET", "POST"])
@only_once("missing_board")
def enquiry_answer(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(Enquiry.objects.select_related("absence"), pk=key, agency=current().agency)
    form = forms.OutcomeForm.open(request, initial={"at": Moment.now(), "version": row.version})

    def act(said: dict[str, Any]) -> None:
        changes.answer_enquiry(row, said["outcome"], said["at"], version=said["version"])

    return _alter(request, row, form, act, f"What came of it: {row.what}", lambda: _version(row))


@door(*SEARCHERS, purpose=FIND, words="Confirm or discount your own agency's sighting")
@require_http_methods(["GET", "POST"])
@only_once("missing_board")
def sighting_settle(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(Sighting.objects.select_related("absence"), pk=key, agency=current().agency)
    form = forms.SettleForm.open(request, initial={"state": row.state, "note": row.note, "version": row.version})

    def act(said: dict[str, Any]) -> None:
        changes.settle_sighting(row, said["state"], said["note"], version=said["version"])

    return _alter(request, row, form, act, "How does this sighting stand?", lambda: _version(row))


def _version(row: Enquiry | Sighting) -> dict[str, Any]:
    row.refresh_from_db()
    return {"version": row.version}


def _alter(
    request: HttpRequest, row: Enquiry | Sighting | ParentTold, form: Form, act: Callable[[dict[str, Any]], None],
    heading: str, stands: Callable[[], dict[str, Any]],
) -> HttpResponse:  # fmt: skip
    """A form about one record of one's own agency. `stands` is what the page is to remember of it now."""
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except Stale:
            form.too_late(CHANGED, **stands())
        else:
            messages.success(request, "Recorded. What it said before stays in its history.")
            return redirect("absence", row.absence_id)
    return _page(request, row.absence, form, heading, "Record it")
