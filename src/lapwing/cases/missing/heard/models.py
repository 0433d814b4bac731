"""What follows from what a child said. Each is a row of its own, so that none travels with another.

What could show that a child told is of the kind `words`, and shows to the agency that heard it and to the police team
that it names. What the police hold about somebody else because of it stands there with its grade and date alone.
"""

from django.db import models

from lapwing.access.guarded import Record, guarded
from lapwing.access.levels import Level
from lapwing.access.reach import Kind
from lapwing.cases.missing.columns import a_precision, moment
from lapwing.rules.moments import Moment
from lapwing.rules.words.searching import ALLEGED_ROLES, HANDLING_CODES, INFORMATION_GRADES, SOURCE_GRADES


@guarded(Kind.INTERVIEW)
class Prevention(Record):
    """The police's own interview after an absence: that it was held, by whom; or why not. Its words are answers."""

    level = models.SmallIntegerField(default=Level.SUMMARY)
    absence = models.ForeignKey("missing.Absence", on_delete=models.PROTECT, related_name="preventions")
    held_at = models.DateTimeField(null=True)
    held_precision = a_precision()
    officer = models.CharField(max_length=160, blank=True)
    seen_alone = models.BooleanField(null=True, help_text="Whether the child was spoken to without a carer present.")
    reason = models.CharField(max_length=400, blank=True, help_text="Why it was not held.")
    response = models.UUIDField(null=True, help_text="The answers, in the instrument.")

    @property
    def held(self) -> Moment | None:
        return moment(self.held_at, self.held_precision)


@guarded(Kind.WORDS)
class Allegation(Record):
    """That something is alleged against a carer, or somebody who works with the child; `barred` is their agency."""

    level = models.SmallIntegerField(default=Level.RESTRICTED)
    interview = models.ForeignKey("missing.Interview", on_delete=models.PROTECT, related_name="allegations")
    holder = models.UUIDField(help_text="The seat that heard it.")
    role = models.CharField(max_length=12, blank=True, choices=ALLEGED_ROLES.choices())
    barred = models.ForeignKey("directory.Agency", null=True, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField(null=True, help_text="When the council's designated officer was told.")
    told_precision = a_precision()
    told_to = models.CharField(max_length=160, blank=True)
    outcome = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    @property
    def told(self) -> Moment | None:
        return moment(self.told_at, self.told_precision)


@guarded(Kind.WORDS)
class Intelligence(Record):
    """What a child said that the police should know. `person` told it, and is protected; `holder`: the police team."""

    absence = models.ForeignKey("missing.Absence", on_delete=models.PROTECT, related_name="intelligence")
    holder = models.UUIDField(db_index=True)
    words = models.TextField()
    conditions = models.CharField(max_length=400, blank=True, help_text="What must not be done with it, and why.")


@guarded(Kind.WORDS)
class Grading(Record):
    """That the police have it, and how they grade it. `holder` is the team or seat that sent it."""

    intelligence = models.ForeignKey(Intelligence, on_delete=models.PROTECT, related_name="gradings")
    holder = models.UUIDField()
    received_at = models.DateTimeField()
    source = models.CharField(max_length=1, blank=True, choices=SOURCE_GRADES.choices())
    information = models.CharField(max_length=1, blank=True, choices=INFORMATION_GRADES.choices())
    handling = models.CharField(max_length=1, blank=True, choices=HANDLING_CODES.choices())
    graded_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=400, blank=True)

    @property
    def grade(self) -> str:
        return f"{self.source}{self.information}{self.handling}"

    @property
    def stands(self) -> str:
        """What a page remembers of it, so that nobody puts their grade over another's unawares."""
        return self.graded_at.isoformat() if self.graded_at else ""


@guarded(Kind.MISSING)
class Mark(Record):
    """That the police hold intelligence about somebody: its grade and day. Who told leads nowhere from here."""

    grade = models.CharField(max_length=3)
    on = models.DateField()


@guarded(Kind.SAFE_NOTE)
class Quotation(Record):
    """A child's own words, to be quoted. Withheld until a worker clears it; its level follows its state."""

    class State(models.TextChoices):
        WITHHELD = "withheld", "Withheld"
        CLEARED = "cleared", "Cleared for those who work with the child"
        WITHDRAWN = "withdrawn", "Taken back"

    level = models.SmallIntegerField(default=Level.RESTRICTED)
    interview = models.ForeignKey("missing.Interview", on_delete=models.PROTECT, related_name="quotations")
    holder = models.UUIDField(help_text="The seat that wrote it down.")
    words = models.TextField()
    consent = models.CharField(max_length=200, help_text="What the child agreed to, and when.")
    may_be_read_out = models.BooleanField(default=False, help_text="In a meeting: never unless the child agreed.")
    state = models.CharField(max_length=10, choices=State, default=State.WITHHELD)
    cleared_by = models.UUIDField(null=True)
    cleared_at = models.DateTimeField(null=True)
