"""What repeats over England's decade of absences: beside a bare sort of the same rows, and a straightforward pandas.

The rows are made as the published distribution has them (half of the children once, a few very often); each answer is
materialised as a table, so that nothing is left to be worked out later. The rows are kept on the disk for the next run.
"""

import time
from collections.abc import Callable, Iterator
from typing import Any

import duckdb
import ibis
import numpy as np
import pyarrow as pa

from lapwing.cli.bench.table import against, peak_memory, progress, quick, show
from lapwing.cli.postgres import ROOT
from lapwing.measures.missing import repeats

SIZES = (300_000,) if quick() else (300_000, 3_000_000)
AREAS, DAYS = 153, 3_650
MINUTES = 1_440
SORT = "SELECT * FROM absences ORDER BY child, began_at, absence"
RUNS = 2


def main() -> None:
    rows: list[list[object]] = []
    try:
        for size in SIZES:
            for row in _measured(size):
                rows.append(row)
                progress(f"{row[2]}: {row[3]} s, {row[4]} times a bare sort. {row[5]}")
    except KeyboardInterrupt:
        progress("stopped; what was seen so far:")
    show(["absences", "children", "what", "seconds", "of a bare sort", "bar", "rows out", "memory, at most"], rows)


def _measured(size: int) -> Iterator[list[object]]:
    progress(f"making {size:,} absences")
    connection, children = made(size)
    until = ibis.timestamp("2026-01-01 00:00:00", timezone="UTC")
    asked: list[tuple[str, str, Callable[[float, float], str]]] = [
        ("bare sort, materialised", SORT, lambda took, ratio: ""),
        ("three in 90 days", _sql(repeats.repeated()), lambda took, ratio: against(ratio, 2.0)),
        ("every repeat pattern", _sql(repeats.patterns()), lambda took, ratio: against(ratio, 6.0)),
        ("away at once, twice or more", _sql(repeats.away_together(until=until)),
         lambda took, ratio: against(took, 15, " s")),
    ]  # fmt: skip
    bare = 0.0
    for words, query, bar in asked:
        took, number = _seconds(connection, query)
        whose = ["", ""] if bare else [f"{size:,}", f"{children:,}"]
        bare = bare or took
        yield [*whose, words, f"{took:.2f}", f"{took / bare:.1f}", bar(took, took / bare), f"{number:,}", peak_memory()]
    took, number = _with_pandas(connection)
    yield ["", "", "three in 90 days, pandas rolling", f"{took:.2f}", f"{took / bare:.1f}", "", f"{number:,}",
           peak_memory()]  # fmt: skip
    connection.close()


def _sql(expression: Any) -> str:
    return str(ibis.to_sql(expression, dialect="duckdb"))


def made(size: int) -> tuple[duckdb.DuckDBPyConnection, int]:
    """About so many absences, as the snapshot holds them, and how many children they are of."""
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    kept = ROOT / ".lapwing" / "bench-data" / f"absences-{size}.parquet"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        half = kept.with_suffix(".half")
        _make(connection, size)
        connection.execute(f"COPY absences TO '{half}' (FORMAT parquet)")
        connection.execute("DROP TABLE absences")
        half.rename(kept)
    connection.execute(f"CREATE TABLE absences AS SELECT * FROM '{kept}'")
    [(children,)] = connection.execute("SELECT count(DISTINCT child) FROM absences").fetchall()
    return connection, int(children)


def _make(connection: duckdb.DuckDBPyConnection, size: int) -> None:
    """The rows, as a table of this connection."""
    chance = np.random.default_rng(90)
    children = size // 6
    often = np.where(chance.random(children) < 0.5, 1, 1 + chance.geometric(1 / 10.5, children))
    child = np.repeat(np.arange(children), often)
    child = (
        child[:size] if len(child) >= size else np.concatenate([child, chance.integers(0, children, size - len(child))])
    )
    # A child's absences come in a year or two of theirs, anywhere in the decade.
    start = chance.integers(0, DAYS - 600, children)[child] * MINUTES + chance.integers(0, 600 * MINUTES, size)
    # Nine in ten end within two days.
    length = np.minimum(chance.lognormal(6.0, 1.1, size), 30 * MINUTES).astype(np.int64) + 1
    table = pa.table({
        "number": np.arange(size), "child": child, "area": chance.integers(0, AREAS, children)[child], "start": start,
        "length": length, "risk": chance.integers(0, len(repeats.RISK), size),
    })  # fmt: skip
    connection.register("drawn", table)
    risks = ", ".join(f"'{code}'" for code in repeats.RISK)
    connection.execute(f"""
        CREATE TABLE absences AS
        SELECT from_hex(sha256(number::varchar)) AS absence, from_hex(sha256('c' || child)) AS child,
               lpad((area + 200)::varchar, 3, '0') AS area,
               (timestamptz '2014-04-01 00:00+00' + to_minutes(start))::date AS began_on,
               timestamptz '2014-04-01 00:00+00' + to_minutes(start) AS began_at,
               timestamptz '2014-04-01 00:00+00' + to_minutes(start + length) AS ended_at,
               'missing' AS type, [{risks}][risk + 1] AS risk
        FROM drawn
    """)
    connection.unregister("drawn")


def _seconds(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[float, int]:
    """The faster of two runs, materialised; and how many rows came of it."""
    best = float("inf")
    for _ in range(RUNS):
        connection.execute("DROP TABLE IF EXISTS answer")
        best = min(best, _timed(lambda: connection.execute(f"CREATE TABLE answer AS {query}")))
    [(number,)] = connection.execute("SELECT count(*) FROM answer").fetchall()
    return best, int(number)


def _timed(run: Callable[[], Any]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def _with_pandas(connection: duckdb.DuckDBPyConnection) -> tuple[float, int]:
    """The straightforward way: sort, then count each child's rows in a rolling ninety days."""
    frame = connection.execute(
        "SELECT dense_rank() OVER (ORDER BY child) AS child, began_on::timestamp AS began_on FROM absences"
    ).df()
    found = 0

    def run() -> None:
        nonlocal found
        counted = (
            frame.sort_values(["child", "began_on"])
            .assign(one=1)
            .groupby("child")
            .rolling("90D", on="began_on")["one"]
            .sum()
        )
        found = int((counted >= 3).sum())

    return _timed(run), found
