"""Rule 20: a place never lapses while a clock, action or alert on it is open; it warns seven days before."""

import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from lapwing.access import viewer
from lapwing.access.circle import break_glass
from lapwing.access.levels import Level
from lapwing.access.models import Place
from lapwing.directory.keys import new_key
from lapwing.rules.moments import Moment
from lapwing.work import holding
from lapwing.work.actions import changes as actions
from lapwing.work.actions.models import Action
from lapwing.work.alerts import changes as alerts
from lapwing.work.deadlines import changes as clocks
from lapwing.work.tests.cast import Cast, make
from lapwing.work.worklist.queries import ending_soon

NOW = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)
Opened = Callable[[Cast, uuid.UUID, uuid.UUID], None]


@pytest.fixture
def cast(db: None, monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setitem(holding.SOURCES, "trial", lambda _: {})
    return make()


def a_clock(cast: Cast, person: uuid.UUID, subject: uuid.UUID) -> None:
    council, seat = cast.agencies["local_authority"].pk, cast.seats["council_missing"].pk
    clocks.start([clocks.Start("return_interview", person, council, "absence", subject, Moment(NOW), seat)])


def an_action(cast: Cast, person: uuid.UUID, subject: uuid.UUID) -> None:
    council, seat = cast.agencies["local_authority"].pk, cast.seats["council_missing"].pk
    actions.add([actions.NewAction(person, "absence", subject, "Ring", seat, council, date(2026, 11, 6))])


def an_alert(cast: Cast, person: uuid.UUID, subject: uuid.UUID) -> None:
    council, police = cast.agencies["local_authority"].pk, cast.seats["police_missing"].pk
    alerts.raise_alerts([alerts.Raise("child_missing", person, council, "absence", subject, police, "Missing")])


@pytest.mark.parametrize("opened", [a_clock, an_action, an_alert])
def test_a_place_outlives_everything_that_is_open_on_it(cast: Cast, opened: Opened) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        person, subject = cast.child("council_missing"), new_key()
        cast.place("council_missing", person, "police_missing", Level.DETAIL, because=subject)
        with viewer.viewer(cast.seats["council_missing"], "test"):
            opened(cast, person, subject)
        for _ in range(4):  # far beyond what is due, and beyond every end that was set at first
            clock.shift(timedelta(days=20))
            with viewer.clockwork("hold_places"):
                holding.hold_on()
        with viewer.viewer(cast.seats["police_missing"], "test"):
            assert Place.objects.filter(because=subject, ends__gt=timezone.now()).exists()


def test_when_the_last_is_closed_it_ends_in_a_week_and_says_so(cast: Cast) -> None:
    with time_machine.travel(NOW, tick=False):
        person, subject = cast.child("council_missing"), new_key()
        cast.place("council_missing", person, "police_missing", Level.DETAIL, because=subject)
        with viewer.viewer(cast.seats["council_missing"], "test"):
            a_clock(cast, person, subject)
            an_action(cast, person, subject)
            clocks.meet("return_interview", Moment(NOW), subjects=[subject])
        seat = cast.seats["police_missing"]
        with viewer.viewer(seat, "test"):
            assert ending_soon(seat.holders) == []
        with viewer.viewer(cast.seats["council_missing"], "test"):
            actions.complete(Action.objects.get(), "Rang at noon")
        with viewer.viewer(seat, "test"):
            [(_, ends)] = ending_soon(seat.holders)
            assert ends == NOW + timedelta(days=7)


def test_broken_glass_alone_ends_by_the_clock(cast: Cast) -> None:
    with time_machine.travel(NOW, tick=False):
        person = cast.child("council_missing")
        with viewer.viewer(cast.seats["police_missing"], "test"):
            place = break_glass(person=person, reason="Life at risk")
            holding.settle([place.pk, person])
            assert Place.objects.get().ends == NOW + timedelta(hours=4)
