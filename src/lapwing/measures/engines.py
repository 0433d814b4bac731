"""Where a measure's expression runs: DuckDB over the snapshot's files, here; PostgreSQL, where a viewer stands."""

from pathlib import Path
from typing import Any, Protocol

import duckdb
import ibis

from lapwing.measures.coverage import Coverage, Told
from lapwing.measures.model import Measure
from lapwing.measures.periods import Quarter
from lapwing.measures.tables import COVERAGE


class Engine(Protocol):
    """Something that answers an expression over the measures' tables, row by row."""

    def ask(self, expression: Any) -> list[tuple[Any, ...]]: ...


class Files:
    """DuckDB over one snapshot's folder. Reads nothing else: external access is closed once the files are named."""

    def __init__(self, folder: Path) -> None:
        self.connection = duckdb.connect()
        self.connection.execute(f"SET allowed_directories = ['{folder}']")
        for table in ("absences", "coverage"):
            self.connection.read_parquet(str(folder / f"{table}.parquet")).create_view(table)
        self.connection.execute("SET enable_external_access = false")

    def ask(self, expression: Any) -> list[tuple[Any, ...]]:
        return self.connection.execute(str(ibis.to_sql(expression, dialect="duckdb"))).fetchall()

    def __enter__(self) -> "Files":
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()


def count(measure: Measure, engine: Engine) -> dict[tuple[str, Quarter], int]:
    """What a measure counts, by area and quarter; nothing where nothing was counted."""
    columns = ("area", "year", "quarter", "number")
    rows = engine.ask(measure.by_area_and_quarter().select(*columns))
    return {(area, Quarter(int(year), int(quarter))): int(number) for area, year, quarter, number in rows}


def coverage(engine: Engine, taken_on: Any) -> Coverage:
    """What each agency has told about, as the snapshot holds it."""
    return Coverage(tuple(Told(*row) for row in engine.ask(COVERAGE)), taken_on)
