"""One agency comes from another: what is open goes over with those who owe it, so that nothing is left with a body that
is no more. What is over keeps the owner of its day. Teams and seats keep their keys, and with them their places.
"""

import uuid
from collections.abc import Iterator

from django.db.models import Model, Q, QuerySet

from lapwing.access import ledger
from lapwing.access.models import LedgerAct
from lapwing.access.viewer import clockwork
from lapwing.directory.changes import Following
from lapwing.directory.models import Seat
from lapwing.work.actions.models import Action
from lapwing.work.alerts.models import Alert
from lapwing.work.alerts.queries import UNSETTLED
from lapwing.work.deadlines.models import OPEN_STATES, Clock
from lapwing.work.meetings.models import Invitation, Item, Meeting

CALLED = Meeting.State.CALLED
# What is open of each, and whose it is: an alert is owed by whoever raised it.
OPEN: tuple[tuple[type[Model], Q, str], ...] = (
    (Clock, Q(state__in=OPEN_STATES), "holder"),
    (Action, Q(state=Action.State.OPEN), "holder"),
    (Alert, UNSETTLED, "raised_by"),
    (Invitation, Q(meeting__state=CALLED), "meeting__holder"),
    (Item, Q(meeting__state=CALLED), "meeting__holder"),
    (Meeting, Q(state=CALLED), "holder"),
)


def follow(following: Following) -> None:
    """Move what is open of the agency before, or of the teams that went over, to the agency after."""
    with clockwork("succession"):
        moved: list[tuple[uuid.UUID, uuid.UUID | None]] = []
        for rows in _open(following):
            kept = list(rows.values_list("pk", "person"))
            rows.model._default_manager.filter(pk__in=[key for key, _ in kept]).update(agency=following.after)
            moved += kept
        _count_as_one(following)
        if moved:
            persons = {person for _, person in moved if person}
            ledger.line(LedgerAct.CHANGE, "work.go_over", persons=persons, subjects=[key for key, _ in moved])


def _open(following: Following) -> Iterator[QuerySet[Model]]:
    theirs = _holders(following)
    for model, is_open, owed_by in OPEN:
        rows = model._default_manager.filter(is_open, agency=following.before)
        yield rows if following.whole else rows.filter(**{f"{owed_by}__in": theirs})


def _count_as_one(following: Following) -> None:
    """A quorum counts agencies: those invited come for the agency that they belong to on the day."""
    invited = Invitation.objects.filter(meeting__state=CALLED, of_agency=following.before)
    theirs = invited if following.whole else invited.filter(invited__in=_holders(following))
    theirs.update(of_agency=following.after)


def _holders(following: Following) -> list[uuid.UUID]:
    seats = Seat.objects.filter(team__in=following.teams).values_list("pk", flat=True)
    return [*following.teams, *seats]
