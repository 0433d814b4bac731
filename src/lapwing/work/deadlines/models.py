"""Clocks, and the settings of an area that they were counted by."""

import hashlib

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from lapwing.access.guarded import guarded
from lapwing.access.reach import Kind
from lapwing.access.register import Writes
from lapwing.directory.models import Dated, Keyed
from lapwing.rules import duties
from lapwing.rules.duties import Due, Duty, Length, LocalSetting, Timeliness, Unit, Window
from lapwing.rules.moments import Moment, Precision
from lapwing.rules.working_days import Counting
from lapwing.work.about import PRECISIONS, About

OPEN_STATES = ("running", "late")


class AreaSetting(Keyed, Dated):
    """How an area does a duty from a day on, where the duty lets it; with its source, and who decided."""

    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="+")
    duty = models.CharField(max_length=60)
    applies = models.BooleanField(default=True)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=20, blank=True, choices=[(unit.value, unit.name.title()) for unit in Unit])
    counting = models.CharField(max_length=2, blank=True, choices=[(c.value, c.name) for c in Counting])
    anchor = models.CharField(max_length=60, blank=True)
    times = models.PositiveSmallIntegerField(null=True, blank=True)
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    kinds = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    source = models.CharField(max_length=200)
    decided_by = models.CharField(max_length=120, help_text="The group or person that decided, in words.")
    recorded_by = models.UUIDField()
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["area", "duty", "since"], name="setting_area_duty")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def local(self) -> LocalSetting:
        """The setting as `rules.duties` reads it. Raises ValueError where its parts do not go together."""
        return LocalSetting(
            length=Length(self.number or 0, Unit(self.unit)) if self.unit else None,
            counting=Counting(self.counting) if self.counting else None,
            anchor=self.anchor or None,
            window=Window(self.times or 0, self.days or 0, frozenset(self.kinds)) if self.times or self.days else None,
            applies=self.applies,
            source=f"{self.source}, decided by {self.decided_by}",
        )


class AreaHours(Keyed, Dated):
    """How a day is parted in an area from a day on: when shifts begin, when offices close, and how long a screen may
    stay locked to the wall; with its source, and who decided.
    """

    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT, related_name="+")
    early_begins = models.TimeField()
    late_begins = models.TimeField(null=True, blank=True, help_text="None where a day has two shifts.")
    night_begins = models.TimeField()
    offices_close = models.TimeField(help_text="What comes after is the night, or the weekend.")
    lock_hours = models.PositiveSmallIntegerField(help_text="A screen on the wall goes dark after so many hours.")
    source = models.CharField(max_length=200)
    decided_by = models.CharField(max_length=120, help_text="The group or person that decided, in words.")
    recorded_by = models.UUIDField()
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["area", "since"], name="hours_area")]
        constraints = [
            models.CheckConstraint(
                name="hours_in_order",
                condition=Q(early_begins__lt=models.F("night_begins"))
                & (
                    Q(late_begins=None)
                    | Q(late_begins__gt=models.F("early_begins"), late_begins__lt=models.F("night_begins"))
                ),
            ),
            models.CheckConstraint(name="hours_lock", condition=Q(lock_hours__range=(1, 24))),
        ]

    def __str__(self) -> str:
        return str(self.pk)


@guarded(Kind.CLOCK, writes=Writes.JOINT)
class Clock(About):
    """A duty running for a child, or for no one child (a list that is to meet): since when, by when, for whom, and what
    became of it.

    `holder` owes it. `agency` owns the record. Times at `earliest` and `latest` have `due_precision`; `late_from` and
    `may_be_late_from` are the instants at which lateness begins, or null where nothing can be late by a number.
    """

    class State(models.TextChoices):
        RUNNING = "running", "Running"
        LATE = "late", "Late"
        MET = "met", "Met"
        NOT_NEEDED = "not_needed", "Not needed"

    person = models.UUIDField(null=True, db_index=True)
    duty = models.CharField(max_length=60)
    edition = models.CharField(max_length=60, help_text="The publication it is counted by.")
    setting = models.ForeignKey(AreaSetting, null=True, on_delete=models.PROTECT, related_name="+")
    trigger_at = models.DateTimeField()
    trigger_precision = models.CharField(max_length=6, choices=PRECISIONS, default=Precision.MINUTE)
    earliest_at = models.DateTimeField()
    latest_at = models.DateTimeField()
    due_precision = models.CharField(max_length=6, choices=PRECISIONS, default=Precision.MINUTE)
    may_be_late_from = models.DateTimeField(null=True)
    late_from = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.RUNNING)
    met_at = models.DateTimeField(null=True)
    met_precision = models.CharField(max_length=6, choices=PRECISIONS, blank=True)
    timeliness = models.CharField(max_length=12, choices=[(t.name.lower(), t.value) for t in Timeliness], blank=True)
    reason = models.TextField(blank=True, help_text="Why it was not needed.")
    late_reason = models.TextField(blank=True, help_text="Why it was late: a fact beside a fact.")

    class Meta:
        constraints = [
            # Never tripped: clocks are written with ON CONFLICT DO NOTHING, and starting one twice changes nothing.
            models.UniqueConstraint(
                fields=["agency", "duty", "subject"], condition=Q(state__in=OPEN_STATES), name="clock_one_running"
            )
        ]
        indexes = [
            models.Index(fields=["holder", "latest_at"], condition=Q(state__in=OPEN_STATES), name="clock_open_holder"),
            models.Index(fields=["late_from"], condition=Q(state="running"), name="clock_running_late"),
        ]

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def explained(self) -> str:
        """What a page remembers of why it was late, so that nobody puts their words over another's unawares."""
        return hashlib.sha256(self.late_reason.encode()).hexdigest()[:16] if self.late_reason else ""

    @property
    def what(self) -> Duty:
        return duties.get(self.duty)

    @property
    def trigger(self) -> Moment:
        return Moment(self.trigger_at, Precision(self.trigger_precision))

    @property
    def met(self) -> Moment | None:
        return Moment(self.met_at, Precision(self.met_precision)) if self.met_at else None

    @property
    def due(self) -> Due:
        """Counted again from what the clock keeps: its trigger, its edition's day and its area's setting."""
        return duties.due(self.what, self.trigger, local=self.setting.local if self.setting else None)

    def count(self, trigger: Moment, setting: AreaSetting | None) -> None:
        """Set what follows from the trigger. Raises NoEdition, or NotPermitted where the duty does not apply."""
        due = duties.due(self.what, trigger, local=setting.local if setting else None)
        self.setting, self.edition = setting, due.edition.publication.key
        self.trigger_at, self.trigger_precision = trigger.at, trigger.precision
        self.earliest_at, self.latest_at, self.due_precision = due.earliest.at, due.latest.at, due.latest.precision
        self.may_be_late_from, self.late_from = due.may_be_late_from, due.late_from

    def judge(self, met: Moment) -> None:
        """Set what follows from its having been done."""
        self.state, self.met_at, self.met_precision = self.State.MET, met.at, met.precision
        self.timeliness = self.due.judge(met).name.lower()
