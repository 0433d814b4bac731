"""Pages of what follows from what a child said. No home and no school has a door here."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from lapwing.access.doors import door
from lapwing.access.roles import COUNCIL_MISSING, CUSTODIAN, HEALTH, INTERVIEWER, POLICE_MISSING, SOCIAL_WORKER
from lapwing.access.viewer import current
from lapwing.cases.missing import follow, queries
from lapwing.cases.missing.changes import Stale
from lapwing.cases.missing.heard import changes, forms
from lapwing.cases.missing.heard.instruments import PREVENTION_INTERVIEW
from lapwing.cases.missing.heard.models import Allegation, Quotation
from lapwing.cases.missing.models import Absence, Interview
from lapwing.directory.models import Team
from lapwing.people import queries as people
from lapwing.rules.moments import Moment
from lapwing.web.forms import Form
from lapwing.web.once import only_once
from lapwing.work import choosing
from lapwing.work.instruments import Audience, get
from lapwing.work.instruments import changes as instruments
from lapwing.work.instruments.definition import AUDIENCE_WORDS
from lapwing.work.instruments.forms import form_for, given
from lapwing.work.instruments.models import Answer, SafeNote

HOLDERS = (SOCIAL_WORKER, COUNCIL_MISSING, HEALTH, CUSTODIAN, INTERVIEWER)
PURPOSE, FIND = "return_interview", "find_missing"


def _page(
    request: HttpRequest, person: uuid.UUID, back: str, form: Form, heading: str, words: str, lede: str = ""
) -> HttpResponse:
    context = {"form": form, "heading": heading, "words": words, "lede": lede, "back": back,
               "child": people.summary(people.child_of(person))}  # fmt: skip
    return render(request, "missing/form.html", context)


def _interview_url(absence: uuid.UUID) -> str:
    return reverse("interview", args=[absence])


def _held(key: uuid.UUID) -> tuple[Absence, Interview]:
    """An absence and its interview, once it was held, of the viewer's own agency."""
    row = get_object_or_404(Absence, pk=key)
    held = queries.interview_of(key)
    if held is None or held.response is None or held.agency_id != current().agency:
        raise Http404("Record the interview first.")
    return row, held


# ---- who may hear what was said


@door(*HOLDERS, purpose=PURPOSE, words="Open one answer of a child further, or close it again, as the child agreed")
@require_http_methods(["GET", "POST"])
@only_once("missing_board")
def answer_audience(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(Answer.objects.select_related("response"), pk=key, agency=current().agency)
    question = row.response.questions.question(row.question)
    stands = {"audience": row.audience, "before": row.audience}
    form = forms.AudienceForm.open(request, question=question, initial=stands)
    back = _interview_url(row.response.subject)
    if request.method == "POST" and form.is_valid():
        if instruments.set_audience(row, form.chosen, before=form.cleaned_data["before"]):
            messages.success(request, "Recorded. Ask the child again whenever this may have changed.")
            return redirect(back)
        row.refresh_from_db()
        now = AUDIENCE_WORDS[Audience(row.audience)]
        form.too_late(f"Somebody else changed this meanwhile: {now.lower()}. Ask the child again.", before=row.audience)
    return _page(request, row.person, back, form, "Who may hear this answer?", "Record it", question.words)


@door(*HOLDERS, purpose=PURPOSE, words="Write a note that a child agreed may be passed on")
@require_http_methods(["GET", "POST"])
@only_once("missing_board", adds=True)
def interview_note(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    row, held = _held(key)
    form = forms.NoteForm.open(request, recipients=_recipients(held))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            changes.pass_on(
                held, said["holder"], _agency_of(held, said["holder"]), said["words"], agreed=said["agreed"]
            )
        except changes.IsBarred as refusal:
            form.add_error("holder", str(refusal))
        else:
            messages.success(request, "The note is passed on, and nothing else of the interview.")
            return redirect("interview", key)
    return _page(request, row.person, _interview_url(key), form, "What may be passed on, and to whom?", "Pass it on")


def _recipients(held: Interview) -> list[tuple[Any, str]]:
    """Where the child lives, first, unless an allegation bars it; then the teams that work with the child."""
    home = follow.homes_of([held]).get(held.person)
    barred = home is not None and changes.is_barred(held.person, home.agency)
    teams = [(team.pk, str(team)) for team in choosing.teams(held.person)]
    there = [(home.key, "Where the child lives")] if home and not barred else []
    return there + [each for each in teams if home is None or each[0] != home.key]


def _agency_of(held: Interview, holder: uuid.UUID) -> uuid.UUID:
    home = follow.homes_of([held]).get(held.person)
    if home and home.key == holder:
        return home.agency
    return get_object_or_404(Team, pk=holder).agency_id


@door(*HOLDERS, purpose=PURPOSE, words="Take back a note that was passed on")
@require_POST
@only_once("missing_board")
def note_withdraw(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(SafeNote.objects.select_related("response"), pk=key, agency=current().agency)
    instruments.withdraw_note(row)
    messages.success(request, "Taken back. What was read before cannot be unread: speak to the child.")
    return redirect(_interview_url(row.response.subject))


# ---- quotations


@door(*HOLDERS, purpose=PURPOSE, words="Put a child's own words down to be quoted")
@require_http_methods(["GET", "POST"])
@only_once("missing_board", adds=True)
def quotation_add(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    row, held = _held(key)
    form = forms.QuotationForm.open(request)
    if request.method == "POST" and form.is_valid():
        changes.propose_quotation(held, **form.cleaned_data)
        messages.success(request, "Written down, and withheld until a worker clears it.")
        return redirect("interview", key)
    lede = "It is withheld until a worker clears it, and never shows where the child lives."
    return _page(request, row.person, _interview_url(key), form, "Which words may be quoted?", "Write it down", lede)


@door(*HOLDERS, purpose=PURPOSE, words="Clear a child's words for those who work with the child")
@require_POST
@only_once("missing_board")
def quotation_clear(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(Quotation.objects.select_related("interview"), pk=key, agency=current().agency)
    changes.clear_quotation(row)
    messages.success(request, "Cleared for those who work with the child. Where the child lives, it does not show.")
    return redirect(_interview_url(row.interview.absence_id))


@door(*HOLDERS, purpose=PURPOSE, words="Take back a child's words that were cleared")
@require_POST
@only_once("missing_board")
def quotation_withdraw(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(Quotation.objects.select_related("interview"), pk=key, agency=current().agency)
    changes.withdraw_quotation(row)
    messages.success(request, "Taken back.")
    return redirect(_interview_url(row.interview.absence_id))


# ---- an allegation


@door(*HOLDERS, purpose=PURPOSE, words="Record that the council's designated officer was told of an allegation")
@require_http_methods(["GET", "POST"])
@only_once("missing_board")
def allegation_officer(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(Allegation.objects.select_related("interview"), pk=key)
    initial = {"at": row.told or Moment.now(), "told_to": row.told_to, "outcome": row.outcome, "version": row.version}
    form = forms.OfficerForm.open(request, initial=initial)
    back = _interview_url(row.interview.absence_id)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            changes.officer_told(row, said["at"], said["told_to"], said["outcome"], version=said["version"])
        except Stale:
            row.refresh_from_db()
            form.too_late(
                "Somebody else recorded this meanwhile. Look at it, then send yours again.", version=row.version
            )
        except ValueError as refusal:
            form.add_error("at", str(refusal))
        else:
            messages.success(request, "Recorded.")
            return redirect(back)
    return _page(request, row.person, back, form, "What did the designated officer say?", "Record it")


# ---- the police's own interview


@door(POLICE_MISSING, purpose=FIND, words="Record the police's prevention interview, or why none was held")
@require_http_methods(["GET", "POST"])
@only_once("missing_board", adds=True)
def prevention(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(Absence, pk=key)
    instrument = get(PREVENTION_INTERVIEW)
    form = form_for(instrument, forms.PreventionForm).open(request, initial={"at": Moment.now()})
    form.began = row.began
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        met = changes.Met(
            key, said["at"] if said["held"] else None, said["officer"], said["seen_alone"], said["reason"],
            given(instrument, said),
        )  # fmt: skip
        changes.record_prevention([met])
        messages.success(request, "Recorded. The return interview is still due: neither stands in for the other.")
        return redirect("absence", key)
    heading = "What came of the police’s prevention interview?"
    return _page(request, row.person, reverse("absence", args=[key]), form, heading, "Record it", instrument.helps)
