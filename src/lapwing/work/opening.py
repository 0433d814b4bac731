"""What a proposal opens: rooms above register follow-ups, and whoever takes up a proposal opens them by name.

A room that proposes (three absences in 90 days) need not know the room that answers (a trigger plan).
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Reason:
    """Why something is opened: about whom (a person as told), from which subject, in words without a name."""

    person: uuid.UUID
    subject_kind: str
    subject: uuid.UUID
    words: str
    area: uuid.UUID | None = None
    holder: uuid.UUID | None = None
    due: datetime | None = None


Open = Callable[[Reason], uuid.UUID]


@dataclass(frozen=True)
class FollowUp:
    """A follow-up of a room above: its words, the kind of subject it makes, and the act that opens one."""

    key: str
    words: str
    kind: str
    open: Open


FOLLOW_UPS: dict[str, FollowUp] = {}


def register(key: str, words: str, kind: str, act: Open) -> None:
    """Make a follow-up known, at start-up."""
    FOLLOW_UPS[key] = FollowUp(key, words, kind, act)


def follow_up(key: str, reason: Reason) -> tuple[str, uuid.UUID] | None:
    """Open a follow-up: the kind and key of what was opened; None where its room is not installed."""
    found = FOLLOW_UPS.get(key)
    return (found.kind, found.open(reason)) if found else None
