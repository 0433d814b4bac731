"""What may be read out in a meeting of what a child said: rooms above say, and only what the child agreed to.

Never by default, and not where an agency that must not hear of the child is invited.
"""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from lapwing.work.meetings.models import Invitation, Meeting


@dataclass(frozen=True)
class Spoken:
    """One quotation that the child agreed may be read out here; or, without words, why none is."""

    words: str
    withheld: str = ""


# Given persons as told and the agencies invited: for each person, what may be read out.
Source = Callable[[set[uuid.UUID], set[uuid.UUID]], Mapping[uuid.UUID, list[Spoken]]]
SOURCES: list[Source] = []


def register(source: Source) -> None:
    """Let a room say what of its quotations may be read out, at start-up; row security is the filter beneath."""
    SOURCES.append(source)


def may_be_read_out(meeting: Meeting, persons: Iterable[uuid.UUID | None]) -> dict[uuid.UUID, list[Spoken]]:
    """For each of these persons with words that may be read out in this meeting."""
    wanted = {person for person in persons if person}
    invited = set(Invitation.objects.filter(meeting=meeting).values_list("of_agency", flat=True))
    found: dict[uuid.UUID, list[Spoken]] = {}
    for source in SOURCES if wanted else []:
        for person, spoken in source(wanted, invited).items():
            found.setdefault(person, []).extend(spoken)
    return found
