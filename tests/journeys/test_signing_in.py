"""Signing in, staying in, and being signed out."""

import pytest
from playwright.sync_api import expect

from lapwing.web import sign_in
from tests.cast import PASSWORD
from tests.journeys.site import code
from tests.journeys.traveller import Traveller


def give_password(traveller: Traveller, name: str, password: str = PASSWORD) -> None:
    traveller.go("/")
    traveller.reads("Sign in")
    traveller.fill("Work e-mail address", traveller.site.cast.seats[name].account.email)
    traveller.fill("Password", password)
    traveller.press("Continue")


def test_a_social_worker_signs_in_with_a_password_and_a_code(traveller: Traveller) -> None:
    secret = traveller.site.set_up_factor(traveller.site.cast.social_worker)
    give_password(traveller, "social_worker")
    traveller.reads("What is your code?")
    traveller.fill("Code", code(secret))
    traveller.press("Sign in")
    traveller.reads("What does today ask of you?")
    traveller.sees("Priya Nandakumar")


def test_somebody_new_sets_up_an_authenticator_first(traveller: Traveller) -> None:
    give_password(traveller, "front_door")
    traveller.reads("Set up an authenticator")
    key = traveller.page.locator(".lw-key").inner_text()
    traveller.fill("Authenticator code", code(key))
    traveller.press("Continue")
    traveller.reads("Where will you keep your recovery codes?")
    traveller.press("I have kept them: continue")
    traveller.reads("What does today ask of you?")


def test_wrong_passwords_lock_the_account(traveller: Traveller) -> None:
    for _ in range(5):
        give_password(traveller, "police_missing", "not-the-password")
        traveller.sees("There is a problem")
    give_password(traveller, "police_missing")
    traveller.sees(sign_in.LOCKED)
    traveller.reads("Sign in")


def test_a_warning_comes_before_the_session_ends_and_one_may_stay(traveller: Traveller) -> None:
    traveller.sign_in("school_lead")
    traveller.page.clock.install()
    traveller.go("/")
    dialog = traveller.page.get_by_role("dialog")
    expect(dialog).to_be_hidden()
    traveller.page.clock.fast_forward("18:05")
    expect(dialog).to_be_visible()
    traveller.accessible()
    traveller.page.get_by_role("button", name="Stay signed in").click()
    expect(dialog).to_be_hidden()
    traveller.page.clock.fast_forward("17:00")
    expect(dialog).to_be_hidden()


def test_what_was_open_leaves_the_screen_when_the_session_ends(traveller: Traveller) -> None:
    traveller.sign_in("school_lead")
    traveller.page.clock.install()
    traveller.go("/")
    traveller.page.clock.fast_forward("20:05")
    traveller.page.wait_for_url("**/left/")
    traveller.reads("You are signed out")
    traveller.go("/")
    traveller.reads("Sign in")


@pytest.mark.parametrize("how", ["traveller", "without_scripts"])
def test_signing_out(how: str, request: pytest.FixtureRequest) -> None:
    traveller: Traveller = request.getfixturevalue(how)
    traveller.sign_in("home_manager").go("/")
    traveller.press("Sign out")
    traveller.reads("You are signed out")


def test_somebody_with_two_seats_chooses(traveller: Traveller) -> None:
    from django.utils import timezone

    from lapwing.directory.models import Seat

    cast = traveller.site.cast
    Seat.objects.create(
        account=cast.health.account, agency=cast.agencies["icb"], role="health", title="Designated doctor",
        since=timezone.localdate(),
    )  # fmt: skip
    traveller.sign_in("health").go("/seat/")
    traveller.press("Work as Designated doctor")
    traveller.reads("What does today ask of you?")
    traveller.sees("Designated doctor")
