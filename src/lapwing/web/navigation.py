"""The site's menu. Rooms register their pages at start-up; each seat sees those it may enter.

Who has few pages sees them in one row. Who has many sees what is wanted at once, and sections: the pages of the section
where they are stand in a row of their own.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import NoReverseMatch

from lapwing.access.doors import address
from lapwing.access.roles import Role

ONE_ROW = 7
CHILDREN, WORK, NUMBERS, FILES, KEEPING = "Children", "Work", "Numbers", "Files", "Keeping"


@dataclass(frozen=True)
class Item:
    """A page in the menu: its words, the name of its route, its place in the order, who has it, and its section."""

    words: str
    route: str
    order: int
    roles: tuple[str, ...]
    section: str = ""


@dataclass(frozen=True)
class Link:
    """A link of the menu. `current` is this very page; `within` says that this page stands under it."""

    words: str
    url: str
    current: bool = False
    within: bool = False


@dataclass(frozen=True)
class Menu:
    """The links of every page, and below them those of the section that the page stands in."""

    links: list[Link] = field(default_factory=list)
    section: str = ""
    below: list[Link] = field(default_factory=list)


ITEMS: dict[str, Item] = {}


def register(words: str, route: str, order: int, *roles: Role, section: str = "") -> None:
    ITEMS[route] = Item(words, route, order, tuple(role.key for role in roles), section)


def items_for(role: str) -> list[Item]:
    return sorted((item for item in ITEMS.values() if role in item.roles), key=lambda item: item.order)


def menu(role: str, path: str) -> Menu:
    """The menu of a role, for the page at this path."""
    urls = {item: url for item in items_for(role) if (url := _url(item))}
    here = max((item for item in urls if _stands_under(path, urls[item])), key=lambda i: len(urls[i]), default=None)
    links = {item: Link(item.words, url, path == url, item is here) for item, url in urls.items()}
    groups = _groups(urls, whole=len(urls) <= ONE_ROW)
    found = Menu([_of_group(group, links, here) for group in groups])
    below = next((group for group in groups if here in group and len(group) > 1), None)
    return Menu(found.links, below[0].section, [links[item] for item in below]) if below else found


def _url(item: Item) -> str:
    try:
        return address(item.route)
    except NoReverseMatch:  # a page that this installation leaves out
        return ""


def _stands_under(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))


def _groups(items: Iterable[Item], *, whole: bool) -> list[list[Item]]:
    """Items by section, in order; an item without one, or all where they fit into one row, each by itself."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(item.section if item.section and not whole else item.route, []).append(item)
    return list(groups.values())


def _of_group(group: list[Item], links: dict[Item, Link], here: Item | None) -> Link:
    """A page by itself is its own link; a section leads to the first of its pages."""
    if len(group) == 1:
        return links[group[0]]
    return Link(group[0].section, links[group[0]].url, within=here in group)
