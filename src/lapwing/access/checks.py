"""The site does not start with a view that does not say who may enter."""

from typing import Any

from django.core import checks


def register() -> None:
    checks.register(every_route_has_a_door, checks.Tags.security)


def every_route_has_a_door(**_: Any) -> list[checks.CheckMessage]:
    from lapwing.access.doors import door_of, routes

    return [
        checks.Error(
            f"The page {pattern!r} does not say who may enter.",
            hint="Put @door(...), @public(...) or @signed_in(...) from lapwing.access.doors above its view.",
            id="access.E001",
        )
        for pattern, name, view in routes()
        if door_of(view, name) is None
    ]
