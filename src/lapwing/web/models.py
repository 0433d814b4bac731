"""Words typed and not yet sent."""

import uuid

from django.db import models
from django.utils import timezone

from lapwing.access.guarded import Guarded, guarded
from lapwing.access.levels import Level
from lapwing.access.reach import Kind


@guarded(Kind.DRAFT, key=None, history=False)
class Draft(Guarded):
    """A form as it was typed, kept for the seat that typed it. Gone when the form is sent."""

    holder: uuid.UUID = models.UUIDField()  # type: ignore[assignment]
    address = models.CharField(max_length=300, help_text="Where the form is sent.")
    content = models.JSONField(default=dict)
    saved_at = models.DateTimeField(default=timezone.now)
    level = models.SmallIntegerField(default=Level.DETAIL)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["holder", "address"], name="draft_once")]


class Sent(models.Model):
    """A form that has been sent: a random mark, or a keyed digest of its words, and the address (keys alone) to which
    its act sent the reader on.
    """

    mark = models.UUIDField(primary_key=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)
    to = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return str(self.pk)


class Cached(models.Model):
    """Django's database cache: counts of failed sign-ins and codes already used, which must hold across processes."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.cache_key
