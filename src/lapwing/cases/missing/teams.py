"""How a team is told of a missing child at any hour, and the kinds of alert that it is told by."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from lapwing.access.viewer import NOBODY, current
from lapwing.cases.missing.answering import coordinator, night_team
from lapwing.directory.models import Seat, Team
from lapwing.work.alerts import changes as alerts
from lapwing.work.alerts.kinds import AlertKind
from lapwing.work.alerts.routes import receivable

SUBJECT = "absence"
CHILD_MISSING, RISK_HIGH, FOUND_HERE = "child_missing", "missing_risk_high", "missing_found_here"
KINDS = (
    AlertKind(
        CHILD_MISSING, "A child is missing", purpose="find_missing", after=timedelta(hours=1),
        after_urgent=timedelta(minutes=30), duty="live_missing_shared",
    ),
    AlertKind(
        RISK_HIGH, "The risk to a missing child is judged high", purpose="find_missing",
        after=timedelta(minutes=30), after_urgent=timedelta(minutes=30),
    ),
    AlertKind(
        FOUND_HERE, "A child missing from elsewhere was found in your area", purpose="find_missing",
        after=timedelta(hours=1), after_urgent=timedelta(minutes=30),
    ),
)  # fmt: skip


def alert_about(
    kind: str, person: uuid.UUID, absence: uuid.UUID, holder: uuid.UUID, words: str, urgent: bool
) -> alerts.Raise:
    return alerts.Raise(
        kind=kind, person=person, agency=current().agency, subject_kind=SUBJECT, subject=absence, holder=holder,
        words=words, urgent=urgent,
    )  # fmt: skip


def tell_teams(wanted: Sequence[alerts.Raise]) -> None:
    """Put each before the team's named coordinator; where nobody there could receive it, the team, else its night
    route. A fact that cannot wait is never refused for want of a recipient: the board says who was not told.
    """
    ways = {one.holder: [coordinator(one.holder), one.holder, *night_team(one.holder)] for one in wanted}
    why_not = receivable({way for some in ways.values() for way in some})
    first = {holder: next((way for way in some if not why_not[way]), None) for holder, some in ways.items()}
    alerts.raise_alerts([replace(one, holder=way) for one in wanted if (way := first[one.holder])])


def holders_of_agency(agency: uuid.UUID) -> set[uuid.UUID]:
    """The keys of an agency's teams and seats."""
    return {
        *Team.objects.filter(agency=agency).values_list("pk", flat=True),
        *Seat.objects.filter(agency=agency).values_list("pk", flat=True),
    }


def team_of(seat: uuid.UUID | None) -> uuid.UUID:
    """A seat's team, so that an answer reaches those who sit beside it; the seat itself where it has none."""
    found = Seat.objects.filter(pk=seat).values_list("pk", "team").first()
    return (found[1] or found[0]) if found else NOBODY
