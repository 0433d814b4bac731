"""Rule 10: a conflict check before sending, a second recipient, recent enrolment, recall; nothing before sign-in."""

import smtplib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core import mail as outbox
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client, override_settings

from lapwing.access import viewer
from lapwing.access.circle import declare_conflict
from lapwing.people.changes import Telling, join, tell
from lapwing.people.facts import Lives, Related, record_addresses, record_relationships
from lapwing.people.models import Audience, Relationship
from lapwing.people.queries import child_of
from lapwing.work.alerts import changes
from lapwing.work.alerts import mail as messages
from lapwing.work.alerts.models import Alert, AlertEvent, Breach, HomeOfStaff
from lapwing.work.tests.cast import Cast, make
from tests.cast import sign_in
from tests.safety.alerting import raised


@pytest.fixture
def cast(db: None) -> Cast:
    return make()


@pytest.fixture(autouse=True)
def _by_day() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 3, 10, 0, tzinfo=UTC), tick=False):
        yield


def test_somebody_who_declared_a_conflict_is_passed_over_and_sees_nothing(cast: Cast) -> None:
    person = cast.child("police_missing")
    with viewer.viewer(cast.seats["police_missing"], "test"):
        child = child_of(person)
    seat = cast.seats["council_missing"]
    with viewer.viewer(seat, "test") as who:
        declare_conflict(account=who.account, child=child, reason="own_family")
    alert = raised(cast, person, "council_missing")
    assert alert.holder != seat.pk
    with viewer.viewer(seat, "test"):
        assert not Alert.objects.exists()


def test_somebody_with_the_childs_surname_is_passed_over(cast: Cast) -> None:
    alert = raised(cast, cast.child("police_missing", family="CouncilMissing"), "council_missing")
    assert alert.holder == cast.seats["council_missing_deputy"].pk


def test_a_barred_agency_is_told_nothing(cast: Cast) -> None:
    person = cast.child("police_missing")
    with viewer.viewer(cast.seats["police_missing"], "test"):
        changes.bar(person=person, agency=cast.agencies["childrens_home"].pk, reason="Allegation against staff")
    alert = raised(cast, person, "home_manager")
    assert (alert.state, alert.why_held) == ("held", "barred")
    for seat in ("home_manager", "home_manager_deputy", "childrens_home_night"):
        with viewer.viewer(cast.seats[seat], "test"):
            assert not Alert.objects.exists()


def test_a_school_waits_until_enrolment_is_confirmed(cast: Cast) -> None:
    alert = raised(cast, cast.child("police_missing"), "school_lead")
    assert alert.why_held == "not_confirmed"
    with viewer.viewer(cast.seats["school_lead"], "test"):
        assert not Alert.objects.exists()
    with viewer.viewer(cast.seats["police_missing_deputy"], "test"):
        changes.send_elsewhere(alert, cast.teams["police"].pk)
    client = Client()
    sign_in(client, cast.seats["police_missing"])
    how = {"how": "Rang the school office"}
    late = client.post(f"/alerts/{alert.pk}/confirm/", how, headers={"Sec-Fetch-Site": "same-origin"}).content.decode()
    assert "It is held back no more" in late, "nobody is told that it went by this"
    assert "Rang the school office" in late
    again = client.get(f"/alerts/{alert.pk}/elsewhere/", follow=True).content.decode()
    assert "Somebody else sent it elsewhere, or took it back, meanwhile." in again


def test_recall_takes_it_back_and_writes_the_breach_log(cast: Cast) -> None:
    alert = raised(cast, cast.child("police_missing"), "council_missing")
    with viewer.viewer(cast.seats["police_missing"], "test"):
        changes.recall(alert, "Wrong child")
        assert Breach.objects.get().reason == "Wrong child"
        put = AlertEvent.objects.get(alert=alert.pk, what="routed")
        assert put.detail == str(cast.seats["council_missing"]), "who is to be rung about it is still known"
    with viewer.viewer(cast.seats["council_missing"], "test"):
        assert not Alert.objects.exists()


def test_a_message_outside_says_nothing(cast: Cast) -> None:
    alert = raised(cast, cast.child("police_missing"), "council_missing", urgent=True)
    backend = "django.core.mail.backends.locmem.EmailBackend"
    with override_settings(EMAIL_BACKEND=backend, EMAIL_CONFIGURED=True, SITE_ADDRESS="https://site.example"):
        outbox.outbox.clear()
        held_to = messages.send_waiting()
        assert messages.send_waiting() == 0
    assert held_to == len(outbox.outbox) > 0
    for message in outbox.outbox:
        assert message.subject == "A message is waiting for you"
        lines = [line for line in message.body.splitlines() if line]
        assert lines[1] == f"Sign in to read it: https://site.example/alerts/{alert.pk}/"
        for told in ("Robin", "Marsh", "missing", "child", "police", "urgent"):
            assert told not in (message.subject + message.body.replace(lines[1], "")).casefold()


def test_no_message_leaves_unless_somebody_said_where_to(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    alert = raised(cast, cast.child("police_missing"), "council_missing")
    with override_settings(EMAIL_CONFIGURED=False):
        assert messages.send_waiting() == 0

    def wrong_password(*_: object) -> int:
        raise smtplib.SMTPAuthenticationError(535, b"no such account")

    monkeypatch.setattr(EmailBackend, "send_messages", wrong_password)
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend", EMAIL_CONFIGURED=True):
        assert messages.send_waiting() == 0
    with viewer.clockwork("test"):
        waiting = Alert.objects.get(pk=alert.pk)
        assert waiting.mail_after
        assert not waiting.refused_at, "the site's own trouble: nobody further is told because of it"


def test_before_it_is_opened_a_page_shows_nothing_of_it(cast: Cast) -> None:
    alert = raised(cast, cast.child("police_missing"), "council_missing")
    client = Client()
    sign_in(client, cast.seats["council_missing"])
    for address in ("/alerts/", f"/alerts/{alert.pk}/"):
        words = client.get(address).content.decode()
        assert "Robin" not in words
        assert "Missing since" not in words
    assert Client().get(f"/alerts/{alert.pk}/").status_code == 302


def test_a_neighbour_of_the_family_is_passed_over(cast: Cast) -> None:
    person = cast.child("police_missing")
    with viewer.viewer(cast.seats["police_missing"], "test"):
        record_addresses([Lives(person, "1 Reed Lane", "ZC1 4AB", audience=Audience.CONFIDENTIAL)])
    client = Client()
    sign_in(client, cast.seats["council_missing"])
    assert "Enter a whole postcode" in client.post("/alerts/where-you-live/", {"postcode": "zc14"}).content.decode()
    client.post("/alerts/where-you-live/", {"postcode": "zc14ab"})
    [kept] = HomeOfStaff.objects.all()
    assert "ZC1" not in kept.digest
    assert raised(cast, person, "council_missing").holder == cast.seats["council_missing_deputy"].pk
    removed = client.post("/alerts/where-you-live/", {"postcode": ""}, follow=True).content.decode()
    assert "Removed. Nothing is kept for you." in removed
    assert raised(cast, person, "council_missing").holder == cast.seats["council_missing"].pk


def test_a_stepfather_s_name_counts_and_nobody_sees_it(cast: Cast) -> None:
    person = cast.child("police_missing")
    with viewer.viewer(cast.seats["social_worker"], "test"):
        tellings = [Telling("C-9", "Robin", "Marsh", date(2010, 5, 4)), Telling("A-9", "Lee", "CouncilMissing")]
        child, man = (one.person for one in tell([tellings[0], replace(tellings[1], is_child=False)]))
        record_relationships([Related(child, man, "mother's partner")])
        theirs = child_of(child)
    with viewer.viewer(cast.seats["police_missing"], "test"):
        join(person=person, child=theirs)
        assert not Relationship.objects.exists()
    assert raised(cast, person, "council_missing").holder == cast.seats["council_missing_deputy"].pk


def test_the_check_holds_when_it_escalates_in_the_background(cast: Cast) -> None:
    person = cast.child("police_missing", family="Deputy")
    deputy = cast.seats["council_missing_deputy"]
    deputy.account.name = "Pat Deputy"  # type: ignore[union-attr]
    deputy.account.save()  # type: ignore[union-attr]
    raised(cast, person, "council_missing")
    with time_machine.travel(datetime(2026, 11, 3, 14, 30, tzinfo=UTC), tick=False), viewer.clockwork("test"):
        assert [row.holder for row in changes.escalate()] == [cast.teams["local_authority"].pk]


def test_one_of_a_team_who_may_be_family_is_not_written_to_and_cannot_open_it(cast: Cast) -> None:
    person = cast.child("police_missing", family="CouncilMissing")
    team = cast.teams["local_authority"].pk
    with viewer.viewer(cast.seats["police_missing"], "test") as who:
        wanted = changes.Raise("child_missing", person, who.agency, "absence", person, team, "Missing")
        [alert] = changes.raise_alerts([wanted])
    backend = "django.core.mail.backends.locmem.EmailBackend"
    with override_settings(EMAIL_BACKEND=backend, EMAIL_CONFIGURED=True):
        outbox.outbox.clear()
        messages.send_waiting()
    assert "council_missing@example.invalid" not in {to for message in outbox.outbox for to in message.to}
    client = Client()
    sign_in(client, cast.seats["council_missing"])
    answer = client.post(f"/alerts/{alert.pk}/open/", follow=True).content.decode()
    assert "You may be related to this child" in answer
    with viewer.clockwork("test"):
        assert Alert.objects.get(pk=alert.pk).state == "waiting"


def test_barring_an_agency_takes_back_what_it_was_told(cast: Cast) -> None:
    person = cast.child("police_missing")
    alert = raised(cast, person, "council_missing")
    client = Client()
    sign_in(client, cast.seats["police_missing"])
    with viewer.viewer(cast.seats["police_missing"], "test"):
        child = child_of(person)
    client.post(
        f"/alerts/barred/{child}/",
        {"agency": str(cast.agencies["local_authority"].pk), "reason": "Allegation against a worker"},
    )
    with viewer.viewer(cast.seats["council_missing"], "test"):
        assert not Alert.objects.exists()
    with viewer.viewer(cast.seats["police_missing"], "test"):
        assert Alert.objects.get(pk=alert.pk).state == "recalled"
        again = Alert.objects.get(state="held")
        breach = Breach.objects.get()
    assert "Allegation against a worker" in client.get(f"/alerts/barred/{child}/").content.decode()
    assert b"It may not go to this agency" in client.get(f"/alerts/{again.pk}/").content
    client.post(f"/alerts/{again.pk}/elsewhere/", {"holder": str(cast.teams["police"].pk)})
    client.post(f"/alerts/breaches/{breach.pk}/", {"done": "The worker's manager was told to log out."})
    late = client.post(f"/alerts/breaches/{breach.pk}/", {"done": "Nothing more was needed.", "before": ""})
    assert "Somebody else recorded this meanwhile: “The worker" in late.content.decode()
    assert "Nothing more was needed." in late.content.decode(), "who comes second keeps their words"
    assert "manager was told" in client.get("/alerts/breaches/").content.decode()
    with viewer.viewer(cast.seats["police_missing"], "test"):
        assert Alert.objects.filter(state="waiting", holder=cast.teams["police"].pk).exists()
