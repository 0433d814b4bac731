"""What a meeting decided: who comes second sees what stands, and puts nothing over it unawares."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from lapwing.access.history import versions
from lapwing.access.viewer import viewer
from lapwing.work.meetings.changes import Call, Invite, NewItem, add_items, call, cancel, decide, roll_of
from lapwing.work.meetings.models import Invitation, Item, Meeting
from tests.cast import sign_in
from tests.safety import missing_world


@pytest.mark.django_db
def test_a_second_decision_is_not_put_over_the_first_unawares() -> None:
    world = missing_world.make()
    chair, colleague = Client(), Client()
    sign_in(chair, world.cast.council_missing)
    sign_in(colleague, world.cast.council_missing_deputy)
    with viewer(world.cast.council_missing, "test"):
        at = timezone.now() + timedelta(days=1)
        [meeting] = call([Call(world.council, "absence", world.council, "Strategy discussion", "protect", at,
                               world.cast.teams["missing"].pk, ())])  # fmt: skip
        [item] = add_items([NewItem(meeting, "Transport")])
    page = f"/meetings/item/{item.pk}/"
    assert colleague.get(page).status_code == 200
    assert chair.post(page, {"decision": "A taxi each morning", "before": ""}).status_code == 302
    with viewer(world.cast.council_missing_deputy, "test"):
        assert decide(item, "No taxi", before=item.stands) == 0, (
            "the act itself asks what stands, and not only the page"
        )
    second = colleague.post(page, {"decision": "No taxi", "why": "Too dear", "before": ""})
    assert "Somebody else recorded a decision meanwhile" in second.content.decode()
    assert "No taxi" in second.content.decode(), "their words are not lost"
    assert _stands(world, item) == "A taxi each morning"
    again = second.context["form"]["before"].value()
    assert colleague.post(page, {"decision": "No taxi", "before": again}).status_code == 302
    assert _stands(world, item) == "No taxi"
    with viewer(world.cast.council_missing, "test"):
        assert cancel(meeting, "The taxi is agreed")
        told = [change.before for one in versions(Item.objects.get(pk=item.pk)) for change in one.changes]
    assert "A taxi each morning" in told, "what was decided first stays in its history"
    for form, typed in (
        (page, {"decision": "By bus", "before": again}),
        (f"/meetings/{meeting.pk}/item/", {"title": "Bus"}),
    ):
        late = chair.post(form, typed, headers={"Sec-Fetch-Site": "same-origin"})
        assert (late.status_code, "stands otherwise now: cancelled" in late.content.decode()) == (409, True)
        assert next(iter(typed.values())) in late.content.decode(), "their words are not lost"
    assert _stands(world, item) == "No taxi"


@pytest.mark.django_db
def test_a_meeting_is_called_for_a_purpose_of_the_code_list() -> None:
    world = missing_world.make()
    at = timezone.now() + timedelta(days=1)
    one = Call(world.council, "absence", world.council, "Panel", "curiosity", at, world.cast.council_missing.pk, ())
    with (
        viewer(world.cast.council_missing, "test"),
        pytest.raises(ValueError, match="No purpose of sharing is called 'curiosity'"),
    ):
        call([one])


def _stands(world: missing_world.World, item: Item) -> str:
    with viewer(world.cast.council_missing, "test"):
        return str(Item.objects.get(pk=item.pk).decision)


def _two_at_a_meeting(world: missing_world.World) -> tuple[Client, Client, Meeting, list[Invitation]]:
    chair, colleague = Client(), Client()
    sign_in(chair, world.cast.council_missing)
    sign_in(colleague, world.cast.council_missing_deputy)
    with viewer(world.cast.council_missing, "test"):
        teams = (world.cast.teams["missing"], world.cast.teams["police_missing"])
        at = timezone.now() - timedelta(hours=1)
        invited = tuple(Invite(team.agency_id, team.pk) for team in teams)
        [meeting] = call([Call(world.council, "absence", world.council, "Strategy discussion", "protect", at,
                               world.cast.teams["missing"].pk, invited, quorum=1)])  # fmt: skip
        return chair, colleague, meeting, list(Invitation.objects.filter(meeting=meeting).order_by("pk"))


@pytest.mark.django_db
def test_a_second_record_of_who_came_is_not_put_over_the_first_unawares() -> None:
    world = missing_world.make()
    chair, colleague, meeting, (council, police) = _two_at_a_meeting(world)
    page = f"/meetings/{meeting.pk}/attendance/"
    opened = colleague.get(page).context["form"]["before"].value()
    assert chair.post(page, {"came": [council.pk, police.pk], "before": opened}).status_code == 302
    typed = {"came": [council.pk], f"deputy-{council.pk}": "Ines Larch, duty", "before": opened}
    second = colleague.post(page, typed)
    said = second.content.decode()
    assert "Somebody else recorded who came meanwhile" in said
    assert "Ines Larch, duty" in said, "their words are not lost"
    assert _came(world, meeting) == {council.pk: True, police.pk: True}
    typed["before"] = second.context["form"]["before"].value()
    assert colleague.post(page, typed).status_code == 302
    assert _came(world, meeting) == {council.pk: True, police.pk: False}
    assert colleague.get(page).context["form"]["came"].value() == [str(council.pk)], "it opens with what stands"


@pytest.mark.django_db
def test_no_answer_goes_over_who_came() -> None:
    world = missing_world.make()
    chair, _, meeting, (council, police) = _two_at_a_meeting(world)
    typed = {"came": [council.pk, police.pk], f"deputy-{police.pk}": "Sgt Rowan Peel"}
    with viewer(world.cast.council_missing, "test"):
        before = roll_of(meeting, [council, police])
    assert chair.post(f"/meetings/{meeting.pk}/attendance/", typed | {"before": before}).status_code == 302
    late = Client()
    sign_in(late, world.cast.police_missing)
    late.post(f"/meetings/invitation/{police.pk}/answer/", {"answer": "deputy", "deputy": "Somebody else"})
    with viewer(world.cast.council_missing, "test"):
        assert Invitation.objects.get(pk=police.pk).deputy == "Sgt Rowan Peel"


def _came(world: missing_world.World, meeting: Meeting) -> dict[UUID, bool | None]:
    with viewer(world.cast.council_missing, "test"):
        return dict(Invitation.objects.filter(meeting=meeting).values_list("pk", "attended"))
