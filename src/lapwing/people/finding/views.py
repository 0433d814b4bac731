"""The search, the doubts, and un-joining."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from lapwing.access.doors import door
from lapwing.access.narrowing import reachable
from lapwing.access.roles import (
    COUNCIL_MISSING,
    CUSTODIAN,
    DATA_STEWARD,
    FRONT_DOOR,
    HEALTH,
    POLICE_MISSING,
    SOCIAL_WORKER,
)  # fmt: skip
from lapwing.access.viewer import current
from lapwing.directory.models import Agency, Seat
from lapwing.people import changes, queries
from lapwing.people.finding import forms, joins, searching
from lapwing.people.matching.candidates import Described
from lapwing.people.matching.score import words_of
from lapwing.people.models import Doubt, Link, Told
from lapwing.web.errors import too_late
from lapwing.web.once import only_once
from lapwing.web.paging import Pages

SEARCHERS = (SOCIAL_WORKER, FRONT_DOOR, COUNCIL_MISSING, POLICE_MISSING, HEALTH, CUSTODIAN, DATA_STEWARD)
LOOKERS = (DATA_STEWARD, FRONT_DOOR, CUSTODIAN)
A_PAGE = 50


@door(*SEARCHERS, purpose="decide_referral", words="Search for a child by name, date of birth or number")
@never_cache
@require_http_methods(["GET", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    form = forms.Search(request.POST) if request.method == "POST" else forms.Search()
    answer = None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        described = Described(
            said["given"].strip(), said["family"].strip(), said["born"], said["sex"] or "U",
            said["postcode"].strip().upper(), said["number"],
        )  # fmt: skip
        answer = searching.search(described, door="people_search")
    may_join = request.seat.role in {role.key for role in LOOKERS}  # type: ignore[attr-defined]
    found = [(one, _joins(one) if may_join else []) for one in (answer.found if answer else ())]
    context = {"form": form, "answer": answer, "may_join": may_join, "found": found}
    response = render(request, "people/search.html", context)
    response.ledger_written = answer is not None  # type: ignore[attr-defined]
    return response


def _joins(one: searching.Found) -> list[tuple[uuid.UUID, Agency]]:
    """The records of the viewer's own agency that may be un-joined from a child that the search found."""
    persons = [told.person for told in one.seen.told] if one.seen else []
    return list(queries.to_unjoin(persons, beside=len(one.agencies) > 1).items()) if persons else []


@door(*LOOKERS, purpose="match", words="See the doubtful matches that wait for somebody to look")
@require_GET
def doubts(request: HttpRequest) -> HttpResponse:
    rows = reachable(Doubt.objects.filter(state=Doubt.State.WAITING))
    page = Pages(rows.order_by("-score", "recorded_at", "pk"), A_PAGE).get_page(request.GET.get("page"))
    waiting = page.object_list
    children = queries.children_of([one.person for one in waiting])
    who = queries.summaries(children.values())
    others = Told.objects.in_bulk([one.other for one in waiting])
    told = [
        (one, who[children[one.person]], others.get(one.other), words_of(one.evidence))
        for one in waiting
        if one.person in children
    ]
    return render(request, "people/doubts.html", {"doubts": told, "page": page})


@door(*LOOKERS, purpose="match", words="Decide whether two persons as told are one child")
@only_once("people_doubts")
@require_http_methods(["GET", "POST"])
def doubt(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(Doubt, pk=key)
    if found.state != Doubt.State.WAITING:
        said = f"Somebody decided this meanwhile: {found.get_state_display().lower()}."
        return too_late(request, said, reverse("people_doubts"))
    form = forms.Decide.open(request)
    if request.method == "POST" and form.is_valid():
        same = form.cleaned_data["same"] == "yes"
        try:
            done = changes.decide_doubt(doubt=found, same=same, reason=form.cleaned_data["reason"])
        except (changes.NeedsAnother, changes.Decided) as refusal:
            form.add_error("same", str(refusal))
        else:
            first = "Recorded. Something of this child is restricted, so a second person of your agency decides."
            messages.success(request, "Kept apart." if not same else "Joined." if done else first)
            return redirect("people_doubts")
    first_by = Seat.objects.filter(pk=found.first_by).select_related("agency").first() if found.first_by else None
    told = {
        "form": form, "doubt": found, "first_by": first_by, "evidence": words_of(found.evidence),
        "rows": searching.side_by_side(found.person, found.other),
    }  # fmt: skip
    return render(request, "people/doubt.html", told)


@door(*LOOKERS, purpose="match", words="Say that two records may be one child, and look at them side by side")
@only_once("people_doubts")
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, child: uuid.UUID) -> HttpResponse:
    who = queries.summary(child)
    if not who.told:
        raise Http404
    form = forms.ByHand.open(request)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data["reference"].strip()
        ours = Told.objects.filter(agency=current().agency, reference=said).first()
        if ours is None or queries.child_of(ours.pk) == child:
            words = "Your agency has no record under this reference" if ours is None else "It is this child already"
            form.add_error("reference", words)
        else:
            return redirect("people_doubt", changes.doubt_by_hand(person=ours.pk, child=child).pk)
    return render(request, "people/join.html", {"form": form, "child": who})


@door(*LOOKERS, purpose="match", words="Un-join: say that two persons as told are two children after all")
@only_once("people_doubts")
@require_http_methods(["GET", "POST"])
def unjoin(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    link = get_object_or_404(Link, person=person, until=None, agency=current().agency)
    form = forms.Unjoin.open(request)
    used = joins.used(link)
    if request.method == "POST" and form.is_valid():
        try:
            changes.unjoin(person=person, reason=form.cleaned_data["reason"], used=[one.key for one in used])
        except changes.NotJoined as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, "Un-joined. Each agency has a list of what it did that used the join, to put right."
            )
            return redirect("people_doubts")
    told = {
        "form": form, "link": link, "used": joins.in_lines(used), "child": queries.summary(link.child),
        "evidence": words_of(link.evidence), "beside": searching.beside(person),
    }  # fmt: skip
    return render(request, "people/unjoin.html", told)
