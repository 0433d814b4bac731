"""11. A printed sheet for each shift covers an outage: whom to call at night, a line in the ledger, nobody sealed."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from lapwing.access import circle
from lapwing.access.models import Entry, LedgerAct
from lapwing.access.viewer import viewer
from lapwing.cases.missing.changes import Located
from lapwing.cases.missing.models import Account
from lapwing.cases.missing.sheet.changes import NewLine, add_lines
from lapwing.cases.missing.shifts import paper as paper_acts
from lapwing.cases.missing.shifts.models import Paper
from lapwing.cases.missing.shifts.shift import shifts
from lapwing.people.models import Involvement
from lapwing.rules.moments import Moment
from lapwing.work.deadlines.hours import LAPWINGS
from tests.safety import missing_world
from tests.safety.missing_world import World, ago

pytestmark = pytest.mark.django_db
PAPER = "missing_outage_paper"


@pytest.fixture
def world() -> World:
    made = missing_world.make()
    area = made.cast.areas["ashmere"].pk
    with viewer(made.cast.council_missing, "find_missing"):
        add_lines([NewLine(made.council, "medication", "Carries an inhaler", "circle", area),
                   NewLine(made.council, "username", "lapwing_wren", "searchers", area)])  # fmt: skip
    made.report(made.cast.home_manager, made.home, last_seen_place="Quay Street")
    return made


def paper(world: World, seat: str = "council_missing", **more: str) -> str:
    shift = shifts(Moment.now().at, LAPWINGS)[1]
    answer = world.client(world.cast.seats[seat]).post(reverse(PAPER), {"shift": shift.key, "area": ""} | more)
    assert answer.status_code == 200
    content = answer.content.decode()
    assert shift.words in content
    return content


def test_it_says_who_is_missing_and_whom_to_call_at_night(world: World) -> None:
    back = Located(None, "returned", ago(230))
    world.report(world.cast.police_missing, world.police, 240, ended=back)
    content = paper(world, notes="on")
    assert "become due in this shift: 0" in content, "what was late before the shift is not put on paper for it"
    for words in ("Wren Tolley", "Quay Street", "Carries an inhaler", "Emergency duty team", "Force control room",
                  "At night, weekends and holidays", "destroy it by"):  # fmt: skip
        assert words in content
    assert "lapwing_wren" not in content, "what nobody needs at the door stays on the screen"


def test_a_child_who_left_no_home_has_a_line_to_call_of_their_own(world: World) -> None:
    cast = world.cast
    with viewer(cast.council_missing, "find_missing"):
        Account.objects.update(from_agency=None)
    assert "Call: nobody is told for this child" in paper(world)
    with viewer(cast.social_worker, "test"):
        Involvement.objects.create(person=world.council, agency=cast.agencies["council"], what="child_in_need",
                                   since=date(2026, 9, 1), contact_seat=cast.social_worker)  # fmt: skip
    assert f"Call: {cast.agencies['council'].name}, {cast.social_worker.title}" in paper(world)


def test_free_words_stand_on_it_only_where_asked_for(world: World) -> None:
    assert "Carries an inhaler" not in paper(world)


def test_making_one_leaves_a_line_that_says_so_and_whom_it_showed(world: World) -> None:
    paper(world)
    with viewer(world.cast.council_missing, "test"):
        [line] = Entry.objects.filter(door=PAPER)
        assert (line.act, line.seat) == (LedgerAct.EXPORT, world.cast.council_missing.pk)
    form = world.client(world.cast.council_missing).get(reverse("missing_outage")).content.decode()
    assert "Last made by your agency" in form
    assert "Wren" not in form


def test_each_agency_sees_when_its_own_was_made_and_is_told_when_it_is_older_than_the_shift(world: World) -> None:
    paper(world)
    page = reverse("missing_outage")
    said = {
        name: world.client(world.cast.seats[name]).get(page).content.decode()
        for name in ("council_missing", "duty_officer", "police_missing", "home_manager")
    }
    for name in ("council_missing", "duty_officer"):
        assert "Missing coordinator, Ashmere Council" in said[name], name
        assert "that is on" not in said[name], "made in this very shift"
    for name in ("police_missing", "home_manager"):
        assert "Your agency has made none yet." in said[name], "another agency’s sheet is none of theirs"
        assert "shift that is on" in said[name]
    council = world.client(world.cast.council_missing)
    assert "The sheet for an outage" not in council.get("/").content.decode()
    with viewer(world.cast.council_missing, "test"):
        begins = shifts(Moment.now().at, LAPWINGS)[0].begins.at
        Paper.objects.update(made_at=begins - timedelta(minutes=5), shift=shifts(Moment.now().at, LAPWINGS)[0].key)
    assert "that is on" not in council.get(page).content.decode(), "made beforehand, for this shift"
    with viewer(world.cast.council_missing, "test"):
        Paper.objects.update(shift="another")
    assert "It is older than the" in council.get(page).content.decode()
    assert "The sheet for an outage" in council.get("/").content.decode()


@pytest.mark.parametrize("page", [PAPER, "missing_tasking_paper", "missing_tasking"])
def test_a_sealed_child_is_not_on_paper_even_for_those_inside_the_seal(world: World, page: str) -> None:
    custodian = world.cast.custodian
    with viewer(custodian, "protect"):
        circle.seal_child(child=world.child, person=world.council, reason="Protected.", holder=custodian.pk)
    inside = world.client(custodian)
    assert "Wren" in inside.get(reverse("missing_board")).content.decode()
    sent = {"shift": shifts(Moment.now().at, LAPWINGS)[0].key, "area": ""}
    answer = inside.get(reverse(page)) if page == "missing_tasking" else inside.post(reverse(page), sent)
    assert answer.status_code == 200
    assert "Wren" not in answer.content.decode()


@pytest.mark.parametrize("page", [PAPER, "missing_tasking_paper"])
def test_many_children_go_on_paper_once_a_second_person_approved(
    world: World, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rule 6 holds on paper too; a sheet can still be made at any hour, for two sit in every team that makes one."""
    monkeypatch.setattr(paper_acts, "MOST_ALONE", 0)
    sent = {"shift": shifts(Moment.now().at, LAPWINGS)[0].key, "area": ""}
    asker, back = world.client(world.cast.council_missing), page.removesuffix("_paper")
    for _ in range(2):
        assert "Wren" not in asker.post(reverse(page), sent).content.decode()
    with viewer(world.cast.council_missing, "test"):
        row = Paper.objects.get()
    approve = reverse("missing_paper_approve", args=[row.pk])
    asker.post(approve)
    assert "Wren" not in asker.post(reverse(page), sent).content.decode(), "nobody approves their own"
    second = world.client(world.cast.council_missing_deputy)
    assert "Owen Tarrant asks: 1 child" in second.get(reverse(back)).content.decode()
    second.post(approve)
    assert "Wren" in asker.post(reverse(page), sent).content.decode()


def test_a_sheet_is_asked_for_by_a_button_and_never_by_an_address(world: World) -> None:
    assert world.client(world.cast.council_missing).get(reverse(PAPER)).status_code == 405
