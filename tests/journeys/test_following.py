"""What follows: the third absence in 90 days becomes a meeting and a trigger plan; the fortnightly list; a wrong join
is undone and its alerts corrected.
"""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from lapwing.access.viewer import clockwork, viewer
from lapwing.cases.missing import changes
from lapwing.cases.missing.changes import Located, Report
from lapwing.cases.missing.models import Absence
from lapwing.directory.models import Seat
from lapwing.exchange.outbound import changes as lists
from lapwing.people.changes import Telling, join, tell
from lapwing.people.models import Placement, Told
from lapwing.people.queries import child_of
from lapwing.rules.moments import LONDON, Moment
from lapwing.work.alerts.changes import open_alert
from lapwing.work.alerts.models import Alert
from tests.journeys.site import Site
from tests.journeys.traveller import Traveller


def ago(hours: float) -> Moment:
    return Moment(timezone.now() - timedelta(hours=hours))


def told(seat: Seat, reference: str, given: str, family: str, born: date) -> UUID:
    with viewer(seat, "test"):
        return tell([Telling(reference, given, family, born, "F", "", "ZZ1 4AB")])[0].person


@pytest.fixture(scope="module")
def child(site: Site) -> UUID:
    """Tansy is placed in another area, and missing for the third time in 90 days."""
    cast, born = site.cast, date(2011, 3, 2)
    police = told(cast.police_missing, "P-300", "Tansy", "Holloway", born)
    with viewer(cast.police_missing, "test"):
        key = child_of(police)
    council = told(cast.social_worker, "C-300", "Tansy", "Holloway", born)
    with viewer(cast.social_worker, "test"):
        if child_of(council) != key:
            join(person=council, child=key)
        Placement.objects.create(
            person=council, agency=cast.agencies["council"], home=cast.agencies["home"], since=date(2025, 9, 1),
            responsible_area=cast.areas["ashmere"], host_area=cast.areas["brackwater"],
        )  # fmt: skip
    with viewer(cast.police_missing, "find_missing"):
        area = cast.areas["ashmere"].pk
        for days in (60, 30):
            over = Located(None, "returned", ago(24 * days - 5))
            changes.record_missing([Report(police, "missing", ago(24 * days), area, ended=over)])
        changes.record_missing([Report(police, "missing", ago(5), area, risk="HIGH")])
    return key


def type_moment(who: Traveller, name: str, at: Moment) -> None:
    local = at.at.astimezone(LONDON)
    for part, value in (
        ("day", local.day), ("month", local.month), ("year", local.year), ("time", f"{local:%H:%M}"),
    ):  # fmt: skip
        who.page.locator(f"[name={name}-{part}]").fill(str(value))


def type_day(who: Traveller, name: str, day: date) -> None:
    for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
        who.page.locator(f"[name={name}-{part}]").fill(str(value))


def test_the_third_in_90_days_becomes_a_meeting_and_a_trigger_plan(
    child: UUID, traveller: Traveller, on_a_phone: Traveller
) -> None:
    council = traveller.sign_in("council_missing")
    council.go("/missing/")
    council.press("Open: call the meeting about Tansy Holloway")
    council.reads("Who meets, when, and for what?")
    council.page.get_by_label("What is the meeting called?").fill("Missing meeting, Thursday")
    council.page.get_by_label("What is information shared for?").select_option("exploitation")
    type_moment(council, "at", ago(-48))
    council.page.get_by_label("Missing persons unit").first.check()
    council.press("Call the meeting")
    council.sees("Missing persons unit, Mereside Police")

    council.go("/exploitation/")
    council.reads("Who may be exploited, and what protects them?")
    council.sees("Nobody yet")
    council.shoot("exploitation")
    council.follow("Tansy Holloway")
    council.reads("What is done at once when this child is missing?")
    council.follow("Say who owns it")
    council.page.get_by_label("Who owns this plan?").select_option(label="Missing children team, Ashmere Council")
    council.page.get_by_label("Who owns it with them?").select_option(label="Missing persons unit, Mereside Police")
    council.press("Record the owners")
    council.follow("Add a key enquiry")
    council.page.get_by_label("What is to be done at once?").fill("The quay, by the blue kiosk")
    council.press("Add the enquiry")

    police = on_a_phone.sign_in("police_missing")
    police.go("/exploitation/")
    police.follow("Tansy Holloway")
    police.sees("The quay, by the blue kiosk")
    police.follow("Add somebody who may pose a risk")
    police.page.get_by_label("Who may pose a risk?").fill("Lee Mossgrave")
    police.page.get_by_label("Why?").fill("Seen with her twice at the quay")
    police.choose("Suspected")
    police.page.get_by_label("Who says so?").fill("E41, an officer")
    type_day(police, "said_on", timezone.localdate())
    type_day(police, "review_on", timezone.localdate() + timedelta(days=30))
    police.press("Add the name, for the police alone")
    police.sees("Suspected, not proved")
    police.shoot("trigger-plan-police-phone")

    council.page.reload()
    council.check()
    council.sees("Contact police before")
    assert "Mossgrave" not in council.page.content()
    council.shoot("trigger-plan")
    council.go(f"/child/{child}/")
    council.follow("Record a notice, an order, police protection or a referral")
    council.page.get_by_label("What is it?").select_option("police_protection")
    type_moment(council, "at", ago(1))
    council.page.get_by_label("Who made or served it?").fill("Mereside Police, duty inspector")
    council.press("Record it")
    council.sees("Police protection: Children Act 1989 section 46")
    council.shoot("child-exploitation")
    worker = traveller.sign_in("social_worker")
    worker.go(f"/child/{child}/")
    worker.page.get_by_role("link", name="Change placement").click()
    worker.reads("What is to be corrected about this placement?")
    worker.shoot("placement")
    worker.page.get_by_label("What kind of placement is it?").select_option("K2")
    worker.press("Record it")
    worker.sees("Recorded. What it said before stays in its history.")
    council = traveller.sign_in("council_missing")
    council.go("/exploitation/placed/")
    council.sees("Our children, placed elsewhere")
    council.shoot("placed")
    council.go("/missing/all/?state=returned")


def test_the_fortnightly_list_opens_each_item_to_those_who_belong_to_it(
    child: UUID, traveller: Traveller, on_a_phone: Traveller
) -> None:
    council = traveller.sign_in("council_missing")
    council.go("/exploitation/list/at_risk_list/")
    council.reads("Whom does the meeting speak of, and who comes?")
    council.sees("Missing now, high risk")
    type_moment(council, "at", ago(-72))
    council.page.get_by_label("Missing persons unit").first.check()
    council.page.get_by_label("Safeguarding team, Mere Vale Hospitals").check()
    council.shoot("agenda")
    council.press("Call the meeting")
    council.sees("Missing now, high risk")
    council.shoot("panel-meeting")
    council.follow("Record the decision")
    council.page.get_by_label("What was decided?").fill("Stays on the list; the nurse sees her on Friday.")
    council.press("Record the decision")
    council.press("Record who came")
    council.page.get_by_label("Missing persons unit, Mereside Police", exact=True).check()
    council.page.get_by_label("Who came instead of Missing persons unit, Mereside Police? (optional)").fill(
        "Sgt Ida Marsh"
    )
    council.page.get_by_label("If it was not quorate: why did it go ahead? (optional)").fill("The list is due today")
    council.press("Record who came")
    council.sees("Came (Sgt Ida Marsh)")
    council.sees("Not quorate")

    nurse = on_a_phone.sign_in("health")
    nurse.go("/meetings/")
    nurse.go(council.page.url.removeprefix(council.site.url))
    nurse.sees("None. Each item opens to those alone who belong to it.")
    assert "Stays on the list" not in nurse.page.content()
    nurse.sign_in("council_missing").go("/exploitation/list/at_risk_list/")
    nurse.shoot("agenda-phone")
    nurse.go("/meetings/")


def test_a_wrong_join_is_undone_and_its_alerts_corrected(
    child: UUID, traveller: Traveller, on_a_phone: Traveller
) -> None:
    cast = traveller.site.cast
    with clockwork("test"):
        alert = Alert.objects.filter(kind="child_missing", state="waiting").order_by("step")[0]
    seat = next(one for one in cast.seats.values() if alert.holder in one.holders)
    with viewer(seat, "test"):
        open_alert(Alert.objects.get(pk=alert.pk), seat.pk)
    with viewer(cast.social_worker, "test"):
        wrong = Told.objects.get(agency=cast.agencies["council"], reference="C-300").pk
    what_rests_on_it(traveller.site, wrong)
    council = traveller.sign_in("council_missing")
    council.go("/missing/")
    council.sees("Nobody is missing")
    steward = traveller.sign_in("data_steward")
    steward.go("/people/search/")
    steward.page.get_by_label("First name").fill("Tansy")
    steward.page.get_by_label("Surname").fill("Holloway")
    steward.press("Search")
    steward.follow("tells is of another child: un-join it")
    steward.page.get_by_label("How do you know that these are two children?").fill(
        "Two dates of birth in two passports"
    )
    steward.shoot("unjoin")
    steward.press("Un-join")
    steward.sees("Un-joined. Each agency has a list of what it did that used the join")
    police = traveller.sign_in("police_missing")
    police.go("/corrections/")
    police.reads("What rested on a wrong join, and is it put right?")
    police.shoot("corrections")
    on_a_phone.sign_in("police_missing").go("/corrections/")
    on_a_phone.shoot("corrections-phone")
    police.page.get_by_role("link", name="Alert", exact=True).first.click()
    police.sees("Two dates of birth in two passports")
    police.choose("Correct it: those who were told are told so")
    police.page.get_by_label("What did you find?").fill("It was about another child. Please disregard it.")
    police.press("Tick it off")
    police.sees("Corrected")
    police.go("/alerts/breaches/")
    police.shoot("breaches")
    police.follow("Say what was done")
    police.page.get_by_label("What was done about it?").fill("The council was rung at once.")
    police.press("Record it")
    police.sees("The council was rung at once.")
    told_so = traveller.sign_in(next(key for key, one in cast.seats.items() if one.pk == seat.pk))
    told_so.go("/alerts/")
    told_so.follow("What you were told about a child was wrong")
    told_so.press("Open the alert")
    told_so.sees("Please disregard it.")
    told_so.shoot("corrected-alert")
    each_child_has_what_is_theirs(traveller)


def what_rests_on_it(site: Site, wrong: UUID) -> None:
    """Two taken for one: the council says that she is missing, the police that she is back; a list is taken out."""
    cast, day = site.cast, timezone.localdate()
    with viewer(cast.council_missing, "find_missing"):
        changes.record_missing([Report(wrong, "missing", ago(4), cast.areas["ashmere"].pk)])
        wanted = lists.Wanted("absences", "csv", "plan", "Monday's panel", day - timedelta(days=2), day)
        lists.fetch(lists.ask(wanted).pk)
    with viewer(cast.police_missing, "find_missing"):
        [absence] = Absence.objects.filter(ended_at=None)
        changes.record_located([Located(absence.pk, "returned", ago(1))])


def each_child_has_what_is_theirs(who: Traveller) -> None:
    """The police's child is back, with an interview due; the council's is missing still; the list is called back."""
    council = who.sign_in("council_missing")
    council.go("/missing/")
    council.sees("1 child")
    council.follow("Tansy Holloway, 15")
    assert "Due in" not in council.page.locator("main").inner_text(), "no interview is due for a child who is missing"
    council.go("/corrections/")
    council.follow("List that was taken out")
    council.choose("Correct it: those who were told are told so")
    council.page.get_by_label("What did you find?").fill("The panel's chair was rung, and destroys it.")
    council.press("Tick it off")
    council.sees("The panel's chair was rung, and destroys it.")
    council.go("/exchange/lists/")
    assert council.page.get_by_role("button", name="Fetch").count() == 0
    with viewer(who.site.cast.police_missing, "test"):
        theirs = Absence.objects.order_by("-returned_at").exclude(returned_at=None)[0].pk
    who.sign_in("police_missing").go(f"/missing/{theirs}/")
    who.sees("Due in")
