"""Verifying: every line is what it was when sealed, every batch follows the one before, and none was cut off."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from django.db import connections, transaction

from lapwing.access.ledger import digest
from lapwing.access.ledger.seal import heads_file, read_heads
from lapwing.access.models import Batch

LINES = """
    SELECT s.batch_id, s.position, s.digest,
           e.id, e.at, e.agency_id, e.account, e.seat, e.role, e.purpose, e.door, e.act, e.subjects,
           coalesce((SELECT array_agg(c.child) FROM access_entrychild c WHERE c.entry_id = e.id), '{}')
    FROM access_sealed s LEFT JOIN access_entry e ON e.id = s.entry
    ORDER BY s.batch_id, s.position
"""
WAITING = """
    SELECT count(*), count(*) FILTER (WHERE p.entry IS NULL),
           (SELECT count(*) FROM access_pending q WHERE NOT EXISTS (SELECT FROM access_entry x WHERE x.id = q.entry))
    FROM access_entry e LEFT JOIN access_pending p ON p.entry = e.id
    WHERE NOT EXISTS (SELECT FROM access_sealed s WHERE s.entry = e.id)
"""


@dataclass(frozen=True)
class Verdict:
    """What `verify` found: how much it read, and the first batch that is broken, with why.

    `witnessed` is the last batch whose head stands outside the database; 0 where none does.
    """

    batches: int
    entries: int
    unsealed: int
    witnessed: int = 0
    broken: int | None = None
    why: str = ""

    @property
    def holds(self) -> bool:
        return self.broken is None

    def __str__(self) -> str:
        waiting = f"{self.unsealed:,} not yet sealed"
        if not self.holds:
            return (
                f"The ledger is broken at batch {self.broken}: {self.why} ({self.entries:,} entries read; {waiting}.)"
            )
        told = f"The ledger holds: {self.entries:,} entries in {self.batches:,} batches; {waiting}."
        if self.witnessed == self.batches:
            return told
        outside = f"up to batch {self.witnessed:,}" if self.witnessed else "of no batch"
        return f"{told} Heads stand outside the database {outside}: a cut behind that would not show."


def verify(alias: str = "default", heads: Path | None = None) -> Verdict:
    """Read the whole ledger, as it is at one moment, and say whether it holds.

    Runs as the migrator, who is bound by no policy; `heads` is the file of heads outside the database.
    """
    witnessed = _heads_outside(heads or heads_file())
    with transaction.atomic(using=alias):
        if not transaction.get_connection(alias).savepoint_ids:
            with connections[alias].cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        return _read(alias, witnessed)


def _read(alias: str, witnessed: dict[int, str]) -> Verdict:
    unsealed, lost = _waiting(alias)
    last = max(witnessed, default=0)
    batches = entries = 0
    previous = digest.EMPTY
    lines = _lines_by_batch(alias)
    number, rows = next(lines, _NO_MORE)
    for batch in Batch.objects.using(alias).order_by("number").iterator(chunk_size=2_000):
        here = rows if number == batch.number else []
        why = _wrong(batch, batches + 1, previous, here, witnessed.get(batch.number))
        if why:
            return Verdict(batches, entries, unsealed, last, batches + 1, why)
        if number == batch.number:
            number, rows = next(lines, _NO_MORE)
        batches, entries, previous = batches + 1, entries + batch.size, bytes(batch.head)
    if last > batches:
        why = f"a head of batch {last} was written outside the database, but its batch is gone."
    elif number:
        why = f"entries say that they stand in batch {number}, which is gone."
    elif lost:
        why = f"{lost:,} entries were taken away, or out of the queue, before they were sealed."
    else:
        return Verdict(batches, entries, unsealed, last)
    return Verdict(batches, entries, unsealed, last, batches + 1, why)


_NO_MORE: tuple[int, list[Any]] = (0, [])


def _wrong(batch: Batch, expected: int, previous: bytes, rows: list[Any], outside: str | None) -> str:
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


def _digest(row: Any) -> bytes:
    _, _, _, entry, at, agency, account, seat, role, purpose, door, act, subjects, children = row
    return digest.of_entry(
        entry=entry, at=at, agency=agency, account=account, seat=seat, role=role, purpose=purpose, door=door, act=act,
        subjects=subjects, children=children,
    )  # fmt: skip


def _lines_by_batch(alias: str) -> Iterator[tuple[int, list[Any]]]:
    for number, rows in groupby(_lines(alias), key=lambda row: row[0]):
        yield number, list(rows)


def _lines(alias: str) -> Iterator[Any]:
    with connections[alias].connection.cursor(name="ledger_lines") as cursor:
        cursor.itersize = 10_000
        cursor.execute(LINES)
        yield from cursor


def _waiting(alias: str) -> tuple[int, int]:
    """How many entries wait to be sealed; and how many were lost: queued and gone, or neither queued nor sealed."""
    with connections[alias].cursor() as cursor:
        cursor.execute(WAITING)
        unsealed, unqueued, gone = cursor.fetchone()
        return int(unsealed), int(unqueued + gone)


def _heads_outside(path: Path) -> dict[int, str]:
    if not path.exists():
        return {}
    with path.open() as handle:
        return dict(read_heads(handle))
