"""A database for a bench: on an embedded server of its own, migrated, and filled past the acts by the migrator."""

import os
import shutil
import subprocess
import sys
import uuid
from datetime import date
from urllib.parse import unquote, urlsplit

import psycopg

from lapwing.cli import roles
from lapwing.cli.postgres import ROOT, Server

SERVER = Server("bench")
MIGRATED = "lapwing_bench_migrated"
_MADE: set[str] = set()


def fresh(name: str) -> psycopg.Connection:
    """A migrated, empty database, and the migrator's connection to it. The environment leads the site there."""
    SERVER.start()
    superuser = SERVER.url("postgres", "postgres")
    roles.make_roles(superuser, SERVER.secret())
    _migrate(superuser)
    clone(MIGRATED, name)
    data = ROOT / ".lapwing" / "bench-data" / name  # the heads of its ledger are not those of another database
    shutil.rmtree(data, ignore_errors=True)
    os.environ["LAPWING_DATA"] = str(data)
    _lead(name)
    return psycopg.connect(os.environ["DATABASE_MIGRATOR_URL"], autocommit=True)


def clone(template: str, name: str) -> None:
    """A database that holds what another holds, to which nobody is connected; in place of one of its name."""
    with psycopg.connect(SERVER.url("postgres", "postgres"), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" OWNER lapwing_migrator')


def _migrate(superuser: str) -> None:
    """The database that every other is cloned from: migrated once for each run of a bench."""
    if MIGRATED in _MADE:
        return
    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{MIGRATED}" WITH (FORCE)')  # of a run that was broken off
    roles.make_database(superuser, MIGRATED)
    _lead(MIGRATED)
    environment = {**os.environ, "LAPWING_AS": "migrator"}
    subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "django", "migrate", "--verbosity", "0"], check=True, env=environment
    )
    _MADE.add(MIGRATED)


def _lead(name: str) -> None:
    os.environ["DATABASE_URL"] = SERVER.url("app", name)
    os.environ["DATABASE_MIGRATOR_URL"] = SERVER.url("migrator", name)


def start_django() -> None:
    import django

    django.setup()


def agency(connection: psycopg.Connection, name: str, kind: str = "local_authority") -> uuid.UUID:
    key = uuid.uuid4()
    connection.execute(
        "INSERT INTO directory_agency (id, kind, name, postcode, telephone, night_telephone)"
        " VALUES (%s, %s, %s, '', '', '')",
        [key, kind, name],
    )
    return key


def seat(connection: psycopg.Connection, agency: uuid.UUID, role: str) -> uuid.UUID:
    """A seat with an account and a team of its own; returns the seat's key."""
    account, team, chair = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
    connection.execute(
        "INSERT INTO directory_account (id, password, email, name, is_active) VALUES (%s, '!', %s, %s, true)",
        [account, f"{account}@bench.example", role],
    )
    connection.execute(
        "INSERT INTO directory_team (id, agency_id, name, purpose, round_the_clock, telephone)"
        " VALUES (%s, %s, %s, 'missing', false, '')",
        [team, agency, role],
    )
    connection.execute(
        "INSERT INTO directory_seat (id, since, agency_id, account_id, team_id, role, title, telephone)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, '')",
        [chair, date(2020, 1, 1), agency, account, team, role, role],
    )
    return chair


def lead_django_to_database(address: str = "DATABASE_URL") -> None:
    """The settings were read for the first size: lead the connection to the one at hand."""
    from django.db import connection

    parts = urlsplit(os.environ[address])
    connection.close()
    connection.settings_dict.update(
        NAME=parts.path.lstrip("/"), USER=unquote(parts.username or ""), PASSWORD=unquote(parts.password or ""),
        HOST=parts.hostname, PORT=str(parts.port),
    )  # fmt: skip


def stop() -> None:
    SERVER.destroy()
