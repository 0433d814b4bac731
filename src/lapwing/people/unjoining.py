"""What else happens when a join is undone: rooms above learn of it, and list what had used it."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Undone:
    """A join that was undone: the link that says so, who was taken for one child, since when, and why not."""

    link: uuid.UUID
    persons: tuple[uuid.UUID, ...]
    since: datetime
    reason: str


Follows = Callable[[Undone], int]
FOLLOWS: list[Follows] = []


def register(follows: Follows) -> None:
    """Tell a room of each join undone, in the transaction of the act; it answers how much it lists for correction."""
    FOLLOWS.append(follows)


def tell(undone: Undone) -> int:
    """How many records had used the join, and are listed for correction."""
    return sum(follows(undone) for follows in FOLLOWS)
