"""1. An allegation opens its own route; the person's agency or placement is barred from it."""

from datetime import date
from uuid import UUID

import pytest
from django.utils import timezone

from lapwing.access.levels import Level
from lapwing.access.viewer import clockwork, viewer
from lapwing.cases.missing import interviews
from lapwing.cases.missing.heard import changes as heard
from lapwing.cases.missing.heard.changes import AgencyNotSaid, Alleged, Met
from lapwing.cases.missing.heard.models import Allegation, Prevention
from lapwing.cases.missing.models import Interview
from lapwing.directory.models import Seat
from lapwing.people.models import Placement
from lapwing.rules.moments import Moment
from lapwing.work.alerts import late
from lapwing.work.alerts.models import Alert, Barred
from lapwing.work.deadlines.models import Clock
from lapwing.work.instruments.changes import Given
from lapwing.work.instruments.models import Answer, SafeNote
from tests.safety import missing_world
from tests.safety.missing_world import World, ago

pytestmark = pytest.mark.django_db
SAID = "The night worker hits me."
ALLEGED = {"allegation": Given("yes"), "allegation_words": Given(SAID)}


@pytest.fixture
def world() -> World:
    return missing_world.make()


@pytest.fixture
def absence(world: World) -> UUID:
    account = world.report(world.cast.home_manager, world.home)
    world.come_back(account.absence_id)
    return account.absence_id


def barred(world: World) -> set[str]:
    with viewer(world.cast.ig_lead, "test"):
        return {row.barred.name for row in Barred.objects.select_related("barred")}


def everybody_but(world: World, *seats: Seat) -> list[Seat]:
    return [seat for seat in world.cast.seats.values() if seat.pk not in {one.pk for one in seats}]


def test_whoever_is_accused_their_agency_is_barred(world: World, absence: UUID) -> None:
    school = world.cast.agencies["school"]
    world.interview(absence, ALLEGED, alleged=Alleged("school_staff", school.pk))
    assert barred(world) == {school.name}


def test_where_nobody_said_whose_they_are_the_placement_is_barred(world: World, absence: UUID) -> None:
    world.interview(absence, ALLEGED, alleged=Alleged("worker"))
    assert barred(world) == {"Ash House"}


def test_a_school_that_nobody_named_is_asked_for_and_not_left_unbarred(world: World, absence: UUID) -> None:
    with pytest.raises(AgencyNotSaid):
        world.interview(absence, ALLEGED, alleged=Alleged("school_staff"))
    assert barred(world) == set()


def test_words_beside_a_no_open_the_route_all_the_same(world: World, absence: UUID) -> None:
    world.interview(absence, {"allegation": Given("no"), "allegation_words": Given(SAID)})
    assert barred(world) == {"Ash House"}


def test_a_parent_has_no_agency_to_bar(world: World, absence: UUID) -> None:
    world.interview(absence, ALLEGED, alleged=Alleged("family_carer"))
    assert barred(world) == set()


def test_nobody_outside_the_agency_that_heard_it_sees_the_route_or_its_clock(world: World, absence: UUID) -> None:
    world.interview(absence, ALLEGED)
    coordinator = world.cast.council_missing
    with viewer(coordinator, "test"):
        assert Allegation.objects.exists()
        assert Clock.objects.get(duty="allegation_referral").level == Level.RESTRICTED
    ours = [seat for seat in world.cast.seats.values() if seat.agency_id == coordinator.agency_id]
    for seat in everybody_but(world, *ours):
        with viewer(seat, "test"):
            assert not Allegation.objects.exists(), seat
            assert not Clock.objects.filter(duty="allegation_referral").exists(), seat


def test_what_is_overdue_of_it_is_named_in_no_alert(world: World, absence: UUID) -> None:
    world.interview(absence, ALLEGED)
    with clockwork("test"):
        Clock.objects.filter(duty="allegation_referral").update(state="late", late_from=timezone.now())
        late.tell()
        assert {alert.words for alert in Alert.objects.filter(kind="clock_late")} == {
            "Something that you owe is overdue"
        }


def test_a_note_passed_on_before_is_taken_back(world: World, absence: UUID) -> None:
    note = "She would like later bedtimes."
    world.interview(absence, {"own_words": Given("Fine")}, safe_note=note, agreed_with_child=True)
    world.interview(absence, ALLEGED)
    with viewer(world.cast.home_manager, "test"):
        assert not SafeNote.objects.exists()


def test_no_note_goes_to_those_who_are_barred(world: World, absence: UUID) -> None:
    interview = world.interview(absence, ALLEGED)
    with viewer(world.cast.council_missing, "test"), pytest.raises(heard.IsBarred):
        heard.pass_on(
            interview, world.cast.teams["home"].pk, world.cast.agencies["home"].pk, "All is well.", agreed=True
        )
    page = world.client(world.cast.council_missing).get(f"/missing/{absence}/interview/note/").content.decode()
    assert "Where the child lives" not in page, "whom it may not go to is not offered"


def test_the_next_interviews_note_does_not_go_to_those_who_are_barred_either(world: World, absence: UUID) -> None:
    world.interview(absence, ALLEGED)
    account = world.report(world.cast.police_missing, world.police, 0.9)
    world.come_back(account.absence_id, 0.7)
    with pytest.raises(heard.IsBarred):
        world.interview(account.absence_id, {}, safe_note="All is well.", agreed_with_child=True)
    with viewer(world.cast.home_manager, "test"):
        assert not SafeNote.objects.exists()


def test_a_note_for_a_home_that_is_not_known_is_refused_and_not_dropped(world: World, absence: UUID) -> None:
    with viewer(world.cast.social_worker, "test"):
        Placement.objects.update(until=date(2026, 1, 1))
    with pytest.raises(interviews.NoHome):
        world.interview(absence, {}, safe_note="All is well.", agreed_with_child=True)


def test_what_is_alleged_of_ones_own_agency_is_not_written_where_colleagues_read(world: World, absence: UUID) -> None:
    with pytest.raises(heard.OwnAgency):
        world.interview(absence, ALLEGED, alleged=Alleged("worker", world.cast.agencies["council"].pk))
    with viewer(world.cast.council_missing, "test"):
        assert not Answer.objects.exists()
        assert not Interview.objects.exclude(held_at=None).exists()


def test_the_designated_officer_is_told_and_the_clock_stops(world: World, absence: UUID) -> None:
    world.interview(absence, ALLEGED)
    with viewer(world.cast.council_missing, "test"):
        row = Allegation.objects.select_related("interview").get()
        with pytest.raises(ValueError, match="before the child was heard"):
            heard.officer_told(row, ago(24 * 90), "Noor Haim", version=1)
        heard.officer_told(row, Moment.now(), "Noor Haim, designated officer", "Strategy meeting.", version=1)
        assert Clock.objects.get(duty="allegation_referral").state == "met"


def test_what_the_police_heard_in_their_own_interview_is_closed_to_the_home(world: World, absence: UUID) -> None:
    with viewer(world.cast.police_missing, "test"):
        heard.record_prevention([Met(absence, Moment.now(), "PC Harker", True, "", {"harm_words": Given(SAID)})])
        assert [answer.said for answer in Answer.objects.select_related("response")] == [SAID]
    for seat in (world.cast.home_manager, world.cast.school_lead):
        with viewer(seat, "test"):
            assert not Answer.objects.exists()
            assert not Prevention.objects.exists()
    home = world.client(world.cast.home_manager)
    for page in (f"/missing/{absence}/", f"/child/{world.child}/"):
        assert "Harker" not in home.get(page).content.decode()
