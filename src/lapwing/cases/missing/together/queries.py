"""What may be asked across children. Row security is the only filter: a tie shows to whoever sees both its sides."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from lapwing.access import veil
from lapwing.access.viewer import current
from lapwing.cases.missing import queries as missing
from lapwing.cases.missing.models import Absence
from lapwing.cases.missing.patterns.across import Finding, Stay, overlaps
from lapwing.cases.missing.patterns.away import Away
from lapwing.cases.missing.patterns.reading import Plain, aways, findings_of, held_on, plain, schools_of
from lapwing.cases.missing.together.models import Present, Tie
from lapwing.directory.models import Area, Catchment
from lapwing.people import queries as people

# So many absences of one area are set beside one another on a page; whoever needs more narrows the time.
MOST = 2_000
# An absence that began longer ago is not looked for beside others.
LONGEST = timedelta(days=31)


def areas() -> list[Area]:
    """The areas that the viewer's agency works in."""
    agency = current().agency
    served = Catchment.objects.filter(agency=agency).values("area")
    return list(Area.objects.filter(Q(agencies=agency) | Q(pk__in=served)).distinct().order_by("name"))


@dataclass(frozen=True)
class Stays:
    """Absences set beside one another; every person as told of their children, with the child; and whether there were
    `more`.
    """

    rows: list[Stay]
    child_of: Mapping[uuid.UUID, uuid.UUID]
    more: bool


def stays(area: uuid.UUID, since: datetime) -> Stays:
    """The absences of one area that lasted after `since`, as the viewer sees them.

    Missing from education is no night away, and is left out.
    """
    found = _away_since(area, since)
    shown = found[:MOST]
    persons = {one.person for one in shown}
    child_of = people.everyone_beside(persons)
    veil.know(child_of)  # all of them at once, whoever told what
    known = aways(shown, everyone=child_of, with_words=False)
    found_at, schools = findings_of([one.pk for one in shown]), schools_of(persons, child_of)
    some = [
        Stay(
            child=child_of.get(one.person, one.person), away=known[one.pk],
            found=tuple(Finding(place, at) for place, at in found_at.get(one.pk, ())),
            school=held_on(schools, one.person, one.began.day),
        )
        for one in shown
    ]  # fmt: skip
    return Stays(some, child_of, len(found) > MOST)


def times(area: uuid.UUID, since: datetime) -> Stays:
    """The same absences with nothing but their times: for who was away at once."""
    found = _away_since(area, since)
    child_of = people.everyone_beside({one.person for one in found[:MOST]})
    return Stays(_bare(found[:MOST], child_of), child_of, len(found) > MOST)


def _away_since(area: uuid.UUID, since: datetime) -> list[Plain]:
    """One more than are set beside one another, the latest first."""
    away_since = Q(ended_at=None) | Q(ended_at__gte=since)
    rows = missing.standing().filter(away_since, area=area, began_at__gte=since - LONGEST)
    return plain(rows.exclude(type="education").order_by("-began_at", "-pk")[: MOST + 1])


def _bare(found: Iterable[Plain], child_of: Mapping[uuid.UUID, uuid.UUID]) -> list[Stay]:
    return [Stay(child_of.get(one.person, one.person), Away(one.pk, one.began, one.type, one.ended)) for one in found]


def away_with(absence: Absence, area: uuid.UUID, now: datetime) -> dict[uuid.UUID, uuid.UUID]:
    """Every person as told, with the child, of the children of an area who were surely away while this child was."""
    reaches = Q(ended_at=None) | Q(ended_at__gte=absence.began_at)
    began = (absence.began_at - LONGEST, absence.ended_at or now)
    rows = missing.standing().filter(reaches, area=area, began_at__range=began).exclude(type="education")
    found = plain(rows.order_by("-began_at", "-pk")[:MOST])
    child_of = people.everyone_beside({one.person for one in found})
    at_once = [
        each.pair
        for each in overlaps(_bare(found, child_of), now)
        if absence.pk in (each.one.away.key, each.other.away.key)
    ]
    children = {child for two in at_once for child in two} - {child_of.get(absence.person, absence.person)}
    return {person: child for person, child in child_of.items() if child in children}


@dataclass(frozen=True)
class Tied:
    """A tie of which the viewer sees both sides: the two rows, and the children whom they are about."""

    sides: tuple[Tie, Tie]
    children: tuple[uuid.UUID, uuid.UUID]


def ties(area: uuid.UUID, since: datetime) -> list[Tied]:
    """The ties of an area that stand today, from `since` on, oldest first. One side alone shows nothing."""
    today = timezone.localdate()
    rows = Tie.objects.filter(area=area, at__gte=since, expires__gt=today, withdrawn_at=None)
    return both_sides(rows.select_related("agency").order_by("at", "pk"))


def tie(pair: uuid.UUID) -> Tied | None:
    """One tie by its key, if the viewer sees both sides; expired or taken back too."""
    return next(iter(both_sides(Tie.objects.filter(pair=pair).select_related("agency").order_by("pk"))), None)


def own_between(child: uuid.UUID, other: uuid.UUID) -> list[Tie]:
    """What the viewer's own agency recorded of two children, the latest first: the first child's side of each."""
    rows = Tie.objects.filter(agency=current().agency, withdrawn_at=None, person__in=people.persons_of(child))
    return list(rows.filter(other__in=people.persons_of(other)).order_by("-recorded_at", "-pk"))


def others_there(pair: uuid.UUID) -> list[Present]:
    """Who else was there, as far as the viewer may see: for the page of a tie of which they see both sides."""
    return list(Present.objects.filter(pair=pair).select_related("agency").order_by("recorded_at", "pk"))


def both_sides(rows: Iterable[Tie]) -> list[Tied]:
    pairs: dict[uuid.UUID, list[Tie]] = defaultdict(list)
    for row in rows:
        pairs[row.pair].append(row)
    whole: Sequence[list[Tie]] = [some for some in pairs.values() if len(some) == 2]
    child_of = people.children_of(row.person for some in whole for row in some)
    return [
        Tied((one, other), (child_of[one.person], child_of[other.person]))
        for one, other in whole
        if one.person in child_of and other.person in child_of and child_of[one.person] != child_of[other.person]
    ]
