"""Kinds of alert: what each says outwardly, what it opens to whom and for how long, and how soon the next is told.

Rooms above register theirs at start-up. An alert opens a pointer, never a chronology.
"""

from dataclasses import dataclass
from datetime import timedelta

from lapwing.access.circle import WHILE_OPEN
from lapwing.access.levels import Level


@dataclass(frozen=True)
class AlertKind:
    """`purpose` and `basis` are codes of sharing; `after` and `after_urgent` how long nobody may acknowledge it.

    `duty` is the key of the duty on which it rests, `note` a sentence for the one told; `way` is a route, of the
    subject's key, by which they can answer, and `way_words` what it says.
    `about_an_offence`: the child is victim, witness or suspected, and the alert says which. It stands in nobody's file,
    and its outcome withdraws it.
    """

    key: str
    words: str
    purpose: str = "protect"
    basis: str = "public_task"
    opens: Level = Level.POINTER
    lasts: timedelta = WHILE_OPEN
    after: timedelta = timedelta(hours=4)
    after_urgent: timedelta = timedelta(minutes=30)
    about_an_offence: bool = False
    duty: str = ""
    note: str = ""
    way: str = ""
    way_words: str = ""


STANDINGS = {
    "victim": "a victim",
    "witness": "a witness",
    "suspected": "suspected: nothing has been decided",
    "outcome": "the outcome of what was told before",
}

KINDS: dict[str, AlertKind] = {}


def register(kind: AlertKind) -> None:
    KINDS[kind.key] = kind


def kind_of(key: str) -> AlertKind:
    """The kind, or one with the ordinary settings for a key that no room registered."""
    return KINDS.get(key) or AlertKind(key, key.replace("_", " ").capitalize())


register(AlertKind("police_contact", "The police met a child", about_an_offence=True))
CORRECTION = "correction"
register(AlertKind(CORRECTION, "What you were told about a child was wrong", after=timedelta(hours=4)))
register(AlertKind("clock_late", "Something is overdue", after=timedelta(days=1)))
