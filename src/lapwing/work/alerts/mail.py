"""Messages outside the site. The sender, the subject and the words tell nothing: only that something waits, and where.

Nothing is sent unless somebody configured where mail goes (`LAPWING_EMAIL_URL`).
"""

import uuid

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse
from django.utils import timezone

from lapwing.access.viewer import clockwork
from lapwing.work.alerts.changes import sent
from lapwing.work.alerts.models import Alert
from lapwing.work.alerts.routes import Directory

SUBJECT = "A message is waiting for you"
WORDS = "A message is waiting for you.\n\nSign in to read it: {}\n\nPlease do not reply to this e-mail.\n"
BATCH = 50


def send_waiting() -> int:
    """Send what waits; returns how many recipients were written to. Each is marked in a transaction of its own.

    A worker that dies between sending and marking sends again: such a message says nothing, carries the same
    Message-ID, and is better sent twice than not at all.
    """
    if not settings.EMAIL_CONFIGURED:
        return 0
    done = 0
    while True:
        with clockwork("send_messages"):
            waiting = list(
                Alert.objects.filter(state=Alert.State.WAITING, mailed_at=None)
                .select_for_update(skip_locked=True, of=("self",))
                .order_by("raised_at")[:BATCH]
            )
            if not waiting:
                return done
            directory = Directory.about({alert.holder for alert in waiting})
            for alert in waiting:
                done += _send(alert, directory)
            sent(waiting)


def _send(alert: Alert, directory: Directory) -> int:
    people = directory.people(alert.holder)
    messages = [message_for(alert.pk, who.email) for who in people]
    if messages:
        get_connection().send_messages(messages)
    return len(messages)


def message_for(alert: uuid.UUID, address: str) -> EmailMessage:
    """A message to one address about one alert: neutral in every line, with one link."""
    link = settings.SITE_ADDRESS.rstrip("/") + reverse("alert", args=[alert])
    at = timezone.localdate()
    return EmailMessage(
        SUBJECT, WORDS.format(link), settings.DEFAULT_FROM_EMAIL, [address],
        headers={"Message-ID": f"<{alert.hex}.{at:%Y%m%d}@lapwing.invalid>", "Auto-Submitted": "auto-generated"},
    )  # fmt: skip
