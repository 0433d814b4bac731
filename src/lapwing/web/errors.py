"""Error pages, in the same look. They say what to do next, and nothing about the record; and whoever wrote something
finds their words on them, to be copied.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template import loader

from lapwing.web.middleware import from_this_site, typed, words_kept


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "web/errors/400.html", {"words": typed(request)}, status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Says who the page is for, where the door said so."""
    said = str(exception)
    whom = said.removeprefix("This page is for: ").rstrip(".") if said.startswith("This page is for: ") else ""
    return render(
        request, "web/errors/403.html", {"whom": whom.split("; ") if whom else [], "words": typed(request)}, status=403
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "web/errors/404.html", {"words": typed(request)}, status=404)


def fault(request: HttpRequest) -> HttpResponse:
    """Asks the database nothing: it may be what failed."""
    return HttpResponse(loader.get_template("web/errors/500.html").render({"words": typed(request)}), status=500)


def too_many(request: HttpRequest) -> HttpResponse:
    return render(request, "web/errors/429.html", status=429)


def too_late(request: HttpRequest, said: str, to: str) -> HttpResponse:
    """Somebody else was first, says a sentence: with what was written meanwhile, to be copied. Who wrote nothing is
    sent to the address `to`.
    """
    if not (words := typed(request)):
        messages.info(request, said)
        return redirect(to)
    return render(request, "web/errors/too_late.html", {"said": said, "to": to, "words": words}, status=409)


def csrf_failure(request: HttpRequest, reason: str = "", **_: Any) -> HttpResponse:
    """Mostly a session that ended while somebody typed: their words come back to be sent again."""
    if request.user.is_authenticated and request.method == "POST" and from_this_site(request):
        return words_kept(request, signed_in=True)
    return render(request, "web/errors/csrf.html", status=403)
