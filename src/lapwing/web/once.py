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
from django.http import HttpRequest, HttpResponse
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
    try:
        key = uuid.UUID(request.POST.get(NAME, ""))
    except ValueError:
        return True
    try:
        with transaction.atomic():
            Sent.objects.bulk_create([Sent(mark=key)])
    except IntegrityError:
        return False
    return True


def was_sent(request: HttpRequest) -> bool:
    """Whether the form that this belongs to has been sent already: what was typed before must not come after it."""
    try:
        key = uuid.UUID(request.POST.get(NAME, ""))
    except ValueError:
        return False
    return Sent.objects.filter(mark=key).exists()


def only_once(to: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Guard a view that answers a form: a second sending goes to the route `to`, with a sentence that says so.

    A form that comes back with errors may be sent again: it carries a fresh mark.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST" and not first(request):
                messages.info(request, SAID)
                return redirect(to)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def forget_old() -> int:
    """Marks of forms sent long ago say nothing any more."""
    return Sent.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]
