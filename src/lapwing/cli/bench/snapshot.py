"""The snapshot of a city's years and of England's decade: the first, which writes everything, and the next night's.

Records are filled in past the acts. The next night has some absences more, all of the last month, which it
writes.
"""

import os
import time
from pathlib import Path
from typing import Any

import psycopg

from lapwing.cli.bench import database
from lapwing.cli.bench.table import against, peak_memory, progress, quick, show

# Absences, areas, the bar in seconds.
SIZES = ((12_000, 2, 10),) if quick() else ((12_000, 2, 10), (3_000_000, 153, 60))
LATER = 50


def main() -> None:
    rows: list[list[object]] = []
    for size, areas, bar in SIZES:
        name = f"lapwing_bench_snapshot_{size}"
        fill(name, size, areas)
        rows += measured(name, size, bar)
    show(["absences", "what", "seconds", "bar", "of that the counts", "months written", "of", "MB", "memory"], rows)
    database.stop()


def fill(name: str, size: int, areas: int) -> None:
    """A database with so many absences of areas, each with a council and a police force."""
    progress(f"{size:,} absences")
    connection = database.fresh(name)
    councils = [database.agency(connection, f"Council {number}") for number in range(areas)]
    forces = [database.agency(connection, f"Police {number}", "police") for number in range(areas)]
    with psycopg.connect(database.SERVER.url("postgres", name), autocommit=True) as direct:
        direct.execute("SET session_replication_role = replica")  # the rows already say what triggers would
        values: dict[str, Any] = {"councils": councils, "forces": forces, "size": size, "children": size // 6}
        for statement in FILL.split(";"):
            direct.execute(statement, {key: values[key] for key in values if f"%({key})s" in statement})
        direct.execute("VACUUM ANALYZE")
        direct.execute("CHECKPOINT")  # what filling left to be written is no part of what is measured


# In statements of their own, each with the names that it needs. Two in three absences are told by both agencies.
FILL = """
CREATE TEMP TABLE a AS SELECT n, gen_random_uuid() AS area, lpad((n + 199)::text, 3, '0') AS code, council, police
    FROM unnest(%(councils)s::uuid[], %(forces)s::uuid[]) WITH ORDINALITY AS t (council, police, n);
INSERT INTO directory_area (id, name, code, region) SELECT area, 'Area ' || code, code, '' FROM a;
INSERT INTO directory_partnership (id, name) SELECT gen_random_uuid(), 'Bench';
INSERT INTO directory_partnership_areas (partnership_id, area_id) SELECT p.id, area FROM directory_partnership p, a;
INSERT INTO directory_catchment (id, agency_id, area_id, since, note)
    SELECT gen_random_uuid(), agency, area, '2000-01-01', '' FROM a, unnest(ARRAY[council, police]) AS agency;
UPDATE directory_agency g SET area_id = a.area FROM a WHERE g.id = a.council;
CREATE TEMP TABLE c AS SELECT gen_random_uuid() AS child, gen_random_uuid() AS person, gen_random_uuid() AS other, k.n,
    a.area, a.council, a.police FROM generate_series(1, %(children)s) AS k (n)
    JOIN a ON a.n = 1 + k.n %% (SELECT count(*) FROM a);
INSERT INTO access_identity SELECT person, child FROM c UNION ALL SELECT other, child FROM c;
INSERT INTO people_told (id, person, agency_id, level, recorded_at, reference, is_child, given, family, born,
        born_precision, sex, language, postcode, digest)
    SELECT who, who, agency, 1, now(), n::text, true, 'Given', 'Family', date '2008-01-01' + n %% 3000, 'day',
        CASE n %% 2 WHEN 0 THEN 'F' ELSE 'M' END, '', '', ''
    FROM c, LATERAL (VALUES (person, council), (other, police)) AS told (who, agency);
INSERT INTO people_characteristics (id, person, agency_id, level, recorded_at, ethnicity, disabilities)
    SELECT who, who, agency, 3, now(), (ARRAY['WBRI', 'WBRI', 'APKN', 'BAFR', ''])[1 + n %% 5],
        CASE n %% 4 WHEN 0 THEN ARRAY['NONE'] WHEN 1 THEN ARRAY['MOB'] ELSE '{}' END::varchar[]
    FROM c, LATERAL (VALUES (person, council), (other, police)) AS told (who, agency);
CREATE TEMP TABLE e AS SELECT gen_random_uuid() AS id, c.*, k,
    now() - ((k * 5256000.0 / %(size)s) || ' minutes')::interval AS began
    FROM generate_series(1, %(size)s) AS k
    JOIN c ON c.n = 1 + floor(%(children)s * pow((k * 7919::bigint %% 99991) / 99991.0, 2));
INSERT INTO missing_absence (id, person, agency_id, area_id, level, recorded_at, type, began_at, began_precision,
        ended_at, ended_precision, returned_at, returned_precision, whereabouts, risk)
    SELECT id, person, council, area, 2, now(), 'missing', began, 'minute', began + interval '9 hours', 'minute',
        began + interval '9 hours', 'minute', 'returned', (ARRAY['HIGH', 'MED', 'LOW', ''])[1 + k %% 4] FROM e;
INSERT INTO missing_account (id, person, agency_id, area_id, level, recorded_at, absence_id, type, began_at,
        began_precision, reported_precision, last_seen_precision, last_seen_place, missing_from, from_kind, occurrence,
        reported_by, reported_to, reference, version, withdrawn_reason)
    SELECT gen_random_uuid(), who, agency, area, 3, now(), id, 'missing', began, 'minute', 'minute', 'minute', '', '',
        '', '', '', '', '', 1, ''
    FROM e, LATERAL (VALUES (person, council, 0), (other, police, 1)) AS t (who, agency, which)
    WHERE which = 0 OR k %% 3 <> 0;
INSERT INTO missing_interview (id, person, agency_id, area_id, level, recorded_at, absence_id, status, offered_at,
        offered_precision, held_at, held_precision, interviewer, employer, independence, independence_note, place,
        reason, carers_asked, leaflet, version)
    SELECT gen_random_uuid(), person, council, area, 3, now(), id, 'completed_in_time', began + interval '10 hours',
        'minute', began + interval '30 hours', 'minute', '', '', '', '', '', '', '', '', 1 FROM e WHERE k %% 5 <> 0;
INSERT INTO people_placement (id, person, agency_id, area_id, level, recorded_at, since, audience, confidential_from,
        what, responsible_area_id, legal_status)
    SELECT gen_random_uuid(), person, council, area, 2, now(), '2015-01-01', 'circle', '', 'U6', area, '' FROM c
    WHERE n %% 3 = 0
"""

NEXT = """
INSERT INTO missing_absence (id, person, agency_id, area_id, level, recorded_at, type, began_at, began_precision,
        ended_precision, returned_precision, whereabouts, risk)
    SELECT gen_random_uuid(), person, agency_id, area_id, 2, now(), 'missing', now() - interval '1 hour', 'minute',
        'minute', 'minute', '', '' FROM missing_absence ORDER BY began_at DESC LIMIT %s
"""


def measured(name: str, size: int, bar: int) -> list[list[object]]:
    """The first snapshot of the database to which the environment leads, and the next."""
    os.environ["LAPWING_AS"] = "migrator"
    database.start_django()
    from django.db import connection

    from lapwing.exchange.snapshot import kept, taking
    from lapwing.exchange.snapshot.files import written
    from lapwing.exchange.snapshot.models import Snapshot

    database.lead_django_to_database("DATABASE_MIGRATOR_URL")
    work_out, counting = kept.work_out, []

    def timed(of: Snapshot, folder: Path, former: Snapshot | None) -> Any:
        began = time.perf_counter()
        found = work_out(of, folder, former)
        counting.append(time.perf_counter() - began)
        return found

    kept.work_out = timed
    rows: list[list[object]] = []
    for what in ("the first", f"the next, {LATER} absences later"):
        if rows:
            with psycopg.connect(database.SERVER.url("postgres", name), autocommit=True) as direct:
                direct.execute("SET session_replication_role = replica")
                direct.execute(NEXT, [LATER])
        began = time.perf_counter()
        snapshot = taking.take()
        took = time.perf_counter() - began
        months = written(snapshot)
        heavy = sum(path.stat().st_size for path in snapshot.folder.rglob("*.parquet")) / 1e6
        rows.append([
            f"{size:,}" if not rows else "", what, f"{took:.1f}", against(took, bar), f"{counting[-1]:.1f}",
            len(months.anew), len(months.months), f"{heavy:,.0f}", peak_memory(),
        ])  # fmt: skip
    kept.work_out = work_out
    connection.close()
    return rows
