"""Walking through the site as somebody would: along the links that its pages show."""

import re
import time
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test import Client

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
    """What one page took: seconds in all, seconds of Python's own, statements, and bytes sent."""

    seconds: float
    python: float
    statements: int
    size: int


def walk(client: Client, of_one_kind: int = OF_ONE_KIND, *, files: bool = True) -> Iterator[Step]:
    """Every page that somebody can reach by links from the start, so many of each kind; with files, or without."""
    seen: dict[str, str] = {"/": "the start"}
    waiting, walked = deque(seen), Counter[str]()
    while waiting:
        address = waiting.popleft()
        kind = KEYS.sub("…", address.split("?")[0])
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


def cost(client: Client, address: str, times: int = 3) -> Cost:
    """What a page takes that was opened before: the least of a few times, for other work only adds."""
    asked = [_ask(client, address) for _ in range(times)]
    return min(asked, key=lambda one: one.seconds)


def _ask(client: Client, address: str) -> Cost:
    statements = Counter[str]()

    def count(execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        statements["sent"] += 1
        return execute(sql, params, many, context)

    began, python = time.perf_counter(), time.process_time()
    with connection.execute_wrapper(count):
        answer = client.get(address, follow=True)
    size = 0 if answer.streaming else len(answer.content)
    return Cost(time.perf_counter() - began, time.process_time() - python, statements["sent"], size)


def sitting(seat: Seat) -> Client:
    """A browser in which somebody has signed in, second factor and all, to this seat."""
    client = Client(headers={"host": "localhost"})
    client.force_login(seat.account, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["second_factor"], session["seat"] = True, str(seat.pk)
    session.save()
    return client
