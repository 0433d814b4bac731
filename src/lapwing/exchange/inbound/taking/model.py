"""What taking a row needs, and what comes of it."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from lapwing.access.history import Parts
from lapwing.exchange.inbound.reasons import Note
from lapwing.rules.moments import Moment, day_words


@dataclass(frozen=True)
class Arriving:
    """A row to be taken: its key, its reference, what it says, and what the same row said before, with its records.

    `said` holds every column that becomes part of a record; `before` is empty, and `person` None, the first time.
    """

    row: uuid.UUID
    reference: str
    said: Mapping[str, str]
    before: Mapping[str, str] = field(default_factory=dict)
    person: uuid.UUID | None = None
    records: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_new(self) -> bool:
        return self.person is None

    def key(self, record: str) -> uuid.UUID | None:
        """The key of a record made of this row before."""
        return uuid.UUID(self.records[record]) if record in self.records else None


@dataclass(frozen=True)
class Clash:
    """A record of the row that somebody corrected by hand in these parts, last at `at`: the row tells them otherwise,
    and nothing of it was written. `record` is what it is among the row's records.
    """

    record: str
    parts: tuple[str, ...]
    at: datetime | None = None

    @property
    def note(self) -> Note:
        day = f" of {day_words(Moment(self.at).day)}" if self.at else ""
        return Note(
            "by_hand", f"It differs from your correction{day}, made by hand, which stands until somebody chooses."
        )


@dataclass(frozen=True)
class Taken:
    """What became of one row: the person as told, `new`, `updated` or `unchanged`, its records, and what to look at."""

    person: uuid.UUID
    state: str
    records: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    clashes: tuple[Clash, ...] = ()


@dataclass(frozen=True)
class Whose:
    """The agency whose file it is, and its area: `code` is the three figures of the local authority, or empty."""

    agency: uuid.UUID
    area: uuid.UUID | None
    code: str


Take = Callable[[Whose, Sequence[Arriving]], Sequence[Taken]]
Tells = Callable[[Whose, Arriving], Mapping[str, Parts]]
"""What a row tells of each of its records, part by part: for somebody who chooses between it and a correction."""
