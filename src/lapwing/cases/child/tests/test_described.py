"""Ethnicity and disability are special category data: who is shown them, and who is not."""

from typing import Any

import pytest

from lapwing.access import circle
from lapwing.access.levels import Level
from lapwing.access.viewer import viewer
from lapwing.people import changes as people
from lapwing.people.changes import Telling
from lapwing.people.models import Characteristics
from lapwing.people.queries import child_of
from tests.cast import Cast, build, sign_in

pytestmark = pytest.mark.django_db
SHOWN = ("White and Black Caribbean", "Mobility, Learning")
# How far each one's place in the circle reaches; the council's own have none, nor has the stranger.
PLACES = {
    "police_missing": Level.DETAIL, "home_manager": Level.DETAIL, "school_lead": Level.DETAIL,
    "health": Level.SUMMARY, "scrutineer": Level.DETAIL, "partnership_manager": Level.DETAIL,
}  # fmt: skip


@pytest.fixture
def cast() -> Cast:
    cast = build()
    with viewer(cast.social_worker, "test"):
        told = Telling("4455", "Wren", "Tolley", ethnicity="MWBC", disabilities=("MOB", "LD"))
        person = people.tell([told])[0].person
        circle.open_places([
            circle.Opening(person, cast.seats[key].agency_id, cast.seats[key].pk, reaches, "protect", "public_task")
            for key, reaches in PLACES.items()
        ])  # fmt: skip
    return cast


@pytest.mark.parametrize(
    ("seat", "sees"),
    [
        ("social_worker", True), ("council_missing", True),  # the agency that told it
        ("police_missing", True), ("home_manager", True),  # in the circle, as far as detail
        ("health", False),  # in the circle, as far as a summary
        ("school_lead", False), ("scrutineer", False), ("partnership_manager", False),  # whatever their place
        ("other_council_missing", False),
    ],
)  # fmt: skip
def test_those_who_work_with_the_child_are_shown_them_and_nobody_else(
    cast: Cast, client: Any, seat: str, sees: bool
) -> None:
    with viewer(cast.social_worker, "test"):
        [row] = Characteristics.objects.all()
        child = child_of(row.person)
    assert row.level == Level.DETAIL
    sign_in(client, cast.seats[seat])
    page = client.get(f"/child/{child}/")
    assert page.status_code == (404 if seat == "other_council_missing" else 200)
    assert all((said in page.content.decode()) is sees for said in SHOWN)
    versions = client.get(f"/child/record/characteristics/{row.pk}/")
    assert versions.status_code == (200 if sees else 404)
    with viewer(cast.seats[seat], "test"):
        assert Characteristics.objects.exists() is sees


def test_its_versions_say_what_changed_in_words(cast: Cast, client: Any) -> None:
    with viewer(cast.social_worker, "test"):
        people.tell([Telling("4455", "Wren", "Tolley", ethnicity="REFU", disabilities=("NONE",))])
        [row] = Characteristics.objects.all()
    sign_in(client, cast.social_worker)
    page = client.get(f"/child/record/characteristics/{row.pk}/").content.decode()
    assert all(said in page for said in (*SHOWN, "Refused", "None"))


def test_nothing_is_kept_where_nothing_was_told_and_a_later_telling_fills_it(cast: Cast) -> None:
    with viewer(cast.social_worker, "test"):
        person = people.tell([Telling("9", "Ava", "Marsh")])[0].person
        assert not Characteristics.objects.filter(person=person).exists(), "not recorded is not none"
        people.tell([Telling("9", "Ava", "Marsh", disabilities=("NONE",))])
        found = Characteristics.objects.get(person=person)
        assert (found.pk, found.ethnicity, found.disabilities) == (person, "", ["NONE"])
        assert found.recorded_by == cast.social_worker.pk
