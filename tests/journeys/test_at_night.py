"""At 02:10 a home reports a child missing; those who answer at night find the alert, search, and bring her back."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from lapwing.access.viewer import viewer
from lapwing.cases.missing.changes import Report, record_missing
from lapwing.cases.missing.models import Absence
from lapwing.cases.missing.search.changes import Seen, record_sightings
from lapwing.directory.models import Seat
from lapwing.people.changes import Telling, tell
from lapwing.people.models import Placement
from lapwing.rules.moments import LONDON, Moment
from lapwing.work.deadlines.models import Clock
from tests.journeys.site import Site
from tests.journeys.traveller import Traveller


def last_night() -> datetime:
    """The latest 02:10 in London."""
    now = timezone.now().astimezone(LONDON)
    night = now.replace(hour=2, minute=10, second=0, microsecond=0)
    return night if night <= now else night - timedelta(days=1)


NIGHT = last_night()


@pytest.fixture(scope="module")
def site_settings() -> dict[str, str]:
    return {"APPLICATION": "tests.journeys.at_night", "LAPWING_TEST_NOW": NIGHT.isoformat()}


def told(seat: Seat, reference: str, name: str, born: date) -> UUID:
    given, family = name.split()
    with viewer(seat, "test"):
        return tell([Telling(f"{reference}-{given}", given, family, born, "F", "", "ZZ1 4AB")])[0].person


def placed(site: Site, name: str, born: date) -> tuple[UUID, UUID]:
    """A girl who lives at Ash House, where the council placed her: as the council tells, and as the home does."""
    cast = site.cast
    council = told(cast.social_worker, "C", name, born)
    home = told(cast.home_manager, "AH", name, born)
    with viewer(cast.social_worker, "test"):
        area = cast.areas["ashmere"]
        Placement.objects.create(
            person=council, agency=cast.agencies["council"], home=cast.agencies["home"], responsible_area=area,
            host_area=area, since=date(2025, 9, 1), confirmed_on=timezone.localdate(), what="K2",
        )  # fmt: skip
        return council, home


def at(who: Traveller, name: str, minutes: int) -> None:
    """So many minutes after the report."""
    when = (NIGHT + timedelta(minutes=minutes)).astimezone(LONDON)
    for part, value in (("day", when.day), ("month", when.month), ("year", when.year), ("time", f"{when:%H:%M}")):
        who.page.locator(f"[name={name}-{part}]").fill(str(value))


def test_a_home_reports_at_ten_past_two_and_the_night_team_acts(
    site: Site, traveller: Traveller, on_a_phone: Traveller
) -> None:
    placed(site, "Wren Tolley", date(2011, 5, 14))
    home = on_a_phone.sign_in("home_manager")
    home.go("/missing/report/")
    home.follow("Wren Tolley")
    at(home, "began", -55)
    home.page.get_by_label("Where were they last seen? (optional)").fill("the garden gate")
    home.page.get_by_label("To whom was it reported? (optional)").fill("Control room, operator 12")
    home.shoot("night-report-phone")
    home.press("Report missing")
    home.sees("Reported. Reference")
    home.sees("missing 5")  # 55 minutes, or what has gone by since

    night = traveller.sign_in("duty_officer")
    night.go("/alerts/")
    night.follow("A child is missing")
    night.press("Open the alert")
    night.press("Acknowledge: we take this on")
    with viewer(site.cast.council_missing, "test"):
        absence = Absence.objects.order_by("-began_at")[0].pk
    night.go(f"/missing/{absence}/")
    night.sees("Control room, operator 12")
    night.sees("Nobody has recorded whether those with parental responsibility were told.")
    tell_a_parent(night)
    ask(night)
    night.press("Judge the risk")
    night.choose("Low risk")
    at(night, "at", 5)
    night.page.get_by_label("Why?").fill("She rang a friend an hour ago.")
    at(night, "review", 240)
    night.press("Record it")
    night.sees("to be judged again")
    night.shoot("night-absence")
    seen(night)
    press_back(night)
    come_back(night, absence)


def tell_a_parent(night: Traveller) -> None:
    night.follow("Record who was told")
    night.page.get_by_label("Who?", exact=True).fill("Dana Tolley, mother")
    night.choose("No")
    night.press("Record it")
    night.sees("Select why they were not told")
    night.page.get_by_label("If not: why? (optional)").select_option("may_be_with")
    night.press("Record it")
    night.sees("Dana Tolley, mother: not told. The child may be with them, or hidden by them")


def ask(night: Traveller) -> None:
    night.follow("Record an enquiry")
    night.page.get_by_label("What was asked?").fill("Is she with her aunt?")
    at(night, "at", 3)
    night.press("Record the enquiry")
    night.sees("No answer yet")
    night.follow("Add what came of it")
    at(night, "at", 4)
    night.page.get_by_label("What came of it?").fill("No; she was there on Friday.")
    night.press("Record it")
    night.sees("No; she was there on Friday.")


def seen(night: Traveller) -> None:
    night.follow("Record a sighting")
    at(night, "at", 6)
    say_where(night)
    night.sees("Information received")
    night.sees("Told by Bryony, on her own telephone (a child). Only your own agency sees this line.")


def say_where(night: Traveller) -> None:
    night.page.get_by_label("Where?", exact=True).fill("Quay Street")
    night.choose("A child or young person")
    night.page.get_by_label("Who told, and how can they be reached? (optional)").fill("Bryony, on her own telephone")
    night.press("Record the sighting")


def press_back(night: Traveller) -> None:
    """The browser brings the form anew, with the time of now: the same words are asked about, and stand once."""
    here, stands = night.page.url, night.page.get_by_text("Quay Street").count()
    night.expected.add(409)
    night.page.go_back()
    say_where(night)
    night.reads("Do these words stand twice?")
    night.shoot("twice")
    night.follow("go on")
    assert night.page.url == here
    assert night.page.get_by_text("Quay Street").count() == stands


def come_back(night: Traveller, absence: UUID) -> None:
    night.press("Record found or returned")
    night.choose("Returned")
    at(night, "at", 8)
    night.press("Record it")
    night.sees("Return interview")
    with viewer(night.site.cast.council_missing, "test"):
        assert Clock.objects.get(duty="risk_review", subject=absence).state == "not_needed"
        assert Clock.objects.get(duty="return_interview", subject=absence).is_open


def test_the_police_control_room_has_it_too_and_reads_no_informant(site: Site, traveller: Traveller) -> None:
    _, girl = placed(site, "Ottilie Marsh", date(2012, 11, 2))
    began = NIGHT - timedelta(hours=3)
    with viewer(site.cast.home_manager, "test"):
        [account] = record_missing([Report(girl, "missing", Moment(began), site.cast.areas["ashmere"].pk)])
    with viewer(site.cast.duty_officer, "test"):
        seen = Moment(began + timedelta(hours=1))
        record_sightings([Seen(account.absence_id, seen, "Quay Street", "child", informant="Bryony")])
    police = traveller.sign_in("control_room")
    police.go(f"/missing/{account.absence_id}/")
    police.sees("Information received")
    assert "Bryony" not in police.page.content()
