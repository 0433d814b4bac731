"""Each request inside its viewer: the seat from the cookie, the transaction, and the line in the ledger."""

from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve

from lapwing.access import ledger, viewer
from lapwing.access.doors import Door, door_of
from lapwing.directory.models import Seat

SERVER_ERROR = 500


class ViewerMiddleware:
    """Opens the viewer round a page and its rendering, and writes what it showed.

    A page that answers late, as a stream, would render after the viewer closed: that is a fault, and raises.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        what, name = _door(request)
        request.seat = None  # type: ignore[attr-defined] # ours, on Django's request
        if what is None or what.public:
            return self.get_response(request)
        if not request.user.is_authenticated:
            return redirect(f"{settings.LOGIN_URL}?next={request.path}")
        if what.no_seat:
            return self.get_response(request)
        seat = seat_of(request)
        if seat is None:
            return redirect("choose_seat")
        request.seat = seat  # type: ignore[attr-defined] # as above
        return self._answer(request, seat, what, name)

    def _answer(self, request: HttpRequest, seat: Seat, what: Door, name: str) -> HttpResponse:
        with viewer.viewer(seat, what.purpose, door=name) as who:
            request.viewer = who  # type: ignore[attr-defined] # as above
            response = self.get_response(request)
            if response.streaming and who.shown:
                raise RuntimeError(f"{name} shows a child in a stream, after the ledger's line was written.")
            if response.status_code >= SERVER_ERROR:
                transaction.set_rollback(True)
            elif not getattr(response, "ledger_written", False):
                ledger.line_for_page(name, who)
        return response


def _door(request: HttpRequest) -> tuple[Door | None, str]:
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return None, ""
    return door_of(match.func, match.view_name), match.view_name or ""


def seat_of(request: HttpRequest) -> Seat | None:
    """The seat chosen at sign-in, if it is still this account's today; else the only one there is."""
    seats = list(
        Seat.objects.current().filter(account=request.user.pk).select_related("agency", "team").order_by("since", "pk")
    )
    chosen = request.session.get("seat")
    for seat in seats:
        if str(seat.pk) == chosen:
            return seat
    return seats[0] if len(seats) == 1 else None
