"""The importer, the worker and the database, killed at random in the middle of work: nothing lost, nothing doubled."""

import os
import random
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable

import psycopg

from lapwing.cli.bench import database, intake
from lapwing.cli.bench.table import quick, show

TIMES = 2 if quick() else 70  # of each of three: more than two hundred in all
CHILDREN = 300
DOUBLED = (
    "SELECT count(*) - count(DISTINCT reference) FROM people_told",
    "SELECT count(*) - count(DISTINCT person) FROM people_link WHERE until IS NULL",
    "SELECT count(*) - count(DISTINCT (person, since)) FROM people_placement",
    "SELECT count(*) - count(DISTINCT (person, since)) FROM people_status",
    "SELECT count(*) - count(DISTINCT reference) FROM missing_account",
    "SELECT count(*) - count(DISTINCT (intake_id, number)) FROM inbound_intakerow",
)
LOST = "SELECT (SELECT sum(rows) FROM inbound_intake) - count(*) FROM inbound_intakerow WHERE state <> 'waiting'"


def main() -> None:
    rows = [_trial(name, start, kill) for name, start, kill in (
        ("importer", _importer, _kill_process), ("worker", _worker, _kill_process),
        ("database", _importer, _kill_database),
    )]  # fmt: skip
    show(["killed", "times", "at work", "rows", "lost", "doubled", "ledger", "seconds"], rows)
    database.stop()


Start = Callable[[list[str], uuid.UUID], "subprocess.Popen[bytes]"]
Kill = Callable[["subprocess.Popen[bytes]"], None]


def _trial(name: str, start: Start, kill: Kill) -> list[object]:
    """Returns of several years, read in by a process that somebody keeps killing."""
    from lapwing.exchange import chaos, samples

    connection, seat = intake.council(f"lapwing_bench_kills_{name}")
    connection.close()
    chance, began, at_work = random.Random(20), time.monotonic(), 0
    for year in range(TIMES):
        files = [str(p) for p in intake.written(samples.looked_after(CHILDREN, year=2024, seed=year).files())]
        process = start(files, seat)
        try:
            process.wait(chance.uniform(1.0, 5.0))
        except subprocess.TimeoutExpired:
            at_work += 1
            kill(process)
        _to_the_end(files, process)
    holds, words = chaos.ledger_holds(dict(os.environ))
    with psycopg.connect(os.environ["DATABASE_MIGRATOR_URL"]) as asked:
        doubled = sum(int(asked.execute(question).fetchone()[0]) for question in DOUBLED)  # type: ignore[index]
        lost = asked.execute(LOST).fetchone()[0]  # type: ignore[index]
        taken = asked.execute("SELECT count(*) FROM inbound_intakerow").fetchone()[0]  # type: ignore[index]
    return [name, TIMES, at_work, f"{taken:,}", lost, doubled, "holds" if holds else words,
            f"{time.monotonic() - began:,.0f}"]  # fmt: skip


def _importer(files: list[str], _: uuid.UUID) -> "subprocess.Popen[bytes]":
    from lapwing.exchange import chaos

    return chaos.importer(files, intake.COUNCIL, os.environ)


SHOW = """
import sys, pathlib, django
django.setup()
from lapwing.access import viewer
from lapwing.directory.models import Seat
from lapwing.exchange.inbound import changes, tasks
from lapwing.work import jobs
with viewer.viewer(Seat.objects.get(pk=sys.argv[1]), "intake"):
    for path in map(pathlib.Path, sys.argv[2:]):
        changes.confirm(changes.show(path.name, path.read_bytes()).pk)
    jobs.enqueue(tasks.take_files, seat=sys.argv[1])
"""


def _worker(files: list[str], seat: uuid.UUID) -> "subprocess.Popen[bytes]":
    """The files are confirmed, and a worker takes them."""
    subprocess.run([sys.executable, "-W", "ignore", "-c", SHOW, str(seat), *files], check=True)
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "django", "procrastinate", "worker"], start_new_session=True,
        env={**os.environ, "LAPWING_AS": "worker"}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def _kill_process(process: "subprocess.Popen[bytes]") -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _kill_database(process: "subprocess.Popen[bytes]") -> None:
    """As a power cut would end it; it comes back, and recovers."""
    database.SERVER.kill()
    database.SERVER.start()
    process.wait(120)


def _to_the_end(files: list[str], process: "subprocess.Popen[bytes]") -> None:
    """Whatever was cut off is read in to its end by command: the same files are the same intakes."""
    if process.poll() is None:
        _kill_process(process)
    last = _importer(files, uuid.UUID(int=0))
    _, trouble = last.communicate(timeout=600)
    if last.returncode != 0:
        raise RuntimeError(trouble.decode(errors="replace")[-2_000:])
