"""Patterns across children: away at once, found together, the same places. Facts with their proof, and no score."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from heapq import heappop, heappush
from typing import NamedTuple

from lapwing.cases.missing.patterns.away import Away, same_words
from lapwing.rules.moments import Moment, Precision

# Two children found at one place within this time of one another are taken to have been found together.
TOGETHER_WITHIN = timedelta(hours=2)


@dataclass(frozen=True)
class Finding:
    """That a child was found at a place, at a moment."""

    place: str
    at: Moment


@dataclass(frozen=True)
class Stay:
    """One child's absence, as it is set beside those of others. `school` is the school that the child attended then."""

    child: uuid.UUID
    away: Away
    found: tuple[Finding, ...] = ()
    school: str = ""

    def surely(self, now: datetime) -> tuple[datetime, datetime]:
        """The time in which the child was surely away: where only days are known, from the end of one to the start of
        the other. It may be empty.
        """
        return self.away.began.latest, self.away.ended.at if self.away.ended else now


Pair = tuple[uuid.UUID, uuid.UUID]


class Overlap(NamedTuple):
    """Two absences of two children that surely overlapped, and for how long. An area has thousands."""

    one: Stay
    other: Stay
    since: datetime
    until: datetime

    @property
    def pair(self) -> Pair:
        return pair(self.one.child, self.other.child)


def pair(one: uuid.UUID, other: uuid.UUID) -> Pair:
    """Two children, whichever is named first."""
    return (one, other) if one < other else (other, one)


def overlaps(stays: Iterable[Stay], now: datetime) -> list[Overlap]:
    """Every two absences of different children that surely overlapped; in the order in which the later one began."""
    found = []
    away: list[tuple[datetime, int, Stay]] = []
    spans = ((stay.surely(now), stay) for stay in stays)
    for place, ((since, until), stay) in enumerate(
        sorted((one for one in spans if one[0][0] < one[0][1]), key=lambda one: (one[0], one[1].away.key.int))
    ):
        while away and away[0][0] <= since:
            heappop(away)
        child = stay.child.int
        found += [
            Overlap(other, stay, since, min(ended, until)) for ended, _, other in away if other.child.int != child
        ]
        heappush(away, (until, place, stay))
    return found


Numbers = tuple[int, int]


def by_pair(found: Iterable[Overlap]) -> dict[Numbers, list[Overlap]]:
    """What was found, by the two children, the lesser first: as numbers, for there are thousands of pairs."""
    pairs: dict[Numbers, list[Overlap]] = defaultdict(list)
    for each in found:
        one, other = each.one.child.int, each.other.child.int
        pairs[(one, other) if one < other else (other, one)].append(each)
    return pairs


@dataclass(frozen=True)
class Together:
    """Two children found at one place, at nearly one time."""

    one: Stay
    other: Stay
    place: str
    at: Moment

    @property
    def pair(self) -> Pair:
        return pair(self.one.child, self.other.child)


def found_together(stays: Iterable[Stay], within: timedelta = TOGETHER_WITHIN) -> list[Together]:
    """Findings of different children at one place, no further apart than `within`; by day where only days are known.

    Two absences are told once, by their earliest finding.
    """
    at_place: dict[str, list[tuple[Stay, Finding]]] = defaultdict(list)
    for stay in stays:
        for finding in stay.found:
            if key := same_words(finding.place):
                at_place[key].append((stay, finding))
    found: dict[tuple[str, str], Together] = {}
    for findings in at_place.values():
        for one, other in _near(findings, within):
            keys = sorted((str(one[0].away.key), str(other[0].away.key)))
            found.setdefault((keys[0], keys[1]), Together(one[0], other[0], one[1].place, one[1].at))
    return sorted(found.values(), key=lambda each: (each.at.at, each.place))


def _near(findings: Sequence[tuple[Stay, Finding]], within: timedelta) -> Iterable[tuple[tuple[Stay, Finding], ...]]:
    ordered = sorted(findings, key=lambda one: (one[1].at.at, str(one[0].away.key)))
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            if other[1].at.at - one[1].at.at > max(within, timedelta(days=1)):
                break
            if one[0].child != other[0].child and _at_once(one[1].at, other[1].at, within):
                yield one, other


def _at_once(one: Moment, other: Moment, within: timedelta) -> bool:
    if Precision.MONTH in (one.precision, other.precision):
        return False
    if Precision.DAY in (one.precision, other.precision):
        return one.day == other.day
    return abs(one.at - other.at) <= within


@dataclass(frozen=True)
class Recurring:
    """A place, placement or school that the absences of two children or more have in common."""

    what: str
    stays: tuple[Stay, ...]

    @cached_property
    def children(self) -> frozenset[uuid.UUID]:
        return frozenset(stay.child for stay in self.stays)


def recurring(stays: Iterable[Stay], said: Callable[[Stay], Iterable[str]]) -> list[Recurring]:
    """What is said of the absences of two children or more, in the order of the alphabet."""
    found: dict[str, dict[uuid.UUID, Stay]] = defaultdict(dict)
    named: dict[str, str] = {}
    for stay in sorted(stays, key=lambda one: (one.away.began.at, one.away.key.int)):
        for words in said(stay):
            if key := same_words(words):
                found[key][stay.away.key] = stay
                named.setdefault(key, words.strip())
    some = [Recurring(named[key], tuple(stays.values())) for key, stays in sorted(found.items())]
    return [one for one in some if len(one.children) > 1]


def places(stay: Stay) -> Iterable[str]:
    return (finding.place for finding in stay.found)


def placements(stay: Stay) -> Iterable[str]:
    return (stay.away.placement,)


def schools(stay: Stay) -> Iterable[str]:
    return (stay.school,)
