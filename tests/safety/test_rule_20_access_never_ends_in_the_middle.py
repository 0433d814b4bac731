"""20. Access ends in the middle of danger: nobody's place ends while a child is missing, or an interview is due."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from lapwing.access.models import Place
from lapwing.access.viewer import viewer
from lapwing.people.models import Placement
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


def test_those_of_the_host_area_leave_the_circle_once_nothing_more_is_open_on_the_absence() -> None:
    """They were told because of the absence: a place ends with what it was opened for, and the next asks anew."""
    world = missing_world.make()
    with viewer(world.cast.social_worker, "test"):
        Placement.objects.update(host_area=world.cast.areas["brackwater"])
    account = world.report(world.cast.home_manager, world.home)
    world.come_back(account.absence_id)
    assert min(host(world)) > week(), "the interview is due: what it says may concern them"
    with viewer(world.cast.social_worker, "test"):
        Placement.objects.update(until=timezone.localdate() - timedelta(days=1))
    world.interview(account.absence_id, {})
    assert len(host(world)) == 2, "the missing team, and who answers for it at night"
    assert max(host(world)) <= week()
    world.report(world.cast.home_manager, world.home, 0.2)
    assert max(host(world)) <= week(), "the child lives there no more: nobody there is told again"


def host(world: missing_world.World) -> list[datetime]:
    with viewer(world.cast.other_council_missing, "test"):
        council = world.cast.agencies["other_council"]
        return list(Place.objects.filter(agency=council).values_list("ends", flat=True))


def week() -> datetime:
    return timezone.now() + timedelta(days=7, minutes=1)
