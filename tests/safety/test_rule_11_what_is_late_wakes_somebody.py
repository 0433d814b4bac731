"""11. Nobody is there: what is late (an interview, a judgement of risk) wakes somebody, whoever it was that owed it."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from lapwing.access.viewer import clockwork, viewer
from lapwing.cases.missing import changes
from lapwing.cases.missing.changes import Judgement
from lapwing.directory.models import Seat, Team
from lapwing.work.alerts import late
from lapwing.work.alerts.models import Alert
from lapwing.work.deadlines.changes import mark_late
from lapwing.work.deadlines.models import Clock
from tests.safety import missing_world
from tests.safety.missing_world import World, ago


@pytest.fixture
def world(db: None) -> World:
    return missing_world.make()


def run_late(duty: str) -> list[Alert]:
    """The duty's clocks ran late since they were recorded; what is told of them, by the work that turns each minute."""
    with clockwork("test"):
        Clock.objects.filter(duty=duty).update(
            late_from=timezone.now() - timedelta(minutes=5), recorded_at=timezone.now() - timedelta(days=4)
        )
        mark_late()
        subjects = set(Clock.objects.filter(duty=duty).values_list("pk", flat=True))
        return [one for one in late.tell() if one.subject in subjects]


def returned(world: World) -> None:
    account = world.report(world.cast.police_missing, world.police)
    world.come_back(account.absence_id)


def test_a_late_interview_is_told_to_the_team_that_owes_it_and_to_the_next_if_nobody_reads(world: World) -> None:
    returned(world)
    [alert] = run_late("return_interview")
    assert alert.intended == world.cast.teams["missing"].pk
    assert (alert.state, alert.words[:16]) == ("waiting", "Return interview")
    assert alert.escalates_at is not None


def test_risk_that_was_not_judged_again_is_told(world: World) -> None:
    account = world.report(world.cast.police_missing, world.police)
    with viewer(world.cast.police_missing, "find_missing"):
        changes.judge_risk([Judgement(account.absence_id, "HIGH", ago(3), "Alone at night", review=ago(1))])
    [alert] = run_late("risk_review")
    assert alert.state == "waiting"


def nobody_sits(team: UUID) -> None:
    Seat.objects.filter(team=team).update(account=None)


def test_where_nobody_could_receive_it_those_at_any_hour_are_told(world: World) -> None:
    returned(world)
    nobody_sits(world.cast.teams["missing"].pk)
    Team.objects.filter(pk=world.cast.teams["missing"].pk).update(closed_on=timezone.localdate())
    night = world.cast.teams["night"]
    Seat.objects.create(
        account=world.cast.front_door.account, agency=night.agency, team=night, role="front_door",
        title="Duty officer", since=timezone.localdate() - timedelta(days=1),
    )  # fmt: skip
    [alert] = run_late("return_interview")
    assert alert.intended == night.pk
