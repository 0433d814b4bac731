"""3. A quotation has consent and an audience: withheld until a worker clears it, and not read out by default."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from lapwing.access.viewer import viewer
from lapwing.cases.missing.heard import changes as heard
from lapwing.cases.missing.heard.models import Quotation
from lapwing.cases.missing.models import Interview
from lapwing.directory.models import Seat
from lapwing.work.alerts.changes import bar
from lapwing.work.instruments.changes import Given
from lapwing.work.meetings import changes as meetings
from lapwing.work.meetings.changes import Call, Invite
from tests.safety import missing_world
from tests.safety.missing_world import World

pytestmark = pytest.mark.django_db
SAID = "Nobody asked me where I wanted to live."


@pytest.fixture
def world() -> World:
    return missing_world.make()


@pytest.fixture
def interview(world: World) -> Interview:
    account = world.report(world.cast.home_manager, world.home)
    world.come_back(account.absence_id)
    return world.interview(account.absence_id, {"own_words": Given(SAID)})


def put_down(world: World, interview: Interview) -> Quotation:
    with viewer(world.cast.council_missing, "test"):
        return heard.propose_quotation(interview, SAID, "May be used with her workers; said on Friday")


def sees(world: World, seat: Seat, url: str) -> bool:
    return SAID in world.client(seat).get(url).content.decode()


def test_it_is_withheld_until_a_worker_clears_it(world: World, interview: Interview) -> None:
    quotation = put_down(world, interview)
    page = f"/child/{world.child}/"
    assert not sees(world, world.cast.police_missing, page)
    with viewer(world.cast.police_missing, "test"):
        assert not Quotation.objects.exists()
    world.client(world.cast.council_missing).post(f"/missing/quotation/{quotation.pk}/clear/")
    assert sees(world, world.cast.police_missing, page)
    world.client(world.cast.council_missing).post(f"/missing/quotation/{quotation.pk}/take-back/")
    assert not sees(world, world.cast.police_missing, page)


def test_where_the_child_lives_it_never_shows(world: World, interview: Interview) -> None:
    quotation = put_down(world, interview)
    with viewer(world.cast.council_missing, "test"):
        heard.clear_quotation(quotation)
    for seat in (world.cast.home_manager, world.cast.school_lead):
        with viewer(seat, "test"):
            assert not Quotation.objects.exists()
    for url in (f"/child/{world.child}/", f"/missing/{interview.absence_id}/", "/missing/"):
        assert not sees(world, world.cast.home_manager, url)


def test_it_is_not_to_be_read_out_unless_the_child_agreed(world: World, interview: Interview) -> None:
    assert put_down(world, interview).may_be_read_out is False


def test_a_meeting_reads_out_only_what_the_child_agreed_to_and_not_before_whom_they_fear(
    world: World, interview: Interview
) -> None:
    cast = world.cast
    invited = (Invite(cast.agencies["home"].pk, cast.home_manager.pk),)
    with viewer(cast.council_missing, "test"):
        call = Call(world.council, "absence", interview.absence_id, "Planning meeting", "protect",
                    timezone.now() + timedelta(days=2), cast.council_missing.pk, invited, quorum=1)  # fmt: skip
        [meeting] = meetings.call([call])
        heard.clear_quotation(heard.propose_quotation(interview, "Not aloud.", "With her workers"))
        aloud = heard.propose_quotation(interview, SAID, "And in the meeting", may_be_read_out=True)
    page = f"/meetings/{meeting.pk}/"
    assert not sees(world, cast.council_missing, page), "it is not cleared"
    with viewer(cast.council_missing, "test"):
        heard.clear_quotation(aloud)
    shown = world.client(cast.council_missing).get(page).content.decode()
    assert SAID in shown
    assert "Not aloud." not in shown
    assert not sees(world, cast.home_manager, page)
    with viewer(cast.social_worker, "test"):
        bar(person=world.council, agency=cast.agencies["home"].pk, reason="The child fears somebody there")
    shown = world.client(cast.council_missing).get(page).content.decode()
    assert SAID not in shown
    assert "not read out in this meeting" in shown


def test_without_consent_it_is_no_quotation(world: World, interview: Interview) -> None:
    with viewer(world.cast.council_missing, "test"), pytest.raises(ValueError, match="agreed"):
        heard.propose_quotation(interview, SAID, " ")


def test_an_answer_is_opened_and_closed_again_as_the_child_agrees(world: World, interview: Interview) -> None:
    client = world.client(world.cast.council_missing)
    page = client.get(f"/missing/{interview.absence_id}/interview/").content.decode()
    [url] = [part.split('"')[0] for part in page.split('href="') if part.startswith("/missing/answer/")]
    assert not sees(world, world.cast.other_council_missing, f"/missing/{interview.absence_id}/interview/")
    for before, audience in (("worker", "circle"), ("circle", "worker")):
        assert client.post(url, {"audience": audience, "before": before}).status_code == 302
        with viewer(world.cast.council_missing, "test"):
            assert _audience(interview.response) == audience
    late = client.post(url, {"audience": "circle", "before": "circle"}).content.decode()
    assert "Somebody else changed this meanwhile" in late, "a colleague closed it: nobody opens it unawares"


def _audience(response: UUID | None) -> str:
    from lapwing.work.instruments.models import Answer

    return Answer.objects.get(response=response).audience
