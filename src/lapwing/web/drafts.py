"""Words typed and not yet recorded: kept for the seat that typed them, given back when the form is opened again, and
forgotten when they were recorded. They are guarded rows; nothing is kept on the reader's own machine.

A draft goes by the address that its form is sent to. It is kept as it is typed (`components/keeper.html`), and when a
form comes back with errors (`middleware.Drafts`).
"""

import uuid
from datetime import datetime, timedelta

from django.http import QueryDict
from django.utils import timezone
from django.utils.crypto import salted_hmac

from lapwing.access import viewer
from lapwing.web.models import Draft

KEPT = timedelta(days=30)
NEVER_KEPT = frozenset({"csrfmiddlewaretoken", "once", "again", "password", "throw_away"})
LONGEST = Draft._meta.get_field("address").max_length or 0
LARGEST = 200_000  # characters of a form, far above what anybody types


class TooLong(ValueError):
    """More was typed than a draft keeps."""


def key_of(*said: object) -> str:
    """Tells apart the drafts of a form that is reached by what was typed before: a digest, that gives no word away."""
    return str(uuid.UUID(salted_hmac("lapwing.web.drafts", repr(said), algorithm="sha256").hexdigest()[:32]))


def keep(address: str, typed: QueryDict) -> datetime:
    """Keep what was typed into a form; whatever was kept before gives way. Raises `TooLong`."""
    words = {name: typed.getlist(name) for name in typed if name not in NEVER_KEPT}
    if sum(len(value) for values in words.values() for value in values) > LARGEST:
        raise TooLong(address)
    who, now = viewer.current(), timezone.now()
    draft = Draft(holder=who.seat, agency_id=who.agency, address=address, content=words, saved_at=now)
    Draft.objects.bulk_create(
        [draft], update_conflicts=True, unique_fields=["holder", "address"], update_fields=["content", "saved_at"]
    )
    return now


def take(address: str) -> tuple[QueryDict, datetime] | None:
    """What was typed, as a browser would have sent it, and when; nothing where nothing was kept."""
    draft = Draft.objects.filter(holder=viewer.current().seat, address=address).first()
    if draft is None:
        return None
    typed = QueryDict(mutable=True)
    for name, values in draft.content.items():
        typed.setlist(name, values)
    return typed, draft.saved_at


def forget(address: str) -> None:
    """The words were recorded, or are no longer wanted."""
    Draft.objects.filter(holder=viewer.current().seat, address=address).delete()


def forget_old() -> int:
    """Drafts that the seat has left alone for a month."""
    old = Draft.objects.filter(holder=viewer.current().seat, saved_at__lt=timezone.now() - KEPT)
    return old.delete()[0]
