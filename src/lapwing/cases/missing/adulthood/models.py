"""The handover of a young person to an adult service."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from lapwing.access.guarded import Record, guarded
from lapwing.access.levels import Level
from lapwing.access.reach import Kind
from lapwing.access.register import Writes
from lapwing.cases.missing.columns import a_precision, moment
from lapwing.rules.moments import Moment


@guarded(Kind.MISSING, writes=Writes.JOINT)
class Handover(Record):
    """That somebody turns 18 with an open risk; which adult service was told of it, and whether it took it on."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "No adult service told yet"
        TOLD = "told", "Told, not taken on yet"
        TAKEN_ON = "taken_on", "Taken on by the adult service"
        NOT_NEEDED = "not_needed", "Not needed"

    level = models.SmallIntegerField(default=Level.DETAIL)
    holder = models.UUIDField(help_text="The team that hands over.")
    turns_18 = models.DateField()
    risks = ArrayField(models.CharField(max_length=40), help_text="Codes of what is open, as of the proposal.")
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    service = models.CharField(max_length=160, blank=True, help_text="The adult service, by name.")
    contact = models.CharField(max_length=160, blank=True, help_text="Who there: name, role, telephone.")
    told_at = models.DateTimeField(null=True)
    told_precision = a_precision()
    passed_on = models.TextField(blank=True, help_text="What they were told, and whether the young person agreed.")
    taken_on_at = models.DateTimeField(null=True)
    taken_on_precision = a_precision()
    taken_on_by = models.CharField(max_length=160, blank=True)
    reason = models.TextField(blank=True, help_text="Why none is needed.")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["holder", "turns_18"], name="handover_holder_turns_18")]
        constraints = [
            # Never tripped: written with ON CONFLICT DO NOTHING, so that a second run proposes nothing twice.
            models.UniqueConstraint(
                fields=["person"], condition=Q(state__in=["proposed", "told"]), name="handover_one_open"
            )
        ]

    @property
    def told(self) -> Moment | None:
        return moment(self.told_at, self.told_precision)

    @property
    def taken_on(self) -> Moment | None:
        return moment(self.taken_on_at, self.taken_on_precision)

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.PROPOSED, self.State.TOLD)
