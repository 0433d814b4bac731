"""What the morning's tasking asks for besides who is missing: rooms above say what of theirs waits for somebody.

The tasking page reads only this, so that rooms beside it need not be known to it.
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Task:
    """One thing that waits: in words without a name, about whom (a person as told), where it stands, since when."""

    words: str
    person: uuid.UUID | None
    url: str = ""
    since: datetime | None = None


Tasks = Callable[[], Sequence[Task]]


@dataclass(frozen=True)
class Source:
    """A heading of the tasking page, such as "Trigger plans without an owner", and what fills it."""

    key: str
    heading: str
    order: int
    tasks: Tasks


SOURCES: dict[str, Source] = {}


def register(key: str, heading: str, order: int, tasks: Tasks) -> None:
    """Put a heading on the tasking page, at start-up; row security is the only filter of what stands beneath it."""
    SOURCES[key] = Source(key, heading, order, tasks)


def waiting() -> list[tuple[Source, list[Task]]]:
    """Every heading in order with what waits under it, as the viewer may see it; a heading may have nothing."""
    return [(source, list(source.tasks())) for source in sorted(SOURCES.values(), key=lambda source: source.order)]
