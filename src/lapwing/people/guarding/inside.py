"""Who stands inside a seal: by name, since when, until when, why; letting somebody in, and ending their place."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from lapwing.access import circle
from lapwing.access.doors import door
from lapwing.access.models import Place, Seal
from lapwing.access.roles import ANALYST, CUSTODIAN
from lapwing.directory.models import Seat, Team
from lapwing.people import queries as people
from lapwing.people.guarding import forms, presenters
from lapwing.rules.moments import Moment, london_date
from lapwing.web.errors import too_late
from lapwing.web.once import only_once


@dataclass(frozen=True)
class Inside:
    """A place inside a seal: whose it is, the people who see by it, who opened it and why, from when until when."""

    place: Place
    who: str
    agency: str
    people: tuple[str, ...]
    opened_by: str
    since: datetime
    until: datetime
    keeps: bool

    @property
    def last_day(self) -> date:
        """A place ends at the midnight after its last day."""
        return london_date(self.until - timedelta(seconds=1))

    @property
    def is_over(self) -> bool:
        return self.until <= timezone.now()


def of_seal(seal: Seal) -> list[Inside]:
    """Everybody who stands inside, and who stood there before."""
    places = list(circle.inside([seal.child]).select_related("agency"))
    seats, teams = _holders({place.holder for place in places})
    openers = presenters.seats_of(place.opened_by for place in places)
    members = _members(teams)
    return [
        Inside(
            place=place,
            who=_words(place.holder, seats, teams),
            agency=place.agency.name,
            people=tuple(members[place.holder]) if place.holder in teams else _person(seats.get(place.holder)),
            opened_by=str(openers.get(place.opened_by, "A former seat")),
            since=place.opens, until=place.ends, keeps=place.holder == seal.holder,
        )
        for place in places
    ]  # fmt: skip


def count(children: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:
    """For each child, how many people stand inside its seal now; a team counts everybody who sits in it."""
    now, found = timezone.now(), defaultdict[uuid.UUID, set[str]](set)
    places = list(circle.inside(children).filter(opens__lte=now, ends__gt=now))
    seats, teams = _holders({place.holder for place in places})
    members = _members(teams)
    for place in places:
        there = members[place.holder] if place.holder in teams else _person(seats.get(place.holder))
        found[place.child].update(there)
    return {child: len(names) for child, names in found.items()}


def _holders(keys: Iterable[uuid.UUID | None]) -> tuple[dict[uuid.UUID, Seat], dict[uuid.UUID, Team]]:
    wanted = [key for key in keys if key]
    return Seat.objects.select_related("account").in_bulk(wanted), Team.objects.in_bulk(wanted)


def _members(teams: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    found = defaultdict[uuid.UUID, list[str]](list)
    for seat in Seat.objects.current().filter(team__in=list(teams)).exclude(account=None).select_related("account"):
        found[seat.team_id].extend(_person(seat))
    return found


def _person(seat: Seat | None) -> tuple[str, ...]:
    return (seat.account.name,) if seat and seat.account else ()


def _words(key: uuid.UUID | None, seats: dict[uuid.UUID, Seat], teams: dict[uuid.UUID, Team]) -> str:
    if key in seats:
        return seats[key].title
    return teams[key].name if key in teams else "A former team or seat"


def _may_be_let_in(inside: Iterable[Inside]) -> list[tuple[str, str]]:
    """Everybody who sits in a seat and works with children, those who stand inside already left out."""
    there = [one.place.holder for one in inside if not one.is_over]
    rows = Seat.objects.current().exclude(Q(account=None) | Q(role=ANALYST.key) | Q(pk__in=there) | Q(team__in=there))
    rows = rows.select_related("agency", "account").order_by("agency__name", "account__name", "title")
    return [(str(seat.pk), f"{seat.account.name}, {seat.title}, {seat.agency}") for seat in rows if seat.account]


def ended(request: HttpRequest, seal: Seal) -> HttpResponse:
    """Two custodians ended the seal before."""
    return too_late(request, presenters.ended("seal", "access.unseal_child", seal), reverse("custody"))


@door(
    CUSTODIAN, purpose="custody", words="See who stands inside a seal, since when and until when, and let somebody in"
)
@only_once("custody")
@require_http_methods(["GET", "POST"])
def seal_inside(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    seal = get_object_or_404(Seal, pk=key)
    if seal.until:
        return ended(request, seal)
    who, standing = people.summary(seal.child), of_seal(seal)
    form = forms.LetIn.open(request, seats=_may_be_let_in(standing))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if not who.told:
            raise Http404
        circle.let_in(
            seal, person=who.told[0].pk, seat=Seat.objects.get(pk=said["seat"]), until=Moment.on(said["until"]).end,
            reason=said["reason"],
        )  # fmt: skip
        messages.success(request, "They stand inside the seal from now on. Tell them yourself: no message goes out.")
        return redirect("seal_inside", key)
    context = {
        "seal": seal, "child": who, "form": form, "inside": [one for one in standing if not one.is_over],
        "before": [one for one in standing if one.is_over], "people": count([seal.child]).get(seal.child, 0),
    }  # fmt: skip
    return render(request, "people/inside.html", context)


@door(CUSTODIAN, purpose="custody", words="End somebody’s place inside a seal, at once")
@require_POST
def seal_let_out(request: HttpRequest, key: uuid.UUID, place: uuid.UUID) -> HttpResponse:
    seal = get_object_or_404(Seal, pk=key)
    if seal.until:
        return ended(request, seal)
    try:
        circle.let_out(seal, get_object_or_404(Place, pk=place, child=seal.child))
    except ValueError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "They are outside the seal from now on; that they stood inside stays in the record.")
    return redirect("seal_inside", key)
