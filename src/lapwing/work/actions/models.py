"""What a partner agreed to do."""

from django.db import models
from django.db.models import Q

from lapwing.access.guarded import guarded
from lapwing.access.reach import Kind
from lapwing.access.register import Writes
from lapwing.work.about import About


@guarded(Kind.ACTION, writes=Writes.JOINT)
class Action(About):
    """Who (`holder`, a seat, of `agency`) does what by which day; from which meeting, plan or review (`subject`).

    `person` is empty where it is about no child.
    """

    class State(models.TextChoices):
        OPEN = "open", "Open"
        DONE = "done", "Done"
        WITHDRAWN = "withdrawn", "Withdrawn"

    person = models.UUIDField(null=True, db_index=True)
    text = models.TextField()
    due = models.DateField()
    theme = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    done_at = models.DateTimeField(null=True)
    done_by = models.UUIDField(null=True)
    evidence = models.TextField(blank=True)
    impact = models.TextField(blank=True, help_text="What changed for children because of it.")
    reason = models.TextField(blank=True, help_text="Why it was withdrawn, moved, or opened again.")

    class Meta:
        indexes = [models.Index(fields=["holder", "due"], condition=Q(state="open"), name="action_open_holder")]

    @property
    def agreed(self) -> str:
        """Who does it by when, as a mark: a form keeps the one that it was opened with."""
        return f"{self.holder} {self.due}"
