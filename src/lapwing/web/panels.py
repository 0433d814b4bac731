"""Panels of the page *Today*. Rooms above register theirs; each seat sees those that have something to say to it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from lapwing.access.roles import Role

Content = Callable[[HttpRequest], dict[str, Any] | None]


@dataclass(frozen=True)
class Panel:
    """A part of *Today*: its heading, its template, and what fills it. Nothing to say is None, and it is left out."""

    key: str
    heading: str
    order: int
    template: str
    content: Content
    roles: tuple[str, ...]


PANELS: dict[str, Panel] = {}


def register(key: str, heading: str, order: int, template: str, content: Content, *roles: Role) -> None:
    """Put a panel on *Today* for these roles, at start-up."""
    PANELS[key] = Panel(key, heading, order, template, content, tuple(role.key for role in roles))


def panels_for(request: HttpRequest) -> list[tuple[Panel, dict[str, Any]]]:
    """The panels of this seat, in order, with what fills them."""
    role = request.seat.role  # type: ignore[attr-defined]
    mine = sorted((panel for panel in PANELS.values() if role in panel.roles), key=lambda panel: panel.order)
    filled = ((panel, panel.content(request)) for panel in mine)
    return [(panel, content) for panel, content in filled if content is not None]
