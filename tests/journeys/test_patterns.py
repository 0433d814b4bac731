"""Monday's tasking, what helps to find a child, and a pattern across three children, with its source protected."""

import io
from datetime import date

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from lapwing.access.viewer import viewer
from lapwing.cases.missing import changes
from lapwing.cases.missing.changes import Located, Report
from lapwing.people.models import Placement
from tests.cast import PASSWORD
from tests.journeys.site import Site
from tests.journeys.test_missing import type_moment
from tests.journeys.traveller import Traveller
from tests.safety import three_children
from tests.safety.three_children import Three, ago


@pytest.fixture(scope="module")
def three(site: Site) -> Three:
    """Wren, Jay and Finch; Wren lives at Ash House, was away before, and is missing again at high risk."""
    made = three_children.make(site.cast)
    area = site.cast.areas["ashmere"]
    with viewer(site.cast.police_missing, "find_missing"):
        for days, hours, place in ((70, 5, "Quay Street"), (41, 9, "Quay Street"), (12, 14, "Mill Lane")):
            began = ago(24 * days)
            over = Located(None, "returned", ago(24 * days - hours))
            [account] = changes.record_missing([Report(made.persons["wren"], "missing", began, area.pk, ended=over)])
            found = Located(account.absence_id, "found", ago(24 * days - hours + 1), place, with_whom="An older friend")
            changes.record_located([found])
        changes.record_missing([Report(made.persons["wren"], "missing", ago(7), area.pk, risk="HIGH")])
        Placement.objects.create(
            person=made.persons["wren"], agency=site.cast.agencies["police"], home=site.cast.agencies["home"],
            responsible_area=area, host_area=area, since=date(2025, 9, 1), confirmed_on=timezone.localdate(),
        )  # fmt: skip
    return made


def test_monday_s_tasking_and_the_sheet_for_an_outage(
    three: Three, traveller: Traveller, on_a_phone: Traveller
) -> None:
    council = traveller.sign_in("council_missing")
    council.go("/missing/")
    council.follow("This morning’s tasking")
    council.reads("What does this morning ask for?")
    council.sees("Missing now: 1")
    council.sees("High risk without a review: 1")
    council.sees("no time is set to judge it again")
    council.sees("Return interviews due: 4")
    council.shoot("tasking")
    council.press("Make it for paper")
    council.page.emulate_media(media="print")
    council.shoot("tasking-paper")
    council.page.emulate_media(media="screen")
    council.go("/missing/outage/")
    council.page.get_by_role("radio").first.check()
    council.press("Make the sheet")
    council.reads("Who is missing, and whom do we call?")
    council.sees("Emergency duty team, Ashmere Council")
    council.page.emulate_media(media="print")
    council.shoot("outage-paper")
    on_a_phone.sign_in("council_missing").go("/missing/tasking/")
    on_a_phone.shoot("tasking-phone")


def test_what_helps_to_find_a_child_opens_in_one_press(
    three: Three, traveller: Traveller, on_a_phone: Traveller
) -> None:
    police = traveller.sign_in("police_missing")
    police.go("/missing/")
    police.shoot("board-patterns")
    police.follow("What helps to find Wren Tolley")
    police.reads("What helps to find Wren Tolley?")
    police.follow("Add a photograph")
    made = io.BytesIO()
    Image.new("RGB", (300, 400), "#6fa58f").save(made, "JPEG")
    sent = {"name": "wren.jpg", "mimeType": "image/jpeg", "buffer": made.getvalue()}
    police.page.get_by_label("Picture").set_input_files(sent)  # type: ignore[arg-type]
    police.press("Put it on the sheet")
    police.press("Add to the sheet")
    police.shoot("sheet-form")
    police.choose("Medication and health")
    police.page.get_by_label("What should whoever searches know?").fill(
        "Carries an inhaler; two puffs if out of breath."
    )
    police.press("Put it on the sheet")
    police.sees("Carries an inhaler")
    expect(police.page.get_by_alt_text("Photograph of Wren Tolley")).to_be_visible()
    police.shoot("sheet")
    other = on_a_phone.sign_in("police_missing_deputy")
    other.go(f"/missing/sheet/{three.children['wren']}/")
    other.sees("Where found before")
    other.shoot("sheet-phone")


def test_a_child_s_patterns_are_proved(three: Three, traveller: Traveller, on_a_phone: Traveller) -> None:
    council = traveller.sign_in("council_missing")
    council.go(f"/missing/patterns/{three.children['wren']}/")
    council.sees("Missing 5 times in 90 days")
    council.sees("Found 3 times at the same place: Quay Street")
    council.sees("From the same placement 5 times: Ash House")
    council.sees("Repeats are counted here as 3 times in 90 days.")
    expect(council.page.locator("[data-chart-place] svg").first).to_be_visible()
    council.shoot("patterns")
    on_a_phone.sign_in("council_missing").go(f"/missing/patterns/{three.children['wren']}/")
    on_a_phone.shoot("patterns-phone")


def test_a_pattern_across_three_children_and_its_protected_source(
    three: Three, traveller: Traveller, on_a_phone: Traveller
) -> None:
    police = traveller.sign_in("police_missing")
    police.go(f"/missing/{three.absences['jay']}/")
    police.follow("Record that another child was there")
    police.reads("Which other child was there?")
    police.shoot("tie-find")
    police.follow("Finch Okoro")
    police.choose("Named together")
    type_moment(police, "at", ago(31))
    police.choose("Untested")
    police.choose("Known indirectly")
    police.page.get_by_label("Did one of these children tell it?").select_option(label="Jay Marsh")
    police.shoot("tie-form")
    police.press("Record it")
    police.sees("2C: untested; known indirectly")
    police.follow("Say what part Finch Okoro had")
    police.choose("Victim")
    police.page.get_by_label("Who says so?").fill("DS Harker")
    police.page.locator("[name=on-day]").fill("3")
    police.page.locator("[name=on-month]").fill("11")
    police.page.locator("[name=on-year]").fill("2026")
    police.press("Record it")
    police.sees("Victim (DS Harker, Tue 3 Nov 2026)")
    police.follow("Somebody else was there")
    police.choose("An adult")
    police.fill("What tells them apart? (optional)", "A northern voice")
    police.press("Record it")
    police.sees("An adult: A northern voice")
    police.shoot("tie")
    police.follow("Who told it (shown to your seat alone)")
    police.sees("Jay Marsh")

    council = on_a_phone.sign_in("council_missing")
    council.go("/patterns/")
    council.reads("Which children go missing together?")
    council.sees("Shown here: the 2 pairs")
    council.shoot("together-phone")
    council.follow("Named together")
    council.sees("Victim (DS Harker, Tue 3 Nov 2026)")
    council.shoot("tie-phone")
    assert "Who told it" not in council.page.content()
    assert "protected" not in council.page.locator("main").inner_text().lower()

    police.go("/patterns/")
    police.page.get_by_text("in the order of the alphabet").last.click()
    police.shoot("together")


def test_the_wall_is_locked_and_opens_for_a_password(three: Three, traveller: Traveller) -> None:
    council = traveller.sign_in("council_missing")
    council.go("/missing/wall/")
    council.press("Lock this screen to the wall")
    council.sees("Locked to this page")
    council.shoot("wall-locked")
    council.go("/missing/")
    council.reads("This screen is locked. Is it you?")
    council.shoot("unlock")
    council.press("Enter your password")
    council.page.get_by_label("Password", exact=True).fill(PASSWORD)
    council.press("Confirm")
    council.go("/missing/")
    council.reads("Who is missing now?")
