"""Taking a snapshot each night: this waits, and each is taken by a process of its own, which does nothing else.

`python -m lapwing.exchange.snapshot.schedule 02:30` waits without Django, so it is small.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from datetime import time as time_of_day

from lapwing.rules.moments import LONDON

LONGEST_SLEEP = 600  # seconds: a machine that slept, or whose clock was set, is late by no more


def next_after(now: datetime, at: time_of_day) -> datetime:
    """The next time that it is so late in London. A time that a change of the clocks skips is an hour later."""
    today = now.astimezone(LONDON).date()
    return next(
        moment
        for day in range(3)
        if (moment := datetime.combine(today + timedelta(days=day), at, LONDON)).timestamp() > now.timestamp()
    )


def each_night(at: time_of_day, take: Callable[[], object]) -> None:
    """Take one each night, until this is stopped. One that fails says why, and the next night it is tried again."""
    while True:
        due = next_after(datetime.now(LONDON), at)
        while (left := due.timestamp() - time.time()) > 0:
            time.sleep(min(left, LONGEST_SLEEP))
        take()


def in_a_process_of_its_own() -> None:
    start = "import sys, django; django.setup(); from lapwing.exchange.snapshot.command import main; sys.exit(main([]))"
    subprocess.run([sys.executable, "-W", "ignore", "-c", start], check=False)  # noqa: S603 - this program, by itself


if __name__ == "__main__":
    each_night(time_of_day.fromisoformat(sys.argv[1]), in_a_process_of_its_own)
