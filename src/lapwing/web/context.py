"""What every page knows: who looks, from which seat, where they may go, and when they will be signed out."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from lapwing.access.middleware import seat_of
from lapwing.access.roles import ROLES
from lapwing.directory.models import Seat
from lapwing.web import locking, navigation, sign_in


def page(request: HttpRequest) -> dict[str, Any]:
    """Read only by templates that extend `web/base.html`."""
    seat = getattr(request, "seat", None) or _seat_beside(request)
    lasts = _lasts(request)
    return {
        "seat": seat,
        "seat_role": ROLES[seat.role].title if seat else "",
        "menu": navigation.menu(seat.role, request.path) if seat else None,
        "demo": settings.DEMO,
        "timeout": {
            "seconds": int(lasts.total_seconds()),
            "warning": settings.TIMEOUT_WARNING_SECONDS,
            "at": timezone.now() + lasts,
        },
    }


def _lasts(request: HttpRequest) -> timedelta:
    """How long the page may lie untouched: a screen that is locked to it lasts until the end of a shift."""
    if getattr(request, "session", None) is not None and locking.is_locked(request):
        return timedelta(seconds=max(0, locking.left(request)))
    return timedelta(minutes=settings.TIMEOUT_MINUTES)


def _seat_beside(request: HttpRequest) -> Seat | None:
    """The seat of a reader on a page that needs none: their way back stands there too."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not sign_in.has_second_factor(request):
        return None
    return seat_of(request)
