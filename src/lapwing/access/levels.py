"""How much of a child's records a row tells. Levels belong to rows; no page blanks a column."""

from enum import IntEnum


class Level(IntEnum):
    NOTHING = 0
    POINTER = 1
    SUMMARY = 2
    DETAIL = 3
    RESTRICTED = 4
    SEALED = 5

    @property
    def sentence(self) -> str:
        return SENTENCES[self]


SENTENCES = {
    Level.NOTHING: "nothing at all",
    Level.POINTER: "that an agency knows this child, since when, and whom to call",
    Level.SUMMARY: "what happened, when, in a line",
    Level.DETAIL: "the record as it was written",
    Level.RESTRICTED: "what could put somebody in danger if it travelled",
    Level.SEALED: "records that do not show to anybody outside their seal",
}
CHOICES = [(level.value, level.name.title()) for level in Level if level]
