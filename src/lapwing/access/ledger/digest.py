"""Digests of the ledger: SHA-256 over keys and codes in one fixed order, and Merkle roots over batches."""

import hashlib
import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

EMPTY = bytes(32)


def of_entry(
    *,
    entry: uuid.UUID,
    at: datetime,
    agency: uuid.UUID | None,
    account: uuid.UUID | None,
    seat: uuid.UUID | None,
    role: str,
    purpose: str,
    door: str,
    act: str,
    subjects: Iterable[uuid.UUID],
    children: Iterable[uuid.UUID],
) -> bytes:
    """32 bytes over everything that a line says; the order of subjects and children does not matter."""
    parts: list[str] = [
        str(entry), _time(at), str(agency), str(account), str(seat), role, purpose, door, act,
        ",".join(sorted(map(str, subjects))), ",".join(sorted(map(str, children))),
    ]  # fmt: skip
    return hashlib.sha256("\x1f".join(parts).encode()).digest()


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def merkle_root(leaves: Sequence[bytes]) -> bytes:
    """The root of a binary tree over the leaves; an odd one is carried up. 32 zero bytes over none.

    Leaves and inner nodes are hashed under different prefixes, so that neither can pass for the other (RFC 6962).
    """
    if not leaves:
        return EMPTY
    row = [hashlib.sha256(b"\x00" + leaf).digest() for leaf in leaves]
    while len(row) > 1:
        pairs = [hashlib.sha256(b"\x01" + a + b).digest() for a, b in zip(row[::2], row[1::2], strict=False)]
        row = pairs + ([row[-1]] if len(row) % 2 else [])
    return row[0]


def head(number: int, sealed_at: datetime, size: int, root: bytes, previous: bytes) -> bytes:
    """32 bytes that chain a batch to the one before."""
    words = f"{number}\x1f{_time(sealed_at)}\x1f{size}".encode()
    return hashlib.sha256(words + root + previous).digest()
