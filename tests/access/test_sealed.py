"""A sealed child changes nothing for anybody outside: the same statements run, and the same bytes come back.

Every role takes every route that takes a child or a search, twice from the same state of the database: with a sealed
child in it, and without. Status, headers, body and number of statements are the same.
"""

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lapwing.access import circle, viewer
from lapwing.access.doors import routes
from lapwing.access.levels import Level
from lapwing.access.models import Touch
from lapwing.directory.keys import new_key, reference
from lapwing.directory.models import Seat
from lapwing.people import changes
from lapwing.people.models import Involvement
from tests import cast as casting
from tests.cast import Cast

# Many times over what other tests cover: measuring it again would double its time.
pytestmark = [pytest.mark.django_db, pytest.mark.no_cover, pytest.mark.long]

HEADERS_THAT_DIFFER = {"Date", "Set-Cookie", "Expires"}
MARKS = re.compile(
    rb'name="(?:csrfmiddlewaretoken|once)" value="[^"]*"|X-CSRFToken": "[^"]*"|nonce-[\w-]+|Refreshed [\d:]+'
    rb'|data-timeout-at>[\d:]+<|data-timeout="\d+"|\d\d:\d\d:\d\d|[\d:]+</span>\.</p>'
)
SEARCHES = (
    {"family": "Ashdown", "given": "Wren"},
    {"family": "Ashdown", "born-day": "4", "born-month": "5", "born-year": "2012"},
    {"number": "9434765919"},
)


class Undo(Exception):
    """Takes back what was done in a block."""


@contextmanager
def undone() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
            raise Undo
    except Undo:
        pass


def tell(cast: Cast, **said: Any) -> uuid.UUID:
    steward = cast.seats["data_steward"]
    with viewer.viewer(steward, "test"):
        return changes.tell([changes.Telling(**said)])[0].person


@pytest.fixture
def cast() -> Cast:
    """A world with a child whom everybody may find."""
    made = casting.build()
    tell(made, reference="open-1", given="Robin", family="Holt", born=date(2010, 3, 9), postcode="ZZ2 2AA")
    return made


def seal_one(cast: Cast) -> uuid.UUID:
    """A child like the one searched for, told by the council and sealed; the key of the child."""
    person = tell(
        cast, reference="sealed-1", given="Wren", family="Ashdown", born=date(2012, 5, 4), postcode="ZZ1 4AB",
        identifiers=(("nhs", "9434765919"),),
    )  # fmt: skip
    worker, custodian = cast.seats["social_worker"], cast.seats["custodian"]
    with viewer.viewer(worker, "plan"):
        row = Involvement(id=new_key(), person=person, agency_id=worker.agency_id, level=Level.POINTER, what="cin",
                          since=date(2024, 1, 1))  # fmt: skip
        Involvement.objects.bulk_create([row])
        child = changes.child_of(person)
    with viewer.viewer(custodian, "custody"):
        circle.seal_child(child=child, holder=custodian.pk, reason="Protected identity", person=person)
    return child


def answers(seat: Seat, child: uuid.UUID) -> dict[str, tuple[Any, ...]]:
    """What this seat is answered at every route that takes a child, and at every search."""
    client = Client()
    casting.sign_in(client, seat)
    found = {}
    for name in child_routes():
        found[name] = answer(client, "get", reverse(name, kwargs={"child": child}))
    for number, words in enumerate(SEARCHES):
        found[f"search {number}"] = answer(client, "post", reverse("people_search"), words)
    for name in ("today", "people_doubts", "guarding"):
        found[name] = answer(client, "get", reverse(name))
    return found


def child_routes() -> list[str]:
    return [name for pattern, name, _ in routes() if "<uuid:child>" in pattern and pattern.count("<") == 1]


def answer(client: Client, verb: str, url: str, data: dict[str, str] | None = None) -> tuple[Any, ...]:
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        response = getattr(client, verb)(url, data or {})
    headers = {k: MARKS.sub(b"", v.encode()) for k, v in response.headers.items() if k not in HEADERS_THAT_DIFFER}
    return response.status_code, headers, MARKS.sub(b"", response.content), len(queries)


ROLES = ("social_worker", "front_door", "council_missing", "police_missing", "home_manager", "school_lead", "health",
         "partnership_manager", "analyst", "scrutineer", "ig_lead", "data_steward", "stranger")  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
def test_the_same_bytes_and_as_many_statements_with_and_without_a_sealed_child(cast: Cast, role: str) -> None:
    seat = cast.seats[role]
    some_key = new_key()
    if role == ROLES[0]:
        with undone():
            answers(seat, some_key)  # whatever is read once for a process
    with time_machine.travel(datetime.now(UTC), tick=False):  # a page says at which minute it was made
        with undone():
            without = answers(seat, some_key)
        child = seal_one(cast)
        with_it = answers(seat, child)
    for name, (status, headers, body, statements) in without.items():
        body_at = body.replace(str(some_key).encode(), str(child).encode())
        # Worked out from the key alone, so that it tells nothing:
        body_at = body_at.replace(reference(some_key).encode(), reference(child).encode())
        headers_at = {k: v.replace(str(some_key).encode(), str(child).encode()) for k, v in headers.items()}
        assert with_it[name][:2] == (status, headers_at), name
        assert with_it[name][3] == statements, name
        assert first_difference(body_at, with_it[name][2]) == (b"", b""), name


def first_difference(one: bytes, other: bytes) -> tuple[bytes, bytes]:
    """Where two bodies begin to differ, with what stands around; nothing where they do not."""
    if one == other:
        return b"", b""
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[max(0, at - 80) : at + 40], other[max(0, at - 80) : at + 40]


def test_a_search_that_fits_reaches_the_custodian_and_nobody_else(cast: Cast) -> None:
    child = seal_one(cast)
    seat = cast.seats["front_door"]
    answers(seat, child)
    for role in ("front_door", "social_worker", "ig_lead", "data_steward"):
        with viewer.viewer(cast.seats[role], "test"):
            assert not Touch.objects.exists()
    with viewer.viewer(cast.seats["custodian"], "custody"):
        touches = list(circle.waiting_touches())
        assert {(one.child, one.by_seat, one.purpose) for one in touches} == {(child, seat.pk, "decide_referral")}
        circle.answer_touch(touches[0], "nothing_to_add", "")
        assert touches[0] not in circle.waiting_touches()


def test_every_search_makes_the_same_call(cast: Cast) -> None:
    """Also where nothing is sealed at all."""
    client = Client()
    casting.sign_in(client, cast.seats["front_door"])
    for words in SEARCHES:
        with CaptureQueriesContext(connection) as queries:
            client.post(reverse("people_search"), words)
        assert sum("lapwing_touch_sealed" in one["sql"] for one in queries) == 1
