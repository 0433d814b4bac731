"""What was published in a yearly report, frozen: words, values, definition, and the snapshot behind them."""

import hashlib
import json
from typing import Any

from django.db import models
from django.utils import timezone

from lapwing.directory.keys import new_key
from lapwing.exchange.snapshot.models import Snapshot
from lapwing.measures.periods import Year


class PublishedSection(models.Model):
    """One section of one year's report. Never changed: a later edition is a row of its own."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    measure = models.CharField(max_length=60)
    start = models.IntegerField(help_text="The calendar year in which the financial year starts.")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    definition_digest = models.CharField(max_length=64)
    content = models.TextField(help_text="Words, values and definition, as canonical JSON.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the content.")
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.UUIDField(help_text="The seat.")

    class Meta:
        ordering = ("-published_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "start", "snapshot", "definition_digest"], name="published_section_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def year(self) -> Year:
        return Year(self.start)

    @property
    def said(self) -> dict[str, Any]:
        """The content as values. Raises ValueError where it is not what was published."""
        if hashlib.sha256(self.content.encode()).hexdigest() != self.digest:
            raise ValueError("The published section is not what was published: its digest does not agree.")
        return dict(json.loads(self.content))
