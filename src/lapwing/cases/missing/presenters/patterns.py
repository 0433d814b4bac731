"""What repeats among a child's absences: plain sentences, each with the absences that prove it."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from lapwing.access.models import Identity
from lapwing.cases.missing import queries
from lapwing.cases.missing.models import Absence, Whereabouts
from lapwing.rules import duties
from lapwing.rules.moments import listed, short_day_words


@dataclass(frozen=True)
class Pattern:
    """A sentence about a child's absences, and those that prove it."""

    words: str
    proof: tuple[Absence, ...]

    @property
    def days(self) -> str:
        return listed([short_day_words(one.began.day) for one in self.proof])


def day_of(absence: Absence) -> str:
    """The day on which an absence began, as a proof: "12 Jan"; with its year where that is not this one's."""
    day = absence.began.day
    return short_day_words(day) if day.year == timezone.localdate().year else f"{short_day_words(day)} {day.year}"


def patterns(absences: Sequence[Absence], places: Mapping[uuid.UUID, Sequence[str]]) -> list[Pattern]:
    """What repeats among one child's absences. `places`: where they were found, by absence."""
    found = [*_how_often(absences), *_same_place(absences, places)]
    return found


def _how_often(absences: Sequence[Absence]) -> list[Pattern]:
    """Three or more in any run of ninety days that ends with the latest: the window is the duty's own."""
    duty = duties.get("repeat_missing")
    window = duty.window
    assert window is not None
    counted = sorted((one for one in absences if one.type in window.kinds), key=lambda one: one.began_at)
    if not counted:
        return []
    latest = counted[-1].began.day
    run = tuple(one for one in counted if (latest - one.began.day).days < window.days)
    if len(run) < window.times:
        return []
    return [Pattern(f"Missing {len(run)} times in {window.days} days", run)]


def _same_place(absences: Sequence[Absence], places: Mapping[uuid.UUID, Sequence[str]]) -> list[Pattern]:
    by_place: dict[str, list[Absence]] = defaultdict(list)
    said: dict[str, str] = {}
    for absence in absences:
        for place in {place.strip() for place in places.get(absence.pk, ()) if place.strip()}:
            by_place[place.casefold()].append(absence)
            said.setdefault(place.casefold(), place)
    return [
        Pattern(f"Found {_times(len(there))} at the same place: {said[place]}", tuple(reversed(there)))
        for place, there in sorted(by_place.items())
        if len(there) > 1
    ]


def _times(number: int) -> str:
    return "twice" if number == 2 else f"{number} times"


def repeats_of(children: Iterable[uuid.UUID], now: datetime) -> dict[uuid.UUID, list[Pattern]]:
    """The patterns of several children's last half year, by child."""
    child_of = dict(Identity.objects.filter(child__in=set(children)).values_list("person", "child"))
    since = now - timedelta(days=180)
    absences: dict[uuid.UUID, list[Absence]] = defaultdict(list)
    for one in Absence.objects.filter(person__in=child_of, began_at__gte=since).order_by("-began_at"):
        absences[child_of[one.person]].append(one)
    found = queries.facts_of(one.pk for each in absences.values() for one in each)
    places = places_of(found)
    return {child: patterns(each, places) for child, each in absences.items()}


def places_of(facts: Mapping[uuid.UUID, Sequence[Whereabouts]]) -> dict[uuid.UUID, list[str]]:
    """Where each absence's child was found, as told."""
    return {
        absence: [fact.place for fact in rows if fact.kind == "found" and fact.withdrawn_at is None]
        for absence, rows in facts.items()
    }
