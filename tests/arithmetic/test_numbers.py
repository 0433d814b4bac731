"""Numbers are understood as reports write them."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lapwing.arithmetic import Verdict
from lapwing.arithmetic.numbers import Hedge, Kind, find_quantities
from lapwing.arithmetic.numbers.judge import judge


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("4,365 referrals", Kind.COUNT, 4365),
        ("two hundred and eighty-six people", Kind.COUNT, 286),
        ("1.2 million people", Kind.COUNT, 1_200_000),
        ("the total number of episodes was 2019", Kind.COUNT, 2019),
        ("2019 episodes were recorded", Kind.COUNT, 2019),
        ("34.6% of children", Kind.PERCENT, 34.6),
        ("fifteen per cent", Kind.PERCENT, 15),
        ("a change of 4 percentage points", Kind.POINTS, 4),
        ("one in five children", Kind.FRACTION, 0.2),
        ("1 in 8 of the population", Kind.FRACTION, 0.125),
        ("1 in every 5 children", Kind.FRACTION, 0.2),
        ("two thirds of staff", Kind.FRACTION, 2 / 3),
        ("a third of staff", Kind.FRACTION, 1 / 3),
        ("half of staff", Kind.FRACTION, 0.5),
        ("numbers doubled", Kind.MULTIPLE, 2),
        ("numbers halved", Kind.MULTIPLE, 2),
        ("a threefold rise", Kind.MULTIPLE, 3),
        ("52.1 per 10,000", Kind.RATE, 52.1),
        ("20th of the districts", Kind.RANK, 20),
        ("15 working days", Kind.DURATION, 15),
        ("twice a year", Kind.FREQUENCY, 2),
        ("bi-monthly", Kind.FREQUENCY, 6),
        ("£1.5m in all", Kind.MONEY, 1_500_000),
        ("aged 10-18", Kind.AGE, 10),
        ("16 to 17 year olds", Kind.AGE, 16),
        ("10-15 children", Kind.RANGE, 10),
        ("section 47 enquiries", Kind.REFERENCE, 0),
        ("see page 14", Kind.REFERENCE, 0),
        ("the office at 12 High Street", Kind.REFERENCE, 0),
        ("call 999 calls", Kind.REFERENCE, 0),
    ],
)
def test_kind_and_value(text: str, kind: Kind, value: float) -> None:
    one = find_quantities(text)[0]
    assert one.kind is kind
    assert one.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("just under 15%", Hedge.JUST_BELOW),
        ("over 26,000 offences", Hedge.ABOVE),
        ("in excess of 350 people", Hedge.ABOVE),
        ("nearly half", Hedge.JUST_BELOW),
        ("about a third of them", Hedge.ABOUT),
        ("up to 40 people", Hedge.AT_MOST),
        ("at least 40 people", Hedge.AT_LEAST),
        ("100+ people", Hedge.AT_LEAST),
        ("over two days", Hedge.NONE),
        ("over five sessions", Hedge.NONE),
    ],
)
def test_hedges(text: str, hedge: Hedge) -> None:
    assert find_quantities(text)[0].hedge is hedge


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019/20", date(2019, 4, 1), date(2020, 3, 31)),
        ("2023-24", date(2023, 4, 1), date(2024, 3, 31)),
        ("2019 – 2020", date(2019, 4, 1), date(2020, 3, 31)),
        ("1999/00", date(1999, 4, 1), date(2000, 3, 31)),
        ("the academic year 2019/20", date(2019, 9, 1), date(2020, 8, 31)),
        ("Q4 of 2022/23", date(2023, 1, 1), date(2023, 3, 31)),
        ("Q4 of 2023", date(2023, 10, 1), date(2023, 12, 31)),
        ("27th June 2019", date(2019, 6, 27), date(2019, 6, 27)),
        ("02/03/2020", date(2020, 3, 2), date(2020, 3, 2)),
        ("autumn 2019", date(2019, 9, 1), date(2019, 11, 30)),
        ("in 2019", date(2019, 1, 1), date(2019, 12, 31)),
    ],
)
def test_periods(text: str, first: date, last: date) -> None:
    period = find_quantities(text)[0].period
    assert period
    assert (period.first, period.last) == (first, last)


@pytest.mark.parametrize(
    "text", ["half-term", "half an hour", "the first half of the year", "a third party", "each quarter"]
)
def test_what_is_no_share(text: str) -> None:
    assert not [one for one in find_quantities(text) if one.kind is Kind.FRACTION]


@given(st.text(max_size=300))
@settings(max_examples=300)
def test_any_text_gives_numbers_inside_it(text: str) -> None:
    end = 0
    for one in find_quantities(text):
        assert end <= one.start < one.end <= len(text)
        end = one.end


@given(st.integers(0, 9_999_999))
@settings(max_examples=100)
def test_any_count_with_commas_is_read(value: int) -> None:
    one = find_quantities(f"There were {value:,} cases.")[0]
    assert one.value == value or one.kind is Kind.PERIOD


def test_nothing_is_told_of_a_division_by_nought() -> None:
    share, part, whole = find_quantities("34.6% were 12 of 0 children")
    assert judge(share, lambda a, b: a / b, [part, whole], 100).verdict is Verdict.CANNOT_TELL
