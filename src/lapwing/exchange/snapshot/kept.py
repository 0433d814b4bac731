"""What was worked out from a snapshot, kept beside it: counts, lengths, and which numbers are hidden.

It is taken up only where the definitions, and the rule of what is hidden, are still those by which it was worked out;
otherwise it is worked out anew where it is asked for. Counts are as secret as the snapshot, and guarded as it is.
"""

import gc
import hashlib
import inspect
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from lapwing.exchange.snapshot.files import digest
from lapwing.exchange.snapshot.models import Snapshot
from lapwing.measures import catalogue, counting, crossed, disclosure, grid, hiding, lasting, moves, ways
from lapwing.measures.counts import SCHEMA, Counts
from lapwing.measures.engines import Files
from lapwing.measures.grid import Place
from lapwing.measures.hiding import Hidden
from lapwing.measures.lasting import Lengths
from lapwing.measures.missing import crossings
from lapwing.measures.periods import Year, parse, year_of
from lapwing.measures.tables import AREA_NOT_RECORDED

COUNTS, LENGTHS, HIDDEN = "counts.parquet", "lengths.parquet", "hidden.parquet"
MANY_AREAS = 20  # from here on a year takes longer than another process takes to start
YEARS = 5  # so many years of which something was told, up to the snapshot's own, are worked out with it
LENGTHS_SCHEMA = pa.schema([
    ("area", pa.string()), ("period", pa.string()), ("middle", pa.float64()), ("longest", pa.int32()),
])  # fmt: skip
HIDDEN_SCHEMA = pa.schema([(name, pa.string()) for name in ("year", "area", "period", "population", "by", "category")])
WITHOUT = "without"  # stands for a population where a breakdown is withheld whole


@cache
def definitions() -> bytes:
    """What the kept numbers depend on beside the records: the measures' definitions, and the rule of hiding."""
    rule = [
        inspect.getsource(room)
        for room in (disclosure, moves, crossings, crossed, ways, grid, hiding, counting, lasting)
    ]
    return hashlib.sha256("\n".join([catalogue.digest(), *rule]).encode()).hexdigest().encode()


def work_out(of: Snapshot, folder: Path, former: Snapshot | None) -> dict[str, pa.Table]:
    """Everything that is kept of a snapshot whose files stand in this folder, by the names of their files. What is
    hidden of a year whose counts are those of the former snapshot is what was hidden of it there.
    """
    areas = (*of.area_names, AREA_NOT_RECORDED)
    with Files(folder) as files:
        counts, lengths = counting.count(files, areas), lasting.lengths(files, areas)
    last = year_of(of.coverage.taken_on)
    years = sorted(year for year in {*counts.years, last, last.before} if year <= last)[-YEARS:]
    hidden = _hide(years, counts, tuple(of.area_names), _hidden_before(of, former, counts))
    found = {COUNTS: counts.table, LENGTHS: _lengths(lengths), HIDDEN: _hidden(hidden)}
    return {name: table.replace_schema_metadata({b"definitions": definitions()}) for name, table in found.items()}


def _hide(
    years: Sequence[Year], counts: Counts, areas: tuple[str, ...], before: Callable[[Year], Hidden | None]
) -> dict[Year, Hidden]:
    """What is hidden of each year: what was hidden of it before, or worked out, of many areas on all cores."""
    found = {year: hidden for year in years if (hidden := before(year))}
    todo = [year for year in years if year not in found]
    asked = todo, [counts.in_year(year) for year in todo], [areas] * len(todo)
    if len(todo) < 2 or len(areas) < MANY_AREAS:
        return found | dict(zip(todo, map(hiding.hide, *asked), strict=True))
    # Threads stand in this process, so it is not forked; and there are no circles to collect in what the others make.
    with ProcessPoolExecutor(mp_context=get_context("spawn"), initializer=gc.disable) as pool:
        return found | dict(zip(todo, pool.map(hiding.hide, *asked), strict=True))


def _hidden_before(of: Snapshot, former: Snapshot | None, counts: Counts) -> Callable[[Year], Hidden | None]:
    """What was hidden of a year in the former snapshot, where its counts, areas and definitions are the same."""
    before = counted(former) if former and former.area_names == of.area_names and _is_whole(former) else None

    def found(year: Year) -> Hidden | None:
        if former is None or before is None or before[0].in_year(year) != counts.in_year(year):
            return None
        return hidden(former, year)

    return found


def _is_whole(of: Snapshot) -> bool:
    """Whether the kept files stand there as they were registered."""
    paths = {name: of.folder / name for name in (COUNTS, LENGTHS, HIDDEN) if name in of.digests}
    return all(path.is_file() and digest(path) == of.digests[name] for name, path in paths.items())


def _lengths(lengths: Lengths) -> pa.Table:
    rows = sorted((area, period.key, middle, longest) for (area, period), (middle, longest) in lengths.items())
    return pa.Table.from_pylist([dict(zip(LENGTHS_SCHEMA.names, row, strict=True)) for row in rows], LENGTHS_SCHEMA)


def _hidden(found: dict[Year, Hidden]) -> pa.Table:
    rows = [(year.key, "", "", WITHOUT, by, "") for year, each in found.items() for by in each.without]
    rows += [(year.key, "", "", "", "", "") for year in found]
    rows += [
        (year.key, place.area, place.period.key, place.population, place.by, place.category)
        for year, each in found.items()
        for place in each.places
    ]
    return pa.Table.from_pylist(
        [dict(zip(HIDDEN_SCHEMA.names, row, strict=True)) for row in sorted(rows)], HIDDEN_SCHEMA
    )


def _read(of: Snapshot, name: str, schema: pa.Schema) -> pa.Table | None:
    """A kept file; None where there is none, or it was worked out otherwise than it would be now."""
    if name not in of.digests:
        return None
    table = pq.read_table(of.folder / name)
    if (table.schema.metadata or {}).get(b"definitions") != definitions():
        return None
    return table.cast(schema)


def counted(of: Snapshot) -> tuple[Counts, Lengths] | None:
    """The counts and lengths; None where they must be worked out anew."""
    counts, lengths = _read(of, COUNTS, SCHEMA), _read(of, LENGTHS, LENGTHS_SCHEMA)
    if counts is None or lengths is None:
        return None
    rows = zip(*(lengths[name].to_pylist() for name in LENGTHS_SCHEMA.names), strict=True)
    return Counts(counts), {(area, parse(period)): (middle, longest) for area, period, middle, longest in rows}


def hidden(of: Snapshot, year: Year) -> Hidden | None:
    """What is hidden of a year; None where that must be worked out anew."""
    table = _read(of, HIDDEN, HIDDEN_SCHEMA)
    rows = [row for row in table.to_pylist() if row["year"] == year.key] if table is not None else []
    if not rows:
        return None
    places = frozenset(
        Place(row["population"], row["area"], parse(row["period"]), row["by"], row["category"])
        for row in rows
        if row["period"]
    )
    return Hidden(places, tuple(row["by"] for row in rows if row["population"] == WITHOUT))
