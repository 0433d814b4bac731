"""What people add to the numbers: events on the time line, comments, and which numbers were published.

None of it is about a child: words beside a number name nobody, and the pages say so where they are written.
"""

from django.db import models
from django.utils import timezone

from lapwing.directory.keys import new_key
from lapwing.exchange.snapshot.models import Snapshot
from lapwing.measures.periods import Period, parse


class Said(models.Model):
    """Who added something, and when."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    by = models.UUIDField(help_text="The seat.")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)


class Event(Said):
    """Something that happened on a day and may explain a number: a new front door. Pinned to the time line."""

    on = models.DateField()
    area = models.CharField(max_length=3, blank=True, help_text="The local authority's figures; empty: all of them.")
    words = models.CharField(max_length=80)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True, help_text="The seat.")

    class Meta:
        ordering = ("on", "id")


class Comment(Said):
    """What somebody says of a number. Never changed; another comment corrects it."""

    measure = models.CharField(max_length=60)
    area = models.CharField(max_length=12, help_text="As in an address: the local authority's figures, or `all`.")
    period = models.CharField(max_length=12)
    words = models.TextField()

    class Meta:
        ordering = ("-at", "-id")

    @property
    def of(self) -> Period:
        return parse(self.period)


class Edition(Said):
    """The numbers of a scorecard as they were published: texts after suppression, by measure, area and period."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    texts = models.JSONField(help_text="Text by `measure/area/period`, of periods that were over.")
    standing = models.JSONField(
        default=dict, help_text="By place, the earlier snapshot of a text that stands as it was published before."
    )

    class Meta:
        ordering = ("-at", "-id")


class Restatement(models.Model):
    """A quarter's number that a later edition gave otherwise: what it was, what it is, and why."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="restatements")
    measure = models.CharField(max_length=60)
    area = models.CharField(max_length=12, help_text="As in an address.")
    period = models.CharField(max_length=12)
    was = models.CharField(max_length=40)
    now = models.CharField(max_length=40)
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ("period", "measure", "area")

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def of(self) -> Period:
        return parse(self.period)
