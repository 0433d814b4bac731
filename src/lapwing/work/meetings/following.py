"""What else follows when a meeting is called or moved: the room whose subject it is learns its key, and whoever tells
people of a new time learns whom to tell.
"""

from collections.abc import Callable, Sequence

from lapwing.work.meetings.models import Invitation, Meeting

Called = Callable[[Meeting], None]
Moved = Callable[[Meeting, Sequence[Invitation]], None]
CALLED: dict[str, Called] = {}
HELD: dict[str, Called] = {}
MOVED: list[Moved] = []


def register(subject_kind: str, called: Called) -> None:
    """Tell a room of each meeting that is called on a subject of its own, in the transaction of the act."""
    CALLED[subject_kind] = called


def register_held(subject_kind: str, held: Called) -> None:
    """Tell a room of each meeting on a subject of its own that was held."""
    HELD[subject_kind] = held


def register_moved(moved: Moved) -> None:
    """Tell a room above of each meeting that is moved, with the invitations of those who know of it."""
    MOVED.append(moved)


def tell(meeting: Meeting) -> None:
    if called := CALLED.get(meeting.subject_kind):
        called(meeting)


def tell_held(meeting: Meeting) -> None:
    if held := HELD.get(meeting.subject_kind):
        held(meeting)


def tell_moved(meeting: Meeting, invitations: Sequence[Invitation]) -> None:
    for moved in MOVED:
        moved(meeting, invitations)
