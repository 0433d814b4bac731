"""Rule 16: un-joining makes a correction for each alert, meeting and decision that used the join, whoever may see it;
each is ticked off by those who made it, and whoever had been told is told.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from lapwing.access.models import Place
from lapwing.access.viewer import clockwork, viewer
from lapwing.people.changes import unjoin
from lapwing.work.alerts import changes as alerts
from lapwing.work.alerts.models import Alert, Breach
from lapwing.work.corrections import changes
from lapwing.work.corrections.models import Correction
from lapwing.work.meetings.changes import Call, Invite, call
from lapwing.work.meetings.models import Item
from tests.cast import sign_in
from tests.safety import missing_world
from tests.safety.missing_world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _by_day() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 3, 10, 0, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def world() -> World:
    """The police took two children for one, told the council, and called a meeting; then the join is undone."""
    world = missing_world.make()
    cast = world.cast
    account = world.report(cast.police_missing, world.police, 4)
    with clockwork("test"):
        told = Alert.objects.get(kind="child_missing", step=0)
    seat = next(one for one in cast.seats.values() if told.holder in one.holders)
    with viewer(seat, "test"):
        alerts.open_alert(Alert.objects.get(pk=told.pk), seat.pk)
    with viewer(cast.police_missing, "find_missing"):
        invited = (Invite(cast.agencies["council"].pk, cast.teams["missing"].pk),)
        at = timezone.now() + timedelta(days=1)
        call([Call(world.police, "absence", account.absence_id, "Strategy discussion", "protect", at,
                   cast.police_missing.pk, invited, quorum=2)])  # fmt: skip
        unjoin(person=world.police, reason="Two dates of birth in two passports")
    return world


def text(content: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", content.decode()).split())


def test_each_is_listed_for_its_own_agency_whoever_undid_the_join(world: World) -> None:
    with clockwork("test"):
        found = set(Correction.objects.values_list("subject_kind", "agency"))
    police = world.cast.agencies["police"].pk
    assert found >= {("alert", police), ("meeting", police)}
    with viewer(world.cast.stranger, "test"):
        assert not Correction.objects.exists()


def test_they_are_ticked_off_and_those_who_were_told_are_told(world: World) -> None:
    cast, client = world.cast, Client()
    sign_in(client, cast.police_missing)
    assert "2 of your agency still to be looked at" in text(client.get("/corrections/").content)
    with viewer(cast.police_missing, "test"):
        rows = {row.subject_kind: row for row in Correction.objects.filter(agency=cast.agencies["police"])}
    address = f"/corrections/{rows['alert'].pk}/"
    assert "Two dates of birth in two passports" in text(client.get(address).content)
    client.post(address, {"what": "correct", "note": ""})
    note = "It was about another child. Please disregard it."
    client.post(address, {"what": "correct", "note": note})
    client.post(f"/corrections/{rows['meeting'].pk}/", {"what": "correct", "note": note})
    assert "Everything of your agency was looked at" in text(client.get("/corrections/").content)
    with clockwork("test"):
        former = Alert.objects.get(pk=rows["alert"].subject)
        told = Alert.objects.get(kind="correction")
        assert former.state == "recalled"
        assert note in told.words
        assert Breach.objects.get(alert=former).was_opened
        assert set(Item.objects.filter(meeting=rows["meeting"].subject).values_list("decision", flat=True)) == {note}
    council = next(one for one in cast.seats.values() if told.holder in one.holders)
    with viewer(council, "test"):
        assert not Alert.objects.filter(pk=former.pk, holder__in=council.holders).exists()
        assert not Place.objects.filter(because=former.pk, ends__gt=timezone.now()).exists(), "what it opened is closed"
        assert Alert.objects.filter(pk=told.pk).exists()


def test_what_stands_stands_with_a_reason(world: World) -> None:
    client = Client()
    sign_in(client, world.cast.police_missing)
    with viewer(world.cast.police_missing, "test"):
        row = Correction.objects.get(subject_kind="meeting")
    client.post(f"/corrections/{row.pk}/", {"what": "stands", "note": "It spoke of the right child alone"})
    with viewer(world.cast.police_missing, "test"):
        assert Correction.objects.get(pk=row.pk).state == "stands"


def test_what_a_colleague_ticked_meanwhile_is_not_ticked_twice(world: World) -> None:
    """Two opened the same line: the second is told, and their words are put nowhere; nobody is told twice."""
    first, second = Client(), Client()
    sign_in(first, world.cast.police_missing)
    sign_in(second, world.cast.police_missing_deputy)
    with viewer(world.cast.police_missing, "test"):
        row = Correction.objects.get(subject_kind="alert", agency=world.cast.agencies["police"])
    address = f"/corrections/{row.pk}/"
    assert second.get(address).status_code == 200
    first.post(address, {"what": "correct", "note": "It was about another child."})
    said = second.post(address, {"what": "stands", "note": "It stands."}, headers={"Sec-Fetch-Site": "same-origin"})
    assert "Somebody else ticked it off meanwhile" in text(said.content)
    assert "It stands." in text(said.content), "no word that was typed is lost"
    with viewer(world.cast.police_missing, "test"):
        row.refresh_from_db()
        assert (row.state, row.note) == ("corrected", "It was about another child.")
        assert not changes.stands(row, "Twice")
        assert not changes.correct(row, "Twice")
    with clockwork("test"):
        assert Alert.objects.filter(kind="correction", step=0).count() == 1
