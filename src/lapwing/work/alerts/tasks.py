"""Alerts that escalate, clocks that ran late, and messages that say only: sign in."""

from lapwing.access.viewer import clockwork
from lapwing.work.alerts import changes, late, mail
from lapwing.work.jobs import each_seconds, every


@every(each_seconds(15), "escalate_alerts")
def escalate_alerts() -> None:
    """Tell the next on each route whose time has passed."""
    with clockwork("escalate_alerts"):
        changes.escalate()


@every("* * * * *", "tell_late")
def tell_late() -> None:
    """Tell those who owe what has just become late."""
    with clockwork("tell_late"):
        late.tell()


@every(each_seconds(15), "send_messages")
def send_messages() -> None:
    """Tell each recipient, outside the site, that something waits for them inside."""
    mail.send_waiting()
