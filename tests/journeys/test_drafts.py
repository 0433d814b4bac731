"""Words typed into a long form are kept as they are typed, and stand there again after the session ended."""

from datetime import date

from playwright.sync_api import expect

from lapwing.access.viewer import viewer
from lapwing.people import changes
from lapwing.people.queries import child_of
from tests.journeys.traveller import Traveller


def test_a_report_goes_on_after_the_session_ended(traveller: Traveller) -> None:
    with viewer(traveller.site.cast.social_worker, "test"):
        [told] = changes.tell([changes.Telling("D-1", "Robin", "Marsh", date(2010, 4, 5))])
        child = child_of(told.person)
    report = f"/missing/report/{child}/"
    traveller.sign_in("social_worker").go(report)
    traveller.page.get_by_label("Where were they last seen?").press_sequentially("by the canal")
    expect(traveller.page.get_by_text("Kept as a draft at")).to_be_visible()
    traveller.accessible()
    traveller.context.clear_cookies()
    traveller.go(report)
    traveller.reads("Sign in")
    traveller.sign_in("social_worker").go(report)
    expect(traveller.page.get_by_label("Where were they last seen?")).to_have_value("by the canal")
    traveller.sees("These are the words you typed before")
    traveller.shoot("draft-restored")
    traveller.page.get_by_role("button", name="Throw these words away").click()
    expect(traveller.page.get_by_label("Where were they last seen?")).to_have_value("")
