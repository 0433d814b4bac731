"""What follows from telling that a child is missing, or back: places in the circle, alerts, clocks, proposals.

What is over when it is told opens nothing: a return of last year raises no alert today.
"""

import uuid
from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.utils import timezone

from lapwing.access import circle
from lapwing.access.viewer import current
from lapwing.cases.missing import sight
from lapwing.cases.missing.answering import Answering, Directory, answering
from lapwing.cases.missing.models import Account, RiskDecision, Whereabouts

SUBJECT = "absence"
# While a child is missing the places stay open; the return sets their end.
WHILE_MISSING = timedelta(days=400)
AFTER_RETURN = timedelta(days=28)


def reported(told: Sequence[tuple[object, Account]]) -> None:
    """Places for everybody who answers for a child who is missing now."""
    live = [(report, account) for report, account in told if report.ended is None]  # type: ignore[attr-defined]
    if live:
        _open(live)


def _open(live: Sequence[tuple[object, Account]]) -> dict[uuid.UUID, Answering]:
    who, directory = current(), Directory()
    answers = sight.who_answers(account.person for _, account in live)
    ends = timezone.now() + WHILE_MISSING
    openings, found = [], {}
    for _, account in live:
        found[account.pk] = answering(
            directory, answers[account.person], area=account.area_id, home=account.from_agency_id, teller=who
        )
        openings += [
            circle.Opening(
                person=account.person, agency=holder.agency, holder=holder.key, reaches=holder.reaches,
                purpose="find_missing", basis=holder.basis, ends=ends, because_kind=SUBJECT,
                because=account.absence_id,
            )
            for holder in found[account.pk].holders
        ]  # fmt: skip
    circle.open_places(openings)
    return found


def located(facts: Sequence[Whereabouts]) -> None:
    """A child is back: what was opened to find them has an end."""
    returned = [fact.absence_id for fact in facts if fact.kind == Whereabouts.Fact.RETURNED]
    if returned:
        circle.close_places(returned, at=timezone.now() + AFTER_RETURN)


def judged(rows: Sequence[RiskDecision]) -> None: ...


def corrected(fact: Whereabouts) -> None: ...


def withdrawn(absences: Iterable[uuid.UUID]) -> None: ...
