"""Reading in a return: rows a second of each file, and of the same return in other habits, which changes nothing; and
damaged copies of it, in which each row is accounted for.
"""

import tempfile
import time
from collections import Counter
from pathlib import Path

from lapwing.cli.bench import database, intake
from lapwing.cli.bench.table import quick, show

SIZES = (500,) if quick() else (500, 5_000)


def main() -> None:
    rows: list[list[object]] = []
    for size in SIZES:
        _, seat = intake.council(f"lapwing_bench_exchange_{size}")
        database.start_django()
        database.lead_django_to_database()
        rows += _read_in(seat, size)
    show(["children", "file", "rows", "shown in", "taken in", "rows/s", "ended as"], rows)
    show(["children", "damaged copy", "rows, as DuckDB counts them", "rows accounted for", "ended as"],
         _damaged(seat, SIZES[-1]))  # fmt: skip
    database.stop()


def _read_in(seat: object, size: int) -> list[list[object]]:
    from lapwing.directory.models import Seat
    from lapwing.exchange import samples

    chair = Seat.objects.select_related("agency").get(pk=seat)
    sample = samples.looked_after(size)
    found = [_one(chair, size, name, content) for name, content in sample.files(samples.OTHER).items()]
    return found + [_one(chair, size, f"{name} again", content) for name, content in sample.files(samples.OLD).items()]


def _damaged(seat: object, size: int) -> list[list[object]]:
    """Ten damaged copies of the return, after the return itself: each row ends somewhere."""
    from lapwing.directory.models import Seat
    from lapwing.exchange import samples
    from lapwing.exchange.inbound.text import Refused

    chair, found = Seat.objects.select_related("agency").get(pk=seat), list[list[object]]()
    good = samples.looked_after(size).files()
    for damage in samples.DAMAGES:
        counted, ends = 0, Counter[str]()
        for name, content in samples.damaged(good, damage).items():
            try:
                ends += _states(chair, name, content)
            except Refused:
                ends["refused files"] += 1
                continue
            counted += samples.counted_lines(samples.write_countable(Path(tempfile.mkdtemp()), name, content))
        rows = sum(number for state, number in ends.items() if state != "refused files")
        found.append([f"{size:,}", damage, f"{counted:,}", f"{rows:,}", _words(ends)])
    return found


def _states(chair: object, name: str, content: bytes) -> Counter[str]:
    from lapwing.access import viewer
    from lapwing.exchange.inbound import changes, queries

    with viewer.viewer(chair, "intake"):  # type: ignore[arg-type]
        file = changes.show(name, content)
        changes.confirm(file.pk)
    changes.take(file.pk, chair)  # type: ignore[arg-type]
    with viewer.viewer(chair, "intake"):  # type: ignore[arg-type]
        return queries.accounts([file])[file.pk].by_state


def _words(states: Counter[str]) -> str:
    return ", ".join(f"{number:,} {state}" for state, number in states.most_common())


def _one(chair: object, size: int, name: str, content: bytes) -> list[object]:
    from lapwing.access import viewer
    from lapwing.exchange.inbound import changes, queries

    began = time.monotonic()
    with viewer.viewer(chair, "intake"):  # type: ignore[arg-type]
        file = changes.show(name, content)
        changes.confirm(file.pk)
    shown = time.monotonic()
    changes.take(file.pk, chair)  # type: ignore[arg-type]
    ended = time.monotonic()
    with viewer.viewer(chair, "intake"):  # type: ignore[arg-type]
        states = queries.accounts([file])[file.pk].by_state
    return [f"{size:,}", name, f"{file.rows:,}", f"{shown - began:.1f} s", f"{ended - shown:.1f} s",
            f"{file.rows / (ended - began):,.0f}", _words(states)]  # fmt: skip
