"""Plain sentences about one child's absences, each with the absences that prove it."""

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import partial

from lapwing.cases.missing.patterns.away import Away, grouped, in_order
from lapwing.rules.duties import Window
from lapwing.rules.moments import london_date, plural, short_day_words, span_words

# Missing from education goes on for months: it says nothing about how long a child stays away at night.
NOT_A_NIGHT = "education"


class About(StrEnum):
    """What a sentence is about."""

    REPEAT = "repeat"
    FIRST = "first"
    LONGER = "longer"
    MORE_OFTEN = "more_often"
    PLACE = "place"
    COMPANION = "companion"
    ORIGIN = "origin"


@dataclass(frozen=True)
class Sentence:
    """What repeats, in words, and the keys of the absences that prove it, the oldest first."""

    about: About
    words: str
    proof: tuple[uuid.UUID, ...]


def sentences(aways: Sequence[Away], window: Window, now: datetime) -> list[Sentence]:
    """Everything that repeats among one child's absences, and what is new about the latest: the freshest first.

    `window` says how many times in how many days, and which types count: it is the area's setting.
    """
    same = partial(_same, aways, window, london_date(now))
    said = [
        *_of_times(aways, window, now),
        *same(lambda one: one.places, About.PLACE, "Found {times} at the same place: {what}"),
        *same(lambda one: one.companions, About.COMPANION, "With the same companion {times}: {what}"),
        *same(lambda one: (one.placement,), About.ORIGIN, "From the same placement {times}: {what}"),
        *same(lambda one: (one.school,), About.ORIGIN, "From the same school {times}: {what}"),
    ]
    return _freshest_first(said, aways)


def of_times(aways: Sequence[Away], window: Window, now: datetime) -> list[Sentence]:
    """The same of their times alone: how often, how long, the first."""
    return _freshest_first(_of_times(aways, window, now), aways)


def _of_times(aways: Sequence[Away], window: Window, now: datetime) -> list[Sentence]:
    today = london_date(now)
    return [
        *first_ever(aways),
        *repeats(aways, window, today),
        *longer(aways, now),
        *more_often(aways, window, today),
    ]


def _freshest_first(said: Iterable[Sentence], aways: Iterable[Away]) -> list[Sentence]:
    began = {one.key: one.began.at for one in aways}
    return sorted(said, key=lambda one: max(began[key] for key in one.proof), reverse=True)


def runs(aways: Iterable[Away], window: Window) -> list[list[Away]]:
    """Absences that fill the window, in runs that share none: the latest run first, each the oldest first.

    The first run is the one that ends latest, and goes back as far as the window does. There is a run wherever any
    stretch of that many days holds that many absences.
    """
    left = in_order(one for one in aways if one.type in window.kinds)
    found = []
    while len(left) >= window.times:
        last = left[-1].began.day
        start = next(i for i, one in enumerate(left) if (last - one.began.day).days < window.days)
        if len(left) - start >= window.times:
            found.append(left[start:])
            left = left[:start]
        else:
            left.pop()
    return found


def repeats(aways: Iterable[Away], window: Window, today: date) -> list[Sentence]:
    """ "Missing 4 times in 90 days": in any 90 days, the latest first. Of days that are over by now, "Was missing",
    and when that was.
    """
    return [Sentence(About.REPEAT, _repeat_words(run, window, today), _keys(run)) for run in runs(aways, window)]


def _repeat_words(run: Sequence[Away], window: Window, today: date) -> str:
    when = _if_long_ago(run, window, today)
    return f"{'Was missing' if when else 'Missing'} {len(run)} times in {plural(window.days, 'day')}{when}"


def _if_long_ago(run: Sequence[Away], window: Window, today: date) -> str:
    """For a run that reaches into none of the last days of the window: ", 13 Sep to 9 Dec 2025"."""
    first, last = run[0].began.day, run[-1].began.day
    if (today - last).days < window.days:
        return ""
    year = f" {first.year}" if first.year != last.year else ""
    return f", {short_day_words(first)}{year} to {short_day_words(last)} {last.year}"


def first_ever(aways: Sequence[Away]) -> list[Sentence]:
    """That nobody told us of an absence before this one."""
    if len(aways) != 1:
        return []
    return [Sentence(About.FIRST, "The first time that we know of", _keys(aways))]


def longer(aways: Iterable[Away], now: datetime) -> list[Sentence]:
    """That the latest absence lasted, or has lasted by now, surely longer than every one before."""
    *before, latest = in_order(one for one in aways if one.type != NOT_A_NIGHT) or [None]
    if latest is None or not before or not all(latest.surely_longer_than(one, now) for one in before):
        return []
    longest = max(before, key=lambda one: one.length(now)[1])
    if longest.length(now)[1] <= timedelta():
        return []
    so_far = " so far" if latest.ended is None else ""
    words = f"Longer than ever before: {length_words(latest, now)}{so_far}; the longest before {_was(longest, now)}"
    return [Sentence(About.LONGER, words, _keys([longest, latest]))]


def _was(longest: Away, now: datetime) -> str:
    return f"was {length_words(longest, now)}"


def length_words(one: Away, now: datetime) -> str:
    """How long: "9 h 20 min"; where only days are known, "about 2 days"."""
    if one.is_exact:
        return span_words(one.length(now)[1])
    days = (one.last_day(london_date(now)) - one.began.day).days
    return {0: "less than a day", 1: "about a day"}.get(days, f"about {days} days")


def more_often(aways: Iterable[Away], window: Window, today: date) -> list[Sentence]:
    """That more absences began in the last days of the window than in as many days before them.

    Only where something is known of the time before: a child of whom nobody told before is not "more often".
    """
    counted = in_order(one for one in aways if one.type in window.kinds and one.began.day <= today)
    start = today - timedelta(days=window.days - 1)
    now = [one for one in counted if one.began.day >= start]
    before = [one for one in counted if start - timedelta(days=window.days) <= one.began.day < start]
    if len(now) < 2 or len(now) <= len(before) or len(now) == len(counted):
        return []
    words = (
        f"More often than before: {len(now)} times since {short_day_words(start)}, "
        f"{_times(len(before)) if before else 'never'} in the {plural(window.days, 'day')} before"
    )
    return [Sentence(About.MORE_OFTEN, words, _keys([*before, *now]))]


def _same(
    aways: Iterable[Away], window: Window, today: date, said: Callable[[Away], Iterable[str]], about: About, words: str
) -> list[Sentence]:
    """A sentence for each thing said of two absences or more; days that are over by now say when they were."""
    return [
        Sentence(
            about, words.format(times=_times(len(some)), what=what) + _if_long_ago(some, window, today), _keys(some)
        )
        for what, some in grouped(aways, said).items()
        if len(some) > 1
    ]


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _keys(aways: Iterable[Away]) -> tuple[uuid.UUID, ...]:
    return tuple(one.key for one in aways)
