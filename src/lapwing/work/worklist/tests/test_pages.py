"""The pages of work, as those who have them meet them."""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from lapwing.access import viewer
from lapwing.access.levels import Level
from lapwing.access.models import Entry
from lapwing.directory.keys import new_key
from lapwing.directory.models import Partnership
from lapwing.rules.moments import Moment
from lapwing.work.actions.changes import NewAction, add
from lapwing.work.actions.models import Action
from lapwing.work.alerts.changes import Raise, raise_alerts
from lapwing.work.alerts.models import Alert, Breach
from lapwing.work.deadlines.changes import Start, start
from lapwing.work.deadlines.models import AreaSetting, Clock
from lapwing.work.meetings.models import Invitation, Item, Meeting
from lapwing.work.tests.cast import Cast, make
from lapwing.work.worklist import queries
from tests.cast import sign_in

NOW = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)


@pytest.fixture
def cast(db: None) -> Cast:
    return make()


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def as_(cast: Cast, key: str) -> Client:
    client = Client()
    sign_in(client, cast.seats[key])
    return client


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


@pytest.fixture
def absence(cast: Cast) -> uuid.UUID:
    """Something about a child of the council, with a clock and an action on it, and two in whose circle it is."""
    person, subject = cast.child("council_missing"), new_key()
    cast.place("council_missing", person, "police_missing", Level.DETAIL, because=subject)
    cast.place("council_missing", person, "council_missing", Level.DETAIL, because=subject)
    council, seat = cast.agencies["local_authority"].pk, cast.seats["council_missing"]
    with viewer.viewer(seat, "test"):
        returned = Moment(NOW - timedelta(hours=80))
        start([Start("return_interview", person, council, "absence", subject, returned, seat.pk)])
        add([NewAction(person, "absence", subject, "Ring the school", seat.pk, council, date(2026, 11, 9))])
    return subject


def test_the_worklist_says_what_is_due_and_how_late(cast: Cast, absence: uuid.UUID) -> None:
    words = page(as_(cast, "council_missing"), "/worklist/")
    assert "Return interview" in words
    assert "Overdue by 8 h" in words
    assert "Ring the school" in words
    assert "Robin Marsh" in words
    assert "<strong>2</strong> due, of which <strong>1</strong> overdue" in words


def test_filters_stay_in_the_address_and_take_codes_alone(cast: Cast, absence: uuid.UUID) -> None:
    client = as_(cast, "council_missing")
    words = page(client, "/worklist/?kind=action&status=soon&whose=me")
    assert "Ring the school" in words
    assert "Overdue by" not in words
    assert "Nothing is due" in page(client, "/worklist/?kind=clock&status=later&duty=return_interview")
    assert "Overdue by" in page(client, "/worklist/?kind=nonsense")


def test_a_deputy_sees_the_teams_work(cast: Cast, absence: uuid.UUID) -> None:
    client = as_(cast, "council_missing_deputy")
    assert "Nothing is due" in page(client, "/worklist/")
    assert "Return interview" in page(client, "/worklist/?whose=team")


def test_an_action_is_handed_on_with_its_reason_and_stands_with_whoever_has_it(cast: Cast, absence: uuid.UUID) -> None:
    """To another agency too, though its list is closed to whoever hands it on; of two who move it one is told."""
    first, police = as_(cast, "council_missing"), cast.seats["police_missing"]
    with viewer.viewer(cast.seats["council_missing"], "test"):
        action = Action.objects.get()
    url = f"/actions/{action.pk}/move/"
    shown = first.get(url).content.decode()
    assert f'value="{action.agreed}"' in shown
    said = {"owner": str(police.pk), "due-day": "12", "due-month": "11", "due-year": "2026", "before": action.agreed}
    assert "Answer “Why?”" in first.post(url, said).content.decode()
    past = first.post(url, said | {"reason": "It was due then", "due-day": "1", "due-year": "2025"}).content.decode()
    assert "That day is past. Enter today or a day to come, or leave the day that was agreed" in past
    assert "It was due then" in past, "what was typed is kept"
    assert first.post(url, said | {"reason": "The police know the driver"}).status_code == 302
    assert "Ring the school" not in page(first, "/worklist/")
    assert "Ring the school" in page(as_(cast, "police_missing"), "/worklist/")
    assert "The police know the driver" in page(as_(cast, "police_missing"), f"/actions/{action.pk}/")
    again = said | {"reason": "Mine again", "owner": str(action.holder)}
    late = first.post(url, again, headers={"Sec-Fetch-Site": "same-origin"})
    assert late.status_code == 409
    assert "Mine again" in late.content.decode()
    assert as_(cast, "school_lead").get(url).status_code == 404


def test_a_stranger_sees_nothing_of_it(cast: Cast, absence: uuid.UUID) -> None:
    words = page(as_(cast, "school_lead"), "/worklist/?whose=team")
    assert "Nothing is due" in words
    with viewer.viewer(cast.seats["council_missing"], "test"):
        clock = Clock.objects.get().pk
    assert as_(cast, "school_lead").get(f"/worklist/clock/{clock}/").status_code == 404


def test_what_is_due_stands_on_today(cast: Cast, absence: uuid.UUID) -> None:
    today = page(as_(cast, "council_missing"), "/")
    assert "Overdue by 8 h" in today
    assert "The most pressing" in today
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(queries, "ON_PANEL", 1)
        assert "The 1 most pressing" in page(as_(cast, "council_missing"), "/")


def test_the_worklist_writes_one_line_in_the_ledger(cast: Cast, absence: uuid.UUID) -> None:
    with viewer.viewer(cast.seats["council_missing"], "test"):
        before = Entry.objects.filter(act="read", door="worklist").count()
    page(as_(cast, "council_missing"), "/worklist/")
    with viewer.clockwork("test"):
        assert Entry.objects.filter(act="read", door="worklist").count() == before + 1


def test_a_clock_says_how_it_was_counted_and_takes_a_reason(cast: Cast, absence: uuid.UUID) -> None:
    client = as_(cast, "council_missing")
    with viewer.viewer(cast.seats["council_missing"], "test"):
        clock = Clock.objects.get().pk
    assert "72 hours after" in page(client, f"/worklist/clock/{clock}/")
    client.post(f"/worklist/clock/{clock}/", {"reason": "The child was in hospital"})
    assert "The child was in hospital" in page(client, f"/worklist/clock/{clock}/")


def test_an_alert_is_opened_acknowledged_and_the_call_recorded(cast: Cast) -> None:
    person = cast.child("police_missing")
    with viewer.viewer(cast.seats["police_missing"], "test"):
        one = Raise(
            "child_missing", person, cast.agencies["police"].pk, "absence", new_key(),
            cast.seats["council_missing"].pk, "Missing since 09:10", urgent=True,
        )  # fmt: skip
        alert = raise_alerts([one])[0].pk
    client = as_(cast, "council_missing")
    listed = page(client, "/alerts/")
    assert "Urgent" in listed
    assert "Robin" not in listed
    assert "Missing since 09:10" not in listed
    assert "Missing since 09:10" not in page(client, f"/alerts/{alert}/")
    assert client.post(f"/alerts/{alert}/acknowledge/").status_code == 302
    assert "Will you open" in page(client, f"/alerts/{alert}/")
    client.post(f"/alerts/{alert}/open/")
    opened = page(client, f"/alerts/{alert}/")
    assert "Missing since 09:10" in opened
    assert "High risk: somebody must telephone" in opened
    client.post(f"/alerts/{alert}/acknowledge/")
    when = {"at-day": "3", "at-month": "11", "at-year": "2026", "at-time": "10:00"}
    client.post(f"/alerts/{alert}/call/", {"spoke_to": "Control room", "outcome": "Officer sent", **when})
    told = page(as_(cast, "police_missing"), f"/alerts/{alert}/")
    assert "Acknowledged 10:00" in told
    assert "spoke to Control room. Officer sent" in told
    assert as_(cast, "council_missing").get(f"/alerts/{alert}/recall/").status_code == 404


def test_the_sender_recalls_and_the_recipient_finds_nothing(cast: Cast) -> None:
    person = cast.child("police_missing")
    with viewer.viewer(cast.seats["police_missing"], "test"):
        one = Raise(
            "child_missing", person, cast.agencies["police"].pk, "absence", new_key(),
            cast.seats["council_missing"].pk, "Missing",
        )  # fmt: skip
        alert = raise_alerts([one])[0].pk
    sender = as_(cast, "police_missing")
    assert "Robin Marsh" in page(sender, "/alerts/sent/")
    sender.post(f"/alerts/{alert}/recall/", {"reason": "Wrong child"})
    assert as_(cast, "council_missing").get(f"/alerts/{alert}/").status_code == 404
    with viewer.viewer(cast.seats["police_missing"], "test"):
        assert Alert.objects.get().state == "recalled"
        assert not Breach.objects.get().was_opened


def test_a_page_says_whom_an_alert_would_not_reach(cast: Cast) -> None:
    words = page(as_(cast, "partnership_manager"), "/alerts/routes/")
    assert "Business manager, Marshland Council has no deputy" in words
    assert "reach it, day and night" in words


def test_an_action_is_added_done_with_evidence_and_opened_again(cast: Cast, absence: uuid.UUID) -> None:
    client = as_(cast, "council_missing")
    owner = cast.seats["police_missing"].pk
    given = {"text": "Visit the station", "owner": str(owner), "theme": "missing"}
    due = {"due-day": "5", "due-month": "11", "due-year": "2026"}
    past = client.post(f"/actions/add/trial/{absence}/", given | due | {"due-year": "2025"}).content.decode()
    assert "That day is past. Enter today or a day to come" in past
    assert "Visit the station" in past, "what was typed is kept"
    assert client.post(f"/actions/add/trial/{absence}/", given | due).status_code == 302
    police = as_(cast, "police_missing")
    assert "Visit the station" in page(police, "/actions/?theme=missing")
    with viewer.viewer(cast.seats["police_missing"], "test"):
        action = Action.objects.get(text="Visit the station").pk
    assert "Due in" in page(police, f"/actions/{action}/")
    without = police.post(f"/actions/{action}/done/", {"evidence": ""}).content.decode()
    assert "There is a problem" in without
    police.post(f"/actions/{action}/done/", {"evidence": "Went there at noon", "impact": ""})
    done = page(police, f"/actions/{action}/")
    assert "Went there at noon" in done
    assert "Done in time" in done
    police.post(f"/actions/{action}/reopen/", {"reason": "Nobody was in"})
    assert "Visit the station" in page(police, "/actions/")


def test_a_meeting_is_called_answered_held_and_decides(cast: Cast, absence: uuid.UUID) -> None:
    client = as_(cast, "council_missing")
    address = f"/meetings/call/trial/{absence}/"
    assert "Who meets, when" in page(client, address)
    council, police = cast.teams["local_authority"].pk, cast.teams["police"].pk
    given = {
        "title": "Meeting on an episode", "purpose": "find_missing", "at-day": "4", "at-month": "11",
        "at-year": "2026", "at-time": "14:00", "quorum": "2", "invited": [str(council), str(police)],
    }  # fmt: skip
    refused = client.post(address, given | {"title": "About Robin"}).content.decode()
    assert "Leave the name out: it stands where others may read it" in refused
    assert client.post(address, given).status_code == 302
    with viewer.viewer(cast.seats["council_missing"], "test"):
        meeting = Meeting.objects.get().pk
        invitations = {row.invited: row.pk for row in Invitation.objects.all()}
    guest = as_(cast, "police_missing")
    assert "Meeting on an episode" in page(guest, "/meetings/")
    guest.post(f"/meetings/invitation/{invitations[police]}/", {"answer": "coming", "deputy": ""})
    client.post(f"/meetings/{meeting}/item/", {"title": "Trigger plan", "holders": [str(police)]})
    with viewer.viewer(cast.seats["council_missing"], "test"):
        item = Item.objects.get(is_first=True).pk
    client.post(f"/meetings/item/{item}/", {"decision": "A plan is made by Friday", "why": "", "dissent": ""})
    roll = f"/meetings/{meeting}/attendance/"
    one = _post_roll(client, roll, {"came": [str(invitations[police])], "reason": ""})
    assert "Not quorate: 1 agency came, and 2 are needed" in one.content.decode()
    everybody = [str(key) for key in invitations.values()]
    _post_roll(client, roll, {"came": everybody, "reason": ""})
    seen = page(guest, f"/meetings/{meeting}/")
    assert "A plan is made by Friday" in seen
    assert "Quorate: 2 agencies came, and 2 are needed." in seen
    client.post(address, given | {"title": "Another meeting"})
    with viewer.viewer(cast.seats["council_missing"], "test"):
        other = Meeting.objects.get(title="Another meeting").pk
    client.post(f"/meetings/{other}/cancel/", {"reason": "Moved into the panel"})
    came = f"/meetings/{other}/attendance/"
    typed = client.post(came, {"reason": "All were in the room"}, headers={"Sec-Fetch-Site": "same-origin"})
    assert "All were in the room" in typed.content.decode(), "a cancelled meeting is not held, and no word is lost"
    assert "Cancelled" in page(client, f"/meetings/{other}/")


def _post_roll(client: Client, address: str, typed: dict[str, object]) -> HttpResponse:
    """As a browser does: with the roll that stood when the page was opened."""
    return client.post(address, typed | {"before": client.get(address).context["form"]["before"].value()})


def test_the_partnership_manager_changes_what_an_area_may_change(cast: Cast) -> None:
    partnership = Partnership.objects.create(name="Marshland Safeguarding Children Partnership")
    partnership.areas.add(cast.area)
    client = as_(cast, "partnership_manager")
    assert "As guidance has it" in page(client, "/worklist/settings/")
    address = f"/worklist/settings/{cast.area.pk}/return_interview/"
    given = {
        "number": "96", "unit": "hours", "source": "Protocol, page 4", "decided_by": "Missing subgroup",
        "since-day": "1", "since-month": "1", "since-year": "2026",
    }  # fmt: skip
    assert "96 hours is longer than the 72 hours of guidance" in client.post(address, given).content.decode()
    too_long = client.post(address, given | {"number": "40000", "source": "p" * 201, "decided_by": "g" * 121})
    for words in ("less than or equal to 1000", "at most 200 characters", "at most 120 characters"):
        assert words in too_long.content.decode(), "what cannot be kept is told, and is no fault of the page"
    assert not AreaSetting.objects.exists()
    client.post(address, given | {"number": "48"})
    assert "48 hours" in page(client, "/worklist/settings/")
    assert as_(cast, "social_worker").get("/worklist/settings/").status_code == 403
