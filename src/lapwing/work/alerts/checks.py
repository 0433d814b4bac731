"""Before an alert is put before somebody: are they related, in conflict, barred, or no longer near the child?

The recipient may be the alleged abuser, or of the family. A check never delays danger: where another on the route is
clear of doubt, the alert goes there at once; where none is, it is held, and says so to whoever raised it.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.utils import timezone

from lapwing.access.models import Conflict
from lapwing.access.viewer import turning
from lapwing.directory.models import Agency
from lapwing.people import queries as people
from lapwing.people.models import Placement, Schooling
from lapwing.work.alerts.models import Barred
from lapwing.work.alerts.routes import Person

CONFIRMED_WITHIN = timedelta(days=30)


class Check(StrEnum):
    """What may be wrong with a recipient."""

    CLEAR = ""
    CONFLICT = "conflict"
    SAME_SURNAME = "same_surname"
    BARRED = "barred"
    NOT_CONFIRMED = "not_confirmed"


CHECK_WORDS = {
    Check.CONFLICT: "Everybody who could receive it declared a conflict of interest. Choose another recipient.",
    Check.SAME_SURNAME: "The recipient has the child's surname, and may be related. Confirm that they are not.",
    Check.BARRED: "It may not go to this agency. Ask your information-governance lead, and choose another recipient.",
    Check.NOT_CONFIRMED: "That the child is still at this school or home was not confirmed within 30 days. "
    "Confirm it by telephone.",
}
MAY_BE_CONFIRMED = frozenset({Check.SAME_SURNAME, Check.NOT_CONFIRMED})


@dataclass(frozen=True)
class Facts:
    """What the checks rest on, read at once for every alert of an act."""

    child_of: dict[uuid.UUID, uuid.UUID]
    conflicts: frozenset[tuple[uuid.UUID, uuid.UUID]]
    barred: frozenset[tuple[uuid.UUID, uuid.UUID]]
    surnames: dict[uuid.UUID, frozenset[str]]
    near: frozenset[tuple[uuid.UUID, uuid.UUID]]
    must_be_near: frozenset[uuid.UUID]

    @classmethod
    def about(cls, persons: Iterable[uuid.UUID], accounts: set[uuid.UUID], agencies: set[uuid.UUID]) -> "Facts":
        wanted = set(persons)
        with turning():
            child_of = {person: person for person in wanted} | people.children_of(wanted)
            children = set(child_of.values())
            barred = _barred(child_of)
            declared = Conflict.objects.filter(child__in=children, account__in=accounts, until=None)
            conflicts = frozenset(declared.values_list("account", "child"))
        surnames = {
            child: frozenset(told.family.casefold() for told in known.told if told.family)
            for child, known in people.summaries(children).items()
        }
        kinds = Agency.objects.filter(pk__in=agencies, kind__in=["school", "college", "childrens_home"])
        must_be_near = frozenset(kinds.values_list("pk", flat=True))
        return cls(
            child_of, conflicts, barred, surnames,
            _near(child_of, must_be_near), must_be_near,
        )  # fmt: skip

    def of_person(self, who: Person, person: uuid.UUID) -> Check:
        """Whether somebody may be related to this child, or said that they must not look."""
        child = self.child_of[person]
        if (who.account, child) in self.conflicts:
            return Check.CONFLICT
        surname = who.name.split()[-1].casefold() if who.name.split() else ""
        return Check.SAME_SURNAME if surname and surname in self.surnames.get(child, ()) else Check.CLEAR

    def of_agency(self, agency: uuid.UUID | None, person: uuid.UUID) -> Check:
        """Whether an agency may be told about this child."""
        child = self.child_of[person]
        if agency is None:
            return Check.CLEAR
        if (child, agency) in self.barred:
            return Check.BARRED
        return Check.NOT_CONFIRMED if agency in self.must_be_near and (child, agency) not in self.near else Check.CLEAR


def _barred(child_of: Mapping[uuid.UUID, uuid.UUID]) -> frozenset[tuple[uuid.UUID, uuid.UUID]]:
    """Which agencies are barred from which of these children, whichever agency's person the bar hangs on."""
    rows = list(Barred.objects.filter(until=None).values_list("person", "barred"))
    everybody = people.children_of({person for person, _ in rows})
    wanted = set(child_of.values())
    return frozenset((everybody[person], agency) for person, agency in rows if everybody.get(person) in wanted)


def _near(
    child_of: Mapping[uuid.UUID, uuid.UUID], agencies: frozenset[uuid.UUID]
) -> frozenset[tuple[uuid.UUID, uuid.UUID]]:
    """Which children are at which of these schools and homes: so recorded, or confirmed, within 30 days."""
    if not agencies:
        return frozenset()
    since = timezone.now() - CONFIRMED_WITHIN
    children = set(child_of.values())
    persons = {person: child for child in children for person in people.persons_of(child)}
    rows = [
        (row.person, row.school_id, row.confirmed_on or row.recorded_at.date())
        for row in Schooling.objects.filter(person__in=persons, school__in=agencies, until=None)
    ]
    rows += [
        (row.person, row.home_id, row.confirmed_on or row.recorded_at.date())
        for row in Placement.objects.filter(person__in=persons, home__in=agencies, until=None)
    ]
    return frozenset((persons[person], agency) for person, agency, seen in rows if seen >= since.date())
