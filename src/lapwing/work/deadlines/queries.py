"""What other rooms may ask about clocks. Row security is the only filter."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from lapwing.access import holdings
from lapwing.rules.duties import LocalSetting
from lapwing.work.deadlines.models import OPEN_STATES, AreaSetting, Clock


def clocks_of(persons: Iterable[uuid.UUID]) -> QuerySet[Clock]:
    """Every clock of these persons as told, soonest due first; open and closed."""
    return Clock.objects.of(persons).select_related("agency", "setting").order_by("latest_at", "pk")


def worklist(
    holders: Iterable[uuid.UUID], *, duty: str = "", state: str = "", due_before: datetime | None = None
) -> QuerySet[Clock]:
    """The open clocks that these seats and teams owe, soonest due first."""
    clocks = Clock.objects.filter(holder__in=set(holders), state__in=[state] if state else OPEN_STATES)
    if duty:
        clocks = clocks.filter(duty=duty)
    if due_before:
        clocks = clocks.filter(latest_at__lt=due_before)
    return clocks.select_related("agency", "setting").order_by("latest_at", "pk")


def open_for(subjects: Iterable[uuid.UUID], also: Iterable[uuid.UUID] = ()) -> QuerySet[Clock]:
    """The clocks that run on these subjects, late ones included; and `also` those of these keys."""
    clocks = Clock.objects.filter(Q(subject__in=set(subjects)) | Q(pk__in=set(also)), state__in=OPEN_STATES)
    return clocks.select_related("setting").order_by("latest_at", "pk")


def open_until(subjects: set[uuid.UUID]) -> dict[uuid.UUID, datetime]:
    """For each of these subjects on which a clock runs: when the last of them is due."""
    running = Clock.objects.filter(subject__in=subjects, state__in=OPEN_STATES)
    return dict(running.values_list("subject").annotate(last=Max(Coalesce("late_from", "latest_at"))))


def setting_for(area: uuid.UUID | None, duty: str) -> LocalSetting | None:
    """How an area does a duty today, or None where it does it as guidance has it."""
    return settings().get((area, duty))


def settings() -> dict[tuple[uuid.UUID | None, str], LocalSetting]:
    """How each area does each duty today that it does in its own way: a handful, read once for a page."""
    return holdings.once("settings", _settings)


def _settings() -> dict[tuple[uuid.UUID | None, str], LocalSetting]:
    today = timezone.localdate()
    in_force = Q(until=None) | Q(until__gt=today)
    rows = AreaSetting.objects.filter(in_force, since__lte=today).order_by("since", "recorded_at")
    return {(row.area_id, row.duty): row.local for row in rows}  # of two, the one set last
