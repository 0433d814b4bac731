"""A form is sent once: pressing twice, or going back and sending again, does nothing a second time.

Each rendered form carries a random mark. The first that arrives with it writes the mark in the transaction of its
act; a second waits for that transaction, finds the mark, and is sent where the first one was.

No browser keeps our pages, so "back" fetches a form anew, with a fresh mark. A form that only adds is therefore known
by its words too: whoever sends the same again within the hour is asked first whether they mean it.
"""

import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme

from lapwing.access import viewer
from lapwing.access.doors import opens
from lapwing.web.models import Sent

NAME, AGAIN = "once", "again"
KEPT = timedelta(days=7)
ASKED_WITHIN = timedelta(hours=1)
LONGEST = Sent._meta.get_field("to").max_length or 0
PART_OF_A_TIME = re.compile(r"-(day|month|year|time)$")
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


def words_of(request: HttpRequest) -> list[tuple[str, str]]:
    """What a form sent, name by name, without what is the machine's own."""
    skipped = {"csrfmiddlewaretoken", NAME, AGAIN}
    return [(name, value) for name in request.POST if name not in skipped for value in request.POST.getlist(name)]


def is_key(name: str, value: str) -> bool:
    """A hidden version, or the key of a row that was chosen: nothing that anybody wrote."""
    return (
        name in {"version", "before"} or re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", value) is not None
    )


def written(words: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What somebody wrote, as they read it: no key, and the parts of a time in one line."""
    read: dict[str, list[str]] = {}
    for name, value in words:
        if value.strip() and not is_key(name, value):
            read.setdefault(PART_OF_A_TIME.sub("", name), []).append(value)
    return [(name, " ".join(values)) for name, values in read.items()]


def _mark_of_words(request: HttpRequest) -> uuid.UUID:
    """The same for the same words, sent to the same page from the same seat; nobody can tell the words from it.

    Whatever their times: "back" fetches the form anew, and where it offers the time of now that is another time.
    """
    words = sorted((name, value) for name, value in words_of(request) if not PART_OF_A_TIME.search(name))
    said = repr((viewer.current().seat, request.get_full_path(), words))
    return uuid.UUID(salted_hmac("lapwing.web.once", said, algorithm="sha256").hexdigest()[:32])


def only_once(to: str, *, adds: bool = False) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Guard a view that answers a form: a second sending goes where the first one went, with a sentence that says so.

    Where that is not known, it goes to the route `to`. A form counts as sent when its view sends the reader on. One
    that comes back with errors may be sent again, by its fresh mark or, from the browser's "back", by its old one.
    `adds`: the form only adds, and is known by its words too.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method != "POST":
                return view(request, *args, **kwargs)
            if not first(request):
                messages.info(request, SAID)
                return redirect(_led_to(_mark_of(request)) or _open(request, to))
            words = _mark_of_words(request) if adds else None
            if words and AGAIN not in request.POST and (before := _lately(words)):
                forget(request)
                sent, on = words_of(request), before.to or reverse(_open(request, to))
                context = {"words": sent, "written": written(sent), "at": before.at, "to": on}
                return render(request, "web/errors/sent_before.html", context, status=409)
            response = view(request, *args, **kwargs)
            if isinstance(response, HttpResponseRedirect):
                _remember(response.url, [key for key in (_mark_of(request), words) if key])
            else:
                forget(request)
            return response

        return guarded

    return decorate


def _remember(to: str, marks: list[uuid.UUID]) -> None:
    """Where the act sent its reader on: to the thing itself, which a second sending leads to as well.

    The row of the form's own mark is written anew, in the same transaction: nobody else sees it gone.
    """
    to = to if url_has_allowed_host_and_scheme(to, allowed_hosts=None) and len(to) <= LONGEST else ""
    Sent.objects.filter(mark__in=marks).delete()
    Sent.objects.bulk_create([Sent(mark=mark, to=to) for mark in marks], ignore_conflicts=True)


def _led_to(mark: uuid.UUID | None) -> str:
    return Sent.objects.filter(mark=mark).values_list("to", flat=True).first() or ""


def _open(request: HttpRequest, to: str) -> str:
    """Where whoever sent twice a form that led nowhere goes on: *Today* for a role that has no door to `to`."""
    seat = getattr(request, "seat", None)
    return to if seat is None or opens(to, seat.role) else "today"


def _lately(mark: uuid.UUID) -> Sent | None:
    return Sent.objects.filter(mark=mark, at__gt=timezone.now() - ASKED_WITHIN).first()


def forget_old() -> int:
    """Marks of forms sent long ago say nothing any more."""
    return Sent.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]
