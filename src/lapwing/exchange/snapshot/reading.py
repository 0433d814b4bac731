"""Reading a snapshot's files, after making sure that they are the ones that were registered."""

import uuid
from functools import lru_cache

from lapwing.exchange.snapshot.models import Snapshot
from lapwing.exchange.snapshot.taking import digest
from lapwing.measures.engines import Files


class NotThatSnapshot(RuntimeError):
    """A file is missing, or is not the file that the register knows."""


def opened(snapshot: Snapshot) -> Files:
    """An engine over the snapshot's files; use it in a `with`. Raises NotThatSnapshot with a sentence."""
    _check(snapshot.pk)
    return Files(snapshot.folder)


@lru_cache(maxsize=32)
def _check(key: uuid.UUID) -> None:
    snapshot = Snapshot.objects.get(pk=key)
    for name, expected in snapshot.digests.items():
        path = snapshot.folder / name
        if not path.is_file():
            raise NotThatSnapshot(f"The snapshot's file {name} is not there.")
        if digest(path) != expected:
            raise NotThatSnapshot(f"The snapshot's file {name} is not the one that was registered.")
