"""Clocks say in words how they stand, counted as their duty counts."""

from datetime import UTC, date, datetime

import pytest

from lapwing.web import parts
from lapwing.web.parts import Tone

NOW = datetime(2020, 3, 2, 14, 5, tzinfo=UTC)  # a Monday


@pytest.mark.parametrize(
    ("due", "working", "words", "tone"),
    [
        (datetime(2020, 3, 2, 17, 0, tzinfo=UTC), False, "Due in 2 h 55 min", Tone.SOON),
        (datetime(2020, 3, 5, 14, 5, tzinfo=UTC), False, "Due in 3 days", Tone.RUNNING),
        (date(2020, 3, 2), True, "Due today", Tone.SOON),
        (date(2020, 3, 3), True, "Due tomorrow", Tone.RUNNING),
        (date(2020, 3, 11), True, "Due in 7 working days", Tone.RUNNING),
        (date(2020, 2, 27), True, "Overdue by 2 working days", Tone.LATE),
        (date(2020, 2, 29), False, "Overdue by 2 days", Tone.LATE),
        (datetime(2020, 3, 2, 12, 0, tzinfo=UTC), False, "Overdue by 2 h 5 min", Tone.LATE),
    ],
)
def test_a_clock_in_words(due: date, working: bool, words: str, tone: Tone) -> None:
    clock = parts.clock(due, now=NOW, working_days=working)
    assert (clock.words, clock.tone) == (words, tone)


def test_a_clock_that_was_met() -> None:
    due = datetime(2020, 3, 2, 12, 0, tzinfo=UTC)
    assert parts.clock(due, met=datetime(2020, 3, 2, 11, 0, tzinfo=UTC)).words == "Done in time"
    assert parts.clock(due, met=datetime(2020, 3, 2, 12, 30, tzinfo=UTC)).words == "Done 30 min late"


def test_a_clock_that_is_not_needed_says_why() -> None:
    assert parts.clock(NOW, not_needed="moved to another area").words == "Not needed: moved to another area"


def test_times_near_today() -> None:
    assert parts.by_when(datetime(2020, 3, 3, 9, 0, tzinfo=UTC), NOW) == "tomorrow 09:00"
    assert parts.by_when(datetime(2020, 3, 6, 9, 0, tzinfo=UTC), NOW) == "Fri 6 Mar 2020, 09:00"
