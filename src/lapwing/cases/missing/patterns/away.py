"""One absence as patterns see it: when, from where, where found, with whom, and the reasons that may be heard."""

import re
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lapwing.rules.moments import Moment, Precision


@dataclass(frozen=True)
class Away:
    """One absence of one child.

    `ended` is when the child's whereabouts were known again, None while they are not. `placement` is where the child
    lived in care then, `school` the school that they went from. `reasons` are codes of push and pull, and hold only
    what the reader may hear.
    """

    key: uuid.UUID
    began: Moment
    type: str = "missing"
    ended: Moment | None = None
    places: tuple[str, ...] = ()
    companions: tuple[str, ...] = ()
    placement: str = ""
    school: str = ""
    reasons: tuple[str, ...] = ()

    def last_day(self, today: date) -> date:
        """The last London day of it; today while it lasts."""
        return max(self.began.day, self.ended.last_day if self.ended else today)

    def surely_longer_than(self, other: "Away", now: datetime) -> bool:
        """Whether it lasted longer, however little is known of the times of day."""
        mine, theirs = self.length(now), other.length(now)
        return mine[0] > theirs[1]

    def length(self, now: datetime) -> tuple[timedelta, timedelta]:
        """The shortest and the longest that it can have lasted; the same where both times are known to the minute."""
        zero = timedelta()
        if self.ended is None:
            return max(zero, now - self.began.latest), max(zero, now - self.began.at)
        return max(zero, self.ended.at - self.began.latest), max(zero, self.ended.latest - self.began.at)

    @property
    def is_exact(self) -> bool:
        """Whether beginning and end are known to the minute."""
        return self.began.precision is Precision.MINUTE and (
            self.ended is None or self.ended.precision is Precision.MINUTE
        )


def in_order(aways: Iterable[Away]) -> list[Away]:
    """The oldest first; of two that began at once, in the order of their keys."""
    return sorted(aways, key=lambda one: (one.began.at, one.key))


_LOOSE = re.compile(r"[^\w\s]")


def same_words(words: str) -> str:
    """What two ways of writing one place or name have in common: "Quay  Street." and "quay street" are one."""
    return " ".join(_LOOSE.sub(" ", words).casefold().split())


def grouped(aways: Iterable[Away], said: Callable[[Away], Iterable[str]]) -> dict[str, list[Away]]:
    """Absences by what is said of each (a place, a name), each the oldest first; named as it was first written.

    What was said last stands first: how often is a fact beside it, and ranks nobody.
    """
    found: dict[str, list[Away]] = {}
    named: dict[str, str] = {}
    for one in in_order(each for each in aways if any(said(each))):
        for words in dict.fromkeys(each.strip() for each in said(one)):
            key = same_words(words)
            if not key or (key in found and found[key][-1] is one):
                continue
            found.setdefault(key, []).append(one)
            named.setdefault(key, words)
    latest_first = sorted(sorted(found.items()), key=lambda each: each[1][-1].began.at, reverse=True)
    return {named[key]: some for key, some in latest_first}
