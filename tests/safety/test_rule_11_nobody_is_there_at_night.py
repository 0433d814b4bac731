"""Rule 11: each alert has a route for nights, weekends and holidays; one that nobody can receive is refused."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from lapwing.access import viewer
from lapwing.directory.models import Seat, Team
from lapwing.work.alerts import changes, routes, stranded
from lapwing.work.alerts.models import Alert
from lapwing.work.alerts.presenters import needs_call
from lapwing.work.tests.cast import SINCE, Cast, make
from tests.cast import sign_in
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


def test_what_nobody_took_on_stands_on_a_list_that_somebody_owns(cast: Cast) -> None:
    """At the end of its route an alert is its sender's coordinators' until somebody telephones."""
    now = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)
    client = Client()
    sign_in(client, cast.seats["police_missing_deputy"])
    with time_machine.travel(now, tick=False) as clock:
        alert = raised(cast, cast.child("police_missing"), "council_missing", kind="missing_live")
        assert "Alerts that nobody took on" not in client.get("/").content.decode(), "others are still to be told"
        for _ in range(8):
            clock.shift(timedelta(hours=5))
            with viewer.clockwork("escalate"):
                changes.escalate()
        with viewer.clockwork("test"):
            last = Alert.objects.filter(chain=alert.chain).order_by("-step")[0]
        sign_in(client, cast.seats["police_missing_deputy"])
        for page in ("/", "/missing/tasking/"):
            said = client.get(page).content.decode()
            assert "Alerts that nobody took on" in said, page
            assert f"/alerts/{last.pk}/" in said, page
        assert client.get("/alerts/sent/?state=nobody").content.decode().count(f"/alerts/{last.pk}/") == 1
        assert "nobody took it on" in client.get(f"/alerts/{last.pk}/").content.decode()
        with viewer.viewer(cast.seats["council_missing"], "test"):
            assert not stranded.stranded().exists(), "it is owed by those who raised it"
        with viewer.viewer(cast.seats["police_missing_deputy"], "test"):
            assert stranded.stranded().count() == 1
            changes.record_call(last, spoke_to="Duty manager of the council")
            assert not stranded.stranded().exists()
