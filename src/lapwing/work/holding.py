"""What holds a place in a circle open: a place never lapses while a clock, an action or an alert on it is open.

Each room of work says, for subjects, until when something of its own is surely open. The end of a place is a stored
time, moved by the acts that open and close; those acts call `settle`, and a background job calls it for what runs late.
"""

import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta

from django.utils import timezone

from lapwing.access import circle
from lapwing.access.models import Place
from lapwing.access.viewer import turning
from lapwing.rules.moments import Moment, Precision

OpenUntil = Callable[[set[uuid.UUID]], dict[uuid.UUID, datetime]]
SOURCES: dict[str, OpenUntil] = {}
_noted: ContextVar[set[uuid.UUID] | None] = ContextVar("lapwing_settled_at_the_end", default=None)


def register(kind: str, open_until: OpenUntil) -> None:
    """Let a room say which of these subjects it still has something open on, and when that falls due."""
    SOURCES[kind] = open_until


def open_until(subjects: Iterable[uuid.UUID]) -> dict[uuid.UUID, datetime]:
    """For each subject with something open: the last time at which any of it falls due."""
    wanted, last = set(subjects), dict[uuid.UUID, datetime]()
    for source in SOURCES.values():
        for subject, until in source(wanted).items():
            last[subject] = max(until, last.get(subject, until))
    return last


@contextmanager
def once() -> Iterator[None]:
    """What an act would settle in each of its parts is settled at its end: every room is asked once, not once a part.

    Inside another `once` the outer one settles. An act that fails settles nothing.
    """
    if _noted.get() is not None:
        yield
        return
    noted: set[uuid.UUID] = set()
    token = _noted.set(noted)
    try:
        yield
    finally:
        _noted.reset(token)
    settle(noted)


def settle(subjects: Iterable[uuid.UUID], *, keep: timedelta = circle.WHILE_OPEN) -> None:
    """Move the ends of the places that these subjects opened: on, while anything is open; to a week from now, if not.

    What is late is still open, so an end is counted from now or from the due time, whichever is later. Places of a room
    that does not say what it holds open are never shortened here: that room closes them itself.
    """
    wanted, now = set(subjects), timezone.now()
    if (noted := _noted.get()) is not None and keep == circle.WHILE_OPEN:
        noted |= wanted
        return
    if not wanted:
        return
    with turning():
        last = open_until(wanted)
        by_end: dict[datetime, list[uuid.UUID]] = {}
        for subject, until in last.items():
            by_end.setdefault(_end_of_day(max(until, now) + keep), []).append(subject)
        for end, held in by_end.items():
            circle.keep_open(held, end)
        if done := wanted - set(last):
            circle.close_places(_ours(done))


def _ours(subjects: set[uuid.UUID]) -> list[uuid.UUID]:
    """The subjects whose places were opened by a room that says what it holds open."""
    opened = Place.objects.filter(because__in=subjects, because_kind__in=SOURCES)
    return list(opened.values_list("because", flat=True).distinct())


def hold_on() -> int:
    """Move on the ends that come within a fortnight on which something is open still. Inside `clockwork`."""
    soon = Place.objects.filter(ends__gt=timezone.now(), ends__lt=timezone.now() + 2 * circle.WARNING)
    subjects = set(soon.filter(break_glass=False).exclude(because=None).values_list("because", flat=True))
    still = set(open_until(subjects))
    settle(still)
    return len(still)


def _end_of_day(at: datetime) -> datetime:
    """Ends fall on midnight in London, so that a file of many rows moves few distinct ends."""
    return Moment(at, Precision.DAY).end
