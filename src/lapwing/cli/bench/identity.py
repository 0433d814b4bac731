"""One arriving person among many: is the right one among the first ten, and how soon."""

import time
from datetime import date

import numpy as np
import psycopg

from lapwing.cli.bench import database, people
from lapwing.cli.bench.table import against, milliseconds, percentile, quick, show

QUESTIONS = 500


def main() -> None:
    sizes = (250_000,) if quick() else (250_000, 1_000_000)
    rows = []
    for size in sizes:
        connection = database.fresh(f"lapwing_bench_{size}")
        known = people.make(size)
        keys = fill(connection, known)
        rows.append(_measure(connection, known, keys))
    database.stop()
    show(
        [
            "among",
            "right in first 10",
            "bar",
            "right first",
            "database p50",
            "p95",
            "bar (ms)",
            "whole call p95",
            "bar (ms)",
        ],
        rows,
    )


def fill(connection: psycopg.Connection, known: people.People) -> list[str]:
    council = database.agency(connection, "Bench Council")
    database.seat(connection, council, "front_door")
    keys = [
        str(row[0]) for row in connection.execute("SELECT gen_random_uuid() FROM generate_series(1, %s)", [len(known)])
    ]
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE t (id uuid, given text, family text, born date, postcode text)")
        with cursor.copy("COPY t FROM STDIN") as copy:
            for row in zip(keys, known.given, known.family, known.born, known.postcode, strict=True):
                copy.write_row(row)
        cursor.execute(
            "INSERT INTO people_told (id, person, agency_id, level, recorded_at, reference, is_child, given, family,"
            " born, born_precision, sex, language, postcode, digest)"
            " SELECT id, id, %s, 1, now(), id::text, true, given, family, born, 'day', 'U', '', postcode, ''"
            " FROM t",
            [council],
        )
        cursor.execute("INSERT INTO access_identity SELECT id, gen_random_uuid() FROM t")
    connection.execute("VACUUM ANALYZE")
    return keys


def _measure(connection: psycopg.Connection, known: people.People, keys: list[str]) -> list[object]:
    database.start_django()
    from lapwing.access import viewer
    from lapwing.directory.models import Seat
    from lapwing.people.matching import candidates
    from lapwing.people.matching.score import best

    database.lead_django_to_database()
    rng = np.random.default_rng(7)
    asked = rng.integers(0, len(known), QUESTIONS)
    in_ten = first = 0
    whole, part = [], []
    seat = Seat.objects.select_related("agency").get()
    with viewer.viewer(seat, "bench"):
        for which in asked:
            told = people.again(known, int(which), rng)
            described = candidates.Described(
                told["given"], told["family"], date.fromisoformat(told["born"]), "U", told["postcode"]
            )
            began = time.perf_counter()
            found = candidates.find(described)
            middle = time.perf_counter()
            ranked = best(described, found)
            whole.append(time.perf_counter() - began)
            part.append(middle - began)
            order = [str(one.candidate.person) for one in ranked[:10]]
            in_ten += keys[which] in order
            first += order[:1] == [keys[which]]
    return [
        f"{len(known):,}", f"{in_ten / QUESTIONS:.1%}", against(in_ten / QUESTIONS, 0.99, at_least=True),
        f"{first / QUESTIONS:.1%}", milliseconds(percentile(part, 0.5)), milliseconds(percentile(part, 0.95)),
        against(percentile(part, 0.95) * 1000, 5), milliseconds(percentile(whole, 0.95)),
        against(percentile(whole, 0.95) * 1000, 25),
    ]  # fmt: skip
