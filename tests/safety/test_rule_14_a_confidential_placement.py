"""14. A new address leaks through another page: reporting a child missing does not tell where they are placed."""

import pytest

from lapwing.access.levels import Level
from lapwing.access.viewer import viewer
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
    police = world.client(world.cast.police_missing)
    pages = [f"/child/{world.child}/", f"/child/{world.child}/why/", f"/missing/{account.absence_id}/", "/missing/"]
    shown = [page for page in pages if "Ash House staff" in police.get(page).content.decode()
             or "Ash House, responsible" in police.get(page).content.decode()]  # fmt: skip
    assert bool(shown) is not confidential
