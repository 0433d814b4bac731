"""A meeting that was moved: those who knew of the former time are told of the new one."""

from collections.abc import Sequence
from datetime import timedelta

from lapwing.web.parts import when
from lapwing.work.alerts.kinds import AlertKind, register
from lapwing.work.alerts.raising import raise_alerts
from lapwing.work.alerts.routes import receivable
from lapwing.work.alerts.rows import Raise
from lapwing.work.meetings.models import Invitation, Meeting

MOVED = "meeting_moved"
register(AlertKind(MOVED, "A meeting that you are invited to has another time", after=timedelta(days=1)))


def tell(meeting: Meeting, invitations: Sequence[Invitation]) -> None:
    """Everybody who knew of it, except where a team could not receive it: its invitation shows the new time. A meeting
    that speaks of several children is in nobody's name, and its invitations alone say so.
    """
    if meeting.person is None:
        return
    why_not = receivable([row.invited for row in invitations])
    raise_alerts(
        [
            Raise(
                MOVED, meeting.person, meeting.agency_id, "meeting", meeting.pk, row.invited,
                f"{meeting.title} is on {when(meeting.at)} now. Please answer again.",
            )
            for row in invitations
            if not why_not[row.invited]
        ]
    )  # fmt: skip
