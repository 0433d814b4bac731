"""Cards on a child's page: what the reader may be told, the child's own words as cleared, what the police hold."""

import uuid
from collections.abc import Sequence
from typing import Any

from lapwing.cases.missing.heard import presenters, queries
from lapwing.people.cards import Card, register
from lapwing.work import naming


def notes(child: uuid.UUID, persons: Sequence[uuid.UUID]) -> dict[str, Any] | None:
    """What the child agreed that the reader may be told; for whom else a note was cleared, where the reader sees it."""
    mine, others = queries.notes_to(persons)
    if not mine and not others:
        return None
    names = naming.holders(one.holder for one in others)
    return {
        "notes": [presenters.note_line(one) for one in mine],
        "others": [presenters.note_line(one, names.get(one.holder, "")) for one in others],
    }


def quotations(child: uuid.UUID, persons: Sequence[uuid.UUID]) -> dict[str, Any] | None:
    found = list(queries.quotations_of(persons))
    return {"quotations": [presenters.quotation_line(one) for one in found]} if found else None


def marks(child: uuid.UUID, persons: Sequence[uuid.UUID]) -> dict[str, Any] | None:
    found = list(queries.marks_of(persons))
    return {"marks": [presenters.mark_words(one) for one in found]} if found else None


def start() -> None:
    register(Card("safe_notes", "Safe to share", 20, "missing/card_notes.html", notes, "side"))
    register(Card("own_words", "In the child’s own words", 30, "missing/card_quotations.html", quotations, "side"))
    register(Card("intelligence", "Held by the police", 40, "missing/card_marks.html", marks, "side"))
