"""Messages outside the site. The sender, the subject and the words tell nothing: only that something waits, and where.

Nothing is sent unless somebody configured where mail goes (`LAPWING_EMAIL_URL`). What the mail server answered is an
event of the alert: it took the message, refused it, or was away and is asked again. A message that every server
refuses makes the next on the route be told at once.
"""

import smtplib
import uuid
from datetime import timedelta
from enum import StrEnum

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from lapwing.access import ledger
from lapwing.access.models import LedgerAct
from lapwing.access.viewer import clockwork
from lapwing.work.alerts.checks import Facts
from lapwing.work.alerts.models import Alert, AlertEvent
from lapwing.work.alerts.routes import Directory, Person
from lapwing.work.alerts.rows import happened

SUBJECT = "A message is waiting for you"
WORDS = "A message is waiting for you.\n\nSign in to read it: {}\n\nPlease do not reply to this e-mail.\n"
MESSAGES = uuid.UUID("6f1c3b5e-8f0a-4c55-9a49-6e1b6f3e7d10")
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(minutes=10)


class Answer(StrEnum):
    """What the mail server said to one message."""

    TAKEN = "taken"
    REFUSED = "refused"
    AWAY = "away"


def send_waiting() -> int:
    """Send what waits, one alert in each transaction; returns how many recipients' messages the server took.

    A worker that dies between sending and marking sends that one alert's messages again: such a message says nothing,
    carries the same Message-ID, and is better sent twice than not at all.
    """
    if not settings.EMAIL_CONFIGURED:
        return 0
    done = 0
    post = get_connection()
    try:
        while (taken := _send_next(post)) is not None:
            done += taken
    finally:
        post.close()
    return done


def _send_next(post: BaseEmailBackend) -> int | None:
    """Send the messages of one alert; None where none waits."""
    with clockwork("send_messages"):
        now = timezone.now()
        due = Alert.objects.filter(state=Alert.State.WAITING, mailed_at=None, refused_at=None)
        alert = (
            due.filter(Q(mail_after=None) | Q(mail_after__lte=now))
            .select_for_update(skip_locked=True, of=("self",))
            .order_by("-urgent", "raised_at", "pk")
            .first()
        )
        if alert is None:
            return None
        answers = [_send(post, message_for(alert.pk, who)) for who in _recipients(alert)]
        _note(alert, answers)
        return answers.count(Answer.TAKEN)


def _recipients(alert: Alert) -> list[Person]:
    """The people behind the seat or team whom no check speaks against: of a team, not the one who may be family."""
    people = Directory.about([alert.holder]).people(alert.holder)
    facts = Facts.about({alert.person}, {who.account for who in people}, set())
    confirmed = AlertEvent.objects.filter(alert=alert.pk, what=AlertEvent.What.CONFIRMED).exists()
    clear = [who for who in people if not facts.of_person(who, alert.person)]
    return list(people) if confirmed or alert.holder == alert.raised_by else clear


def _send(post: BaseEmailBackend, message: EmailMessage) -> Answer:
    try:
        return Answer.TAKEN if post.send_messages([message]) else Answer.AWAY
    except smtplib.SMTPRecipientsRefused as refusal:
        return Answer.REFUSED if all(code >= 500 for code, _ in refusal.recipients.values()) else Answer.AWAY
    except smtplib.SMTPDataError as refusal:
        post.close()
        return Answer.REFUSED if refusal.smtp_code >= 500 else Answer.AWAY
    # A wrong password or sender is the site's own trouble: nobody further on the route is told because of it.
    except (smtplib.SMTPException, OSError):
        post.close()
        return Answer.AWAY


def _note(alert: Alert, answers: list[Answer]) -> None:
    """What came of it, as an event: the site waits for nothing that it does not know of."""
    now, what = timezone.now(), AlertEvent.What
    mine = Alert.objects.filter(pk=alert.pk)
    if Answer.TAKEN in answers:
        mine.update(mailed_at=now)
        _happened(alert, what.SENT)
    elif Answer.AWAY in answers:
        wait = min(FIRST_WAIT * 2 ** min(alert.mail_tries, 10), LONGEST_WAIT)
        mine.update(mail_after=now + wait, mail_tries=alert.mail_tries + 1)
        if alert.mail_tries == 0:
            _happened(alert, what.DELAYED)
    else:
        # Refused, or nobody there: whoever comes next on the route is told at once.
        mine.update(refused_at=now, escalates_at=now)
        _happened(alert, what.REFUSED)


def _happened(alert: Alert, what: str) -> None:
    happened([(alert, what, "")])
    ledger.line(LedgerAct.CHANGE, f"work.message_{what}", persons=[alert.person], subjects=[alert.pk])


def message_for(alert: uuid.UUID, who: Person) -> EmailMessage:
    """A message to one person about one alert: neutral in every line, with one link."""
    link = settings.SITE_ADDRESS.rstrip("/") + reverse("alert", args=[alert])
    key = uuid.uuid5(MESSAGES, f"{alert}:{who.account}")
    return EmailMessage(
        SUBJECT, WORDS.format(link), settings.DEFAULT_FROM_EMAIL, [who.email],
        headers={"Message-ID": f"<{key.hex}@lapwing.invalid>", "Auto-Submitted": "auto-generated"},
    )  # fmt: skip
