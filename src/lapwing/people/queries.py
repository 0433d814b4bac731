"""What other rooms may ask about people. Row security is the only filter: an answer holds what the viewer may see."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone

from lapwing.access import holdings, viewer
from lapwing.access.models import Identity
from lapwing.directory.keys import reference
from lapwing.directory.models import Agency
from lapwing.people.models import Link, Placement, Told


class InALine(NamedTuple):
    """What a line says of what one agency told: of many, a row of the table takes several times as long."""

    person: uuid.UUID
    given: str
    family: str
    born: date | None
    expected: date | None
    sex: str

    name = Told.name


@dataclass(frozen=True)
class Summary:
    """A child in a line, from what the viewer may see. `name` is empty where no source gave one."""

    child: uuid.UUID
    name: str = ""
    born: date | None = None
    expected: date | None = None
    sex: str = "U"
    told: tuple[Told | InALine, ...] = field(default=(), compare=False)

    @property
    def reference(self) -> str:
        return reference(self.child)

    @property
    def words(self) -> str:
        """The name, or reference and date of birth for a child without one."""
        if self.name:
            return self.name
        return f"Child {self.reference}" + (f", born {self.born:%-d %b %Y}" if self.born else "")

    @property
    def initials(self) -> str:
        """For a screen that has visitors: initials, or nothing; the reference stands beside."""
        return " ".join(f"{part[0]}." for part in self.name.split())

    @property
    def age(self) -> int | None:
        """Age in whole years today, in London."""
        return age_on(self.born, timezone.localdate()) if self.born else None


def age_on(born: date, day: date) -> int:
    """Age in whole years on a day; a child born on 29 February is a year older on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def child_of(person: uuid.UUID) -> uuid.UUID:
    """Which child a person as told is believed to be, now."""
    return Identity.objects.get(person=person).child


def children_of(persons: Iterable[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """Which child each person as told is believed to be, now."""
    wanted, known = set(persons), holdings.everybody()
    found = {person: known[person] for person in wanted.intersection(known)}
    if unknown := wanted.difference(known):
        found.update(Identity.objects.filter(person__in=unknown).values_list("person", "child"))
    return found


def persons_of(child: uuid.UUID) -> list[uuid.UUID]:
    """Every person as told who is believed to be this child, now: all records of these persons are the child's."""
    return list(Identity.objects.filter(child=child).values_list("person", flat=True))


def to_unjoin(persons: Iterable[uuid.UUID], *, beside: bool) -> dict[uuid.UUID, Agency]:
    """Those of one child's persons as told whom the viewer's own agency tells, and may un-join: each was joined to the
    child, or others stand `beside` it. No agency un-joins what another tells.
    """
    rows = Link.objects.filter(person__in=list(persons), until=None, agency=viewer.current().agency)
    chosen = rows if beside else rows.filter(outcome=Link.Outcome.JOINED)
    return {row.person: row.agency for row in chosen.select_related("agency")}


def everyone(children: Iterable[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """Every person as told who is believed to be one of these children, now, each with the child."""
    return dict(Identity.objects.filter(child__in=set(children)).values_list("person", "child"))


def everyone_beside(persons: Iterable[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """The same, from persons as told of some of these children. A page that only reads asks about nobody twice."""
    wanted, known = set(persons), holdings.everybody()
    if unknown := wanted.difference(known):
        children = Identity.objects.filter(person__in=unknown).values("child")
        found = dict(Identity.objects.filter(child__in=children).values_list("person", "child"))
        known.update(found)
        if len(unknown) == len(wanted):
            return found
    meant = {known[person] for person in wanted.intersection(known)}
    return {person: child for person, child in known.items() if child in meant}


def responsible_areas(child_of: Mapping[uuid.UUID, uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """For each of these persons as told whose placement now the viewer may see: the area that answers for the child.
    `child_of` as `everyone_beside` has it.
    """
    now = Q(until=None) | Q(until__gte=timezone.localdate())
    rows = Placement.objects.filter(now, person__in=child_of).order_by("since", "pk")
    found = {child_of[person]: area for person, area in rows.values_list("person", "responsible_area")}
    return {person: found[child] for person, child in child_of.items() if child in found}


@dataclass(frozen=True)
class Known:
    """Who some children are: each person as told of them with the child, and each child in a line."""

    child_of: Mapping[uuid.UUID, uuid.UUID]
    summaries: Mapping[uuid.UUID, Summary]


def known(persons: Iterable[uuid.UUID]) -> Known:
    """The children whom these persons as told are believed to be, for a page that names them: in two statements."""
    child_of = everyone_beside(persons)
    return Known(child_of, summaries(child_of.values(), child_of))


def summaries(
    children: Iterable[uuid.UUID], persons: Mapping[uuid.UUID, uuid.UUID] | None = None
) -> dict[uuid.UUID, Summary]:
    """A summary for each of these children, in two statements whatever their number. `persons` are `everyone` of them,
    where that is known already. What lists of children do not show is left in the database.
    """
    wanted = set(children)
    persons = everyone(wanted) if persons is None else persons
    told: dict[uuid.UUID, list[InALine]] = defaultdict(list)
    rows = [InALine._make(row) for row in _told_of(persons).values_list(*InALine._fields)]
    viewer.show(one.person for one in rows)
    for one in rows:
        told[persons[one.person]].append(one)
    return {child: _summary(child, told.get(child, [])) for child in wanted}


def summary(child: uuid.UUID, persons: Collection[uuid.UUID] | None = None) -> Summary:
    """One child's, with the agencies that told of the child. `persons` are those of the child, where known already."""
    told = _told_of(persons_of(child) if persons is None else persons)
    return _summary(child, list(told.select_related("agency")))


def _told_of(persons: Collection[uuid.UUID]) -> QuerySet[Told]:
    return Told.objects.filter(pk__in=persons).order_by("recorded_at", "pk")


def _summary(child: uuid.UUID, told: Sequence[Told | InALine]) -> Summary:
    """The first source that says something is followed; all sources stand on the child's page."""
    return Summary(
        child=child,
        name=next((row.name for row in told if row.name), ""),
        born=next((row.born for row in told if row.born), None),
        expected=next((row.expected for row in told if row.expected), None),
        sex=next((row.sex for row in told if row.sex != "U"), "U"),
        told=tuple(told),
    )
