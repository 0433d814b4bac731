"""Twenty writers with and without the ledger, sealing what they wrote, and verifying a long one."""

import os
import threading
import time
import uuid
from collections.abc import Callable

import psycopg

from lapwing.cli.bench import database
from lapwing.cli.bench.table import against, quick, show

WRITERS = 20
OTHER_WORK = 0.005
SECONDS = 5 if quick() else 10


def main() -> None:
    connection = database.fresh("lapwing_bench_ledger")
    council = database.agency(connection, "Bench Council")
    seat = database.seat(connection, council, "social_worker")
    database.start_django()
    _writers(seat)
    _verifying(connection, council, seat)
    database.stop()


def _writers(seat: uuid.UUID) -> None:
    """Each transaction opens a viewer, writes a row and does 5 ms of other work; the ledger adds its line."""
    from lapwing.access.ledger import seal

    without = _transactions(seat, with_line=False)
    sealing = threading.Event()
    sealer = threading.Thread(target=_seal_until, args=(sealing, seal))
    sealer.start()
    with_line = _transactions(seat, with_line=True)
    sealing.set()
    sealer.join()
    show(
        ["20 writers", "transactions/s", "of those without", "bar"],
        [
            ["no ledger", f"{without:,.0f}", "1.00", ""],
            ["a line each, sealed behind", f"{with_line:,.0f}", f"{with_line / without:.2f}",
             against(with_line / without, 0.85, at_least=True)],
        ],
    )  # fmt: skip


def _seal_until(stop: threading.Event, seal: Callable[[], int]) -> None:
    while not stop.wait(2):
        seal()


def _transactions(seat: uuid.UUID, *, with_line: bool) -> float:
    """Transactions a second of 20 writers at once, each a thread with a connection of its own."""
    done = [0] * WRITERS
    until = time.monotonic() + SECONDS
    threads = [threading.Thread(target=_write, args=(n, seat, with_line, until, done)) for n in range(WRITERS)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / (time.monotonic() - began)


def _write(number: int, seat: uuid.UUID, with_line: bool, until: float, done: list[int]) -> None:
    from django.db import connection

    from lapwing.access import ledger, viewer
    from lapwing.access.models import LedgerAct
    from lapwing.directory.models import Seat
    from lapwing.web.models import Draft

    chair = Seat.objects.get(pk=seat)
    while time.monotonic() < until:
        with viewer.viewer(chair, "bench"):
            key = uuid.uuid4()
            draft = Draft(
                id=key, agency_id=chair.agency_id, holder=seat, form="bench", about=key, content={"n": number}
            )
            Draft.objects.bulk_create([draft])
            time.sleep(OTHER_WORK)
            if with_line:
                ledger.line(LedgerAct.CHANGE, "bench.write", children=[key], subjects=[key])
        done[number] += 1
    connection.close()


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
    from datetime import UTC, datetime

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
