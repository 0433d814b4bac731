"""May this viewer see this record? The answer for one record, with its reason; written apart from the policies.

`policies` is the only filter that a list has. This says why, and a property test holds the two together.
"""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from lapwing.access.guarded import GUARDS, Guard
from lapwing.access.levels import Level
from lapwing.access.models import Conflict, Identity, Place, Seal
from lapwing.access.reach import KINDS, Kind, Relation, highest
from lapwing.access.viewer import Viewer


class Refused(PermissionError):
    """A record may not be seen; the message says why, in words for the person."""


@dataclass(frozen=True)
class Answer:
    """Yes or no, and the sentence a page shows under "why can I see this?"."""

    yes: bool
    sentence: str

    def __bool__(self) -> bool:
        return self.yes


def may_see(viewer: Viewer, record: Any) -> Answer:
    """Whether this viewer sees this record, and why. Ask it inside the viewer."""
    guard = GUARDS[record._meta.db_table]
    children = _children(guard, record)
    if refusal := _hidden(viewer, children):
        return refusal
    level = Level(getattr(record, "level", Level.POINTER))
    for relation in Relation:
        if _stands(viewer, guard, record, relation, children, level):
            if level <= highest(viewer.role, guard.kind, relation):
                return Answer(True, _why(guard.kind, relation, level))
    return Answer(False, f"Nothing opens {KINDS[guard.kind]} at this level to your role here.")


def require_may_see(viewer: Viewer, record: Any) -> None:
    """Refuse, and say why."""
    if not (answer := may_see(viewer, record)):
        raise Refused(answer.sentence)


def _children(guard: Guard, record: Any) -> set[Any]:
    if guard.key is None:
        return set()
    if guard.key == "child":
        return {record.child}
    if record.person is None:
        return set()
    return set(Identity.objects.filter(person=record.person).values_list("child", flat=True)) or {record.person}


def _hidden(viewer: Viewer, children: set[Any]) -> Answer | None:
    now = timezone.now()
    if Conflict.objects.filter(account=viewer.account, child__in=children, until=None).exists():
        return Answer(False, "You declared a conflict of interest with this child.")
    if viewer.is_person:
        for child in children & set(_sealed_children()):
            inside = Place.objects.filter(
                child=child, holder__in=viewer.holders, reaches=Level.SEALED, opens__lte=now, ends__gt=now
            )
            if not inside.exists():
                return Answer(False, "There is no such record.")
    return None


def _sealed_children() -> list[Any]:
    return list(Seal.objects.filter(until=None).values_list("child", flat=True))


def _stands(
    viewer: Viewer, guard: Guard, record: Any, relation: Relation, children: set[Any], level: Level
) -> bool:
    if relation is Relation.OWN:
        return bool(guard.has_agency and record.agency_id == viewer.agency)
    if relation is Relation.NAMED:
        return bool(guard.has_holder and record.holder in viewer.holders)
    if relation is Relation.CIRCLE:
        return any(_place_reaches(viewer, child, guard, level) for child in children)
    return True


def _place_reaches(viewer: Viewer, child: Any, guard: Guard, level: Level) -> bool:
    now = timezone.now()
    places = Place.objects.filter(child=child, holder__in=viewer.holders, opens__lte=now, ends__gt=now)
    if guard.kind is not Kind.PLACE:
        places = places.filter(reaches__gte=level)
    return places.exists()


def _why(kind: Kind, relation: Relation, level: Level) -> str:
    reasons = {
        Relation.OWN: "It is your own agency's record",
        Relation.CIRCLE: "You or your team stand in this child's circle",
        Relation.NAMED: "It names you or your team",
        Relation.ANY: "Background work sees it for its purpose",
    }
    return f"{reasons[relation]}, and your role is shown {KINDS[kind]} to the level “{level.name.lower()}”."
