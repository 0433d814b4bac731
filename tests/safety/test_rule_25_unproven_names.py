"""Rule 25: adults who may pose a risk are shown to the police only; others see "contact police before …"; the review
date is compulsory; no name is ever in a pack.
"""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from lapwing.access.viewer import viewer
from lapwing.cases.exploitation import changes
from lapwing.cases.exploitation.models import Caution, Plan, RiskPerson
from lapwing.people import chronology
from lapwing.people.queries import persons_of
from lapwing.work import agendas
from lapwing.work.opening import Reason
from tests.cast import sign_in
from tests.safety import missing_world
from tests.safety.missing_world import World

pytestmark = pytest.mark.django_db
NAME = "Lee Mossgrave"


@pytest.fixture
def world() -> World:
    """A trigger plan of council and police, on which the police named somebody."""
    world = missing_world.make()
    cast, today = world.cast, timezone.localdate()
    with viewer(cast.council_missing, "exploitation"):
        plan = changes.open_plan(Reason(world.council, "trial", world.council, "missing 3 times in 60 days"))
        changes.own_plan(plan, cast.teams["missing"].pk, cast.teams["police_missing"].pk)
    with viewer(cast.police_missing, "exploitation"):
        mine = Plan.objects.get(pk=plan.pk)
        changes.name_risk(
            mine,
            changes.Named(NAME, "Seen with her", "suspected", "E41", today, today + timedelta(days=30), "visiting"),
        )
    return world


def pages(world: World, name: str) -> str:
    client = Client()
    sign_in(client, world.cast.seats[name])
    with viewer(world.cast.council_missing, "test"):
        plan = Plan.objects.get().pk
    addresses = (f"/exploitation/plan/{plan}/", f"/child/{world.child}/", "/exploitation/",
                 "/exploitation/list/exploitation_panel/", f"/exploitation/plan/{plan}/risk/")  # fmt: skip
    return " ".join(client.get(address).content.decode() for address in addresses)


def test_the_police_alone_read_the_name(world: World) -> None:
    assert NAME in pages(world, "police_missing")
    for name in ("council_missing", "social_worker", "home_manager", "health", "school_lead", "stranger", "scrutineer"):
        assert NAME not in pages(world, name), name
    for name in set(world.cast.seats) - {"police_missing", "police_missing_deputy"}:
        seat = world.cast.seats[name]
        with viewer(seat, "test"):
            if seat.agency_id != world.cast.agencies["police"].pk:
                assert not RiskPerson.objects.exists(), name
                assert not RiskPerson.pgh_event_model.objects.exists(), name


def test_others_see_before_which_step_to_contact_the_police(world: World) -> None:
    for name in ("council_missing", "social_worker"):
        page = pages(world, name)
        assert "Contact police before visiting" in page
        assert "Missing persons unit" in page


def test_no_name_stands_in_a_chronology_an_agenda_or_a_pack(world: World) -> None:
    with viewer(world.cast.police_missing, "exploitation"):
        lines = [line.words for line in chronology.lines(persons_of(world.child))]
        reasons = [reason for line in agendas.agenda(agendas.PANEL) for reason in line.reasons]
    assert reasons
    assert not [words for words in [*lines, *reasons] if NAME in words]


def test_nobody_stays_named_without_a_review(world: World) -> None:
    today = timezone.localdate()
    with viewer(world.cast.police_missing, "exploitation"):
        row = RiskPerson.objects.get()
        with pytest.raises(ValueError, match="within 90 days"):
            changes.review_risk(row, again=today + timedelta(days=91), because="Still about")
        changes.review_risk(row, again=None, because="No longer in the area")
        assert Caution.objects.get().ended_at is not None
    assert NAME not in pages(world, "police_missing")


def test_a_name_ends_with_its_plan_though_a_council_that_reads_none_closes_it(world: World) -> None:
    with viewer(world.cast.council_missing, "exploitation"):
        changes.close_plan(Plan.objects.get(), "Settled with an aunt")
    with viewer(world.cast.police_missing, "exploitation"):
        row = RiskPerson.objects.get()
        assert (row.ended_at is not None, row.ended_because) == (True, "The plan was closed.")
    assert NAME not in pages(world, "police_missing")
