"""Clocks started, met, found not needed, and counted again. Each act takes a set, and holds the circle open or lets go.

What follows from a fact follows whether or not the one who told it may read the clock: a police officer who records a
return stops the council's clock. So the acts read and write clocks as the clockwork does (`access.viewer.turning`).
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from lapwing.access import ledger
from lapwing.access.levels import Level
from lapwing.access.models import LedgerAct
from lapwing.access.viewer import current, turning
from lapwing.directory.keys import new_key
from lapwing.rules import duties
from lapwing.rules.duties import LocalSetting, NoEdition, NotPermitted
from lapwing.rules.moments import Moment
from lapwing.work import holding
from lapwing.work.deadlines.models import OPEN_STATES, AreaSetting, Clock

BATCH = 1_000


@dataclass(frozen=True)
class Start:
    """A clock to start: the duty (`rules.duties`), about whom, owned by which agency, on what, from when, owed by whom.

    `person` is None where a duty is about no one child: that a list meets again.

    `area` gives the local setting; without one the duty runs as guidance has it.
    """

    duty: str
    person: uuid.UUID | None
    agency: uuid.UUID
    subject_kind: str
    subject: uuid.UUID
    trigger: Moment
    holder: uuid.UUID
    area: uuid.UUID | None = None
    level: int = Level.SUMMARY


def start(clocks: Sequence[Start]) -> list[Clock]:
    """Start these clocks; returns one for each that runs, new or already running, in their order.

    One runs for each duty and subject: starting it again changes nothing. A duty that does not apply in the area, or
    of which no edition was in force on the trigger's day, starts no clock.
    """
    if not clocks:
        return []
    settings = _settings({(one.area, one.duty) for one in clocks if one.area})
    with turning():
        running = _running({one.subject for one in clocks})
        fresh: dict[tuple[str, uuid.UUID], Clock] = {}
        for one in clocks:
            if (one.duty, one.subject) not in running and (clock := _clock(one, settings)) is not None:
                fresh[one.duty, one.subject] = clock
        Clock.objects.bulk_create(fresh.values(), ignore_conflicts=True, batch_size=BATCH)
    _write("work.start_clocks", fresh.values())
    found = running | fresh
    return [found[one.duty, one.subject] for one in clocks if (one.duty, one.subject) in found]


def _clock(one: Start, settings: dict[tuple[uuid.UUID, str], list[AreaSetting]]) -> Clock | None:
    clock = Clock(
        id=new_key(), person=one.person, agency_id=one.agency, area_id=one.area, level=one.level, holder=one.holder,
        subject_kind=one.subject_kind, subject=one.subject, duty=one.duty, recorded_by=current().seat,
    )  # fmt: skip
    try:
        clock.count(one.trigger, _in_force(settings, one.area, one.duty, one.trigger.day))
    except (NoEdition, NotPermitted):
        return None
    return clock


def _running(subjects: set[uuid.UUID]) -> dict[tuple[str, uuid.UUID], Clock]:
    clocks = Clock.objects.filter(subject__in=subjects, state__in=OPEN_STATES).select_related("setting")
    return {(clock.duty, clock.subject): clock for clock in clocks}


def _stopping(duty: str, subjects: Iterable[uuid.UUID]) -> list[Clock]:
    return _held(Clock.objects.filter(duty=duty, subject__in=set(subjects), state__in=OPEN_STATES))


def _held(clocks: QuerySet[Clock]) -> list[Clock]:
    """Clocks to be judged or counted again: who stops one and who corrects its trigger at once wait for one another."""
    return list(clocks.select_related("setting").select_for_update(of=("self",)).order_by("pk"))


def _settings(wanted: set[tuple[uuid.UUID, str]]) -> dict[tuple[uuid.UUID, str], list[AreaSetting]]:
    found: dict[tuple[uuid.UUID, str], list[AreaSetting]] = {}
    rows = AreaSetting.objects.filter(area__in={area for area, _ in wanted}, duty__in={duty for _, duty in wanted})
    for row in rows.order_by("-since", "-recorded_at"):
        found.setdefault((row.area_id, row.duty), []).append(row)
    return found


def _in_force(
    settings: dict[tuple[uuid.UUID, str], list[AreaSetting]], area: uuid.UUID | None, duty: str, day: date
) -> AreaSetting | None:
    """The area's setting on the trigger's day: like an edition, a new one leaves running clocks alone."""
    rows = settings.get((area, duty), []) if area else []
    return next((row for row in rows if row.since <= day and (row.until is None or day < row.until)), None)


def meet(duty: str, at: Moment, *, subjects: Iterable[uuid.UUID]) -> int:
    """What was due on these subjects was done at a moment; returns how many clocks that stopped."""
    return len(meet_each(duty, dict.fromkeys(subjects, at)))


def meet_each(duty: str, done: Mapping[uuid.UUID, Moment]) -> dict[uuid.UUID, Clock]:
    """What was due on each subject was done at its own moment; gives the clocks that stopped, by subject."""
    with turning():
        clocks = _stopping(duty, done)
        for clock in clocks:
            clock.judge(done[clock.subject])
        Clock.objects.bulk_update(clocks, ["state", "met_at", "met_precision", "timeliness"], batch_size=BATCH)
    _write("work.meet_clocks", clocks)
    return {clock.subject: clock for clock in clocks}


def not_needed(duty: str, *, subjects: Iterable[uuid.UUID], reason: str) -> int:
    """What was due on these subjects need not be done, for a reason; returns how many clocks that stopped."""
    if not reason.strip():
        raise ValueError("Say why it is not needed: the reason stands beside the clock.")
    with turning():
        clocks = _stopping(duty, subjects)
        for clock in clocks:
            clock.state, clock.reason = Clock.State.NOT_NEEDED, reason
        Clock.objects.bulk_update(clocks, ["state", "reason"], batch_size=BATCH)
    _write("work.clocks_not_needed", clocks)
    return len(clocks)


def recompute(duty: str, trigger: Moment, *, subject: uuid.UUID) -> int:
    """The trigger was corrected: count this subject's clocks of the duty again, and judge again what was done.

    What the clock was before stays in its history. A clock found not needed stays so.
    """
    with turning():
        clocks = _held(Clock.objects.filter(duty=duty, subject=subject))
        settings = _settings({(clock.area_id, duty) for clock in clocks if clock.area_id})
        changed = [clock for clock in clocks if clock.trigger != trigger and _recount(clock, trigger, settings)]
        Clock.objects.bulk_update(
            changed,
            ["setting", "edition", "trigger_at", "trigger_precision", "earliest_at", "latest_at", "due_precision",
             "may_be_late_from", "late_from", "state", "timeliness"],
        )  # fmt: skip
    _write("work.recount_clocks", changed)
    return len(changed)


def _recount(clock: Clock, trigger: Moment, settings: dict[tuple[uuid.UUID, str], list[AreaSetting]]) -> bool:
    try:
        clock.count(trigger, _in_force(settings, clock.area_id, clock.duty, trigger.day))
    except (NoEdition, NotPermitted):
        return False
    if clock.met is not None:
        clock.judge(clock.met)
    elif clock.state == Clock.State.LATE and clock.late_from and clock.late_from > timezone.now():
        clock.state = Clock.State.RUNNING
    return True


def explain_lateness(clock: Clock, reason: str, *, before: str | None = None) -> bool:
    """Why something was late, in the words of those who owe it. `before` is the mark of what stood (`Clock.explained`)
    when its page was opened, else as the row was read. False where the viewer may not write it, and where somebody else
    said another reason since.
    """
    shown = clock.explained if before is None else before
    held = Clock.objects.select_for_update().filter(pk=clock.pk).exclude(late_from=None).first()
    if held is None or held.explained != shown:
        return False
    changed = Clock.objects.filter(pk=clock.pk).update(late_reason=reason)
    ledger.line(LedgerAct.CHANGE, "work.explain_lateness", subjects=[clock.pk])
    return bool(changed)


def mark_late() -> list[Clock]:
    """Mark the clocks whose time has passed. Background work: run it inside `clockwork`; twice changes nothing."""
    now = timezone.now()
    passed = list(
        Clock.objects.filter(state=Clock.State.RUNNING, late_from__lte=now)
        .select_for_update(skip_locked=True, of=("self",))
        .order_by("late_from")[:BATCH]
    )
    Clock.objects.filter(pk__in=[clock.pk for clock in passed]).update(state=Clock.State.LATE)
    _write("work.mark_late", passed)
    return passed


def _write(door: str, clocks: Iterable[Clock]) -> None:
    """The line in the ledger, and the ends of the places that these subjects hold open."""
    touched = list(clocks)
    if touched:
        holding.settle({clock.subject for clock in touched})
        persons = {clock.person for clock in touched if clock.person}
        ledger.line(LedgerAct.CHANGE, door, persons=persons, subjects=[c.pk for c in touched])


@dataclass(frozen=True)
class NewSetting:
    """How an area does a duty from a day on; `local` as `rules.duties` reads it, its source included."""

    area: uuid.UUID
    duty: str
    local: LocalSetting
    since: date
    decided_by: str


def set_for_area(wanted: NewSetting) -> AreaSetting:
    """From a day on an area does a duty its own way. Raises NotPermitted, with a sentence, where it may not."""
    duties.check(duties.get(wanted.duty), wanted.local)
    local, window = wanted.local, wanted.local.window
    setting = AreaSetting(
        area_id=wanted.area, duty=wanted.duty, since=wanted.since, applies=local.applies,
        number=local.length.number if local.length else None, unit=local.length.unit if local.length else "",
        counting=local.counting or "", anchor=local.anchor or "", times=window.times if window else None,
        days=window.days if window else None, kinds=sorted(window.kinds) if window else [], source=local.source,
        decided_by=wanted.decided_by, recorded_by=current().seat,
    )  # fmt: skip
    before = AreaSetting.objects.filter(area=wanted.area, duty=wanted.duty, until=None, since__lt=wanted.since)
    before.update(until=wanted.since)
    setting.save(force_insert=True)
    ledger.line(LedgerAct.CHANGE, "work.set_for_area", subjects=[setting.pk])
    return setting
