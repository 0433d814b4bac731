"""Working days of England and Wales."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapwing.rules import working_days
from lapwing.rules.examples.working_days import COUNTED
from lapwing.rules.working_days import Counting

FIRST, LAST = date(2012, 1, 1), date(2028, 12, 31)
published = st.dates(FIRST, date(2027, 12, 31))
any_day = st.dates(date(1990, 1, 1), date(2060, 12, 31))
lengths = st.integers(1, 120)
conventions = st.sampled_from(Counting)


@pytest.mark.parametrize("example", COUNTED, ids=lambda one: f"{one.start}+{one.days}")
def test_worked_example(example):
    assert working_days.add(example.start, example.days) == example.day_0
    assert working_days.add(example.start, example.days, Counting.DAY_1) == example.day_1


@given(any_day, lengths, conventions)
def test_adding_then_counting_gives_the_number_back(start, days, counting):
    assert working_days.count(start, working_days.add(start, days, counting), counting) == days


@given(any_day, lengths, conventions)
def test_the_result_is_a_working_day(start, days, counting):
    assert working_days.is_working_day(working_days.add(start, days, counting))


@given(any_day, lengths, conventions)
def test_one_more_day_ends_later(start, days, counting):
    assert working_days.add(start, days + 1, counting) > working_days.add(start, days, counting)


@given(any_day, lengths, conventions)
def test_a_later_start_never_ends_sooner(start, days, counting):
    later = start + timedelta(days=1)
    assert working_days.add(later, days, counting) >= working_days.add(start, days, counting)


@given(any_day, lengths)
def test_day_1_is_one_working_day_sooner_unless_the_start_is_not_one(start, days):
    sooner, later = (working_days.add(start, days, counting) for counting in (Counting.DAY_1, Counting.DAY_0))
    assert working_days.is_working_day(start) == (sooner < later)
    assert working_days.count(sooner, later) == working_days.is_working_day(start)


@given(published)
def test_a_working_day_is_neither_weekend_nor_listed(day):
    listed = day.weekday() >= 5 or day in working_days.bank_holidays()
    assert working_days.is_working_day(day) != listed


@given(any_day, st.integers(0, 400), st.integers(0, 400))
def test_counts_of_two_stretches_add_up(start, first, second):
    middle, end = start + timedelta(first), start + timedelta(first + second)
    whole = working_days.count(start, end)
    assert whole == working_days.count(start, middle) + working_days.count(middle, end)


def test_the_published_years():
    assert working_days.published_range() == (FIRST, LAST)


def test_a_date_outside_the_published_years_says_so():
    assert not working_days.beyond_published(date(2028, 12, 1), LAST)
    assert working_days.beyond_published(date(2028, 12, 1), date(2029, 1, 2))
    assert working_days.beyond_published(date(2011, 12, 30), date(2012, 1, 3))


@pytest.mark.parametrize("day", [date(2029, 3, 30), date(2029, 12, 25), date(2011, 4, 22)])
def test_good_friday_and_christmas_are_known_for_every_year(day):
    assert not working_days.is_working_day(day)


def test_the_holidays_in_a_stretch_are_named():
    assert working_days.closures(date(2024, 3, 23), date(2024, 4, 16)) == {
        date(2024, 3, 29): "Good Friday",
        date(2024, 4, 1): "Easter Monday",
    }


@pytest.mark.parametrize("days", [0, -1])
def test_a_number_of_working_days_is_one_or_more(days):
    with pytest.raises(ValueError, match="1 or more"):
        working_days.add(date(2024, 3, 22), days)


def test_counting_backwards_is_refused():
    with pytest.raises(ValueError, match="before the start"):
        working_days.count(date(2024, 3, 22), date(2024, 3, 21))


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2024, 1, 15), 3, date(2024, 4, 15)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 8, 31), 6, date(2025, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2024, 12, 31), 12, date(2025, 12, 31)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
    ],
)
def test_months_keep_the_day_of_the_month_or_take_its_last(start, months, end):
    assert working_days.add_months(start, months) == end


@given(any_day, st.integers(0, 60))
def test_months_land_in_the_month_asked_for(start, months):
    end = working_days.add_months(start, months)
    assert (end.year - start.year) * 12 + end.month - start.month == months
    assert end.day <= start.day
