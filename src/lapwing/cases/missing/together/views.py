"""Pages of patterns across children. No door here writes a file: a network is not exported with names."""

import uuid
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from lapwing.access.doors import door
from lapwing.access.turns import take_turns
from lapwing.access.viewer import current
from lapwing.cases.missing import finding
from lapwing.cases.missing.changes import Stale
from lapwing.cases.missing.forms import FindForm
from lapwing.cases.missing.models import Absence
from lapwing.cases.missing.together import changes, forms, presenters, queries
from lapwing.cases.missing.together.models import How, Present, Teller, Tie
from lapwing.cases.missing.together.queries import Tied
from lapwing.cases.missing.views import CHANGED, COUNCIL_AND_POLICE
from lapwing.directory.models import Area
from lapwing.people import queries as people
from lapwing.people.queries import Summary
from lapwing.web.errors import too_late
from lapwing.web.forms import Form
from lapwing.web.once import only_once
from lapwing.web.parts import when

LOOKERS = COUNCIL_AND_POLICE
PURPOSE = "exploitation"
USUALLY = 90
TIED_MEANWHILE = (
    "A colleague recorded something of these two, or took it back, while you were writing. Look at what stands now, "
    "and send yours again only if it is something else."
)


@door(*LOOKERS, purpose=PURPOSE, words="See which children were away at once, or found or named together, and where")
@require_GET
def together(request: HttpRequest) -> HttpResponse:
    form, area, days = _asked(request)
    now = timezone.now()
    context = presenters.page(area, now - timedelta(days=days), now, request.GET.dict()) if area else {}
    return render(request, "together/together.html", context | {"filter": form, "days": days})


@door(*LOOKERS, purpose=PURPOSE, words="See which children were away at overlapping times")
@require_GET
def away_at_once(request: HttpRequest) -> HttpResponse:
    form, area, days = _asked(request)
    now = timezone.now()
    context = presenters.at_once(area, now - timedelta(days=days), now, request.GET.get("page")) if area else {}
    return render(request, "together/at_once.html", context | {"filter": form, "days": days})


def _asked(request: HttpRequest) -> tuple[forms.TogetherFilter, Area | None, int]:
    """The filter, with what it asks for: an area, the first of the viewer's where none is named, and how many days."""
    areas = queries.areas()
    chosen = forms.TogetherFilter(request.GET, areas=areas).chosen
    area = next((one for one in areas if one.pk == chosen.get("area")), areas[0] if areas else None)
    days = int(chosen.get("days") or USUALLY)
    return forms.TogetherFilter({"area": area and str(area.pk), "days": str(days)}, areas=areas), area, days


# ---- recording that two children were together


@door(*LOOKERS, purpose=PURPOSE, words="Look for the other child who was there")
@require_http_methods(["GET", "POST"])
def tie_find(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Children who were away at the same time are listed; others are looked for by words that are sent."""
    absence = get_object_or_404(Absence.objects.select_related("area"), pk=key)
    child = people.child_of(absence.person)
    area = absence.area or next(iter(queries.areas()), None)
    if area is None:
        raise Http404
    form = FindForm(request.POST or None)
    found = None
    if request.method == "POST" and form.is_valid():
        found = [one for one in finding.find(**form.cleaned_data).children if one.child != child]
    context = {
        "form": form, "child": people.summary(child), "area": area, "back": reverse("absence", args=[key]),
        "found": _links(found, child, area), "searched": found is not None,
        "away": _links(presenters.candidates(absence, area.pk, timezone.now()), child, area),
    }  # fmt: skip
    return render(request, "together/find.html", context)


def _links(children: list[Summary] | None, child: uuid.UUID, area: Area) -> list[tuple[Summary, str]]:
    return [(one, reverse("tie_add", args=[area.pk, child, one.child])) for one in children or []]


@door(*LOOKERS, purpose=PURPOSE, words="Record that two children were found, seen or named together")
@require_http_methods(["GET", "POST"])
@only_once("together")
def tie_add(request: HttpRequest, area: uuid.UUID, child: uuid.UUID, other: uuid.UUID) -> HttpResponse:
    where, two = get_object_or_404(Area, pk=area), [_child(child), _child(other)]
    if child == other:
        raise Http404
    if request.method == "POST":
        take_turns(f"tie:{min(child, other)}:{max(child, other)}")
    known = queries.own_between(child, other)
    before = str(known[0].pair) if known else ""
    form = forms.TieForm.open(request, children=two, initial={"before": before})
    if request.method == "POST" and form.is_valid() and form.cleaned_data["before"] != before:
        form.too_late(TIED_MEANWHILE, before=before)
    elif request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        [pair] = changes.record_ties(
            [
                changes.NewTie(
                    child, other, said["how"], said["at"], form.grade, said["place"], where.pk, said["expires"],
                    said["told_by"],
                )
            ]
        )  # fmt: skip
        messages.success(request, "Recorded. Who told it is kept apart.")
        return redirect("tie", pair)
    stands = [(f"{How(row.how).label}, {row.moment.words}", reverse("tie", args=[row.pair])) for row in known]
    return _form(request, form, "What is known of these two children?", "Record it", reverse("together"), two, stands)


def _child(child: uuid.UUID) -> Summary:
    who = people.summary(child)
    if not who.told:
        raise Http404
    return who


def _form(
    request: HttpRequest,
    form: object,
    heading: str,
    words: str,
    back: str,
    two: list[Summary],
    stands: Sequence[tuple[str, str]] = (),
) -> HttpResponse:
    context = {"form": form, "heading": heading, "words": words, "back": back, "two": two, "stands": stands}
    return render(request, "together/form.html", context)


# ---- one tie


def while_it_stands(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Whoever writes about a tie that a colleague took back meanwhile is told so, and keeps their words."""

    @wraps(view)
    def guarded(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
        try:
            return view(request, key)
        except TakenBackMeanwhile as refusal:
            return too_late(request, str(refusal), reverse("tie", args=[refusal.pair]))

    return guarded


def _tie(pair: uuid.UUID) -> Tied:
    """A tie of which the reader sees both sides; of which they see one, it is not there."""
    found = queries.tie(pair)
    if found is None:
        raise Http404
    return found


@door(*LOOKERS, purpose=PURPOSE, words="See what ties two children: how it is known, its grade and date")
@require_GET
def tie(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    found = _tie(key)
    return render(request, "together/tie.html", presenters.tie_page(found, current().agency, timezone.localdate()))


@door(*LOOKERS, purpose=PURPOSE, words="See who told it, where your own seat recorded it")
@require_GET
def tie_source(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(Teller, pair=key)
    told = people.summary(people.child_of(row.person))
    return render(request, "together/source.html", {"row": row, "child": told, "back": reverse("tie", args=[key])})


@door(*LOOKERS, purpose=PURPOSE, words="Say what part a child had, with who says so and since when")
@require_http_methods(["GET", "POST"])
@only_once("together")
@while_it_stands
def tie_part(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(Tie, pk=key, agency=current().agency)
    found = _own(row.pair)
    child = next(child for child, side in zip(found.children, found.sides, strict=True) if side.pk == row.pk)

    def act(said: dict[str, Any]) -> None:
        one = changes.InEvent(row.pk, said["part"], said["source"], said["on"], said["before"])
        changes.say_parts([one])

    return _part(request, row, act, "What part had this child?", [people.summary(child)])


def _part(
    request: HttpRequest, row: Tie | Present, act: Callable[[dict[str, Any]], None], question: str, two: list[Summary]
) -> HttpResponse:
    """The form about a part; whoever comes second is told so, and keeps every word."""
    stands = {"part": row.part, "source": row.part_source, "on": row.part_on, "before": changes.mark_of(row)}
    form, back = forms.PartForm.open(request, initial=stands), reverse("tie", args=[row.pair])
    form.fields["part"].label = question
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except Stale:
            row.refresh_from_db()
            form.too_late(CHANGED, before=changes.mark_of(row))
        else:
            messages.success(request, "Recorded. What it said before stays in its history.")
            return redirect("tie", row.pair)
    return _form(request, form, question, "Record it", back, two)


@door(*LOOKERS, purpose=PURPOSE, words="Say that somebody else was there, without a name")
@require_http_methods(["GET", "POST"])
@only_once("together", adds=True)
@while_it_stands
def tie_present(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    found = _own(key)
    form = forms.PresentForm.open(request)
    if request.method == "POST" and form.is_valid():
        changes.say_present(found.sides[0], **form.cleaned_data)
        messages.success(request, "Recorded. Their part is not known until somebody says so.")
        return redirect("tie", key)
    return _form(request, form, "Who else was there?", "Record it", reverse("tie", args=[key]), _two(found))


@door(*LOOKERS, purpose=PURPOSE, words="Say what part somebody else had, with who says so and since when")
@require_http_methods(["GET", "POST"])
@only_once("together")
@while_it_stands
def tie_present_part(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(Present, pk=key, agency=current().agency)
    found = _own(row.pair)

    def act(said: dict[str, Any]) -> None:
        changes.say_part_of_other(row, said["part"], said["source"], said["on"], before=said["before"])

    return _part(request, row, act, "What part had this other person?", _two(found))


@door(*LOOKERS, purpose=PURPOSE, words="Say that a tie still stands, until a day")
@require_http_methods(["GET", "POST"])
@only_once("together")
@while_it_stands
def tie_renew(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    found = _own(key)
    stands = {"until": found.sides[0].expires, "before": changes.standing_of(found.sides)}
    form = forms.RenewForm.open(request, initial=stands)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            changes.renew([changes.Renewal(key, said["until"], said["before"])])
        except Stale:
            return _changed(request, form, key, "Does it still stand?", "Renew it")
        messages.success(request, "Renewed.")
        return redirect("tie", key)
    return _form(request, form, "Does it still stand?", "Renew it", reverse("tie", args=[key]), _two(found))


@door(*LOOKERS, purpose=PURPOSE, words="Take back a tie that was recorded in error")
@require_http_methods(["GET", "POST"])
@only_once("together")
@while_it_stands
def tie_withdraw(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    found = _own(key)
    form = forms.WithdrawForm.open(request, initial={"before": changes.standing_of(found.sides)})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            changes.withdraw([changes.TakenBack(key, said["reason"], said["before"])])
        except Stale:
            return _changed(request, form, key, "Was it recorded in error?", "Take it back")
        messages.success(request, "Taken back. The record stays, marked, with the reason.")
        return redirect("tie", key)
    return _form(request, form, "Was it recorded in error?", "Take it back", reverse("tie", args=[key]), _two(found))


def _changed(request: HttpRequest, form: Form, pair: uuid.UUID, question: str, button: str) -> HttpResponse:
    """A colleague changed the tie meanwhile: said above the same form, which sent again goes over what stands now."""
    found = _own(pair)
    now = presenters.tie_page(found, current().agency, timezone.localdate())
    parts = "; ".join(f"{side.child.words}: {side.part.lower()}" for side in now["sides"])
    said = f"It now stands until {when(found.sides[0].expires)}. {parts}."
    form.too_late(f"{CHANGED} {said}", before=changes.standing_of(found.sides))
    return _form(request, form, question, button, reverse("tie", args=[pair]), _two(found))


class TakenBackMeanwhile(Exception):
    """The tie that a page is about was taken back; the sentence says why."""

    def __init__(self, tie: Tie) -> None:
        super().__init__(f"This tie was taken back: {tie.withdrawn_reason}")
        self.pair = tie.pair


def _own(pair: uuid.UUID) -> Tied:
    """A tie of the viewer's own agency that stands. Raises TakenBackMeanwhile where it was taken back."""
    found = _tie(pair)
    if found.sides[0].agency_id != current().agency:
        raise Http404
    if found.sides[0].withdrawn_at is not None:
        raise TakenBackMeanwhile(found.sides[0])
    return found


def _two(found: Tied) -> list[Summary]:
    return list(people.summaries(found.children).values())
