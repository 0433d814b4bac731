"""Standing in a demo's world that a process made: the ORM on its database, and its people at the site."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connections
from django.urls import resolve

from lapwing.access.doors import opens
from lapwing.cli import demo
from lapwing.cli.postgres import Server
from lapwing.demo.cast import CAST, COLLEAGUES, STRANGER
from lapwing.demo.walking import LINKS, NOT_A_PAGE
from lapwing.directory.models import Seat


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


def links(page: str) -> list[str]:
    found = (link.replace("&amp;", "&") for link in LINKS.findall(page))
    return [link for link in dict.fromkeys(found) if not link.startswith(NOT_A_PAGE)]


def closed_doors(seat: Seat, page: str) -> list[str]:
    """Links of a page whose door is closed to whoever is shown them."""
    return [link for link in links(page) if not opens(resolve(link.partition("?")[0]).view_name, seat.role)]
