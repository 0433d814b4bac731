"""What work asks of people: alerts taken on, calls recorded, meetings held, actions done, lateness explained."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from lapwing.access.circle import Opening, open_places
from lapwing.access.levels import Level
from lapwing.access.viewer import viewer
from lapwing.directory.keys import new_key
from lapwing.people.changes import Telling, tell
from lapwing.rules.moments import Moment
from lapwing.work.actions.changes import NewAction, add
from lapwing.work.alerts.changes import Raise, raise_alerts
from lapwing.work.deadlines.changes import Start, start
from lapwing.work.meetings.changes import Call, Invite, NewItem, add_items, call
from lapwing.work.meetings.models import Meeting
from tests.journeys.site import Site
from tests.journeys.traveller import Traveller

SUBJECT = new_key()


@pytest.fixture(scope="module")
def child(site: Site) -> UUID:
    """A child of the council, in whose circle the police stand: one thing is late, another to do."""
    cast = site.cast
    council, seat = cast.agencies["council"].pk, cast.council_missing
    with viewer(seat, "test"):
        person = tell([Telling("C-7", "Robin", "Marsh", date(2010, 5, 4), "M", "", "ZZ1 4AB")])[0].person
        open_places([
            Opening(
                person=person, agency=one.agency_id, holder=one.pk, reaches=Level.DETAIL, purpose="find_missing",
                basis="public_task", because_kind="trial", because=SUBJECT,
            )
            for one in (cast.police_missing, cast.council_missing)
        ])  # fmt: skip
        returned = Moment(timezone.now() - timedelta(hours=80))
        start([Start("return_interview", person, council, "trial", SUBJECT, returned, seat.pk)])
        add([NewAction(person, "trial", SUBJECT, "Ring the school", seat.pk, council, date(2030, 1, 7))])
        invited = (Invite(cast.police_missing.agency_id, cast.police_missing.pk), Invite(council, seat.pk))
        at = timezone.now() + timedelta(days=2)
        [meeting] = call([Call(person, "trial", SUBJECT, "Panel", "find_missing", at, seat.pk, invited, quorum=1)])
        add_items([NewItem(meeting, "Trigger plan", (cast.police_missing.pk,))])
    with viewer(cast.police_missing, "test") as who:
        raise_alerts([
            Raise("child_missing", person, who.agency, "trial", SUBJECT, seat.pk, "Missing since 09:10", urgent=True)
        ])  # fmt: skip
    return person


def test_a_coordinator_takes_on_an_alert_and_records_the_call(traveller: Traveller, child: UUID) -> None:
    traveller.sign_in("council_missing").go("/")
    traveller.sees("Return interview")
    traveller.go("/alerts/")
    traveller.reads("Which alerts wait for you?")
    traveller.follow("A child is missing")
    traveller.reads("Will you open this alert now?")
    traveller.press("Open the alert")
    traveller.reads("What does this alert say?")
    traveller.sees("Missing since 09:10")
    traveller.press("Acknowledge: we take this on")
    traveller.sees("Acknowledged. Nobody further is told.")
    traveller.press("Record a telephone call")
    traveller.press("Record the call")
    traveller.sees("There is a problem")
    traveller.fill("Whom did you speak to?", "Control room")
    traveller.press("Record the call")
    traveller.sees("The call is recorded.")


def test_the_sender_sees_that_it_was_read(traveller: Traveller, child: UUID) -> None:
    traveller.sign_in("police_missing").go("/alerts/sent/?state=acknowledged")
    traveller.reads("Were those you alerted told?")
    traveller.follow("A child is missing")
    traveller.sees("Acknowledged")
    traveller.go("/alerts/routes/")
    traveller.reads("Who in your agency would receive an alert?")


def test_what_is_late_is_explained_and_what_is_done_has_evidence(traveller: Traveller, child: UUID) -> None:
    traveller.sign_in("council_missing").go("/worklist/")
    traveller.reads("What is due, and whose is it?")
    traveller.sees("Overdue by")
    traveller.follow("Return interview")
    traveller.reads("When is this due, and how was it counted?")
    traveller.fill("Why was it late?", "The child was in hospital")
    traveller.press("Record the reason")
    traveller.sees("The reason is recorded.")
    traveller.go("/actions/")
    traveller.follow("Ring the school")
    traveller.press("It is done")
    traveller.fill("What shows that it is done?", "Rang at noon")
    traveller.press("It is done")
    traveller.reads("Where does this action stand?")
    traveller.sees("Rang at noon")


def test_a_meeting_decides_and_says_whether_it_was_quorate(traveller: Traveller, child: UUID) -> None:
    traveller.sign_in("council_missing").go("/meetings/")
    traveller.reads("Which meetings are yours?")
    traveller.go("/meetings/call/trial/" + str(SUBJECT) + "/")
    traveller.reads("Who meets, when, and for what?")
    with viewer(traveller.site.cast.council_missing, "test"):
        meeting = Meeting.objects.get().pk
    traveller.go(f"/meetings/{meeting}/")
    traveller.follow("Move it to another time")
    traveller.reads("To what time is this meeting moved, and why?")
    moved = timezone.localtime() + timedelta(days=3)
    for part, value in (("day", moved.day), ("month", moved.month), ("year", moved.year), ("time", "14:00")):
        traveller.page.locator(f"[name=at-{part}]").fill(str(value))
    traveller.fill("Why is it moved?", "The room is taken")
    traveller.press("Move the meeting")
    traveller.sees("The room is taken")
    traveller.shoot("meeting-moved")
    traveller.press("Record the decision", "link")
    traveller.fill("What was decided?", "A plan is made by Friday")
    traveller.press("Record the decision")
    traveller.sees("A plan is made by Friday")
    traveller.press("Record who came")
    traveller.page.get_by_role("checkbox").first.check()
    traveller.press("Record who came")
    traveller.sees("Quorate: 1 agency came, and 1 is needed.")


def test_the_partnership_manager_changes_a_local_setting(traveller: Traveller, child: UUID) -> None:
    traveller.sign_in("partnership_manager").go("/worklist/settings/")
    traveller.reads("How does each area do its duties?")
    traveller.follow("Change Return interview in Ashmere")
    traveller.press("Record the setting")
    traveller.sees("There is a problem")
    traveller.go("/worklist/settings/")
    traveller.follow("Change the hours of Ashmere")
    traveller.reads("When do shifts begin in Ashmere, and how long may a screen stay locked?")
    traveller.fill("When does the night shift begin?", "06:00")
    traveller.press("Record the hours")
    traveller.sees("There is a problem")
    traveller.shoot("hours")


def test_the_worklist_on_a_phone(on_a_phone: Traveller, child: UUID) -> None:
    on_a_phone.sign_in("council_missing").go("/worklist/")
    on_a_phone.go("/alerts/?state=acknowledged")


def test_an_alert_without_scripts(without_scripts: Traveller, child: UUID) -> None:
    without_scripts.sign_in("council_missing").go("/worklist/?status=overdue")
    without_scripts.go("/alerts/?state=acknowledged")
    without_scripts.follow("A child is missing")
    without_scripts.reads("What does this alert say?")
