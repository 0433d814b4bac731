"""Where a measure's expression runs: DuckDB over the snapshot's files, here; PostgreSQL, where a viewer stands."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import duckdb
import ibis
import pyarrow as pa

from lapwing.measures.coverage import Coverage, Told
from lapwing.measures.tables import ABSENCES_SCHEMA, COVERAGE

TIMES = [name for name, kind in ABSENCES_SCHEMA.items() if kind == "timestamp('UTC')"]


def _files(folder: Path, table: str) -> list[str]:
    whole = folder / f"{table}.parquet"
    return [str(path) for path in ([whole] if whole.is_file() else sorted((folder / table).glob("*.parquet")))]


class Engine(Protocol):
    """Something that answers an expression over the measures' tables, row by row."""

    def ask(self, expression: Any) -> list[tuple[Any, ...]]: ...


class Files:
    """DuckDB over one snapshot's folder. Reads nothing else: external access is closed once the files are named."""

    def __init__(self, folder: Path) -> None:
        self.connection = duckdb.connect()
        self._made: dict[str, str] = {}
        self.connection.execute(f"SET allowed_directories = ['{folder}']")
        # Counts do not ask in what order rows come; and few enough groups are counted in an array.
        self.connection.execute(
            "SET TimeZone = 'UTC'; SET preserve_insertion_order = false; SET perfect_ht_threshold = 20"
        )
        # One file of all absences, or one for each month.
        files = {"absences": _files(folder, "absences"), "coverage": _files(folder, "coverage")}
        for table, paths in files.items():
            self.connection.read_parquet(paths, file_row_number=table == "absences").create_view(f"{table}_file")
        self._with_columns_added_since()
        self.connection.execute("CREATE VIEW coverage AS SELECT * FROM coverage_file")
        self.connection.execute("SET enable_external_access = false")

    def _with_columns_added_since(self) -> None:
        """A snapshot that is older than a column reads as one in which nobody told it."""
        there = {row[0] for row in self.connection.execute("DESCRIBE absences_file").fetchall()}
        types = ibis.schema(ABSENCES_SCHEMA).to_pyarrow()
        empty = duckdb.from_arrow(types.empty_table(), connection=self.connection)
        columns = [
            name if name in there else f"NULL::{kind} AS {name}"
            for name, kind in zip(empty.columns, empty.types, strict=True)
        ]
        self._columns = dict(zip(empty.columns, columns, strict=True))
        self.connection.execute(f"CREATE VIEW absences AS SELECT {', '.join(columns)} FROM absences_file")

    @cached_property
    def narrow(self) -> Any:
        """The absences under short numbers, because a pseudonym is several times dearer to sort and to group by; and
        with UTC's times as plain ones, because arithmetic with a time zone minds its calendar. An absence is its row's
        number in its file, in which a child's absences of one moment stand side by side in their order.
        """
        short = {"absence": "file_row_number", "child": "CASE WHEN child IS NOT NULL THEN hash(child) END"}
        plain = {name: f"make_timestamp(epoch_us({self._columns[name].removesuffix(' AS ' + name)}))" for name in TIMES}
        written = self._columns | {name: f"{made} AS {name}" for name, made in (short | plain).items()}
        columns = ", ".join(written[name] for name in ABSENCES_SCHEMA)
        self.connection.execute(f"CREATE VIEW narrow AS SELECT {columns} FROM absences_file")
        types = ABSENCES_SCHEMA | {"absence": "int64", "child": "uint64"} | dict.fromkeys(plain, "timestamp")
        return ibis.table(types, name="narrow")

    @cached_property
    def areas(self) -> list[str]:
        """The areas that absences name, and none of them; in SQL `areas` is a type, and each has its place in it."""
        asked = "SELECT DISTINCT area FROM absences WHERE area IS NOT NULL UNION SELECT '' ORDER BY 1"
        self.connection.execute(f"CREATE TYPE areas AS ENUM ({asked})")
        return [row[0] for row in self.rows("SELECT unnest(enum_range(NULL::areas))")]

    def name(self, kind: str, words: Sequence[str]) -> None:
        """A type in SQL of these words, each known by its place; once."""
        if kind not in self._made:
            self._made[kind] = ", ".join(f"'{word}'" for word in words)
            self.connection.execute(f"CREATE TYPE {kind} AS ENUM ({self._made[kind]})")

    def make(self, table: str, answer: str) -> None:
        """Keep the answer to a statement as a table, for the next ones to ask; once."""
        if self._made.get(table) != answer:
            self.connection.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS {answer}")
            self._made[table] = answer

    def table(self, statement: str) -> pa.Table:
        return self.connection.sql(statement).to_arrow_table()

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(statement).fetchall()

    def sql(self, expression: Any) -> str:
        return str(ibis.to_sql(expression, dialect="duckdb"))

    def ask(self, expression: Any) -> list[tuple[Any, ...]]:
        return self.rows(self.sql(expression))

    def __enter__(self) -> "Files":
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()


def coverage(engine: Engine, taken_on: Any) -> Coverage:
    """What each agency has told about, as the snapshot holds it."""
    return Coverage(tuple(Told(*row) for row in engine.ask(COVERAGE)), taken_on)
