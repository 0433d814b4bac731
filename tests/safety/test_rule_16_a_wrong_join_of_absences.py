"""16. A wrong join has already acted: un-joining gives each child the absence that was told of them, and no more."""

import pytest

from lapwing.access.viewer import viewer
from lapwing.cases.missing import changes
from lapwing.cases.missing.changes import Located
from lapwing.cases.missing.models import Absence, Account
from lapwing.people.changes import unjoin
from tests.safety import missing_world

pytestmark = pytest.mark.django_db


def test_what_was_told_of_each_child_is_an_absence_of_their_own() -> None:
    world = missing_world.make()
    cast = world.cast
    home = world.report(cast.home_manager, world.home, 6)
    police = world.report(cast.police_missing, world.police, 5, risk="HIGH")
    assert home.absence_id == police.absence_id
    with viewer(cast.police_missing, "find_missing"):
        changes.record_located([Located(police.absence_id, "found", missing_world.ago(2), place="Quay Street")])
        unjoin(person=world.police)
        [theirs] = Account.objects.filter(agency=cast.agencies["police"])
        assert theirs.absence_id != home.absence_id
        apart = Absence.objects.get(pk=theirs.absence_id)
        assert (apart.person, apart.risk, apart.whereabouts) == (world.police, "HIGH", "found")
    with viewer(cast.home_manager, "find_missing"):
        ours = Absence.objects.get(pk=home.absence_id)
        assert (ours.risk, ours.ended, ours.began) == ("", None, home.began)
