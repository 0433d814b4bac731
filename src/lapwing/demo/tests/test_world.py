"""The whole world, made by its steps in the suite's database: what every page then has to show."""

from datetime import timedelta

import pytest
from django.utils import timezone

from lapwing.access import viewer
from lapwing.cases.exploitation import queries as plans
from lapwing.cases.exploitation.models import RiskPerson
from lapwing.cases.missing import queries as missing
from lapwing.cases.missing.sheet.models import Photograph
from lapwing.cases.missing.together import queries as together
from lapwing.cases.missing.together.models import Teller
from lapwing.demo.steps import STEPS
from lapwing.demo.world import World


@pytest.fixture
def world(db: None) -> World:
    made = World(1, timezone.localdate())
    for _, step in STEPS:
        assert step(made)
    return made


def test_the_whole_world(world: World) -> None:
    """One test, because the world takes a while to make."""
    _five_are_missing_now(world)
    _their_sheets_and_ties_are_there(world)
    _plans_are_open(world)


def _plans_are_open(world: World) -> None:
    with viewer.viewer(world.seats["council_missing"], "test"):
        assert plans.open_plans().count() == 2
        assert plans.without_owner().count() == 1
        assert not RiskPerson.objects.exists()
    with viewer.viewer(world.seats["police_missing"], "test"):
        assert RiskPerson.objects.count() == 1


def _their_sheets_and_ties_are_there(world: World) -> None:
    with viewer.viewer(world.seats["police_missing"], "test"):
        assert Photograph.objects.count() == 5
        assert Teller.objects.count() == 1
    with viewer.viewer(world.seats["council_missing"], "test"):
        areas = [area.pk for area in world.places.areas.values()]
        since = timezone.now() - timedelta(days=30)
        assert sum(len(together.ties(area, since)) for area in areas) >= 1
        assert not Teller.objects.exists()


def _five_are_missing_now(world: World) -> None:
    with viewer.viewer(world.seats["police_missing"], "test"):
        assert missing.missing_now().count() == 5
        assert missing.missing_now().filter(began_at__gt=timezone.now() - timedelta(days=4)).count() == 5
    with viewer.viewer(world.seats["council_missing"], "test"):
        assert missing.missing_now().count() >= 3
    with viewer.viewer(world.seats["stranger"], "test"):
        assert not missing.missing_now().exists()
