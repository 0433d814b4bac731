"""What may be done with lists of children: ask for one, approve or refuse another's, fetch one's own."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F
from django.utils import timezone

from lapwing.access import ledger
from lapwing.access.models import LedgerAct
from lapwing.access.viewer import current
from lapwing.directory.keys import new_key
from lapwing.exchange.outbound import files
from lapwing.exchange.outbound.files import File
from lapwing.exchange.outbound.models import Disclosure
from lapwing.people.two_persons import is_same_human
from lapwing.rules import words
from lapwing.work.disclosing import MOST_ALONE

KEPT = timedelta(days=7)


class NotNow(ValueError):
    """It cannot be done by this person, or not any more; the message says why."""


@dataclass(frozen=True)
class Wanted:
    """A list that somebody asks for: of which absences, why, for whom; no addresses and no free text unless asked."""

    what: str
    form: str
    purpose: str
    recipient: str
    since: date
    until: date
    with_addresses: bool = False
    with_words: bool = False


def ask(wanted: Wanted) -> Disclosure:
    """Ask for a list. A short one is ready at once; a long one waits for a second person of the agency."""
    if wanted.purpose not in words.get("sharing_purposes") or not wanted.recipient.strip():
        raise ValueError("Say what the list is for, and who will have it.")
    row = Disclosure(
        id=new_key(), agency_id=current().agency, what=Disclosure.What(wanted.what), form=Disclosure.Form(wanted.form),
        purpose=wanted.purpose, recipient=wanted.recipient.strip(), since=wanted.since, until=wanted.until,
        with_addresses=wanted.with_addresses, with_words=wanted.with_words, keys=[],
        expires_at=timezone.now() + KEPT,
    )  # fmt: skip
    row.keys, persons = files.chosen(row)
    if not row.keys:
        raise ValueError("There is nothing to list in this time that you may see.")
    row.state = Disclosure.State.WAITING if len(row.keys) > MOST_ALONE else Disclosure.State.READY
    Disclosure.objects.bulk_create([row])
    ledger.line(LedgerAct.EXPORT, "outbound.ask", persons=persons, subjects=[row.pk])
    return row


def decide(disclosure: uuid.UUID, *, approve: bool, reason: str = "") -> Disclosure:
    """A second person approves a long list, or refuses it with a reason. Nobody decides about their own."""
    found = Disclosure.objects.select_for_update().get(pk=disclosure)
    if found.state != Disclosure.State.WAITING:
        raise NotNow("Somebody decided about this list already.")
    if is_same_human(found.recorded_by):
        raise NotNow("You asked for this list yourself: somebody else decides.")
    if not approve and not reason.strip():
        raise ValueError("Say why it is refused: whoever asked for it reads the reason.")
    found.state = Disclosure.State.READY if approve else Disclosure.State.REFUSED
    found.reason = "" if approve else reason.strip()
    found.decided_by, found.decided_at = current().seat, timezone.now()
    found.expires_at = timezone.now() + KEPT
    found.save(update_fields=["state", "reason", "decided_by", "decided_at", "expires_at"])
    ledger.line(LedgerAct.CHANGE, "outbound.approve" if approve else "outbound.refuse", subjects=[found.pk])
    return found


def fetch(disclosure: uuid.UUID) -> File:
    """The list as a file, made now: whoever asked for it, once it is ready, until it expires."""
    found = Disclosure.objects.get(pk=disclosure)
    if found.recorded_by != current().seat:
        raise NotNow("Whoever asked for a list fetches it.")
    if found.state != Disclosure.State.READY:
        raise NotNow("This list has not been approved.")
    if found.expires_at <= timezone.now():
        raise NotNow("This list has expired. Ask for it again if you still need it.")
    made, persons = files.make(found)
    Disclosure.objects.filter(pk=found.pk).update(fetched=F("fetched") + 1)
    ledger.line(LedgerAct.EXPORT, "outbound.fetch", persons=persons, subjects=[found.pk])
    return made


def take_back(disclosure: uuid.UUID, note: str) -> None:
    """It told of two children as one: nobody fetches it any more. Whoever had it is told by hand, as the note says."""
    rows, now = Disclosure.objects.filter(pk=disclosure), timezone.now()
    rows.filter(state=Disclosure.State.WAITING).update(state=Disclosure.State.REFUSED, reason=note[:300])
    rows.filter(expires_at__gt=now).update(expires_at=now)
    ledger.line(LedgerAct.CHANGE, "outbound.take_back", subjects=[disclosure])
