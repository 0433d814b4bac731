"""1. The carer, parent or home may be the reason for running: what a child says does not reach them."""

import pytest
from django.urls import reverse

from lapwing.access import circle
from lapwing.access.levels import Level
from lapwing.access.viewer import viewer
from lapwing.cases.missing.instruments import FIRST
from lapwing.cases.missing.models import Attempt, Interview
from lapwing.people.models import Told
from lapwing.work.alerts.models import Barred
from lapwing.work.instruments import Audience
from lapwing.work.instruments.changes import Given
from lapwing.work.instruments.models import Answer, Response, SafeNote
from tests.safety import missing_world
from tests.safety.missing_world import World

pytestmark = pytest.mark.django_db
SAID = "They lock the kitchen at night."


@pytest.fixture
def world() -> World:
    return missing_world.make()


def back(world: World) -> object:
    account = world.report(world.cast.home_manager, world.home)
    world.come_back(account.absence_id)
    return account.absence_id


def test_every_answer_is_closed_to_all_but_the_worker_unless_the_child_agreed(world: World) -> None:
    interview = world.interview(back(world), {"own_words": Given(SAID)})  # type: ignore[arg-type]
    with viewer(world.cast.council_missing, "test"):
        assert Answer.objects.get(response=interview.response).audience == Audience.WORKER
    for who in (world.cast.police_missing, world.cast.health, world.cast.home_manager, world.cast.school_lead):
        with viewer(who, "test"):
            assert not Answer.objects.exists()


def test_no_answer_can_be_opened_to_where_the_child_lives() -> None:
    assert {audience for q in FIRST.questions for audience in q.audiences} <= {Audience.WORKER, Audience.CIRCLE}


def test_the_home_sees_neither_the_words_nor_the_interview_on_any_page(world: World) -> None:
    absence = back(world)
    world.interview(absence, {"own_words": Given(SAID, Audience.CIRCLE)})  # type: ignore[arg-type]
    home = world.client(world.cast.home_manager)
    for page in (f"/missing/{absence}/", f"/child/{world.child}/", "/missing/", "/missing/all/"):
        content = home.get(page).content.decode()
        assert "lock the kitchen" not in content
        assert "Lantern Advocacy" not in content
    for page in ("", "offer/", "hold/", "attempt/", "close/"):
        assert home.get(f"/missing/{absence}/interview/{page}").status_code == 403
    with viewer(world.cast.home_manager, "test"):
        assert Told.objects.exists()
        for model in (Interview, Attempt, Response, Answer):
            assert not model.objects.exists(), model


def test_a_note_goes_there_only_when_the_child_agreed(world: World) -> None:
    absence = back(world)
    with pytest.raises(ValueError, match="only if the child agreed"):
        world.interview(absence, {"own_words": Given(SAID)}, safe_note="She would like later bedtimes.")  # type: ignore[arg-type]


def test_a_note_that_the_child_agreed_to_reaches_the_home(world: World) -> None:
    absence = back(world)
    note = "She would like later bedtimes."
    world.interview(absence, {"own_words": Given(SAID)}, safe_note=note, agreed_with_child=True)  # type: ignore[arg-type]
    with viewer(world.cast.home_manager, "test"):
        assert [row.words for row in SafeNote.objects.all()] == [note]


def test_a_note_shows_to_whom_it_is_for_and_to_practitioners_of_the_circle_by_role(world: World) -> None:
    """The words for the home; beside them, for those who work with the child, for whom they were cleared."""
    absence, cast = back(world), world.cast
    note, page = "She would like later bedtimes.", reverse("child", args=[world.child])
    world.interview(absence, {"own_words": Given(SAID)}, safe_note=note, agreed_with_child=True)  # type: ignore[arg-type]
    with viewer(cast.council_missing, "test"):
        circle.open_places([
            circle.Opening(world.council, seat.agency_id, seat.pk, Level.DETAIL, "find_missing", "public_task")
            for seat in (cast.health, cast.school_lead)
        ])  # fmt: skip
    shown = {}
    for name in ("home_manager", "social_worker", "police_missing", "health", "school_lead", "stranger"):
        content = world.client(cast.seats[name]).get(page).content.decode()
        assert SAID not in content, name
        shown[name] = "for you" if "Passed on to you" in content else "for others" if note in content else "not"
    assert shown == {
        "home_manager": "for you", "social_worker": "for others", "police_missing": "for others",
        "health": "for others", "school_lead": "not", "stranger": "not",
    }  # fmt: skip


def test_an_allegation_bars_the_placement_and_sends_nothing_there(world: World) -> None:
    absence = back(world)
    world.interview(
        absence, {"allegation": Given("yes"), "allegation_words": Given(SAID)}, safe_note="All well.",  # type: ignore[arg-type]
        agreed_with_child=True,
    )  # fmt: skip
    with viewer(world.cast.ig_lead, "test"):
        assert [row.barred_id for row in Barred.objects.all()] == [world.cast.agencies["home"].pk]
    with viewer(world.cast.home_manager, "test"):
        assert not SafeNote.objects.exists()
        assert not Barred.objects.exists()
