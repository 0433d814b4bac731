"""A form is sent once: pressing twice, or going back and sending again, does nothing a second time.

Each rendered form carries a random mark. The first that arrives with it writes the mark in the transaction of its
act; a second waits for that transaction, finds the mark, and is sent where the page says.
"""

import uuid
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone

from lapwing.web.models import Sent

NAME = "once"
KEPT = timedelta(days=7)
SAID = "That was already saved. Nothing was done twice."


def mark() -> uuid.UUID:
    return uuid.uuid4()


def first(request: HttpRequest) -> bool:
    """Whether this form arrives for the first time; a form without a mark always does."""
    if (key := _mark_of(request)) is None:
        return True
    try:
        with transaction.atomic():
            Sent.objects.bulk_create([Sent(mark=key)])
    except IntegrityError:
        return False
    return True


def forget(request: HttpRequest) -> None:
    """The form was not taken after all."""
    if (key := _mark_of(request)) is not None:
        Sent.objects.filter(mark=key).delete()


def _mark_of(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get(NAME, ""))
    except ValueError:
        return None


def was_sent(request: HttpRequest) -> bool:
    """Whether the form that this belongs to has been sent already: what was typed before must not come after it."""
    key = _mark_of(request)
    return key is not None and Sent.objects.filter(mark=key).exists()


def only_once(to: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Guard a view that answers a form: a second sending goes to the route `to`, with a sentence that says so.

    A form counts as sent when its view sends the reader on. One that comes back with errors may be sent again, by its
    fresh mark or, from the browser's "back", by its old one.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method != "POST":
                return view(request, *args, **kwargs)
            if not first(request):
                messages.info(request, SAID)
                return redirect(to)
            response = view(request, *args, **kwargs)
            if not isinstance(response, HttpResponseRedirect):
                forget(request)
            return response

        return guarded

    return decorate


def forget_old() -> int:
    """Marks of forms sent long ago say nothing any more."""
    return Sent.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]
