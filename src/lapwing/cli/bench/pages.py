"""The board, a child's page and a list of episodes, with 20 people at once, each a request a second.

The same pages are asked again of a site that signs in as a bypassing role, over views that hold the policies' own
conditions as an explicit filter: the rows are the same, and what differs is what row security costs. Both sites stand
side by side and are asked in turns of a few seconds, so that a machine whose speed changes changes for both.
"""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from lapwing.cli.bench import database
from lapwing.cli.bench.table import against, milliseconds, percentile, quick, show
from lapwing.cli.postgres import free_port
from lapwing.cli.serve import ONE_AT_A_TIME, PROCESSES

PEOPLE = 20
TURNS = 2 if quick() else 4
SECONDS = 3 if quick() else 5  # of each turn
WARMING = 3
SETTLING = 12  # the server still tidies up after so many rows, and no page is to wait for that
SIZES = (3_000,) if quick() else (300_000, 3_000_000)
BARS = {"board": 1.3, "child": 1.3, "list": 2.0}
LIMIT = 0.150


def main() -> None:
    rows: list[list[object]] = []
    for size in SIZES:
        name = f"lapwing_bench_pages_{size}"
        with database.fresh(name) as connection:
            seats, child = _fill(connection, name, size)
        time.sleep(SETTLING)
        database.start_django()
        database.lead_django_to_database()
        cookies = [_session(seat) for seat in seats]
        paths = {"board": "/missing/", "child": f"/child/{child}/", "list": "/missing/all/"}
        _views(name)
        guarded, bypassing = _times(cookies, paths)
        rows += [_row(size, page, guarded[page], bypassing[page]) for page in paths]
    database.stop()
    show(["episodes", "page", "p50", "p95", "bar", "bypassing p50", "p95", "ratio of p50", "bar"], rows)


def _row(size: int, page: str, ours: list[float], theirs: list[float]) -> list[object]:
    ratio = percentile(ours, 0.5) / percentile(theirs, 0.5)
    return [
        f"{size:,}", page, milliseconds(percentile(ours, 0.5)), milliseconds(percentile(ours, 0.95)),
        against(percentile(ours, 0.95) * 1000, LIMIT * 1000), milliseconds(percentile(theirs, 0.5)),
        milliseconds(percentile(theirs, 0.95)), f"{ratio:.2f}", against(ratio, BARS[page]),
    ]  # fmt: skip


def _fill(connection: psycopg.Connection, name: str, size: int) -> tuple[list[uuid.UUID], uuid.UUID]:
    """Episodes of a fifth as many children, told by five agencies; forty missing now."""
    agencies = [database.agency(connection, f"Agency {number}") for number in range(5)]
    seats = [database.seat(connection, agencies[0], "council_missing") for _ in range(PEOPLE)]
    team = connection.execute("SELECT team_id FROM directory_seat WHERE id = %s", [seats[0]]).fetchone()[0]  # type: ignore[index]
    connection.execute("UPDATE directory_seat SET team_id = %s", [team])
    with psycopg.connect(database.SERVER.url("postgres", name), autocommit=True) as direct:
        direct.execute("SET session_replication_role = replica")  # the rows already say what triggers would
        values = {"agencies": agencies, "team": team, "size": size, "children": size // 5}
        for statement in FILL.split(";"):
            direct.execute(statement, {key: values[key] for key in values if f"%({key})s" in statement})
        direct.execute("VACUUM ANALYZE")
        direct.execute("CHECKPOINT")  # what filling left to be written is no part of what is measured
        child = direct.execute(
            "SELECT i.child FROM missing_absence a JOIN access_identity i ON i.person = a.person"
            " WHERE a.agency_id = %s GROUP BY i.child ORDER BY count(*) DESC LIMIT 1",
            [agencies[0]],
        ).fetchone()[0]  # type: ignore[index]
    return seats, child


# In statements of their own, each with the names that it needs.
FILL = """
CREATE TEMP TABLE p AS SELECT gen_random_uuid() AS person, gen_random_uuid() AS child, n,
    (%(agencies)s::uuid[])[1 + n %% 5] AS agency FROM generate_series(1, %(children)s) AS n;
INSERT INTO access_identity SELECT person, child FROM p;
INSERT INTO people_told (id, person, agency_id, level, recorded_at, reference, is_child, given, family, born,
        born_precision, sex, language, postcode, digest)
    SELECT person, person, agency, 1, now(), n::text, true, 'Given' || n %% 997, 'Family' || n %% 4999,
        date '2008-01-01' + n %% 6000, 'day', 'U', '', '', '' FROM p;
INSERT INTO missing_absence (id, person, agency_id, level, recorded_at, type, began_at, began_precision, ended_at,
        ended_precision, returned_at, returned_precision, whereabouts, risk)
    SELECT gen_random_uuid(), person, agency, 2, now(), 'missing', began, 'minute',
        CASE WHEN k > 40 THEN began + interval '9 hours' END, 'minute',
        CASE WHEN k > 40 THEN began + interval '9 hours' END, 'minute', CASE WHEN k > 40 THEN 'returned' ELSE '' END,
        'medium'
    FROM (SELECT p.*, row_number() OVER () AS k,
        now() - (((row_number() OVER ()) * 1051200.0 / %(size)s) || ' minutes')::interval AS began
        FROM p, generate_series(1, 5)) AS e;
INSERT INTO missing_account (id, person, agency_id, level, recorded_at, absence_id, type, began_at, began_precision,
        reported_precision, last_seen_precision, last_seen_place, missing_from, from_kind, occurrence, reported_by,
        reported_to, reference, version, withdrawn_reason)
    SELECT gen_random_uuid(), person, agency_id, 3, now(), id, type, began_at, 'minute', 'minute', 'minute', '', '',
        '', '', '', '', '', 1, '' FROM missing_absence;
INSERT INTO missing_whereabouts (id, person, agency_id, level, recorded_at, absence_id, kind, at, precision, place, how,
        with_whom, version, withdrawn_reason)
    SELECT gen_random_uuid(), person, agency_id, 3, now(), id, 'returned', returned_at, 'minute', '', '', '', 1, ''
    FROM missing_absence WHERE returned_at IS NOT NULL;
INSERT INTO access_place (id, agency_id, level, recorded_at, person, child, holder, reaches, opens, ends, purpose,
        basis, reason, break_glass, because_kind)
    SELECT gen_random_uuid(), agency, 1, now(), person, child,
        CASE WHEN n %% 20 = 0 OR n <= 40 THEN %(team)s ELSE gen_random_uuid() END, 3, now() - interval '1 day',
        now() + interval '20 days', 'missing', 'public_task', '', false, '' FROM p, generate_series(1, 3)
"""


def _session(seat: uuid.UUID) -> str:
    """A signed-in session of a seat, second factor and all: its cookie."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from lapwing.directory.models import Seat

    chair = Seat.objects.select_related("account").get(pk=seat)
    session = SessionStore()
    session[SESSION_KEY] = str(chair.account_id)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = chair.account.get_session_auth_hash()  # type: ignore[union-attr]
    session["second_factor"], session["seat"] = True, str(seat)
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def _times(cookies: list[str], paths: dict[str, str]) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """Seconds of each answer, by page, of a real site as the policies guard it and of one that goes round them."""
    guarded: dict[str, list[float]] = {page: [] for page in paths}
    bypassing: dict[str, list[float]] = {page: [] for page in paths}
    with _site("DATABASE_URL") as ours, _site("DATABASE_MIGRATOR_URL") as theirs:
        for path in paths.values():  # so that no page is timed while one of a site's workers loads it
            _load(ours, path, cookies, WARMING)
            _load(theirs, path, cookies, WARMING)
        for page, path in paths.items():
            for _ in range(TURNS):
                guarded[page] += _load(ours, path, cookies, SECONDS)
                bypassing[page] += _load(theirs, path, cookies, SECONDS)
    return guarded, bypassing


@contextmanager
def _site(address: str) -> Iterator[int]:
    """The site on the address that this variable names, while it is needed: its port."""
    port = free_port()
    environment = {**os.environ, "DATABASE_URL": os.environ[address]}
    command = [
        sys.executable, "-W", "ignore", "-m", "gunicorn", "lapwing.config.wsgi", "--bind", f"127.0.0.1:{port}",
        "--workers", PROCESSES, *ONE_AT_A_TIME, "--log-level", "error",
    ]  # fmt: skip
    site = subprocess.Popen(command, env=environment)
    try:
        _wait_for(port)
        yield port
    finally:
        site.terminate()
        site.wait()


def _load(port: int, path: str, cookies: list[str], seconds: int) -> list[float]:
    """Everybody asks once a second, each at a moment of their own."""
    times: list[float] = []
    threads = [
        threading.Thread(target=_person, args=(port, path, cookie, number / len(cookies), seconds, times))
        for number, cookie in enumerate(cookies)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def _person(port: int, path: str, cookie: str, offset: float, seconds: int, times: list[float]) -> None:
    start = time.monotonic() + offset
    for second in range(seconds):
        time.sleep(max(0.0, start + second - time.monotonic()))
        began = time.perf_counter()
        _ask(port, path, cookie)
        times.append(time.perf_counter() - began)


def _ask(port: int, path: str, cookie: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={"Cookie": cookie, "Host": "localhost"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != http.HTTPStatus.OK:
        raise SystemExit(f"{path} answered {answer.status}: nothing was measured.")


def _views(name: str) -> None:
    """For the bypassing role: each guarded table behind a view with the policies' conditions as its filter."""
    from lapwing.access.policies import may_read, not_hidden
    from lapwing.access.register import GUARDS

    with psycopg.connect(database.SERVER.url("postgres", name), autocommit=True) as connection:
        connection.execute("CREATE SCHEMA bench")
        for guard in GUARDS.values():
            where = " AND ".join(f"({part})" for part in (may_read(guard), not_hidden(guard)) if part)
            connection.execute(f"CREATE VIEW bench.{guard.table} AS SELECT * FROM public.{guard.table} WHERE {where}")
        connection.execute("GRANT USAGE ON SCHEMA bench TO lapwing_migrator")
        connection.execute("GRANT ALL ON ALL TABLES IN SCHEMA public, bench TO lapwing_migrator")
        connection.execute(f"ALTER ROLE lapwing_migrator IN DATABASE {name} SET search_path = bench, public")


def _wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The site did not start: nothing was measured.")
