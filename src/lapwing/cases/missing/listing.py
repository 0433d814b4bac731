"""What missing puts on the fortnightly list and the panel's agenda: children who keep going missing, by the records."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from lapwing.cases.missing import changes, queries
from lapwing.cases.missing.models import Proposal
from lapwing.work import agendas
from lapwing.work.meetings import following

SINCE = timedelta(days=90)
DECIDED = {
    Proposal.State.PROPOSED: "a meeting is proposed, and waits for a coordinator",
    Proposal.State.OPENED: "a meeting was proposed and taken up",
    Proposal.State.DECLINED: "a meeting was proposed and declined",
}


def entries() -> list[agendas.Entry]:
    return [*_repeats(), *_now()]


def _repeats() -> Iterator[agendas.Entry]:
    """Those for whom repeats called for a meeting in the last 90 days, whatever was decided then; nobody whose absences
    were taken back.
    """
    rows = Proposal.objects.filter(recorded_at__gt=timezone.now() - SINCE, state__in=DECIDED)
    for row in rows.order_by("recorded_at"):
        words = row.words[:1].upper() + row.words[1:]
        yield agendas.Entry(row.person, f"{words}: {DECIDED[Proposal.State(row.state)]}")


def _now() -> Iterator[agendas.Entry]:
    for absence in queries.missing_now():
        yield agendas.Entry(absence.person, "Missing now" + (", high risk" if absence.risk == "HIGH" else ""))


def start() -> None:
    agendas.register([agendas.AT_RISK, agendas.PANEL], entries)
    following.register("absence", changes.meeting_called, changes.meeting_cancelled)
