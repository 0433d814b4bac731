"""A meeting's words and colours on a page."""

from collections.abc import Iterable
from dataclasses import dataclass

from lapwing.rules.words.sharing import PURPOSES
from lapwing.web.parts import Fact, Tag, when
from lapwing.work import naming
from lapwing.work.meetings.changes import Quorum
from lapwing.work.meetings.models import Invitation, Meeting

COLOURS = {Meeting.State.CALLED: "blue", Meeting.State.HELD: "green", Meeting.State.CANCELLED: "grey"}


@dataclass(frozen=True)
class Guest:
    """Somebody invited: who, and whether they are coming or came."""

    invitation: Invitation
    who: str
    words: str


def tag(meeting: Meeting) -> Tag:
    state = Meeting.State(meeting.state)
    return Tag(state.label, COLOURS[state])


def guests(invitations: Iterable[Invitation]) -> list[Guest]:
    rows = list(invitations)
    names = naming.holders(row.invited for row in rows)
    return [Guest(row, names.get(row.invited, str(row.of_agency)), _answer(row)) for row in rows]


def _answer(row: Invitation) -> str:
    deputy = f" ({row.deputy})" if row.deputy else ""
    if row.held:
        return "Not told yet"
    if row.attended is not None:
        return f"Came{deputy}" if row.attended else "Did not come"
    return Invitation.Answer(row.answer).label + deputy


def facts(meeting: Meeting, chair: str, quorum: Quorum | None) -> list[Fact]:
    rows = [
        Fact("When", when(meeting.at)),
        Fact("Where", meeting.place or "Not said yet"),
        Fact("Chair", chair or "Not open to you"),
        Fact("What information is shared for", PURPOSES.words(meeting.purpose)),
        Fact("Quorum", quorum.words if quorum else f"{meeting.quorum} different agencies are needed."),
    ]
    if meeting.inform_from:
        rows.append(Fact("School, GP and home are told from", when(meeting.inform_from)))
    if meeting.reason:
        rows.append(Fact("Reason", meeting.reason))
    return rows


def moves(meeting: Meeting) -> list[str]:
    """Each time to which it was moved, the latest first: from when, to when, and why."""
    former = list(meeting.history.order_by("pgh_created_at"))  # type: ignore[attr-defined]
    pairs = zip(former, [*former, meeting][1:], strict=True)
    found = [
        f"Moved {when(before.pgh_created_at)} from {when(before.at)} to {when(after.at)}: {after.moved_because}"
        for before, after in pairs
        if before.at != after.at
    ]
    return found[::-1]


def stands_otherwise(meeting: Meeting, theirs: Iterable[Guest]) -> str:
    """What is said to whoever records who came as the second of two: what stands now, and that theirs does not."""
    yours = "Yours stands below and is not saved; send it again to put it in place of that."
    if meeting.state != Meeting.State.HELD:
        return f"The meeting was moved meanwhile, to {when(meeting.at)}. {yours}"
    said = "; ".join(f"{guest.who}: {guest.words.lower()}" for guest in theirs)
    return f"Somebody else recorded who came meanwhile. {said}. {yours}"
