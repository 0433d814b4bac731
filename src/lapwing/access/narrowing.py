"""Whose rows could show to the viewer at all: said first, where a list would have the policies asked about every row.

No index answers a policy. Asked for the newest absences that show to somebody who sees eighty, the database goes
through all that anybody told; told whose they can be, it finds those by their keys. Row security decides about each of
them as before: what is left out here, it would refuse.
"""

import uuid
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from lapwing.access import holdings
from lapwing.access.circle import AT_ONCE
from lapwing.access.models import Identity, Place
from lapwing.access.policies import otherwise
from lapwing.access.reach import Relation, highest
from lapwing.access.register import GUARDS
from lapwing.access.viewer import current

Row = TypeVar("Row", bound=Model)
# Whoever stands in the circles of more persons than this finds a whole list among the newest rows as they are: to find
# all of theirs by key, and put them in order, would take longer.
FEW = 500


def reachable(rows: QuerySet[Row]) -> QuerySet[Row]:
    """Those of the viewer's own agency, those that name them, and those about the children in whose circle they stand,
    each as far as the role reaches any. All of them for background work, for whoever stands in many circles, and of a
    table that shows in other ways too.
    """
    guard = GUARDS.get(rows.model._meta.db_table)
    if guard is None or not guard.has_agency or otherwise(guard):
        return rows
    who = current()
    reach = {relation for relation in Relation if highest(who.role, guard.kind, relation)}
    circle = _circle(guard.key) if guard.key and Relation.CIRCLE in reach else []
    if Relation.ANY in reach or len(circle) > FEW:
        return rows
    ways = [Q(**{f"{guard.key}__in": circle})] if circle else []
    if Relation.OWN in reach:
        ways.append(Q(agency=who.agency))
    if Relation.NAMED in reach and guard.has_holder:
        ways.append(Q(holder__in=who.holders))
    return rows.filter(Q(*ways, _connector=Q.OR)) if ways else rows.none()


def _circle(key: str) -> list[uuid.UUID]:
    """The children in whose circle the viewer stands now, or every person as told who is one of them: a few.

    As keys, and not as a question within the question: so the database knows how many they are, and plans by it.
    """
    places = Place.objects.filter(holder__in=current().holders, opens__lte=AT_ONCE, ends__gt=AT_ONCE).values("child")
    standing = Identity.objects.filter(child__in=places).values_list(key, flat=True)
    return holdings.once(("circle", key), lambda: list(standing[: FEW + 1]))
