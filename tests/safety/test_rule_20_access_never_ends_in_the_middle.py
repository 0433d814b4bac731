"""20. Access ends in the middle of danger: nobody's place ends while a child is missing, or an interview is due."""

from datetime import timedelta

import pytest
from django.utils import timezone

from lapwing.access.models import Place
from lapwing.access.viewer import viewer
from lapwing.work import holding
from tests.safety import missing_world

pytestmark = pytest.mark.django_db


def ends(world: missing_world.World) -> list[object]:
    with viewer(world.cast.council_missing, "test"):
        team = world.cast.teams["missing"].pk
        return list(Place.objects.filter(holder=team, because_kind="absence").values_list("ends", flat=True))


def test_places_stay_open_while_the_child_is_missing() -> None:
    world = missing_world.make()
    account = world.report(world.cast.home_manager, world.home)
    with viewer(world.cast.council_missing, "test"):
        holding.settle([account.absence_id])
    assert ends(world)
    assert min(ends(world)) > timezone.now() + timedelta(days=300)  # type: ignore[type-var]


def test_places_stay_open_while_the_interview_is_due() -> None:
    world = missing_world.make()
    account = world.report(world.cast.home_manager, world.home)
    world.come_back(account.absence_id)
    assert min(ends(world)) > timezone.now() + timedelta(days=3)  # type: ignore[type-var]
