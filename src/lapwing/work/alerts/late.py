"""What became late is told to whoever owes it, once. What was late when it was recorded tells nobody anything new."""

from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from lapwing.access.levels import Level
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
    why_not = routes.receivable(clock.holder for clock in waiting)
    return raise_alerts([
        Raise(
            KIND, clock.person, clock.agency_id, "clock", clock.pk, clock.holder,
            _words(clock), area=clock.area_id,
        )
        for clock in waiting
        if not why_not[clock.holder]
    ])  # fmt: skip


def _words(clock: Clock) -> str:
    """What is overdue. What only those who owe it may know is not named: the alert itself shows further than it."""
    if clock.level > Level.SUMMARY:
        return "Something that you owe is overdue"
    return f"{clock.what.title}: was due {clock.due.words}"
