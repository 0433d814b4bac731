"""Of a library's pages, those that we open."""

from collections.abc import Collection
from typing import Any

from django.urls import URLPattern, path
from django.urls.resolvers import RoutePattern, URLResolver


def only(names: Collection[str], patterns: Any, prefix: str = "") -> list[URLPattern]:
    """The named routes among `patterns`, flat; every other is left out, and so does not exist."""
    found: list[URLPattern] = []
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            found += only(names, pattern.url_patterns, prefix + str(pattern.pattern))
        elif pattern.name in names and isinstance(pattern.pattern, RoutePattern):
            found.append(path(prefix + str(pattern.pattern), pattern.callback, name=pattern.name))
    return found
