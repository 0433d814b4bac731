"""What this room knows to be open about somebody who turns 18. It runs as background work."""

import uuid
from datetime import timedelta

from django.utils import timezone

from lapwing.cases.missing import queries
from lapwing.cases.missing.models import NOTHING_FOLLOWS, Proposal
from lapwing.work import open_risks

LATELY = timedelta(days=90)


def missing_now(persons: set[uuid.UUID]) -> set[uuid.UUID]:
    return set(queries.standing().filter(person__in=persons, returned_at=None).values_list("person", flat=True))


def high_lately(persons: set[uuid.UUID]) -> set[uuid.UUID]:
    since = timezone.now() - LATELY
    rows = queries.standing().filter(person__in=persons, risk="HIGH", began_at__gte=since)
    return set(rows.values_list("person", flat=True))


def repeats(persons: set[uuid.UUID]) -> set[uuid.UUID]:
    """So many absences that a meeting was proposed, and it was neither declined nor withdrawn."""
    since = timezone.now() - 2 * LATELY
    rows = Proposal.objects.filter(person__in=persons, recorded_at__gte=since)
    return set(rows.exclude(state__in=NOTHING_FOLLOWS).values_list("person", flat=True))


def register() -> None:
    open_risks.register("missing", "missing, or not yet returned", missing_now)
    open_risks.register("high_risk", "missing at high risk in the last 90 days", high_lately)
    open_risks.register("repeats", "missing so often that a meeting was proposed", repeats)
