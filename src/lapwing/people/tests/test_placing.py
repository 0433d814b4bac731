"""A social worker records where a child is placed, and who may know it: by form, once, over nobody's words."""

import re
from uuid import UUID

import pytest
from django.http import HttpResponse

from lapwing.access.levels import Level
from lapwing.access.viewer import viewer
from lapwing.people.models import Placement
from tests.safety import missing_world
from tests.safety.missing_world import World

pytestmark = pytest.mark.django_db


def said(answer: HttpResponse) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode().partition("<main")[2]))


def form(world: World, **more: object) -> dict[str, object]:
    return {
        "what": "K2", "host_area": world.cast.areas["brackwater"].pk, "home": world.cast.agencies["home"].pk,
        "since-day": "1", "since-month": "10", "since-year": "2025", "audience": "circle", **more,
    }  # fmt: skip


def placements(world: World) -> list[Placement]:
    with viewer(world.cast.social_worker, "test"):
        return list(Placement.objects.order_by("since"))


def key_of(page: str) -> UUID:
    found = re.search(r"/people/placement/([0-9a-f-]{36})/", page)
    assert found
    return UUID(found[1])


def test_a_new_placement_ends_the_one_before_and_stands_on_the_list_of_those_placed_elsewhere() -> None:
    world = missing_world.make()
    worker, page = world.client(world.cast.social_worker), f"/child/{world.child}/placement/"
    assert "Who may know where it is?" in said(worker.get(page))
    backwards = {"until-day": "1", "until-month": "9", "until-year": "2025"}
    assert "It ends after it began" in said(worker.post(page, form(world, **backwards)))
    assert worker.post(page, form(world)).status_code == 302
    before, now = placements(world)
    assert (before.until, now.until) == (now.since, None)
    assert (now.home, now.host_area, now.responsible_area) == (
        world.cast.agencies["home"], world.cast.areas["brackwater"], world.cast.areas["ashmere"]
    )  # fmt: skip
    listed = said(world.client(world.cast.council_missing).get("/exploitation/placed/"))
    assert "Ash House" in listed
    assert world.client(world.cast.police_missing).get(page).status_code == 403


def test_a_placement_becomes_confidential_on_its_page_and_nobody_writes_over_another() -> None:
    world = missing_world.make()
    worker, other = world.client(world.cast.social_worker), world.client(world.cast.social_worker)
    key = key_of(worker.get(f"/child/{world.child}/").content.decode())
    page = f"/people/placement/{key}/"
    before = worker.get(page).context["form"]["before"].value()
    secret = form(world, audience="confidential", confidential_from="his stepfather", before=before)
    assert worker.post(page, secret).status_code == 302
    late = other.post(page, form(world, before=before))
    assert "Somebody else changed this placement meanwhile" in said(late)
    [row] = placements(world)
    assert (row.audience, row.level) == ("confidential", Level.RESTRICTED)
    assert "must never reach his stepfather" in said(worker.get(f"/child/{world.child}/"))
    world.report(world.cast.home_manager, world.home)
    assert "Ash House" not in said(world.client(world.cast.police_missing).get(f"/child/{world.child}/"))
    assert world.client(world.cast.council_missing).get(page).status_code == 403
