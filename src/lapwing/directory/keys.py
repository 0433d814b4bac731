"""Keys: UUIDv7 made in Python, so that a row knows its key before it is written; and references people read out."""

import uuid

from uuid_utils.compat import uuid7

# Crockford's alphabet: no I, L, O or U, which are misheard and misread.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_key() -> uuid.UUID:
    """A fresh key: ordered by time, with 74 random bits, so that it cannot be guessed."""
    return uuid7()


def reference(key: uuid.UUID) -> str:
    """The eight letters people read out for a child, from the random end of its key: `K7Q2-9XAM`."""
    number = key.int
    letters = "".join(ALPHABET[(number >> (5 * place)) & 31] for place in range(8))
    return f"{letters[:4]}-{letters[4:]}"
