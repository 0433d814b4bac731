"""Turning 18 with an open risk: proposed by itself, told by a person, taken on by a named service."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from lapwing.access.viewer import clockwork, viewer
from lapwing.cases.missing import changes
from lapwing.cases.missing.adulthood import changes as adulthood
from lapwing.cases.missing.adulthood.models import Handover
from lapwing.cases.missing.adulthood.sight import nearly_adult
from lapwing.cases.missing.changes import Located, Report
from lapwing.directory.models import Seat
from lapwing.people.changes import Telling, tell
from lapwing.rules.moments import Moment
from lapwing.work.deadlines.models import Clock
from tests.cast import Cast, build, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return build()


def born_to_turn_18_in(days: int) -> date:
    day = timezone.localdate() + timedelta(days=days)
    return day.replace(year=day.year - 18)


def absent(cast: Cast, days: int, *, back: bool = False, risk: str = "", reference: str = "C-17") -> UUID:
    """A child who turns 18 in so many days, and went missing last night."""
    with viewer(cast.council_missing, "test"):
        telling = Telling(reference, "Wren", reference, born_to_turn_18_in(days), "F", "", "ZZ1 4AB")
        person = tell([telling])[0].person
        began = Moment(timezone.now() - timedelta(hours=9))
        ended = Located(None, "returned", Moment(timezone.now() - timedelta(hours=1))) if back else None
        area = cast.areas["ashmere"].pk
        changes.record_missing([Report(person, "missing", began, area, risk=risk, ended=ended)])
    return person


def proposed() -> list[Handover]:
    with clockwork("propose_handovers"):
        return adulthood.propose_handovers()


def as_(seat: Seat) -> Client:
    client = Client()
    sign_in(client, seat)
    return client


def test_half_a_year_before_the_birthday_it_is_proposed_with_its_clock(cast: Cast) -> None:
    person = absent(cast, 100)
    [row] = proposed()
    assert (row.person, row.holder, row.risks) == (person, cast.teams["missing"].pk, ["missing"])
    with viewer(cast.council_missing, "test"):
        clock = Clock.objects.get(duty="adult_handover")
        assert clock.due.latest.day == row.turns_18
        assert clock.holder == cast.teams["missing"].pk


def test_a_second_night_proposes_nothing_again(cast: Cast) -> None:
    absent(cast, 100)
    assert len(proposed()) == 1
    assert proposed() == []


@pytest.mark.parametrize(("days", "back", "risk"), [(200, False, ""), (100, True, "MED"), (-1, False, "HIGH")])
def test_it_is_not_for_those_far_off_nor_without_a_risk_nor_adults(
    cast: Cast, days: int, back: bool, risk: str
) -> None:
    absent(cast, days, back=back, risk=risk)
    assert proposed() == []


def test_a_high_risk_of_the_last_months_is_open_though_the_child_is_back(cast: Cast) -> None:
    absent(cast, 20, back=True, risk="HIGH")
    assert [row.risks for row in proposed()] == [["high_risk"]]


def test_it_is_handed_over_by_name_and_the_clock_stops_when_it_is_taken_on(cast: Cast) -> None:
    absent(cast, 60)
    [row] = proposed()
    with viewer(cast.council_missing, "test"):
        handover = Handover.objects.get()
        with pytest.raises(ValueError, match="first"):
            adulthood.taken_on(handover, at=Moment.now(), by="Pat Lowe")
        with pytest.raises(ValueError, match="nobody"):
            adulthood.tell_service(handover, service="Adult safeguarding", contact=" ", at=Moment.now(), passed_on="")
    client = as_(cast.council_missing)
    assert "Turns 18" in client.get(f"/missing/adults/{row.pk}/").content.decode()
    now = timezone.localtime()
    when = {"at-day": now.day, "at-month": now.month, "at-year": now.year, "at-time": f"{now:%H:%M}"}
    told = {
        "service": "Ashmere transitions team",
        "contact": "Pat Lowe, 01632 960009",
        "passed_on": "All.",
        "version": 1,
    }
    assert client.post(f"/missing/adults/{row.pk}/tell/", {**when, **told}).status_code == 302
    early = {**when, "at-year": now.year - 1, "by": "Pat Lowe", "version": 2}
    assert "That is before they were told" in client.post(f"/missing/adults/{row.pk}/taken-on/", early).content.decode()
    stale = client.post(f"/missing/adults/{row.pk}/taken-on/", {**when, "by": "Pat Lowe", "version": 1})
    assert "Somebody else changed this" in stale.content.decode()
    assert (
        client.post(f"/missing/adults/{row.pk}/taken-on/", {**when, "by": "Pat Lowe", "version": 2}).status_code == 302
    )
    with viewer(cast.council_missing, "test"):
        assert Handover.objects.get().state == "taken_on"
        assert Clock.objects.get(duty="adult_handover").state == "met"
    page = client.get("/missing/adults/").content.decode()
    assert "Nobody whom you may see turns 18 with an open risk" in page
    assert "Taken on by the adult service" in page, "what is ended can be found, and put right"
    assert client.post(f"/missing/adults/{row.pk}/open-again/").status_code == 302
    with viewer(cast.council_missing, "test"):
        again = Handover.objects.get()
        assert (again.state, again.service, again.taken_on_by) == ("told", "Ashmere transitions team", "")
        assert sorted(Clock.objects.filter(duty="adult_handover").values_list("state", flat=True)) == ["met", "running"]
    client.post(f"/missing/adults/{row.pk}/open-again/")
    with viewer(cast.council_missing, "test"):
        assert Clock.objects.filter(duty="adult_handover").count() == 2, "whoever presses second changes nothing"


def test_a_person_may_find_it_not_needed_and_it_is_not_proposed_again(cast: Cast) -> None:
    absent(cast, 60)
    [row] = proposed()
    client = as_(cast.social_worker)
    answer = client.post(
        f"/missing/adults/{row.pk}/not-needed/", {"reason": "Lives with adult siblings.", "version": 1}
    )
    assert answer.status_code == 302
    assert proposed() == []


def test_a_home_and_a_stranger_see_no_handover(cast: Cast) -> None:
    absent(cast, 60)
    proposed()
    for seat in (cast.home_manager, cast.stranger, cast.other_council_missing):
        with viewer(seat, "test"):
            assert not Handover.objects.exists()


def test_only_background_work_learns_birthdays(cast: Cast) -> None:
    absent(cast, 60)
    with viewer(cast.other_council_missing, "test"):
        assert nearly_adult(date(1990, 1, 1), date(2030, 1, 1)) == []


def test_a_child_born_on_29_february_turns_18_on_1_march() -> None:
    assert adulthood.turns_18(date(2008, 2, 29)) == date(2026, 3, 1)
