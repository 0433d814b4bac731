"""Standing in a demo's world that a process made: the ORM on its database, and its people at the site."""

import re
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connections
from django.test import Client
from django.urls import resolve

from lapwing.access.doors import opens
from lapwing.cli import demo
from lapwing.cli.postgres import Server
from lapwing.demo.cast import CAST, COLLEAGUES, STRANGER
from lapwing.directory.models import Seat

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
KEYS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/number/)[^/]+|(?<=/)\d[^/]*")
LINKS = re.compile(r'href="(/[^"#]*)"')
NOT_A_PAGE = ("/static", "/sign-out", "/demo")
OF_ONE_KIND = 2  # pages that differ by their keys alone, over everybody who walks


@contextmanager
def standing_in(server: Server, data: Path, blocker: Any) -> Iterator[dict[str, Seat]]:
    """The ORM on that world's database, as the ordinary role; yields the seats of its people by their keys."""
    server.start(fast=True)
    connection, kept = connections["default"], dict(connections["default"].settings_dict)
    where = urlsplit(server.url("app", demo.DATABASE))
    data_before, settings.DATA = settings.DATA, data
    with blocker.unblock():
        connection.close()
        connection.settings_dict.update(
            NAME=where.path.lstrip("/"), USER=where.username, PASSWORD=where.password, HOST=where.hostname,
            PORT=where.port,
        )  # fmt: skip
        try:
            emails = {member.email: member.key for member in (*CAST, STRANGER, *COLLEAGUES)}
            rows = Seat.objects.select_related("account").filter(account__email__in=emails)
            yield {emails[seat.account.email]: seat for seat in rows}
        finally:
            connection.close()
            connection.settings_dict.clear()
            connection.settings_dict.update(kept)
            settings.DATA = data_before
            server.stop()


def at_the_site(seat: Seat) -> Client:
    """Somebody's browser, signed in with a second factor."""
    client = Client()
    client.force_login(seat.account, backend=BACKEND)
    session = client.session
    session["second_factor"], session["seat"] = True, str(seat.pk)
    session.save()
    return client


def links(page: str) -> list[str]:
    found = (link.replace("&amp;", "&") for link in LINKS.findall(page))
    return [link for link in dict.fromkeys(found) if not link.startswith(NOT_A_PAGE)]


def dead_ends(seats: Mapping[str, Seat]) -> list[str]:
    """Links that somebody is shown and that lead to a closed door or a fault, each with who was shown it.

    Every link's door is asked. Pages are opened by kind: everybody opens all that their first page shows, and what lies
    behind is opened for the first few who come to it. A record that is not open to the reader is not there (404).
    """
    opened: Counter[str] = Counter()
    return [end for name, seat in seats.items() for end in _dead_ends(name, seat, opened)]


def _dead_ends(name: str, seat: Seat, opened: Counter[str]) -> Iterator[str]:
    client, seen, near = at_the_site(seat), {"/"}, {"/"}
    waiting = deque(["/"])
    while waiting:
        address = waiting.popleft()
        kind = KEYS.sub("…", address.split("?")[0])
        if not opens(resolve(address.partition("?")[0]).view_name, seat.role):
            yield f"{name}: {kind} is closed"
            continue
        if address not in near and opened[kind] >= OF_ONE_KIND:
            continue
        opened[kind] += 1
        answer = client.get(address, follow=True)
        if answer.status_code not in {200, 404}:
            yield f"{name}: {kind} answers {answer.status_code}"
        elif answer.headers.get("Content-Type", "").startswith("text/html"):
            fresh = [link for link in links(answer.content.decode()) if link not in seen]
            kinds = {KEYS.sub("…", link.split("?")[0]): link for link in fresh}
            near |= set(kinds.values()) if address == "/" else set()
            seen |= set(fresh)
            waiting += kinds.values()
