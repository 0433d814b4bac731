"""What else follows when a meeting is called, moved or cancelled: the room whose subject it is learns its key, and
whoever tells people that it is otherwise learns whom to tell.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from django.db.models import Model, QuerySet

from lapwing.work.meetings.models import Invitation, Meeting

Called = Callable[[Meeting], None]
Altered = Callable[[Meeting, Sequence[Invitation]], None]
Decided = TypeVar("Decided", bound=Model)
CALLED: dict[str, Called] = {}
CANCELLED: dict[str, Called] = {}
HELD: dict[str, Called] = {}
ALTERED: list[Altered] = []


def register(subject_kind: str, called: Called, cancelled: Called) -> None:
    """Tell a room of each meeting that is called or cancelled on a subject of its own, as part of the act."""
    CALLED[subject_kind], CANCELLED[subject_kind] = called, cancelled


def register_held(subject_kind: str, held: Called) -> None:
    """Tell a room of each meeting on a subject of its own that was held."""
    HELD[subject_kind] = held


def register_altered(altered: Altered) -> None:
    """Tell a room above of each meeting that is moved or cancelled, with the invitations of those who know of it."""
    ALTERED.append(altered)


def tell(meeting: Meeting) -> None:
    if called := CALLED.get(meeting.subject_kind):
        called(meeting)


def tell_cancelled(meeting: Meeting) -> None:
    if cancelled := CANCELLED.get(meeting.subject_kind):
        cancelled(meeting)


def waiting_again(opened: QuerySet[Decided], meeting: Meeting) -> list[Decided]:
    """Of what was opened by calling meetings, what waits again because this one was cancelled; where another was called
    on the same subject since, it is opened by that.
    """
    rows = list(opened.select_for_update().filter(meeting=meeting.pk))
    mine = opened.filter(pk__in=[row.pk for row in rows])
    since = Meeting.objects.filter(subject=meeting.subject, recorded_at__gt=meeting.recorded_at)
    other = since.exclude(state=Meeting.State.CANCELLED).order_by("recorded_at").last()
    if other is not None:
        mine.update(meeting=other.pk)
        return []
    mine.update(state="proposed", decided_by=None, decided_at=None, meeting=None)
    return rows


def tell_held(meeting: Meeting) -> None:
    if held := HELD.get(meeting.subject_kind):
        held(meeting)


def tell_altered(meeting: Meeting, invitations: Sequence[Invitation]) -> None:
    for altered in ALTERED:
        altered(meeting, invitations)
