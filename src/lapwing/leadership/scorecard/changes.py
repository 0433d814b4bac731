"""Acts on the scorecard: pinning and withdrawing an event, commenting, publishing the numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from lapwing.access import ledger, viewer
from lapwing.access.models import LedgerAct
from lapwing.exchange.snapshot.models import Snapshot
from lapwing.leadership.scorecard import editions
from lapwing.leadership.scorecard.models import Comment, Edition, Event, Restatement
from lapwing.measures.periods import parse


@dataclass(frozen=True)
class NewEvent:
    """`area`: the local authority's figures, or nothing for all of them."""

    on: date
    words: str
    area: str = ""


@dataclass(frozen=True)
class NewComment:
    measure: str
    area: str
    period: str
    words: str


def pin(events: Sequence[NewEvent]) -> list[Event]:
    """Pin events to the time line."""
    made = Event.objects.bulk_create(
        Event(on=one.on, words=one.words, area=one.area, by=viewer.current().seat) for one in events
    )
    ledger.line(LedgerAct.CHANGE, "scorecard.pin", subjects=[event.pk for event in made])
    return made


def withdraw(events: Sequence[Event]) -> int:
    """Take events off the time line; that they stood there stays."""
    keys = [event.pk for event in events]
    who = viewer.current().seat
    gone = Event.objects.filter(pk__in=keys, withdrawn_at=None).update(withdrawn_at=timezone.now(), withdrawn_by=who)
    if gone:
        ledger.line(LedgerAct.CHANGE, "scorecard.withdraw", subjects=keys)
    return gone


def comment(comments: Sequence[NewComment]) -> list[Comment]:
    """Say something of numbers."""
    made = Comment.objects.bulk_create(
        Comment(measure=one.measure, area=one.area, period=parse(one.period).key, words=one.words,
                by=viewer.current().seat)
        for one in comments
    )  # fmt: skip
    ledger.line(LedgerAct.CHANGE, "scorecard.comment", subjects=[row.pk for row in made])
    return made


def publish(of: Snapshot, reasons: Mapping[str, str]) -> Edition:
    """Keep a snapshot's numbers as they are published, and why those of a former edition changed: a reason for each
    quarter, by its key. Which numbers may be published beside what was, `editions` says, and nobody else.

    Raises ValueError where a quarter that changed has no reason.
    """
    before = editions.last()
    proposed = editions.to_publish(before, of)
    restated = editions.restated(before, proposed.texts)
    if silent := {one.period for one in restated if not reasons.get(one.period, "").strip()}:
        raise ValueError(f"A reason is missing for {', '.join(sorted(silent))}.")
    edition = Edition.objects.create(
        snapshot=of, texts=proposed.texts, standing=proposed.standing, by=viewer.current().seat
    )
    Restatement.objects.bulk_create(
        Restatement(edition=edition, measure=one.measure, area=one.area, period=one.period, was=one.was, now=one.now,
                    reason=reasons[one.period].strip())
        for one in restated
    )  # fmt: skip
    ledger.line(LedgerAct.CHANGE, "scorecard.publish", subjects=[edition.pk])
    return edition
