"""Rule 1: the interview is held by somebody apart from the placement and the council; who holds it sees the child
allotted to them, that the child was away and came back, and what they heard themselves: nothing else, of nobody else.
"""

import re

import pytest
from django.urls import reverse

from lapwing.access.viewer import viewer
from lapwing.cases.missing import allotting, interviews
from lapwing.cases.missing.models import Absence, Account, Interview
from lapwing.people.models import Address, Placement, Told
from lapwing.work.alerts.models import Alert
from lapwing.work.instruments.changes import Given
from lapwing.work.instruments.models import Answer
from tests.safety import missing_world
from tests.safety.missing_world import World, ago

pytestmark = pytest.mark.django_db
ANSWERS = {"own_words": Given("I wanted to see my brother.")}


@pytest.fixture
def world() -> World:
    """Wren is back; another absence has no interview asked of anybody; the council asked an advocate to hold Wren's."""
    world = missing_world.make()
    world.absence = world.report(world.cast.home_manager, world.home).absence_id  # type: ignore[attr-defined]
    world.come_back(world.absence)  # type: ignore[attr-defined]
    return world


def text(content: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", content.decode()).split())


def ask(world: World) -> None:
    client = world.client(world.cast.council_missing)
    address = f"/missing/{world.absence}/interview/"  # type: ignore[attr-defined]
    assert "Ask an independent team to hold it" in text(client.get(address).content)
    team = str(world.cast.teams["advocates"].pk)
    assert client.post(f"{address}allot/", {"team": team}).status_code == 302
    assert "Asked of Return interviews, Lantern Advocacy" in text(client.get(address).content)


def test_before_they_are_asked_they_see_nobody(world: World) -> None:
    with viewer(world.cast.seats["interviewer"], "test"):
        for model in (Told, Absence, Account, Placement, Interview):
            assert not model.objects.exists(), model
    page = world.client(world.cast.seats["interviewer"]).get("/missing/interviews/").content
    assert "No interview is asked of your team" in text(page)


def test_once_asked_they_see_that_the_child_was_away_and_no_more(world: World) -> None:
    ask(world)
    who = world.cast.seats["interviewer"]
    with viewer(who, "test"):
        assert Told.objects.exists()
        assert Absence.objects.get().pk == world.absence  # type: ignore[attr-defined]
        for model in (Account, Placement, Address, Interview):
            assert not model.objects.exists(), model
        assert "It is due by" in Alert.objects.get(kind="interview_allotted").words
    client = world.client(who)
    assert "Wren Tolley" in text(client.get("/missing/interviews/").content)
    assert "within 72 hours of the return: by" in text(client.get(f"/missing/{world.absence}/interview/").content)  # type: ignore[attr-defined]
    for closed in ("/missing/", f"/child/{world.child}/", f"/missing/{world.absence}/"):  # type: ignore[attr-defined]
        assert client.get(closed).status_code == 403, closed


def test_they_hold_it_and_the_council_reads_how_it_stands_and_what_the_child_opened(world: World) -> None:
    ask(world)
    who, absence = world.cast.seats["interviewer"], world.absence  # type: ignore[attr-defined]
    client = world.client(who)
    assert "Offer it" in text(client.get(reverse("interview", args=[absence])).content)
    with viewer(who, "return_interview"):
        [row] = interviews.offer([
            interviews.Offer(absence, ago(0.8), "Asha Bright", "Lantern Advocacy", "independent")
        ])  # fmt: skip
        interviews.hold(row, interviews.Held(ago(0.5), ANSWERS))
    shown = text(client.get(reverse("interview", args=[absence])).content)
    assert "I wanted to see my brother." in shown
    council = text(world.client(world.cast.council_missing).get(reverse("interview", args=[absence])).content)
    assert "Lantern Advocacy" in council
    assert "I wanted to see my brother." not in council, "the child has opened it to nobody else"
    with viewer(world.cast.council_missing, "test"):
        assert Interview.objects.get().agency == world.cast.agencies["advocacy"]
    with viewer(world.cast.home_manager, "test"):
        assert not Answer.objects.exists()


def test_no_team_of_the_council_or_of_a_home_is_offered(world: World) -> None:
    with viewer(world.cast.council_missing, "test"):
        assert [team.agency.name for team in allotting.providers()] == ["Lantern Advocacy"]
