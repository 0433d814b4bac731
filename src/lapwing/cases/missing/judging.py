"""When a risk is to be judged again, and by whom."""

import uuid
from collections.abc import Iterable, Sequence

from lapwing.access.viewer import turning
from lapwing.cases.missing.models import Absence, RiskDecision
from lapwing.cases.missing.teams import SUBJECT
from lapwing.directory.models import Seat
from lapwing.work.deadlines import changes as clocks


def judge_again(rows: Sequence[RiskDecision]) -> None:
    """A judgement answers the time that was set before it, and may set another, for whoever made it."""
    for row in rows:
        clocks.meet("risk_review", row.moment, subjects=[row.absence_id])
    _start(rows)


def judge_still(absences: Iterable[uuid.UUID]) -> None:
    """A return was told in error: the risk is judged again by the time that the last judgement set."""
    with turning():
        rows = RiskDecision.objects.filter(absence__in=list(absences)).order_by("at", "pk")
        last = {row.absence_id: row for row in rows}
    _start(list(last.values()))


def _start(rows: Sequence[RiskDecision]) -> None:
    with turning():
        keys = [row.absence_id for row in rows]
        back = set(Absence.objects.filter(pk__in=keys).exclude(returned_at=None).values_list("pk", flat=True))
    judges = Seat.objects.in_bulk({row.recorded_by for row in rows if row.recorded_by})
    clocks.start(
        [
            clocks.Start(
                duty="risk_review", person=row.person, agency=row.agency_id, subject_kind=SUBJECT,
                subject=row.absence_id, trigger=row.review, holder=judges[row.recorded_by].team_id or row.recorded_by,
            )
            for row in rows
            if row.review and row.absence_id not in back and row.recorded_by in judges
        ]
    )  # fmt: skip


def nothing_to_judge(returned: Iterable[uuid.UUID]) -> None:
    """Back: nobody need judge the risk of this absence again."""
    if not (returned := list(returned)):
        return
    clocks.not_needed("risk_review", subjects=returned, reason="The child is back.")
