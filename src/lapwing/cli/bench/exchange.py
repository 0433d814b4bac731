"""Reading in a return: rows a second of each file, and of the same return in other habits, which changes nothing."""

import time

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
    database.stop()


def _read_in(seat: object, size: int) -> list[list[object]]:
    from lapwing.directory.models import Seat
    from lapwing.exchange import samples

    chair = Seat.objects.select_related("agency").get(pk=seat)
    sample = samples.looked_after(size)
    found = [_one(chair, size, name, content) for name, content in sample.files(samples.OTHER).items()]
    return found + [_one(chair, size, f"{name} again", content) for name, content in sample.files(samples.OLD).items()]


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
    words = ", ".join(f"{number:,} {state}" for state, number in states.most_common())
    return [f"{size:,}", name, f"{file.rows:,}", f"{shown - began:.1f} s", f"{ended - shown:.1f} s",
            f"{file.rows / (ended - began):,.0f}", words]  # fmt: skip
