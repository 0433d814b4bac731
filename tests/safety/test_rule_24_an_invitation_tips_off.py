"""Rule 24: "do not inform until" holds invitations to school, GP and home; titles are neutral."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from lapwing.access import viewer
from lapwing.directory.keys import new_key
from lapwing.work.alerts.models import Alert
from lapwing.work.meetings import changes, presenters
from lapwing.work.meetings.models import Invitation, Meeting
from lapwing.work.meetings.neutral import NotNeutral
from lapwing.work.tests.cast import Cast, make


@pytest.fixture
def cast(db: None) -> Cast:
    return make()


def call(cast: Cast, title: str, inform_in: timedelta | None = None) -> Meeting:
    person, now = cast.child("council_missing"), timezone.now()
    invited = tuple(
        changes.Invite(cast.seats[seat].agency_id, cast.seats[seat].pk)
        for seat in ("school_lead", "home_manager", "police_missing")
    )
    with viewer.viewer(cast.seats["council_missing"], "test") as who:
        wanted = changes.Call(
            person, "absence", new_key(), title, "protect", now + timedelta(days=3), who.seat, invited,
            inform_from=now + inform_in if inform_in else None,
        )  # fmt: skip
        return changes.call([wanted])[0]


def told(cast: Cast, seat: str) -> bool:
    with viewer.viewer(cast.seats[seat], "test"):
        return Invitation.objects.exists()


def test_school_and_home_are_told_only_from_the_time_that_was_set(cast: Cast) -> None:
    call(cast, "Planning meeting", timedelta(days=1))
    assert not told(cast, "school_lead")
    assert not told(cast, "home_manager")
    assert told(cast, "police_missing")
    with viewer.clockwork("release_invitations"):
        assert changes.release_invitations() == 0
    with time_machine.travel(timezone.now() + timedelta(days=2)), viewer.clockwork("release_invitations"):
        assert changes.release_invitations() == 2
        assert changes.release_invitations() == 0
    assert told(cast, "school_lead")
    assert told(cast, "home_manager")


def test_a_cancelled_meeting_tells_nobody_afterwards(cast: Cast) -> None:
    meeting = call(cast, "Planning meeting", timedelta(days=1))
    with viewer.viewer(cast.seats["council_missing"], "test"):
        assert changes.cancel(meeting, "Not needed")
    with viewer.viewer(cast.seats["police_missing"], "test"):
        assert Alert.objects.get().kind == "meeting_cancelled", "who knew of it need not come"
    for seat in ("school_lead", "home_manager"):
        with viewer.viewer(cast.seats[seat], "test"):
            assert not Alert.objects.exists()
    with time_machine.travel(timezone.now() + timedelta(days=2)), viewer.clockwork("release_invitations"):
        assert changes.release_invitations() == 0


def test_a_moved_meeting_asks_those_again_who_knew_of_it_and_nobody_else(cast: Cast) -> None:
    meeting = call(cast, "Planning meeting", timedelta(days=1))
    first, later = meeting.at, meeting.at + timedelta(days=7)
    with viewer.viewer(cast.seats["police_missing"], "test"):
        changes.respond(Invitation.objects.get(), "coming")
    with viewer.viewer(cast.seats["council_missing"], "test"):
        with pytest.raises(ValueError, match="not told before then"):
            changes.move(meeting, timezone.now() + timedelta(hours=2), reason="Sooner")
        with pytest.raises(ValueError, match="still to come"):
            changes.move(Meeting(inform_from=None), timezone.now(), reason="Nobody is asked to what is over")
        assert changes.move(meeting, later, reason="The room is taken")
        [words] = presenters.moves(Meeting.objects.get())
        assert words.endswith("The room is taken")
        assert Meeting.objects.get().history.get().at == first
    with viewer.viewer(cast.seats["police_missing"], "test"):
        assert Invitation.objects.get().answer == ""
        assert Alert.objects.get().kind == "meeting_moved"
    with viewer.viewer(cast.seats["council_missing"], "test"):
        again = Meeting.objects.get()
        with pytest.raises(changes.Stale):
            changes.move(again, first, reason="A colleague's page, opened before", before=first.isoformat())
        assert changes.move(again, later + timedelta(days=1), reason="Sooner", before=later.isoformat())
    with viewer.viewer(cast.seats["police_missing"], "test"):
        standing = Alert.objects.exclude(state="ended").get()
        assert standing.words.startswith("Planning meeting is on "), "one time holds, and no former one asks"
    for seat in ("school_lead", "home_manager"):
        assert not told(cast, seat)
        with viewer.viewer(cast.seats[seat], "test"):
            assert not Alert.objects.exists()


NAMED = [
    "Robin: planning",
    "About MARSH",
    "Strategy discussion (Marsh)",
    "Robin's plan",
    "Robin’s plan",
    "Robin/family",
]


@pytest.mark.parametrize("title", NAMED)
def test_a_title_names_nobody(cast: Cast, title: str) -> None:
    with pytest.raises(NotNeutral):
        call(cast, title)


def test_neither_an_item_nor_a_reason_names_anybody(cast: Cast) -> None:
    meeting = call(cast, "Planning meeting")
    with viewer.viewer(cast.seats["council_missing"], "test"):
        with pytest.raises(NotNeutral):
            changes.add_items([changes.NewItem(meeting, "Robin's school")])
        with pytest.raises(NotNeutral):
            changes.move(meeting, timezone.now() + timedelta(days=4), reason="Robin’s mother cannot come")
        with pytest.raises(NotNeutral):
            changes.cancel(meeting, "Robin is back")
        with pytest.raises(NotNeutral):
            changes.attend(meeting, [], reason="Robin could not wait")
