"""A screen that is locked to one page: for anything else its reader says first that it is them.

A screen on a wall has visitors, and nobody sits before it: locked, it lasts for a time and opens nothing else.
"""

import time
from datetime import timedelta

from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from lapwing.web import sign_in

LOCK = "locked_to"
# What a locked screen may ask for besides: to be unlocked, and to sign out.
ALWAYS = {"unlock", "account_reauthenticate", "mfa_reauthenticate", "account_logout", "account_login", "left", "stay",
          "health"}  # fmt: skip


def lock(request: HttpRequest, *routes: str, lasts: timedelta) -> None:
    """From now on this session opens these routes alone, the first of them where it is asked for any other; when it has
    lasted so long it is signed out.

    Under a new key: a part that was refreshing itself just then would write the session back as it was before.
    """
    request.session.cycle_key()
    request.session[LOCK] = {"routes": list(routes), "at": time.time(), "lasts": lasts.total_seconds()}


def is_locked(request: HttpRequest) -> bool:
    return LOCK in request.session


def home(request: HttpRequest) -> str:
    """The route to which the screen is locked."""
    return str(request.session[LOCK]["routes"][0])


def left(request: HttpRequest) -> float:
    """How many seconds remain until a locked screen goes dark."""
    locked = request.session[LOCK]
    return float(locked["at"]) + float(locked["lasts"]) - time.time()


def may_open(request: HttpRequest, route: str) -> bool:
    return route in ALWAYS or route in request.session[LOCK]["routes"]


def unlock(request: HttpRequest) -> bool:
    """Open the screen again, if its reader confirmed since then that it is them. Answers whether it is open."""
    if not is_locked(request):
        return True
    locked = request.session[LOCK]["at"]
    if not any(method.get("at", 0) > locked for method in request.session.get(sign_in.METHODS, [])):
        return False
    request.session.cycle_key()
    del request.session[LOCK]
    return True


def refuse(request: HttpRequest, route: str) -> HttpResponse | None:
    """What a locked screen answers; None where it may open what was asked for. Its time over, it is signed out."""
    if not is_locked(request):
        return None
    if left(request) <= 0:
        auth.logout(request)
        return None
    return None if may_open(request, route) else redirect("unlock")
