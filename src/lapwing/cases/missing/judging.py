"""When a risk is to be judged again, and by whom."""

import uuid
from collections.abc import Iterable, Sequence

from lapwing.access.viewer import NOBODY, current, turning
from lapwing.cases.missing.models import Absence, RiskDecision
from lapwing.cases.missing.teams import SUBJECT
from lapwing.work.deadlines import changes as clocks


def judge_again(rows: Sequence[RiskDecision]) -> None:
    """A judgement answers the time that was set before it, and may set another, for whoever made it."""
    who = current()
    for row in rows:
        clocks.meet("risk_review", row.moment, subjects=[row.absence_id])
    with turning():
        back = set(
            Absence.objects.filter(pk__in=[row.absence_id for row in rows])
            .exclude(returned_at=None)
            .values_list("pk", flat=True)
        )
    clocks.start(
        [
            clocks.Start(
                duty="risk_review", person=row.person, agency=row.agency_id, subject_kind=SUBJECT,
                subject=row.absence_id, trigger=row.review, holder=who.seat if who.team == NOBODY else who.team,
            )
            for row in rows
            if row.review and row.absence_id not in back
        ]
    )  # fmt: skip


def nothing_to_judge(returned: Iterable[uuid.UUID]) -> None:
    """Back: nobody need judge the risk of this absence again."""
    if not (returned := list(returned)):
        return
    clocks.not_needed("risk_review", subjects=returned, reason="The child is back.")
