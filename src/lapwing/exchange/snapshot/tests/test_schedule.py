"""When the next snapshot is due."""

from datetime import datetime, time

import pytest

from lapwing.exchange.snapshot.schedule import each_night, next_after
from lapwing.rules.moments import LONDON


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-11-22 01:00", "2026-11-22 02:30"),
        ("2026-11-22 02:30", "2026-11-23 02:30"),
        ("2026-11-22 18:00", "2026-11-23 02:30"),
        ("2026-10-24 18:00", "2026-10-25 02:30"),  # the clocks go back that night
    ],
)
def test_the_next_night(now: str, due: str) -> None:
    found = next_after(datetime.fromisoformat(now).replace(tzinfo=LONDON), time(2, 30))
    assert found == datetime.fromisoformat(due).replace(tzinfo=LONDON)


def test_one_is_taken_when_it_is_due_and_then_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    clock = [0.0]

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        clock[0] += seconds

    class Now(datetime):
        @classmethod
        def now(cls, tz: object = None) -> "Now":
            return cls.fromtimestamp(clock[0], LONDON)

    taken: list[float] = []

    def take() -> None:
        taken.append(clock[0])
        if len(taken) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr("lapwing.exchange.snapshot.schedule.time.sleep", sleep)
    monkeypatch.setattr("lapwing.exchange.snapshot.schedule.time.time", lambda: clock[0])
    monkeypatch.setattr("lapwing.exchange.snapshot.schedule.datetime", Now)
    with pytest.raises(KeyboardInterrupt):
        each_night(time(2, 30), take)
    assert taken[1] - taken[0] == 24 * 3600
    assert max(slept) <= 600
