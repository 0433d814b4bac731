"""The importer, the worker and the database, killed at random in the middle of work: nothing lost, nothing doubled."""

import os
import random
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress

import psycopg

from lapwing.cli.bench import database, intake
from lapwing.cli.bench.table import progress, quick, show

# Children of each return, two sizes; and how often each of the three is killed at it: two hundred and ten in all.
SIZES = (100,) if quick() else (100, 400)
TIMES = 1 if quick() else 35
LONGEST = 5.0
DOUBLED = (
    "SELECT count(*) - count(DISTINCT reference) FROM people_told",
    "SELECT count(*) - count(DISTINCT person) FROM people_link WHERE until IS NULL",
    "SELECT count(*) - count(DISTINCT (person, since)) FROM people_placement",
    "SELECT count(*) - count(DISTINCT (person, since)) FROM people_status",
    "SELECT count(*) - count(DISTINCT reference) FROM missing_account",
    "SELECT count(*) - count(DISTINCT (intake_id, number)) FROM inbound_intakerow",
)
LOST = ("SELECT (SELECT sum(rows) FROM inbound_intake) - count(*) FROM inbound_intakerow WHERE state <> 'waiting'",)
TAKEN = ("SELECT count(*) FROM inbound_intakerow",)
# Records that are not there, or are not what the row that made them says.
OTHERWISE = (
    "SELECT count(*) FROM inbound_source s LEFT JOIN people_placement p ON p.id = (s.records ->> 'placement')::uuid"
    " WHERE s.records ? 'placement' AND (p.what, p.since::text, coalesce(p.until::text, ''))"
    " IS DISTINCT FROM (s.said ->> 'PLACE', s.said ->> 'DECOM', s.said ->> 'DEC')",
    "SELECT count(*) FROM inbound_source s LEFT JOIN missing_account a ON a.id = (s.records ->> 'account')::uuid"
    " WHERE s.records ? 'account'"
    " AND (a.began_at AT TIME ZONE 'Europe/London')::date::text IS DISTINCT FROM s.said ->> 'MIS_START'",
    "SELECT count(*) FROM inbound_source s LEFT JOIN missing_whereabouts w ON w.id = (s.records ->> 'fact')::uuid"
    " WHERE s.records ? 'fact'"
    " AND (w.at AT TIME ZONE 'Europe/London')::date::text IS DISTINCT FROM s.said ->> 'MIS_END'",
)
DONE = ("SELECT count(*) FROM inbound_intake WHERE state = 'done'",)


def main() -> None:
    rows = [_trial(name, children, start, kill) for children in SIZES for name, start, kill in (
        ("importer", _importer, _kill_process), ("worker", _worker, _kill_process),
        ("database", _importer, _kill_database),
    )]  # fmt: skip
    show(
        ["killed", "children", "times at work", "files of", "rows", "lost", "doubled", "said otherwise", "ledger",
         "seconds"], rows,
    )  # fmt: skip
    database.stop()


Start = Callable[[list[str], uuid.UUID], "subprocess.Popen[bytes]"]
Kill = Callable[["subprocess.Popen[bytes]"], None]


def _trial(name: str, children: int, start: Start, kill: Kill) -> list[object]:
    """Returns of several years, read in by a process that somebody keeps killing, until it was killed so many times.

    A kill counts where the files were not done yet. How long one lives at most follows from whether the last was killed
    at work, so that most are, whatever the machine.
    """
    from lapwing.exchange import chaos, samples

    connection, seat = intake.council(f"lapwing_bench_kills_{name}_{children}")
    connection.close()
    chance, began, at_work, year, longest = random.Random(20), time.monotonic(), 0, 0, LONGEST
    files: list[str] = []
    while at_work < TIMES:
        done = year * len(files)
        files = [str(p) for p in intake.written(samples.looked_after(children, year=2024, seed=year).files())]
        process = start(files, seat)
        with suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0.7, longest))
        if process.poll() is None:
            kill(process)
        was_at_work = _asked(DONE) < done + len(files)
        at_work += was_at_work
        longest = min(LONGEST, longest * 1.1) if was_at_work else max(1.5, longest * 0.8)
        _to_the_end(files, process)
        year += 1
        progress(f"{name}, returns of {children} children: killed {at_work} of {TIMES} times")
    holds, words = chaos.ledger_holds(dict(os.environ))
    return [name, children, at_work, year, f"{_asked(TAKEN):,}", _asked(LOST), _asked(DOUBLED), _asked(OTHERWISE),
            "holds" if holds else words, f"{time.monotonic() - began:,.0f}"]  # fmt: skip


def _asked(questions: Sequence[str]) -> int:
    """The sum of what these questions answer, past row security."""
    with psycopg.connect(os.environ["DATABASE_MIGRATOR_URL"]) as connection:
        found = [connection.execute(question).fetchone() for question in questions]
    return sum(int(row[0] or 0) for row in found if row)


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
