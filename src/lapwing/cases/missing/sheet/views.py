"""The "if missing" sheet. It opens in one press; each opening is in the ledger, under the name of its door."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from lapwing.access.doors import door
from lapwing.access.roles import COUNCIL_MISSING, HEALTH, HOME_MANAGER, POLICE_MISSING, SOCIAL_WORKER
from lapwing.access.viewer import current
from lapwing.cases.missing import queries
from lapwing.cases.missing.patterns.reading import area_of
from lapwing.cases.missing.sheet import changes, forms, presenters
from lapwing.cases.missing.sheet.models import Line, Photograph
from lapwing.cases.missing.views import FIND, WATCHERS
from lapwing.people import changes as people_changes
from lapwing.people import facts
from lapwing.people import queries as people
from lapwing.people.models import Audience, Placement
from lapwing.rules.moments import short_day_words
from lapwing.web.errors import too_late
from lapwing.web.forms import Form
from lapwing.web.once import only_once

WRITERS = (SOCIAL_WORKER, COUNCIL_MISSING, POLICE_MISSING, HOME_MANAGER, HEALTH)


def _child(child: uuid.UUID) -> people.Summary:
    """From what the reader may see. A child of whom they may see nothing is not there."""
    who = people.summary(child)
    if not who.told:
        raise Http404
    return who


@door(*WATCHERS, purpose=FIND, words="Open what helps to find a child: photograph, telephones, usernames, places")
@require_GET
def if_missing(request: HttpRequest, child: uuid.UUID) -> HttpResponse:
    _child(child)
    return render(request, "sheet/sheet.html", presenters.page(child, current()))


@door(*WATCHERS, purpose=FIND, words="See a child’s photograph")
@require_GET
def if_missing_picture(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    row = get_object_or_404(Photograph, pk=key, until=None)
    return HttpResponse(bytes(row.picture), content_type="image/jpeg")


def _area(child: uuid.UUID) -> uuid.UUID | None:
    """Whose police answer for the child: where they are placed, else where they last went missing, else our own."""
    persons = people.persons_of(child)
    placed = Placement.objects.filter(person__in=persons, until=None).order_by("-since").first()
    if placed is not None:
        return placed.host_area_id or placed.responsible_area_id
    return area_of(queries.episodes_of(persons))


@door(*WRITERS, purpose=FIND, words="Write down what helps to find a child")
@require_http_methods(["GET", "POST"])
@only_once("missing_board", adds=True)
def if_missing_add(request: HttpRequest, child: uuid.UUID) -> HttpResponse:
    who = _child(child)
    form = forms.LineForm.open(request)
    if request.method == "POST" and form.is_valid():
        try:
            line = changes.NewLine(people_changes.own_person(child), area=_area(child), **form.cleaned_data)
            changes.add_lines([line])
        except ValueError as error:
            form.add_error("audience", str(error))
        else:
            messages.success(request, "It stands on the sheet.")
            return redirect("if_missing", child)
    return _form(request, form, who, "What helps to find this child?", "Put it on the sheet")


@door(*WRITERS, purpose=FIND, words="Write down a telephone that helps to find a child")
@require_http_methods(["GET", "POST"])
@only_once("missing_board", adds=True)
def if_missing_telephone(request: HttpRequest, child: uuid.UUID) -> HttpResponse:
    who = _child(child)
    form = forms.TelephoneForm.open(request)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        facts.record_telephones(
            [
                facts.Calls(
                    people_changes.own_person(child), said["number"], said["whose"], safe_to_use=said["safe_to_use"],
                    how=said["how"], audience=Audience(said["audience"]),
                )
            ]
        )  # fmt: skip
        messages.success(request, "The telephone stands on the sheet.")
        return redirect("if_missing", child)
    return _form(request, form, who, "Which telephone helps to find this child?", "Put it on the sheet")


@door(*WRITERS, purpose=FIND, words="Put a photograph on a child’s sheet")
@require_http_methods(["GET", "POST"])
@only_once("missing_board")
def if_missing_photograph(request: HttpRequest, child: uuid.UUID) -> HttpResponse:
    who = _child(child)
    form = forms.PhotographForm.open(request)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            picture = changes.NewPhotograph(
                people_changes.own_person(child), said["picture"].read(), said["taken_on"], said["audience"],
                _area(child),
            )  # fmt: skip
            changes.add_photographs([picture])
        except changes.NotAPicture as error:
            form.add_error("picture", str(error))
        except ValueError as error:
            form.add_error("audience", str(error))
        else:
            messages.success(request, "The photograph stands on the sheet.")
            return redirect("if_missing", child)
    return _form(request, form, who, "Which photograph shows the child best?", "Put it on the sheet")


def _form(request: HttpRequest, form: Form, who: people.Summary, heading: str, words: str) -> HttpResponse:
    context = {"form": form, "child": who, "heading": heading, "words": words,
               "back": reverse("if_missing", args=[who.child])}  # fmt: skip
    return render(request, "sheet/form.html", context)


@door(*WRITERS, purpose=FIND, words="Say that something on a child’s sheet no longer holds")
@require_http_methods(["GET", "POST"])
@only_once("missing_board")
def if_missing_end(request: HttpRequest, what: str, key: uuid.UUID) -> HttpResponse:
    model = {"line": Line, "photograph": Photograph}.get(what)
    if model is None:
        raise Http404
    row = get_object_or_404(model, pk=key, agency=current().agency)
    child = people.child_of(row.person)
    if row.until:
        said = f"Somebody took this off the sheet before, on {short_day_words(row.until)}."
        return too_late(request, said, reverse("if_missing", args=[child]))
    if request.method == "POST":
        changes.end([row])
        messages.success(request, "It is off the sheet, and stays in the record.")
        return redirect("if_missing", child)
    words = row.words if isinstance(row, Line) else "The photograph"
    context = {"form": Form(), "child": people.summary(child), "heading": "Does this no longer hold?", "lede": words,
               "words": "Take it off the sheet", "back": reverse("if_missing", args=[child])}  # fmt: skip
    return render(request, "sheet/form.html", context)
