"""The chronology: all records of a child, in order. Rooms above register what they add; `cases/child` shows it."""

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from lapwing.rules.moments import Moment


@dataclass(frozen=True)
class Line:
    """One line: when, which agency's, in a sentence; `subject` is the record that proves it.

    A room with hundreds of lines may give how its sentences are made: a page shows few of them.
    """

    at: Moment
    agency: uuid.UUID
    said: str | Callable[[], str]
    kind: str
    subject: uuid.UUID
    url: str = ""
    significant: bool = False

    @property
    def words(self) -> str:
        return self.said if isinstance(self.said, str) else self.said()


Source = Callable[[Sequence[uuid.UUID]], Iterable[Line]]
SOURCES: dict[str, Source] = {}


def register(kind: str, source: Source) -> None:
    """Add lines of one kind, from the persons as told who are one child."""
    SOURCES[kind] = source


def lines(persons: Sequence[uuid.UUID]) -> list[Line]:
    """Every line that the viewer may see, newest first."""
    found = [line for source in SOURCES.values() for line in source(persons)]
    return sorted(found, key=lambda line: (line.at.at, str(line.subject)), reverse=True)
