"""The database's own roles, and the databases that belong to them.

`owner` owns the tables and is bound by row security like everyone; `migrator` signs in to migrate, dump and snapshot;
`app` is the site and its workers; `analyst` sees the register of snapshots alone; `seer` cannot sign in and owns the
few functions that look past row security.
"""

import psycopg
from psycopg import sql

OWNER, MIGRATOR, APP, ANALYST, SEER = (f"lapwing_{role}" for role in ("owner", "migrator", "app", "analyst", "seer"))
ROLES = {
    OWNER: "NOLOGIN NOBYPASSRLS",
    SEER: "NOLOGIN BYPASSRLS",
    MIGRATOR: "LOGIN BYPASSRLS CREATEDB",
    APP: "LOGIN NOBYPASSRLS",
    ANALYST: "LOGIN NOBYPASSRLS",
}
# What a trusted role may install is not for the migrator to decide.
EXTENSIONS = ("pg_trgm", "fuzzystrmatch", "btree_gist", "unaccent")


def make_roles(superuser_url: str, passwords: dict[str, str]) -> None:
    """Make the roles on a server, or bring them to this state; `passwords` by short name (`app`, `migrator`, ...)."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        for role, rights in ROLES.items():
            _make_role(connection, role, rights, passwords.get(role.removeprefix("lapwing_")))
        for group in (OWNER, SEER):
            connection.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(group), sql.Identifier(MIGRATOR)))
        # Policies make a statement look dear, and it is not: to compile it took three times as long as to answer it.
        connection.execute(sql.SQL("ALTER ROLE {} SET jit = off").format(sql.Identifier(APP)))


def _make_role(connection: psycopg.Connection, role: str, rights: str, password: str | None) -> None:
    exists = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    verb = sql.SQL("ALTER" if exists else "CREATE")
    connection.execute(sql.SQL("{} ROLE {} {}").format(verb, sql.Identifier(role), sql.SQL(rights)))
    if password:
        connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(password)))


def make_database(superuser_url: str, name: str) -> None:
    """Make one empty database that the migrator may build in, and nobody else."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), sql.Identifier(MIGRATOR))
            )
    with psycopg.connect(_at(superuser_url, name), autocommit=True) as connection:
        connection.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
        connection.execute(
            sql.SQL("GRANT USAGE, CREATE ON SCHEMA public TO {}, {}, {}").format(
                *map(sql.Identifier, (MIGRATOR, OWNER, SEER))
            )
        )
        connection.execute(
            sql.SQL("GRANT USAGE ON SCHEMA public TO {}, {}").format(*map(sql.Identifier, (APP, ANALYST)))
        )
        for extension in EXTENSIONS:
            connection.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))


def _at(url: str, database: str) -> str:
    return psycopg.conninfo.make_conninfo(url, dbname=database)
