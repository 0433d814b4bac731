"""A clock's words and colours on a page."""

from datetime import datetime

from django.utils import timezone

from lapwing.rules.duties import Due, Timeliness
from lapwing.web.parts import SOON, Clock, Fact, Tone, when
from lapwing.work.deadlines.models import Clock as Running


def clock(running: Running, now: datetime | None = None) -> Clock:
    """How a clock stands: "Due in 3 hours", "Overdue by 2 working days", "Done in time"; and by when, beside it.

    Every page says it so, that one lateness has one figure.
    """
    due, now = running.due, now or timezone.now()
    if running.state == Running.State.MET:
        return Clock(f"Done, {Timeliness[running.timeliness.upper()].value}", Tone.MET, due.words)
    if running.state == Running.State.NOT_NEEDED:
        return Clock(f"Not needed: {running.reason}", Tone.NOT_NEEDED)
    words = due.stands(now)
    words = f"due {words}" if words.startswith("in ") else words
    return Clock(words[:1].upper() + words[1:], _tone(running, now), _by(due, now))


def _by(due: Due, now: datetime) -> str:
    """By when; of what is due at once, since when: two of a kind are told apart by it."""
    if due.has_limit:
        return due.words
    return due.earliest.words if due.is_ahead(now) else f"since {due.trigger.words}"


def _tone(running: Running, now: datetime) -> Tone:
    if not running.due.has_limit and not running.due.is_ahead(now):
        return Tone.SOON
    if running.late_from is not None and now >= running.late_from:
        return Tone.LATE
    soon = running.may_be_late_from is not None and running.may_be_late_from - now <= SOON
    return Tone.SOON if soon else Tone.RUNNING


def facts(running: Running, holder: str) -> list[Fact]:
    """Everything that a clock knows, for its page."""
    due = running.due
    citation = due.edition.publication.title
    unread = " Nobody here has read it in the original." if due.unverified else ""
    rows = [
        Fact("Due", due.words),
        Fact("How it was counted", due.counted),
        Fact("Counted from", running.trigger.words),
        Fact("Source", f"{citation}.{unread}"),
        Fact("Owed by", holder or "Not open to you"),
    ]
    if due.local:
        rows.append(Fact("The area’s own setting", due.local.source))
    if running.met:
        rows.append(Fact("Done", running.met.words))
    if running.reason:
        rows.append(Fact("Why it was not needed", running.reason))
    if running.late_reason:
        rows.append(Fact("Why it was late", running.late_reason))
    return rows


def versions(running: Running) -> list[tuple[str, str, str]]:
    """What a clock was before: until when, as it was counted then, and its state."""
    former = running.history.order_by("-pgh_created_at")  # type: ignore[attr-defined]
    return [
        (when(row.pgh_created_at), Running(duty=row.duty, trigger_at=row.trigger_at,
         trigger_precision=row.trigger_precision, setting_id=row.setting_id).due.words,
         Running.State(row.state).label)
        for row in former
    ]  # fmt: skip
