"""What else follows when a meeting is called, moved or cancelled: the room whose subject it is learns its key, and
whoever tells people that it is otherwise learns whom to tell.
"""

from collections.abc import Callable, Sequence

from lapwing.work.meetings.models import Invitation, Meeting

Called = Callable[[Meeting], None]
Altered = Callable[[Meeting, Sequence[Invitation]], None]
CALLED: dict[str, Called] = {}
HELD: dict[str, Called] = {}
ALTERED: list[Altered] = []


def register(subject_kind: str, called: Called) -> None:
    """Tell a room of each meeting that is called on a subject of its own, in the transaction of the act."""
    CALLED[subject_kind] = called


def register_held(subject_kind: str, held: Called) -> None:
    """Tell a room of each meeting on a subject of its own that was held."""
    HELD[subject_kind] = held


def register_altered(altered: Altered) -> None:
    """Tell a room above of each meeting that is moved or cancelled, with the invitations of those who know of it."""
    ALTERED.append(altered)


def tell(meeting: Meeting) -> None:
    if called := CALLED.get(meeting.subject_kind):
        called(meeting)


def tell_held(meeting: Meeting) -> None:
    if held := HELD.get(meeting.subject_kind):
        held(meeting)


def tell_altered(meeting: Meeting, invitations: Sequence[Invitation]) -> None:
    for altered in ALTERED:
        altered(meeting, invitations)
