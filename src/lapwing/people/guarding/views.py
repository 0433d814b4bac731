"""Who has seen a child's record; the desk of the information-governance lead; broken glass; conflicts; custody."""

import uuid
from datetime import timedelta

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lapwing.access import circle, law
from lapwing.access.doors import door
from lapwing.access.models import Conflict, Entry, EntryChild, Identity, LedgerAct, Place, Remedy, Review, Seal, Touch
from lapwing.access.narrowing import reachable
from lapwing.access.reach import Kind, Relation, highest
from lapwing.access.roles import (
    COUNCIL_MISSING,
    CUSTODIAN,
    FRONT_DOOR,
    HEALTH,
    IG_LEAD,
    PEOPLE_ROLES,
    POLICE_MISSING,
    SOCIAL_WORKER,
)  # fmt: skip
from lapwing.access.viewer import current
from lapwing.directory.models import Seat
from lapwing.people import queries as people
from lapwing.people.guarding import forms, inside, presenters
from lapwing.rules.moments import plural
from lapwing.web.errors import too_late
from lapwing.web.once import only_once
from lapwing.web.paging import Pages
from lapwing.web.parts import when

ASKERS = tuple(role for role in PEOPLE_ROLES if any(highest(role.key, Kind.LEDGER, relation) for relation in Relation))
BREAKERS = (SOCIAL_WORKER, FRONT_DOOR, COUNCIL_MISSING, POLICE_MISSING, HEALTH)
LOOKED = timedelta(days=7)
LINES = 50


def _person(child: uuid.UUID) -> uuid.UUID:
    """Any person as told who is this child, by key: the child may be one of whom nothing else is seen."""
    person = Identity.objects.filter(child=child).order_by("person").values_list("person", flat=True).first()
    if person is None:
        raise Http404
    return person


@door(*ASKERS, purpose="answer_who_has_seen", words="See who has seen a child’s record")
@require_GET
def seen(request: HttpRequest, child: uuid.UUID) -> HttpResponse:
    shown = EntryChild.objects.filter(child=child).select_related("entry").order_by("-at", "entry_id")
    page = Pages(shown, LINES).get_page(request.GET.get("page"))
    who = people.summary(child)
    if not who.told and not page.object_list:  # a child of whom they see nothing is not there
        raise Http404
    told = {"child": who, "page": page, "lines": presenters.lines_of(page.object_list)}
    return render(request, "people/seen.html", told)


@door(*BREAKERS, purpose="break_glass", words="Break glass: open a child’s record now, for four hours, with a reason")
@only_once("today")
@require_http_methods(["GET", "POST"])
def break_glass(request: HttpRequest, child: uuid.UUID) -> HttpResponse:
    """The form stands under every key: until glass is broken, it tells nobody whether there is such a child."""
    form = forms.BreakGlass.open(request)
    if request.method == "POST" and form.is_valid():
        place = circle.break_glass(person=_person(child), reason=form.cleaned_data["reason"])
        until = timezone.localtime(place.ends)
        messages.warning(
            request, f"Glass is broken until {until:%H:%M}. A reviewer outside your team reads your reason."
        )
        return redirect("child", child)
    return render(request, "people/break_glass.html", {"form": form, "reference": people.Summary(child).reference})


@door(*PEOPLE_ROLES, purpose="own_work", words="Say that you must not look at a child’s record")
@only_once("today")
@require_http_methods(["GET", "POST"])
def conflict(request: HttpRequest, child: uuid.UUID) -> HttpResponse:
    """The same act and answer whether or not there is such a child: a key that is tried out tells nothing, and who
    declares a conflict with a sealed child has declared it.
    """
    form = forms.DeclareConflict.open(request)
    if request.method == "POST" and form.is_valid():
        circle.declare_conflict(account=current().account, child=child, reason=form.cleaned_data["reason"])
        messages.success(request, "Recorded. From now on you see nothing of this child.")
        return redirect("today")
    return render(request, "people/conflict.html", {"form": form, "reference": people.Summary(child).reference})


@door(IG_LEAD, purpose="guard_information", words="See how your agency’s seats read, and what waits for a review")
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    since = timezone.now() - LOOKED
    read = Entry.objects.filter(agency=current().agency, at__gte=since).exclude(seat=None)
    by_seat = read.values("seat", "act").annotate(lines=Count("pk")).order_by("-lines", "seat", "act")
    counted = Pages(by_seat, LINES).get_page(request.GET.get("lines"))
    counts = list(counted.object_list)
    seats = presenters.seats_of(one["seat"] for one in counts)
    reviews = reachable(Review.objects.filter(reviewed_at=None)).order_by("recorded_at", "pk")
    waits = Pages(reviews, LINES).get_page(request.GET.get("reads"))
    waiting = list(waits.object_list)
    entries = Entry.objects.in_bulk([review.entry for review in waiting])
    told = {one.entry: one for one in presenters.lines(list(entries.values()))}
    conflicts = list(Conflict.objects.filter(until=None).order_by("-recorded_at"))
    sitting = Seat.objects.filter(account__in=[one.account for one in conflicts]).order_by("since")
    latest = dict(sitting.values_list("account", "pk"))
    theirs = presenters.seats_of(latest.values())
    remedies = reachable(Remedy.objects.filter(until=None)).order_by("done_at", "-recorded_at", "pk")
    asked = Pages(remedies, LINES).get_page(request.GET.get("asked"))
    children = people.children_of([one.person for one in asked.object_list])  # none where erased
    who = people.summaries(children.values())
    return render(request, "people/desk.html", {
        "counts": [(seats.get(one["seat"]), LedgerAct(one["act"]).label, one["lines"]) for one in counts],
        "reviews": [(review, told.get(review.entry)) for review in waiting],
        "conflicts": [
            (one, theirs.get(latest.get(one.account)), people.Summary(one.child).reference) for one in conflicts
        ],
        "remedies": [(one, who.get(children.get(one.person))) for one in asked.object_list],
        "pages": {"lines": counted, "reads": waits, "asked": asked},
    })  # fmt: skip


@door(IG_LEAD, purpose="guard_information", words="Review a read: a broken glass, or one drawn for the weekly sample")
@only_once("guarding")
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(Review, pk=key)
    form = forms.Reviewed.open(request)
    if request.method == "POST" and form.is_valid():
        try:
            first = circle.review_read(found, finding=form.cleaned_data["finding"], note=form.cleaned_data["note"])
        except ValueError as error:
            form.add_error(None, str(error))
        else:
            if not first:
                return too_late(request, "Somebody else reviewed this meanwhile.", reverse("guarding"))
            messages.success(request, "Your finding is recorded.")
            return redirect("guarding")
    entry = Entry.objects.filter(pk=found.entry).first()
    place = Place.objects.filter(pk__in=entry.subjects).first() if entry else None
    signs_in = found.why == Review.Why.SIGN_IN and entry is not None
    theirs = Seat.objects.filter(account__in=entry.subjects).values_list("pk", flat=True) if signs_in else []
    whose = list(presenters.seats_of(theirs).values())
    told = {
        "form": form, "review": found, "line": presenters.lines([entry])[0] if entry else None, "place": place,
        "whose": whose,
    }  # fmt: skip
    return render(request, "people/review.html", told)


@door(IG_LEAD, purpose="guard_information", words="End a conflict of interest that no longer stands")
@require_POST
def end_conflict(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(Conflict, pk=key)
    if not circle.end_conflict(found):
        found.refresh_from_db()
        return too_late(request, presenters.ended("conflict", "access.end_conflict", found), reverse("guarding"))
    messages.success(request, "The conflict is ended; its history stays.")
    return redirect("guarding")


@door(IG_LEAD, purpose=law.RESTRICTION, words="Restrict a person’s records, or ask that they be erased")
@only_once("guarding")
@require_http_methods(["GET", "POST"])
def remedy(request: HttpRequest, child: uuid.UUID) -> HttpResponse:
    mine = [told for told in people.summary(child).told if told.agency_id == current().agency]
    if not mine:
        raise Http404
    form = forms.AskRemedy.open(request)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        for told in mine:
            if said["what"] == "restrict":
                law.restrict(told.pk, reason=said["reason"], grounds=said["grounds"])
            else:
                law.ask_erasure(told.pk, grounds=said["grounds"])
        done = "Restricted from now." if said["what"] == "restrict" else "Asked. A second person decides."
        messages.success(request, done)
        return redirect("guarding")
    return render(request, "people/remedy.html", {"form": form, "child": people.summary(child)})


def _erase(found: Remedy) -> str:
    return f"Erased: {plural(law.erase(found), 'row')}. The line that says so remains."


def _refuse(found: Remedy) -> str:
    law.refuse_erasure(found)
    return "Refused. Nothing was erased."


def _decided(request: HttpRequest, found: Remedy) -> HttpResponse:
    return too_late(request, f"This was decided before: {when(found.decided_at)}.", reverse("guarding"))


DECISIONS = {"erase": _erase, "refuse": _refuse}


@door(IG_LEAD, purpose=law.ERASURE, words="Decide, as a second person, whether a person’s records are erased")
@only_once("guarding")
@require_http_methods(["GET", "POST"])
def decide_remedy(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(Remedy, pk=key, what=Remedy.What.ERASE)
    if found.decided_by:
        return _decided(request, found)
    is_mine = law.asked_by(found, current())
    wrong = law.A_SECOND if is_mine else ""
    decision = DECISIONS.get(request.POST.get("decision", ""))
    try:
        if decision:
            messages.success(request, decision(found))
            return redirect("guarding")
    except law.Decided:
        return _decided(request, Remedy.objects.get(pk=key))
    except law.NotLawful as error:
        wrong = str(error)
    child = Identity.objects.filter(person=found.person).values_list("child", flat=True).first()  # none where erased
    told = {"remedy": found, "wrong": wrong, "is_mine": is_mine, "child": child and people.summary(child)}
    return render(request, "people/decide_remedy.html", told)


@door(IG_LEAD, purpose=law.RESTRICTION, words="Lift a restriction")
@require_POST
def lift(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    restriction = get_object_or_404(Remedy, pk=key, what=Remedy.What.RESTRICT)
    try:
        law.lift(restriction)
    except law.NotLawful as refusal:
        return _lifted(request, restriction, refusal)
    messages.success(request, "Lifted. Each record shows as before, unless another restriction stands.")
    return redirect("guarding")


@door(IG_LEAD, purpose=law.RESTRICTION, words="Restrict what was recorded since a restriction")
@require_POST
def restrict_since(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    restriction = get_object_or_404(Remedy, pk=key, what=Remedy.What.RESTRICT)
    try:
        more = law.restrict_since(restriction)
    except law.NotLawful as refusal:
        return _lifted(request, restriction, refusal)
    said = f"Restricted too: {plural(more, 'record')} since." if more else "Nothing was recorded since."
    messages.success(request, said)
    return redirect("guarding")


def _lifted(request: HttpRequest, restriction: Remedy, refusal: law.NotLawful) -> HttpResponse:
    """Who lifted it, and when; else why it may not be done."""
    restriction.refresh_from_db()
    who = presenters.seats_of([restriction.decided_by]).get(restriction.decided_by)
    said = f"{who or 'Somebody'} lifted this restriction: {when(restriction.until)}."
    return too_late(request, said if restriction.until else str(refusal), reverse("guarding"))


@door(CUSTODIAN, purpose="custody", words="Answer searches that touched a sealed child, and see who is sealed")
@require_GET
def custody(request: HttpRequest) -> HttpResponse:
    page = Pages(circle.waiting_touches(), LINES).get_page(request.GET.get("page"))
    touches = list(page.object_list)
    seats = Seat.objects.select_related("agency").in_bulk({one.by_seat for one in touches})
    seals = list(Seal.objects.filter(until=None).order_by("-since"))
    counts = inside.count([one.child for one in seals])
    summaries = people.summaries({one.child for one in [*touches, *seals]})
    return render(request, "people/custody.html", {
        "touches": [
            (one, summaries[one.child], seats.get(one.by_seat), presenters.purpose_words(one.purpose))
            for one in touches
        ],
        "page": page, "mine": set(Seat.objects.filter(account=current().account).values_list("pk", flat=True)),
        "seals": [(one, summaries[one.child], counts.get(one.child, 0)) for one in seals],
    })  # fmt: skip


@door(CUSTODIAN, purpose="custody", words="Answer a search that touched a sealed child")
@only_once("custody")
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    touch = get_object_or_404(Touch, pk=key)
    form = forms.Answered.open(request)
    if touch.answered_at is not None:
        return _answered(request)
    if request.method == "POST" and form.is_valid():
        if not circle.answer_touch(touch, form.cleaned_data["answer"], form.cleaned_data["note"]):
            return _answered(request)
        messages.success(request, "Answered.")
        return redirect("custody")
    asker = Seat.objects.select_related("agency").filter(pk=touch.by_seat).first()
    told = {"form": form, "touch": touch, "asker": asker, "child": people.summary(touch.child)}
    return render(request, "people/answer.html", told)


def _answered(request: HttpRequest) -> HttpResponse:
    return too_late(request, "Another custodian answered this search.", reverse("custody"))


@door(CUSTODIAN, purpose="custody", words="Seal a child")
@only_once("custody")
@require_http_methods(["GET", "POST"])
def seal(request: HttpRequest, child: uuid.UUID) -> HttpResponse:
    who = people.summary(child)
    if not who.told:
        raise Http404
    form = forms.Sealing.open(request)
    if request.method == "POST" and form.is_valid():
        me, reason = current(), form.cleaned_data["reason"]
        try:
            circle.seal_child(child=child, person=who.told[0].pk, holder=me.holders[-1], reason=reason)
        except LookupError:
            return too_late(request, "Another custodian sealed this child before.", reverse("custody"))
        messages.success(request, "Sealed. Nobody outside the seal sees this child from now on.")
        return redirect("custody")
    return render(request, "people/seal.html", {"form": form, "child": who})


@door(CUSTODIAN, purpose="custody", words="Ask that a seal be ended; a second custodian ends it")
@require_POST
def unseal(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(Seal.objects.select_for_update(), pk=key)
    if found.until:
        return inside.ended(request, found)
    ended = circle.ask_unseal(found)
    messages.success(request, "The seal is ended." if ended else "Asked. A second custodian ends it.")
    return redirect("custody")
