"""Taking a snapshot: one transaction reads everything as it stood at one moment, and files without names are written.

Runs as the migrator, which sees every row, in a process that does nothing else.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any

import duckdb
import pyarrow as pa
from django.db import connection, transaction
from django.utils import timezone
from psycopg.conninfo import make_conninfo

from lapwing.access import ledger, viewer
from lapwing.access.models import LedgerAct
from lapwing.directory.keys import new_key
from lapwing.exchange.snapshot import kept, rows
from lapwing.exchange.snapshot.copying import ask, copied, one_moment
from lapwing.exchange.snapshot.files import ABSENCES, ORDER, Folder, by_month
from lapwing.exchange.snapshot.models import Snapshot
from lapwing.exchange.snapshot.pseudonyms import Children, pseudonyms
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
    with one_moment(_address()) as readers:
        snapshot.taken_at = ask(readers[0], "SELECT now()")[0][0]
        snapshot.areas = [[code, name] for code, name in ask(readers[0], rows.AREAS)]
        snapshot.populations = [list(row) for row in ask(readers[0], rows.ESTIMATES)]
        copy = copied(readers, rows.READ)
    with copy:
        snapshot.told = _told(copy.execute(rows.COVERAGE).fetchall(), timezone.localdate(snapshot.taken_at))
        snapshot.absences, snapshot.children = _write_absences(copy, folder)
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


def _address() -> str:
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    given = {name: connection.settings_dict[setting] for name, setting in names.items()}
    return make_conninfo(**{name: str(value) for name, value in given.items() if value})


def _write_absences(copy: duckdb.DuckDBPyConnection, folder: Folder) -> tuple[int, int]:
    """Write the absences of each month under pseudonyms; how many, and of how many children."""
    asked = f"SELECT *, date_trunc('month', began_on)::date AS month FROM ({rows.ABSENCES}) ORDER BY month"
    number, children, schema = 0, Children({None: None}), tables.ABSENCES.schema().to_pyarrow()
    with ThreadPoolExecutor(1) as writer:  # a month is pressed and written while the next gets its pseudonyms
        months = []
        for month, table in by_month(copy.sql(asked).to_arrow_reader()):
            number += table.num_rows
            told = _pseudonymised(table, children).select(schema.names).cast(schema)
            months.append(writer.submit(_write_month, folder, month, told))
        for written in months:
            written.result()
    if not number:
        folder.write(f"{ABSENCES}.parquet", schema.empty_table())
    return number, len(children) - 1  # and nobody


def _write_month(folder: Folder, month: date, told: pa.Table) -> None:
    folder.write(f"{ABSENCES}/{month:%Y-%m}.parquet", told.sort_by(ORDER).combine_chunks())


def _pseudonymised(table: pa.Table, children: Children) -> pa.Table:
    for name, given in {"absence": pseudonyms(), "child": children.__getitem__}.items():
        column = pa.array([given(key) for key in table[name].to_pylist()], pa.binary())
        table = table.set_column(table.schema.get_field_index(name), name, column)
    return table


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
