"""A number's journey: from the yearly report to its definition, its period, its snapshot and the children behind it."""

import io
from typing import Any

import pypdfium2
import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests import published
from tests.journeys.site import Site
from tests.journeys.traveller import Traveller
from tests.published import LAST, World, quarter

SCORECARD = f"/scorecard/missing/?year={LAST.key}"
MEASURE = f"/scorecard/missing/measure/missing-episodes/?year={LAST.key}"
REPORT = f"/report/{LAST.key}/missing/"


@pytest.fixture(scope="module")
def site_settings(tmp_path_factory: Any) -> dict[str, str]:
    settings.DATA = tmp_path_factory.mktemp("data")
    return {"LAPWING_DATA": str(settings.DATA)}


@pytest.fixture(scope="module", autouse=True)
def world(site: Site) -> World:
    return published.made(site.cast)


def test_the_manager_explains_and_publishes(traveller: Traveller) -> None:
    """An event on the time line, a comment, the scorecard published; then the yearly report, as page and as PDF."""
    traveller.sign_in("partnership_manager").go(SCORECARD)
    traveller.reads(f"How did children go missing in {LAST.label}, and what was done?")
    traveller.follow("Events on the time line")
    traveller.fill("What happened?", "New front door")
    for box, value in (("Day", quarter(1).first.day), ("Month", quarter(1).first.month), ("Year", LAST.start)):
        traveller.fill(box, str(value))
    traveller.press("Pin it to the time line")
    traveller.sees("The event is on the time line of every chart.")
    traveller.go(SCORECARD)
    traveller.follow("Missing episodes")
    traveller.sees("New front door, everywhere")
    traveller.follow("Add a comment")
    traveller.fill("What should a reader of this number know?", "Two homes opened in July.")
    traveller.press("Add the comment")
    traveller.sees("Two homes opened in July.")
    traveller.go("/scorecard/missing/publish/")
    traveller.press("Publish these numbers")
    traveller.sees("Published. These numbers are kept as they stand.")
    traveller.go("/")
    traveller.follow("Numbers")
    traveller.follow("Yearly report")
    traveller.reads(f"What does the yearly report for {LAST.label} say about missing children?")
    traveller.press("Publish this section")
    traveller.sees("Published and frozen")
    expect(traveller.page.get_by_role("button", name="Publish this section")).to_be_hidden()
    with traveller.page.expect_download() as download:
        traveller.page.get_by_role("link", name="As PDF").click()
    assert download.value.suggested_filename == f"missing-children-{LAST.key}.pdf"
    traveller.follow("53 missing episodes")
    traveller.reads("What does this number count?")
    traveller.sees(LAST.words)
    traveller.sees("They open only to those with a duty to them")
    traveller.follow(f"The scorecard for {LAST.label}")


def test_the_coordinator_opens_the_children_behind_a_number(traveller: Traveller) -> None:
    traveller.sign_in("council_missing").go(f"{SCORECARD}&area=991")
    traveller.follow(f"Missing episodes, Ashmere, {quarter(1).label}")
    traveller.follow("Open those that you may see")
    traveller.reads("Which children are behind this number?")
    traveller.sees("10 missing episodes of 5 children")
    traveller.sees("Records that are sealed are counted")
    expect(traveller.page.get_by_text("Zephyrine0")).to_have_count(0)
    traveller.follow("Zephyrine1 Quillfeatherashmere")


def test_a_chart_how_it_is_counted_and_a_small_number(traveller: Traveller) -> None:
    traveller.sign_in("analyst").go(f"{MEASURE}&area=991")
    chart = traveller.page.locator("figure svg").first
    expect(chart).to_be_visible()
    expect(chart.get_by_text("12", exact=True).first).to_be_visible()
    traveller.follow(f"Missing episodes, Brackwater, {quarter(2).label}")
    traveller.sees("Hidden: it is from 1 to 5")
    traveller.go(MEASURE)
    traveller.follow("How is this counted?")
    traveller.reads("How are missing episodes counted?")


def test_the_snapshot_says_what_is_missing(traveller: Traveller) -> None:
    traveller.sign_in("analyst").go("/snapshot/")
    traveller.reads("What are the numbers made from, and what is missing?")
    traveller.sees("has told nothing")


def test_without_scripts_the_chart_is_a_picture(without_scripts: Traveller) -> None:
    without_scripts.sign_in("analyst").go(MEASURE)
    picture = without_scripts.page.locator("figure img").first
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") > 0


def test_the_scorecard_fits_a_page_on_paper(traveller: Traveller) -> None:
    """One landscape page of A4, as its style sheet asks for."""
    traveller.sign_in("analyst").go(SCORECARD)
    printed = pypdfium2.PdfDocument(io.BytesIO(traveller.page.pdf(format="A4", prefer_css_page_size=True)))
    assert len(printed) == 1
    wide, high = printed[0].get_size()
    assert wide > high
    text = printed[0].get_textpage().get_text_range()
    assert "Missing episodes" in text
    assert "What each agency had told" in text


@pytest.mark.parametrize("path", [SCORECARD, MEASURE, REPORT, "/snapshot/", "/measures/"])
def test_on_a_phone(path: str, on_a_phone: Traveller) -> None:
    on_a_phone.sign_in("analyst").go(path)


def test_one_number_and_its_children_on_a_phone(world: World, on_a_phone: Traveller) -> None:
    place = f"/number/missing-episodes/991/{quarter(1).key}/"
    on_a_phone.sign_in("council_missing").go(f"{place}?snapshot={world.snapshot.pk}")
    on_a_phone.go(f"{place}children/?snapshot={world.snapshot.pk}")
