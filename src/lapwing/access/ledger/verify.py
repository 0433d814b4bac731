"""Verifying: every line is what it was when sealed, every batch follows the one before, and none was cut off."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db import connection

from lapwing.access.ledger import digest
from lapwing.access.ledger.seal import heads_file
from lapwing.access.models import Batch

LINES = """
    SELECT s.batch_id, s.position, s.digest,
           e.id, e.at, e.agency_id, e.account, e.seat, e.role, e.purpose, e.door, e.act, e.subjects,
           coalesce((SELECT array_agg(c.child) FROM access_entrychild c WHERE c.entry_id = e.id), '{}')
    FROM access_sealed s LEFT JOIN access_entry e ON e.id = s.entry
    ORDER BY s.batch_id, s.position
"""


@dataclass(frozen=True)
class Verdict:
    """What `verify` found: how much it read, and the first batch that is broken, with why."""

    batches: int
    entries: int
    unsealed: int
    broken: int | None = None
    why: str = ""

    @property
    def holds(self) -> bool:
        return self.broken is None

    def __str__(self) -> str:
        waiting = f"{self.unsealed:,} not yet sealed"
        if self.holds:
            return f"The ledger holds: {self.entries:,} entries in {self.batches:,} batches; {waiting}."
        return f"The ledger is broken at batch {self.broken}: {self.why} ({self.entries:,} entries read; {waiting}.)"


def verify() -> Verdict:
    """Read the whole ledger and say whether it holds. Runs as the migrator, who is bound by no policy."""
    written = dict(_heads_outside())
    unsealed = _unsealed()
    batches = entries = 0
    previous = digest.EMPTY
    lines = _lines_by_batch()
    for batch in Batch.objects.order_by("number").iterator(chunk_size=2_000):
        expected = batches + 1
        rows = next(lines, (batch.number, []))[1] if batch.size else []
        why = _wrong(batch, expected, previous, rows, written.get(batch.number))
        if why:
            return Verdict(batches, entries, unsealed, batch.number, why)
        batches, entries, previous = batches + 1, entries + batch.size, bytes(batch.head)
    if written and max(written) > batches:
        why = f"a head of batch {max(written)} was written outside the database, but its batch is gone."
        return Verdict(batches, entries, unsealed, batches + 1, why)
    return Verdict(batches, entries, unsealed)


def _wrong(batch: Batch, expected: int, previous: bytes, rows: list[tuple], outside: str | None) -> str:  # type: ignore[type-arg]
    if batch.number != expected:
        return f"batch {expected} is missing."
    if bytes(batch.previous) != previous:
        return "it does not follow the batch before."
    if len(rows) != batch.size:
        return f"it holds {len(rows)} entries and should hold {batch.size}."
    for row in rows:
        if row[3] is None:
            return "an entry is gone."
        if _digest(row) != bytes(row[2]):
            return f"entry {row[3]} was changed."
    if digest.merkle_root([bytes(row[2]) for row in rows]) != bytes(batch.root):
        return "its entries are not those that were sealed."
    if digest.head(batch.number, batch.sealed_at, batch.size, bytes(batch.root), previous) != bytes(batch.head):
        return "its head was changed."
    if outside is not None and outside != bytes(batch.head).hex():
        return "its head differs from the one written outside the database."
    return ""


def _digest(row: tuple) -> bytes:  # type: ignore[type-arg]
    _, _, _, entry, at, agency, account, seat, role, purpose, door, act, subjects, children = row
    return digest.of_entry(
        entry=entry, at=at, agency=agency, account=account, seat=seat, role=role, purpose=purpose, door=door, act=act,
        subjects=subjects, children=children,
    )  # fmt: skip


def _lines_by_batch() -> Iterator[tuple[int, list[tuple]]]:  # type: ignore[type-arg]
    for number, rows in groupby(_lines(), key=lambda row: row[0]):
        yield number, list(rows)


def _lines() -> Iterator[tuple]:  # type: ignore[type-arg]
    with connection.connection.cursor(name="ledger_lines") as cursor:
        cursor.itersize = 10_000
        cursor.execute(LINES)
        yield from cursor


def _unsealed() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM access_entry e WHERE NOT EXISTS (SELECT FROM access_sealed s WHERE s.entry = e.id)"
        )
        return int(cursor.fetchone()[0])


def _heads_outside() -> Iterator[tuple[int, str]]:
    if not heads_file().exists():
        return
    for text in heads_file().read_text().splitlines():
        words = json.loads(text)
        yield int(words["number"]), str(words["head"])
