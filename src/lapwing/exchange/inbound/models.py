"""Files that agencies sent: each with its rows as told, and what became of every one of them.

These tables hang on an agency and on no child, so that whoever reads a file in sees what they themselves sent, and
nothing more: a row about a sealed child looks like any other.
"""

import hashlib

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from lapwing.access.guarded import Guarded, guarded
from lapwing.access.levels import Level
from lapwing.access.reach import Kind


@guarded(Kind.INTAKE, key=None)
class Intake(Guarded):
    """One file. The same file sent again is the same intake: it goes on where it stopped, or changes nothing."""

    class State(models.TextChoices):
        SHOWN = "shown", "Read, and not yet confirmed"
        TAKING = "taking", "Being read in"
        DONE = "done", "Read in"
        THROWN_AWAY = "thrown_away", "Thrown away"

    digest = models.CharField(max_length=64, help_text="SHA-256 of the file.")
    format = models.CharField(max_length=40)
    name = models.CharField(max_length=200, blank=True, help_text="What the file was called.")
    encoding = models.CharField(max_length=20)
    headings = ArrayField(models.TextField())
    rows = models.IntegerField()
    before = models.IntegerField(default=0, help_text="Lines before the headings.")
    blank = models.IntegerField(default=0, help_text="Blank lines among the rows.")
    mapped = models.JSONField(default=dict, help_text="The file's own heading for each of ours, where mapped.")
    state = models.CharField(max_length=12, choices=State, default=State.SHOWN)
    confirmed_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "digest"], condition=~Q(state="thrown_away"), name="intake_same_file"
            )
        ]
        indexes = [models.Index(fields=["agency", "-recorded_at"], name="intake_agency")]


@guarded(Kind.INTAKE, key=None)
class Headings(Guarded):
    """Which column is which in the files of one source of an agency, as somebody there said it. The latest holds."""

    source = models.CharField(max_length=80, help_text="The program that the files come from, in the agency's words.")
    format = models.CharField(max_length=40)
    columns = models.JSONField(default=dict, help_text="The source's own heading for each of ours.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "source"], name="headings_of_source")]


@guarded(Kind.INTAKE, key=None, history=False)
class IntakeRow(Guarded):
    """One row of a file, as told, and as mended; and what became of it. `about` is the person as told it became."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        NEW = "new", "New"
        UPDATED = "updated", "Updated"
        UNCHANGED = "unchanged", "Unchanged"
        DOUBTFUL = "doubtful", "Doubtful"
        QUARANTINED = "quarantined", "Quarantined"
        SET_ASIDE = "set_aside", "Set aside"

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="lines", db_index=False)
    number = models.IntegerField(help_text="The line of the file.")
    told = ArrayField(models.TextField(), help_text="The cells as they stand in the file.")
    mended = ArrayField(models.TextField(), null=True, help_text="The cells as somebody mended them.")
    reference = models.CharField(max_length=120, blank=True)
    expected = models.CharField(max_length=12, blank=True, help_text="What the row would become, as it was shown.")
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    why = models.CharField(max_length=20, blank=True, help_text="The code of the first reason.")
    marks = ArrayField(models.CharField(max_length=20), default=list, help_text="The codes of every reason.")
    reason = models.TextField(blank=True, help_text="The reasons, in sentences about this row.")
    about = models.UUIDField(null=True)
    clashes = models.JSONField(null=True, help_text="What somebody corrected by hand, by record; none once chosen.")
    handled_by = models.UUIDField(null=True, help_text="The seat that mended it or set it aside.")
    handled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["intake", "state", "number"], name="intakerow_state"),
            models.Index(fields=["agency", "why"], condition=Q(state="quarantined"), name="intakerow_quarantine"),
            models.Index(fields=["agency"], condition=Q(clashes__isnull=False), name="intakerow_by_hand"),
        ]

    @property
    def cells(self) -> list[str]:
        """What stands there now: as mended, otherwise as told."""
        return list(self.told if self.mended is None else self.mended)

    @property
    def version(self) -> str:
        """Changes with the cells, so that a page can tell whether somebody else changed them."""
        return hashlib.sha256("\0".join(self.cells).encode()).hexdigest()


@guarded(Kind.INTAKE, key=None, history=False)
class Source(Guarded):
    """What an agency last said in one kind of row, by the row's reference; and the records made of it.

    By it the same row changes nothing the second time, also where whoever reads the file in may not see the records.
    """

    kind = models.CharField(max_length=40, help_text="The kind of file.")
    reference = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    said = models.JSONField(default=dict)
    about = models.UUIDField(help_text="The person as told. Not called `person`: loading it shows nobody a child.")
    records = models.JSONField(default=dict, help_text="Keys of the records, by what they are.")
    row = models.UUIDField(help_text="The row that said it last.")
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "kind", "reference"], name="source_once")]


LEVEL_OF_A_FILE = Level.POINTER
LEVEL_OF_A_ROW = Level.DETAIL
