"""A meeting that was moved or cancelled: those who knew of it are told, and no former time asks for an answer."""

from collections.abc import Sequence
from datetime import timedelta

from lapwing.web.parts import when
from lapwing.work.alerts.kinds import AlertKind, register
from lapwing.work.alerts.raising import raise_alerts
from lapwing.work.alerts.routes import receivable
from lapwing.work.alerts.rows import Raise
from lapwing.work.alerts.taking_back import end
from lapwing.work.meetings.models import Invitation, Meeting

MOVED, CANCELLED = "meeting_moved", "meeting_cancelled"
register(AlertKind(MOVED, "A meeting that you are invited to has another time", after=timedelta(days=1)))
register(AlertKind(CANCELLED, "A meeting that you are invited to will not be held", after=timedelta(days=1)))


def tell(meeting: Meeting, invitations: Sequence[Invitation]) -> None:
    """Everybody who knew of it, except where a team could not receive it: its invitation shows how it stands. A meeting
    that speaks of several children is in nobody's name, and its invitations alone say so.
    """
    if meeting.person is None:
        return
    end([meeting.pk], "The meeting was moved or cancelled after this.", kind=MOVED)
    kind, words = _words(meeting)
    why_not = receivable([row.invited for row in invitations])
    raise_alerts([
        Raise(kind, meeting.person, meeting.agency_id, "meeting", meeting.pk, row.invited, words)
        for row in invitations if not why_not[row.invited]
    ])  # fmt: skip


def _words(meeting: Meeting) -> tuple[str, str]:
    if meeting.state == Meeting.State.CANCELLED:
        return CANCELLED, f"{meeting.title}, {when(meeting.at)}, will not be held."
    return MOVED, f"{meeting.title} is on {when(meeting.at)} now. Please answer again."
