"""Pseudonyms: HMAC-SHA-256 of a key under a secret that stands outside the database. They are never turned back."""

import hashlib
from collections.abc import Callable
from functools import cache

from django.conf import settings

BLOCK = hashlib.sha256().block_size


def pseudonyms() -> Callable[[bytes], bytes]:
    """What gives a key of 16 bytes its pseudonym: 32 bytes, the same in every snapshot made with the same secret."""
    return _under(str(settings.SNAPSHOT_KEY).encode())


@cache
def _under(secret: bytes) -> Callable[[bytes], bytes]:
    """RFC 2104, with what depends on the secret alone done once: less than half of what `hmac` takes for each key."""
    padded = (hashlib.sha256(secret).digest() if len(secret) > BLOCK else secret).ljust(BLOCK, b"\0")
    inner, outer = (hashlib.sha256(bytes(byte ^ pad for byte in padded)) for pad in (0x36, 0x5C))

    def pseudonym(key: bytes) -> bytes:
        first, second = inner.copy(), outer.copy()
        first.update(key)
        second.update(first.digest())
        return second.digest()

    return pseudonym


class Children(dict[bytes | None, bytes | None]):
    """The children of a snapshot by their keys: each, however often missing, gets its pseudonym once."""

    def __missing__(self, key: bytes) -> bytes:
        found = self[key] = pseudonyms()(key)
        return found
