"""Shifts, and since when the night was. Plain arithmetic on London's clock."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from lapwing.rules import working_days
from lapwing.rules.moments import Moment, clock_words, from_london, london_date
from lapwing.rules.working_days import ONE_DAY
from lapwing.work.deadlines.hours import Hours


@dataclass(frozen=True)
class Shift:
    """One shift: its name, and from when until when."""

    key: str
    name: str
    begins: Moment
    ends: Moment

    @property
    def words(self) -> str:
        """ "Night shift, Sun 22 Nov 2026, 23:00 to 07:00"."""
        return f"{self.name}, {self.begins.words} to {clock_words(self.ends.at)}"


def shifts(now: datetime, hours: Hours) -> list[Shift]:
    """The shift that is on, and those after it, once each."""
    today = london_date(now)
    starts = [
        (key, name, Moment.local(day, clock))
        for day in (today - ONE_DAY + n * ONE_DAY for n in range(4))
        for key, name, clock in hours.begins
    ]
    some = [Shift(*one, following[2]) for one, following in pairwise(starts)]
    first = next(n for n, one in enumerate(some) if one.begins.at <= now < one.ends.at)
    return some[first : first + len(hours.begins)]


def night_began(now: datetime, hours: Hours) -> datetime:
    """When the last working day's offices closed: on a Monday that is Friday evening, on most days last evening."""
    day: date = london_date(now) - ONE_DAY
    while not working_days.is_working_day(day):
        day -= ONE_DAY
    at, _ = from_london(datetime.combine(day, hours.closes))
    return at
