"""Every route, as every member of the cast, as a stranger, and as nobody: each answers as its door says."""

import logging
import re
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.http import HttpRequest, HttpResponse
from django.test import Client

from lapwing.access.doors import Door, door_of, routes
from lapwing.access.viewer import viewer
from lapwing.config import urls
from lapwing.directory.keys import new_key, reference
from lapwing.people import changes
from lapwing.people.queries import child_of
from tests import cast as the_cast
from tests.access.test_sealed import MARKS
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.long]
NAME = "Zebedee Quillfeather"
ENDS_SESSIONS = {"account_logout", "left"}
ONE_OF_EACH_ROLE = {line[2]: name for name, line in reversed(the_cast.SEATS.items()) if name != "stranger"}
ARGUMENT = re.compile(r"<(?:(\w+):)?\w+>")


def addresses(key: uuid.UUID) -> Iterator[tuple[str, str, Door]]:
    """Every route's name, an address for it with `key` wherever a key stands, and its door."""
    samples = {"uuid": str(key), "int": "1", "slug": "any", "str": "any", "path": "any", None: "any"}
    for pattern, name, view in routes():
        if name in ENDS_SESSIONS:
            continue
        door = door_of(view, name)
        assert door is not None
        yield name, "/" + ARGUMENT.sub(lambda found: samples.get(found[1], str(key)), pattern), door


@pytest.fixture
def child(cast: Cast) -> uuid.UUID:
    """A child whom Ashmere Council knows, and nobody else."""
    with viewer(cast.social_worker, "test"):
        given, family = NAME.split()
        told = changes.tell([changes.Telling("W-1", given, family, date(2010, 4, 5))])
        return child_of(told[0].person)


@pytest.fixture
def plain_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    """A status alone. How a refusal looks is for other tests; two thousand of them take a while to draw, and to log."""
    monkeypatch.setattr(logging.root.manager, "disable", logging.WARNING)

    def answering(status: int) -> Callable[[HttpRequest, Exception], HttpResponse]:
        return lambda request, exception: HttpResponse(status=status)

    for status in (403, 404):
        monkeypatch.setattr(urls, f"handler{status}", answering(status))


@pytest.mark.usefixtures("plain_refusals")
@pytest.mark.parametrize("name", ONE_OF_EACH_ROLE.values())
def test_each_door_opens_to_those_it_names(
    name: str, child: uuid.UUID, as_seat: Callable[[str], Client], cast: Cast
) -> None:
    client, role = as_seat(name), cast.seats[name].role
    client.raise_request_exception = False
    wrong = []
    for route, address, door in addresses(child):
        answer = client.get(address)
        refused = answer.status_code == 403
        if answer.status_code >= 500 or refused == (door.no_seat or door.admits(role)):
            wrong.append((route, address, answer.status_code))
    assert wrong == []


def test_a_stranger_is_told_nothing_of_a_child_by_any_page_not_even_that_the_key_is_a_childs(
    child: uuid.UUID, as_seat: Callable[[str], Client]
) -> None:
    """Under a key that there is and under one that there is not stand the same bytes."""
    client, no_child = as_seat("stranger"), new_key()
    client.raise_request_exception = False
    told = []
    with time_machine.travel(datetime.now(UTC), tick=False):  # a page says at which minute it was made
        for (_, address, _), (_, nowhere, _) in zip(addresses(child), addresses(no_child), strict=True):
            answer = client.get(address)
            named = NAME.split()[1] in answer.content.decode()
            if named or (address != nowhere and seen_at(answer, child) != seen_at(client.get(nowhere), no_child)):
                told.append((address, answer.status_code))
    assert told == []


def seen_at(answer: HttpResponse, key: uuid.UUID) -> tuple[int, bytes]:
    """Status and body, without the key and the marks that differ each time."""
    body = MARKS.sub(b"", answer.content).replace(str(key).encode(), b"")
    return answer.status_code, body.replace(reference(key).encode(), b"")


def test_whoever_has_not_signed_in_is_asked_to(child: uuid.UUID, client: Client) -> None:
    for route, address, door in addresses(child):
        answer = client.get(address)
        if door.public:
            assert answer.status_code < 400 or answer.status_code == 405, route
        else:
            assert answer.status_code == 302, route
            assert answer.headers["Location"].startswith("/sign-in/login/"), route


def test_a_password_alone_opens_nothing(child: uuid.UUID, client: Client, cast: Cast) -> None:
    client.force_login(cast.ig_lead.account, backend="allauth.account.auth_backends.AuthenticationBackend")
    for route, address, door in addresses(child):
        if not door.public and not route.startswith(("mfa_", "account_")):
            assert client.get(address).headers.get("Location") == "/second-factor/totp/activate/", route
