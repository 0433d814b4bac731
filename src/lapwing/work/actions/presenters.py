"""An action's words and colours on a page."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from lapwing.rules.moments import Moment, london_date, plural
from lapwing.web import parts
from lapwing.work import naming, subjects
from lapwing.work.actions.models import Action

COLOURS = {Action.State.OPEN: "blue", Action.State.DONE: "green", Action.State.WITHDRAWN: "grey"}


@dataclass(frozen=True)
class Line:
    """An action in the tracker."""

    action: Action
    owner: str
    child: naming.Named
    clock: parts.Clock
    tag: parts.Tag
    age: str
    source: str
    source_url: str


def clock(action: Action, now: datetime | None = None) -> parts.Clock:
    """How an action stands: "Due in 3 days", "Overdue by 2 days", "Done in time"."""
    withdrawn = action.reason if action.state == Action.State.WITHDRAWN else None
    met = Moment(action.done_at).at if action.state == Action.State.DONE and action.done_at else None
    return parts.clock(action.due, now=now, met=met, not_needed=withdrawn)


def tag(action: Action) -> parts.Tag:
    state = Action.State(action.state)
    return parts.Tag(state.label, COLOURS[state])


def age(action: Action, now: datetime | None = None) -> str:
    """How long ago it was agreed: "34 days"; for what is done, how long it took."""
    end = action.done_at or now or timezone.now()
    return plural((london_date(end) - london_date(action.recorded_at)).days, "day")


def lines(actions: Sequence[Action], now: datetime) -> list[Line]:
    children = naming.children(action.person for action in actions)
    owners = naming.holders(action.holder for action in actions)
    urls = subjects.urls_of((action.subject_kind, action.subject) for action in actions)
    return [_line(action, children, owners, urls, now) for action in actions]


def _line(
    action: Action, children: Mapping[uuid.UUID | None, naming.Named], owners: Mapping[uuid.UUID, str],
    urls: Mapping[tuple[str, uuid.UUID], str], now: datetime,
) -> Line:  # fmt: skip
    return Line(
        action, owners.get(action.holder, ""), children[action.person], clock(action, now), tag(action),
        age(action, now), subjects.words_of(action.subject_kind),
        urls[action.subject_kind, action.subject],
    )  # fmt: skip
