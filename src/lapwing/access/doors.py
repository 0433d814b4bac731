"""Doors: each view says who may enter and to what purpose, or the site does not start."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache, wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, get_script_prefix, resolve, reverse
from django.utils.safestring import SafeString

from lapwing.access.roles import PEOPLE_ROLES, ROLES, Role
from lapwing.access.viewer import NOBODY, current, is_open

View = Callable[..., HttpResponse]
EVERYBODY = tuple(PEOPLE_ROLES)
A_KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Door:
    """Who may enter a view. `roles` empty with `public` true: anybody, signed in or not."""

    purpose: str
    words: str
    roles: tuple[str, ...] = ()
    public: bool = False
    no_seat: bool = False

    def admits(self, role: str | None) -> bool:
        return self.public or (role is not None and role in self.roles)


def door(*roles: Role, purpose: str, words: str) -> Callable[[View], View]:
    """Open a view to roles, for a purpose that every line in the ledger carries."""
    return _mark(Door(purpose, words, tuple(role.key for role in roles)))


def public(words: str) -> Callable[[View], View]:
    """Open a view to anybody. It runs without a viewer, so that it can read no guarded row."""
    return _mark(Door("public", words, public=True))


def signed_in(words: str) -> Callable[[View], View]:
    """Open a view to anybody who signed in, before they chose a seat. It runs without a viewer."""
    return _mark(Door("signing_in", words, roles=tuple(ROLES), no_seat=True))


def _mark(what: Door) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        def guarded_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            seat = getattr(request, "seat", None)
            if not what.public and not what.no_seat and not what.admits(seat.role if seat else None):
                raise PermissionDenied(f"This page is for: {titles(what)}.")
            return view(request, *args, **kwargs)

        guarded_view.door = what  # type: ignore[attr-defined] # a function has no such attribute
        return guarded_view

    return decorate


def titles(what: Door) -> str:
    return "; ".join(ROLES[role].title.lower() for role in what.roles if not ROLES[role].acts_for_machine)


# Pages of the sign-in library: it has no line of ours inside, so its doors stand here.
SIGN_IN_PAGES = {
    "account_login": Door("signing_in", "Sign in", public=True),
    "account_logout": Door("signing_in", "Sign out", public=True),
    "account_reauthenticate": Door("signing_in", "Confirm that it is you", tuple(ROLES), no_seat=True),
    "account_change_password": Door("signing_in", "Change your password", tuple(ROLES), no_seat=True),
    "mfa_authenticate": Door("signing_in", "Second factor", public=True),
    "mfa_reauthenticate": Door("signing_in", "Confirm that it is you", tuple(ROLES), no_seat=True),
    "mfa_index": Door("signing_in", "Your second factors", tuple(ROLES), no_seat=True),
    "mfa_activate_totp": Door("signing_in", "Set up an authenticator", tuple(ROLES), no_seat=True),
    "mfa_deactivate_totp": Door("signing_in", "Remove an authenticator", tuple(ROLES), no_seat=True),
    "mfa_generate_recovery_codes": Door("signing_in", "Make recovery codes", tuple(ROLES), no_seat=True),
    "mfa_view_recovery_codes": Door("signing_in", "See recovery codes", tuple(ROLES), no_seat=True),
    "mfa_download_recovery_codes": Door("signing_in", "Download recovery codes", tuple(ROLES), no_seat=True),
}


def door_of(view: Any, name: str | None) -> Door | None:
    """The door of a resolved view, or None where it has none."""
    what = getattr(view, "door", None)
    if isinstance(what, Door):
        return what
    return SIGN_IN_PAGES.get(name or "")


def routes(patterns: Any = None, prefix: str = "", space: str = "") -> Iterator[tuple[str, str, Any]]:
    """Every route of the site: its pattern, its full name, and its view."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from routes(pattern.url_patterns, prefix + str(pattern.pattern), inner)
        elif isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern), space + (pattern.name or ""), pattern.callback


@cache
def _by_name() -> dict[str, Door | None]:
    return {name: door_of(view, name) for _, name, view in routes()}


def opens(name: str, role: str) -> bool:
    """Whether the door of a route lets this role in: a page shows no way to where its reader may not go."""
    what = _by_name()[name]
    return what is not None and what.admits(role)


def address(name: str, *keys: UUID) -> SafeString:
    """`reverse` of a route whose arguments are keys, for lists of hundreds: what stands round them is found once, and
    a template finds nothing in it to escape. Raises AttributeError for what is no key.
    """
    return SafeString(_round_keys(prefix(), name, len(keys)).format(*map(UUID.__str__, keys)))


def addresses(name: str, keys: Iterable[UUID]) -> list[SafeString]:
    """The same of many keys, each the one argument of the route."""
    before, after = _round_keys(prefix(), name, 1).split("{}")
    return [SafeString(before + str(key) + after) for key in keys]


def prefix() -> str:
    """What every address of this site begins with: for a list of hundreds the viewer knows it, and not Django, which
    looks for it through its threads.
    """
    return current().prefix if is_open() else get_script_prefix()


@lru_cache(maxsize=1_000)
def _round_keys(_: str, name: str, number: int) -> str:
    """A route's address, which begins with the site's own prefix, with a place for each key."""
    marks = [UUID(int=place + 1) for place in range(number)]
    found = reverse(name, args=marks)
    for mark in marks:
        found = found.replace(str(mark), "{}")
    return found


def way(name: str, *keys: UUID) -> str:
    """The address of a page, or nothing where the viewer's role is not let in."""
    return address(name, *keys) if opens(name, current().role) else ""


def may_follow(url: str) -> bool:
    """Whether an address of this site leads to a page that lets the viewer's role in."""
    return opens(_route(A_KEY.sub(str(NOBODY), url.partition("?")[0].partition("#")[0])), current().role)


@lru_cache(maxsize=1_000)
def _route(path: str) -> str:
    """The name of the route that a path leads to: whatever key stands in it, one route takes it."""
    return str(resolve(path).view_name)
