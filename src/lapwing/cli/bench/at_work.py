"""Reading files in by a process that can be killed, and that says how far it is: for the bench of kills.

The process is forked from the bench, so that its start costs nothing; what it runs is what the command and the worker
run. How far it is stands in memory that outlives it: after a kill somebody can still read what it was doing.
"""

import multiprocessing
import os
import signal
import sys
import traceback
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from lapwing.cli.bench import database, intake

FORK = multiprocessing.get_context("fork")


class Phase(IntEnum):
    """What a process was doing."""

    STARTING = 0
    CHECKING = 1
    KEPT = 2
    CONFIRMING = 3
    BATCH = 4
    COMMIT = 5
    FILE_END = 6
    BETWEEN = 7

    @property
    def words(self) -> str:
        return PHASES[self]


PHASES = {
    Phase.STARTING: "starting", Phase.CHECKING: "checking a file", Phase.KEPT: "committing what was checked",
    Phase.CONFIRMING: "confirming", Phase.BATCH: "in a batch", Phase.COMMIT: "committing a batch",
    Phase.FILE_END: "committing a file's end", Phase.BETWEEN: "between two",
}  # fmt: skip
COMMITS = {Phase.CHECKING: Phase.KEPT, Phase.BATCH: Phase.COMMIT}


@dataclass(frozen=True)
class Site:
    """Where it happens: a database by its name, the data beside it, whose files, and how many rows a batch takes."""

    database: str
    data: Path
    files: tuple[Path, ...]
    seat: uuid.UUID
    batch: int


class Job:
    """One process at work, with its sign: the phase it is in, and how many statements and commits it has begun."""

    def __init__(self, run: Callable[[Site], None], site: Site) -> None:
        self._sign = FORK.RawArray("q", 2)
        self._trouble = site.data / "trouble.txt"
        self.process: BaseProcess = FORK.Process(target=_run, args=(run, site, self._sign, self._trouble))
        self.process.start()

    @property
    def phase(self) -> Phase:
        return Phase(self._sign[0])

    @property
    def steps(self) -> int:
        return int(self._sign[1])

    def kill(self) -> None:
        if self.process.pid and self.process.is_alive():
            os.kill(self.process.pid, signal.SIGKILL)
        self.process.join()

    def to_the_end(self, seconds: float = 300) -> "Job":
        """Wait until it ends by itself. Raises RuntimeError, with its own words, where it does not, or fails."""
        self.process.join(seconds)
        if self.process.exitcode != 0:
            self.kill()
            said = self._trouble.read_text()[-2_000:] if self._trouble.exists() else "It did not end."
            raise RuntimeError(said)
        return self


def _run(run: Callable[[Site], None], site: Site, sign: Any, trouble: Path) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the bench, which ends this one
    sys.stdout = sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115 - for as long as the process lives
    try:
        _lead(site)
        _mark(site, sign)
        run(site)
    except SystemExit as ended:
        os._exit(int(ended.code or 0))
    except BaseException:
        trouble.write_text(traceback.format_exc())
        os._exit(1)
    os._exit(0)


def _lead(site: Site) -> None:
    from django.conf import settings
    from django.db import connections

    connections["migrator"].settings_dict["NAME"] = site.database
    os.environ["DATABASE_URL"] = database.SERVER.url("app", site.database)
    settings.DATA = site.data
    database.lead_django_to_database()


def _mark(site: Site, sign: Any) -> None:
    """Say in the sign what the acts of reading in are doing, and take smaller batches."""
    from django.db import connections
    from django.db.backends.signals import connection_created

    from lapwing.exchange.inbound import changes

    def during(phase: Phase, act: Callable[..., Any]) -> Callable[..., Any]:
        def marked(*given: Any, **named: Any) -> Any:
            sign[0] = phase
            return act(*given, **named)

        return marked

    def counted(execute: Callable[..., Any], *given: Any) -> Any:
        sign[1] += 1
        return execute(*given)

    def commit(self: Any) -> None:
        sign[1] += 1
        sign[0] = COMMITS.get(sign[0], sign[0])
        committed(self)
        sign[0] = Phase.BETWEEN

    def created(connection: Any, **_: object) -> None:
        connection.execute_wrappers.append(counted)

    def set_(file: Any, **values: Any) -> None:
        was_set(file, **values)
        if "done_at" in values:
            sign[0] = Phase.FILE_END

    # A worker runs a job in a thread of its own, with a connection of its own.
    connection_created.connect(created, weak=False)
    kind: Any = type(connections["default"])
    committed, was_set, kind.commit = kind.commit, changes._set, commit
    for name, phase in (("show", Phase.CHECKING), ("confirm", Phase.CONFIRMING), ("take_batch", Phase.BATCH)):
        setattr(changes, name, during(phase, getattr(changes, name)))
    changes._set, changes.BATCH = set_, site.batch


def importer(site: Site) -> None:
    """What `./lapwing import` runs."""
    from lapwing.exchange.command import main

    sys.exit(main([*map(str, site.files), "--agency", intake.COUNCIL]))


def confirmed(site: Site) -> None:
    """The files are shown and confirmed, and a job waits for the worker, as the page leaves it."""
    from lapwing.access import viewer
    from lapwing.directory.models import Seat
    from lapwing.exchange.inbound import changes, tasks
    from lapwing.work import jobs

    with viewer.viewer(Seat.objects.get(pk=site.seat), "intake"):
        for path in site.files:
            changes.confirm(changes.show(path.name, path.read_bytes()).pk)
        jobs.enqueue(tasks.take_files, seat=str(site.seat))


def worker(site: Site) -> None:
    """What `./lapwing work` runs, until no job is left; the jobs that the clock sets off are left out, because the
    records are compared with those of another run.
    """
    from django.core.management import call_command
    from django.db import connection
    from procrastinate.contrib.django import app

    connection.close()
    connection.settings_dict["OPTIONS"] = {"options": "-c lapwing.jobs=on"}
    app.periodic_registry.periodic_tasks.clear()
    call_command("procrastinate", "worker", "--one-shot", "--concurrency", "1")


def next_worker(site: Site) -> None:
    """The worker that comes after one that died: what that one had begun is run again by the house's own job for it."""
    from django.db import connection

    from lapwing.work.background.tasks import run_again

    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lapwing.jobs', 'on', false)")
    run_again.defer(timestamp=0)
    worker(site)


def ledger(site: Site) -> None:
    """Seal what waits, and verify the whole ledger. Raises where it does not hold."""
    from lapwing.access import ledger as kept

    kept.seal()
    verdict = kept.verify("migrator")
    if not verdict.holds:
        raise RuntimeError(str(verdict))
