"""What work adds to a child's chronology: meetings, alerts and actions. What is due stands elsewhere on the page."""

import uuid
from collections.abc import Iterable, Sequence

from lapwing.access.doors import address
from lapwing.people.chronology import Line
from lapwing.rules.moments import Moment
from lapwing.work import naming
from lapwing.work.actions import queries as actions
from lapwing.work.alerts.kinds import kind_of
from lapwing.work.alerts.models import Alert
from lapwing.work.meetings import queries as meetings
from lapwing.work.meetings.models import Meeting

DONE = {"open": "agreed", "done": "done", "withdrawn": "withdrawn"}


def of_meetings(persons: Sequence[uuid.UUID]) -> Iterable[Line]:
    for meeting in meetings.meetings_of(persons):
        words = f"{meeting.title}: {Meeting.State(meeting.state).label.lower()}"
        yield Line(
            Moment(meeting.held_at or meeting.at), meeting.agency_id, words, "meeting", meeting.pk,
            address("meeting", meeting.pk), significant=meeting.state == Meeting.State.HELD,
        )  # fmt: skip


def of_actions(persons: Sequence[uuid.UUID]) -> Iterable[Line]:
    for action in actions.actions_of(persons):
        at = Moment(action.done_at or action.recorded_at)
        words = f"Action {DONE[action.state]}: {action.text}"
        yield Line(at, action.agency_id, words, "action", action.pk, address("action", action.pk))


def of_alerts(persons: Sequence[uuid.UUID]) -> Iterable[Line]:
    """Whom agencies told. What the police say of an offence stands in nobody's chronology."""
    alerts = [
        alert
        for alert in Alert.objects.of(persons).filter(step=0).exclude(state=Alert.State.RECALLED)
        if not kind_of(alert.kind).about_an_offence
    ]
    names = naming.holders(alert.intended for alert in alerts)
    for alert in alerts:
        words = f"{kind_of(alert.kind).words}: told {names.get(alert.intended, 'somebody')}"
        at = Moment(alert.raised_at)
        yield Line(at, alert.agency_id, words, "alert", alert.pk, address("alert", alert.pk))
