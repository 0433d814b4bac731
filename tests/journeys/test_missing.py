"""A child goes missing at night and comes back: the home, the council and the police, each at their own screen."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from lapwing.access.viewer import viewer
from lapwing.cases.missing import changes
from lapwing.cases.missing.changes import Located, Report
from lapwing.cases.missing.models import Absence
from lapwing.directory.models import Seat
from lapwing.people.changes import Telling, tell
from lapwing.people.models import Involvement, Placement
from lapwing.people.queries import child_of
from lapwing.rules.moments import LONDON, Moment
from tests.journeys.site import Site
from tests.journeys.traveller import Traveller


def ago(hours: float) -> Moment:
    return Moment(timezone.now() - timedelta(hours=hours))


def told(seat: Seat, reference: str, given: str, family: str, born: date) -> UUID:
    with viewer(seat, "test"):
        return tell([Telling(reference, given, family, born, "F", "", "ZZ1 4AB")])[0].person


@pytest.fixture(scope="module")
def child(site: Site) -> UUID:
    """Wren lives at Ash House; the council placed her there, and the police know her from two absences before."""
    cast = site.cast
    born = date(2011, 5, 14)
    council = told(cast.social_worker, "C-100", "Wren", "Tolley", born)
    home = told(cast.home_manager, "AH-7", "Wren", "Tolley", born)
    police = told(cast.police_missing, "NICHE-1", "Wren", "Tolley", born)
    with viewer(cast.social_worker, "test"):
        area = cast.areas["ashmere"]
        Placement.objects.create(
            person=council, agency=cast.agencies["council"], home=cast.agencies["home"], responsible_area=area,
            host_area=area, since=date(2025, 9, 1), confirmed_on=timezone.localdate(), what="K2",
        )  # fmt: skip
        Involvement.objects.create(
            person=council, agency=cast.agencies["council"], what="children_in_care", since=date(2025, 9, 1),
            contact_seat=cast.social_worker,
        )  # fmt: skip
        key = child_of(council)
    with viewer(cast.police_missing, "find_missing"):
        for days, place in ((61, "Quay Street"), (24, "Quay Street")):
            over = Located(None, "returned", ago(24 * days - 9), place=place)
            found = [Report(police, "missing", ago(24 * days), area.pk, risk="MED", ended=over)]
            [account] = changes.record_missing(found)
            changes.record_located([Located(account.absence_id, "found", ago(24 * days - 8), place=place)])
    assert home
    return key


def type_moment(who: Traveller, name: str, at: Moment) -> None:
    local = at.at.astimezone(LONDON)
    for part, value in (
        ("day", local.day), ("month", local.month), ("year", local.year), ("time", f"{local:%H:%M}"),
    ):  # fmt: skip
        who.page.locator(f"[name={name}-{part}]").fill(str(value))


def test_the_home_reports_at_night(child: UUID, traveller: Traveller, on_a_phone: Traveller) -> None:
    home = on_a_phone.sign_in("home_manager")
    home.go("/missing/")
    home.reads("Who is missing now?")
    home.sees("Nobody is missing")
    home.press("Report a child missing")
    home.shoot("report-find-phone")
    home.follow("Wren Tolley")
    home.reads("Report Wren Tolley missing")
    type_moment(home, "began", ago(3.5))
    type_moment(home, "last_seen", ago(3.6))
    home.page.get_by_label("Where were they last seen? (optional)").fill("the garden gate")
    home.shoot("report-phone")
    home.press("Report missing")
    home.sees("Reported. Reference")
    home.sees("missing 3 h 3")  # and a minute more where that has gone by
    home.shoot("board-phone")

    council = traveller.sign_in("council_missing")
    council.go("/missing/")
    council.sees("1 child")
    council.sees("Last seen")
    council.sees("Missing 3 times in 90 days")
    council.sees("Waiting for a coordinator")
    council.sees("Missing coordinator, Ashmere Council: not read")
    council.shoot("board")
    council.follow("Wren Tolley, 15")
    council.shoot("absence")


def test_the_coordinator_opens_the_alert_and_takes_it_on(child: UUID, traveller: Traveller) -> None:
    council = traveller.sign_in("council_missing")
    council.go("/alerts/")
    council.follow("A child is missing")
    council.press("Open the alert")
    council.press("Acknowledge: we take this on")
    council.go("/missing/")
    council.follow("Wren Tolley, 15")
    council.sees("Missing coordinator, Ashmere Council: acknowledged")


def test_three_agencies_are_called_to_a_meeting_and_one_action_has_an_owner(child: UUID, traveller: Traveller) -> None:
    council = traveller.sign_in("council_missing")
    council.go("/missing/")
    council.press("Open: call the meeting about Wren Tolley")
    council.reads("Who meets, when, and for what?")
    council.page.get_by_label("What is the meeting called?").fill("Missing meeting, Friday")
    council.page.get_by_label("What is information shared for?").select_option("find_missing")
    type_moment(council, "at", ago(-48))
    for team in ("Missing children team, Ashmere", "Missing persons unit", "Ash House staff"):
        council.page.get_by_label(team).first.check()
    council.press("Call the meeting")
    council.reads("Who meets, and what was decided?")
    council.sees("Missing persons unit, Mereside Police")
    council.shoot("meeting")
    council.follow("Add an action")
    council.page.get_by_label("What is to be done?").fill("Agree who walks her home from Quay Street.")
    owner = council.page.get_by_label("Who does it?")
    owner.select_option(index=1)
    for part, value in (("day", "1"), ("month", "12"), ("year", str(timezone.localdate().year))):
        council.page.locator(f"[name=due-{part}]").fill(value)
    council.press("Add the action")
    council.go(f"/child/{child}/")
    council.sees("Agree who walks her home from Quay Street.")


def test_the_board_refreshes_itself_and_keeps_the_reader_s_place(child: UUID, traveller: Traveller) -> None:
    council = traveller.sign_in("council_missing")
    page = council.go("/missing/")
    link = page.locator("#board article a").first
    link.focus()
    before = page.locator(".lw-refreshed").inner_text()
    page.wait_for_timeout(1_100)
    page.evaluate("document.querySelector('#board').dispatchEvent(new Event('refresh'))")
    expect(page.locator(".lw-refreshed")).not_to_have_text(before)
    expect(page.locator("#board article a").first).to_be_focused()


def test_the_wall_has_no_names(child: UUID, traveller: Traveller) -> None:
    council = traveller.sign_in("council_missing")
    council.go("/missing/wall/")
    council.sees("W. T.")
    assert "Wren" not in council.page.locator("main").inner_text()
    council.shoot("wall")


def test_police_tell_the_same_absence_and_correct_their_own_account(child: UUID, traveller: Traveller) -> None:
    police = traveller.sign_in("police_missing")
    police.go(f"/missing/report/{child}/")
    police.sees("This child is on the board already")
    type_moment(police, "began", ago(3))
    police.page.get_by_label("Police occurrence number (optional)").fill("MP-0042")
    police.page.get_by_label("Risk level (optional)").select_option("HIGH")
    police.press("Report missing")
    police.sees("1 high risk")
    police.follow("Wren Tolley, 15")
    police.follow("Correct it")
    police.reads("What should it say?")
    police.page.get_by_label("Police occurrence number (optional)").fill("MP-0043")
    police.shoot("correct")
    police.press("Save the correction")
    police.sees("MP-0043")
    police.sees("Ash House")
    police.shoot("absence-two-accounts")
    police.page.get_by_role("link", name="Its versions (account of Mereside Police)").click()
    police.check()
    police.sees("MP-0042")
    police.shoot("versions")


def test_the_council_records_the_return_and_sees_the_clock(child: UUID, traveller: Traveller) -> None:
    council = traveller.sign_in("council_missing")
    council.go("/missing/")
    council.follow("Wren Tolley, 15")
    council.press("Record found or returned")
    council.shoot("located")
    council.press("Record it")
    council.sees("There is a problem")
    council.choose("Returned")
    type_moment(council, "at", ago(0.5))
    council.page.get_by_label("Where? (optional)").fill("Quay Street")
    council.press("Record it")
    council.sees("Return interview")
    council.sees("Due in")
    council.shoot("absence-returned")
    council.go(f"/child/{child}/")
    council.sees("72 hours after")
    council.sees("Missing 3 times in 90 days")
    council.shoot("child")
    council.follow("Why can I see this?")
    council.shoot("why")


def test_the_interview_is_held_and_its_words_withheld_from_the_home(
    child: UUID, traveller: Traveller, on_a_phone: Traveller
) -> None:
    worker = traveller.sign_in("council_missing")
    absence = latest(worker.site)
    worker.go(f"/missing/{absence}/interview/")
    worker.reads("How does the return interview stand?")
    worker.press("Offer it")
    worker.page.get_by_label("Who will hold it?").fill("Asha Bright")
    worker.page.get_by_label("Whom do they work for?").fill("Lantern Advocacy")
    worker.choose("Independent of the placement and of the responsible authority")
    worker.press("Record the offer")
    worker.press("Record what was said")
    worker.page.get_by_label("What happened, in the child's own words? (optional)").fill("I walked to the harbour.")
    worker.shoot("interview-form")
    worker.press("Record the interview")
    worker.sees("I walked to the harbour.")
    worker.sees("Completed in time")
    worker.shoot("interview")

    home = on_a_phone.sign_in("home_manager")
    home.go(f"/missing/{absence}/interview/", status=403)
    page = home.go(f"/missing/{absence}/")
    assert "harbour" not in page.content()
    assert "return interview" not in page.locator("main").inner_text().lower()
    home.go(f"/child/{child}/")
    assert "harbour" not in home.page.content()
    home.shoot("child-home-phone")


def test_the_list_of_episodes(child: UUID, traveller: Traveller, on_a_phone: Traveller) -> None:
    police = traveller.sign_in("police_missing")
    police.go("/missing/all/")
    police.sees("Showing 1 to 3 of 3")
    police.shoot("list")
    on_a_phone.sign_in("police_missing").go("/missing/all/?state=returned")
    on_a_phone.shoot("list-phone")


def test_without_scripts_the_board_and_the_child_s_page_say_the_same(child: UUID, without_scripts: Traveller) -> None:
    who = without_scripts.sign_in("council_missing")
    who.go("/missing/")
    who.reads("Who is missing now?")
    who.go(f"/child/{child}/")
    who.sees("Chronology")


def latest(site: Site) -> UUID:
    with viewer(site.cast.council_missing, "test"):
        return Absence.objects.order_by("-began_at")[0].pk
