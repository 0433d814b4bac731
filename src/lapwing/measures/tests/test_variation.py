"""Limits of ordinary variation, against figures worked out by hand."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapwing.measures import variation
from lapwing.measures.variation import FEWEST, Limits, limits, outside, shifts


def numbers(*said: int | None) -> list[Decimal | None]:
    return [None if one is None else Decimal(one) for one in said]


def test_mean_and_limits_by_hand() -> None:
    """Mean 52.125; differences 4, 6, 2, 5, 3, 4, 4: their mean is 4, and 2.66 times that is 10.64."""
    found = limits(numbers(50, 54, 48, 50, 55, 52, 56, 52))
    assert found == Limits(Decimal("52.1"), Decimal("41.5"), Decimal("62.8"), 8)


@pytest.mark.parametrize("said", [(), (1,), tuple(range(FEWEST - 1)), (1, None) * 8])
def test_too_few_quarters_have_no_limits(said: tuple[int | None, ...]) -> None:
    assert limits(numbers(*said)) is None


def test_a_quarter_that_is_not_shown_takes_no_part() -> None:
    """The difference across a gap is none between one quarter and the next."""
    assert variation.differences(numbers(1, 2, None, 9, 8)) == [1, 1]


def test_limits_stay_within_what_a_number_can_be() -> None:
    found = limits(numbers(2, 90, 4, 95, 3, 88, 7, 93), most=Decimal(100))
    assert found is not None
    assert (found.lower, found.upper) == (0, 100)


def test_what_is_outside_and_what_shifted() -> None:
    within = Limits(Decimal(10), Decimal(5), Decimal(15), 20)
    assert outside(numbers(10, 16, None, 4, 15), within) == [1, 3]
    assert shifts(numbers(9, *[11] * 8, 9), within) == [(1, 8)]
    assert shifts(numbers(*[11] * 7, None, 11), within) == []
    assert shifts(numbers(*[10] * 12), within) == [], "on the mean is on neither side"


@given(st.lists(st.integers(0, 500), min_size=FEWEST, max_size=30), st.integers(0, 29))
def test_what_is_hidden_changes_no_limit(shown: list[int], place: int) -> None:
    """A number that is not shown is never read: limits follow from the shown ones alone."""
    values = numbers(*shown)
    values.insert(min(place, len(values)), None)
    found = limits(values)
    assert found is None or found.quarters == len(shown)
