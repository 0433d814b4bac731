"""Rule 11: each alert has a route for nights, weekends and holidays; one that nobody can receive is refused."""

from datetime import UTC, datetime

import pytest
import time_machine

from lapwing.access import viewer
from lapwing.directory.models import Seat, Team
from lapwing.work.alerts import changes, routes
from lapwing.work.alerts.models import Alert
from lapwing.work.alerts.presenters import needs_call
from lapwing.work.tests.cast import SINCE, Cast, make
from tests.safety.alerting import raised


@pytest.fixture
def cast(db: None) -> Cast:
    return make()


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 11, 3, 23, 30, tzinfo=UTC),
        datetime(2026, 11, 7, 11, 0, tzinfo=UTC),
        datetime(2026, 12, 25, 11, 0, tzinfo=UTC),
    ],
    ids=["night", "weekend", "holiday"],
)
def test_those_who_answer_then_are_told_first(cast: Cast, at: datetime) -> None:
    person = cast.child("police_missing")
    with time_machine.travel(at, tick=False):
        assert raised(cast, person, "council_missing").holder == cast.teams["local_authority_night"].pk


def test_without_a_night_route_it_is_refused_even_by_day(cast: Cast) -> None:
    person = cast.child("police_missing")
    Team.objects.filter(pk=cast.teams["local_authority"].pk).update(night_route=None)
    at = datetime(2026, 11, 3, 11, 0, tzinfo=UTC)
    with time_machine.travel(at, tick=False), pytest.raises(routes.Unreachable, match="name a night route"):
        raised(cast, person, "council_missing")
    with viewer.clockwork("test"):
        assert not Alert.objects.exists()


def test_a_night_route_in_which_nobody_sits_is_none(cast: Cast) -> None:
    person = cast.child("police_missing")
    Seat.objects.filter(team=cast.teams["local_authority_night"]).update(until=SINCE)
    with pytest.raises(routes.Unreachable, match="nobody sits in it"):
        raised(cast, person, "council_missing")


def test_high_risk_is_not_settled_without_a_recorded_call(cast: Cast) -> None:
    alert = raised(cast, cast.child("police_missing"), "council_missing", urgent=True)
    assert needs_call(alert)
    with viewer.viewer(cast.seats["police_missing"], "test"):
        with pytest.raises(ValueError, match="whom you spoke to"):
            changes.record_call(alert, spoke_to=" ")
        changes.record_call(alert, spoke_to="Duty manager")
    assert not needs_call(alert)
