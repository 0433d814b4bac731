"""Meetings called, answered, held and decided. Each act takes a set, and holds the circle open or lets go."""

import hashlib
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from lapwing.access import ledger
from lapwing.access.levels import Level
from lapwing.access.models import LedgerAct
from lapwing.access.viewer import current
from lapwing.directory.keys import new_key
from lapwing.directory.models import Agency
from lapwing.rules.words.sharing import PURPOSES
from lapwing.work import holding
from lapwing.work.meetings import following
from lapwing.work.meetings.models import Invitation, Item, Meeting
from lapwing.work.meetings.neutral import refuse_names

PACK_LASTS = timedelta(days=28)
# Agencies whose post, calendar or reception is near the family: told last, where telling could tip somebody off.
NEAR_THE_FAMILY = frozenset({"school", "college", "early_years", "gp", "childrens_home", "fostering_agency"})


@dataclass(frozen=True)
class Invite:
    """A seat or team of an agency, and in what role it is asked."""

    agency: uuid.UUID
    holder: uuid.UUID
    role: str = ""


@dataclass(frozen=True)
class Call:
    """A meeting to call. `quorum` counts different agencies; `inform_from` holds what could tip somebody off."""

    person: uuid.UUID | None
    subject_kind: str
    subject: uuid.UUID
    title: str
    purpose: str
    at: datetime
    chair: uuid.UUID
    invited: tuple[Invite, ...]
    quorum: int = 3
    place: str = ""
    inform_from: datetime | None = None


def call(meetings: Sequence[Call]) -> list[Meeting]:
    """Call these meetings and invite. Raises NotNeutral for a title with a name of the child in it, and ValueError for
    a purpose that is no code of `rules.words.sharing.PURPOSES`.
    """
    _refuse_purposes(meetings)
    refuse_names((one.person, one.title) for one in meetings)
    rows = [
        Meeting(
            id=new_key(), person=one.person, agency_id=current().agency, level=Level.SUMMARY, holder=one.chair,
            subject_kind=one.subject_kind, subject=one.subject, title=one.title, purpose=one.purpose, at=one.at,
            quorum=one.quorum, place=one.place, inform_from=one.inform_from,
        )
        for one in meetings
    ]  # fmt: skip
    Meeting.objects.bulk_create(rows)
    for row in rows:
        following.tell(row)
    invite({row: one.invited for row, one in zip(rows, meetings, strict=True)})
    _write("work.call_meetings", rows)
    return rows


def _refuse_purposes(meetings: Sequence[Call]) -> None:
    if unknown := sorted({one.purpose for one in meetings if one.purpose not in PURPOSES}):
        raise ValueError(
            f"No purpose of sharing is called {', '.join(map(repr, unknown))}: choose one of the code list."
        )


def invite(invited: Mapping[Meeting, Sequence[Invite]]) -> list[Invitation]:
    """Invite to meetings. An invitation that could tip somebody off waits with the chair until it may be told."""
    kinds = dict(
        Agency.objects.filter(pk__in={one.agency for some in invited.values() for one in some}).values_list(
            "pk", "kind"
        )
    )
    rows = []
    for meeting, some in invited.items():
        for one in some:
            held = bool(
                meeting.inform_from and meeting.inform_from > timezone.now() and kinds[one.agency] in NEAR_THE_FAMILY
            )
            rows.append(
                Invitation(
                    id=new_key(), meeting=meeting, person=meeting.person, agency_id=meeting.agency_id,
                    level=meeting.level, holder=meeting.holder if held else one.holder, invited=one.holder,
                    of_agency_id=one.agency, role=one.role, held=held,
                )
            )  # fmt: skip
    Invitation.objects.bulk_create(rows)
    return rows


def release_invitations() -> int:
    """Give out the invitations whose time to be told has come. Background work: run it inside `clockwork`."""
    due = list(
        Invitation.objects.filter(held=True, meeting__inform_from__lte=timezone.now())
        .exclude(meeting__state=Meeting.State.CANCELLED)
        .select_for_update(skip_locked=True, of=("self",))
    )
    for invitation in due:
        invitation.holder, invitation.held = invitation.invited, False
    Invitation.objects.bulk_update(due, ["holder", "held"])
    if due:
        _line("work.release_invitations", due)
    return len(due)


def respond(invitation: Invitation, answer: str, *, deputy: str = "") -> bool:
    """The invited seat or team answers. Raises ValueError where a deputy has no name. False where the meeting was held
    or cancelled before: who came is recorded, and no answer goes over it.
    """
    answer = Invitation.Answer(answer)
    if answer is Invitation.Answer.DEPUTY and not deputy.strip():
        raise ValueError("Say who comes instead.")
    # `attended` stands in the row itself, so that an answer which waited for the record of who came finds it there.
    called = Invitation.objects.filter(held=False, attended=None, meeting__state=Meeting.State.CALLED)
    changed = called.filter(pk=invitation.pk).update(answer=answer, deputy=deputy, answered_at=timezone.now())
    if changed:
        _line("work.answer_invitation", [invitation])
    return bool(changed)


@dataclass(frozen=True)
class Came:
    """Whether an invited agency was there, and in whose person where a deputy came."""

    invitation: uuid.UUID
    attended: bool
    deputy: str = ""


class Cancelled(ValueError):
    """The meeting was cancelled: nothing is put on its agenda, and nothing is decided there."""


class Stale(Exception):
    """Somebody else recorded who came, or moved the meeting, after the page was opened; nothing was written."""


def roll_of(meeting: Meeting, invitations: Iterable[Invitation]) -> str:
    """What a page that asks who came remembers, so that nobody puts their record over another's unawares.

    An answer to an invitation changes nothing of it before somebody recorded who came.
    """
    held = meeting.state == Meeting.State.HELD
    came = sorted((str(row.pk), row.attended, row.deputy) for row in invitations) if held else []
    said = repr((str(meeting.state), meeting.at.isoformat(), meeting.reason, came))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def attend(meeting: Meeting, came: Sequence[Came], *, reason: str = "", before: str | None = None) -> "Quorum":
    """Record who was there; the meeting was held. Raises ValueError where it was not quorate and nobody says why, or
    where it was cancelled; and NotNeutral.

    `before` is `roll_of` the meeting when the page was opened: raises Stale where it stands otherwise now. Two who
    record it at once wait for one another here.
    """
    stands = Meeting.objects.select_for_update().filter(pk=meeting.pk).exclude(state=Meeting.State.CANCELLED).first()
    if stands is None:
        raise ValueError("This meeting was cancelled meanwhile. Call it again.")
    rows = {row.pk: row for row in Invitation.objects.filter(meeting=meeting)}
    if before is not None and roll_of(stands, rows.values()) != before:
        raise Stale
    refuse_names([(meeting.person, reason)])
    for one in came:
        rows[one.invitation].attended, rows[one.invitation].deputy = one.attended, one.deputy
    quorum = quorum_of(meeting, rows.values())
    if not quorum.reached and not reason.strip():
        raise ValueError(f"{quorum.words} Say why the meeting went ahead, or call it again.")
    Invitation.objects.bulk_update(rows.values(), ["attended", "deputy"])
    # One that was held sooner than it was called for was held by now; whoever corrects who came moves it no more.
    held = stands.held_at or min(meeting.at, timezone.now())
    meeting.state, meeting.held_at, meeting.reason = Meeting.State.HELD, held, reason
    Meeting.objects.filter(pk=meeting.pk).update(state=meeting.state, held_at=meeting.held_at, reason=reason)
    following.tell_held(meeting)
    _write("work.record_attendance", [meeting])
    return quorum


@dataclass(frozen=True)
class Quorum:
    """Whether a meeting was quorate, and why: `came` of `needed` different agencies."""

    came: int
    needed: int

    @property
    def reached(self) -> bool:
        return self.came >= self.needed

    @property
    def words(self) -> str:
        """ "Quorate: 3 agencies came, and 3 are needed." """
        came = "1 agency" if self.came == 1 else f"{self.came} agencies"
        needed = "1 is" if self.needed == 1 else f"{self.needed} are"
        return f"{'Quorate' if self.reached else 'Not quorate'}: {came} came, and {needed} needed."


def quorum_of(meeting: Meeting, invitations: Iterable[Invitation]) -> Quorum:
    """Counted over different agencies: two people of one agency are one."""
    return Quorum(len({row.of_agency_id for row in invitations if row.attended}), meeting.quorum)


def move(
    meeting: Meeting, at: datetime, *, reason: str, place: str | None = None, before: str | None = None
) -> bool:  # fmt: skip
    """It is at another time, for a reason: everybody who knew of it is asked again, and packs expire by the new time.

    The former time stays in its history. `before` is when it was to be (`at` in ISO) as the page was opened. Raises
    ValueError where there is no reason, where that time is past, or where agencies that wait to be told would hear of
    it only after it was held; NotNeutral; and Stale where it was moved since. False where it was held or cancelled.
    """
    if not reason.strip():
        raise ValueError("Say why it is moved: those invited read it.")
    refuse_names([(meeting.person, reason)])
    if meeting.inform_from and at <= meeting.inform_from:
        raise ValueError("School, GP and home are not told before then: choose a later time.")
    if at <= timezone.now():
        raise ValueError("Choose a time still to come. Where the meeting was held earlier, record who came.")
    stands = Meeting.objects.select_for_update().filter(pk=meeting.pk, state=Meeting.State.CALLED).first()
    if stands is None:
        return False
    if before is not None and stands.at.isoformat() != before:
        raise Stale
    meeting.at, meeting.place, meeting.moved_because = at, stands.place if place is None else place, reason
    Meeting.objects.filter(pk=meeting.pk).update(at=at, place=meeting.place, moved_because=reason)
    Invitation.objects.filter(meeting=meeting).update(answer=Invitation.Answer.NONE, answered_at=None, deputy="")
    Item.objects.filter(meeting=meeting, is_first=False).exclude(until=None).update(until=at + PACK_LASTS)
    following.tell_altered(meeting, _who_know(meeting))
    _write("work.move_meeting", [meeting])
    return True


def cancel(meeting: Meeting, reason: str) -> bool:
    """It will not be held, for a reason: all who knew of it are told, and what calling it opened waits again. Raises
    ValueError without a reason, and NotNeutral. False where it was held or cancelled.
    """
    if not reason.strip():
        raise ValueError("Say why it is cancelled.")
    refuse_names([(meeting.person, reason)])
    called = Meeting.objects.filter(pk=meeting.pk, state=Meeting.State.CALLED)
    if not called.update(state=Meeting.State.CANCELLED, reason=reason):
        return False
    meeting.state, meeting.reason = Meeting.State.CANCELLED, reason
    following.tell_cancelled(meeting)
    following.tell_altered(meeting, _who_know(meeting))
    _write("work.cancel_meeting", [meeting])
    return True


def _who_know(meeting: Meeting) -> list[Invitation]:
    """The invitations that were given out."""
    return list(Invitation.objects.filter(meeting=meeting, held=False))


@dataclass(frozen=True)
class NewItem:
    """An item of an agenda: its title, and the seats or teams it is open to besides the chair.

    `person` is the item's own child where a meeting speaks of several.
    """

    meeting: Meeting
    title: str
    holders: tuple[uuid.UUID, ...] = ()
    person: uuid.UUID | None = None
    position: int = 1
    reason: str = ""


def add_items(items: Sequence[NewItem]) -> list[Item]:
    """Put items on agendas; returns the chair's row of each. Raises NotNeutral for a title with the child's name, and
    Cancelled.
    """
    _refuse_cancelled({one.meeting.pk for one in items})
    refuse_names((one.person or one.meeting.person, one.title) for one in items)
    first = [_item(one, new_key(), one.meeting.holder, is_first=True) for one in items]
    given = [
        _item(one, row.item, holder, is_first=False)
        for one, row in zip(items, first, strict=True)
        for holder in set(one.holders) - {one.meeting.holder}
    ]
    Item.objects.bulk_create([*first, *given])
    _line("work.add_items", [*first, *given])
    return first


def _refuse_cancelled(meetings: Iterable[uuid.UUID]) -> None:
    """Who cancels one of these at the same time waits, or was first."""
    states = Meeting.objects.select_for_update().filter(pk__in=list(meetings)).values_list("state", flat=True)
    if Meeting.State.CANCELLED in list(states):
        raise Cancelled("This meeting was cancelled. Call it again, and decide it there.")


def _item(one: NewItem, key: uuid.UUID, holder: uuid.UUID, *, is_first: bool) -> Item:
    meeting = one.meeting
    return Item(
        id=new_key(), meeting=meeting, person=one.person or meeting.person, agency_id=meeting.agency_id,
        level=Level.DETAIL, holder=holder, subject_kind=meeting.subject_kind, subject=meeting.subject, item=key,
        is_first=is_first, position=one.position, title=one.title, reason=one.reason,
        until=None if is_first else meeting.at + PACK_LASTS,
    )  # fmt: skip


def decide(item: Item, decision: str, *, why: str = "", dissent: str = "", before: str | None = None) -> int:
    """Record what was decided on an item, for everybody to whom it is open; returns how many rows that is.

    `before` is what stood (`Item.stands`) when its page was opened, else as the row was read: nothing is written, and 0
    returned, where somebody else decided since. Two who decide at once wait for one another here. Raises Cancelled.
    """
    if not decision.strip():
        raise ValueError("Say what was decided.")
    _refuse_cancelled([item.meeting_id])
    shown = item.stands if before is None else before
    if Item.objects.select_for_update().get(pk=item.pk).stands != shown:
        return 0
    rows = Item.objects.filter(item=item.item)
    changed = rows.update(decision=decision, why=why, dissent=dissent, decided_at=timezone.now())
    _line("work.decide_item", [item])
    return changed


def take_back_packs() -> int:
    """Give items whose time is over back to their chair. Background work: run it inside `clockwork`."""
    over = list(Item.objects.filter(is_first=False, until__lte=timezone.now()).select_related("meeting"))
    for item in over:
        item.holder, item.until = item.meeting.holder, None
    Item.objects.bulk_update(over, ["holder", "until"])
    if over:
        _line("work.take_back_packs", over)
    return len(over)


def _line(door: str, rows: Sequence[Invitation | Item | Meeting]) -> None:
    persons = {row.person for row in rows if row.person}
    ledger.line(LedgerAct.CHANGE, door, persons=persons, subjects=[row.pk for row in rows])


def _write(door: str, meetings: Sequence[Meeting]) -> None:
    holding.settle({meeting.subject for meeting in meetings})
    _line(door, meetings)
