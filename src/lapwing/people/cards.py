"""Cards on a child's page. Rooms above register theirs; `cases/child` shows them in order."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Content = Callable[[uuid.UUID, Sequence[uuid.UUID]], dict[str, Any] | None]


@dataclass(frozen=True)
class Card:
    """A part of a child's page: its heading, its template, and what fills it from a child and its persons as told.

    Nothing to say is None, and the card is left out.
    """

    key: str
    heading: str
    order: int
    template: str
    content: Content
    column: str = "main"


CARDS: dict[str, Card] = {}


def register(card: Card) -> None:
    CARDS[card.key] = card


def cards(column: str) -> list[Card]:
    return sorted((card for card in CARDS.values() if card.column == column), key=lambda card: card.order)
