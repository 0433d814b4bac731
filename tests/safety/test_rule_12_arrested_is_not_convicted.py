"""Rule 12: a police alert says victim, witness or suspected; it is in nobody's file; the outcome withdraws it."""

from datetime import date

import pytest
from django.test import Client

from lapwing.access import viewer
from lapwing.directory.models import Seat
from lapwing.people import chronology
from lapwing.people.queries import child_of
from lapwing.work.alerts import changes
from lapwing.work.alerts.models import Alert
from lapwing.work.tests.cast import Cast, make
from tests.cast import sign_in
from tests.safety.alerting import raised


@pytest.fixture
def cast(db: None) -> Cast:
    return make()


def test_it_says_what_the_child_is_in_it(cast: Cast) -> None:
    person = cast.child("police_missing")
    for said in ("", "offender", "convicted"):
        with pytest.raises(ValueError, match="victim, witness or suspected"):
            raised(cast, person, "council_missing", kind="police_contact", standing=said)
    assert raised(cast, person, "council_missing", kind="police_contact", standing="suspected").standing == "suspected"


def test_it_stands_in_no_chronology(cast: Cast) -> None:
    person = cast.child("police_missing")
    raised(cast, person, "council_missing", kind="police_contact", standing="witness")
    with viewer.viewer(cast.seats["police_missing"], "test"):
        assert "alert" not in {line.kind for line in chronology.lines([person])}


def test_the_outcome_follows_and_withdraws_it(cast: Cast) -> None:
    alert = raised(cast, cast.child("police_missing"), "council_missing", kind="police_contact", standing="suspected")
    with viewer.viewer(cast.seats["police_missing"], "test"):
        outcome = changes.tell_outcome(alert, "No further action")
        assert outcome is not None
        assert changes.tell_outcome(alert, "Charged") is None, "whoever comes second tells nothing beside it"
        assert Alert.objects.get(pk=alert.pk).state == "recalled"
    with viewer.viewer(cast.seats["council_missing"], "test"):
        assert set(Alert.objects.filter(chain=outcome.chain).values_list("standing", flat=True)) <= {"outcome"}
        assert not Alert.objects.filter(pk=alert.pk).exists()


def test_it_is_told_and_its_outcome_follows_from_pages(cast: Cast) -> None:
    person, client = cast.child("police_missing"), Client()
    sign_in(client, cast.seats["police_missing"])
    with viewer.viewer(cast.seats["police_missing"], "test"):
        child = child_of(person)
    told = {"holder": str(cast.seats["council_missing"].pk), "words": "Arrested on Friday", "standing": "suspected"}
    assert "Answer" in client.post(f"/alerts/about/{child}/", {**told, "standing": ""}).content.decode()
    client.post(f"/alerts/about/{child}/", told)
    with viewer.viewer(cast.seats["police_missing"], "test"):
        [alert] = Alert.objects.filter(step=0)
    seat, gone = cast.seats["council_missing"], date(2020, 1, 1)
    Seat.objects.filter(pk=seat.pk).update(until=gone)
    refused = client.post(f"/alerts/{alert.pk}/outcome/", {"words": "No further action"}).content.decode()
    assert "Recall the alert, and telephone the outcome." in refused
    Seat.objects.filter(pk=seat.pk).update(until=seat.until)
    client.post(f"/alerts/{alert.pk}/outcome/", {"words": "No further action"})
    with viewer.clockwork("test"):
        assert Alert.objects.get(pk=alert.pk).state == "recalled"
        assert Alert.objects.exclude(chain=alert.chain).first().words == "No further action"  # type: ignore[union-attr]
