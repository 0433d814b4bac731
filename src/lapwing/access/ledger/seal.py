"""Sealing: the entries that no batch holds yet become one batch, chained to the batch before."""

import fcntl
import json
import os
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from lapwing.access.ledger import digest
from lapwing.access.models import Batch, Entry
from lapwing.access.viewer import clockwork

MOST = 20_000
ONE_SEALER = 5_277_210_001  # the advisory lock that keeps two sealers apart
DOOR = "seal_ledger"
PLACED = """
    INSERT INTO access_sealed (entry, batch_id, position, digest)
    SELECT e.id, %s, row_number() OVER (ORDER BY e.id) - 1, e.digest FROM access_entry e WHERE e.id = ANY (%s)
"""


def seal() -> int:
    """Seal everything that waits; returns how many entries were sealed."""
    total = 0
    while size := _seal_one_batch():
        total += size
    return total


def _seal_one_batch() -> int:
    with clockwork(DOOR):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [ONE_SEALER])
            if not cursor.fetchone()[0]:
                return 0
            # Only committed rows can be seen, and each leaves the queue in the transaction that seals it: an entry
            # whose transaction ends later is taken by a later batch, and none is taken twice. What waits and is gone
            # stays in the queue, where `verify` finds it.
            cursor.execute(
                "DELETE FROM access_pending WHERE entry IN (SELECT p.entry FROM access_pending p"
                " JOIN access_entry e ON e.id = p.entry ORDER BY p.entry LIMIT %s) RETURNING entry",
                [MOST],
            )
            keys = [row[0] for row in cursor.fetchall()]
        if not keys:
            return 0
        batch = _chain(keys)
        transaction.on_commit(write_heads)
        return batch.size


def _chain(keys: list[uuid.UUID]) -> Batch:
    entries = list(Entry.objects.filter(pk__in=keys).order_by("pk").values_list("pk", "digest"))
    last = Batch.objects.order_by("-number").first()
    number, previous = (last.number + 1, bytes(last.head)) if last else (1, digest.EMPTY)
    leaves = [bytes(leaf) for _, leaf in entries]
    root, at = digest.merkle_root(leaves), timezone.now()
    batch = Batch.objects.create(
        number=number, sealed_at=at, size=len(entries), root=root, previous=previous,
        head=digest.head(number, at, len(entries), root, previous),
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(PLACED, [number, keys])
    return batch


def heads_file() -> Path:
    return Path(settings.DATA) / "ledger-heads.jsonl"


def write_heads() -> None:
    """Append the heads that the file outside the database lacks, and make sure that they reached the disk.

    A sealer that died between its commit and this is made good by the next one.
    """
    path = heads_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        handle.seek(0)
        known = handle.read()
        last = max((number for number, _ in read_heads(known.splitlines())), default=0)
        handle.write("" if known.endswith("\n") or not known else "\n")
        for batch in Batch.objects.filter(number__gt=last).order_by("number"):
            words = {"number": batch.number, "sealed_at": batch.sealed_at.isoformat(), "head": bytes(batch.head).hex()}
            handle.write(json.dumps(words) + "\n")
        handle.flush()
        os.fsync(handle.fileno())


def read_heads(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Numbers and heads of batches, from a file outside the database. Half a line, of a machine that died, is none."""
    for line in lines:
        try:
            words = json.loads(line)
            yield int(words["number"]), str(words["head"])
        except (ValueError, KeyError, TypeError):
            continue
