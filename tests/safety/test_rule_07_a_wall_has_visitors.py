"""7. A screen on a wall has visitors: initials and references; sealed children never appear; it locks."""

import time

import pytest
from django.conf import settings

from lapwing.access import circle
from lapwing.access.viewer import viewer
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
