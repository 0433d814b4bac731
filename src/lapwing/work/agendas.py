"""Agendas made from the records: rooms above say which children a list should speak of, and for what."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lapwing.access import holdings
from lapwing.people import queries as people
from lapwing.people.queries import Summary

AT_RISK, PANEL = "at_risk_list", "exploitation_panel"


@dataclass(frozen=True)
class Entry:
    """A child (a person as told) who belongs on a list, for what: in words without a name."""

    person: uuid.UUID
    words: str


Source = Callable[[], Sequence[Entry]]
SOURCES: dict[str, list[Source]] = {}


def register(lists: Sequence[str], source: Source) -> None:
    """Let a room say whom these lists should speak of; row security is the only filter."""
    for one in lists:
        SOURCES.setdefault(one, []).append(source)


@dataclass(frozen=True)
class Line:
    """One child on an agenda, one of its persons as told, and each reason once."""

    child: Summary
    person: uuid.UUID
    reasons: tuple[str, ...]


def agenda(which: str) -> list[Line]:
    """Every child whom a room puts on this list, with the reasons together; those with most reasons are not ranked
    first: the order is that of the children's references.
    """
    with holdings.reading():
        entries = [entry for source in SOURCES.get(which, []) for entry in source()]
        known = people.known(entry.person for entry in entries)
    found: dict[uuid.UUID, tuple[uuid.UUID, dict[str, None]]] = {}
    for entry in entries:
        if entry.person in known.child_of:
            found.setdefault(known.child_of[entry.person], (entry.person, {}))[1][entry.words] = None
    lines = [Line(known.summaries[child], person, tuple(reasons)) for child, (person, reasons) in found.items()]
    return sorted(lines, key=lambda line: line.child.reference)
