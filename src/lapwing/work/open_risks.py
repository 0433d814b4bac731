"""What is still open about a child when they turn 18: rooms above say, for persons as told, which of them it holds for.

Whoever hands a young person over to an adult service reads only this, and need not know the rooms.
"""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass

Which = Callable[[set[uuid.UUID]], set[uuid.UUID]]


@dataclass(frozen=True)
class OpenRisk:
    """A kind of risk that does not end with a birthday: its words, and which of some persons as told it holds for."""

    code: str
    words: str
    which: Which


RISKS: dict[str, OpenRisk] = {}


def register(code: str, words: str, which: Which) -> None:
    """Make a kind of open risk known, at start-up. `which` runs as background work, and shows nothing to anybody."""
    RISKS[code] = OpenRisk(code, words, which)


def open_for(persons: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    """The codes of what is open, for each of these persons with anything open."""
    wanted, found = set(persons), dict[uuid.UUID, list[str]]()
    for risk in RISKS.values():
        for person in risk.which(wanted):
            found.setdefault(person, []).append(risk.code)
    return found


def words_of(codes: Iterable[str]) -> list[str]:
    return [RISKS[code].words if code in RISKS else code for code in codes]
