"""The circle: places opened, moved on, and closed; decisions to share and not to share; seals and conflicts.

Acts take a set. Each writes its line in the ledger in the same transaction.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.postgres.functions import TransactionNow
from django.db.models import QuerySet
from django.utils import timezone

from lapwing.access import ledger
from lapwing.access.levels import Level
from lapwing.access.models import (
    Conflict,
    ConflictReason,
    Entry,
    Identity,
    LedgerAct,
    Place,
    Review,
    Seal,
    Sharing,
    Touch,
)
from lapwing.access.turns import take_turns
from lapwing.access.viewer import Viewer, current, look_again
from lapwing.directory.keys import new_key
from lapwing.directory.models import Seat

WARNING = timedelta(days=7)
BREAK_GLASS = timedelta(hours=4)
WHILE_OPEN = timedelta(days=28)
# A place is open from the start of the transaction that opens it, as the database counts, and ended by it the same way:
# so it serves, or is over, at once, and two machines' clocks that differ keep nobody out.
AT_ONCE = TransactionNow()


@dataclass(frozen=True)
class Opening:
    """A place to open: for whom, about whom, to what level, why, on what basis, until when."""

    person: uuid.UUID
    agency: uuid.UUID
    holder: uuid.UUID
    reaches: Level
    purpose: str
    basis: str
    reason: str = ""
    ends: datetime | None = None
    because_kind: str = ""
    because: uuid.UUID | None = None


def open_places(openings: Sequence[Opening]) -> list[Place]:
    """Open places, or move on the end of those that stand already for the same subject; one line in the ledger."""
    if not openings:
        return []
    who, now = current(), timezone.now()
    children = _children([opening.person for opening in openings])
    standing = _standing(openings, children)
    opened, moved = [], []
    for opening in openings:
        ends = opening.ends or now + WHILE_OPEN
        same = standing.get((children[opening.person], opening.holder, opening.because))
        if same is None:
            opened.append(_place(opening, children[opening.person], who, now, ends))
        elif same.ends < ends or same.reaches < opening.reaches:
            same.ends, same.reaches = max(same.ends, ends), max(same.reaches, opening.reaches)
            moved.append(same)
    Place.objects.bulk_create(opened)
    Place.objects.bulk_update(moved, ["ends", "reaches"])
    if opened or moved:
        changed = [*opened, *moved]
        ledger.line(
            LedgerAct.CHANGE, "access.open_places",
            persons=[place.person for place in changed], subjects=[place.pk for place in changed],
        )  # fmt: skip
    return opened


def _place(opening: Opening, child: uuid.UUID, who: Viewer, now: datetime, ends: datetime) -> Place:
    return Place(
        id=new_key(), person=opening.person, child=child, agency_id=opening.agency, level=Level.POINTER,
        holder=opening.holder, reaches=opening.reaches, opens=AT_ONCE, ends=ends, purpose=opening.purpose,
        basis=opening.basis, reason=opening.reason, opened_by=who.seat, because_kind=opening.because_kind,
        because=opening.because,
    )  # fmt: skip


def _children(persons: Iterable[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    wanted = set(persons)
    known = dict(Identity.objects.filter(person__in=wanted).values_list("person", "child"))
    return {person: known.get(person, person) for person in wanted}


def _standing(
    openings: Sequence[Opening], children: dict[uuid.UUID, uuid.UUID]
) -> dict[tuple[object, object, object], Place]:
    places = Place.objects.filter(
        child__in=set(children.values()), holder__in={opening.holder for opening in openings},
        ends__gt=timezone.now(), break_glass=False,
    )  # fmt: skip
    return {(place.child, place.holder, place.because): place for place in places}


def keep_open(because: Iterable[uuid.UUID], until: datetime) -> int:
    """Move on the end of the places that these subjects opened, while something on them is still due."""
    return Place.objects.filter(because__in=list(because), break_glass=False, ends__lt=until).update(ends=until)


def close_places(because: Iterable[uuid.UUID], *, at: datetime | None = None) -> int:
    """Set the end of the places that these subjects opened, when the last thing due on them is done."""
    moment = at or timezone.now() + WARNING
    return Place.objects.filter(because__in=list(because), break_glass=False, ends__gt=moment).update(ends=moment)


def circle_of(child: uuid.UUID) -> QuerySet[Place]:
    """The open places in a child's circle, as far as the viewer may see them."""
    now = timezone.now()
    return Place.objects.filter(child=child, opens__lte=now, ends__gt=now).order_by("-reaches", "opens")


def break_glass(*, person: uuid.UUID, reason: str, basis: str = "vital_interests") -> Place:
    """Open a place for oneself, for four hours, with a reason; a reviewer outside the team looks at it afterwards."""
    who, now = current(), timezone.now()
    if not reason.strip():
        raise ValueError("Say why this cannot wait: the reason is read by a reviewer.")
    place = Place(
        id=new_key(), person=person, child=_children([person])[person], agency_id=who.agency, level=Level.POINTER,
        holder=who.seat, reaches=Level.DETAIL, opens=AT_ONCE, ends=now + BREAK_GLASS, purpose="break_glass",
        basis=basis, reason=reason, opened_by=who.seat, break_glass=True,
    )  # fmt: skip
    Place.objects.bulk_create([place])
    entry = ledger.line(LedgerAct.BREAK_GLASS, "access.break_glass", persons=[person], subjects=[place.pk])
    ask_for_review(entry, agency=who.agency, team=who.team, why=Review.Why.BREAK_GLASS)
    return place


@dataclass(frozen=True)
class Decision:
    """A decision about sharing: with which agency, and either a basis to share or grounds not to."""

    person: uuid.UUID
    with_agency: uuid.UUID
    purpose: str
    necessity: str
    basis: str = ""
    grounds: str = ""
    reaches: Level = Level.POINTER
    consent: str = ""
    advice: str = ""
    holder: uuid.UUID | None = None
    ends: datetime | None = None


def decide_sharing(decisions: Sequence[Decision]) -> list[Sharing]:
    """Record decisions to share, with the places they open, and decisions not to share, on coded grounds."""
    who = current()
    for decision in decisions:
        _refuse_unclear(decision)
    places = {
        (place.person, place.holder): place.pk
        for place in open_places([_opening(decision) for decision in decisions if decision.basis and decision.holder])
    }
    rows = [
        Sharing(
            id=new_key(), person=decision.person, agency_id=who.agency, level=Level.SUMMARY,
            outcome=Sharing.Outcome.SHARED if decision.basis else Sharing.Outcome.NOT_SHARED,
            with_agency_id=decision.with_agency, reaches=decision.reaches, purpose=decision.purpose,
            basis=decision.basis, grounds=decision.grounds, necessity=decision.necessity, consent=decision.consent,
            advice=decision.advice, place=places.get((decision.person, decision.holder)) if decision.holder else None,
        )
        for decision in decisions
    ]  # fmt: skip
    Sharing.objects.bulk_create(rows)
    ledger.line(
        LedgerAct.CHANGE, "access.decide_sharing", persons=[row.person for row in rows], subjects=[r.pk for r in rows]
    )
    return rows


def _refuse_unclear(decision: Decision) -> None:
    if bool(decision.basis) == bool(decision.grounds):
        raise ValueError(
            "A decision names either the basis on which something is shared, or the grounds for not sharing."
        )
    if not decision.necessity.strip():
        raise ValueError("Say why: the reason for sharing, or for not sharing, is part of the record.")


def _opening(decision: Decision) -> Opening:
    assert decision.holder is not None
    return Opening(
        person=decision.person, agency=decision.with_agency, holder=decision.holder, reaches=decision.reaches,
        purpose=decision.purpose, basis=decision.basis, reason=decision.necessity, ends=decision.ends,
    )  # fmt: skip


def seal_child(*, child: uuid.UUID, holder: uuid.UUID, reason: str, person: uuid.UUID) -> Seal:
    """Seal a child: from now on its records show inside the seal alone. The custodian gets the first place. Raises
    LookupError where somebody sealed the child before: of two at once the second waits here.
    """
    take_turns(f"seal:{child}")
    look_again()
    if Seal.objects.filter(child=child, until=None).exists() or not Identity.objects.filter(child=child).exists():
        raise LookupError("There is no such child that could be sealed.")
    who, now = current(), timezone.now()
    Place.objects.bulk_create(
        [
            Place(
                id=new_key(), person=person, child=child, agency_id=who.agency, level=Level.POINTER, holder=holder,
                reaches=Level.SEALED, opens=AT_ONCE, ends=now + timedelta(days=365 * 30), purpose="custody",
                basis="substantial_public_interest", reason=reason, opened_by=who.seat,
            )
        ]
    )  # fmt: skip
    seal = Seal(
        id=new_key(), child=child, agency_id=who.agency, level=Level.POINTER, holder=holder, reason=reason, since=now
    )
    ledger.line(LedgerAct.CHANGE, "access.seal_child", children=[child], subjects=[seal.pk])
    Seal.objects.bulk_create([seal])
    look_again()
    return seal


def inside(children: Iterable[uuid.UUID]) -> QuerySet[Place]:
    """The places inside the seals of these children, as the viewer sees them: open and ended, the newest first."""
    return Place.objects.filter(child__in=set(children), reaches=Level.SEALED).order_by("-opens", "pk")


def let_in(seal: Seal, *, person: uuid.UUID, seat: Seat, until: datetime, reason: str) -> Place:
    """A custodian lets somebody by name into the seal, until a time, for a reason. Raises ValueError without either."""
    if not reason.strip():
        raise ValueError("Say why they must know of this child: the reason stands with their place.")
    if until <= timezone.now():
        raise ValueError("Choose a day that is still to come.")
    now = timezone.now()
    opening = Opening(
        person=person, agency=seat.agency_id, holder=seat.pk, reaches=Level.SEALED, purpose="custody",
        basis="substantial_public_interest", reason=reason,
    )  # fmt: skip
    place = _place(opening, seal.child, current(), now, until)
    Place.objects.bulk_create([place])
    ledger.line(LedgerAct.CHANGE, "access.let_into_seal", children=[seal.child], subjects=[place.pk])
    return place


def let_out(seal: Seal, place: Place) -> bool:
    """End somebody's place inside a seal now; it stays in the record. False where it had ended. The keeper's own place
    ends with the seal: raises ValueError.
    """
    if place.holder == seal.holder:
        raise ValueError("Whoever keeps the seal stays inside it until two custodians end it.")
    ended = Place.objects.filter(pk=place.pk, child=seal.child, ends__gt=timezone.now()).update(ends=AT_ONCE)
    ledger.line(LedgerAct.CHANGE, "access.let_out_of_seal", children=[seal.child], subjects=[place.pk])
    return bool(ended)


def unseal_child(seal: Seal) -> None:
    """End a seal; its history stays. Those let in keep their places like anybody's; whoever kept it needs none."""
    now = timezone.now()
    places = inside([seal.child]).filter(ends__gt=now)
    places.filter(holder=seal.holder).update(ends=AT_ONCE)
    places.exclude(holder=seal.holder).update(reaches=Level.DETAIL)
    Seal.objects.filter(pk=seal.pk).update(until=now)
    ledger.line(LedgerAct.CHANGE, "access.unseal_child", children=[seal.child], subjects=[seal.pk])


def ask_unseal(seal: Seal) -> bool:
    """Ask that a seal end; where another custodian asked, end it: it takes two persons. Answers whether it ended."""
    who = current()
    asked = Seat.objects.filter(pk__in=[seal.unseal_asked_by]).values_list("account", flat=True).first()
    if seal.unseal_asked_by is not None and seal.unseal_asked_by != who.seat and asked != who.account:
        unseal_child(seal)
        return True
    Seal.objects.filter(pk=seal.pk).update(unseal_asked_by=who.seat)
    ledger.line(LedgerAct.CHANGE, "access.ask_unseal", children=[seal.child], subjects=[seal.pk])
    return False


def waiting_touches() -> QuerySet[Touch]:
    """What a custodian has to answer: searches that touched a sealed child."""
    return Touch.objects.filter(answered_at=None).order_by("recorded_at")


def answer_touch(touch: Touch, answer: str, note: str) -> bool:
    """The custodian's answer: `nothing_to_add`, or `in_contact` where the custodian speaks to the asker. False where
    another custodian answered before.
    """
    waiting = Touch.objects.filter(pk=touch.pk, answered_at=None)
    answered = waiting.update(answered_at=timezone.now(), answer=answer, note=note)
    if answered:
        ledger.line(LedgerAct.CHANGE, "access.answer_touch", children=[touch.child], subjects=[touch.pk])
    return bool(answered)


def ask_for_review(entry: uuid.UUID, *, agency: uuid.UUID, team: uuid.UUID, why: str) -> None:
    """Put one line of the ledger before a reviewer of this agency, who may not be of the reader's own team."""
    review = Review(id=new_key(), entry=entry, agency_id=agency, by_team=team, why=why)
    Review.objects.bulk_create([review], ignore_conflicts=True)


def review_read(review: Review, *, finding: str, note: str) -> bool:
    """The reviewer's finding; False where somebody found before. Nobody reviews what they, or somebody of their own
    team, read themselves.
    """
    who = current()
    entry = Entry.objects.filter(pk=review.entry).first()
    if review.by_team in who.holders or (entry is not None and entry.account == who.account):
        raise ValueError("Somebody outside the team must look at this.")
    found = Review.objects.filter(pk=review.pk, reviewed_at=None).update(
        reviewed_at=timezone.now(), reviewer=who.seat, finding=Review.Finding(finding), note=note
    )
    if found:
        ledger.line(LedgerAct.CHANGE, "access.review_read", subjects=[review.pk])
    return bool(found)


def declare_conflict(*, account: uuid.UUID, child: uuid.UUID, reason: str) -> Conflict:
    """From now on this account sees no row of this child. For one's own account, or by the agency's own lead for
    information governance.

    Under any key, seen or not: of a sealed child it holds too, and nobody learns from it whether there is such a child.
    What the declarer cannot see, the lead is shown once it is sealed no more, and the line is closed as a sealed one.
    """
    who = current()
    seen = Identity.objects.filter(child=child).exists()
    conflict = Conflict(id=new_key(), account=account, child=child, agency_id=who.agency, reason=ConflictReason(reason))
    level = Level.DETAIL if seen else Level.SEALED
    ledger.line(LedgerAct.CHANGE, "access.declare_conflict", children=[child], subjects=[conflict.pk], level=level)
    Conflict.objects.bulk_create([conflict])
    look_again()
    return conflict


def end_conflict(conflict: Conflict) -> bool:
    """The lead for information governance ends a conflict that no longer stands; its history stays. False where it was
    ended before.
    """
    ended = Conflict.objects.filter(pk=conflict.pk, until=None).update(until=timezone.now())
    if ended:
        ledger.line(LedgerAct.CHANGE, "access.end_conflict", children=[conflict.child], subjects=[conflict.pk])
    return bool(ended)
