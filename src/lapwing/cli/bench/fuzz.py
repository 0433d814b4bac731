"""Malformed files: ten thousand by one seed; none may crash the reading in, and none may change a record."""

import hashlib
import time
from collections.abc import Mapping

import psycopg

from lapwing.cli.bench import database, intake
from lapwing.cli.bench.table import quick, show

FILES = 500 if quick() else 10_000
RECORDS = (
    "people_told", "people_identifier", "people_link", "people_doubt", "people_placement", "people_status",
    "missing_absence", "missing_account", "missing_whereabouts", "inbound_source",
)  # fmt: skip


def main() -> None:
    connection, seat = intake.council("lapwing_bench_fuzz")
    database.start_django()
    from lapwing.directory.models import Seat
    from lapwing.exchange import fuzz, samples

    chair = Seat.objects.select_related("agency").get(pk=seat)
    good = samples.looked_after(40, seed=7).files()
    fuzz.read_all(chair, iter(good.items()))
    before, began = _digests(connection), time.monotonic()
    ends = fuzz.read_all(chair, fuzz.malformed(list(good.values()), FILES, seed=2))
    spent = time.monotonic() - began
    changed = [table for table, digest in _digests(connection).items() if digest != before[table]]
    show(
        ["malformed files", "refused whole", "rows that said nothing new", "doubtful", "in quarantine", "crashes",
         "tables changed", "files/s"],
        [[f"{FILES:,}", f"{ends['refused']:,}", f"{ends['unchanged']:,}", f"{ends['doubtful']:,}",
          f"{ends['quarantined']:,}", 0, ", ".join(changed) or "none", f"{FILES / spent:,.0f}"]],
    )  # fmt: skip
    database.stop()
    if changed:
        raise SystemExit(1)


def _digests(connection: psycopg.Connection) -> Mapping[str, str]:
    """What each table of records holds, as one digest."""
    found = {}
    for table in RECORDS:
        rows = connection.execute(f"SELECT t::text FROM {table} t ORDER BY id").fetchall()
        found[table] = hashlib.sha256("\n".join(row[0] for row in rows).encode()).hexdigest()
    return found
