"""The register of snapshots. It names no child: agencies, areas, days, counts and digests of files."""

from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils import timezone

from lapwing.directory.keys import new_key
from lapwing.measures.coverage import Coverage, Told
from lapwing.measures.estimates import Estimate


class Snapshot(models.Model):
    """One snapshot: when, how much, what each agency had told by then, and the digests of its files."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    taken_at = models.DateTimeField(help_text="The moment of the one transaction that read everything.")
    absences = models.IntegerField()
    children = models.IntegerField()
    areas = models.JSONField(default=list, help_text="Areas reported on: pairs of code and name, in their order.")
    told = models.JSONField(default=list, help_text="What each agency had told about: measures.coverage.Told as rows.")
    populations = models.JSONField(
        default=list,
        help_text="Children who live in each area, as estimated by then: measures.estimates.Estimate as rows.",
    )
    digests = models.JSONField(default=dict, help_text="SHA-256 of each file.")

    class Meta:
        ordering = ("-taken_at", "-id")
        get_latest_by = "taken_at"

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def folder(self) -> Path:
        return Path(settings.DATA) / "snapshots" / str(self.pk)

    @property
    def coverage(self) -> Coverage:
        """What each agency had told about, by the day on which this was taken."""
        rows = (Told(area, agency, kind, _day(first), _day(last)) for area, agency, kind, first, last in self.told)
        return Coverage(tuple(rows), timezone.localdate(self.taken_at))

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """How many children live in each area, as anybody had estimated by then."""
        return tuple(Estimate(*row) for row in self.populations)

    @property
    def area_names(self) -> dict[str, str]:
        return dict(self.areas)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
