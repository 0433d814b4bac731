"""Why can I see this? A holder who stands in the circle for many reasons stands there once, with each of them."""

from typing import Any

import pytest

from lapwing.access.circle import Opening, open_places
from lapwing.access.levels import Level
from lapwing.access.viewer import viewer
from lapwing.directory.keys import new_key
from lapwing.people.changes import Telling, tell
from lapwing.people.queries import child_of
from tests.cast import build, sign_in

pytestmark = pytest.mark.django_db


def test_places_alike_stand_together_and_others_apart(client: Any) -> None:
    cast = build()
    police = cast.police_missing

    def opening(reason: str, reaches: Level) -> Opening:
        return Opening(
            person, police.agency_id, police.pk, reaches, "protect", "public_task", reason, because=new_key()
        )

    with viewer(cast.social_worker, "test"):
        person = tell([Telling("4455", "Wren", "Tolley")])[0].person
        reasons = ("The first concern", "The second concern")
        open_places([*(opening(reason, Level.DETAIL) for reason in reasons), opening("A third", Level.SUMMARY)])
        child = child_of(person)
    sign_in(client, police)
    many, alone = client.get(f"/child/{child}/why/").context["places"]
    assert [reason.words for reason in many.reasons] == list(reasons)
    assert [reason.words for reason in alone.reasons] == ["A third"]
    assert many.mine
    assert many.since == many.reasons[0].since
