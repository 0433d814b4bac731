"""Clocks start once, are met in time or late, are counted again, and hold the circle open meanwhile."""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from lapwing.access import viewer
from lapwing.access.levels import Level
from lapwing.access.models import Place
from lapwing.directory.keys import new_key
from lapwing.rules.duties import LocalSetting, NotPermitted, hours
from lapwing.rules.moments import Moment
from lapwing.work import holding
from lapwing.work.deadlines import changes, presenters, queries
from lapwing.work.deadlines.models import Clock
from lapwing.work.tests.cast import Cast, make

RETURNED = Moment(datetime(2026, 11, 2, 14, 5, tzinfo=UTC))
SOON = datetime(2026, 11, 2, 16, 0, tzinfo=UTC)


@pytest.fixture
def cast(db: None) -> Cast:
    return make()


@pytest.fixture(autouse=True)
def _soon() -> Iterator[None]:
    with time_machine.travel(SOON, tick=False):
        yield


def a_start(cast: Cast, person: uuid.UUID, subject: uuid.UUID, **given: object) -> changes.Start:
    council = cast.agencies["local_authority"].pk
    values = {"trigger": RETURNED, "holder": cast.seats["council_missing"].pk} | given
    return changes.Start("return_interview", person, council, "absence", subject, **values)  # type: ignore[arg-type]


def test_the_return_interview_is_due_72_hours_after_the_return(cast: Cast) -> None:
    person = cast.child("police_missing")
    with viewer.viewer(cast.seats["police_missing"], "test"):
        [clock] = changes.start([a_start(cast, person, new_key())])
        assert clock.due.words == "by Thu 5 Nov 2026, 14:05"
        assert clock.due.standing(timezone.now()) == "in 70 hours (Thu 14:05)"
        said = presenters.clock(clock)
        assert (said.words, said.due) == ("Due in 70 hours", "by Thu 5 Nov 2026, 14:05"), "its date stands once"


def test_starting_a_clock_twice_changes_nothing(cast: Cast) -> None:
    person, subject = cast.child("council_missing"), new_key()
    with viewer.viewer(cast.seats["council_missing"], "test"):
        [first] = changes.start([a_start(cast, person, subject)])
        [again] = changes.start([a_start(cast, person, subject)])
        assert again.pk == first.pk
        assert Clock.objects.count() == 1


def test_starting_the_same_clock_twice_in_one_set_starts_one(cast: Cast) -> None:
    person, subject = cast.child("council_missing"), new_key()
    with viewer.viewer(cast.seats["council_missing"], "test"):
        one = a_start(cast, person, subject)
        first, second = changes.start([one, one])
        assert first.pk == second.pk
        assert Clock.objects.count() == 1


@pytest.mark.parametrize(("passed", "timeliness"), [(71, "in_time"), (73, "late")])
def test_a_clock_that_another_agency_cannot_read_is_met_by_its_fact(cast: Cast, passed: int, timeliness: str) -> None:
    person, subject = cast.child("council_missing"), new_key()
    with viewer.viewer(cast.seats["council_missing"], "test"):
        changes.start([a_start(cast, person, subject)])
    done = Moment(RETURNED.at + timedelta(hours=passed))
    with viewer.viewer(cast.seats["police_missing"], "test"):
        assert not Clock.objects.exists()
        assert changes.meet("return_interview", done, subjects=[subject]) == 1
    with viewer.viewer(cast.seats["council_missing"], "test"):
        clock = Clock.objects.get()
        assert (clock.state, clock.timeliness, clock.met) == ("met", timeliness, done)


def test_a_role_that_only_reads_sets_nothing_off(cast: Cast) -> None:
    seat = cast.seats["council_missing"]
    seat.role = "scrutineer"
    with viewer.viewer(seat, "test"), pytest.raises(PermissionError):
        changes.meet("return_interview", RETURNED, subjects=[new_key()])


def test_a_clock_that_is_not_needed_keeps_the_reason(cast: Cast) -> None:
    person, subject = cast.child("council_missing"), new_key()
    with viewer.viewer(cast.seats["council_missing"], "test"):
        changes.start([a_start(cast, person, subject)])
        with pytest.raises(ValueError, match="reason"):
            changes.not_needed("return_interview", subjects=[subject], reason=" ")
        assert changes.not_needed("return_interview", subjects=[subject], reason="Moved to another council") == 1
        assert Clock.objects.get().reason == "Moved to another council"
        assert not queries.open_for([subject]).exists()


def test_a_corrected_return_counts_again_and_keeps_what_it_was(cast: Cast) -> None:
    person, subject = cast.child("council_missing"), new_key()
    with viewer.viewer(cast.seats["council_missing"], "test"):
        changes.start([a_start(cast, person, subject)])
        changes.meet("return_interview", Moment(RETURNED.at + timedelta(hours=73)), subjects=[subject])
        later = Moment(RETURNED.at + timedelta(hours=2))
        assert changes.recompute("return_interview", later, subject=subject) == 1
        clock = Clock.objects.get()
        assert clock.timeliness == "in_time"
        assert [former.timeliness for former in clock.history.order_by("pgh_created_at")][-1] == "late"
        assert changes.recompute("return_interview", later, subject=subject) == 0


def test_lateness_is_marked_once_and_taken_back_by_a_correction(cast: Cast) -> None:
    person, subject = cast.child("council_missing"), new_key()
    with viewer.viewer(cast.seats["council_missing"], "test"):
        changes.start([a_start(cast, person, subject)])
    with time_machine.travel(RETURNED.at + timedelta(hours=72, minutes=1), tick=False):
        with viewer.clockwork("mark_late"):
            assert len(changes.mark_late()) == 1
            assert changes.mark_late() == []
        with viewer.viewer(cast.seats["council_missing"], "test"):
            assert Clock.objects.get().state == "late"
            changes.recompute("return_interview", Moment(RETURNED.at + timedelta(hours=5)), subject=subject)
            assert Clock.objects.get().state == "running"


def test_a_day_is_not_late_before_it_is_over(cast: Cast) -> None:
    person = cast.child("council_missing")
    with viewer.viewer(cast.seats["council_missing"], "test"):
        [clock] = changes.start([a_start(cast, person, new_key(), trigger=Moment.on(date(2026, 11, 2)))])
        assert clock.may_be_late_from < clock.late_from
        assert clock.due.is_range


def test_an_area_may_be_quicker_than_guidance_and_never_slower(cast: Cast) -> None:
    person, subject = cast.child("council_missing"), new_key()

    def wanted(number: int) -> changes.NewSetting:
        local = LocalSetting(length=hours(number), source="Missing protocol, page 4")
        return changes.NewSetting(cast.area.pk, "return_interview", local, date(2026, 1, 1), "Missing subgroup")

    with viewer.viewer(cast.seats["partnership_manager"], "test"):
        with pytest.raises(NotPermitted, match="96 hours is longer than the 72 hours of guidance"):
            changes.set_for_area(wanted(96))
        changes.set_for_area(wanted(48))
    with viewer.viewer(cast.seats["council_missing"], "test"):
        [clock] = changes.start([a_start(cast, person, subject, area=cast.area.pk)])
        assert clock.due.words == "by Wed 4 Nov 2026, 14:05"
        assert queries.setting_for(cast.area.pk, "return_interview").length == hours(48)


def test_a_new_setting_leaves_a_running_clock_alone(cast: Cast) -> None:
    person, subject = cast.child("council_missing"), new_key()
    with viewer.viewer(cast.seats["council_missing"], "test"):
        changes.start([a_start(cast, person, subject, area=cast.area.pk)])
    with viewer.viewer(cast.seats["partnership_manager"], "test"):
        local = LocalSetting(length=hours(24), source="Protocol")
        changes.set_for_area(
            changes.NewSetting(cast.area.pk, "return_interview", local, date(2026, 11, 3), "Missing subgroup")
        )
    with viewer.viewer(cast.seats["council_missing"], "test"):
        assert Clock.objects.get().due.words == "by Thu 5 Nov 2026, 14:05"


def test_a_place_does_not_lapse_while_a_clock_is_open_and_ends_a_week_after_it_is_met(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(holding.SOURCES, "trial", lambda _: {})
    person, subject = cast.child("council_missing"), new_key()
    cast.place("council_missing", person, "police_missing", Level.DETAIL, because=subject)
    with viewer.viewer(cast.seats["police_missing"], "test"):
        Place.objects.update(ends=timezone.now() + timedelta(hours=1))
    with viewer.viewer(cast.seats["council_missing"], "test"):
        changes.start([a_start(cast, person, subject)])
    with viewer.viewer(cast.seats["police_missing"], "test"):
        assert Place.objects.get().ends > RETURNED.at + timedelta(hours=72)
        changes.meet("return_interview", Moment.now(), subjects=[subject])
        assert Place.objects.get().ends == timezone.now() + timedelta(days=7)


def test_an_act_of_several_parts_asks_the_rooms_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[set[uuid.UUID]] = []
    monkeypatch.setitem(holding.SOURCES, "trial", lambda subjects: asked.append(set(subjects)) or {})
    person, subjects = cast.child("council_missing"), (new_key(), new_key())
    cast.place("council_missing", person, "police_missing", Level.DETAIL, because=subjects[0])
    with viewer.viewer(cast.seats["council_missing"], "test"):
        with holding.once():
            for subject in subjects:
                changes.start([a_start(cast, person, subject)])
            assert not asked
        assert asked == [set(subjects)]
        assert holding.open_until(subjects).keys() == set(subjects)


def test_places_of_a_room_that_says_nothing_of_what_it_holds_are_not_shortened(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(holding.SOURCES, "trial", raising=False)
    person, subject = cast.child("council_missing"), new_key()
    cast.place("council_missing", person, "police_missing", Level.DETAIL, because=subject)
    with viewer.viewer(cast.seats["police_missing"], "test"):
        before = Place.objects.get().ends
        holding.settle([subject])
        assert Place.objects.get().ends == before


def test_what_runs_late_is_held_open_by_the_hour(cast: Cast) -> None:
    person, subject = cast.child("council_missing"), new_key()
    cast.place("council_missing", person, "police_missing", Level.DETAIL, because=subject)
    with viewer.viewer(cast.seats["council_missing"], "test"):
        changes.start([a_start(cast, person, subject)])
    with time_machine.travel(SOON + timedelta(days=25), tick=False):
        with viewer.clockwork("hold_places"):
            assert holding.hold_on() == 1
        with viewer.viewer(cast.seats["police_missing"], "test"):
            assert Place.objects.get().ends > timezone.now() + timedelta(days=27)
