"""Pseudonyms: HMAC-SHA-256 of a key under a secret that stands outside the database. They are never turned back."""

import hmac
from functools import lru_cache

from django.conf import settings


def pseudonym(key: bytes) -> bytes:
    """The pseudonym of a key of 16 bytes: 32 bytes, the same in every snapshot made with the same secret."""
    return hmac.digest(_secret(), key, "sha256")


# One child has many absences, and they come close together.
@lru_cache(maxsize=1 << 16)
def pseudonym_of_child(key: bytes) -> bytes:
    return pseudonym(key)


def _secret() -> bytes:
    return str(settings.SNAPSHOT_KEY).encode()
