"""What became late is told to whoever owes it, once. What was late when it was recorded tells nobody anything new."""

import uuid
from collections.abc import Sequence
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from lapwing.access.levels import Level
from lapwing.directory.models import Team
from lapwing.work.alerts import routes
from lapwing.work.alerts.changes import Raise, raise_alerts
from lapwing.work.alerts.models import Alert
from lapwing.work.deadlines.models import Clock

KIND = "clock_late"
LOOKS_BACK = timedelta(days=7)
BATCH = 200


def tell() -> list[Alert]:
    """Raise an alert for each clock that became late and that nobody was told of. Inside `clockwork`.

    Of a clock about no one child nobody is woken: it stands on the worklist, on *Today* and on the morning's tasking.
    """
    since = timezone.now() - LOOKS_BACK
    late = Clock.objects.filter(state=Clock.State.LATE, late_from__gt=F("recorded_at"), late_from__gte=since)
    late = late.exclude(person=None)
    told = Alert.objects.filter(kind=KIND, subject_kind="clock").values("subject")
    waiting = list(late.exclude(pk__in=told).select_for_update(skip_locked=True, of=("self",))[:BATCH])
    whom = _whom(waiting)
    return raise_alerts([
        Raise(KIND, clock.person, clock.agency_id, "clock", clock.pk, holder, _words(clock), area=clock.area_id)
        for clock in waiting
        if (holder := whom[clock.pk]) is not None
    ])  # fmt: skip


def _whom(waiting: Sequence[Clock]) -> dict[uuid.UUID, uuid.UUID | None]:
    """Whoever owes it; where an alert could not reach them (a seat without a deputy, a team that was closed), those of
    their agency who answer at any hour.
    """
    why_not = routes.receivable(clock.holder for clock in waiting)
    lost = {clock.agency_id for clock in waiting if why_not[clock.holder]}
    teams = Team.objects.filter(agency__in=lost, purpose="night", round_the_clock=True, closed_on=None).order_by("pk")
    nights = dict(teams.values_list("pk", "agency"))
    unreached = routes.receivable(nights)
    at_any_hour = {agency: team for team, agency in nights.items() if not unreached[team]}
    return {clock.pk: at_any_hour.get(clock.agency_id) if why_not[clock.holder] else clock.holder for clock in waiting}


def _words(clock: Clock) -> str:
    """What is overdue. What only those who owe it may know is not named: the alert itself shows further than it."""
    if clock.level > Level.SUMMARY:
        return "Something that you owe is overdue"
    return f"{clock.what.title}: was due {clock.due.words}"
