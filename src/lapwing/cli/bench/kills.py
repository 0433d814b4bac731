"""The importer, the worker and the database, killed at random in the middle of work: nothing lost, doubled or changed.

Read in are a council's return of three files and its file of absences, some of which last. Each kill has a database of
its own, cloned from one that was migrated once. The run that was killed is taken up again
by the same command or by the next worker, and then every row of every table is held beside those of a run that nobody
killed, and the ledger is verified. Half of the moments go by the clock, half by what is being done, spread evenly over
the whole of the work; a kill that came after the end does not count.
"""

import random
import shutil
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from lapwing.cli.bench import alike, at_work, database, intake
from lapwing.cli.bench.at_work import Job, Phase, Site
from lapwing.cli.bench.table import progress, quick, show

# Children of the return, and how many rows a batch takes; and how often each of the three is killed at it: 210 in all.
SIZES = ((40, 15),) if quick() else ((40, 15), (100, 40))
TIMES = 2 if quick() else 35
BASE = "lapwing_bench_kills"
GOLDEN = 0.6180339887
DONE = "SELECT count(*) FILTER (WHERE state = 'done') = %s FROM inbound_intake"
# The dead worker was heard from for the last time an hour ago: nobody waits for that here.
LONG_AGO = "UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '1 hour'"
HEADS = ["killed", "children", "batches of", "times at work", "after the end", "while it was", "rows compared", "lost",
         "doubled", "changed", "ledger", "seconds"]  # fmt: skip


@dataclass
class Trials:
    """How often one of the three was killed at one size, where each kill hit, and what was found after it."""

    name: str
    children: int
    batch: int
    hit: Counter[Phase] = field(default_factory=Counter)
    late: int = 0
    rows: int = 0
    lost: int = 0
    doubled: int = 0
    changed: int = 0
    broken: int = 0
    seconds: float = 0.0

    @property
    def kills(self) -> int:
        return self.hit.total()

    @property
    def is_sound(self) -> bool:
        return not (self.lost or self.doubled or self.changed or self.broken)

    def line(self) -> list[object]:
        places = ", ".join(f"{phase.words} {self.hit[phase]}" for phase in Phase if self.hit[phase])
        ledger = f"broken {self.broken} times" if self.broken else "holds"
        return [self.name, self.children, self.batch, self.kills, self.late, places, f"{self.rows:,}", self.lost,
                self.doubled, self.changed, ledger, f"{self.seconds:,.0f}"]  # fmt: skip


def main() -> None:
    trials: list[Trials] = []
    try:
        going = []
        for found, files, seat, start, kill in _all():
            trials.append(found)
            going.append(_trials(found, files, seat, start, kill))
        # In turn, so that a run that is stopped shows something of each.
        for _ in range(TIMES + 1):
            for one in going:
                next(one)
            killed = sum(one.kills for one in trials)
            words = "all as it was" if all(one.is_sound for one in trials) else "NOT all as it was"
            progress(f"killed {killed} of {len(trials) * TIMES} times at work, {sum(t.late for t in trials)} after the "
                     f"end; {words}")  # fmt: skip
    except KeyboardInterrupt:
        progress("stopped; what was seen so far:")
    finally:
        show(HEADS, [one.line() for one in trials])
        database.stop()
    if not all(one.is_sound for one in trials):
        raise SystemExit(1)


Run = Callable[[Site], None]
Kill = Callable[[Job], None]


def _all() -> Iterator[tuple[Trials, tuple[Path, ...], uuid.UUID, Run, Kill]]:
    """Every size with every one of the three, and what its trials need."""
    progress("a database, migrated once")
    connection, seat = intake.council(BASE)
    connection.close()
    database.start_django()
    from lapwing.exchange import samples

    for children, batch in SIZES:
        sample = samples.looked_after(children, year=2024, seed=children)
        absences = intake.absences(row["CHILD"] for row in sample.rows["header"])
        files = tuple(intake.written({**sample.files(), "absences.csv": absences}))
        yield Trials("importer", children, batch), files, seat, at_work.importer, _kill_process
        yield Trials("worker", children, batch), files, seat, at_work.worker, _kill_process
        yield Trials("database", children, batch), files, seat, at_work.importer, _kill_database


def _trials(found: Trials, files: tuple[Path, ...], seat: uuid.UUID, start: Run, kill: Kill) -> Iterator[Trials]:
    """First a run that nobody kills; then a kill that hit for each time that somebody asks for the next."""
    since, began = datetime.now(UTC), time.monotonic()
    with _site(files, seat, found.batch) as site:
        _prepared(site, start)
        began = time.monotonic()
        whole = Job(start, site).to_the_end()
        seconds = time.monotonic() - began
        _hold_ledger(site, found)
        expected = alike.marks(database.SERVER.url("migrator", site.database), since)
    progress(f"{found.name}, {found.children} children: undisturbed {seconds:.1f} s, {whole.steps} statements, "
             f"{alike.size(expected):,} rows")  # fmt: skip
    yield found
    chance, tries = random.Random(20 + found.children), 0
    while True:
        began = time.monotonic()
        # By the golden section the moments are spread evenly, however many there come to be.
        share = (found.kills * GOLDEN + chance.random() / TIMES) % 1 * 0.97**tries
        by_clock = found.kills % 2 == 0 and not tries
        tries += 1
        with _site(files, seat, found.batch) as site:
            _prepared(site, start)
            job = Job(start, site)
            _wait(job, share * seconds if by_clock else None, 1 + int(share * whole.steps), chance)
            phase = job.phase
            kill(job)
            if _asked(site, DONE, len(files)):
                found.late += 1
                continue
            tries = 0
            found.hit[phase] += 1
            _go_on(site, start)
            _hold_ledger(site, found)
            _note(found, expected, alike.marks(database.SERVER.url("migrator", site.database), since))
        found.seconds += time.monotonic() - began
        yield found


def _wait(job: Job, seconds: float | None, steps: int, chance: random.Random) -> None:
    """Until so long after it began its work, or until it has done so much and a moment more; or until it has ended."""
    while job.process.is_alive() and job.phase is Phase.STARTING:
        time.sleep(0.0005)
    until = time.monotonic() + (seconds if seconds is not None else 600)
    while job.process.is_alive() and time.monotonic() < until and (seconds is not None or job.steps < steps):
        time.sleep(0.0005)
    if seconds is None:
        time.sleep(chance.random() * 0.01)


def _note(found: Trials, expected: alike.Marks, rows: alike.Marks) -> None:
    differences = alike.compared(expected, rows)
    found.rows += alike.size(rows)
    found.lost += differences.lost
    found.doubled += differences.doubled
    found.changed += differences.changed
    if differences:
        progress(f"{found.name}: NOT as it was in {', '.join(differences.tables)}")


@contextmanager
def _site(files: tuple[Path, ...], seat: uuid.UUID, batch: int) -> Iterator[Site]:
    """A clone of the database, for one run; gone after it."""
    name, data = f"{BASE}_run", Path(tempfile.mkdtemp(prefix="lapwing-bench-"))
    database.clone(BASE, name)
    try:
        yield Site(name, data, files, seat, batch)
    finally:
        shutil.rmtree(data, ignore_errors=True)


def _prepared(site: Site, start: Run) -> None:
    """For a worker the files are confirmed beforehand."""
    if start is at_work.worker:
        Job(at_work.confirmed, site).to_the_end()


def _go_on(site: Site, start: Run) -> None:
    """Whatever was cut off goes on by the same command, or by the next worker."""
    if start is at_work.worker:
        _asked(site, f"WITH gone AS ({LONG_AGO} RETURNING 1) SELECT count(*) FROM gone")
        Job(at_work.next_worker, site).to_the_end()
    else:
        Job(start, site).to_the_end()


def _hold_ledger(site: Site, found: Trials) -> None:
    try:
        Job(at_work.ledger, site).to_the_end()
    except RuntimeError as error:
        found.broken += 1
        progress(f"the ledger: {error}")


def _asked(site: Site, question: str, *given: object) -> object:
    """What this question answers, past row security."""
    with psycopg.connect(database.SERVER.url("migrator", site.database)) as connection:
        row = connection.execute(question, given or None).fetchone()
    return row and row[0]


def _kill_process(job: Job) -> None:
    job.kill()


def _kill_database(job: Job) -> None:
    """As a power cut would end it; it comes back, and recovers."""
    database.SERVER.kill()
    job.process.join(20)
    job.kill()
    database.SERVER.start()
