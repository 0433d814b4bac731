"""That two children were found, seen or named together. Who told it is a row apart.

A tie is two rows, one for each child, guarded like that child's own records. It shows only to whoever sees both, and
neither row says who told it: a child who names another is a protected source.
"""

from datetime import date, timedelta

from django.db import models
from django.db.models import Q

from lapwing.access.guarded import Record, guarded
from lapwing.access.levels import Level
from lapwing.access.reach import Kind
from lapwing.cases.missing.columns import a_precision
from lapwing.rules.moments import Moment, Precision

# A tie that nobody renews is no longer shown.
LASTS = timedelta(days=365)


class How(models.TextChoices):
    FOUND = "found", "Found together"
    SEEN = "seen", "Seen together"
    NAMED = "named", "Named together"


class Part(models.TextChoices):
    """The part that a person had in an event. Unknown until somebody says so, with a source and a date."""

    UNKNOWN = "unknown", "Part not known"
    VICTIM = "victim", "Victim"
    WITNESS = "witness", "Witness"
    SUSPECTED = "suspected", "Suspected, not proved"
    CONVICTED = "convicted", "Convicted"


@guarded(Kind.TIE)
class Tie(Record):
    """One child's side of a tie: `person` is this child, `other` the other, both as the recording agency tells them."""

    pair = models.UUIDField(db_index=True, help_text="The same for both sides.")
    other = models.UUIDField()
    how = models.CharField(max_length=6, choices=How)
    at = models.DateTimeField()
    precision = a_precision()
    place = models.CharField(max_length=200, blank=True)
    grade = models.CharField(max_length=3, help_text="The police's grade of the information: source, what was said.")
    expires = models.DateField()
    part = models.CharField(max_length=10, choices=Part, default=Part.UNKNOWN)
    part_source = models.CharField(max_length=200, blank=True)
    part_on = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(part="unknown") | (~Q(part_source="") & Q(part_on__isnull=False)),
                name="tie_part_has_source_and_date",
            )
        ]
        indexes = [models.Index(fields=["person", "at"], name="tie_person_at")]

    @property
    def moment(self) -> Moment:
        return Moment(self.at, Precision(self.precision))

    def stands_on(self, day: date) -> bool:
        return self.withdrawn_at is None and day < self.expires


class Other(models.TextChoices):
    """Who else was there, as far as it may be written: never a name."""

    YOUNG = "young", "Another young person"
    ADULT = "adult", "An adult"
    WORKER = "worker", "Somebody who works with children"
    UNKNOWN = "unknown", "Somebody not known"


@guarded(Kind.TIE)
class Present(Record):
    """Somebody else in the event that ties two children, in a part of their own: unknown until somebody says so.

    `person` is the tie's first child, as the recording agency tells it. It shows on the tie's page alone, so to whoever
    sees both children; no name stands here, and no network draws it.
    """

    pair = models.UUIDField(db_index=True)
    who = models.CharField(max_length=8, choices=Other)
    described = models.CharField(max_length=120, blank=True, help_text="What tells them apart: never a name.")
    part = models.CharField(max_length=10, choices=Part, default=Part.UNKNOWN)
    part_source = models.CharField(max_length=200, blank=True)
    part_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(part="unknown") | (~Q(part_source="") & Q(part_on__isnull=False)),
                name="present_part_has_source_and_date",
            )
        ]


@guarded(Kind.PROTECTED_SOURCE)
class Teller(Record):
    """Who told it: a row of the child who told, shown to the seat that recorded it and to nobody else."""

    level = models.SmallIntegerField(default=Level.RESTRICTED)
    holder = models.UUIDField(help_text="The seat that recorded it.")
    pair = models.UUIDField()
    words = models.CharField(max_length=400, blank=True, help_text="What was told, and how.")
