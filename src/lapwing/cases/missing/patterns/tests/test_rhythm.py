"""When and for how long: worked examples, and that nothing is lost in counting."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given

from lapwing.cases.missing.patterns.away import Away
from lapwing.cases.missing.patterns.rhythm import by_length, by_part_of_day, by_weekday, reasons_by_quarter, strip
from lapwing.cases.missing.patterns.tests.test_sentences import away, some

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)


def test_the_hour_is_london_s() -> None:
    """23:30 in UTC on a summer evening is half past midnight in London, and the next day."""
    summer = away(date(2025, 7, 5), time(0, 30))
    assert summer.began.at.hour == 23
    assert by_part_of_day([summer])["00 to 04"] == 1
    assert by_weekday([summer])["Saturday"] == 1


def test_what_is_not_known_is_said_and_not_guessed() -> None:
    assert by_part_of_day([away(date(2026, 3, 1), None)])["not known"] == 1
    assert by_length([away(date(2026, 3, 1), None, hours=24)], NOW)["not known"] == 1


def test_lengths() -> None:
    counts = by_length(
        [away(date(2026, 3, 1), hours=5), away(date(2026, 3, 2), hours=6), away(date(2026, 3, 3), hours=80)], NOW
    )
    assert (counts["under 6 h"], counts["6 to 12 h"], counts["3 days or more"]) == (1, 1, 1)


def test_the_strip_covers_each_day_away() -> None:
    found = strip([away(date(2026, 3, 1), hours=30)], date(2026, 2, 28), date(2026, 3, 4), NOW)
    assert [(day.day.day, day.began, day.away) for day in found] == [
        (28, 0, False), (1, 1, True), (2, 0, True), (3, 0, True), (4, 0, False),
    ]  # fmt: skip


def test_reasons_over_time_count_once_for_each_absence() -> None:
    told = [away(date(2026, 1, 5), reasons=("P01", "P01", "Q02")), away(date(2025, 12, 5), reasons=("P01",))]
    found = reasons_by_quarter(told)
    assert list(found) == [(2026, 1), (2025, 4)]
    assert found[2026, 1] == {"P01": 1, "Q02": 1}


@given(some)
def test_every_absence_is_counted_once_each_way(aways: list[Away]) -> None:
    for counts in (by_part_of_day(aways), by_weekday(aways), by_length(aways, NOW)):
        assert sum(counts.values()) == len(aways)


@given(some)
def test_the_strip_has_every_day_once(aways: list[Away]) -> None:
    first, last = date(2025, 1, 1), date(2026, 3, 20)
    days = strip(aways, first, last, NOW)
    assert [day.day for day in days] == [first + timedelta(days=n) for n in range((last - first).days + 1)]
    assert sum(day.began for day in days) == sum(first <= one.began.day <= last for one in aways)
    assert all(day.away for day in days if day.began)
