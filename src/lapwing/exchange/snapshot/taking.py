"""Taking a snapshot: one transaction reads everything as it stood at one moment, and files without names are written.

Runs as the migrator, which sees every row, in a process that does nothing else.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

import pyarrow as pa
from django.db import connection, transaction
from django.utils import timezone
from psycopg.conninfo import make_conninfo

from lapwing.access import ledger, viewer
from lapwing.access.models import LedgerAct
from lapwing.directory.keys import new_key
from lapwing.exchange.snapshot import kept, rows
from lapwing.exchange.snapshot.files import ABSENCES, Folder, by_month
from lapwing.exchange.snapshot.models import Snapshot
from lapwing.exchange.snapshot.pseudonyms import pseudonym, pseudonym_of_child
from lapwing.measures import tables
from lapwing.measures.coverage import joined
from lapwing.measures.periods import Year


class NotTheMigrator(RuntimeError):
    """The snapshot sees every row: it is taken by the role that may, and by no page of the site."""


def take() -> Snapshot:
    """Take a snapshot, write its files, and register it. Raises NotTheMigrator for any other role."""
    _require_migrator()
    snapshot = Snapshot(id=new_key())
    former = Snapshot.objects.first()
    folder = Folder(snapshot.folder.with_suffix(".half"), former)
    with _reading() as cursor:
        snapshot.taken_at = _ask(cursor, "SELECT now()")[0][0]
        snapshot.areas = [[code, name] for code, name in _ask(cursor, rows.AREAS)]
        snapshot.populations = [list(row) for row in _ask(cursor, rows.ESTIMATES)]
        snapshot.told = _told(_ask(cursor, rows.COVERAGE), timezone.localdate(snapshot.taken_at))
        snapshot.absences, snapshot.children = _write_absences(cursor, folder)
    folder.write("coverage.parquet", _coverage(snapshot))
    for name, table in kept.work_out(snapshot, folder.path, former).items():
        folder.write(name, table)
    snapshot.digests = dict(sorted(folder.digests.items()))
    folder.path.rename(snapshot.folder)
    _register(snapshot)
    return snapshot


def _require_migrator() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolbypassrls FROM pg_roles WHERE rolname = current_user")
        if cursor.fetchone() != (True,):
            raise NotTheMigrator("A snapshot is taken by the migrator: run ./lapwing snapshot.")


@contextmanager
def _reading() -> Iterator[Any]:
    """A cursor inside one transaction that sees one moment, and cannot write."""
    import adbc_driver_postgresql.dbapi  # it brings pandas: the site reads snapshots, and never takes one

    with adbc_driver_postgresql.dbapi.connect(_address()) as reading, reading.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        # It reads everything once: what is joined stands in memory, and no plan is worth compiling.
        for setting in ("work_mem = '256MB'", "hash_mem_multiplier = 4", "jit = off"):
            cursor.execute(f"SET LOCAL {setting}")
        yield cursor


def _address() -> str:
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    given = {name: connection.settings_dict[setting] for name, setting in names.items()}
    return make_conninfo(**{name: str(value) for name, value in given.items() if value})


def _ask(cursor: Any, sql: str) -> list[tuple[Any, ...]]:
    cursor.execute(sql)
    return [tuple(row.values()) for row in cursor.fetch_arrow_table().to_pylist()]


def _write_absences(cursor: Any, folder: Folder) -> tuple[int, int]:
    """Write the absences of each month under pseudonyms; how many, and of how many children."""
    cursor.execute(rows.ABSENCES)
    children: set[bytes] = set()
    number, schema = 0, tables.ABSENCES.schema().to_pyarrow()
    found = list(_pseudonymised(cursor.fetch_record_batch(), children))
    for month, table in by_month(found, schema) if found else ():
        folder.write(f"{ABSENCES}/{month}.parquet", table)
        number += table.num_rows
    if not number:
        folder.write(f"{ABSENCES}.parquet", schema.empty_table())
    return number, len(children)


def _pseudonymised(batches: Any, children: set[bytes]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        columns = {name: batch.column(name) for name in batch.schema.names}
        columns["absence"] = pa.array([pseudonym(key) for key in columns["absence"].to_pylist()], pa.binary())
        names = [key and pseudonym_of_child(key) for key in columns["child"].to_pylist()]
        children.update(name for name in names if name)
        columns["child"] = pa.array(names, pa.binary())
        yield pa.RecordBatch.from_pydict(columns)


def _coverage(snapshot: Snapshot) -> pa.Table:
    told = [vars(one) for one in snapshot.coverage.told]
    return pa.Table.from_pylist(told, schema=tables.COVERAGE.schema().to_pyarrow())


def _told(accounts: list[tuple[Any, ...]], taken_on: date) -> list[list[str | None]]:
    """For each area and agency concerned, the stretches of days that it told about; one row without days for none."""
    found: list[list[str | None]] = []
    agencies = sorted({(area, agency, kind) for area, agency, kind, *_ in accounts})
    for area, agency, kind in agencies:
        own = [row[3:] for row in accounts if row[:3] == (area, agency, kind)]
        stretches = _stretches(own, taken_on)
        for first, last in stretches or [(None, None)]:
            found.append([area, agency, kind, first and first.isoformat(), last and last.isoformat()])
    return found


def _stretches(told: list[tuple[Any, ...]], taken_on: date) -> list[tuple[date, date]]:
    """A file tells about whole financial years, up to the day it was read. An agency that writes directly tells about
    every day from its first account after its files end, until now.
    """
    files = [(Year(year), last) for from_file, year, _, last in told if from_file]
    stretches = joined((year.first, min(year.last, last)) for year, last in files if year.first <= last)
    after = stretches[-1][1] + timedelta(days=1) if stretches else date.min
    direct = [max(first, after) for from_file, _, first, last in told if not from_file and first and last >= after]
    if direct and min(direct) <= taken_on:
        stretches.append((min(direct), taken_on))
    return joined(stretches)


def _register(snapshot: Snapshot) -> None:
    with viewer.clockwork("snapshot"), transaction.atomic():
        snapshot.save(force_insert=True)
        ledger.line(LedgerAct.EXPORT, "snapshot.take", subjects=[snapshot.pk])


def moment_words(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%-d %B %Y, %H:%M}"
