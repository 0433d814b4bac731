"""Lists of children that leave Lapwing: what of, why, for whom, who approved it, until when. Keys only, no copy."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from lapwing.access.guarded import Guarded, guarded
from lapwing.access.reach import Kind


@guarded(Kind.INTAKE, key=None)
class Disclosure(Guarded):
    """One list. It is made anew whenever it is fetched, of the rows that were chosen, under the maker's own access.

    `recorded_by` is who asked for it. Over a set number of rows another person of the agency decides first.
    """

    class What(models.TextChoices):
        ABSENCES = "absences", "Absences"
        RETURN = "return", "SSDA903 missing file"

    class Form(models.TextChoices):
        CSV = "csv", "CSV"
        EXCEL = "xlsx", "Excel"

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting for a second person"
        READY = "ready", "Ready"
        REFUSED = "refused", "Refused"

    what = models.CharField(max_length=12, choices=What)
    form = models.CharField(max_length=4, choices=Form)
    purpose = models.CharField(max_length=60, help_text="A code of sharing_purposes.")
    recipient = models.CharField(max_length=200, help_text="Who it is for, in words.")
    since = models.DateField()
    until = models.DateField()
    with_addresses = models.BooleanField(default=False)
    with_words = models.BooleanField(default=False)
    keys = ArrayField(models.UUIDField(), help_text="The rows that it is of.")
    state = models.CharField(max_length=8, choices=State)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True, help_text="Why it was refused.")
    expires_at = models.DateTimeField()
    fetched = models.PositiveIntegerField(default=0, help_text="How often it was fetched.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="disclosure_two_persons", condition=Q(decided_by=None) | ~Q(decided_by=F("recorded_by"))
            ),
        ]
        indexes = [models.Index(fields=["agency", "-recorded_at"], name="disclosure_agency")]
