"""Malformed files: ten thousand by a seed, on all cores; none may crash the reading in, and none may change a record.

Each core has a database of its own, in which the good files were read in; every row of every table of records is held
beside what it was before, again and again on the way.
"""

import hashlib
import os
import signal
import sys
import tempfile
import time
import traceback
import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from lapwing.cli.bench import database, intake
from lapwing.cli.bench.at_work import FORK
from lapwing.cli.bench.table import progress, quick, show

# Children of the good return, and how many malformed copies of its files: two sizes, ten thousand in all.
SIZES = ((25, 400),) if quick() else ((25, 7_000), (50, 3_000))
BASE = "lapwing_bench_fuzz"
CHECKED_EVERY = 100
RECORDS = (
    "people_told", "people_characteristics", "people_identifier", "people_link", "people_doubt", "people_placement",
    "people_status", "missing_absence", "missing_account", "missing_whereabouts", "inbound_source",
)  # fmt: skip
HEADS = ["children", "malformed files", "of", "refused whole", "rows that said nothing new", "doubtful",
         "in quarantine", "new or updated", "crashes", "tables changed", "files/s"]  # fmt: skip


@dataclass
class Seen:
    """What came of the malformed files of one size."""

    children: int
    wanted: int
    files: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    crashes: int = 0
    changed: set[str] = field(default_factory=set)
    began: float = field(default_factory=time.monotonic)
    seconds: float = 0.0

    @property
    def is_sound(self) -> bool:
        return not (self.crashes or self.changed)

    def line(self) -> list[object]:
        ends = self.ends
        return [self.children, f"{self.files:,}", f"{self.wanted:,}", f"{ends['refused']:,}", f"{ends['unchanged']:,}",
                f"{ends['doubtful']:,}", f"{ends['quarantined']:,}", ends["new"] + ends["updated"], self.crashes,
                ", ".join(sorted(self.changed)) or "none",
                f"{self.files / self.seconds:,.0f}" if self.seconds else ""]  # fmt: skip


def main() -> None:
    seen: list[Seen] = []
    try:
        progress("a database, migrated once")
        connection, seat = intake.council(BASE)
        connection.close()
        database.start_django()
        for children, files in SIZES:
            seen.append(Seen(children, files))
            _read_all(seen[-1], seat)
    except KeyboardInterrupt:
        progress("stopped; what was seen so far:")
    finally:
        show(HEADS, [one.line() for one in seen])
        database.stop()
    if not all(one.is_sound for one in seen):
        raise SystemExit(1)


def _read_all(seen: Seen, seat: uuid.UUID) -> None:
    """One size: its files shared out among the cores; what each says on the way is added up here."""
    cores = os.cpu_count() or 1
    heard: Any = FORK.SimpleQueue()
    shares = [seen.wanted // cores + (core < seen.wanted % cores) for core in range(cores)]
    workers = [FORK.Process(target=_work, args=(heard, seen.children, core, share, seat))
               for core, share in enumerate(shares)]  # fmt: skip
    for core in range(cores):
        database.clone(BASE, f"{BASE}_{core}")
    for worker in workers:
        worker.start()
    try:
        at_work = cores
        while at_work:
            at_work -= _note(seen, heard.get())
    finally:
        for worker in workers:
            worker.kill()
            worker.join()


def _note(seen: Seen, said: Mapping[str, Any]) -> bool:
    """Add what one core says; True where it was its last."""
    if "trouble" in said:
        seen.crashes += said.get("crashes", 0)
        progress(said["trouble"])
    before = seen.files // 500
    seen.files += said.get("files", 0)
    seen.ends += Counter(said.get("ends", {}))
    seen.changed |= set(said.get("changed", ()))
    seen.seconds = time.monotonic() - seen.began
    if seen.files // 500 > before:
        words = f"{seen.crashes} crashes, tables changed: {', '.join(sorted(seen.changed)) or 'none'}"
        progress(f"return of {seen.children} children: {seen.files:,} of {seen.wanted:,} malformed files; {words}")
    return bool(said.get("last"))


def _work(heard: Any, children: int, core: int, number: int, seat: uuid.UUID) -> None:
    """One core's share, in a process of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the bench, which ends this one
    try:
        _fuzz(heard, children, core, number, seat)
    except BaseException:
        heard.put({"trouble": traceback.format_exc(), "crashes": 1, "last": True})
    sys.stdout.flush()
    os._exit(0)


def _fuzz(heard: Any, children: int, core: int, number: int, seat: uuid.UUID) -> None:
    from lapwing.directory.models import Seat
    from lapwing.exchange import fuzz, samples

    os.environ["DATABASE_URL"] = database.SERVER.url("app", f"{BASE}_{core}")
    database.lead_django_to_database()
    connection = psycopg.connect(database.SERVER.url("migrator", f"{BASE}_{core}"), autocommit=True)
    chair = Seat.objects.select_related("agency").get(pk=seat)
    good = samples.looked_after(children, seed=7).files()
    fuzz.read_all(chair, iter(good.items()))
    before, ends, files = _digests(connection), Counter[str](), 0
    for name, content in fuzz.malformed(list(good.values()), number, seed=1_000 * children + core):
        files += 1
        try:
            ends += fuzz.read_all(chair, iter([(name, content)]))
        except Exception:
            heard.put({"trouble": f"{name}: {_kept(content)}\n{traceback.format_exc()}", "crashes": 1})
        if files == CHECKED_EVERY:
            heard.put({"files": files, "ends": dict(ends), "changed": _changed(connection, before)})
            ends, files = Counter(), 0
    heard.put({"files": files, "ends": dict(ends), "changed": _changed(connection, before), "last": True})


def _kept(content: bytes) -> Path:
    """A file that did harm, kept to be looked at."""
    path = Path(tempfile.mkdtemp(prefix="lapwing-bench-")) / "malformed.csv"
    path.write_bytes(content)
    return path


def _changed(connection: psycopg.Connection, before: Mapping[str, str]) -> list[str]:
    return [table for table, digest in _digests(connection).items() if digest != before[table]]


def _digests(connection: psycopg.Connection) -> Mapping[str, str]:
    """What each table of records holds, as one digest."""
    found = {}
    for table in RECORDS:
        rows = connection.execute(f"SELECT t::text FROM {table} t ORDER BY id").fetchall()
        found[table] = hashlib.sha256("\n".join(row[0] for row in rows).encode()).hexdigest()
    return found
