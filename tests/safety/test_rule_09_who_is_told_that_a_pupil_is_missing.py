"""Rule 9: who is told, and what it opens, comes from the duty behind it. The responsible and the host authority, the
police officers who work with schools; the school's named lead only where the area has decided so.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from lapwing.access.levels import Level
from lapwing.access.models import Place
from lapwing.access.viewer import clockwork, viewer
from lapwing.cases.missing.models import Absence, Whereabouts
from lapwing.directory.models import Account, Seat, Team
from lapwing.people.changes import Telling, tell
from lapwing.people.models import Placement, Schooling, Told
from lapwing.rules.duties import LocalSetting
from lapwing.work.alerts import changes
from lapwing.work.alerts.models import Alert
from lapwing.work.deadlines import queries as clocks
from lapwing.work.deadlines.changes import NewSetting, set_for_area
from lapwing.work.deadlines.models import Clock
from tests.cast import SINCE
from tests.safety import missing_world
from tests.safety.missing_world import World

pytestmark = pytest.mark.django_db
LIAISON_TOLD = "school_liaison_told"


@pytest.fixture(autouse=True)
def _by_day() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 3, 10, 0, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def world() -> World:
    """A child placed by one council in the area of another, on the roll of a school."""
    world = missing_world.make()
    cast = world.cast
    cast.other_council_missing.deputy = Seat.objects.create(
        account=Account.objects.create_user("second@cast.example", name="Ann Second"), role="council_missing",
        agency=cast.agencies["other_council"], team=cast.teams["other_missing"], title="Officer", since=SINCE,
    )  # fmt: skip
    cast.other_council_missing.save()
    with viewer(cast.social_worker, "test"):
        Placement.objects.update(host_area=cast.areas["brackwater"])
        Schooling.objects.create(
            person=world.council, agency=cast.agencies["council"], school=cast.agencies["school"],
            since=date(2025, 9, 1), confirmed_on=date(2026, 10, 20), level=Level.SUMMARY,
        )  # fmt: skip
    return world


def told(kind: str) -> set[object]:
    with clockwork("test"):
        return set(Alert.objects.filter(kind=kind).values_list("intended", flat=True))


def decide(world: World, *, applies: bool) -> None:
    with viewer(world.cast.partnership_manager, "test"):
        local = LocalSetting(applies=applies, source="Ashmere protocol, page 4")
        set_for_area(NewSetting(world.cast.areas["ashmere"].pk, "school_lead_told", local, date(2026, 1, 1), "Board"))


def test_both_authorities_and_the_officers_who_work_with_schools(world: World) -> None:
    cast = world.cast
    world.report(cast.police_missing, world.police)
    assert told("child_missing") == {cast.council_missing.pk, cast.other_council_missing.pk}
    assert told("school_liaison_told") == {cast.school_liaison.pk}
    assert told("school_lead_told") == set(), "no school is told unless the area decided so"


def test_an_authority_without_a_missing_team_is_told_at_its_emergency_duty_team_or_must_be_rung(world: World) -> None:
    cast = world.cast
    Team.objects.filter(pk=cast.teams["other_missing"].pk).update(closed_on=date(2026, 1, 1))
    away = world.report(cast.police_missing, world.police)
    with clockwork("test"):
        [ring] = Alert.objects.filter(kind="missing_not_reached", subject=away.absence_id, step=0)
    assert ring.words.startswith("Ring Emergency duty team")
    assert told("child_missing") == {cast.council_missing.pk}, "one seat without a deputy receives no alert"
    cast.other_duty_officer.deputy = cast.other_council_missing
    cast.other_duty_officer.save()
    world.come_back(away.absence_id, 5)
    world.report(cast.police_missing, world.police, hours=2)
    assert told("child_missing") == {cast.council_missing.pk, cast.teams["other_night"].pk}


def test_the_schools_named_lead_where_the_area_decided_so(world: World) -> None:
    cast = world.cast
    decide(world, applies=True)
    world.report(cast.home_manager, world.home)
    world.report(cast.police_missing, world.police)
    assert told("school_lead_told") == {cast.school_lead.pk}
    with clockwork("test"):
        [alert] = Alert.objects.filter(kind="school_lead_told", step=0)
        assert alert.agency_id == cast.agencies["council"].pk, "the council answers for telling the school"
    with viewer(cast.school_lead, "test"):
        [mine] = Alert.objects.filter(holder=cast.school_lead.pk)
        assert not Told.objects.exists()
        changes.open_alert(mine, cast.school_lead.pk)
        assert {place.reaches for place in Place.objects.filter(holder=cast.school_lead.pk)} == {Level.POINTER}


def test_an_area_that_decided_against_it(world: World) -> None:
    decide(world, applies=False)
    world.report(world.cast.police_missing, world.police)
    assert told("school_lead_told") == set()


def test_nobody_is_woken_for_a_child_who_is_back(world: World) -> None:
    account = world.report(world.cast.police_missing, world.police)
    world.come_back(account.absence_id)
    with clockwork("test"):
        assert set(Alert.objects.filter(subject=account.absence_id).values_list("state", flat=True)) == {"ended"}
        assert not Alert.objects.exclude(escalates_at=None).exists()
    with time_machine.travel(datetime(2026, 11, 4, 10, 0, tzinfo=UTC)), clockwork("test"):
        assert changes.escalate() == []


def test_telling_the_officers_who_work_with_schools_is_owed_and_done_when_one_of_them_reads_it(world: World) -> None:
    """Owed by the force's own team, whichever of its rooms recorded the child; not done by the message, nor by whoever
    keeps watch for them at night.
    """
    cast = world.cast
    world.report(cast.home_manager, world.home)
    with clockwork("test"):
        assert not Clock.objects.filter(duty=LIAISON_TOLD).exists(), "the police have recorded nothing yet"
    world.report(cast.control_room, world.police)
    with viewer(cast.police_missing, "test"):
        [clock] = clocks.worklist(cast.police_missing.holders, duty=LIAISON_TOLD)
        assert clock.holder == cast.teams["police_missing"].pk
    with clockwork("test"):
        [alert] = Alert.objects.filter(kind=LIAISON_TOLD)
        Alert.objects.filter(pk=alert.pk).update(holder=cast.teams["control_room"].pk)
    with viewer(cast.control_room, "test"):
        changes.open_alert(Alert.objects.get(pk=alert.pk), cast.control_room.pk)
    with clockwork("test"):
        assert Clock.objects.get(duty=LIAISON_TOLD).is_open
        Alert.objects.filter(pk=alert.pk).update(holder=alert.intended)
    with viewer(cast.school_liaison, "test"):
        changes.open_alert(Alert.objects.get(pk=alert.pk), cast.school_liaison.pk)
    with clockwork("test"):
        assert (met := Clock.objects.get(duty=LIAISON_TOLD)).state == "met"
        assert met.timeliness == "in_time"


def test_read_before_the_police_recorded_it(world: World) -> None:
    cast = world.cast
    world.report(cast.home_manager, world.home)
    with viewer(cast.school_liaison, "test"):
        changes.open_alert(Alert.objects.get(kind=LIAISON_TOLD), cast.school_liaison.pk)
    world.report(cast.police_missing, world.police)
    with clockwork("test"):
        assert Clock.objects.get(duty=LIAISON_TOLD).state == "met"


def test_back_before_anybody_read_of_it(world: World) -> None:
    account = world.report(world.cast.police_missing, world.police)
    world.come_back(account.absence_id)
    with clockwork("test"):
        assert Clock.objects.get(duty=LIAISON_TOLD).reason == "The child is back."


def arrive(client: Client, url: str, kind: str = "found") -> HttpResponse:
    return client.post(url, {"kind": kind, "at-day": "3", "at-month": "11", "at-year": "2026", "at-time": "09:50"})


def test_the_lead_who_was_told_says_that_the_child_is_here_and_sees_no_more_for_it(world: World) -> None:
    cast = world.cast
    decide(world, applies=True)
    absence = world.report(cast.police_missing, world.police).absence_id
    school, url = world.client(cast.school_lead), f"/missing/{absence}/arrived/"
    assert school.get(url).status_code == 404, "nothing of an alert shows before it was opened"
    with viewer(cast.school_lead, "test"):
        [mine] = Alert.objects.filter(holder=cast.school_lead.pk)
        changes.open_alert(mine, cast.school_lead.pk)
    assert url in school.get(f"/alerts/{mine.pk}/").content.decode()
    assert "Wren Tolley" in school.get(url).content.decode()
    assert arrive(school, url).status_code == 302
    with viewer(cast.police_missing, "test"):
        [fact] = Whereabouts.objects.filter(absence=absence)
        assert (fact.kind, fact.place, fact.agency_id) == ("found", "Sallow Bank School", cast.agencies["school"].pk)
        assert Absence.objects.get(pk=absence).state == "located"
    with viewer(cast.school_lead, "test"):
        assert not Absence.objects.exists()
        assert set(Whereabouts.objects.values_list("agency", flat=True)) == {cast.agencies["school"].pk}
    assert arrive(school, url, "returned").status_code == 302
    with clockwork("test"):
        assert Clock.objects.filter(duty="return_interview", subject=absence).exists()
    assert arrive(school, url, "returned").status_code in {302, 409}, "it is over: they are told so"


def test_a_school_that_nobody_told_has_no_way_in(world: World) -> None:
    cast = world.cast
    decide(world, applies=False)
    absence = world.report(cast.police_missing, world.police).absence_id
    school = world.client(cast.school_lead)
    assert school.get(f"/missing/{absence}/arrived/").status_code == 404
    assert arrive(school, f"/missing/{absence}/arrived/").status_code == 404
    with clockwork("test"):
        assert not Whereabouts.objects.exists()


def test_a_school_that_told_of_the_absence_itself(world: World) -> None:
    cast = world.cast
    with viewer(cast.school_lead, "test"):
        [outcome] = tell([Telling("S-1", "Wren", "Tolley", date(2011, 5, 14), "F", "", "ZZ1 4AB")])
    absence = world.report(cast.school_lead, outcome.person, hours=2).absence_id
    school = world.client(cast.school_lead)
    assert f"/missing/{absence}/arrived/" in school.get("/missing/report/").content.decode()
    assert arrive(school, f"/missing/{absence}/arrived/", "returned").status_code == 302
    assert f"/missing/{absence}/arrived/" not in school.get("/missing/report/").content.decode()
