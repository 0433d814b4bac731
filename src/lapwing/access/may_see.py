"""May this viewer see this record? The answer for one record, with its reason; written apart from the policies.

`policies` is the only filter that a list has. This says why, and a property test holds the two together.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from lapwing.access.levels import Level
from lapwing.access.models import EntryChild, Identity, Place
from lapwing.access.reach import KINDS, Kind, Relation, highest
from lapwing.access.register import GUARDS, Guard
from lapwing.access.viewer import Viewer


@dataclass(frozen=True)
class Answer:
    """Yes or no, and the sentence a page shows under "why can I see this?"."""

    yes: bool
    sentence: str

    def __bool__(self) -> bool:
        return self.yes


@dataclass(frozen=True)
class Facts:
    """What an answer rests on: who is whom, where the viewer stands, and which children are closed to them."""

    now: datetime
    child_of: dict[uuid.UUID, uuid.UUID]
    standing: dict[uuid.UUID, Level]
    sealed: frozenset[uuid.UUID]
    conflicts: frozenset[uuid.UUID]
    known: frozenset[uuid.UUID] = frozenset()

    def closed_to(self, viewer: Viewer, child: uuid.UUID) -> bool:
        """Whether a seal keeps this viewer out."""
        inside = self.standing.get(child) is Level.SEALED
        return child in self.sealed and viewer.is_person and not inside

    @classmethod
    def about(cls, viewer: Viewer, records: Sequence[Any]) -> "Facts":
        """Read the facts for these records, under the viewer."""
        now = timezone.now()
        persons = {record.person for record in records if getattr(record, "person", None)}
        child_of = dict(Identity.objects.filter(person__in=persons).values_list("person", "child"))
        places = Place.objects.filter(holder__in=viewer.holders, opens__lte=now, ends__gt=now)
        standing: dict[uuid.UUID, Level] = {}
        for child, reaches in places.values_list("child", "reaches"):
            standing[child] = max(standing.get(child, Level.NOTHING), Level(reaches))
        closed = _children_of("lapwing_hidden_children")
        children = {*child_of.values(), *(r.child for r in records if getattr(r, "child", None))}
        return cls(now, child_of, standing, closed, _children_of("lapwing_conflicts"), _known(children))


def _known(children: set[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Those of these children whom the viewer's own agency tells."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT c FROM unnest(%s::uuid[]) AS c WHERE lapwing_knows(c)", [list(children)])
        return frozenset(row[0] for row in cursor.fetchall())


def _children_of(function: str) -> frozenset[uuid.UUID]:
    """Keys of children that seals and conflicts keep from the viewer: what closes one out cannot itself be read."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT child FROM {function}() AS child")
        return frozenset(row[0] for row in cursor.fetchall())


def may_see(viewer: Viewer, record: Any, facts: Facts | None = None) -> Answer:
    """Whether this viewer sees this record, and why. Ask it inside the viewer."""
    facts = facts or Facts.about(viewer, [record])
    guard = GUARDS[record._meta.db_table]
    child = _child(guard, record, facts)
    if (refusal := _hidden(viewer, child, facts)) is not None:
        return refusal
    if guard.table == "access_identity":
        return Answer(True, "Which keys belong to one child is known to the program, and tells nothing by itself.")
    level = Level(record.level)
    for relation in Relation:
        stands = _stands(viewer, guard, record, relation, child, level, facts)
        if stands and level <= highest(viewer.role, guard.kind, relation):
            return Answer(True, _why(viewer.role, guard.kind, relation, level))
    known = guard.table in {"access_place", "access_entrychild"} and child in facts.known
    if known and level <= highest(viewer.role, guard.kind, Relation.OWN):
        return Answer(True, "Your own agency knows this child: it is shown who stands in the circle, and who has seen.")
    invited = guard.table == "meetings_meeting" and _is_invited(viewer, record)
    if invited and level <= highest(viewer.role, guard.kind, Relation.NAMED):
        return Answer(True, "You or your team are invited to it.")
    if guard.table == "access_entry" and EntryChild.objects.filter(entry=record.pk).exists():
        return Answer(True, "You may see who has seen one of the children that this line is about.")
    return Answer(False, f"Nothing opens {KINDS[guard.kind]} at this level to your role here.")


def _is_invited(viewer: Viewer, meeting: Any) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM meetings_invitation"
            " WHERE meeting_id = %s AND holder = ANY (%s::uuid[]) AND NOT held)",
            [meeting.pk, list(viewer.holders)],
        )
        return bool(cursor.fetchone()[0])


def _child(guard: Guard, record: Any, facts: Facts) -> uuid.UUID | None:
    if guard.key is None:
        return None
    key: uuid.UUID | None = getattr(record, guard.key)
    if guard.key == "child" or key is None:
        return key
    return record.child if guard.table == "access_identity" else facts.child_of.get(key, key)


def _hidden(viewer: Viewer, child: uuid.UUID | None, facts: Facts) -> Answer | None:
    if child in facts.conflicts:
        return Answer(False, "You declared a conflict of interest with this child.")
    if child is not None and facts.closed_to(viewer, child):
        return Answer(False, "There is no such record.")
    return None


def _stands(
    viewer: Viewer,
    guard: Guard,
    record: Any,
    relation: Relation,
    child: uuid.UUID | None,
    level: Level,
    facts: Facts,
) -> bool:
    if relation is Relation.OWN:
        return bool(record.agency_id == viewer.agency)
    if relation is Relation.NAMED:
        return bool(guard.has_holder and record.holder in viewer.holders)
    if relation is Relation.CIRCLE:
        stands = facts.standing.get(child, Level.NOTHING) if child else Level.NOTHING
        return stands > Level.NOTHING if guard.table == "access_place" else stands >= level
    return True


def _why(role: str, kind: Kind, relation: Relation, level: Level) -> str:
    """The relation that opens it; how far the role reaches there, as its own page says; and what this record tells."""
    reasons = {
        Relation.OWN: "It is your own agency's record",
        Relation.CIRCLE: "You or your team stand in this child's circle",
        Relation.NAMED: "It names you or your team",
        Relation.ANY: "Background work sees it for its purpose",
    }
    reaches = highest(role, kind, relation).name.lower()
    tells = "" if level.name.lower() == reaches else f" This record’s own level is “{level.name.lower()}”."
    return f"{reasons[relation]}, and your role may read to the level “{reaches}”: {KINDS[kind]}.{tells}"
