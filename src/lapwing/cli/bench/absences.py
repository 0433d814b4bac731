"""Reading in a force's absences, with each distinct person matched once; the write path alone; beside a bare COPY.

The people of the file are told again with the errors of the published measurement (`people.again`). Two in three of
them are known; the others are drawn as those were, and share names, birthdays and postcodes with others as people do.
The write path alone is the force's next file, of the same people: nobody new, so nobody is looked for.
"""

import csv
import io
import os
import tempfile
import time
from datetime import UTC, datetime, timedelta

import numpy as np
import psycopg

from lapwing.cli.bench import database, identity, people
from lapwing.cli.bench.table import against, peak_memory, progress, quick, show

# Rows of the file, distinct people in it, and people who are known before.
SIZES = ((10_000, 3_000, 25_000),) if quick() else ((10_000, 3_000, 25_000), (100_000, 30_000, 250_000))
HEADS = [
    "OCCURRENCE",
    "PERSON",
    "GIVEN_NAME",
    "FAMILY_NAME",
    "DOB",
    "POSTCODE",
    "ACCEPTED",
    "RISK",
    "WENT_MISSING",
    "REPORTED",
    "MISSING_FROM",
    "FOUND",
    "FOUND_PLACE",
    "RETURNED",
]
RISKS = ("Low", "Medium", "Medium", "High")


def main() -> None:
    rows: list[list[object]] = []
    try:
        for size, persons, known in SIZES:
            rows += _measured(size, persons, known)
    except KeyboardInterrupt:
        progress("stopped; what was seen so far:")
    heads = ["rows", "people", "among", "what", "seconds", "rows/s", "bar", "of a bare COPY", "memory", "ended as"]
    show(heads, rows)
    database.stop()


def _measured(size: int, persons: int, among: int) -> list[list[object]]:
    progress(f"a database of {among:,} people")
    connection = database.fresh(f"lapwing_bench_absences_{size}")
    os.environ["LAPWING_DATA"] = tempfile.mkdtemp(prefix="lapwing-bench-")
    known = people.make(among)
    identity.fill(connection, known)
    seat = _force(connection)
    first, second = (_file(known, size, persons, year) for year in (2023, 2025))
    bare = _bare_copy(connection, first)
    database.start_django()
    database.lead_django_to_database()
    connection.execute("ANALYZE")
    checked, taken, ends = _read_in(seat, "first.csv", first)
    progress(f"all: {size / (checked + taken):,.0f} rows/s")
    _, alone, _ = _read_in(seat, "second.csv", second)
    progress(f"the write path alone: {size / alone:,.0f} rows/s")
    measured = [
        ("all: checked, matched, written", checked + taken, 500),
        ("of that the check, before anything is recorded", checked, 0),
        ("the write path alone: the same people's next file", alone, 1_500),
        ("a bare COPY of the same rows", bare, 0),
    ]
    rows: list[list[object]] = [
        [
            "", "", "", words, f"{seconds:.2f}", f"{size / seconds:,.0f}",
            against(size / seconds, bar, at_least=True) if bar else "", f"{seconds / bare:,.0f}", "", "",
        ]
        for words, seconds, bar in measured
    ]  # fmt: skip
    rows[0][:3] = [f"{size:,}", f"{persons:,}", f"{among:,}"]
    rows[0][-2:] = [peak_memory(), ends]
    return rows


def _force(connection: psycopg.Connection) -> object:
    """A police force of one area, and its data steward."""
    force = database.agency(connection, "Bench Police", "police")
    [(area,)] = connection.execute(
        "INSERT INTO directory_area (id, name, code, region) VALUES (gen_random_uuid(), 'Benchmere', '991', '')"
        " RETURNING id"
    ).fetchall()
    connection.execute(
        "INSERT INTO directory_catchment (id, agency_id, area_id, since, note)"
        " VALUES (gen_random_uuid(), %s, %s, '2000-01-01', '')",
        [force, area],
    )
    return database.seat(connection, force, "data_steward")


def _file(known: people.People, size: int, persons: int, year: int) -> bytes:
    """So many absences of so many people, all over: of each person at least one, of a few very many."""
    chance, strangers = np.random.default_rng(7), people.make(persons, seed=2)
    whom = [_person(strangers if number % 3 == 0 else known, number, chance) for number in range(persons)]
    who = np.concatenate([np.arange(persons), (persons * chance.random(size - persons) ** 2).astype(int)])
    chance = np.random.default_rng(year)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADS)
    for number, place in enumerate(chance.permutation(who)):
        # Months apart, so that no two of one person's are one absence.
        began = datetime(year, 1, 1, tzinfo=UTC) + timedelta(minutes=int(chance.integers(0, 525_000)))
        back = began + timedelta(minutes=int(min(chance.lognormal(6.0, 1.1), 40_000)))
        found = f"{began + (back - began) / 2:%d/%m/%Y %H:%M}" if number % 4 == 0 else ""
        writer.writerow([
            f"BP/{year}/{number:06}", *whom[int(place)], "Yes", RISKS[number % 4], f"{began:%d/%m/%Y %H:%M}",
            f"{began:%d/%m/%Y}", "the home", found, "The station" if found else "", f"{back:%d/%m/%Y %H:%M}",
        ])  # fmt: skip
    return out.getvalue().encode()


def _person(known: people.People, number: int, chance: np.random.Generator) -> tuple[str, ...]:
    """Reference, names, birth date and postcode of one of these, told again."""
    told = people.again(known, int(chance.integers(0, len(known))), chance)
    return (f"N{number:06}", told["given"], told["family"], told["born"], told["postcode"])


def _bare_copy(connection: psycopg.Connection, content: bytes) -> float:
    columns = ", ".join(f"{head.lower()} text" for head in HEADS)
    connection.execute(f"CREATE TABLE bare ({columns})")
    began = time.monotonic()
    with connection.cursor().copy("COPY bare FROM STDIN (FORMAT csv, HEADER)") as copy:
        copy.write(content)
    return time.monotonic() - began


def _read_in(seat: object, name: str, content: bytes) -> tuple[float, float, str]:
    """Seconds of the check, seconds of taking, and where the rows ended."""
    from lapwing.access import viewer
    from lapwing.directory.models import Seat
    from lapwing.exchange.inbound import changes, queries

    chair = Seat.objects.select_related("agency").get(pk=seat)
    began = time.monotonic()
    with viewer.viewer(chair, "intake"):
        file = changes.show(name, content)
        changes.confirm(file.pk)
    shown = time.monotonic()
    progress(f"{name}: {file.rows:,} rows checked in {shown - began:.0f} s")
    taken: list[int] = []

    def heard(rows: int) -> None:
        taken.append(rows)
        if len(taken) % 10 == 0:
            spent = time.monotonic() - shown
            progress(
                f"{name}: {sum(taken):,} of {file.rows:,} taken in {spent:.0f} s: {sum(taken) / spent:,.0f} rows/s"
            )

    changes.take(file.pk, chair, heard=heard)
    ended = time.monotonic()
    with viewer.viewer(chair, "intake"):
        states = queries.accounts([file])[file.pk].by_state
    words = ", ".join(f"{number:,} {state}" for state, number in states.most_common())
    return shown - began, ended - shown, words
