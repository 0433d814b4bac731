"""14. A new address leaks through another page: reporting a child missing does not tell where they are placed."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from lapwing.access.levels import Level
from lapwing.access.viewer import viewer
from lapwing.cases.missing.changes import Located
from lapwing.people.models import Audience, Placement
from tests.safety import missing_world

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("confidential", [True, False])
def test_a_confidential_home_shows_on_no_page_of_those_who_search(confidential: bool) -> None:
    world = missing_world.make()
    if confidential:
        with viewer(world.cast.social_worker, "test"):
            Placement.objects.update(audience=Audience.CONFIDENTIAL, level=Level.RESTRICTED)
    account = world.report(world.cast.police_missing, world.police)
    world.report(world.cast.police_missing, world.police, 400, ended=Located(None, "returned", missing_world.ago(390)))
    police = world.client(world.cast.police_missing)
    pages = [
        f"/child/{world.child}/", f"/child/{world.child}/why/", f"/missing/{account.absence_id}/", "/missing/",
        "/missing/wall/", "/missing/tasking/", f"/missing/sheet/{world.child}/", f"/missing/patterns/{world.child}/",
        "/patterns/", "/exploitation/placed/", "/missing/all/",
    ]  # fmt: skip
    shown = [page for page in pages if re.search("Ash House(?: staff|, responsible|:)", _main(police.get(page)))]
    paper = police.post("/missing/outage/paper/", {"shift": _shift(police), "area": "", "notes": "on"})
    assert bool(shown) is not confidential, shown
    assert "Ash House" not in _main(paper), "the police said nothing of a placement"


def _main(answer: HttpResponse) -> str:
    """What the page says; what a form offers to choose from, and who told a fact, is no word about where they live."""
    assert answer.status_code == 200
    return re.sub(r"(?s)<select.*?</select>", "", answer.content.decode().partition("<main")[2])


def _shift(client: Client) -> str:
    found = re.search(r'<input[^>]*name="shift"[^>]*>', client.get("/missing/outage/").content.decode())
    assert found
    return found[0].partition('value="')[2].partition('"')[0]
