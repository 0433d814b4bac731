"""Shifts on London's clock, since when the night was, and the pages made of them."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from lapwing.access.models import Entry, EntryChild, LedgerAct
from lapwing.access.viewer import viewer
from lapwing.cases.missing import changes
from lapwing.cases.missing.changes import Judgement
from lapwing.cases.missing.shifts import tasking as shift_tasking
from lapwing.cases.missing.shifts.shift import night_began, shifts
from lapwing.people import queries as people
from lapwing.rules.moments import LONDON, Moment
from lapwing.work import tasking
from lapwing.work.deadlines import hours
from lapwing.work.deadlines.hours import LAPWINGS, NewHours
from tests.safety import missing_world
from tests.safety.missing_world import World


def london(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=LONDON)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("now", "began"),
    [
        (london(2026, 11, 24, 8), london(2026, 11, 23, 17)),
        (london(2026, 11, 23, 8), london(2026, 11, 20, 17)),
        (london(2026, 12, 29, 8), london(2026, 12, 24, 17)),
    ],
    ids=["a Tuesday", "a Monday", "after Christmas"],
)
def test_the_night_began_when_offices_closed(now: datetime, began: datetime) -> None:
    assert night_began(now, LAPWINGS) == began


def test_the_shift_that_is_on_stands_first() -> None:
    names = [one.words for one in shifts(london(2026, 11, 22, 2, 10), LAPWINGS)]
    assert names[0] == "Night shift, Sat 21 Nov 2026, 23:00 to 07:00"
    assert names[1].startswith("Early shift, Sun 22 Nov")


@given(st.integers(0, 60 * 24 * 365 * 3).map(lambda minutes: london(2024, 1, 1) + timedelta(minutes=minutes)))
def test_some_shift_is_always_on_and_none_overlap(now: datetime) -> None:
    some = shifts(now, LAPWINGS)
    assert some[0].begins.at <= now < some[0].ends.at
    assert len({one.key for one in some}) == 3
    for one, following in pairwise(some):
        assert one.ends == following.begins


@pytest.fixture
def world(db: None) -> World:
    """Monday, eight in the morning: Wren is missing at high risk since Sunday night."""
    with time_machine.travel(london(2026, 11, 23, 8), tick=False):
        made = missing_world.make()
        yield made


def page(world: World, seat: str = "council_missing", **query: str) -> str:
    answer = world.client(world.cast.seats[seat]).get(reverse("missing_tasking"), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_monday_s_tasking(world: World) -> None:
    found = world.report(world.cast.police_missing, world.police, hours=50)
    world.come_back(found.absence_id, hours=40)
    lasting = world.report(world.cast.home_manager, world.home, hours=9, risk="HIGH")
    shown = page(world)
    assert "Missing now: 1" in shown
    assert "Found since Fri 20 Nov 2026, 17:00: 1" in shown
    assert "no time is set to judge it again" in shown
    assert "Return interviews due: 1" in shown
    assert reverse("absence", args=[lasting.absence_id]) in shown
    with viewer(world.cast.police_missing, "find_missing"):
        later = Moment(timezone.now() + timedelta(hours=2))
        changes.judge_risk([Judgement(lasting.absence_id, "HIGH", Moment.now(), "Not yet seen.", review=later)])
    assert "High risk without a review: 0" in page(world)
    with time_machine.travel(london(2026, 11, 23, 11), tick=False):
        assert "was to be judged again Mon 23 Nov 2026, 10:00" in page(world)
    with viewer(world.cast.police_missing, "find_missing"):
        changes.judge_risk([Judgement(lasting.absence_id, "MED", Moment.now(), "Seen on the bus.")])
    assert "High risk without a review: 0" in page(world)


def test_what_other_rooms_say_waits_stands_there_too(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasking, "SOURCES", {})
    world.report(world.cast.home_manager, world.home)
    there = reverse("handovers")
    tasks = [tasking.Task("Trigger plan has no owner", world.council, there, timezone.now())]
    tasking.register("plans", "Trigger plans without an owner", 1, lambda: tasks)
    shown = page(world)
    assert "Trigger plans without an owner: 1" in shown
    assert f'href="{there}"' in shown
    shown = page(world, "front_door")
    assert "Trigger plan has no owner" in shown
    assert f'href="{there}"' not in shown, "the front door is not let in there"


def test_a_long_list_has_pages_on_the_screen_and_stands_whole_on_paper(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shift_tasking, "A_PAGE", 1)
    monkeypatch.setattr(tasking, "SOURCES", {})
    tasks = [tasking.Task(f"Plan {number}", world.council, "", timezone.now()) for number in (1, 2)]
    tasking.register("plans", "Trigger plans without an owner", 1, lambda: tasks)
    assert "Trigger plans without an owner: 2" in page(world)
    assert ("Plan 1" in page(world), "Plan 2" in page(world)) == (True, False)
    assert "Showing 1 to 1 of 2" in page(world)
    assert "Plan 2" in page(world, plans="2")
    paper = world.client(world.cast.council_missing).post(reverse("missing_tasking_paper")).content.decode()
    assert "Plan 1" in paper
    assert "Plan 2" in paper
    assert "Showing" not in paper


def test_paper_is_a_disclosure_and_the_ledger_says_so(world: World) -> None:
    world.report(world.cast.home_manager, world.home)
    client = world.client(world.cast.council_missing)
    assert "Wren Tolley" in client.post(reverse("missing_tasking_paper")).content.decode()
    with viewer(world.cast.council_missing, "test"):
        [line] = Entry.objects.filter(door="missing_tasking_paper")
        assert (line.act, line.purpose) == (LedgerAct.EXPORT, "find_missing")
        shown = EntryChild.objects.filter(entry=line.pk).values_list("child", flat=True)
        assert set(shown) == {people.child_of(world.home)}, "the child, and not each person as told"


def test_an_area_narrows_it(world: World) -> None:
    world.report(world.cast.home_manager, world.home)
    assert "Missing now: 1" in page(world, area=str(world.cast.areas["ashmere"].pk))
    assert "Missing now: 0" in page(world, area=str(world.cast.areas["brackwater"].pk))


def test_dates_are_those_of_london() -> None:
    assert night_began(datetime(2026, 7, 6, 23, 30, tzinfo=UTC), LAPWINGS).astimezone(LONDON).date() == date(2026, 7, 6)
    assert night_began(datetime(2026, 7, 6, 22, 30, tzinfo=UTC), LAPWINGS) < datetime(
        2026, 7, 6, tzinfo=UTC
    ) - timedelta(days=2)


def test_an_area_sets_its_own_shifts_closing_time_and_lock_from_a_day_on(world: World) -> None:
    """Each page that uses them says whose they are; another area's readers keep Lapwing's own."""
    cast = world.cast
    area, two_shifts = cast.areas["ashmere"], {"early": "08:00", "late": "", "night": "20:00", "closes": "18:00"}
    with time_machine.travel(london(2026, 11, 23, 8, 30), tick=False):
        manager = world.client(cast.partnership_manager)
        page = reverse("area_hours", args=[area.pk])
        assert 'value="07:00"' in manager.get(page).content.decode(), "what holds now, as it is typed"
        asked = {"lock": "4", "since-day": "23", "since-month": "11", "since-year": "2026"}
        said = two_shifts | asked | {"source": "Shift order 7", "decided_by": "Duty managers"}
        assert "begins first" in manager.post(page, said | {"night": "07:00"}).content.decode()
        assert manager.post(page, said).status_code == 302
        assert "Shifts begin at 08:00 and 20:00" in manager.get(reverse("area_settings")).content.decode()
        council = world.client(cast.council_missing)
        whose = "As Ashmere set them from Mon 23 Nov 2026 (Shift order 7), decided by Duty managers"
        for name, words in (("missing_outage", "Early shift, Mon 23 Nov 2026, 08:00 to 20:00"),
                            ("missing_tasking", "18:00"), ("missing_wall", "it stays for 4 hours")):  # fmt: skip
            content = council.get(reverse(name)).content.decode()
            assert words in content, name
            assert whose in content, name
        council.post(reverse("missing_wall_lock"))
        assert council.session["locked_to"]["lasts"] == 4 * 3600
        with viewer(cast.other_council_missing, "test"):
            assert hours.here() == LAPWINGS
        with viewer(cast.police_missing, "test"):
            assert "different" in hours.here().whose
            assert hours.here(area).late is None
        with viewer(cast.partnership_manager, "test"), pytest.raises(ValueError, match="first"):
            NewHours(area.pk, date(2026, 12, 1), time(9), time(8), time(20), time(17), 4, "a", "b")


def test_a_clock_on_what_is_not_open_to_its_reader_leads_nowhere(world: World) -> None:
    """The council's clock shows to its custodian; the absence, which the police told, does not."""
    account = world.report(world.cast.police_missing, world.police, 30)
    world.come_back(account.absence_id, 20)
    custodian, worker = (world.client(world.cast.seats[name]) for name in ("custodian", "council_missing"))
    interview, clock = reverse("interview", args=[account.absence_id]), "Return interviews due: 1"
    for client, leads in ((custodian, False), (worker, True)):
        content = client.get(reverse("missing_tasking")).content.decode()
        assert clock in content
        assert (interview in content) == leads
        content = client.get(reverse("child", args=[world.child])).content.decode()
        assert (reverse("absence", args=[account.absence_id]) in content) == leads
