"""Pages of the return interview. Neither a home nor a school has a door here: they may be the reason for running."""

import uuid
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from lapwing.access.doors import door
from lapwing.access.roles import COUNCIL_MISSING, CUSTODIAN, HEALTH, INTERVIEWER, POLICE_MISSING, SOCIAL_WORKER
from lapwing.access.viewer import current
from lapwing.cases.missing import allotting, forms, interviews, queries
from lapwing.cases.missing.heard import changes as heard
from lapwing.cases.missing.instruments import RETURN_INTERVIEW
from lapwing.cases.missing.models import Absence, Interview
from lapwing.cases.missing.presenters.interview import interview_page, interview_words
from lapwing.people import queries as people
from lapwing.rules.moments import Moment
from lapwing.web.errors import too_late
from lapwing.web.once import only_once
from lapwing.web.paging import Pages
from lapwing.work.instruments import get
from lapwing.work.instruments.forms import form_for, given

READERS = (SOCIAL_WORKER, COUNCIL_MISSING, POLICE_MISSING, HEALTH, CUSTODIAN, INTERVIEWER)
HOLDERS = (SOCIAL_WORKER, COUNCIL_MISSING, HEALTH, CUSTODIAN, INTERVIEWER)
ALLOTTERS = (SOCIAL_WORKER, COUNCIL_MISSING, CUSTODIAN)
PURPOSE = "return_interview"
A_PAGE = 50
# An empty form that is sent in error would otherwise stop the clock of a child whom nobody has heard.
NOT_A_WORD = "Answer something: what the child said or, in your own view, that they said nothing"


@door(
    *READERS, purpose=PURPOSE, words="See how a return interview stands, and what was said as far as it is open to you"
)
@require_GET
def interview(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(Absence.objects.select_related("agency"), pk=key)
    role = current().role
    may_write, may_allot = (role in {one.key for one in some} for some in (HOLDERS, ALLOTTERS))
    page = interview_page(row, may_write=may_write)
    return render(request, "missing/interview.html", page | {
        # The council's clock is not open to an independent team: when it is due, the duty says it here too.
        "due": allotting.due_words(row) if role == INTERVIEWER.key and page["is_open"] else "",
        "allotted": allotting.allotted_to(key) if may_allot else [],
        "allot_url": reverse("interview_allot", args=[key]) if may_allot and page["interview"] is None else "",
    })  # fmt: skip


@door(*ALLOTTERS, purpose=PURPOSE, words="Ask an independent team to hold a return interview")
@require_http_methods(["GET", "POST"])
@only_once("missing_board")
def interview_allot(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(Absence, pk=key)
    teams = {str(team.pk): team for team in allotting.providers()}
    form = forms.AllotForm.open(request, teams=[(one, str(team)) for one, team in teams.items()])
    if request.method == "POST" and form.is_valid():
        try:
            allotting.allot(row, teams[form.cleaned_data["team"]])
        except allotting.NotReachable as refusal:
            form.add_error("team", str(refusal))
        else:
            messages.success(request, "Asked. The team sees this child, and that the child was away, and no more.")
            return redirect("interview", key)
    return _form(request, row, form, "Which independent team holds the interview?", "Ask them")


@door(INTERVIEWER, purpose=PURPOSE, words="See the children whose return interview was asked of your team")
@require_GET
def interviews_asked(request: HttpRequest) -> HttpResponse:
    page = Pages(allotting.asked_of_us(), A_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    child_of = people.children_of(row.person for row in rows)
    known, held = people.summaries(child_of.values()), queries.interviews_of(row.pk for row in rows)
    ended = {key for key, of_one in held.items() if of_one[-1].status in interviews.CLOSED}
    lines = [
        (row, known[child_of[row.person]], "" if row.pk in ended else allotting.due_words(row),
         interview_words(held[row.pk][-1]) if row.pk in held else "Not offered yet")
        for row in rows
    ]  # fmt: skip
    return render(request, "missing/interviews_asked.html", {"lines": lines, "page": page})


@door(*HOLDERS, purpose=PURPOSE, words="Offer a return interview")
@require_http_methods(["GET", "POST"])
@only_once("missing_board")
def interview_offer(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(Absence, pk=key)
    form = forms.OfferForm.open(request, initial={"offered": Moment.now()})
    if queries.interview_of(key) is not None:
        return too_late(request, "Somebody else offered this interview meanwhile.", reverse("interview", args=[key]))
    if request.method == "POST" and form.is_valid():
        try:
            interviews.offer([interviews.Offer(row.pk, **form.cleaned_data)])
        except interviews.NotIndependent as refusal:
            form.add_error("independence", str(refusal))
        else:
            messages.success(request, "The offer is recorded.")
            return redirect("interview", key)
    return _form(request, row, form, "Who should hold the return interview?", "Record the offer")


@door(*HOLDERS, purpose=PURPOSE, words="Record an attempt at a return interview")
@require_http_methods(["GET", "POST"])
@only_once("missing_board", adds=True)
def interview_attempt(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    row, standing = _standing(key)
    form = forms.AttemptForm.open(request, initial={"at": Moment.now()})
    if request.method == "POST" and form.is_valid():
        interviews.add_attempts([interviews.Tried(standing.pk, **form.cleaned_data)])
        messages.success(request, "The attempt is recorded.")
        return redirect("interview", key)
    return _form(request, row, form, "What came of the attempt?", "Record the attempt")


@door(*HOLDERS, purpose=PURPOSE, words="Record what a child said in a return interview")
@require_http_methods(["GET", "POST"])
@only_once("missing_board")
def interview_hold(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    row, standing = _standing(key)
    instrument = get(RETURN_INTERVIEW)
    form = form_for(instrument, forms.HeldForm).open(request, initial={"at": Moment.now()})
    form.began = row.began
    if request.method == "POST" and form.is_valid() and not given(instrument, form.cleaned_data):
        form.add_error("own_words", NOT_A_WORD)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        held = interviews.Held(
            said["at"], given(instrument, said), said["leaflet"], said["late_reason"], said["safe_note"],
            said["agreed_with_child"], said["place"],
            heard.Alleged(said["alleged_role"], said["alleged_agency"] or None), said["intelligence"],
        )  # fmt: skip
        try:
            with transaction.atomic():
                interviews.hold(standing, held)
        except interviews.Ended as refusal:
            form.add_error(None, str(refusal))
        except heard.AgencyNotSaid as refusal:
            form.add_error("alleged_agency", str(refusal))
        except heard.OwnAgency as refusal:
            form.add_error("allegation_words", str(refusal))
        except (heard.IsBarred, interviews.NoHome) as refusal:
            form.add_error("safe_note", str(refusal))
        except heard.NobodyToTell as refusal:
            form.add_error("intelligence", str(refusal))
        else:
            messages.success(request, "The interview is recorded. Each answer is open only as far as the child agreed.")
            return redirect("interview", key)
    return _form(request, row, form, "What did the child say?", "Record the interview", instrument.helps)


@door(*HOLDERS, purpose=PURPOSE, words="Close a return interview that will not be held")
@require_http_methods(["GET", "POST"])
@only_once("missing_board")
def interview_close(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    row, standing = _standing(key)
    form = forms.CloseForm.open(request)
    if request.method == "POST" and form.is_valid():
        try:
            interviews.close(standing, **form.cleaned_data)
        except interviews.NeedsAttempt as refusal:
            form.add_error("status", str(refusal))
        except interviews.Ended as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Recorded, with its reason.")
            return redirect("interview", key)
    return _form(request, row, form, "Why will it not be held?", "Record it")


def _standing(key: uuid.UUID) -> tuple[Absence, Interview]:
    row = get_object_or_404(Absence, pk=key)
    standing = queries.interview_of(key)
    if standing is None:
        raise Http404("Offer it first.")
    if standing.agency_id != current().agency:
        raise Http404("Another agency holds it.")
    return row, standing


def _form(request: HttpRequest, row: Absence, form: Any, heading: str, words: str, lede: str = "") -> HttpResponse:
    context = {
        "form": form, "heading": heading, "words": words, "lede": lede, "back": reverse("interview", args=[row.pk]),
        "child": people.summary(people.child_of(row.person)),
    }  # fmt: skip
    return render(request, "missing/form.html", context)
