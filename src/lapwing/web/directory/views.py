"""Who is who; and the keeper's changes, each with its line in the ledger."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from lapwing.access import ledger
from lapwing.access.doors import EVERYBODY, door
from lapwing.access.models import LedgerAct
from lapwing.access.roles import PARTNERSHIP_MANAGER, ROLES
from lapwing.directory import changes
from lapwing.directory.models import Agency, Seat, Team
from lapwing.rules import words
from lapwing.web.directory.forms import HandOverForm, LeaveForm, RenameForm, ResetForm, SeatForm, account_for
from lapwing.web.directory.resetting import reset
from lapwing.web.forms import Form, form_page


@door(*EVERYBODY, purpose="directory", words="See who is who, and whom to call")
@require_GET
def directory(request: HttpRequest) -> HttpResponse:
    """Every agency by kind, with its area and its telephones by day and by night."""
    kinds = words.get("agency_kinds")
    order = {code.code: place for place, code in enumerate(kinds)}
    found = sorted(
        Agency.objects.filter(closed_on=None).select_related("area").order_by("name"),
        key=lambda agency: order.get(agency.kind, len(order)),
    )
    agencies = [(agency, kinds.words(agency.kind)) for agency in found]
    return render(request, "web/directory/list.html", {"agencies": agencies})


@door(*EVERYBODY, purpose="directory", words="See one agency, its teams and its seats")
@require_GET
def agency(request: HttpRequest, key: UUID) -> HttpResponse:
    one = get_object_or_404(Agency.objects.select_related("area"), pk=key)
    seats = Seat.objects.current().filter(agency=one).select_related("account", "team", "deputy").order_by("title")
    context = {
        "agency": one,
        "kind": words.get("agency_kinds").words(one.kind),
        "names": one.names.order_by("-since"),
        "came_from": changes.came_from(one),
        "became": one.became.select_related("after"),
        "teams": Team.objects.filter(agency=one, closed_on=None).select_related("night_route__agency").order_by("name"),
        "seats": [(seat, ROLES[seat.role]) for seat in seats],
        "keeper": request.seat.role == PARTNERSHIP_MANAGER.key,  # type: ignore[attr-defined]
    }
    return render(request, "web/directory/agency.html", context)


Act = Callable[[dict[str, Any]], tuple[str, str]]  # what was said; answers what was done, and a password to hand over


def _keep(request: HttpRequest, form: Form, heading: str, button: str, back: Agency, act: Act) -> HttpResponse:
    """One form of the keeper's: shown, checked, done with its line in the ledger, or told why not."""

    def act_with_line(said: dict[str, Any]) -> tuple[str, str]:
        done = act(said)
        ledger.line(LedgerAct.CHANGE, request.resolver_match.view_name, subjects=[back.pk])  # type: ignore[union-attr]
        return done

    return _answer(request, form, heading, button, back, act_with_line)


def _answer(request: HttpRequest, form: Form, heading: str, button: str, back: Agency, act: Act) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            # An account made for what is refused would keep a password that nobody was given.
            with transaction.atomic():
                done, password = act(form.cleaned_data)
        except changes.NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            if password:  # shown on this page alone: a message would lie in the session until it is read
                return render(
                    request, "web/directory/first_password.html", {"done": done, "password": password, "agency": back}
                )
            messages.success(request, done)
            return redirect("agency", key=back.pk)
    return form_page(
        request, form, heading, button, reverse("agency", args=[back.pk]), back_words=back.name, caption=back.name
    )


@door(PARTNERSHIP_MANAGER, purpose="directory", words="Seat somebody in an agency")
@require_http_methods(["GET", "POST"])
def add_seat(request: HttpRequest, key: UUID) -> HttpResponse:
    one = get_object_or_404(Agency, pk=key)
    form = SeatForm.open(request, agency=one)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        account, password = account_for(said["email"], said["name"])
        Seat.objects.create(
            account=account, agency=one, team_id=said["team"] or None, role=said["role"], title=said["title"],
            deputy_id=said["deputy"] or None, telephone=said["telephone"], since=said["since"],
        )  # fmt: skip
        return "The seat is taken.", password

    return _keep(request, form, "Who takes a seat here?", "Seat them", one, act)


@door(PARTNERSHIP_MANAGER, purpose="directory", words="Hand a seat over to somebody else")
@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, key: UUID) -> HttpResponse:
    seat = get_object_or_404(Seat.objects.select_related("agency"), pk=key)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        account, password = account_for(said["email"], said["name"])
        changes.hand_over_seat(seat, account.pk, on=said["on"])
        return "The seat was handed over; what it holds goes on.", password

    form = HandOverForm.open(request)
    return _keep(request, form, f"Who sits down as {seat.title}?", "Hand the seat over", seat.agency, act)


@door(PARTNERSHIP_MANAGER, purpose="directory", words="Record that somebody leaves a seat")
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, key: UUID) -> HttpResponse:
    seat = get_object_or_404(Seat.objects.select_related("agency"), pk=key)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        changes.leave_seat(seat, on=said["on"])
        next_one = (
            "and alerts go to its deputy" if seat.deputy_id else "and it has no deputy: hand it over, or seat one"
        )
        return f"Recorded. From that day the seat is empty, {next_one}.", ""

    form, question = LeaveForm.open(request), f"{seat.title}: from when is the seat empty?"
    return _keep(request, form, question, "Record that they leave", seat.agency, act)


@door(PARTNERSHIP_MANAGER, purpose="directory", words="Let somebody sign in anew who lost how")
@require_http_methods(["GET", "POST"])
def reset_sign_in(request: HttpRequest, key: UUID) -> HttpResponse:
    found = Seat.objects.current().exclude(account=None).select_related("agency", "account")
    seat = get_object_or_404(found, pk=key)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        if seat.account_id == request.user.pk:
            raise changes.NotPossible("This is your own account: change how you sign in under Account.")
        keeper = request.seat  # type: ignore[attr-defined] # ours, on Django's request
        password = reset(seat.account, lost=said["lost"], because=said["because"], by=keeper, door="reset_sign_in")
        return "Done. What they had open has ended; the next sign-in asks for what is lacking.", password

    form = ResetForm.open(request)
    question = f"How can {seat.account.name} sign in again?"
    return _answer(request, form, question, "Let them sign in anew", seat.agency, act)


@door(PARTNERSHIP_MANAGER, purpose="directory", words="Rename an agency")
@require_http_methods(["GET", "POST"])
def rename(request: HttpRequest, key: UUID) -> HttpResponse:
    one = get_object_or_404(Agency, pk=key)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        changes.rename(one, said["name"], on=said["on"])
        return "Renamed. What it was called before stands on this page.", ""

    return _keep(request, RenameForm.open(request), f"What is {one.name} called now?", "Rename the agency", one, act)
