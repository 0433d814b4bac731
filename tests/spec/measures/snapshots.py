"""A snapshot's files, written by hand: for tests of what measures make of them."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from lapwing.measures.coverage import Told
from lapwing.measures.examples.episodes import Absence
from lapwing.measures.tables import ABSENCES, COVERAGE


def write(folder: Path, absences: list[Absence], told: list[Told] | tuple[Told, ...] = ()) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    rows = [_row(number, absence) for number, absence in enumerate(absences)]
    _write(folder / "absences.parquet", rows, ABSENCES)
    _write(folder / "coverage.parquet", [vars(one) for one in told], COVERAGE)
    return folder


def write_told(folder: Path, absences: list[tuple[Absence, dict[str, object]]]) -> Path:
    """Absences with more that was told of them, by column."""
    rows = [_row(number, absence) | told for number, (absence, told) in enumerate(absences)]
    _write(folder / "absences.parquet", rows, ABSENCES)
    _write(folder / "coverage.parquet", [], COVERAGE)
    return folder


def write_without(folder: Path, absences: list[Absence], columns: set[str]) -> None:
    """A snapshot from before these columns were added."""
    write(folder, absences)
    path = folder / "absences.parquet"
    table = pq.read_table(path)
    pq.write_table(table.drop_columns([name for name in table.column_names if name in columns]), path)


def _row(number: int, absence: Absence) -> dict[str, object]:
    began = datetime.combine(absence.began_on, time(12), UTC)
    return {
        "absence": number.to_bytes(32), "child": (number // 2).to_bytes(32), "area": absence.area,
        "began_on": absence.began_on, "began_at": began, "ended_at": None, "type": absence.type, "risk": "MED",
        "told_by_police": absence.police, "told_by_council": absence.council, "told_by_others": False,
        "looked_after": None, "sex": "F", "age": 14, "began_to": "minute", "ended_to": "", "returned_to": "",
        "placement": "", "ethnicity": "", "interview": "", "interview_to": "",
    }  # fmt: skip


def _write(path: Path, rows: list[dict[str, object]], table: object) -> None:
    pq.write_table(pa.Table.from_pylist(rows, schema=table.schema().to_pyarrow()), path)


def some(number: int, area: str, day: date) -> list[Absence]:
    return [replace(Absence(area, day)) for _ in range(number)]
