"""The environment that a command runs in: the database's addresses, made where none were given."""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from lapwing.cli import roles
from lapwing.cli.postgres import ROOT, Server

SITE = Server("site")


def given() -> bool:
    """Whether the user named a database of their own."""
    return bool(os.environ.get("DATABASE_URL"))


def prepare(*, database: str = "lapwing", server: Server = SITE, fast: bool = False) -> bool:
    """Start the embedded server where no address is given, with its roles and database; True if it was started here."""
    if given():
        return False
    started = server.start(fast=fast)
    secret = server.secret()
    superuser = server.url("postgres", "postgres")
    roles.make_roles(superuser, secret)
    roles.make_database(superuser, database)
    os.environ["DATABASE_URL"] = server.url("app", database)
    os.environ["DATABASE_MIGRATOR_URL"] = server.url("migrator", database)
    return started


def where() -> str:
    """Which database a command uses, and no password."""
    url = urlsplit(os.environ["DATABASE_URL"])
    return f"{url.path.lstrip('/')} at {url.hostname or 'this machine'}{f':{url.port}' if url.port else ''}"


def as_migrator() -> dict[str, str]:
    """The environment of a process that migrates, dumps or snapshots, and runs nothing else."""
    if not os.environ.get("DATABASE_MIGRATOR_URL"):
        raise SystemExit("DATABASE_MIGRATOR_URL is not set: this signs in as the migrator, who alone may do it.")
    return {**os.environ, "LAPWING_AS": "migrator"}


def local_secrets() -> None:
    """Secrets for a site on one's own machine: made once, kept beside its data, readable by their maker alone.

    Where both are given nothing is read or written: a service may own no folder here.
    """
    folder = ROOT / ".lapwing"
    for name in ("LAPWING_SECRET_KEY", "LAPWING_SNAPSHOT_KEY"):
        if not os.environ.get(name):
            folder.mkdir(exist_ok=True)
            os.environ[name] = _kept(folder / name.lower())


def _kept(path: Path) -> str:
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()
