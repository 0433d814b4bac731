"""Sealing: the entries that no batch holds yet become one batch, chained to the batch before."""

import json
import os
import uuid
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from lapwing.access.ledger import digest
from lapwing.access.models import Batch, Entry, Sealed
from lapwing.access.viewer import clockwork

MOST = 20_000
ONE_SEALER = 5_277_210_001  # the advisory lock that keeps two sealers apart
DOOR = "seal_ledger"


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
            # whose transaction ends later is taken by a later batch, and none is taken twice.
            cursor.execute(
                "DELETE FROM access_pending WHERE entry IN (SELECT entry FROM access_pending ORDER BY entry LIMIT %s)"
                " RETURNING entry",
                [MOST],
            )
            keys = [row[0] for row in cursor.fetchall()]
        if not keys:
            return 0
        batch = _chain(keys)
        transaction.on_commit(lambda: write_head(batch))
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
    Sealed.objects.bulk_create(
        [
            Sealed(entry=key, batch=batch, position=position, digest=leaf)
            for position, (key, leaf) in enumerate(entries)
        ],
        batch_size=5_000,
    )
    return batch


def heads_file() -> Path:
    return Path(settings.DATA) / "ledger-heads.jsonl"


def write_head(batch: Batch) -> None:
    """Append the head to a file outside the database, and make sure that it reached the disk."""
    path = heads_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    words = {"number": batch.number, "sealed_at": batch.sealed_at.isoformat(), "head": bytes(batch.head).hex()}
    with path.open("a") as handle:
        handle.write(json.dumps(words) + "\n")
        handle.flush()
        os.fsync(handle.fileno())
