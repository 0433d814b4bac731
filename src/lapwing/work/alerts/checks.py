"""Before an alert is put before somebody: are they related, in conflict, barred, or no longer near the child?

The recipient may be the alleged abuser, or of the family. A check never delays danger: where another on the route is
clear of doubt, the alert goes there at once; where none is, it is held, and says so to whoever raised it.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils import timezone

from lapwing.access.models import Conflict
from lapwing.access.viewer import turning
from lapwing.directory.models import Agency
from lapwing.people import queries as people
from lapwing.work.alerts import family
from lapwing.work.alerts.family import Around
from lapwing.work.alerts.models import Barred, HomeOfStaff
from lapwing.work.alerts.routes import Person

CONFIRMED_WITHIN = timedelta(days=30)


class Check(StrEnum):
    """What may be wrong with a recipient."""

    CLEAR = ""
    CONFLICT = "conflict"
    SAME_SURNAME = "same_surname"
    SAME_ADDRESS = "same_address"
    BARRED = "barred"
    NOT_CONFIRMED = "not_confirmed"


CHECK_WORDS = {
    Check.CONFLICT: "Everybody who could receive it declared a conflict of interest. Choose another recipient.",
    Check.SAME_SURNAME: "The recipient has a surname of the child's family, and may be related. Confirm that they are "
    "not.",
    Check.SAME_ADDRESS: "The recipient lives at a postcode of the child's family, and may be related, or a neighbour. "
    "Confirm that they are neither.",
    Check.BARRED: "It may not go to this agency. Ask your information-governance lead, and choose another recipient.",
    Check.NOT_CONFIRMED: "That the child is still at this school or home was not confirmed within 30 days. "
    "Confirm it by telephone.",
}
MAY_BE_CONFIRMED = frozenset({Check.SAME_SURNAME, Check.SAME_ADDRESS, Check.NOT_CONFIRMED})


@dataclass(frozen=True)
class Facts:
    """What the checks rest on, read at once for every alert of an act, past row security: who tells need not know where
    a child lives or goes to school. No page shows any of it.
    """

    child_of: dict[uuid.UUID, uuid.UUID]
    conflicts: frozenset[tuple[uuid.UUID, uuid.UUID]]
    barred: frozenset[tuple[uuid.UUID, uuid.UUID]]
    around: Around
    homes: dict[uuid.UUID, str]
    must_be_near: frozenset[uuid.UUID]

    @classmethod
    def about(cls, persons: Iterable[uuid.UUID], accounts: set[uuid.UUID], agencies: set[uuid.UUID]) -> "Facts":
        wanted = set(persons)
        kinds = Agency.objects.filter(pk__in=agencies, kind__in=["school", "college", "childrens_home"])
        must_be_near = frozenset(kinds.values_list("pk", flat=True))
        with turning():
            child_of = {person: person for person in wanted} | people.children_of(wanted)
            barred = _barred(child_of)
            declared = Conflict.objects.filter(child__in=set(child_of.values()), account__in=accounts, until=None)
            conflicts = frozenset(declared.values_list("account", "child"))
            around = family.around(wanted, must_be_near)
        homes = dict(HomeOfStaff.objects.filter(account__in=accounts).values_list("account", "digest"))
        return cls(child_of, conflicts, barred, around, homes, must_be_near)

    def of_person(self, who: Person, person: uuid.UUID) -> Check:
        """Whether somebody may be related to this child, or said that they must not look."""
        if (who.account, self.child_of[person]) in self.conflicts:
            return Check.CONFLICT
        if family.surnames(who.name.split()[-1] if who.name.split() else "") & self.around.surnames.get(person, set()):
            return Check.SAME_SURNAME
        lives = self.homes.get(who.account)
        return Check.SAME_ADDRESS if lives and lives in self.around.homes.get(person, set()) else Check.CLEAR

    def of_agency(self, agency: uuid.UUID | None, person: uuid.UUID) -> Check:
        """Whether an agency may be told about this child."""
        if agency is None:
            return Check.CLEAR
        if (self.child_of[person], agency) in self.barred:
            return Check.BARRED
        if agency not in self.must_be_near:
            return Check.CLEAR
        since = timezone.localdate() - CONFIRMED_WITHIN
        return Check.CLEAR if self.around.near.get((person, agency), date.min) >= since else Check.NOT_CONFIRMED


def _barred(child_of: Mapping[uuid.UUID, uuid.UUID]) -> frozenset[tuple[uuid.UUID, uuid.UUID]]:
    """Which agencies are barred from which of these children, whichever agency's person the bar hangs on."""
    rows = list(Barred.objects.filter(until=None).values_list("person", "barred"))
    everybody = people.children_of({person for person, _ in rows})
    wanted = set(child_of.values())
    return frozenset((everybody[person], agency) for person, agency in rows if everybody.get(person) in wanted)
