"""One thing that had used a wrong join."""

from django.db import models

from lapwing.access.guarded import guarded
from lapwing.access.reach import Kind
from lapwing.access.register import Writes
from lapwing.work.about import About


@guarded(Kind.ACTION, writes=Writes.JOINT)
class Correction(About):
    """An alert, meeting, decision or plan that rested on two children taken for one. `agency` owns what it is about
    (`subject`), and `holder` is who made it: they correct it, or say that it stands.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "To be looked at"
        CORRECTED = "corrected", "Corrected"
        STANDS = "stands", "Looked at: it stands"

    link = models.UUIDField(db_index=True, help_text="The link by which the join was undone.")
    happened_at = models.DateTimeField(help_text="When what used the join was recorded.")
    why = models.TextField(help_text="How it is known that they are two children.")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    note = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "state"], name="correction_agency_state")]
