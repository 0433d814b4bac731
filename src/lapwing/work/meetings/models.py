"""Meetings, invitations, and items that are open to those alone who belong to them."""

from django.db import models

from lapwing.access.guarded import Record, guarded
from lapwing.access.reach import Kind
from lapwing.access.register import Writes
from lapwing.work.about import About


@guarded(Kind.MEETING, writes=Writes.JOINT)
class Meeting(About):
    """A meeting called: `holder` chairs it, `agency` convenes it, `subject` is what it is about.

    `inform_from` holds what would tip somebody off: until then, invitations to agencies near the family wait.
    """

    class State(models.TextChoices):
        CALLED = "called", "Called"
        HELD = "held", "Held"
        CANCELLED = "cancelled", "Cancelled"

    person = models.UUIDField(null=True, db_index=True)
    title = models.CharField(max_length=120)
    purpose = models.CharField(max_length=60, help_text="A code of why information is shared.")
    at = models.DateTimeField(db_index=True)
    place = models.CharField(max_length=120, blank=True)
    quorum = models.PositiveSmallIntegerField(default=3, help_text="How many different agencies make it quorate.")
    state = models.CharField(max_length=10, choices=State, default=State.CALLED)
    held_at = models.DateTimeField(null=True)
    inform_from = models.DateTimeField(null=True, blank=True)
    moved_because = models.TextField(blank=True, help_text="Why it was moved to this time; its history has the others.")
    reason = models.TextField(blank=True, help_text="Why it was cancelled, or went ahead without a quorum.")


@guarded(Kind.MEETING, writes=Writes.JOINT)
class Invitation(Record):
    """A seat or team of an agency is invited. While `held`, `holder` is the chair, and `invited` waits to be told."""

    class Answer(models.TextChoices):
        NONE = "", "No answer yet"
        COMING = "coming", "Coming"
        DEPUTY = "deputy", "Sending a deputy"
        REPORT = "report", "Not coming, sending a report"
        NO = "no", "Not coming"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="invitations")
    person = models.UUIDField(null=True, db_index=True)
    holder = models.UUIDField(db_index=True)
    invited = models.UUIDField()
    of_agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=80, blank=True)
    held = models.BooleanField(default=False)
    answer = models.CharField(max_length=8, choices=Answer, default=Answer.NONE, blank=True)
    answered_at = models.DateTimeField(null=True)
    deputy = models.CharField(max_length=120, blank=True, help_text="Who comes instead: name and role.")
    attended = models.BooleanField(null=True, help_text="Unknown until attendance was recorded.")


@guarded(Kind.MEETING, writes=Writes.JOINT)
class Item(About):
    """One thing on the agenda and what was decided, as one holder has it.

    Access to each item is by item: those who belong to it have a row each, all with the same `item`. A row given to
    somebody expires (`until`), and goes back to the chair.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    person = models.UUIDField(null=True, db_index=True)
    item = models.UUIDField(db_index=True, help_text="The same for every row of one item.")
    is_first = models.BooleanField(default=True, help_text="The chair's row, from which the others are made.")
    position = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=120)
    reason = models.TextField(blank=True, help_text="What it is on the agenda for, from the records: no name.")
    decision = models.TextField(blank=True)
    why = models.TextField(blank=True)
    dissent = models.TextField(blank=True, help_text="Who disagreed, and why: never holds the decision up.")
    decided_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)

    @property
    def stands(self) -> str:
        """What a page that shows the decision remembers, so that nobody puts theirs over another unawares."""
        return self.decided_at.isoformat() if self.decided_at else ""
