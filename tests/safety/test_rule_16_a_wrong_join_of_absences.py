"""16. A wrong join has already acted: un-joining gives each child the absence that was told of them, and no more.
Whoever is missing still is told of, each clock is counted from that child's own return, and lists taken out are called
back.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from lapwing.access.viewer import clockwork, viewer
from lapwing.cases.missing import changes
from lapwing.cases.missing.changes import Located
from lapwing.cases.missing.models import Absence, Account
from lapwing.exchange.outbound import changes as lists
from lapwing.people.changes import unjoin
from lapwing.work.alerts.models import Alert
from lapwing.work.corrections import changes as corrections
from lapwing.work.corrections.models import Correction
from lapwing.work.deadlines.models import Clock
from tests.safety import missing_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _by_day() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 3, 10, 0, tzinfo=UTC), tick=False):
        yield


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


def test_alerts_and_clocks_follow_the_child_whose_they_are() -> None:
    """The police's child came back, and the home's child did not: nobody may think that both are safe."""
    world = missing_world.make()
    cast = world.cast
    home = world.report(cast.home_manager, world.home, 6)
    world.report(cast.police_missing, world.police, 5)
    with viewer(cast.police_missing, "find_missing"):
        changes.record_located([Located(home.absence_id, "returned", missing_world.ago(1))])
    with clockwork("test"):
        assert Clock.objects.get(subject=home.absence_id, duty="return_interview").is_open
        assert not Alert.objects.filter(subject=home.absence_id, state="waiting").exists(), "the child is back"
    with viewer(cast.police_missing, "match"):
        unjoin(person=world.police, reason="Two dates of birth")
    with clockwork("test"):
        theirs = Account.objects.get(agency=cast.agencies["police"]).absence_id
        assert Clock.objects.get(subject=home.absence_id, duty="return_interview").state == "not_needed"
        assert Clock.objects.get(subject=theirs, duty="return_interview").is_open
        told = Alert.objects.filter(subject=home.absence_id, state="waiting", kind="child_missing")
        assert set(told.values_list("intended", flat=True)) >= {cast.council_missing.pk, cast.police_missing.pk}
        assert not Alert.objects.filter(subject=theirs, state="waiting").exists(), "that child is back"


def test_a_list_that_was_taken_out_is_called_back() -> None:
    world = missing_world.make()
    cast, day = world.cast, timezone.localdate()
    world.report(cast.home_manager, world.home, 6)
    world.report(cast.police_missing, world.police, 5)
    with viewer(cast.council_missing, "disclosure"):
        wanted = lists.Wanted("absences", "csv", "plan", "Monday's panel", day - timedelta(days=2), day)
        taken = lists.ask(wanted)
        lists.fetch(taken.pk)
    with viewer(cast.police_missing, "match"):
        unjoin(person=world.police, reason="Two dates of birth")
    with viewer(cast.council_missing, "test"):
        row = Correction.objects.get(subject_kind="disclosure")
        assert (row.subject, row.holder) == (taken.pk, cast.council_missing.pk)
        assert corrections.correct(row, "The panel's chair was rung, and destroys it.")
        with pytest.raises(lists.NotNow, match="expired"):
            lists.fetch(taken.pk)
