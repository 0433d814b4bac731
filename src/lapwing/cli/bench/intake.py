"""What the benches of reading in share: a council in its area, its data steward, and files on the disk."""

import csv
import io
import os
import tempfile
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg

from lapwing.cli.bench import database

COUNCIL = "Bench Council"


def council(name: str) -> tuple[psycopg.Connection, uuid.UUID]:
    """A fresh database with one council, and the seat of its data steward. The site's data stand beside it."""
    connection = database.fresh(name)
    area, agency = uuid.uuid4(), database.agency(connection, COUNCIL)
    connection.execute(
        "INSERT INTO directory_area (id, name, code, region) VALUES (%s, 'Benchmere', '991', '')", [area]
    )
    connection.execute("UPDATE directory_agency SET area_id = %s WHERE id = %s", [area, agency])
    os.environ["LAPWING_DATA"] = tempfile.mkdtemp(prefix="lapwing-bench-")
    return connection, database.seat(connection, agency, "data_steward")


def written(files: dict[str, bytes]) -> list[Path]:
    """These files, on the disk."""
    folder = Path(tempfile.mkdtemp(prefix="lapwing-bench-"))
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return sorted(folder.iterdir())


def absences(children: Iterable[str]) -> bytes:
    """The council's own file of these children's latest absences: one each, in these weeks; each fourth lasts still."""
    out, now = io.StringIO(), datetime.now(UTC)
    writer = csv.writer(out)
    writer.writerow(["EPISODE", "CHILD", "TYPE", "RISK", "WENT_MISSING", "FOUND", "FOUND_PLACE", "RETURNED"])
    for number, child in enumerate(children):
        began = now - timedelta(days=number % 40, hours=30)
        found, back = ("" if number % 4 == 0 else f"{began + timedelta(hours=h):%Y-%m-%d %H:%M}" for h in (20, 26))
        place = "The station" if found else ""
        risk = ("Low", "Medium", "High")[number % 3]
        writer.writerow([f"E{number}", child, "missing", risk, f"{began:%Y-%m-%d %H:%M}", found, place, back])
    return out.getvalue().encode()
