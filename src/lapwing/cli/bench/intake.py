"""What the benches of reading in share: a council in its area, its data steward, and files on the disk."""

import os
import tempfile
import uuid
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
