"""Duties: by when each is due, by which edition, and what an area may change."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapwing.rules import duties, words
from lapwing.rules.duties import (
    AT_ONCE,
    Duty,
    Length,
    LocalSetting,
    NoEdition,
    NotPermitted,
    Occurrence,
    Part,
    Timeliness,
    Unit,
    Window,
    hours,
    working_days,
)
from lapwing.rules.examples.duties import REPEATS, WORKED
from lapwing.rules.moments import Moment, Precision, parse
from lapwing.rules.sources import WT2018, WT2020, WT2023, WT2026, unread
from lapwing.rules.working_days import Counting

INTERVIEW = duties.get("return_interview")
CONFERENCE = duties.get("initial_conference")
every_duty = pytest.mark.parametrize("duty", duties.all(), ids=lambda duty: duty.key)


def london(text):
    return parse(text).at


@pytest.mark.parametrize("example", WORKED, ids=lambda one: f"{one.duty}: {one.case}")
def test_worked_example(example):
    found = duties.due(duties.get(example.duty), parse(example.trigger), local=example.local)
    assert (found.words, found.counted) == (example.due, example.counted)


@pytest.mark.parametrize("example", REPEATS, ids=lambda one: one.case)
def test_rolling_window(example):
    occurrences = [Occurrence(parse(began), kind) for began, kind in example.occurrences]
    found = duties.reached(duties.get(example.duty), reversed(occurrences), local=example.local)
    assert found == (tuple(occurrences) if example.reached else ())


@every_duty
def test_each_duty_has_a_worked_example(duty):
    assert any(example.duty == duty.key for example in WORKED)


@every_duty
def test_only_a_number_can_be_made_shorter(duty):
    assert Part.SHORTER not in duty.local or AT_ONCE not in [edition.length for edition in duty.editions]


def test_a_setting_comes_back_from_text_as_it_was():
    assert Length(15, "working_days") == working_days(15)
    stored = LocalSetting(counting="d1")
    assert duties.due(CONFERENCE, parse("22 Mar 2024"), local=stored).words == "by Mon 15 Apr 2024"


@every_duty
def test_editions_follow_one_another_without_gap_or_overlap(duty):
    for earlier, later in zip(duty.editions, duty.editions[1:], strict=False):
        assert later.publication.in_force_from == earlier.publication.in_force_until + timedelta(days=1)
    assert duty.editions[-1].publication.in_force_until is None


@every_duty
def test_what_counts_is_a_known_type_of_absence(duty):
    assert not duty.window or all(kind in words.get("missing_types") for kind in duty.window.kinds)


@pytest.mark.parametrize("key", ["assessment", "initial_conference", "rapid_review"])
@pytest.mark.parametrize(
    ("day", "publication"),
    [
        (date(2018, 7, 4), WT2018),
        (date(2020, 12, 8), WT2018),
        (date(2020, 12, 9), WT2020),
        (date(2023, 12, 14), WT2020),
        (date(2023, 12, 15), WT2023),
        (date(2026, 3, 17), WT2023),
        (date(2026, 3, 18), WT2026),
    ],
)
def test_a_case_is_judged_by_the_edition_of_its_own_day(key, day, publication):
    assert duties.due(duties.get(key), Moment.on(day)).edition.publication is publication


@every_duty
def test_working_together_2026_was_not_read_and_says_so(duty):
    for edition in duty.editions:
        if edition.publication is WT2026:
            assert not edition.verified
            assert edition.citation.caution


def test_the_london_date_picks_the_edition():
    night = Moment(datetime(2018, 7, 3, 23, 30, tzinfo=UTC))
    assert duties.due(CONFERENCE, night).edition.publication is WT2018


def test_no_edition_is_said_plainly():
    with pytest.raises(NoEdition, match="no edition that was in force on Sat 1 Apr 2017"):
        duties.due(CONFERENCE, Moment.on(date(2017, 4, 1)))


def test_a_running_clock_keeps_its_edition_or_not_as_its_duty_says():
    trigger, later = Moment.on(date(2026, 3, 2)), date(2026, 3, 20)
    assert duties.due(CONFERENCE, trigger, as_of=later).edition.publication is WT2023
    moving = duty_like(CONFERENCE, keeps_edition=False)
    assert duties.due(moving, trigger, as_of=later).edition.publication is WT2026
    assert duties.due(moving, trigger, as_of=date(2026, 3, 1)).edition.publication is WT2023


def duty_like(duty, **changed):
    return Duty(**{**vars(duty), **changed})


def test_sources_and_cautions():
    interview = duties.due(INTERVIEW, parse("3 Mar 2020 14:05"))
    assert interview.unverified
    assert "only where others restate it" in interview.edition.citation.caution
    local = duties.due(duties.get("at_risk_list_meeting"), parse("3 Mar 2020"))
    assert not local.unverified
    assert local.edition.citation.caution == ""
    assert "nobody has read" in unread("anywhere").caution


def test_unknown_duty():
    with pytest.raises(KeyError, match="no duty"):
        duties.get("parking")


# What an area may change


@pytest.mark.parametrize(
    ("key", "local", "why"),
    [
        ("return_interview", LocalSetting(length=hours(96)), "longer than the 72 hours"),
        ("return_interview", LocalSetting(length=working_days(3)), "in hours, as in guidance"),
        ("return_interview", LocalSetting(applies=False), "may not switch it off"),
        ("return_interview", LocalSetting(counting=Counting.DAY_1), "which day is counted first"),
        ("assessment", LocalSetting(length=working_days(46)), "longer than the 45 working days"),
        ("referral_decision", LocalSetting(length=working_days(1)), "how long it takes"),
        ("initial_conference", LocalSetting(anchor="strategy_discussion"), "what it is counted from"),
        ("rapid_review", LocalSetting(anchor="full_moon"), "not one of the events"),
        ("rapid_review", LocalSetting(window=Window(2, 90, frozenset({"missing"}))), "how many times"),
    ],
)
def test_an_area_may_not(key, local, why):
    with pytest.raises(NotPermitted, match=why):
        duties.due(duties.get(key), Moment.on(date(2024, 3, 22)), local=local)


def test_an_area_may_switch_off_what_is_local_and_then_nothing_is_due():
    panel, off = duties.get("exploitation_panel"), LocalSetting(applies=False)
    assert panel.applies()
    assert panel.applies(LocalSetting())
    assert not panel.applies(off)
    with pytest.raises(NotPermitted, match="does not apply in this area"):
        duties.due(panel, Moment.on(date(2024, 3, 22)), local=off)


@pytest.mark.parametrize(("number", "unit"), [(0, Unit.HOURS), (-3, Unit.WORKING_DAYS), (1, Unit.AT_ONCE)])
def test_a_length_is_one_or_more_of_its_unit(number, unit):
    with pytest.raises(ValueError, match=r"1 or more|no number"):
        Length(number, unit)


@pytest.mark.parametrize(("times", "days", "kinds"), [(1, 90, {"missing"}), (3, 0, {"missing"}), (3, 90, set())])
def test_a_window_counts_something(times, days, kinds):
    with pytest.raises(ValueError, match="at least one kind"):
        Window(times, days, frozenset(kinds))


def test_a_duty_without_a_window_has_none_to_reach():
    with pytest.raises(ValueError, match="no rolling window"):
        duties.reached(INTERVIEW, [])


def test_day_1_of_a_month_names_no_day():
    counted = duties.due(CONFERENCE, parse("Jun 2024"), local=LocalSetting(counting=Counting.DAY_1)).counted
    assert "(Jun 2024), the day itself, if a working day, counted as day 1;" in counted


# In time, late, and how it stands


@pytest.mark.parametrize(
    ("trigger", "done", "timeliness"),
    [
        ("3 Mar 2020 14:05", "6 Mar 2020 14:05", Timeliness.IN_TIME),
        ("3 Mar 2020 14:05", "6 Mar 2020 14:06", Timeliness.LATE),
        ("3 Mar 2020 14:05", "2 Mar 2020 09:00", Timeliness.IN_TIME),
        ("3 Mar 2020 14:05", "6 Mar 2020", Timeliness.NOT_KNOWN),
        ("3 Mar 2020 14:05", "5 Mar 2020", Timeliness.IN_TIME),
        ("3 Mar 2020", "6 Mar 2020 12:00", Timeliness.NOT_KNOWN),
        ("3 Mar 2020", "7 Mar 2020 00:00", Timeliness.LATE),
    ],
)
def test_the_return_interview_in_time_or_late(trigger, done, timeliness):
    assert duties.due(INTERVIEW, parse(trigger)).judge(parse(done)) is timeliness


def test_any_time_on_the_day_is_in_time():
    conference = duties.due(CONFERENCE, parse("22 Mar 2024 10:00"))
    assert conference.judge(parse("16 Apr 2024 23:59")) is Timeliness.IN_TIME
    assert conference.judge(parse("17 Apr 2024 00:00")) is Timeliness.LATE
    assert conference.late_from == london("17 Apr 2024 00:00")


def test_what_is_due_at_once_is_never_late_by_a_number():
    found = duties.due(duties.get("prevention_interview"), parse("3 Mar 2020 14:05"))
    assert (found.late_from, found.may_be_late_from) == (None, None)
    assert found.judge(parse("3 Apr 2020")) is Timeliness.NO_LIMIT
    assert found.standing(london("3 Apr 2020 12:00")) == "as soon as possible"


@pytest.mark.parametrize(
    ("now", "standing"),
    [
        ("3 Mar 2020 15:00", "in 71 hours (Fri 14:05)"),
        ("6 Mar 2020 11:05", "in 3 hours (Fri 14:05)"),
        ("6 Mar 2020 13:40", "in 25 minutes (Fri 14:05)"),
        ("6 Mar 2020 14:05", "in 0 minutes (Fri 14:05)"),
        ("6 Mar 2020 23:25", "overdue by 9 h 20 min"),
        ("10 Mar 2020 14:05", "overdue by 4 days"),
    ],
)
def test_how_a_clock_in_hours_stands(now, standing):
    assert duties.due(INTERVIEW, parse("3 Mar 2020 14:05")).standing(london(now)) == standing


@pytest.mark.parametrize(
    ("now", "standing"),
    [
        ("22 Mar 2024 10:00", "due in 15 working days (Tue 16 Apr 2024)"),
        ("12 Apr 2024 10:00", "due in 2 working days (Tue 16 Apr 2024)"),
        ("15 Apr 2024 10:00", "due tomorrow (Tue 16 Apr 2024)"),
        ("16 Apr 2024 23:59", "due today (Tue 16 Apr 2024)"),
        ("18 Apr 2024 00:00", "overdue by 2 working days"),
    ],
)
def test_how_a_clock_in_working_days_stands(now, standing):
    assert duties.due(CONFERENCE, parse("22 Mar 2024")).standing(london(now)) == standing


def test_how_other_clocks_stand():
    review = duties.due(duties.get("first_review_conference"), parse("22 Mar 2024"))
    assert review.standing(london("12 Jun 2024 10:00")) == "due in 10 days (Sat 22 Jun 2024)"
    assert review.standing(london("24 Jun 2024 10:00")) == "overdue by 2 days"
    friday = duties.due(duties.get("referral_decision"), parse("Thu 5 Mar 2020"))
    assert friday.standing(london("Sat 7 Mar 2020 10:00")) == "overdue by 1 day"
    uncertain = duties.due(INTERVIEW, parse("3 Mar 2020"))
    assert uncertain.standing(london("5 Mar 2020 21:00")) == "in 3 hours at the earliest (Fri 00:00)"
    assert uncertain.standing(london("6 Mar 2020 12:00")).startswith("may be overdue (between Fri 6 Mar")
    assert duties.due(INTERVIEW, parse("3 Mar 2020 14:05")).standing(london("24 Feb 2020 14:05")) == (
        "in 11 days (Fri 6 Mar 2020, 14:05)"
    )


# Properties

BEGIN, END = datetime(2018, 8, 1), datetime(2027, 1, 1)  # noqa: DTZ001
triggers = st.builds(Moment, st.datetimes(BEGIN, END, timezones=st.just(UTC)), st.sampled_from(Precision))


@given(triggers)
def test_a_range_holds_every_deadline_that_the_trigger_could_have_had(trigger):
    whole = duties.due(INTERVIEW, trigger)
    for exact in (trigger.at, trigger.latest):
        found = duties.due(INTERVIEW, Moment(exact))
        assert found.earliest.at - exact == timedelta(hours=72)
        assert whole.earliest.at <= found.earliest.at <= whole.latest.at


@given(triggers, st.sampled_from(duties.all()))
def test_it_is_due_after_its_trigger_and_explained(trigger, duty):
    found = duties.due(duty, trigger)
    assert trigger.at <= found.earliest.at <= found.latest.at
    assert found.counted.endswith(".")
    assert found.words.startswith(("by ", "between ", AT_ONCE.words))


def test_editions_say_what_binds():
    assert duties.get("rapid_review").editions[0].binds == "guidance, not statute"
    assert INTERVIEW.editions[0].binds == "statutory guidance"
