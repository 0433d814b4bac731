"""By keyboard, on a phone, in print, without scripts; and the pages for when something is wrong."""

import pytest
from playwright.sync_api import expect

from tests.journeys.traveller import Traveller

PAGES = ["/", "/account/", "/seat/", "/sign-in/password/change/", "/second-factor/"]


@pytest.mark.parametrize("path", PAGES)
def test_on_a_desk_and_on_a_phone(path: str, traveller: Traveller, on_a_phone: Traveller) -> None:
    traveller.sign_in("social_worker").go(path)
    on_a_phone.sign_in("social_worker").go(path)


def test_without_scripts_every_page_says_the_same(without_scripts: Traveller) -> None:
    without_scripts.sign_in("social_worker").go("/")
    without_scripts.reads("What does today ask of you?")
    without_scripts.sees("If you do nothing, you will be signed out at")
    without_scripts.follow("Account")
    without_scripts.reads("Who are you here?")


def test_the_first_key_leads_past_the_navigation(traveller: Traveller) -> None:
    traveller.sign_in("social_worker").go("/account/")
    traveller.page.keyboard.press("Tab")
    skip = traveller.page.get_by_role("link", name="Skip to main content")
    expect(skip).to_be_focused()
    traveller.page.keyboard.press("Enter")
    expect(traveller.page.locator("#main")).to_be_focused()
    traveller.page.keyboard.press("Tab")
    expect(traveller.page.get_by_role("link", name="Change your password")).to_be_focused()


def test_keys_go_through_a_page_in_the_order_it_is_read(traveller: Traveller) -> None:
    traveller.sign_in("social_worker").go("/account/")
    lines = []
    for _ in range(6):
        traveller.page.keyboard.press("Tab")
        lines.append(traveller.page.evaluate("Math.round(document.activeElement.getBoundingClientRect().top / 60)"))
    seen = lines[1:]  # the skip link stands above everything
    assert seen == sorted(seen)


def test_on_paper_there_is_the_page_and_who_printed_it(traveller: Traveller) -> None:
    traveller.sign_in("social_worker").go("/account/")
    traveller.page.emulate_media(media="print")
    expect(traveller.page.get_by_text("Printed by Priya Nandakumar")).to_be_visible()
    expect(traveller.page.get_by_role("button", name="Sign out")).to_be_hidden()
    expect(traveller.page.get_by_role("heading", level=1)).to_be_visible()


def test_a_page_that_is_not_there(traveller: Traveller) -> None:
    traveller.sign_in("social_worker").go("/no/such/page/", status=404)
    traveller.reads("There is no such page")


def test_words_typed_too_late_come_back(traveller: Traveller) -> None:
    traveller.sign_in("social_worker").go("/sign-in/password/change/")
    traveller.context.clear_cookies()
    traveller.expected.add(401)
    traveller.press("Change password")
    traveller.reads("Your words are still here")
