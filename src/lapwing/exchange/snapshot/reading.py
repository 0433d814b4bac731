"""Reading a snapshot's files, after making sure that they are the ones that were registered."""

import uuid
from functools import lru_cache

from lapwing.exchange.snapshot import kept
from lapwing.exchange.snapshot.files import digest
from lapwing.exchange.snapshot.models import Snapshot
from lapwing.measures import counting, lasting
from lapwing.measures.counts import Counts
from lapwing.measures.engines import Files
from lapwing.measures.hiding import Hidden
from lapwing.measures.lasting import Lengths
from lapwing.measures.periods import Year
from lapwing.measures.tables import AREA_NOT_RECORDED


class NotThatSnapshot(RuntimeError):
    """A file is missing, or is not the file that the register knows."""


def opened(snapshot: Snapshot) -> Files:
    """An engine over the snapshot's files; use it in a `with`. Raises NotThatSnapshot with a sentence."""
    _check(snapshot.pk)
    return Files(snapshot.folder)


def counted(snapshot: Snapshot) -> tuple[Counts, Lengths]:
    """What every part of every measure counts, and the lengths. Raises NotThatSnapshot with a sentence."""
    _check(snapshot.pk)
    if found := kept.counted(snapshot):
        return found
    areas = (*snapshot.area_names, AREA_NOT_RECORDED)
    with opened(snapshot) as files:
        return counting.count(files, areas), lasting.lengths(files, areas)


def hidden(snapshot: Snapshot, year: Year) -> Hidden | None:
    """What is hidden of a year; None where nobody has worked it out by today's definitions."""
    _check(snapshot.pk)
    return kept.hidden(snapshot, year)


@lru_cache(maxsize=32)
def _check(key: uuid.UUID) -> None:
    snapshot = Snapshot.objects.get(pk=key)
    for name, expected in snapshot.digests.items():
        path = snapshot.folder / name
        if not path.is_file():
            raise NotThatSnapshot(f"The snapshot's file {name} is not there.")
        if digest(path) != expected:
            raise NotThatSnapshot(f"The snapshot's file {name} is not the one that was registered.")
