"""What happened: which children went missing, when, from where, and who told of it. Plain data, from a seed and a date.

How often children go missing again follows the one published distribution that was found (Devon, 2020/21): most once,
and a few many times.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from lapwing.demo.families import Child
from lapwing.rules.moments import Moment

YEARS = 2
MANY = 7
SETTLED = timedelta(days=6)  # older absences are told by file, as long over
AT_HOME = (1,) * 24 + (2,) * 4 + (3, 3, 4, 4, 5, 7)
IN_CARE = (1,) * 8 + (2,) * 3 + (3, 3) + (4,) * 3 + (5, 5) + (6, 7, 8, 9) + (12, 14, 17) + (23,)
MISSING_NOW = ((7, 20), (4, 5), (2, 35), (30, 10), (55, 45))  # hours and minutes before the world's midnight
HOURS = {7: 1, 8: 2, 12: 2, 14: 2, 15: 6, 16: 8, 17: 9, 18: 10, 19: 12, 20: 13, 21: 14, 22: 12, 23: 7, 0: 3, 2: 1}
PLACES = ("the bus station", "a friend's house", "the river path", "the retail park", "a flat in Foundry Road",
          "the railway station", "their grandmother's house", "a park near the school")  # fmt: skip
HOW = ("Came back on their own.", "Found by police officers.", "Collected by a worker.", "A parent brought them back.")


@dataclass(frozen=True)
class Absence:
    """One absence as it was. `told_by`: police, council (in its return), home; `ended`: None for one missing now."""

    child: int
    began: datetime
    ended: datetime | None
    type: str
    risk: str
    told_by: tuple[str, ...]
    missing_from: str
    place: str
    how: str
    occurrence: str

    @property
    def is_open(self) -> bool:
        return self.ended is None


def midnight(day: date) -> datetime:
    """The moment at which the world stands still: the beginning of the day, in London."""
    return Moment.local(day, time(0, 0)).at


def absences(seed: int, day: date, children: Sequence[Child]) -> list[Absence]:
    """About two hundred absences of sixty children in the two years before a day, oldest first; five are open."""
    chance = random.Random(f"absences:{seed}:{day}")  # noqa: S311 - a made-up world, not a secret
    found = [absence for child, often in _who(children, chance, day) for absence in _of(child, often, chance, day)]
    open_ones = list(_open(_still_away(found, children, day), chance, day))
    away_now = {absence.child: absence.began for absence in open_ones}
    over = [one for one in found if one.child not in away_now or one.began < away_now[one.child] - timedelta(days=2)]
    return sorted([*over, *open_ones], key=lambda absence: (absence.began, absence.child))


def _who(children: Sequence[Child], chance: random.Random, day: date) -> Iterator[tuple[Child, int]]:
    for is_in_care, often in ((True, IN_CARE), (False, AT_HOME)):
        may = [
            c for c in children if bool(c.care) is is_in_care and 11 <= c.age(day) <= 17 and "sealed" not in c.traits
        ]
        # Those in a home go more often than those with foster carers.
        may.sort(key=lambda c: (not (c.care and c.care.home), chance.random()))
        yield from zip(may, sorted(often, reverse=True), strict=False)


def _of(child: Child, often: int, chance: random.Random, day: date) -> Iterator[Absence]:
    """A child's absences come in runs: weeks of going, months of not."""
    began_care = child.care.since if child.care else date.min
    first = max(day - timedelta(days=365 * YEARS), began_care + timedelta(days=14))
    span = max((day - first).days - 3, often * 3)
    starts = [chance.uniform(0, span) for _ in range(1 + often // 6)] + [span - 70] * (often >= MANY)
    days = sorted({int(min(span, abs(chance.choice(starts) + chance.expovariate(1 / 30)))) for _ in range(often)})
    apart = [after for place, after in enumerate(days) if not place or after - days[place - 1] > 1]
    for number, (after, following) in enumerate(pairwise([*apart, span + 4])):
        most = timedelta(days=following - after) - timedelta(hours=25)
        yield _absence(child, first + timedelta(days=after), most, number, chance)


def _absence(child: Child, day: date, most: timedelta, number: int, chance: random.Random) -> Absence:
    hour = chance.choices(list(HOURS), list(HOURS.values()))[0]
    began = Moment.local(day, time(hour, chance.randrange(0, 60, 5))).at
    length = min(most, timedelta(minutes=round(min(chance.lognormvariate(5.9, 1.1), 60 * 40))))
    return Absence(
        child.number, began, began + length, _type(child, chance), _risk(child.age(day), length, chance),
        _told_by(child, chance), _from(child), chance.choice(PLACES), chance.choice(HOW),
        f"AT-{day:%y%m%d}-{child.number:04d}{number % 10}",
    )  # fmt: skip


def _type(child: Child, chance: random.Random) -> str:
    return "away" if child.care and chance.random() < 0.3 else "missing"


def _risk(age: int, length: timedelta, chance: random.Random) -> str:
    high = 3 if age < 14 or length > timedelta(days=1) else 1
    return chance.choices(("LOW", "MED", "HIGH"), (3, 7, high))[0]


def _told_by(child: Child, chance: random.Random) -> tuple[str, ...]:
    """The police are told of most; the council tells, in its return, of the children whom it looks after."""
    if child.care is None:
        return ("police",)
    return chance.choices((("police", "council"), ("council",), ("police",)), (6, 2, 1))[0]


def _from(child: Child) -> str:
    if child.care and child.care.home:
        return "the children's home"
    return "the foster home" if child.care else "home"


def _still_away(found: Sequence[Absence], children: Sequence[Child], day: date) -> list[Child]:
    """Five who are away now: two from the city's home, pupils of one school, and others of the county."""
    often: dict[int, int] = {}
    for absence in found:
        often[absence.child] = often.get(absence.child, 0) + 1
    by_number = {child.number: child for child in children}
    away = sorted(often, key=lambda number: (-often[number], number))
    in_homes = [n for n in away if (care := by_number[n].care) and care.home == "ash_house"][:2]
    at_home = [n for n in away if by_number[n].care is None and by_number[n].school == "millrace"][:2]
    others = [n for n in away if n not in in_homes and n not in at_home and by_number[n].area == "county"]
    return [by_number[number] for number in [*in_homes, *at_home, *others][: len(MISSING_NOW)]]


def _open(children: Sequence[Child], chance: random.Random, day: date) -> Iterator[Absence]:
    for child, (hours, minutes) in zip(children, MISSING_NOW, strict=True):
        began = midnight(day) - timedelta(hours=hours, minutes=minutes)
        told = ("home", "police") if child.care and child.care.home else ("police",)
        yield Absence(
            child.number, began, None, "missing", "HIGH" if hours in {7, 55} else "MED", told, _from(child),
            chance.choice(PLACES), "", f"AT-{day:%y%m%d}-{child.number:04d}9",
        )  # fmt: skip
