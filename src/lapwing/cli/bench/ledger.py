"""Twenty writers with and without the ledger, sealing what they wrote, and verifying a long one."""

import os
import random
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import psycopg

from lapwing.cli.bench import database
from lapwing.cli.bench.table import against, quick, show

if TYPE_CHECKING:
    from lapwing.directory.models import Seat

WRITERS = 20
CHILDREN = 400
OTHER_WORK = 0.005
SECONDS = 5 if quick() else 10
BAR = 0.85


def main() -> None:
    connection = database.fresh("lapwing_bench_ledger")
    council = database.agency(connection, "Bench Council")
    seat = database.seat(connection, council, "social_worker")
    database.start_django()
    _writers(seat)
    _verifying(connection, council, seat)
    database.stop()


def _writers(seat: uuid.UUID) -> None:
    """What a page does when it is told of an absence; and for scale the least that anybody could write."""
    persons = _children(seat)
    _compare("an absence told and over, as a page does it", seat, lambda chair: _tell_absence(chair, persons), BAR)
    _compare(f"one row, and {OTHER_WORK * 1000:.0f} ms of waiting", seat, _write_row, None)


def _compare(words: str, seat: uuid.UUID, write: Callable[["Seat"], None], bar: float | None) -> None:
    from lapwing.access.ledger import seal

    with _without_lines():
        without = _transactions(seat, write)
    stop = threading.Event()
    sealer = threading.Thread(target=_seal_until, args=(stop, seal))
    sealer.start()
    with_line = _transactions(seat, write)
    stop.set()
    sealer.join()
    share = with_line / without
    show(
        [f"20 writers: {words}", "transactions/s", "of those without", "bar"],
        [
            ["no ledger", f"{without:,.0f}", "1.00", ""],
            ["a line each, sealed behind", f"{with_line:,.0f}", f"{share:.2f}",
             against(share, bar, at_least=True) if bar else ""],
        ],
    )  # fmt: skip


@contextmanager
def _without_lines() -> Iterator[None]:
    """The same acts, with a ledger that writes nothing."""
    from lapwing.access import ledger

    line = ledger.line
    ledger.line = lambda *_, **__: uuid.uuid4()
    try:
        yield
    finally:
        ledger.line = line


def _seal_until(stop: threading.Event, seal: Callable[[], int]) -> None:
    while not stop.wait(2):
        seal()


def _transactions(seat: uuid.UUID, write: Callable[["Seat"], None]) -> float:
    """Transactions a second of 20 writers at once, each a thread with a connection of its own."""
    done = [0] * WRITERS
    until = time.monotonic() + SECONDS
    threads = [threading.Thread(target=_write_until, args=(n, seat, write, until, done)) for n in range(WRITERS)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / (time.monotonic() - began)


def _write_until(number: int, seat: uuid.UUID, write: Callable[["Seat"], None], until: float, done: list[int]) -> None:
    from django.db import connection

    from lapwing.access import viewer
    from lapwing.directory.models import Seat

    chair = Seat.objects.get(pk=seat)
    while time.monotonic() < until:
        with viewer.viewer(chair, "bench"):
            write(chair)
        done[number] += 1
    connection.close()


def _children(seat: uuid.UUID) -> list[uuid.UUID]:
    from lapwing.access import viewer
    from lapwing.directory.models import Seat
    from lapwing.people import changes

    with viewer.viewer(Seat.objects.get(pk=seat), "bench"):
        told = changes.tell([changes.Telling(reference=f"bench-{n}") for n in range(CHILDREN)])
    return [one.person for one in told]


def _tell_absence(_: "Seat", persons: list[uuid.UUID]) -> None:
    from lapwing.cases.missing.changes import Located, Report, record_missing
    from lapwing.rules.moments import Moment

    began = datetime.now(UTC) - timedelta(minutes=random.randint(500_000, 5_000_000))
    ended = Located(None, "returned", Moment(began + timedelta(hours=9)))
    record_missing([Report(random.choice(persons), "missing", Moment(began), ended=ended)])


def _write_row(chair: "Seat") -> None:
    from lapwing.access import ledger
    from lapwing.access.models import LedgerAct
    from lapwing.web.models import Draft

    key = uuid.uuid4()
    draft = Draft(id=key, agency_id=chair.agency_id, holder=chair.pk, address=f"/bench/{key}/", content={})
    Draft.objects.bulk_create([draft])
    time.sleep(OTHER_WORK)
    ledger.line(LedgerAct.CHANGE, "bench.write", children=[key], subjects=[key])


def _verifying(connection: psycopg.Connection, council: uuid.UUID, seat: uuid.UUID) -> None:
    """Sealing and verifying a ledger of 100,000 and 1,000,000 entries."""
    from lapwing.access.ledger import seal

    rows = []
    for size in (100_000,) if quick() else (100_000, 1_000_000):
        _fill(connection, council, seat, size)
        began = time.monotonic()
        sealed = seal()
        sealing = time.monotonic() - began
        took, verdict = _verify()
        rows.append([f"{size:,}", f"{sealed / sealing:,.0f}/s", f"{took:.1f} s", f"{size / took:,.0f}/s", verdict])
    show(["entries", "sealed", "verified in", "a second", "verdict"], rows)


def _fill(connection: psycopg.Connection, council: uuid.UUID, seat: uuid.UUID, size: int) -> None:
    """Entries with true digests, up to `size` in all: written by COPY, as the migrator."""
    from lapwing.access.ledger import digest
    from lapwing.directory.keys import new_key

    have = connection.execute("SELECT count(*) FROM access_entry").fetchone()
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE e (id uuid, at timestamptz, child uuid, digest bytea) ON COMMIT DROP")
        with cursor.copy("COPY e FROM STDIN") as copy:
            for _ in range(size - (have[0] if have else 0)):
                key, child, at = new_key(), uuid.uuid4(), datetime.now(UTC)
                line = digest.of_entry(
                    entry=key, at=at, agency=council, account=None, seat=seat, role="social_worker", purpose="bench",
                    door="bench", act="read", subjects=[], children=[child],
                )  # fmt: skip
                copy.write_row((key, at, child, line))
        cursor.execute(
            "INSERT INTO access_entry (id, at, agency_id, level, seat, role, purpose, door, act, subjects, digest)"
            " SELECT id, at, %s, 3, %s, 'social_worker', 'bench', 'bench', 'read', '{}', digest FROM e",
            [council, seat],
        )
        cursor.execute(
            "INSERT INTO access_entrychild (entry_id, child, agency_id, level, at) SELECT id, child, %s, 3, at FROM e",
            [council],
        )
    connection.execute("VACUUM ANALYZE access_entry")


def _verify() -> tuple[float, str]:
    """Seconds and verdict of `./lapwing verify`, in a process of its own as the migrator."""
    import subprocess
    import sys

    environment = {**os.environ, "LAPWING_AS": "migrator", "DATABASE_URL": os.environ["DATABASE_MIGRATOR_URL"]}
    code = "import django; django.setup(); from lapwing.access.ledger import verify; print(verify())"
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], check=False, env=environment, capture_output=True, text=True)
    return time.monotonic() - began, done.stdout.strip() or done.stderr.strip()[-300:]
