"""Financial years and their quarters."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapwing.measures.periods import Quarter, Year, parse, quarter_of, year_of


@pytest.mark.parametrize(
    ("day", "year", "quarter"),
    [
        (date(2019, 4, 1), "2019/20", "Q1 2019/20"),
        (date(2019, 6, 30), "2019/20", "Q1 2019/20"),
        (date(2019, 7, 1), "2019/20", "Q2 2019/20"),
        (date(2019, 10, 1), "2019/20", "Q3 2019/20"),
        (date(2019, 12, 31), "2019/20", "Q3 2019/20"),
        (date(2020, 1, 1), "2019/20", "Q4 2019/20"),
        (date(2020, 3, 31), "2019/20", "Q4 2019/20"),
        (date(2020, 4, 1), "2020/21", "Q1 2020/21"),
        (date(2000, 3, 31), "1999/00", "Q4 1999/00"),
    ],
)
def test_a_day_in_its_year_and_quarter(day, year, quarter):
    assert (year_of(day).label, quarter_of(day).label) == (year, quarter)


def test_a_quarter_in_words():
    assert Quarter(2019, 4).words == "1 January 2020 to 31 March 2020"
    assert Quarter(2019, 1).before == Quarter(2018, 4)
    assert Year(2019).words == "1 April 2019 to 31 March 2020"


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_quarters_follow_one_another_without_a_gap(day):
    quarter = quarter_of(day)
    assert quarter.first <= day <= quarter.last
    assert quarter_of(quarter.last + timedelta(days=1)).before == quarter
    assert quarter.year.first <= day <= quarter.year.last


@given(st.integers(1990, 2098), st.integers(1, 4))
def test_an_address_names_one_period(start, number):
    assert parse(Year(start).key) == Year(start)
    assert parse(Quarter(start, number).key) == Quarter(start, number)


@pytest.mark.parametrize("key", ["2019", "2019-21", "2019-20-q5", "2019/20", "", "2019-20-q1-"])
def test_what_is_no_period_is_refused(key):
    with pytest.raises(ValueError, match="financial year"):
        parse(key)
