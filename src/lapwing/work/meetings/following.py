"""What else follows when a meeting is called: the room whose subject it is learns its key."""

from collections.abc import Callable

from lapwing.work.meetings.models import Meeting

Called = Callable[[Meeting], None]
CALLED: dict[str, Called] = {}


def register(subject_kind: str, called: Called) -> None:
    """Tell a room of each meeting that is called on a subject of its own, in the transaction of the act."""
    CALLED[subject_kind] = called


def tell(meeting: Meeting) -> None:
    if called := CALLED.get(meeting.subject_kind):
        called(meeting)
