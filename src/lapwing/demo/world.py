"""The world: what was planned, who is there, and what is known of each child by now."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone

from lapwing.access.viewer import Viewer, viewer
from lapwing.demo import clock
from lapwing.demo.absences import Absence, absences
from lapwing.demo.child import Child
from lapwing.demo.families import families
from lapwing.demo.places import CITY, COUNTY, Places
from lapwing.demo.size import WHOLE, Size
from lapwing.directory.models import Seat


class Progress:
    """How far a long step has come, for whoever watches; this one tells nobody."""

    def of(self, total: int) -> None:
        """So much more is to be done in this step."""

    def more(self, done: int) -> None:
        """So much more of it is done."""


WORKER = {CITY: "social_worker", COUNTY: "county_social_worker"}
# The database compares with its own clock: a place opened further back than this would have ended by now.
LIVED = timedelta(days=7)


@dataclass
class World:
    """A seed and a day; the plan that follows from them; and the keys of what has been written so far.

    `persons` holds, for each agency's short name and each child's number, that agency's person as told.
    """

    seed: int
    day: date
    size: Size = WHOLE
    places: Places = field(init=False)
    seats: dict[str, Seat] = field(init=False)
    persons: dict[str, dict[int, uuid.UUID]] = field(default_factory=lambda: defaultdict(dict))
    progress: Progress = field(default_factory=Progress)
    keys: dict[str, uuid.UUID] = field(default_factory=dict)  # of absences, by the police's number

    def __post_init__(self) -> None:
        self.children: list[Child] = families(self.seed, self.day, self.size)
        self.absences: list[Absence] = absences(self.seed, self.day, self.children, self.size)
        self.by_number = {child.number: child for child in self.children}
        self.went = frozenset(absence.child for absence in self.absences)
        hidden = [child for child in self.children if "confidential" in child.traits]
        self.in_hiding = frozenset((child.street, child.postcode) for child in hidden)

    @contextmanager
    def sitting(self, member: str, purpose: str) -> Iterator[Viewer]:
        """Act from the seat of a member of the cast or a colleague."""
        with viewer(self.seats[member], purpose, door="demo") as who:
            yield who

    @contextmanager
    def at(self, moment: datetime) -> Iterator[None]:
        """Act at a moment of the last days. A world for another day than today is made as of now."""
        if timedelta(0) < timezone.now() - moment < LIVED:
            with clock.at(moment):
                yield
        else:
            yield

    @property
    def of_today(self) -> list[Child]:
        """The children of today: those of then are known from files alone."""
        return [child for child in self.children if not child.went]

    def with_trait(self, trait: str) -> list[Child]:
        return [child for child in self.children if trait in child.traits]


Step = Callable[[World], str]
