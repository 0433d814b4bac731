"""The missing file of the looked-after children return (SSDA903): which absences it holds, and which must wait.

Plain Python. The file holds what the return's own rules take (the rules are named by the numbers that the public
validator gives them). What breaks one is not put right here: it waits, with a sentence for whoever can put it right.
"""

import csv
import io
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from lapwing.rules.moments import day_words
from lapwing.rules.working_days import add_months

COLUMNS = ("CHILD", "DOB", "MISSING", "MIS_START", "MIS_END")
# Whereabouts not known, whoever was told and whatever was accepted: missing from care. Known: away.
CODES = {"missing": "M", "not_reported": "M", "not_accepted": "M", "away": "A"}
ADULT = 18 * 12


@dataclass(frozen=True)
class Year:
    """A return's year: 1 April of `began` to 31 March."""

    began: int

    @cached_property
    def first(self) -> date:
        return date(self.began, 4, 1)

    @cached_property
    def last(self) -> date:
        return date(self.began + 1, 3, 31)

    @property
    def words(self) -> str:
        return f"{self.began}/{(self.began + 1) % 100:02}"


def year_of(day: date) -> Year:
    """The return's year in which a day lies."""
    return Year(day.year - (day.month < 4))


class Told(NamedTuple):
    """One absence as the council told it, in London days. `ended`: found, of a missing child; returned, of one away.
    A year has thousands.
    """

    account: uuid.UUID
    person: uuid.UUID
    child: str
    born: date | None
    code: str
    began: date
    ended: date | None = None
    exact: bool = True
    """Whether the day on which it began is known."""
    why: str = ""
    """Why it must wait whatever else it says; empty where nothing does."""

    @property
    def adult(self) -> date | None:
        """The eighteenth birthday."""
        return _eighteenth(self.born) if self.born else None


@lru_cache(maxsize=4096)
def _eighteenth(born: date) -> date:
    return add_months(born, ADULT)


class Episode(NamedTuple):
    """A placement, from a day until another, or until now."""

    since: date
    until: date | None

    def holds(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Waiting:
    """An absence that the file cannot hold as it stands, and why."""

    told: Told
    why: str


@dataclass(frozen=True)
class Prepared:
    """The file's rows, in order, and the absences that wait. `outside`: how many are of children who had no placement
    in the year at all, so that they are no part of a return of looked-after children.
    """

    rows: tuple[Told, ...]
    waiting: tuple[Waiting, ...]
    outside: int = 0


def prepare(told: Iterable[Told], placed: Mapping[uuid.UUID, Sequence[Episode]], year: Year) -> Prepared:
    """Sort a council's absences into rows of the year's file, absences that must wait, and those that are no part of it
    or are of other years.
    """
    waiting: list[Waiting] = []
    outside = 0
    fit: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        if (ours := _within(one, year)) is None:
            continue
        episodes = [
            e for e in placed.get(one.person, ()) if e.since <= year.last and (e.until or year.last) >= year.first
        ]
        if not episodes and not ours.why:
            outside += 1
        elif why := _why_not(ours, episodes):
            waiting.append(Waiting(ours, why))
        else:
            fit[ours.child].append(ours)
    for child, rows in fit.items():
        fit[child] = list(_apart(sorted(rows, key=lambda row: (row.ended or date.max, row.began)), waiting))
    rows = sorted((row for rows in fit.values() for row in rows), key=lambda row: (row.child, row.began))
    return Prepared(tuple(rows), tuple(sorted(waiting, key=lambda one: (one.told.child, one.told.began))), outside)


def _within(one: Told, year: Year) -> Told | None:
    """The absence as it stands at the end of the year: what ended later was open then (570, 571)."""
    if one.began > year.last or (one.ended is not None and one.ended < year.first):
        return None
    ended = one.ended if one.ended and one.ended <= year.last else None
    adult = one.adult
    if adult and one.began < adult <= year.last and (ended is None or ended > adult):
        ended = adult  # a child who is not found stays missing until the eighteenth birthday
    if adult and one.began < adult < year.first and one.ended is None:
        return None
    return one if ended == one.ended else one._replace(ended=ended)


def _why_not(one: Told, episodes: Sequence[Episode]) -> str:
    """Why the file cannot hold it; empty where it can."""
    if one.why:
        return one.why
    if not one.child:
        return "The child has no reference in the council's own return."
    if one.born is None:
        return "The date of birth is not known."
    if not one.exact:
        return "Only the month in which it began is known."
    if one.began <= one.born:  # 586
        return f"It begins on {day_words(one.began)}, before the child was born."
    if one.adult and one.began >= one.adult:
        return "The child was 18 when it began."
    if one.ended and one.ended < one.began:  # 567
        return f"It ends on {day_words(one.ended)}, before it begins."
    return _why_not_in_care(one, episodes)


def _why_not_in_care(one: Told, episodes: Sequence[Episode]) -> str:
    here = [episode for episode in episodes if episode.holds(one.began)]
    if not here:  # 578, 581
        return "No placement of this year is recorded for the day on which it began."
    last = max((episode.until or date.max) for episode in _same_care(here[-1], episodes))
    over = next((episode.until for episode in here if episode.until), None)
    if one.ended is None and over:  # 575, 577
        return f"The placement ended on {day_words(over)}, and no end of the absence is recorded."
    if one.ended and one.ended > last:  # 577
        return f"It ends on {day_words(one.ended)}, after the child ceased to be looked after on {day_words(last)}."
    return ""


def _same_care(start: Episode, episodes: Sequence[Episode]) -> Iterable[Episode]:
    """The placements of one period of care, from this one on: each begins by the day on which the one before ends."""
    until: date | None = start.until
    yield start
    for episode in sorted(episodes, key=lambda episode: episode.since):
        if episode.since >= start.since and episode != start and until is not None and episode.since <= until:
            yield episode
            until = episode.until


def _apart(rows: Sequence[Told], waiting: list[Waiting]) -> Iterable[Told]:
    """A child's absences, none begun before the one before it ended (574)."""
    kept: list[Told] = []
    for row in sorted(rows, key=lambda row: (row.began, row.ended or date.max)):
        before = kept[-1] if kept else None
        if before is not None and before.ended is None:
            kept.pop()
            words = f"No end is recorded, and another absence began on {day_words(row.began)}."
            waiting.append(Waiting(before, words))
            before = kept[-1] if kept else None
        if before is not None and before.ended is not None and row.began < before.ended:
            words = f"It begins before the absence of {day_words(before.began)} ended, on {day_words(before.ended)}."
            waiting.append(Waiting(row, words))
        else:
            kept.append(row)
    return kept


def text(rows: Iterable[Told]) -> str:
    """The file, as the return has it: dates as 03/04/2025, an absence that lasts without an end."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows((row.child, _day(row.born), row.code, _day(row.began), _day(row.ended)) for row in rows)
    return out.getvalue()


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
