"""Where a measure's expression runs: DuckDB over the snapshot's files, here; PostgreSQL, where a viewer stands."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import duckdb
import ibis

from lapwing.measures.coverage import Coverage, Told
from lapwing.measures.grid import ALL, Place
from lapwing.measures.missing.populations import POPULATIONS, TIMED
from lapwing.measures.model import Population
from lapwing.measures.periods import Period, Year, within
from lapwing.measures.tables import ABSENCES_SCHEMA, COVERAGE

ROUND_LENGTHS = (6, 12, 24, 48, 72, 168, 336, 720, 2_160)  # hours
AT_LEAST = 6  # so many passed a length that is told
COLUMNS = ("area", "year", "quarter", "month")


class Engine(Protocol):
    """Something that answers an expression over the measures' tables, row by row."""

    def ask(self, expression: Any) -> list[tuple[Any, ...]]: ...


class Files:
    """DuckDB over one snapshot's folder. Reads nothing else: external access is closed once the files are named."""

    def __init__(self, folder: Path) -> None:
        self.connection = duckdb.connect()
        self.connection.execute(f"SET allowed_directories = ['{folder}']")
        self.connection.execute("SET TimeZone = 'UTC'")
        for table in ("absences", "coverage"):
            self.connection.read_parquet(str(folder / f"{table}.parquet")).create_view(f"{table}_file")
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
        self.connection.execute(f"CREATE VIEW absences AS SELECT {', '.join(columns)} FROM absences_file")

    def keep(self, name: str, expression: Any) -> Any:
        """The answer to an expression as a table of its own, for the next ones to ask."""
        query = ibis.to_sql(expression, dialect="duckdb")
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE {name}_kept AS {query}")
        return ibis.table(expression.schema(), name=f"{name}_kept")

    def ask(self, expression: Any) -> list[tuple[Any, ...]]:
        return self.connection.execute(str(ibis.to_sql(expression, dialect="duckdb"))).fetchall()

    def __enter__(self) -> "Files":
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()


def count(files: Files, areas: Sequence[str] | None = None) -> dict[Place, int]:
    """What every part of every measure counts, by place; nothing where nothing was counted. `areas`: these alone."""
    found: dict[Place, int] = {}
    for population in POPULATIONS:
        rows = _within(population.rows(), areas)
        found |= (_children if population.distinct else _episodes)(population, rows, files)
    return found


def _within(rows: Any, areas: Sequence[str] | None) -> Any:
    return rows if areas is None else rows.filter(rows.area.isin(list(areas)))


def _episodes(population: Population, rows: Any, files: Files) -> dict[Place, int]:
    breakdowns = [by.key for by in population.breakdowns]
    kept = files.keep(population.key, rows.select(*COLUMNS, *breakdowns))
    return _by_place(population, files, dict.fromkeys(GRAINS, kept))


def _children(population: Population, rows: Any, files: Files) -> dict[Place, int]:
    """They do not add up: a child counts once in each area and period, and once in each total."""
    breakdowns = [by.key for by in population.breakdowns]
    # A short number for a child: its pseudonym is several times dearer to group by.
    child = rows.child.hash().name("child")
    last = files.keep(population.key, rows.select(*COLUMNS, *breakdowns, child=child))
    once: dict[tuple[str, str], Any] = {}
    for grain in GRAINS:
        # Each from the one before, which is shorter: months, then quarters, then years; areas before their total.
        source = last if grain[0] else once["area", grain[1]]
        keys = _keys(grain)
        highest = {by: source[by].max() for by in breakdowns}
        once[grain] = files.keep(f"{population.key}_{'_'.join(keys)}", source.group_by([*keys, "child"]).agg(**highest))
        last = once[grain] if grain[0] else last
    return _by_place(population, files, once)


# By area and for all areas, from the shortest periods: the columns that tell where a count stands.
GRAINS = tuple((area, period) for period in ("month", "quarter", "year") for area in ("area", ""))
SHORTER = {"month": ("year", "quarter", "month"), "quarter": ("year", "quarter"), "year": ("year",)}


def _keys(grain: tuple[str, str]) -> list[str]:
    return [*filter(None, grain[:1]), *SHORTER[grain[1]]]


def _by_place(population: Population, files: Files, tables: Mapping[tuple[str, str], Any]) -> dict[Place, int]:
    """What is counted in each table, in all and by each breakdown, whose lowest categories add up."""
    found: Counter[Place] = Counter()
    for grain, rows in tables.items():
        keys = _keys(grain)
        for *where, number in files.ask(_counted(rows, keys)):
            found[Place(population.key, *_stands(keys, where))] = number
        for by in population.breakdowns if grain[1] != "month" else ():
            for *where, key, number in files.ask(_counted(rows, [*keys, by.key])):
                area, period = _stands(keys, where)
                for category in by.path(key):
                    found[Place(population.key, area, period, by.key, category)] += number
    return found


def _counted(rows: Any, keys: list[str]) -> Any:
    return rows.group_by(keys).agg(number=rows.count()).select(*keys, "number")


def _stands(keys: Sequence[str], where: Sequence[Any]) -> tuple[str, Period]:
    """The area and the period of a line of an answer; always the same period, which makes them quicker to find."""
    said = dict(zip(keys, where, strict=True))
    year = Year(said["year"])
    area = said.get("area", ALL)
    if "month" in said:
        return area, year.months[said["month"] - 1]
    return area, year.quarters[said["quarter"] - 1] if "quarter" in said else within(year.quarters[0])[0]


def lengths(files: Files, areas: Sequence[str] | None = None) -> dict[tuple[str, Period], tuple[float, int]]:
    """By area and period, of the episodes both ends of which are known to the minute: the middle length in hours, and
    the longest of the round lengths that at least six of them passed (0: fewer than six passed the shortest).
    """
    timed = _within(TIMED.rows(), areas)
    hours = (timed.ended_at.epoch_seconds() - timed.began_at.epoch_seconds()) / 3_600
    rows = files.keep("lengths", timed.select(*COLUMNS, hours=hours))
    found = {}
    for keys in (["area", "year", "quarter"], ["area", "year"], ["year", "quarter"], ["year"]):
        passed = {f"over_{length}": (rows.hours > length).sum() for length in ROUND_LENGTHS}
        asked = rows.group_by(keys).agg(middle=rows.hours.median(), **passed)
        for answer in files.ask(asked.select(*keys, "middle", *passed)):
            area, period = _stands(keys, answer[: len(keys)])
            middle, *numbers = answer[len(keys) :]
            longest = max((each for each, n in zip(ROUND_LENGTHS, numbers, strict=True) if n >= AT_LEAST), default=0)
            found[area, period] = (middle, longest)
    return found


def coverage(engine: Engine, taken_on: Any) -> Coverage:
    """What each agency has told about, as the snapshot holds it."""
    return Coverage(tuple(Told(*row) for row in engine.ask(COVERAGE)), taken_on)
