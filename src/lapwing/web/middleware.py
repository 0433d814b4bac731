"""What stands round every request: headers, the end of a session, the second factor, and words typed too late."""

import time
from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.contrib import auth
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse

from lapwing.access.doors import SIGN_IN_PAGES, Door, door_of
from lapwing.web import drafts, locking, sign_in
from lapwing.web.once import words_of, written

Next = Callable[[HttpRequest], HttpResponse]

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "microphone", "payment",
                    "usb", "interest-cohort", "browsing-topics")
)  # fmt: skip
BAD_REQUEST, SERVER_ERROR = 400, 500
RENEW_AFTER = 30  # seconds: not every request writes to the session


class Headers:
    """Tells the browser what a page may do, and to keep no page that somebody signed in for."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Content-Security-Policy", POLICY)
        response.setdefault("Permissions-Policy", PERMISSIONS)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not request.path.startswith(settings.STATIC_URL):
            response.setdefault("Cache-Control", "no-store, private")
        return response


class Timeout:
    """Ends a session that nobody used for a while. A part that refreshes itself is nobody.

    A screen that is locked to one page opens no other, and lasts a shift.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and locking.is_locked(request):
            return locking.refuse(request, _door(request)[1]) or self.get_response(request)
        if request.user.is_authenticated:
            now, used = time.time(), request.session.get("used")
            if used is not None and now - used > settings.TIMEOUT_MINUTES * 60:
                auth.logout(request)
            elif used is None or (now - used > RENEW_AFTER and "X-Unattended" not in request.headers):
                request.session["used"] = now
        return self.get_response(request)


class SecondFactor:
    """Nobody enters on a password alone: whoever has no second factor yet is asked to set one up first."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and not sign_in.has_second_factor(request):
            what, name = _door(request)
            if what is not None and not what.public and name not in SIGN_IN_PAGES:
                return redirect("mfa_activate_totp")
        return self.get_response(request)


class KeepWords:
    """A form sent after its session ended is answered with the words that were typed, to be sent again."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        what, name = _door(request)
        if what is None or what.public or request.user.is_authenticated:
            return self.get_response(request)
        if getattr(request, "htmx", False):
            if name == "keep_draft":  # whoever is typing would lose what they typed since it was last kept
                return HttpResponse(
                    "You are signed out: words typed now are not kept. Sign in in another tab, then send."
                )
            # A part of a page must not become a sign-in page: the whole page goes there.
            return HttpResponse(status=401, headers={"HX-Redirect": reverse("left")})
        if request.method == "POST" and from_this_site(request):
            return words_kept(request, signed_in=False)
        return self.get_response(request)


class Drafts:
    """Inside the viewer: the words of a form that came back are kept, and those of one that was taken are forgotten."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        form = getattr(request, "sent_form", None)
        if form is None or not form.has_words or response.status_code >= SERVER_ERROR:
            return response
        if response.status_code < BAD_REQUEST and form.is_valid():
            drafts.forget(form.address)
        else:
            with suppress(drafts.TooLong):  # it stands on the page that came back
                drafts.keep(form.address, request.POST)
        return response


def from_this_site(request: HttpRequest) -> bool:
    """Whether the browser says that one of our own pages sent this."""
    return request.headers.get("Sec-Fetch-Site") == "same-origin"


def words_kept(request: HttpRequest, *, signed_in: bool) -> HttpResponse:
    """The words of a form that could not be taken, with a button to send them again. Nothing of them is stored."""
    context = {
        "words": words_of(request),
        "path": request.get_full_path(),
        "may_send": signed_in,
        "lost_files": bool(request.FILES),
    }
    return render(request, "web/words_kept.html", context, status=403 if signed_in else 401)


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What somebody wrote into the form that is being answered, to be shown to them again: no key, and nothing of a
    page for signing in. Empty where the request cannot be read, so that a page about a fault may ask.
    """
    what, _ = _door(request)
    if request.method != "POST" or what is None or what.public or what.no_seat or not from_this_site(request):
        return []
    try:
        return written(words_of(request))
    except (RequestDataTooBig, TooManyFieldsSent, MultiPartParserError, UnreadablePostError, UnicodeError):
        return []


def _door(request: HttpRequest) -> tuple[Door | None, str]:
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return None, ""
    return door_of(match.func, match.view_name), match.view_name or ""
