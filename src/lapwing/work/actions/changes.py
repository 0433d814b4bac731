"""Actions added, done, moved, withdrawn and opened again. Each act holds the circle open, or lets go."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from lapwing.access import ledger
from lapwing.access.levels import Level
from lapwing.access.models import LedgerAct
from lapwing.access.viewer import current, turning
from lapwing.directory.keys import new_key
from lapwing.directory.models import Seat
from lapwing.work import holding
from lapwing.work.actions.models import Action


@dataclass(frozen=True)
class NewAction:
    """An action to add: about whom (or about no child), from what, the words, whose seat and agency, by which day."""

    person: uuid.UUID | None
    subject_kind: str
    subject: uuid.UUID
    text: str
    owner: uuid.UUID
    agency: uuid.UUID
    due: date
    theme: str = ""
    level: int = Level.SUMMARY


def add(actions: Sequence[NewAction]) -> list[Action]:
    """Add these actions. Raises ValueError where one has no words."""
    if any(not one.text.strip() for one in actions):
        raise ValueError("Say what is to be done.")
    rows = [
        Action(
            id=new_key(), person=one.person, agency_id=one.agency, level=one.level, holder=one.owner, text=one.text,
            subject_kind=one.subject_kind, subject=one.subject, due=one.due, theme=one.theme,
        )
        for one in actions
    ]  # fmt: skip
    Action.objects.bulk_create(rows)
    _write("work.add_actions", rows)
    return rows


def complete(action: Action, evidence: str, *, impact: str = "") -> bool:
    """It is done, with evidence. False where the viewer may not say so, or somebody said so before."""
    if not evidence.strip():
        raise ValueError("Say what shows that it is done: evidence is part of the record.")
    return _change(
        "work.complete_action", action, was=Action.State.OPEN, state=Action.State.DONE, done_at=timezone.now(),
        done_by=current().seat, evidence=evidence, impact=impact,
    )  # fmt: skip


def reopen(action: Action, reason: str) -> bool:
    """It was not done after all, or not enough; what was said before stays in its history. False where it is open."""
    if not reason.strip():
        raise ValueError("Say why it is open again.")
    if action.state == Action.State.OPEN:
        return False
    return _change(
        "work.reopen_action", action, was=action.state, state=Action.State.OPEN, done_at=None, done_by=None,
        reason=reason,
    )  # fmt: skip


def withdraw(action: Action, reason: str) -> bool:
    """It will not be done, for a reason."""
    if not reason.strip():
        raise ValueError("Say why it will not be done.")
    return _change("work.withdraw_action", action, was=Action.State.OPEN, state=Action.State.WITHDRAWN, reason=reason)


def move(action: Action, *, owner: Seat, due: date, reason: str, before: str | None = None) -> bool:
    """Somebody else does it, or it is due on another day, for a reason. `before` is what stood (`Action.agreed`) when
    its page was opened, else as the row was read. False where it is not open, or somebody moved it since.
    """
    if not reason.strip():
        raise ValueError("Say why it is moved.")
    shown = action.agreed if before is None else before
    # Whoever hands an action to another agency may not read it any more: the row is written for them.
    with turning():
        standing = Action.objects.select_for_update().get(pk=action.pk)
        if standing.agreed != shown or standing.state != Action.State.OPEN:
            return False
        Action.objects.filter(pk=action.pk).update(holder=owner.pk, agency=owner.agency_id, due=due, reason=reason)
    _write("work.move_action", [action])
    return True


def _change(door: str, action: Action, *, was: str, **values: object) -> bool:
    """Change one action that still stands as it was read: of two people at once, the second is told."""
    if not Action.objects.filter(pk=action.pk, state=was).update(**values):
        return False
    for name, value in values.items():
        setattr(action, name, value)
    _write(door, [action])
    return True


def _write(door: str, actions: Iterable[Action]) -> None:
    touched = list(actions)
    if touched:
        holding.settle({action.subject for action in touched})
        persons = {action.person for action in touched if action.person}
        ledger.line(LedgerAct.CHANGE, door, persons=persons, subjects=[action.pk for action in touched])
