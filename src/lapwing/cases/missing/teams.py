"""How a team is told of a missing child at any hour, and the kinds of alert that it is told by."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from lapwing.access.viewer import NOBODY, current, turning
from lapwing.cases.missing.answering import by_telephone, coordinator, night_team
from lapwing.directory.models import Seat, Team
from lapwing.work.alerts import changes as alerts
from lapwing.work.alerts.kinds import AlertKind
from lapwing.work.alerts.models import Alert
from lapwing.work.alerts.presenters import needs_call
from lapwing.work.alerts.routes import receivable

SUBJECT = "absence"
CHILD_MISSING, RISK_HIGH, FOUND_HERE = "child_missing", "missing_risk_high", "missing_found_here"
NOT_REACHED = "missing_not_reached"
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
    AlertKind(
        NOT_REACHED, "Somebody who must know of a missing child could not be told: ring them",
        purpose="find_missing", after=timedelta(minutes=30), after_urgent=timedelta(minutes=15),
    ),
)  # fmt: skip


def alert_about(
    kind: str, person: uuid.UUID, absence: uuid.UUID, holder: uuid.UUID, words: str, urgent: bool
) -> alerts.Raise:
    return alerts.Raise(
        kind=kind, person=person, agency=current().agency, subject_kind=SUBJECT, subject=absence, holder=holder,
        words=words, urgent=urgent,
    )  # fmt: skip


def tell_teams(wanted: Sequence[alerts.Raise], *, again: bool = False) -> None:
    """Put each before the team's named coordinator; where nobody there could receive it, the team, else its night
    route. A fact that cannot wait is never refused for want of a recipient: the board says who was not told. `again`:
    also before those who took note of it once, and may think that it is over.
    """
    ways = {one.holder: [coordinator(one.holder), one.holder, *night_team(one.holder)] for one in wanted}
    wanted = _not_told(wanted, ways, again=again)
    why_not = receivable({way for some in ways.values() for way in some})
    first = {holder: next((way for way in some if not why_not[way]), None) for holder, some in ways.items()}
    alerts.raise_alerts([replace(one, holder=way) for one in wanted if (way := first[one.holder])])
    _ring([one for one in wanted if first[one.holder] is None])


def _ring(unreached: Sequence[alerts.Raise]) -> None:
    """Nobody at a team could receive it: those who told the fact ring that team, and an alert of their own says so."""
    if not unreached:
        return
    mine = team_of(current().seat)
    if mine == NOBODY or receivable([mine])[mine]:
        return
    named = Team.objects.select_related("agency").in_bulk({one.holder for one in unreached})
    alerts.raise_alerts(
        [
            replace(one, kind=NOT_REACHED, holder=mine, words=f"Ring {by_telephone(named[one.holder])}: {one.words}")
            for one in unreached
            if one.holder in named and one.holder != mine
        ]
    )


def _not_told(
    wanted: Sequence[alerts.Raise], ways: dict[uuid.UUID, list[uuid.UUID]], *, again: bool
) -> list[alerts.Raise]:
    """Without what these teams were told before: a second agency's account of one absence, or the same risk judged
    again while nobody has settled the first. What has become urgent since is told again.
    """
    with turning():
        told = Alert.objects.filter(subject__in={one.subject for one in wanted}, kind__in={one.kind for one in wanted})
        over = [Alert.State.RECALLED, Alert.State.ENDED, *([Alert.State.ACKNOWLEDGED] if again else [])]
        rows = list(told.exclude(state__in=over))
    before = {
        (row.subject, row.kind, row.intended): row.urgent
        for row in sorted(rows, key=lambda row: row.urgent)
        if row.kind != RISK_HIGH or row.state != Alert.State.ACKNOWLEDGED or needs_call(row)
    }
    kept: dict[tuple[uuid.UUID, str, uuid.UUID], alerts.Raise] = {}
    for one in wanted:
        known = [before[key] for way in ways[one.holder] if (key := (one.subject, one.kind, way)) in before]
        if not known or (one.urgent and not any(known)):
            kept.setdefault((one.subject, one.kind, one.holder), one)
    return list(kept.values())


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
