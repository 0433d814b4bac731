"""What repeats for a child, for a card: plain sentences, each with the absences that prove it."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, TypeVar

from django.utils import timezone

from lapwing.access.doors import addresses, opens, way
from lapwing.access.viewer import current
from lapwing.cases.missing import queries
from lapwing.cases.missing.models import Absence
from lapwing.cases.missing.patterns.away import Away
from lapwing.cases.missing.patterns.reading import Counting, area_of, aways, bare, counting, countings
from lapwing.cases.missing.patterns.sentences import About, Sentence, of_times, sentences
from lapwing.rules.moments import short_day_words

LATEST = 5


class Proof(NamedTuple):
    """One absence that proves a sentence: its day, and where it stands."""

    day: str
    url: str


@dataclass(frozen=True)
class Proved:
    """What absences prove, the oldest first. Where there is little room, the latest of them stand for all."""

    words: str
    proof: tuple[Proof, ...]

    @property
    def latest(self) -> tuple[Proof, ...]:
        return self.proof[: -LATEST - 1 : -1]

    @property
    def before(self) -> int:
        """How many more there are before those."""
        return max(0, len(self.proof) - LATEST)


@dataclass(frozen=True)
class Pattern(Proved):
    """A sentence about a child's absences, and those that prove it."""

    about: About


Said = TypeVar("Said", Pattern, Sentence)


def day_of(absence: Absence | Away, this_year: int | None = None) -> str:
    """The day on which an absence began, as a proof: "12 Jan"; with its year where that is not this one's."""
    day, year = absence.began.day, this_year or timezone.localdate().year
    return short_day_words(day) if day.year == year else f"{short_day_words(day)} {day.year}"


def proof_of(keys: Iterable[uuid.UUID], known: Mapping[uuid.UUID, Absence | Away]) -> tuple[Proof, ...]:
    year, wanted = timezone.localdate().year, list(keys)
    urls: Sequence[str] = addresses("absence", wanted) if opens("absence", current().role) else [""] * len(wanted)
    return tuple(Proof(day_of(known[key], year), url) for key, url in zip(wanted, urls, strict=True))


def patterns(found: Mapping[uuid.UUID, Away], how: Counting, now: datetime) -> list[Pattern]:
    """Every sentence about one child's absences; where the area does not count repeats, none of those."""
    said = _as_counted(sentences(list(found.values()), how.window, now), how)
    return [Pattern(one.words, proof_of(one.proof, found), one.about) for one in said]


def _as_counted(said: Iterable[Sentence], how: Counting) -> list[Sentence]:
    return [one for one in said if how.applies or one.about is not About.REPEAT]


def in_time(child_of: Mapping[uuid.UUID, uuid.UUID], now: datetime) -> dict[uuid.UUID, list[str]]:
    """What the times alone of their absences say of several children, for the board: how often, how long, the first.

    `child_of` holds every person as told of these children. Where and with whom they were found is on each child's
    own page: it takes many more statements.
    """
    found: dict[uuid.UUID, list[Away]] = defaultdict(list)
    areas: dict[uuid.UUID, uuid.UUID | None] = {}
    for person, area, away in bare(child_of):
        child = child_of[person]
        found[child].append(away)
        areas[child] = area or areas.get(child)
    local = countings(areas.values())
    return {child: _words_in_time(each, local[areas[child]], now) for child, each in found.items()}


def _words_in_time(aways: Sequence[Away], how: Counting, now: datetime) -> list[str]:
    return [one.words for one in _latest(_as_counted(of_times(aways, how.window, now), how))]


def _latest(found: Sequence[Said]) -> list[Said]:
    first = next((one for one in found if one.about is About.REPEAT), None)
    return [one for one in found if one.about is not About.REPEAT or one is first]


def card(child: uuid.UUID, persons: Sequence[uuid.UUID]) -> dict[str, object] | None:
    """The card on a child's page; left out for a child of whose absences the reader sees none."""
    absences = queries.absences_of(persons)
    if not absences:
        return None
    found = patterns(aways(absences, persons), counting(area_of(absences)), timezone.now())
    return {"patterns": _latest(found), "url": way("child_patterns", child)}
