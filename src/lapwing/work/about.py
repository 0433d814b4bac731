"""What every record of work has: whose it is, and what it is about."""

from django.db import models

from lapwing.access.guarded import Record
from lapwing.rules.moments import Precision

PRECISIONS = [(precision.value, precision.value.title()) for precision in Precision]


class About(Record):
    """A record that names a seat or team, and hangs on a subject of a room above: its kind and its key."""

    holder = models.UUIDField(db_index=True, help_text="The seat or team that this names.")
    subject_kind = models.CharField(max_length=60, help_text="A kind that a room registered in `work.subjects`.")
    subject = models.UUIDField(db_index=True)

    class Meta:
        abstract = True
