"""A snapshot's files: absences in one for each month, so that a later snapshot writes only the months that changed.

A month that stands as it stood in the snapshot before is that snapshot's very file, under a second name in this one's
folder: it takes no room, and stays when the other folder goes. So each folder is whole, and none is ever changed.
"""

import hashlib
import io
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from lapwing.exchange.snapshot.models import Snapshot

ONLY_ITS_OWNER = 0o600
ABSENCES = "absences"
# Within a month rows are in the order of their pseudonyms, which tells nothing; so the same rows give the same bytes.
ORDER = [("child", "ascending"), ("began_at", "ascending"), ("absence", "ascending")]


class Folder:
    """The folder of a snapshot that is being taken, beside the one before it."""

    def __init__(self, path: Path, before: Snapshot | None = None) -> None:
        self.path, self.before = path, before
        self.digests: dict[str, str] = {}
        path.mkdir(parents=True, mode=0o700)

    def write(self, name: str, table: pa.Table) -> None:
        """Write a file, or give the same file of the snapshot before a name here. Only its owner may read it."""
        content = io.BytesIO()
        pq.write_table(table, content, compression="zstd")
        path, bytes_ = self.path / name, content.getbuffer()
        self.digests[name] = hashlib.sha256(bytes_).hexdigest()
        path.parent.mkdir(mode=0o700, exist_ok=True)
        if not self._taken_over(name):
            with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, ONLY_ITS_OWNER), "wb") as file:
                file.write(bytes_)
                file.flush()
                os.fsync(file.fileno())

    def _taken_over(self, name: str) -> bool:
        """Whether the snapshot before has the same file, still as it was written."""
        if self.before is None or self.before.digests.get(name) != self.digests[name]:
            return False
        old = self.before.folder / name
        if not old.is_file() or digest(old) != self.digests[name]:
            return False
        try:
            os.link(old, self.path / name)
        except OSError:  # another file system, or one without second names
            shutil.copy2(old, self.path / name)
        return True


def by_month(batches: Iterable[pa.RecordBatch]) -> Iterator[tuple[date, pa.Table]]:
    """The rows of each month. They come month by month, each with the first day of its `month` beside what is kept."""
    for month, slices in groupby(_slices(batches), key=lambda one: one[0]):
        yield month, pa.Table.from_batches([part for _, part in slices]).drop_columns("month")


def _slices(batches: Iterable[pa.RecordBatch]) -> Iterator[tuple[date, pa.RecordBatch]]:
    for batch in batches:
        runs, start = pc.run_end_encode(batch["month"]), 0
        for month, end in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
            yield month, batch.slice(start, end - start)
            start = end


@dataclass(frozen=True)
class Written:
    """The months of absences that a snapshot holds, and those that the one before it held otherwise, or not."""

    months: Sequence[str]
    anew: Sequence[str]


def written(of: Snapshot) -> Written:
    """What a snapshot wrote of its absences, beside the one before it."""
    before = Snapshot.objects.filter(taken_at__lt=of.taken_at).first()
    had = before.digests if before else {}
    months = [name for name in of.digests if name.startswith(f"{ABSENCES}/")]
    named = {name: name.removeprefix(f"{ABSENCES}/").removesuffix(".parquet") for name in months}
    anew = [named[name] for name in months if had.get(name) != of.digests[name]]
    return Written(tuple(named.values()), tuple(anew))


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
