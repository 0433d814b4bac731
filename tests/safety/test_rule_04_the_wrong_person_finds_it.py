"""4. A leaflet, text or e-mail can be found by the wrong person: nothing to a family is sent by itself."""

from uuid import UUID

import pytest
from django.core import mail

from lapwing.access.viewer import viewer
from lapwing.cases.missing.forms import HeldForm
from lapwing.cases.missing.search.changes import Telling, record_parents_told
from lapwing.cases.missing.search.models import ParentTold
from lapwing.people.changes import Telling as Telling_
from lapwing.people.changes import tell
from lapwing.people.models import Relationship
from lapwing.rules.moments import Moment
from lapwing.work.alerts.models import Alert
from lapwing.work.instruments.changes import Given
from tests.safety import missing_world
from tests.safety.missing_world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return missing_world.make()


@pytest.fixture
def absence(world: World) -> UUID:
    return world.report(world.cast.home_manager, world.home).absence_id


def test_recording_that_a_parent_was_told_tells_nobody(world: World, absence: UUID) -> None:
    with viewer(world.cast.council_missing, "test"):
        before = Alert.objects.count()
        record_parents_told([Telling(absence, "Dana Tolley, mother", True, Moment.now(), "Owen Tarrant")])
        assert Alert.objects.count() == before
    assert mail.outbox == []


def test_not_telling_a_parent_has_a_reason(world: World, absence: UUID) -> None:
    with pytest.raises(ValueError, match="why"):
        Telling(absence, "Dana Tolley, mother", False)
    with viewer(world.cast.council_missing, "test"):
        record_parents_told([Telling(absence, "Dana Tolley, mother", False, reason="danger")])
        assert ParentTold.objects.get().get_reason_display() == "Telling them could put the child in danger"
    page = world.client(world.cast.council_missing).get(f"/missing/{absence}/").content.decode()
    assert "not told. Telling them could put the child in danger" in page


def test_what_was_recorded_wrongly_of_telling_a_parent_is_corrected_and_by_its_own_agency_alone(
    world: World, absence: UUID
) -> None:
    with viewer(world.cast.council_missing, "test"):
        [row] = record_parents_told([Telling(absence, "Dana Tolley, mother", True, Moment.now(), "Owen Tarrant")])
    council, page = world.client(world.cast.council_missing), f"/missing/parents/{row.pk}/"
    assert page in council.get(f"/missing/{absence}/").content.decode()
    assert world.client(world.cast.police_missing).get(page).status_code == 404
    before = council.get(page).context["form"]["before"].value()
    said = {"who": "Dana Tolley, mother", "told": "no", "reason": "may_be_with", "before": before}
    assert council.post(page, said).status_code == 302
    assert "not told. The child may be with them" in council.get(f"/missing/{absence}/").content.decode()
    assert "Somebody else changed this" in council.post(page, said | {"note": "Twice"}).content.decode()


def test_what_a_parent_was_told_shows_no_home(world: World, absence: UUID) -> None:
    with viewer(world.cast.council_missing, "test"):
        record_parents_told([Telling(absence, "Dana Tolley, mother", False, reason="danger")])
    with viewer(world.cast.home_manager, "test"):
        assert not ParentTold.objects.exists()


def test_whether_a_leaflet_is_safe_to_carry_is_recorded(world: World, absence: UUID) -> None:
    assert ("not_safe", "No: not safe to carry") in HeldForm.base_fields["leaflet"].choices
    world.come_back(absence)
    interview = world.interview(absence, {"own_words": Given("Fine")}, leaflet="not_safe")
    page = world.client(world.cast.council_missing).get(f"/missing/{absence}/interview/").content.decode()
    assert interview.leaflet == "not_safe"
    assert "Not safe to carry" in page
    assert mail.outbox == []


def test_who_has_parental_responsibility_and_was_not_spoken_of_stands_there(world: World) -> None:
    """Told, or why not, of each of them: for those who act, never where the child lives."""
    absence = world.report(world.cast.police_missing, world.police).absence_id
    worker, page = world.cast.social_worker, f"/missing/{absence}/"
    with viewer(worker, "plan"):
        for number, (name, what) in enumerate((("Dana", "mother"), ("Lee", "father"))):
            told = tell([Telling_(f"p-{number}", name, "Tolley", is_child=False)])[0].person
            Relationship.objects.create(
                person=world.council, agency=worker.agency, other=told, what=what, parental_responsibility=True
            )
    with viewer(world.cast.council_missing, "find_missing"):
        record_parents_told([Telling(absence, "Dana Tolley, mother", True, Moment.now(), "Owen Tarrant")])
    asked = "Lee Tolley (father): nobody has recorded"
    content = world.client(world.cast.council_missing).get(page).content.decode()
    assert asked in content
    assert "Dana Tolley (mother): nobody" not in content
    assert "nobody has recorded" not in world.client(world.cast.home_manager).get(page).content.decode()
