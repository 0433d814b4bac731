"""Rule 11, driven for real: the worker in a process of its own, a mail server on a socket, and time moved on.

The message is refused, nobody opens it, the deputy is away; it is night, or Christmas Day; the worker is killed in
between. Each state comes from an event that happened, and none is set by a page that shows it.
"""

import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from lapwing.access import viewer
from lapwing.directory.keys import new_key
from lapwing.directory.models import Seat
from lapwing.people import changes as people
from lapwing.work.alerts import changes
from lapwing.work.alerts.models import Alert, AlertEvent
from tests import cast as casting
from tests import databases, mail_server
from tests.journeys.site import on_a_fresh_database
from tests.workers import let_it_be_missed

pytestmark = [pytest.mark.chaos, pytest.mark.long]
BY_DAY = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)  # a Tuesday
AT_NIGHT = datetime(2026, 11, 4, 23, 0, tzinfo=UTC)
CHRISTMAS = datetime(2026, 12, 25, 11, 0, tzinfo=UTC)
What = AlertEvent.What


@dataclass
class World:
    """A database of its own whose rows stay, the cast, and the mail server."""

    cast: casting.Cast
    post: mail_server.Post
    environment: dict[str, str]

    @contextmanager
    def worker(self, at: datetime) -> Iterator["subprocess.Popen[bytes]"]:
        process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "tests.workers", at.isoformat()], cwd=databases.ROOT,
            env={**os.environ, **self.environment}, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            yield process
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait(30)

    def work_until(self, at: datetime, is_so: Callable[[], bool]) -> None:
        """Let the worker work at that time until something has come about."""
        with self.worker(at):
            until = time.monotonic() + 60
            while not is_so():
                assert time.monotonic() < until, f"It never came about: {self.story()}"
                time.sleep(0.1)

    def raised(self, by: str, to: str, at: datetime, *, urgent: bool = False) -> uuid.UUID:
        """An alert about a child of its own, raised at that time; the key of its first row."""
        seat = self.cast.seats[by]
        with time_machine.travel(at, tick=False), viewer.viewer(seat, "test"):
            key = new_key()
            told = people.tell([people.Telling(str(key), "Robin", f"Marsh{key.hex[-4:]}", date(2010, 5, 4))])
            wanted = changes.Raise(
                "child_missing", told[0].person, seat.agency_id, "trial", key, self.cast.seats[to].pk,
                "Missing since 09:10", urgent,
            )  # fmt: skip
            return changes.raise_alerts([wanted])[0].pk

    def rows(self, chain: uuid.UUID) -> list[Alert]:
        with viewer.clockwork("test"):
            return list(Alert.objects.filter(chain=chain).order_by("step"))

    def events(self, chain: uuid.UUID) -> list[tuple[uuid.UUID, str]]:
        """What happened to an alert, in order: to which row, and what."""
        with viewer.clockwork("test"):
            found = AlertEvent.objects.filter(alert__chain=chain).order_by("at", "pk")
            return list(found.values_list("alert", "what"))

    def happened(self, chain: uuid.UUID, what: str, times: int = 1) -> bool:
        return [one for _, one in self.events(chain)].count(what) >= times

    def holders(self, chain: uuid.UUID) -> list[uuid.UUID]:
        return [row.holder for row in self.rows(chain)]

    def story(self) -> list[tuple[Any, ...]]:
        with viewer.clockwork("test"):
            return list(AlertEvent.objects.order_by("at", "pk").values_list("at", "alert", "what", "holder"))

    def address(self, seat: str) -> str:
        return str(self.cast.seats[seat].account.email)  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    name = f"lapwing_post_{os.getpid()}"
    with django_db_blocker.unblock(), on_a_fresh_database(name) as environment, mail_server.serving() as post:
        environment |= {
            "LAPWING_AS": "worker", "LAPWING_EMAIL_URL": f"smtp://127.0.0.1:{post.port}",
            "LAPWING_ADDRESS": "https://site.example", "PYTHONPATH": str(databases.ROOT / "src"),
            "DJANGO_SETTINGS_MODULE": "lapwing.config.settings", "LAPWING_MODE": "test",
        }  # fmt: skip
        yield World(casting.build(), post, environment)


def test_killed_refused_away_and_never_opened(world: World) -> None:
    cast, post = world.cast, world.post
    opened = world.raised("police_missing", "council_missing", BY_DAY)
    refused = world.raised("council_missing", "police_missing", BY_DAY + timedelta(seconds=1), urgent=True)
    first = world.address("police_missing")  # urgent ones go first
    post.refuses.add(first)
    post.away[world.address("council_missing")] = 1

    # Killed in between: the server has the deputy's message, and the worker dies before it can say so.
    deputy = world.address("police_missing_deputy")
    with world.worker(BY_DAY + timedelta(minutes=1)) as worker:
        post.on_taken = lambda address: worker.send_signal(signal.SIGKILL) if address == deputy else None
        worker.wait(60)
    post.on_taken = None
    let_it_be_missed(world.environment["DATABASE_MIGRATOR_URL"])
    assert world.happened(refused, What.REFUSED)
    assert world.happened(refused, What.ESCALATED)
    assert world.holders(refused) == [cast.police_missing.pk, cast.police_missing_deputy.pk]
    assert not world.happened(refused, What.SENT), "a state was set of which nobody knows that it happened"
    world.work_until(BY_DAY + timedelta(minutes=2), lambda: world.happened(refused, What.SENT))
    sent = post.to(deputy)
    assert len(sent) == 2
    assert len({message["Message-ID"] for message in sent}) == 1, "sent twice, the same message"
    assert [what for _, what in world.events(refused)].count(What.SENT) == 1
    assert not post.to(first)

    # The server was away for the other: it is asked again, and in the end it takes the message.
    assert world.happened(opened, What.DELAYED)
    world.work_until(BY_DAY + timedelta(minutes=5), lambda: world.happened(opened, What.SENT))
    [message] = post.to(world.address("council_missing"))
    assert message["Subject"] == "A message is waiting for you"
    assert f"https://site.example/alerts/{opened}/" in str(message.get_payload())
    assert "Marsh" not in message.as_string()

    # Looking at pages changes nothing: it is still not read.
    before = (world.story(), [(r.state, r.mailed_at, r.escalated_at) for r in world.rows(opened)])
    for seat in ("council_missing", "police_missing", "council_missing_deputy"):
        look(world, cast.seats[seat], opened)
    assert (world.story(), [(r.state, r.mailed_at, r.escalated_at) for r in world.rows(opened)]) == before

    # Nobody opens it, and the deputy is away: the whole team is told next, each by a message.
    Seat.objects.filter(pk=cast.council_missing_deputy.pk).update(away_until=BY_DAY + timedelta(days=2))
    Seat.objects.filter(pk=cast.council_missing.pk).update(away_until=BY_DAY + timedelta(days=2))
    later = BY_DAY + timedelta(hours=5)
    world.work_until(later, lambda: world.happened(opened, What.SENT, 2))
    assert world.holders(opened) == [cast.council_missing.pk, cast.teams["missing"].pk]
    assert world.rows(opened)[0].escalated_at is not None
    Seat.objects.update(away_until=None)

    # Somebody reads it and takes it on, by their own acts; then nobody further is told.
    with time_machine.travel(later + timedelta(minutes=5), tick=False):
        client = Client()
        casting.sign_in(client, cast.council_missing_deputy)
        key = world.rows(opened)[1].pk
        assert b"Missing since 09:10" not in client.get(f"/alerts/{key}/").content
        client.post(f"/alerts/{key}/acknowledge/")
        assert world.rows(opened)[1].state == "waiting", "nobody takes on what they have not read"
        client.post(f"/alerts/{key}/open/")
        client.post(f"/alerts/{key}/acknowledge/")
        assert world.rows(opened)[1].state == "acknowledged"
    every_state_is_proved(world)


def look(world: World, seat: Seat, alert: uuid.UUID) -> None:
    client = Client()
    casting.sign_in(client, seat)
    for address in ("/alerts/", f"/alerts/{alert}/", "/alerts/sent/", "/worklist/", "/missing/"):
        assert client.get(address).status_code in {200, 404}


@pytest.mark.parametrize("at", [AT_NIGHT, CHRISTMAS], ids=["night", "holiday"])
def test_those_who_answer_then_are_written_to(world: World, at: datetime) -> None:
    before = len(world.post.to(world.address("duty_officer")))
    key = world.raised("police_missing", "council_missing", at)
    world.work_until(at + timedelta(seconds=5), lambda: world.happened(key, What.SENT, 2))
    assert world.holders(key) == [world.cast.teams["night"].pk, world.cast.council_missing.pk]
    assert len(world.post.to(world.address("duty_officer"))) == before + 1
    every_state_is_proved(world)


def every_state_is_proved(world: World) -> None:
    """Behind each state of each row stands the event by which it came about."""
    with viewer.clockwork("test"):
        events = set(AlertEvent.objects.values_list("alert", "what"))
        for row in Alert.objects.all():
            assert ((row.pk, What.SENT) in events) == (row.mailed_at is not None)
            assert ((row.pk, What.REFUSED) in events) == (row.refused_at is not None)
            assert ((row.pk, What.ESCALATED) in events) == (row.escalated_at is not None)
            assert ((row.pk, What.OPENED) in events) == (row.state in {"opened", "acknowledged"})
            assert ((row.pk, What.ACKNOWLEDGED) in events) == (row.state == "acknowledged")
