"""Template databases: migrated once for a state of the code, cloned in a fraction of a second."""

import fcntl
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from lapwing.cli import environment, roles
from lapwing.cli.postgres import Server

ROOT = Path(__file__).resolve().parents[1]
SERVER = Server("tests")


def _addresses() -> tuple[str, str]:
    """The app's and the migrator's addresses on the server of the suite."""
    if "LAPWING_TEST_APP" not in os.environ:
        if not environment.given():
            SERVER.start(fast=True)
            roles.make_roles(SERVER.url("postgres", "postgres"), SERVER.secret())
            _leave_it_alone()
            app, migrator = SERVER.url("app", "postgres"), SERVER.url("migrator", "postgres")
        else:
            app, migrator = os.environ["DATABASE_URL"], os.environ["DATABASE_MIGRATOR_URL"]
        os.environ["LAPWING_TEST_APP"], os.environ["LAPWING_TEST_MIGRATOR"] = app, migrator
    return os.environ["LAPWING_TEST_APP"], os.environ["LAPWING_TEST_MIGRATOR"]


def _leave_it_alone() -> None:
    """Databases live for seconds here: nothing is worth compiling for them, and nothing worth tidying behind them."""
    with psycopg.connect(SERVER.url("postgres", "postgres"), autocommit=True) as connection:
        for setting in ("autovacuum", "jit"):
            connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
        connection.execute("SELECT pg_reload_conf()")


def _on(url: str, database: str) -> str:
    """The same server and role, another database."""
    from urllib.parse import urlsplit

    return urlsplit(url)._replace(path=f"/{database}").geturl()


def _state_of_the_code() -> str:
    """Of what a migrated database is made of: migrations, models, who may see, and every function of the database."""
    files = (path for path in sorted(ROOT.glob("src/lapwing/**/*.py")) if "tests" not in path.parts)
    made_of = ((path, path.read_bytes()) for path in files)
    kept = (
        text for path, text in made_of
        if path.parent.name in {"migrations", "access"} or path.name == "models.py"
        or b"functions.register(" in text or b"access.functions import" in text
    )  # fmt: skip
    return hashlib.sha256(b"".join(kept)).hexdigest()[:12]


def template() -> str:
    """The name of the migrated template; made if this state of the code has none yet."""
    app, migrator = _addresses()
    name = f"lapwing_template_{_state_of_the_code()}"
    with _one_at_a_time(), psycopg.connect(_on(migrator, "postgres"), autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s AND datallowconn", [name]).fetchone():
            if connection.execute("SELECT datistemplate FROM pg_database WHERE datname = %s", [name]).fetchone()[0]:
                return name
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
        roles.make_database(_on(migrator, "postgres"), name)
        environment_of_migration = {
            **os.environ, "LAPWING_AS": "migrator", "DATABASE_URL": _on(app, name),
            "DATABASE_MIGRATOR_URL": _on(migrator, name), "LAPWING_MODE": "test", "PYTHONPATH": str(ROOT / "src"),
            "DJANGO_SETTINGS_MODULE": "lapwing.config.settings",
        }  # fmt: skip
        migrate = [sys.executable, "-m", "django", "migrate", "--verbosity", "0", "--skip-checks"]
        subprocess.run(migrate, check=True, env=environment_of_migration)
        connection.execute(sql.SQL("ALTER DATABASE {} IS_TEMPLATE true").format(sql.Identifier(name)))
    return name


def clone(name: str) -> None:
    """Make `name` a fresh copy of the template, and let the site and its workers meet it as `app`."""
    app, migrator = _addresses()
    source = template()
    with _one_at_a_time(), psycopg.connect(_on(migrator, "postgres"), autocommit=True) as connection:
        drop(name)
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
                sql.Identifier(name), sql.Identifier(source)
            )
        )
    os.environ["DATABASE_URL"], os.environ["DATABASE_MIGRATOR_URL"] = _on(app, name), _on(migrator, name)


def drop(name: str) -> None:
    """Drop a database, whoever is in it. The server's own vacuum cannot be sent away: it is waited for."""
    app, migrator = _addresses()
    with psycopg.connect(_on(app, "postgres"), autocommit=True) as connection:  # a role may end its own sessions alone
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename = current_user",
            [name],
        )
    statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(_on(migrator, "postgres"), autocommit=True) as connection:
        for _ in range(100):
            try:
                connection.execute(statement)
            except psycopg.errors.InsufficientPrivilege:
                time.sleep(0.1)
            else:
                return
        connection.execute(statement)


def as_migrator() -> psycopg.Connection:
    """A connection of the migrator's to the database of this worker: sees every row, for the tests' own questions."""
    return psycopg.connect(os.environ["DATABASE_MIGRATOR_URL"], autocommit=True)


def as_app() -> psycopg.Connection:
    """A connection of the site's own role, past all Python: for asking what the database itself holds."""
    return psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """A template that is being copied or made may have no other connection."""
    lock = ROOT / ".lapwing"
    lock.mkdir(exist_ok=True)
    with (lock / "template.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
