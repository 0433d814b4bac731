"""What other rooms may ask about actions. Row security is the only filter."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max, QuerySet

from lapwing.access import holdings
from lapwing.rules.moments import Moment
from lapwing.work.actions.models import Action


def actions_of(persons: Iterable[uuid.UUID]) -> tuple[Action, ...]:
    """Every action about these persons as told, soonest due first; read once for a page that shows them twice."""
    rows = Action.objects.of(who := frozenset(persons)).select_related("agency")
    return holdings.once(("actions", who), lambda: tuple(rows.order_by("due", "pk")))


def worklist(holders: Iterable[uuid.UUID]) -> QuerySet[Action]:
    """The open actions of these seats and teams, soonest due first."""
    open_ones = Action.objects.filter(holder__in=set(holders), state=Action.State.OPEN)
    return open_ones.select_related("agency").order_by("due", "pk")


def open_until(subjects: set[uuid.UUID]) -> dict[uuid.UUID, datetime]:
    """For each of these subjects with an open action: the end of the last day on which one is due."""
    open_ones = Action.objects.filter(subject__in=subjects, state=Action.State.OPEN)
    days = open_ones.values_list("subject").annotate(last=Max("due"))
    return {subject: Moment.on(day).end for subject, day in days}
