"""What happened: which children went missing, when, from where, and who told of it. Plain data, from a seed and a date.

How often and when is drawn from `rates`; then the plan is thinned or extended to so many absences a year. What two
agencies tell of is one absence here: how many rows their files hold of it is another matter, and nobody's total.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from lapwing.demo import rates
from lapwing.demo.child import Child
from lapwing.demo.families import GO_ON, THEN
from lapwing.demo.places import CITY, COUNCILS, COUNTY
from lapwing.demo.rates import Stretch
from lapwing.demo.size import Size
from lapwing.demo.telling_of import Told, told_of
from lapwing.rules.moments import Moment, london_date

TOLD_LATE = 8  # absences whose rows are mended late: a published number may move by more than five
SETTLED = timedelta(days=6)  # older absences are told by file, as long over
OVERDUE = COUNTY  # it writes nothing directly: it sends files, and the next is overdue
NEVER_MISSING = {"sealed", "twin", "unborn", "nameless"}
HOURS_AWAY = (
    (7, 20),
    (4, 5),
    (2, 35),
    (30, 10),
    (55, 45),
    (3, 15),
    (9, 50),
    (1, 25),
    (5, 30),
)  # before the world's midnight
PLACES = ("the bus station", "a friend's house", "the river path", "the retail park", "a flat in Foundry Road",
          "the railway station", "their grandmother's house", "a park near the school", "the landing stage",
          "a house in the next town", "the shopping centre", "a stairwell in Kiln Street")  # fmt: skip
HOW = ("Came back on their own.", "Found by police officers.", "Collected by a worker.", "A parent brought them back.")
A_MINUTE = timedelta(minutes=1)
Plan = dict[int, list[date]]  # by a child's number, the days on which they go, in order


@dataclass(frozen=True)
class Absence:
    """One absence as it was. `ended`: None for one missing now; `told`: what each agency tells of it, and how."""

    child: int
    began: datetime
    ended: datetime | None
    type: str
    risk: str
    told: Told
    missing_from: str
    place: str
    how: str
    occurrence: str

    @property
    def is_open(self) -> bool:
        return self.ended is None

    @property
    def day(self) -> date:
        return Moment(self.began).day


def midnight(day: date) -> datetime:
    """The moment at which the world stands still: the beginning of the day, in London."""
    return Moment.local(day, time(0, 0)).at


def recent(day: date) -> list[Stretch]:
    """The twelve months to a day, from the beginning of the financial year in which they began: agencies' files tell of
    whole years, and nothing told of half of one would read as zero.
    """
    years = sorted({year_of(day - timedelta(days=365)), year_of(day - timedelta(days=1))})
    return [Stretch(date(year, 4, 1), min(date(year + 1, 3, 31), day - timedelta(days=1))) for year in years]


def year_of(day: date) -> int:
    """The financial year of a day, by the year in which it began."""
    return day.year - (day.month < 4)


def absences(seed: int, day: date, children: Sequence[Child], size: Size) -> list[Absence]:
    """The absences of the two years that the reports tell of and of the last twelve months, oldest first."""
    chance = random.Random(f"absences:{seed}:{day}:{size.key}")  # noqa: S311 - a made-up world, not a secret
    found = [absence for area in COUNCILS for absence in _then(children, area, size, chance)]
    lately = [absence for area in COUNCILS for absence in _lately(children, area, day, size, chance)]
    away = list(_open(_still_away(lately, children, size), chance, day))
    away_now = {absence.child: absence.began for absence in away}
    lately = [one for one in lately if one.child not in away_now or one.began < away_now[one.child] - timedelta(days=3)]
    lately = [_over_by(one, midnight(day)) for one in lately]
    gone = sorted([*found, *lately, *away], key=lambda absence: (absence.began, absence.child))
    return _some_told_late(list(_while_a_file_is_overdue(gone, children, day)), children, day)


def _over_by(absence: Absence, latest: datetime) -> Absence:
    """Nobody came back on a day that has not come: they came back somewhat sooner, and not all at one minute."""
    if absence.ended is None or absence.ended < latest:
        return absence
    minutes = (latest - absence.began) // A_MINUTE * (50 + absence.child % 45) // 100
    return replace(absence, ended=absence.began + max(minutes, 4) * A_MINUTE)


def last_quarter(day: date) -> Stretch:
    """The last quarter of a financial year that was over before a day."""
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    last = first - timedelta(days=1)
    return Stretch(date(last.year, last.month - 2, 1), last)


def last_came(day: date) -> datetime:
    """When the last file came of the council whose next is overdue: before the last whole quarter was over."""
    return midnight(last_quarter(day).last) - timedelta(days=6, hours=9)


def _while_a_file_is_overdue(gone: Iterable[Absence], children: Iterable[Child], day: date) -> Iterator[Absence]:
    """What that council's next file would tell is told by others, or by nobody yet."""
    theirs = {child.number for child in children if child.area == OVERDUE}
    came = london_date(last_came(day))
    for one in gone:
        if one.child not in theirs or is_settled(one, came):
            yield one
        elif by := tuple(who for who in one.told.by if who not in {"council", "return"}):
            # The police's row that nobody could read is the only one: a steward has put it right.
            yield replace(one, told=replace(one.told, by=by, unread=False, mended=one.told.mended or one.told.unread))


def _some_told_late(gone: list[Absence], children: Sequence[Child], day: date) -> list[Absence]:
    """Of the city's last quarter, some that the police alone tell of, in rows that are mended when the numbers of that
    quarter are published: they are restated, for so many that nobody can tell of one.
    """
    plain = {child.number for child in children if child.area == CITY and "doubtful" not in child.traits}
    quarter = last_quarter(day)
    fitting = [
        place
        for place, one in enumerate(gone)
        if one.child in plain and "police" in one.told.by and quarter.first <= one.day <= quarter.last
        and is_settled(one, day)
    ]  # fmt: skip
    fitting.sort(key=lambda place: (gone[place].told.by == ("police",), place))
    for place in fitting[-TOLD_LATE:]:
        gone[place] = replace(gone[place], told=Told(("police",), mended=True, late=True))
    return gone


# ---- the two years of the reports


def _then(children: Sequence[Child], area: str, size: Size, chance: random.Random) -> Iterator[Absence]:
    before: Plan = {}
    for year in THEN:
        who = {in_care: _whose_year(children, area, year, in_care=in_care) for in_care in (True, False)}
        within = Stretch(date(year, 4, 1), date(year + 1, 3, 31))
        before = yield from _planned(who, within, size.episodes[area][year], before, chance)


def _whose_year(children: Sequence[Child], area: str, year: int, *, in_care: bool) -> list[Child]:
    """Those who first went in this year; and of those of the year before, so many as were still children."""
    ours = [child for child in children if child.area == area and bool(child.care) is in_care]
    fresh = [child for child in ours if child.went == year]
    young = [child for child in ours if child.went == year - 1 and child.grown_up > date(year, 10, 1)]
    before = young[: round(GO_ON / (1 - GO_ON) * len(fresh))]
    return [child for pair in zip(before, fresh, strict=False) for child in pair] + fresh[len(before) :]


# ---- the last twelve months


def _lately(children: Sequence[Child], area: str, day: date, size: Size, chance: random.Random) -> Iterator[Absence]:
    before: Plan = {}
    for within in recent(day):
        who = {in_care: _may_go(children, area, day, chance, in_care=in_care) for in_care in (True, False)}
        total = round(size.a_year[area] * within.days / 365)
        before = yield from _planned(who, within, total, before, chance)


def _may_go(children: Sequence[Child], area: str, day: date, chance: random.Random, *, in_care: bool) -> list[Child]:
    ours = [
        child
        for child in children
        if not child.went and child.area == area and bool(child.care) is in_care
        and 11 <= child.age(day) <= 17 and not child.traits & NEVER_MISSING
    ]  # fmt: skip
    # Those in a home go more often than those with foster carers.
    return sorted(ours, key=lambda child: (not (child.care and child.care.is_residential), chance.random()))


# ---- a plan of so many


def _planned(
    who: dict[bool, list[Child]], within: Stretch, total: int, before: Plan, chance: random.Random
) -> Generator[Absence, None, Plan]:
    """Exactly `total` absences of these children: drawn, thinned or extended, and told of. Gives the plan: the days on
    which each child goes; `before` is that of the year before.
    """
    plan: Plan = {}
    by_number = {child.number: child for children in who.values() for child in children}
    for in_care, children in who.items():
        share = rates.OF_CARE if in_care else 1 - rates.OF_CARE
        year = round(total * share * 365 / within.days)
        often = rates.how_often(year, in_care=in_care, chance=chance)
        for child, many in zip(children, often, strict=False):
            some = round(many * within.days / 365 + chance.uniform(-0.49, 0.49))
            plan[child.number] = rates.some_days(some, _time_of(child, within), chance, before.get(child.number, ()))
    _calibrate(plan, by_number, within, total, chance)
    for number in sorted(plan):
        yield from _absences_of(by_number[number], plan[number], chance)
    return plan


def _time_of(child: Child, within: Stretch) -> Stretch:
    """The days of a stretch on which somebody was a child, and, if looked after, in care."""
    first, last = within.first, min(within.last, child.grown_up - timedelta(days=2))
    if child.care:
        first = max(first, child.care.since + timedelta(days=14))
        last = min(last, child.care.until - timedelta(days=2)) if child.care.until else last
    return Stretch(first, max(first, last))


def _calibrate(plan: Plan, children: dict[int, Child], within: Stretch, total: int, chance: random.Random) -> None:
    """Take away from, or add to, those who go often, until there are so many."""
    while (over := sum(len(days) for days in plan.values()) - total) != 0:
        often = [number for number, days in plan.items() if len(days) > 1]
        number = chance.choice(often or [number for number, days in plan.items() if days or over < 0])
        days = plan[number]
        if over > 0:
            days.remove(chance.choice(days))
        else:
            days += rates.some_days(1, _time_of(children[number], within), chance, taken=days)
            days.sort()


def _absences_of(child: Child, days: Sequence[date], chance: random.Random) -> Iterator[Absence]:
    for number, (day, following) in enumerate(pairwise([*days, date.max])):
        before = min(following, date(year_of(day) + 1, 4, 1)) - timedelta(days=1)
        yield _absence(child, day, midnight(before) - A_MINUTE, number, chance)


def _absence(child: Child, day: date, latest: datetime, number: int, chance: random.Random) -> Absence:
    """One absence: over a day before the next begins, and within the financial year that a return tells of."""
    began = Moment.local(day, rates.some_time(chance)).at
    ended = min(began + rates.how_long(chance), latest)
    told, kind, risk = told_of(child, day, chance)
    return Absence(
        child.number, began, max(ended, began + 4 * A_MINUTE), kind, risk, told, _from(child), chance.choice(PLACES),
        chance.choice(HOW), f"AT-{day:%y%m%d}-{child.number:05d}{number % 10}",
    )  # fmt: skip


def _from(child: Child) -> str:
    if child.care is None:
        return "home"
    if child.care.is_residential:
        return "the children's home"
    return "the foster home" if child.care.placement.startswith("U") else "the placement"


# ---- missing now


def _still_away(found: Iterable[Absence], children: Sequence[Child], size: Size) -> list[Child]:
    """Who is away now: two from the city's home, two pupils of one school, and others of the county who go often."""
    often: dict[int, int] = defaultdict(int)
    for absence in found:
        often[absence.child] += 1
    by_number = {child.number: child for child in children if "doubtful" not in child.traits}
    away = [by_number[n] for n in sorted(often, key=lambda number: (-often[number], number)) if n in by_number]
    in_homes = [child for child in away if child.care and child.care.home == "ash_house"][:2]
    at_school = [child for child in away if child.care is None and child.school == "millrace"][:2]
    chosen = [*in_homes, *at_school]
    others = [child for child in away if child not in chosen and child.area == "county"]
    city = [child for child in away if child not in chosen and child.area == "city"]
    rest = others[: size.missing_now - len(chosen) - 1] + city[:1]
    return [*chosen, *rest][: size.missing_now]


def _open(children: Sequence[Child], chance: random.Random, day: date) -> Iterator[Absence]:
    for child, (hours, minutes) in zip(children, HOURS_AWAY, strict=False):
        began = midnight(day) - timedelta(hours=hours, minutes=minutes)
        told = Told(("home", "police") if child.care and child.care.home else ("police",))
        yield Absence(
            child.number, began, None, "missing", "HIGH" if hours in {7, 55} else "MED", told, _from(child),
            chance.choice(PLACES), "", f"AT-{day:%y%m%d}-{child.number:05d}9",
        )  # fmt: skip


def is_settled(absence: Absence, day: date) -> bool:
    """Whether it was over long enough before a day to be told by file."""
    return absence.ended is not None and absence.ended < midnight(day) - SETTLED


def counted(absences: Iterable[Absence], children: Iterable[Child]) -> Counter[tuple[str, int]]:
    """How many absences the plan holds by area and financial year: what a measure finds of them is its own affair."""
    area = {child.number: child.area for child in children}
    return Counter((area[absence.child], year_of(absence.day)) for absence in absences)
