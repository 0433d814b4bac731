"""Alerts, what happened to each, what went wrong with one, and who must never be told."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from lapwing.access.guarded import Record, guarded
from lapwing.access.reach import Kind
from lapwing.access.register import Writes
from lapwing.directory.models import Keyed
from lapwing.work.about import About


@guarded(Kind.ALERT, writes=Writes.JOINT)
class Alert(About):
    """Somebody named is told something about a subject. One row for each who is told; a `chain` is one alert.

    `holder` is told; `intended` is who it was meant for, where a check holds it back or sent it to another. Every
    state follows from an event that happened.
    """

    class State(models.TextChoices):
        HELD = "held", "Held back by a check"
        WAITING = "waiting", "Not read"
        OPENED = "opened", "Read"
        ACKNOWLEDGED = "acknowledged", "Acknowledged"
        RECALLED = "recalled", "Recalled"
        ENDED = "ended", "No longer needed"

    kind = models.CharField(max_length=40)
    words = models.TextField(help_text="One line. Shown to nobody who has not signed in and opened it.")
    standing = models.CharField(max_length=10, blank=True, help_text="Victim, witness or suspected; never more.")
    urgent = models.BooleanField(default=False, help_text="High risk: needs a recorded telephone call as well.")
    intended = models.UUIDField(help_text="The seat or team that whoever raised it named.")
    raised_by = models.UUIDField(null=True, help_text="The seat that raised it; empty for background work.")
    chain = models.UUIDField(db_index=True, help_text="The key of the first row of this alert.")
    step = models.PositiveSmallIntegerField(default=0, help_text="How many were told before.")
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    why_held = models.CharField(max_length=40, blank=True, help_text="The check that holds it back, as a code.")
    raised_at = models.DateTimeField(default=timezone.now)
    escalates_at = models.DateTimeField(null=True, help_text="When the next is told, if nobody acknowledges before.")
    escalated_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True, help_text="When the mail server took a message for a recipient.")
    refused_at = models.DateTimeField(null=True, help_text="When the mail server refused every recipient.")
    mail_after = models.DateTimeField(null=True, help_text="Not tried again before; the mail server was away.")
    mail_tries = models.PositiveSmallIntegerField(default=0)
    called_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["holder", "state"], name="alert_holder_state"),
            models.Index(
                fields=["escalates_at"], condition=Q(state__in=["waiting", "opened"]), name="alert_to_escalate"
            ),
            models.Index(
                fields=["agency"], condition=Q(state__in=["held", "waiting", "opened"]), name="alert_still_open"
            ),
        ]


@guarded(Kind.ALERT, writes=Writes.JOINT)
class AlertEvent(Record):
    """Something that happened to an alert: when, by whom."""

    class What(models.TextChoices):
        RAISED = "raised", "Raised"
        ROUTED = "routed", "Put before"
        HELD = "held", "Held back by a check"
        CONFIRMED = "confirmed", "Confirmed, and put before the recipient"
        SENT = "sent", "Message delivered to the mail server"
        DELAYED = "delayed", "Message could not be sent yet"
        REFUSED = "refused", "Message refused by the mail server"
        OPENED = "opened", "Read"
        ACKNOWLEDGED = "acknowledged", "Acknowledged"
        ESCALATED = "escalated", "Escalated"
        CALLED = "called", "Telephoned"
        RECALLED = "recalled", "Recalled"
        ENDED = "ended", "No longer needed"
        CORRECTED = "corrected", "Corrected"

    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="events")
    holder = models.UUIDField(help_text="Whom the alert named when it happened.")
    what = models.CharField(max_length=12, choices=What)
    at = models.DateTimeField(default=timezone.now)
    seat = models.UUIDField(null=True, help_text="Who did it; empty for what happened by itself.")
    detail = models.TextField(blank=True)


@guarded(Kind.ALERT)
class Breach(Record):
    """An alert reached somebody whom it should not have: what was seen, and what was done about it."""

    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="breaches")
    was_opened = models.BooleanField()
    reason = models.TextField()
    done = models.TextField(blank=True, help_text="What was done about it.")
    done_at = models.DateTimeField(null=True)

    @property
    def stands(self) -> str:
        """What a page remembers of it, so that nobody puts their words over another's unawares."""
        return self.done_at.isoformat() if self.done_at else ""


@guarded(Kind.ALERT, writes=Writes.JOINT)
class Barred(Record):
    """An agency that must not be told about this child: an allegation is against somebody of theirs, or worse."""

    barred = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)
    ended_because = models.TextField(blank=True)


class HomeOfStaff(Keyed):
    """Where somebody who receives alerts lives, as a digest of the postcode that cannot be read back without the
    site's secret: compared with the addresses around a child before an alert is put before them.
    """

    account = models.OneToOneField("directory.Account", on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return str(self.pk)
