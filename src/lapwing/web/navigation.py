"""The site's navigation. Rooms register their pages at start-up; each seat sees those it may enter."""

from dataclasses import dataclass

from lapwing.access.roles import Role


@dataclass(frozen=True)
class Item:
    """A page in the navigation: its words, the name of its route, its place in the order, and who has it."""

    words: str
    route: str
    order: int
    roles: tuple[str, ...]


ITEMS: dict[str, Item] = {}


def register(words: str, route: str, order: int, *roles: Role) -> None:
    ITEMS[route] = Item(words, route, order, tuple(role.key for role in roles))


def items_for(role: str) -> list[Item]:
    return sorted((item for item in ITEMS.values() if role in item.roles), key=lambda item: item.order)
