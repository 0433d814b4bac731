"""What may be done with alerts. Each state comes from an event that happened; no page that shows one sets it."""

from lapwing.work.alerts.escalating import escalate
from lapwing.work.alerts.raising import confirm, raise_alerts, send_elsewhere
from lapwing.work.alerts.receiving import MayBeRelated, acknowledge, open_alert, record_call
from lapwing.work.alerts.rows import STILL_OPEN, Raise
from lapwing.work.alerts.taking_back import bar, correct, end, lift_bar, recall, say_done, tell_outcome

__all__ = [
    "STILL_OPEN", "MayBeRelated", "Raise", "acknowledge", "bar", "confirm", "correct", "end", "escalate", "lift_bar",
    "open_alert", "raise_alerts", "recall", "record_call", "say_done", "send_elsewhere", "tell_outcome",
]  # fmt: skip
