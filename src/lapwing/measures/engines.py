"""Where a measure's expression runs: DuckDB over the snapshot's files, here; PostgreSQL, where a viewer stands."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import duckdb
import ibis

from lapwing.measures.coverage import Coverage, Told
from lapwing.measures.grid import ALL, Place
from lapwing.measures.missing.populations import POPULATIONS, TIMED
from lapwing.measures.model import Population
from lapwing.measures.periods import Month, Period, Quarter, Year, within
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
    found: Counter[Place] = Counter()
    for population in POPULATIONS:
        rows = _within(population.rows(), areas)
        found.update((_children if population.distinct else _episodes)(population, rows, files))
    return dict(found)


def _within(rows: Any, areas: Sequence[str] | None) -> Any:
    return rows if areas is None else rows.filter(rows.area.isin(list(areas)))


def _episodes(population: Population, rows: Any, files: Files) -> Counter[Place]:
    """They add up: one count by month, and one by quarter for each breakdown."""
    found: Counter[Place] = Counter()
    rows = files.keep(population.key, rows.select(*COLUMNS, *(by.key for by in population.breakdowns)))
    for area, year, month, number in files.ask(_counted(rows, ["area", "year", "month"])):
        for each in (Month(year, month), *within(Month(year, month))):
            _add(found, Place(population.key, area, each), number)
    for by in population.breakdowns:
        for area, year, quarter, key, number in files.ask(_counted(rows, ["area", "year", "quarter", by.key])):
            for category in by.path(key):
                for each in (Quarter(year, quarter), Year(year)):
                    _add(found, Place(population.key, area, each, by.key, category), number)
    return found


def _add(found: Counter[Place], place: Place, number: int) -> None:
    found[place] += number
    found[place._replace(area=ALL)] += number


def _counted(rows: Any, keys: list[str]) -> Any:
    return rows.group_by(keys).agg(number=rows.count()).select(*keys, "number")


def _children(population: Population, rows: Any, files: Files) -> Counter[Place]:
    """They do not add up: each area and period has its own count, and so has each total."""
    found: Counter[Place] = Counter()
    breakdowns = [by.key for by in population.breakdowns]
    rows = files.keep(population.key, rows.select("child", *COLUMNS, *breakdowns))
    for grain in ("month", "quarter", "year"):
        for area in ("area", None):
            keys = [key for key in (area, "year", None if grain == "year" else grain) if key]
            one = rows.group_by([*keys, "child"]).agg(**{by: rows[by].max() for by in breakdowns})
            once = files.keep(f"{population.key}_once", one)
            for answer in files.ask(_counted(once, keys)):
                found[_place(population, keys, answer)] = answer[-1]
            for by in population.breakdowns if grain != "month" else ():
                for answer in files.ask(_counted(once, [*keys, by.key])):
                    for category in by.path(answer[-2]):
                        found[_place(population, keys, answer)._replace(by=by.key, category=category)] += answer[-1]
    return found


def _place(population: Population, keys: list[str], answer: tuple[Any, ...]) -> Place:
    said = dict(zip(keys, answer, strict=False))
    grains: dict[str, type[Month] | type[Quarter]] = {"month": Month, "quarter": Quarter}
    period: Period = Year(said["year"])
    for grain, kind in grains.items():
        if grain in said:
            period = kind(said["year"], said[grain])
    return Place(population.key, said.get("area", ALL), period)


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
            place = _place(TIMED.population, keys, answer)
            middle, *numbers = answer[len(keys) :]
            longest = max((each for each, n in zip(ROUND_LENGTHS, numbers, strict=True) if n >= AT_LEAST), default=0)
            found[place.area, place.period] = (middle, longest)
    return found


def coverage(engine: Engine, taken_on: Any) -> Coverage:
    """What each agency has told about, as the snapshot holds it."""
    return Coverage(tuple(Told(*row) for row in engine.ask(COVERAGE)), taken_on)
