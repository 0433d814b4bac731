"""1. The carer, parent or home may be the reason for running: what a child says does not reach them."""

import pytest

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
