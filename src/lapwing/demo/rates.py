"""How often children go missing, and when: shares and weights alone, from which the plan is drawn.

How often follows the one published distribution that was found (Devon, 2020/21): most go once; the few looked-after
children who go six times or more make three quarters of their episodes.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache

# How many children went so many times (from, to) in a year.
AT_HOME = ((1, 1, 273), (2, 2, 51), (3, 3, 21), (4, 4, 18), (5, 5, 7), (6, 10, 20), (11, 20, 4), (21, 50, 2))
IN_CARE = ((1, 1, 44), (2, 2, 19), (3, 3, 12), (4, 4, 15), (5, 5, 9), (6, 10, 21), (11, 20, 18), (21, 50, 9))
OF_CARE = 0.54  # the share of all episodes that are a looked-after child's
MEAN = {False: 2.1, True: 6.6}

# Warm months and weekends a little more, school nights in winter a little less; April is the first month.
MONTHS = dict(zip((4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3),
                  (1.02, 1.08, 1.10, 1.12, 1.04, 1.05, 1.03, 0.98, 0.88, 0.87, 0.90, 0.97), strict=True))  # fmt: skip
WEEKDAYS = (0.92, 0.92, 0.95, 0.98, 1.16, 1.15, 0.99)
HOURS = {0: 5, 1: 3, 2: 2, 3: 1, 6: 1, 7: 2, 8: 4, 9: 3, 10: 3, 11: 3, 12: 4, 13: 4, 14: 5, 15: 9, 16: 11, 17: 12,
         18: 14, 19: 16, 20: 17, 21: 17, 22: 14, 23: 9}  # fmt: skip
APART = 2  # days between two beginnings: agencies that tell by the day alone could not tell them apart
RUN = 24  # days: how far a child's absences scatter round the middle of a run


def how_often(total: int, *, in_care: bool, chance: random.Random) -> list[int]:
    """For about this many episodes: how often each child goes, the most first."""
    buckets = IN_CARE if in_care else AT_HOME
    children = max(1, round(total / MEAN[in_care]))
    shares = _shared(children, [many for *_, many in buckets])
    often = [
        _between(lowest, highest, chance)
        for (lowest, highest, _), many in zip(buckets, shares, strict=True)
        for _ in range(many)
    ]
    return sorted(often, reverse=True)


def _between(lowest: int, highest: int, chance: random.Random) -> int:
    """Low numbers of a stretch more often than high ones."""
    return round(chance.triangular(lowest - 0.5, highest + 0.5, lowest)) if highest > lowest else lowest


def _shared(whole: int, weights: Sequence[int]) -> list[int]:
    """A whole number shared out by weights: the largest remainders are rounded up."""
    exact = [whole * weight / sum(weights) for weight in weights]
    shares = [int(each) for each in exact]
    by_remainder = sorted(range(len(exact)), key=lambda place: shares[place] - exact[place])
    for place in by_remainder[: whole - sum(shares)]:
        shares[place] += 1
    return shares


@dataclass(frozen=True)
class Stretch:
    """Some days, both included, over which absences are spread."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def day(self, number: int) -> date:
        return self.first + timedelta(days=number)


@cache
def weight(day: date) -> float:
    return MONTHS[day.month] * WEEKDAYS[day.weekday()]


HEAVIEST = max(MONTHS.values()) * max(WEEKDAYS)


def some_days(often: int, within: Stretch, chance: random.Random, taken: Sequence[date] = ()) -> list[date]:
    """Days on which a child goes, in order: they come in runs, weeks of going and months of not.

    Fewer than asked for where there is no room: no two are less than `APART` days apart, nor from those `taken`.
    """
    runs = [chance.uniform(0, within.days) for _ in range(1 + often // 6)]
    found = set(taken)
    for _ in range(often):
        for _ in range(80):
            day = within.day(int(chance.gauss(chance.choice(runs), RUN)) % within.days)
            if chance.random() * HEAVIEST > weight(day):
                continue
            if all(abs((day - other).days) >= APART for other in found):
                found.add(day)
                break
    return sorted(found - set(taken))


def some_time(chance: random.Random) -> time:
    hour = chance.choices(list(HOURS), list(HOURS.values()))[0]
    return time(hour, chance.choice((0, 5, 10, 15, 20, 25, 30, 30, 35, 40, 45, 50, 55)))


def how_long(chance: random.Random) -> timedelta:
    """Most are back the same night or the next morning; a few in a hundred stay away for days."""
    if chance.random() < 0.035:
        return timedelta(hours=chance.triangular(40, 24 * 19, 50))
    return timedelta(minutes=max(20, round(chance.lognormvariate(5.9, 1.1))))
