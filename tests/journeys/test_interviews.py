"""Two agencies tell of one absence differently; the child is found in another force's area, returns, and is heard."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from lapwing.access.viewer import viewer
from lapwing.cases.missing import changes
from lapwing.cases.missing.changes import Report
from lapwing.cases.missing.models import Absence
from lapwing.directory.models import Account, Agency, Catchment, Seat, Team
from lapwing.people.changes import Telling, join, tell
from lapwing.people.models import Placement, Told
from lapwing.people.queries import child_of
from lapwing.rules.moments import LONDON, Moment
from tests.cast import DOMAIN, PASSWORD, SINCE
from tests.journeys.site import Site
from tests.journeys.traveller import Traveller

SAID = "I walked to the harbour because nobody listens."
TOLD = "Bryony Marsh waits at Quay Street in a grey van."


def ago(hours: float) -> Moment:
    return Moment(timezone.now() - timedelta(hours=hours))


def told(seat: Seat, reference: str, given: str = "Wren", family: str = "Tolley") -> UUID:
    with viewer(seat, "test"):
        return tell([Telling(reference, given, family, date(2011, 5, 14), "F", "", "ZZ1 4AB")])[0].person


@pytest.fixture(scope="module")
def far_force(site: Site) -> Seat:
    """The force of Farhaven, with a team that answers at any hour."""
    area = site.cast.areas["farhaven"]
    force = Agency.objects.create(kind="police", name="Farhaven Constabulary", postcode="ZZ1 4AB")
    Catchment.objects.create(agency=force, area=area, since=SINCE)
    team = Team.objects.create(agency=force, area=area, name="Missing desk", purpose="missing", round_the_clock=True)
    seats = [
        Seat.objects.create(
            account=Account.objects.create_user(f"far.{name}@{DOMAIN}", PASSWORD, name=name), agency=force, team=team,
            role="police_missing", title=name, since=SINCE,
        )
        for name in ("desk", "deputy")
    ]  # fmt: skip
    Seat.objects.filter(pk=seats[0].pk).update(deputy=seats[1])
    seat = seats[0]
    site.cast.seats["far_police"] = seat
    return seat


@pytest.fixture(scope="module")
def absence(site: Site, far_force: Seat) -> UUID:
    """Wren lives at Ash House, and the home reported her. The police know Bryony too."""
    cast = site.cast
    council, home = told(cast.social_worker, "C-100"), told(cast.home_manager, "AH-7")
    told(cast.police_missing, "NICHE-2", "Bryony", "Marsh")
    with viewer(cast.social_worker, "test"):
        area = cast.areas["ashmere"]
        Placement.objects.create(
            person=council, agency=cast.agencies["council"], home=cast.agencies["home"], responsible_area=area,
            host_area=area, since=date(2025, 9, 1), confirmed_on=timezone.localdate(), what="K2",
        )  # fmt: skip
        child = child_of(council)
    with viewer(cast.home_manager, "find_missing"):
        if child_of(home) != child:
            join(person=home, child=child)
        report = Report(
            home, "missing", ago(9), area.pk, from_agency=cast.agencies["home"].pk, reported_to="The police"
        )
        return changes.record_missing([report])[0].absence_id


def at(who: Traveller, name: str, when: Moment) -> None:
    local = when.at.astimezone(LONDON)
    for part, value in (("day", local.day), ("month", local.month), ("year", local.year), ("time", f"{local:%H:%M}")):
        who.page.locator(f"[name={name}-{part}]").fill(str(value))


def child_of_absence(site: Site, absence: UUID) -> UUID:
    with viewer(site.cast.council_missing, "test"):
        return child_of(Absence.objects.get(pk=absence).person)


def test_two_agencies_report_the_same_absence_differently(
    absence: UUID, traveller: Traveller, on_a_phone: Traveller
) -> None:
    police = traveller.sign_in("police_missing")
    police.go(f"/missing/report/{child_of_absence(traveller.site, absence)}/")
    police.sees("This child is on the board already")
    at(police, "began", ago(8))
    police.page.get_by_label("Police occurrence number (optional)").fill("MP-0042")
    police.choose("Reported to the police, not accepted as missing")
    police.page.locator("input[name=accepted][value=no]").check()
    police.press("Report missing")
    police.go(f"/missing/{absence}/")
    police.sees("Reported to the police, not accepted as missing")
    police.sees("MP-0042")
    police.sees("Ash House")
    police.sees("told differently")
    police.shoot("two-accounts")
    on_a_phone.sign_in("council_missing").go(f"/missing/{absence}/")
    on_a_phone.sees("told differently")
    on_a_phone.shoot("two-accounts-phone")


def test_found_in_another_force_s_area_and_returned(absence: UUID, traveller: Traveller, on_a_phone: Traveller) -> None:
    police = traveller.sign_in("police_missing")
    police.go(f"/missing/{absence}/located/")
    police.choose("Found")
    at(police, "at", ago(3))
    police.page.get_by_label("Where? (optional)").fill("Farhaven bus station")
    area = police.page.get_by_label("In which council's area, if not the one they went missing from? (optional)")
    area.select_option("Farhaven")
    police.press("Record it")
    police.sees("Farhaven bus station")

    there = on_a_phone.sign_in("far_police")
    there.go("/alerts/")
    there.follow("A child missing from elsewhere was found in your area")
    there.press("Open the alert")
    there.go(f"/missing/{absence}/prevention/")
    there.page.locator("input[name=held][value=yes]").check()
    at(there, "at", ago(2))
    there.page.get_by_label("By whom? (optional)").fill("PC Ines Holt")
    there.page.locator("input[name=seen_alone][value=yes]").check()
    there.page.get_by_label("What did they say about it? (optional)").fill("She is afraid of the van.")
    there.press("Record it")
    there.sees("spoken to alone")
    there.sees("She is afraid of the van.")
    there.shoot("prevention-phone")

    council = traveller.sign_in("council_missing")
    council.go(f"/missing/{absence}/located/")
    council.choose("Returned")
    at(council, "at", ago(1))
    council.press("Record it")
    council.sees("Return interview")
    council.sees("Due in")
    assert "afraid of the van" not in council.page.content()


def test_an_independent_interviewer_s_day(absence: UUID, traveller: Traveller, on_a_phone: Traveller) -> None:
    """The council asks a team apart from it; she sees who is asked of her, hears the child, and passes on what may be
    passed on. The council reads what the child opened; the home reads the note, and nothing else.
    """
    council = traveller.sign_in("council_missing")
    council.go(f"/missing/{absence}/interview/")
    council.follow("Ask an independent team to hold it")
    council.choose("Return interviews, Lantern Advocacy")
    council.press("Ask them")
    council.sees("Asked of Return interviews, Lantern Advocacy")

    worker = traveller.sign_in("interviewer")
    worker.go("/")
    worker.sees("Who waits to be heard")
    worker.shoot("today-interviewer")
    worker.go("/alerts/")
    worker.follow("A return interview is asked of you")
    worker.press("Open the alert")
    worker.sees("Please offer this child a return interview. It is due")
    worker.press("Acknowledge: we take this on")
    worker.go("/missing/interviews/")
    worker.sees("Not offered yet")
    worker.follow("Wren Tolley")
    worker.press("Offer it")
    worker.page.get_by_label("Who will hold it?").fill("Asha Bright")
    worker.page.get_by_label("Whom do they work for?").fill("Ash House")
    worker.choose("Independent of the placement and of the responsible authority")
    worker.press("Record the offer")
    worker.sees("Ash House looks after the child: somebody who works for it is not independent.")
    worker.page.get_by_label("Whom do they work for?").fill("Lantern Advocacy")
    worker.press("Record the offer")
    worker.follow("It will not be held")
    worker.choose("The child declined")
    worker.page.get_by_label("Why?").fill("Did not want to.")
    worker.press("Record it")
    worker.sees("Record the attempt at which the child declined first.")
    worker.go(f"/missing/{absence}/interview/hold/")
    worker.page.get_by_label("What happened, in the child's own words? (optional)").fill(SAID)
    worker.choose("Unhappy where they live, or wants to be elsewhere")
    worker.page.locator("[name=heard_by_push]").select_option("circle")
    worker.page.get_by_label("How do they feel now about being back? (optional)").fill("Tired, and glad of my bed.")
    worker.page.locator("input[name=leaflet][value=not_safe]").check()
    worker.page.get_by_label("What may be told where the child lives? (optional)").fill(
        "She would like later bedtimes."
    )
    worker.choose("The child agreed to this note, word for word")
    worker.page.get_by_label("What should the police know? (optional)").fill(TOLD)
    worker.shoot("interview-hold")
    worker.press("Record the interview")
    worker.sees("Completed in time")
    worker.sees("Not safe to carry")
    worker.sees("The police have not said that they have it")
    worker.follow("Change who may hear: How do they feel now about being back?")
    worker.choose("Also the professionals who work with the child")
    worker.press("Record it")
    worker.sees("Ask the child again whenever this may have changed")
    quote(worker)
    worker.shoot("interview-heard")

    page = traveller.sign_in("council_missing").go(f"/missing/{absence}/interview/")
    for words in ("Unhappy where they live, or wants to be elsewhere", "glad of my bed", "Nobody listens."):
        traveller.sees(words)
    assert "harbour" not in page.content(), "the child opened these words to nobody else"

    home = on_a_phone.sign_in("home_manager")
    home.go(f"/missing/{absence}/interview/", status=403)
    child = child_of_absence(home.site, absence)
    for page in (f"/missing/{absence}/", f"/child/{child}/"):
        home.go(page)
        for word in ("harbour", "grey van", "Asha Bright"):
            assert word not in home.page.content(), (page, word)
    home.sees("She would like later bedtimes.")
    home.shoot("child-note-home-phone")


def quote(worker: Traveller) -> None:
    worker.follow("Put words down to be quoted")
    worker.page.get_by_label("What did the child say, word for word?").fill("Nobody listens.")
    worker.page.get_by_label("What did the child agree to?").fill("With her workers; she said so today.")
    worker.press("Write it down")
    worker.sees("Withheld")
    worker.press("Clear these words")
    worker.sees("Cleared for those who work with the child")


def test_the_police_have_it_and_grade_it_and_the_sender_sees_so(absence: UUID, traveller: Traveller) -> None:
    police = traveller.sign_in("police_missing")
    police.go("/missing/police/")
    police.page.get_by_role("table").get_by_role("link").first.click()
    police.check()
    police.sees("in a grey van")
    police.press("We have it")
    police.follow("Grade it")
    police.choose("2: Untested")
    police.choose("C: Known indirectly")
    police.choose("P: May be shared as the law allows")
    police.page.get_by_label("Which other children is it about? (optional)").fill("NICHE-2")
    police.shoot("grade")
    police.press("Grade it")
    police.sees("graded 2CP")
    police.shoot("intelligence")
    with viewer(police.site.cast.police_missing, "test"):
        other = child_of(Told.objects.get(reference="NICHE-2").person)
    page = police.go(f"/child/{other}/")
    police.sees("Intelligence graded 2CP")
    for word in ("Wren", "Tolley", "grey van", "Quay Street"):
        assert word not in page.locator("main").inner_text()

    worker = traveller.sign_in("interviewer")
    worker.go(f"/missing/{absence}/interview/")
    worker.sees("graded 2CP")
