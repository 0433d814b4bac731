"""The weekly sample: some of the reads that showed a child go to somebody outside the team, who asks why."""

import random
import uuid
from datetime import timedelta

from django.utils import timezone

from lapwing.access import ledger
from lapwing.access.levels import Level
from lapwing.access.models import Entry, LedgerAct, Review
from lapwing.directory.keys import new_key
from lapwing.directory.models import Seat

WEEK = timedelta(days=7)
OF_EACH_AGENCY = 20
AT_MOST = 20_000
CHANCE = random.SystemRandom()


def draw() -> list[Review]:
    """Draw last week's sample, so many reads of each agency. Once a week: drawing again in it adds nothing."""
    now = timezone.now()
    if Review.objects.filter(why=Review.Why.SAMPLE, recorded_at__gt=now - WEEK + timedelta(hours=1)).exists():
        return []
    reads = Entry.objects.filter(act=LedgerAct.READ, at__gt=now - WEEK, at__lte=now).exclude(agency=None)
    by_agency: dict[uuid.UUID, list[tuple[uuid.UUID, uuid.UUID | None]]] = {}
    for entry, agency, seat in reads.order_by("?").values_list("pk", "agency", "seat")[:AT_MOST]:
        by_agency.setdefault(agency, []).append((entry, seat))
    drawn = [
        (agency, *read)
        for agency, lines in by_agency.items()
        for read in CHANCE.sample(lines, min(OF_EACH_AGENCY, len(lines)))
    ]
    teams = dict(Seat.objects.filter(pk__in={seat for *_, seat in drawn if seat}).values_list("pk", "team"))
    reviews = [
        Review(
            id=new_key(), agency_id=agency, level=Level.RESTRICTED, entry=entry, why=Review.Why.SAMPLE,
            by_team=teams.get(seat) if seat else None,
        )
        for agency, entry, seat in drawn
    ]  # fmt: skip
    Review.objects.bulk_create(reviews, ignore_conflicts=True)
    if reviews:
        ledger.line(LedgerAct.CHANGE, "work.draw_sample", subjects=[review.pk for review in reviews])
    return reviews
