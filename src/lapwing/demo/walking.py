"""Walking through the site as somebody would: along the links that its pages show."""

import gc
import re
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection
from django.test import Client
from django.urls import Resolver404, resolve

from lapwing.directory.models import Seat

KEYS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d[\d-]*")
LINKS = re.compile(r'href="(/[^"#]*)"')
NOT_A_PAGE = ("/static", "/sign-out", "/demo")
OF_ONE_KIND = 1  # pages that differ by their keys alone


@dataclass(frozen=True)
class Step:
    """One page that was walked to: its address, the kind of page that it is, and the page that showed the link."""

    address: str
    kind: str
    shown_on: str
    answer: Any


@dataclass(frozen=True)
class Cost:
    """What one page took: seconds in all; of the processor, by Python and by the database (0 where it is on another
    machine); statements; and bytes sent.
    """

    seconds: float
    python: float
    database: float
    statements: int
    size: int


def by_words(address: str) -> str:
    """The kind of a page: its address without its keys."""
    return KEYS.sub("…", address.split("?", maxsplit=1)[0])


def by_route(address: str) -> str:
    """The kind of a page: the route that answers, whatever stands in its place. So there are few."""
    try:
        return f"/{resolve(address.split('?', maxsplit=1)[0]).route}"
    except Resolver404:
        return by_words(address)


def walk(
    client: Client, of_one_kind: int = OF_ONE_KIND, *, files: bool = True, kind_of: Callable[[str], str] = by_words
) -> Iterator[Step]:
    """Every page that somebody can reach by links from the start, so many of each kind; with files, or without."""
    seen: dict[str, str] = {"/": "the start"}
    waiting, walked = deque(seen), Counter[str]()
    while waiting:
        address = waiting.popleft()
        kind = kind_of(address)
        walked[kind] += 1
        if walked[kind] > of_one_kind or ("/file/" in address and not files):
            continue
        answer = client.get(address, follow=True)
        yield Step(address, kind, KEYS.sub("…", seen[address]), answer)
        if answer.status_code == 200 and answer.headers.get("Content-Type", "").startswith("text/html"):
            for link in LINKS.findall(answer.content.decode()):
                where = link.replace("&amp;", "&")
                if where not in seen and not where.startswith(NOT_A_PAGE):
                    seen[where] = address
                    waiting.append(where)


def costs(client: Client, address: str, times: int = 2) -> list[Cost]:
    """What a page takes that was opened before, each time."""
    return [_ask(client, address) for _ in range(times)]


def _ask(client: Client, address: str) -> Cost:
    statements = Counter[str]()

    def count(execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        statements["sent"] += 1
        return execute(sql, params, many, context)

    gc.collect(0)  # what the page before left behind is no part of this one
    began, python, database = time.perf_counter(), time.process_time(), _databases()
    with connection.execute_wrapper(count):
        answer = client.get(address, follow=True)
    size = 0 if answer.streaming else len(answer.content)
    took = time.perf_counter() - began, time.process_time() - python, _databases() - database
    return Cost(*took, statements["sent"], size)


def _databases() -> float:
    """Seconds of the processor that the database's end of this connection has had."""
    try:
        return int(Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text().split()[0]) / 1e9
    except (OSError, AttributeError):  # another machine, or no connection yet
        return 0


def sitting(seat: Seat) -> Client:
    """A browser in which somebody has signed in, second factor and all, to this seat."""
    client = Client(headers={"host": "localhost"})
    client.force_login(seat.account, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["second_factor"], session["seat"] = True, str(seat.pk)
    session.save()
    return client
