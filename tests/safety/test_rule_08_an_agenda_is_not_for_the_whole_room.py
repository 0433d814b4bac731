"""Rule 8: access to each item is by item; the pack expires."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from lapwing.access import viewer
from lapwing.access.levels import Level
from lapwing.directory.keys import new_key
from lapwing.directory.models import Seat
from lapwing.work.meetings import changes, queries
from lapwing.work.meetings.models import Item, Meeting
from lapwing.work.tests.cast import SINCE, Cast, make


@pytest.fixture
def cast(db: None) -> Cast:
    return make()


def called(cast: Cast) -> Meeting:
    person = cast.child("council_missing")
    for seat in ("police_missing", "school_lead"):
        cast.place("council_missing", person, seat, Level.DETAIL)
    invited = tuple(
        changes.Invite(cast.seats[seat].agency_id, cast.seats[seat].pk) for seat in ("police_missing", "school_lead")
    )
    with viewer.viewer(cast.seats["council_missing"], "test") as who:
        wanted = changes.Call(
            person, "absence", new_key(), "Panel", "find_missing", timezone.now() + timedelta(days=1), who.seat, invited
        )
        [meeting] = changes.call([wanted])
        changes.add_items([
            changes.NewItem(meeting, "For the police", (cast.seats["police_missing"].pk,)),
            changes.NewItem(meeting, "For nobody else", position=2),
        ])  # fmt: skip
        return meeting


def titles(cast: Cast, seat: str, meeting: Meeting) -> list[str]:
    with viewer.viewer(cast.seats[seat], "test"):
        return [item.title for item in queries.items_of(meeting)]


def test_each_sees_the_items_that_are_theirs(cast: Cast) -> None:
    meeting = called(cast)
    assert titles(cast, "council_missing", meeting) == ["For the police", "For nobody else"]
    assert titles(cast, "police_missing", meeting) == ["For the police"]
    assert titles(cast, "school_lead", meeting) == []


def test_who_runs_meetings_for_the_agency_sees_that_there_is_one_and_no_item_of_a_child(cast: Cast) -> None:
    meeting = called(cast)
    manager = Seat.objects.create(
        agency=cast.seats["council_missing"].agency, role="partnership_manager", title="Manager", since=SINCE
    )
    with viewer.viewer(manager, "test"):
        assert Meeting.objects.get() == meeting
        assert not Item.objects.exists()


def test_a_decision_reaches_those_who_belong_to_the_item(cast: Cast) -> None:
    meeting = called(cast)
    with viewer.viewer(cast.seats["council_missing"], "test"):
        assert changes.decide(Item.objects.get(title="For the police", is_first=True), "A visit tonight") == 2
    with viewer.viewer(cast.seats["police_missing"], "test"):
        assert [item.decision for item in queries.items_of(meeting)] == ["A visit tonight"]


def test_the_pack_expires_and_its_former_state_opens_nothing(cast: Cast) -> None:
    meeting = called(cast)
    with time_machine.travel(timezone.now() + timedelta(days=30)), viewer.clockwork("take_back_packs"):
        assert changes.take_back_packs() == 1
        assert changes.take_back_packs() == 0
    assert titles(cast, "police_missing", meeting) == []
    with viewer.viewer(cast.seats["police_missing"], "test"):
        assert not Item.pgh_event_model.objects.exists()
    assert titles(cast, "council_missing", meeting) == ["For the police", "For nobody else"]
