"""Words typed and not yet sent: kept for the seat that typed them, given back when the form is opened again, and
forgotten when it is sent. They are guarded rows; nothing is kept on the reader's own machine.
"""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.http import QueryDict
from django.utils import timezone

from lapwing.access import viewer
from lapwing.web.models import Draft

KEPT = timedelta(days=30)
NEVER_KEPT = frozenset({"csrfmiddlewaretoken", "once", "password"})
LARGEST = 200_000  # characters of a form, far above what anybody types

Typed = Mapping[str, list[str]]


class TooLong(ValueError):
    """More was typed than a draft keeps."""


def keep(form: str, typed: QueryDict, *, about: uuid.UUID | None = None) -> datetime:
    """Keep what was typed into a form; whatever was kept before gives way. Raises `TooLong`."""
    words = {name: typed.getlist(name) for name in typed if name not in NEVER_KEPT}
    if sum(len(value) for values in words.values() for value in values) > LARGEST:
        raise TooLong(form)
    who, now = viewer.current(), timezone.now()
    draft = Draft(holder=who.seat, agency_id=who.agency, form=form, about=about, content=words, saved_at=now)
    Draft.objects.bulk_create(
        [draft], update_conflicts=True, unique_fields=["holder", "form", "about"], update_fields=["content", "saved_at"]
    )
    return now


def take(form: str, *, about: uuid.UUID | None = None) -> tuple[QueryDict, datetime] | None:
    """What was typed, as a browser would have sent it, and when; nothing where nothing was kept."""
    draft = Draft.objects.filter(holder=viewer.current().seat, form=form, about=about).first()
    if draft is None:
        return None
    typed = QueryDict(mutable=True)
    for name, values in draft.content.items():
        typed.setlist(name, values)
    return typed, draft.saved_at


def forget(form: str, *, about: uuid.UUID | None = None) -> None:
    """The form was sent, or its words are no longer wanted."""
    Draft.objects.filter(holder=viewer.current().seat, form=form, about=about).delete()


def forget_old() -> int:
    """Drafts that the seat has left alone for a month."""
    old = Draft.objects.filter(holder=viewer.current().seat, saved_at__lt=timezone.now() - KEPT)
    return old.delete()[0]
