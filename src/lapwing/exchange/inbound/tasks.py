"""Background work: a large file goes on being read in after the page has answered."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from lapwing.directory.models import Seat
from lapwing.exchange.inbound import changes


@app.task(name="take_files", retry=RetryStrategy(max_attempts=5, wait=10))
def take_files(seat: str) -> None:
    """Take every confirmed file of the seat's agency to its end. Killed at any moment, it goes on where it stopped."""
    changes.take_confirmed(Seat.objects.select_related("agency").get(pk=seat))
