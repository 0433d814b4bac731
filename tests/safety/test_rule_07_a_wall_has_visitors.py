"""7. A screen on a wall has visitors: initials and references; sealed children never appear; it locks."""

import time

import pytest
from django.conf import settings
from django.test import Client

from lapwing.access import circle
from lapwing.access.viewer import viewer
from lapwing.directory.models import Account
from tests.cast import PASSWORD
from tests.safety import missing_world
from tests.safety.missing_world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    made = missing_world.make()
    made.report(made.cast.home_manager, made.home, last_seen_place="Quay Street")
    return made


@pytest.mark.parametrize("page", ["/missing/wall/", "/missing/wall/cards/"])
def test_no_name_no_age_no_place(world: World, page: str) -> None:
    content = world.client(world.cast.council_missing).get(page).content.decode()
    assert "W. T." in content
    for shown in ("Wren", "Tolley", "Quay Street", "Ash House", "2011"):
        assert shown not in content


def test_a_sealed_child_is_not_there_even_for_those_inside_the_seal(world: World) -> None:
    custodian = world.cast.custodian
    with viewer(custodian, "protect"):
        circle.seal_child(child=world.child, person=world.council, reason="Protected.", holder=custodian.pk)
    inside = world.client(custodian)
    assert "Wren" in inside.get("/missing/").content.decode()
    wall = inside.get("/missing/wall/").content.decode()
    assert "W. T." not in wall
    assert "0 children" in wall


def test_a_screen_that_only_refreshes_itself_locks(world: World) -> None:
    client = world.client(world.cast.council_missing)
    client.get("/missing/wall/")
    session = client.session
    session["used"] = time.time() - settings.TIMEOUT_MINUTES * 60 + 30
    session.save()
    assert client.get("/missing/wall/cards/", headers={"X-Unattended": "1"}).status_code == 200
    assert client.session["used"] == session["used"], "refreshing by itself does not keep the session open"
    session["used"] -= 60
    session.save()
    assert client.get("/missing/wall/cards/", headers={"X-Unattended": "1"}).status_code != 200


def locked(world: World) -> Client:
    client = world.client(world.cast.council_missing)
    assert client.post("/missing/wall/lock/", follow=True).status_code == 200
    return client


@pytest.mark.parametrize(
    "page", ["/", "/missing/", "/missing/all/", "/child/{child}/", "/missing/tasking/", "/account/"]
)
def test_a_locked_screen_opens_nothing_but_the_wall(world: World, page: str) -> None:
    client = locked(world)
    assert client.get("/missing/wall/").status_code == 200
    assert client.get("/missing/wall/cards/").status_code == 200
    answer = client.get(page.format(child=world.child))
    assert answer.headers["Location"] == "/unlock/"
    assert "Wren" not in client.get("/unlock/").content.decode()


def test_a_refresh_that_was_under_way_does_not_unlock_it(world: World) -> None:
    """It would write the session back as it was before: so the lock stands under a key that it does not know."""
    client = world.client(world.cast.council_missing)
    before = client.session.session_key
    client.post("/missing/wall/lock/")
    assert client.session.session_key != before


def test_a_locked_screen_opens_again_for_its_password_alone(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    client = locked(world)
    assert "Enter your password" in client.get("/unlock/").content.decode()
    assert client.get("/missing/").status_code == 302, "asking is not enough"
    client.post("/sign-in/reauthenticate/", {"password": "wrong", "next": "/unlock/"})
    assert client.get("/missing/").status_code == 302
    answer = client.post("/sign-in/reauthenticate/", {"password": PASSWORD, "next": "/unlock/"}, follow=True)
    assert answer.status_code == 200
    assert client.get("/missing/").status_code == 200
    with monkeypatch.context() as directory:
        directory.setattr(Account, "has_usable_password", lambda _: False)
        said = locked(world).get("/unlock/").content.decode()
        assert "/sign-in/reauthenticate/" not in said, "whoever signs in elsewhere is not led to a closed door"
        assert "sign out, and sign in again" in said


def test_a_locked_screen_lasts_a_shift_and_no_longer(world: World) -> None:
    client = locked(world)
    session = client.session
    session["used"] = time.time() - 5 * 60 * 60
    session.save()
    assert client.get("/missing/wall/cards/", headers={"X-Unattended": "1"}).status_code == 200
    session["locked_to"] |= {"at": time.time() - 12 * 60 * 60 - 1}
    session.save()
    assert client.get("/missing/wall/cards/", headers={"X-Unattended": "1"}).status_code != 200
