"""Every measure, by month, quarter, year, area and breakdown, over a partnership's years and over England's decade.

Beside a bare count of the same rows by quarter and area. Counting is DuckDB's; publishing (what must be hidden) is our
own, and is of one year: the page that is opened first pays for it, and the next do not.
"""

import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import duckdb

from lapwing.cli.bench.table import against, quick, show
from lapwing.measures import counting, engines, lasting, publishing
from lapwing.measures.catalogue import MEASURES
from lapwing.measures.coverage import Coverage
from lapwing.measures.grid import ALL
from lapwing.measures.periods import Year

# Absences, areas, years.
SIZES = ((12_000, 2, 3),) if quick() else ((12_000, 2, 3), (3_000_000, 153, 10))
PUBLISHED = 12_000  # the largest installation whose publishing is timed: areas that share a police force
BARE = "SELECT area, date_trunc('quarter', began_on), count(*) FROM absences GROUP BY ALL"
FIRST = 2016
T = TypeVar("T")


def main() -> None:
    rows = []
    for size, areas, years in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            rows += _measured(Path(folder), size, areas, years)
    show(["absences", "areas", "what", "seconds", "of a bare count", "bar", "answers"], rows)


def _measured(folder: Path, size: int, areas: int, years: int) -> list[list[object]]:
    make(folder, size, areas, years)
    with engines.Files(folder) as files:
        bare, _ = _timed(lambda: files.connection.execute(BARE).fetchall())
        to_count, counts = _timed(lambda: counting.count(files))
        to_last, lengths = _timed(lambda: lasting.lengths(files))
    took = to_count + to_last
    rows: list[list[object]] = [
        [f"{size:,}", areas, "bare count by quarter and area", f"{bare:.3f}", "1", "", ""],
        ["", "", "all measures, all periods, areas, breakdowns", f"{took:.2f}", f"{took / bare:.0f}", against(took, 5),
         f"{len(counts):,}"],
    ]  # fmt: skip
    if size <= PUBLISHED:
        named = sorted({place.area for place in counts} - {ALL, ""})
        told = Coverage((), date(FIRST + years, 4, 1))
        hiding, whole = _timed(lambda: publishing.published(Year(FIRST + 1), counts, named, told, lengths))
        cells = sum(len(whole.table(measure).cells) for measure in MEASURES.values())
        rows.append(["", "", "what may be shown of one year", f"{hiding:.2f}", "", "", f"{cells:,}"])
    return rows


def _timed(run: Callable[[], T]) -> tuple[float, T]:
    began = time.perf_counter()
    answer = run()
    return time.perf_counter() - began, answer


def make(folder: Path, size: int, areas: int, years: int) -> None:
    """A snapshot's files: so many absences, a few children very often, of every breakdown."""
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'; SET threads = 1; SELECT setseed(0.3)")
        connection.execute(f"""
            CREATE TABLE child AS
            SELECT i AS child, (i * 7919) % {areas} AS area, 6 + (random() * 11)::int AS age,
                   CASE WHEN random() < 0.5 THEN 'F' WHEN random() < 0.97 THEN 'M' ELSE 'U' END AS sex,
                   ['WBRI', 'WBRI', 'WBRI', 'MWBC', 'APKN', 'BAFR', ''][1 + floor(random() * 7)::int] AS ethnicity,
                   CASE WHEN random() > 0.2 THEN random() < 0.35 END AS looked_after
            FROM range({size // 6}) AS t (i)
        """)
        connection.execute(f"""
            CREATE TABLE drawn AS
            SELECT i, floor(pow(random(), 2.2) * {size // 6})::bigint AS child,
                   timestamptz '{FIRST}-04-01 00:00+00' + to_minutes(floor(random() * {years * 365 * 1_440})::bigint)
                       AS began_at,
                   to_minutes(1 + floor(400 * exp(2 * random() - 1) * (1 + 9 * pow(random(), 6)))::bigint) AS length,
                   random() AS a, random() AS b, random() AS c, random() AS d
            FROM range({size}) AS t (i)
        """)
        connection.execute(f"COPY ({ROWS}) TO '{folder}/absences.parquet' (FORMAT parquet, COMPRESSION zstd)")
        connection.execute(f"COPY ({NOTHING_TOLD}) TO '{folder}/coverage.parquet' (FORMAT parquet)")


ROWS = """
SELECT from_hex(sha256('a' || i)) AS absence, from_hex(sha256('c' || child)) AS child,
       lpad((area + 200)::varchar, 3, '0') AS area, began_at::date AS began_on, began_at, began_at + length AS ended_at,
       CASE WHEN looked_after AND a < 0.3 THEN 'away' WHEN a < 0.01 THEN 'with_family' WHEN a < 0.04 THEN 'not_accepted'
            WHEN a < 0.1 THEN 'not_reported' ELSE 'missing' END AS type,
       ['HIGH', 'MED', 'MED', 'NAR', 'LOW', ''][1 + floor(b * 6)::int] AS risk, c < 0.8 AS told_by_police,
       c > 0.3 AS told_by_council, false AS told_by_others, looked_after, sex,
       (age + (began_at::date - date '2016-04-01') // 365)::smallint AS age,
       CASE WHEN d < 0.7 THEN 'minute' ELSE 'day' END AS began_to, 'minute' AS ended_to,
       CASE WHEN d < 0.97 THEN began_at + length END AS returned_at, 'minute' AS returned_to,
       CASE WHEN looked_after THEN ['U6', 'K2', 'K2', 'H5', 'P1', 'T4', ''][1 + floor(d * 7)::int] ELSE '' END
           AS placement,
       ethnicity, NULL::boolean AS disability,
       CASE WHEN b < 0.15 THEN '' WHEN b < 0.3 THEN 'declined' WHEN b < 0.4 THEN 'accepted'
            WHEN b < 0.9 THEN 'completed_in_time' ELSE 'completed_late' END AS interview,
       CASE WHEN b >= 0.4 THEN began_at + length + to_minutes(floor(b * 5500)::bigint) END AS interview_at,
       CASE WHEN b >= 0.4 THEN 'minute' ELSE '' END AS interview_to
FROM drawn JOIN child USING (child)
"""

NOTHING_TOLD = """
SELECT '' AS area, '' AS agency, '' AS kind, NULL::date AS told_from, NULL::date AS told_until WHERE false
"""
