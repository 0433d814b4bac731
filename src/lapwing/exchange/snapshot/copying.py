"""The records as they stood at one moment, copied out of PostgreSQL, so that the snapshot's statements are asked here.

PostgreSQL reads a table from its beginning to its end as fast as it can be sent; joining and grouping millions of rows
takes DuckDB, on all cores, a fraction of the time. The statements stay PostgreSQL's own text (`rows`), which opening a
number asks there: DuckDB reads it alike, with nulls in PostgreSQL's order and one function more.

The copy lives in memory and is never written down, for it holds keys.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from queue import SimpleQueue
from typing import Any

import duckdb

AS_POSTGRESQL = """
SET TimeZone = 'UTC'; SET default_null_order = 'postgres'; SET temp_directory = '';
SET enable_external_access = false;
CREATE MACRO uuid_send(key) AS key::BLOB
"""
READERS = min(4, os.cpu_count() or 1)  # each reads a table at a time, all of them at the same moment


@contextmanager
def one_moment(address: str) -> Iterator[Sequence[Any]]:
    """Connections that see one moment, and cannot write."""
    import adbc_driver_postgresql.dbapi as postgresql  # it brings pandas: the site reads snapshots, and takes none

    with ExitStack() as stack:
        first, *others = (stack.enter_context(postgresql.connect(address)) for _ in range(READERS))
        _begin(first)
        [(moment,)] = ask(first, "SELECT pg_export_snapshot()")
        for each in others:
            _begin(each, f"SET TRANSACTION SNAPSHOT '{moment}'")
        yield (first, *others)


def _begin(reader: Any, *then: str) -> None:
    with reader.cursor() as cursor:
        for statement in ("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY", *then):
            cursor.execute(statement)


def ask(reader: Any, sql: str) -> list[tuple[Any, ...]]:
    """The rows that PostgreSQL answers."""
    with reader.cursor() as cursor:
        cursor.execute(sql)
        return rows(cursor.fetch_arrow_table())


def rows(table: Any) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in table.to_pylist()]


def copied(readers: Sequence[Any], tables: Mapping[str, str]) -> duckdb.DuckDBPyConnection:
    """DuckDB with these columns of these tables; the largest are best named first. Close it: use it in a `with`."""
    free: SimpleQueue[Any] = SimpleQueue()
    for reader in readers:
        free.put(reader)
    copy = duckdb.connect()
    copy.execute(AS_POSTGRESQL)
    with ThreadPoolExecutor(len(readers)) as pool:
        for done in [pool.submit(_copy, free, copy.cursor(), *table) for table in tables.items()]:
            done.result()
    return copy


def _copy(free: "SimpleQueue[Any]", copy: duckdb.DuckDBPyConnection, table: str, columns: str) -> None:
    reader = free.get()
    try:
        with reader.cursor() as cursor:
            cursor.execute(f"SELECT {columns} FROM {table}")
            copy.from_arrow(cursor.fetch_record_batch()).create(table)
    finally:
        free.put(reader)
