"""Background work: a large file goes on being read in after the page has answered."""

import uuid

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from lapwing.directory.models import Seat
from lapwing.exchange.inbound import changes


@app.task(name="inbound.take", queue="intake", retry=RetryStrategy(max_attempts=5, wait=10))
def take(intakes: list[str], seat: str) -> None:
    """Take files to their end, one after the other. Killed at any moment, it goes on where it stopped."""
    chair = Seat.objects.select_related("agency").get(pk=seat)
    for intake in intakes:
        changes.take(uuid.UUID(intake), chair)
