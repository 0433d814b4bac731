"""Paper with many children on it: asked for by one person, approved by another. Keys only, no copy."""

from django.db import models
from django.db.models import F, Q

from lapwing.access.guarded import Guarded, guarded
from lapwing.access.levels import Level
from lapwing.access.reach import Kind


@guarded(Kind.MISSING, key=None)
class Paper(Guarded):
    """A shift's sheet or a morning's tasking put on paper, or to be approved first; `recorded_by` asked for it."""

    class What(models.TextChoices):
        TASKING = "tasking", "The morning's tasking"
        OUTAGE = "outage", "A shift's sheet for an outage"

    level = models.SmallIntegerField(default=Level.SUMMARY)
    what = models.CharField(max_length=8, choices=What)
    of_area = models.UUIDField(null=True, help_text="The area, or all that whoever asked may see.")
    shift = models.CharField(max_length=12, blank=True)
    notes = models.BooleanField(default=False, help_text="With what matters at the door, in free words.")
    children = models.PositiveIntegerField(help_text="How many children stood on it when it was asked for.")
    approved_by = models.UUIDField(null=True)
    approved_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, help_text="When it was last made as it was asked for.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="paper_two_persons", condition=Q(approved_by=None) | ~Q(approved_by=F("recorded_by"))
            )
        ]
