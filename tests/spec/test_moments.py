"""Moments: a time and how exactly it is known."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapwing.rules.moments import ClockChange, Moment, NotAMoment, Precision, parse, rough_words, span_words

BEGIN, END = datetime(1990, 1, 1), datetime(2060, 1, 1)  # noqa: DTZ001
instants = st.datetimes(BEGIN, END, timezones=st.just(UTC))
moments = st.builds(Moment, instants, st.sampled_from(Precision))


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "at", "precision"),
    [
        ("3 Mar 2020, 14:05", utc(2020, 3, 3, 14, 5), Precision.MINUTE),
        ("Tue 3 Mar 2020, 14:05", utc(2020, 3, 3, 14, 5), Precision.MINUTE),
        ("03/03/2020 14:05", utc(2020, 3, 3, 14, 5), Precision.MINUTE),
        ("3.3.2020 at 14.05", utc(2020, 3, 3, 14, 5), Precision.MINUTE),
        ("2020-03-03T14:05:30", utc(2020, 3, 3, 14, 5), Precision.MINUTE),
        ("2020-07-03T14:05:00Z", utc(2020, 7, 3, 14, 5), Precision.MINUTE),
        ("3 July 2020 14:05", utc(2020, 7, 3, 13, 5), Precision.MINUTE),
        ("03/04/2020", utc(2020, 4, 2, 23, 0), Precision.DAY),
        ("2020-04-03", utc(2020, 4, 2, 23, 0), Precision.DAY),
        ("3rd September 2020", utc(2020, 9, 2, 23, 0), Precision.DAY),
        ("Sept 2020", utc(2020, 8, 31, 23, 0), Precision.MONTH),
        ("03/2020", utc(2020, 3, 1), Precision.MONTH),
        ("2020-03", utc(2020, 3, 1), Precision.MONTH),
    ],
)
def test_reads_what_people_and_files_write(text, at, precision):
    assert parse(text) == Moment(at, precision)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "31/02/2020",
        "3/13/2020",
        "3 Foo 2020",
        "Mar 2020 14:05",
        "3/3/2020 25:00",
        "3/3/20",
        "0/0/0000",
        "3/3/0202",
        "9999-12-31T23:59:59-12:00",
    ],
)
def test_says_what_it_cannot_read(text):
    with pytest.raises(NotAMoment, match="not a date or time that we can read"):
        parse(text)


@given(st.text(max_size=30))
def test_reading_never_crashes(text):
    with suppress(NotAMoment):
        parse(text)


@given(moments)
def test_what_a_page_shows_reads_back_to_the_same(moment):
    shown = parse(moment.words)
    assert shown.precision == moment.precision
    assert shown.words == moment.words


def test_a_time_that_happens_twice_takes_the_first_and_says_so():
    moment = Moment.local(date(2026, 10, 25), time(1, 30))
    assert moment.at == utc(2026, 10, 25, 0, 30)
    assert moment.clock_change is ClockChange.TWICE


def test_a_time_that_never_happens_moves_forward_and_says_so():
    moment = Moment.local(date(2026, 3, 29), time(1, 30))
    assert moment.words == "Sun 29 Mar 2026, 02:30"
    assert moment.clock_change is ClockChange.NEVER


def test_an_ordinary_time_is_not_marked():
    assert Moment.local(date(2026, 10, 25), time(2, 0)).clock_change is None


def test_by_date_is_the_london_date():
    assert Moment(utc(2026, 7, 1, 23, 30)).day == date(2026, 7, 2)


def test_a_day_ends_at_the_next_london_midnight():
    day = Moment.on(date(2026, 3, 29))
    assert (day.at, day.end) == (utc(2026, 3, 29), utc(2026, 3, 29, 23))


def test_a_month_runs_from_its_first_to_its_last_day():
    month = Moment.in_month(2024, 2)
    assert (month.day, month.last_day) == (date(2024, 2, 1), date(2024, 2, 29))


@given(moments)
def test_the_same_moment_however_it_was_made(moment):
    assert Moment(moment.at, moment.precision) == moment
    assert Moment(moment.latest, moment.precision) == moment


def test_a_moment_comes_back_from_text_as_it_was():
    day = Moment.on(date(2026, 3, 29))
    assert Moment(day.at, str(day.precision)).end == day.end
    with pytest.raises(ValueError, match="fortnight"):
        Moment(day.at, "fortnight")


def test_now_is_to_the_minute():
    assert Moment.now().at.second == 0


def test_a_time_without_its_zone_is_refused():
    with pytest.raises(NotAMoment, match="time zone"):
        Moment(datetime(2026, 1, 1))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(minutes=0), "0 min"),
        (timedelta(minutes=45, seconds=59), "45 min"),
        (timedelta(hours=9, minutes=20), "9 h 20 min"),
        (timedelta(hours=50), "50 h"),
        (timedelta(days=3), "3 days"),
        (timedelta(days=17, hours=18, minutes=3), "17 days 18 h"),
    ],
)
def test_how_long(span, words):
    assert span_words(span) == words


@pytest.mark.parametrize(
    ("span", "words"),
    [(timedelta(minutes=1), "1 minute"), (timedelta(hours=3, minutes=59), "3 hours"), (timedelta(days=4), "4 days")],
)
def test_roughly_how_long_is_never_more_than_it_is(span, words):
    assert rough_words(span) == words
