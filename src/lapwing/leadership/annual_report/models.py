"""What was published in a yearly report, frozen: words, values, definitions, the snapshot behind them, and files."""

from django.db import models
from django.utils import timezone

from lapwing.directory.keys import new_key
from lapwing.exchange.snapshot.models import Snapshot
from lapwing.leadership.annual_report import content as contents
from lapwing.leadership.scorecard.elsewhere import Elsewhere
from lapwing.measures.periods import Year


class PublishedSection(models.Model):
    """One section of one year's report. Never changed: a later edition is a row of its own."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    section = models.CharField(max_length=60)
    start = models.IntegerField(help_text="The calendar year in which the financial year starts.")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    definition_digest = models.CharField(max_length=64, help_text="SHA-256 over the digests of its definitions.")
    content = models.TextField(help_text="Words, values and definitions, as canonical JSON.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the content.")
    address = models.CharField(max_length=200, help_text="The site's address, as the links of its files have it.")
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.UUIDField(help_text="The seat.")

    class Meta:
        ordering = ("-published_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["section", "start", "snapshot", "definition_digest"], name="published_section_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def year(self) -> Year:
        return Year(self.start)

    @property
    def said(self) -> contents.Section:
        """What it says. Raises ValueError where that is not what was published."""
        if contents.digest(self.content) != self.digest:
            raise ValueError("The published section is not what was published: its digest does not agree.")
        return contents.read(self.content)


class PublishedFile(models.Model):
    """The section as the file that was published: a later version of a library changes nothing of it."""

    class Form(models.TextChoices):
        PDF = "pdf", "PDF"
        WORD = "docx", "Word"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    section = models.ForeignKey(PublishedSection, on_delete=models.PROTECT, related_name="files")
    form = models.CharField(max_length=4, choices=Form)
    content = models.BinaryField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["section", "form"], name="published_file_once")]

    def __str__(self) -> str:
        return str(self.pk)


def published() -> list[Elsewhere]:
    """From which snapshot each section that was published came, and which years it shows."""
    rows = PublishedSection.objects.defer("content").select_related("snapshot")
    return [(row.snapshot, (row.year, row.year.before)) for row in rows]
