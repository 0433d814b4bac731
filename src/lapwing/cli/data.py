"""`./lapwing import`, `population`, `snapshot` and `verify`: data in, the snapshot out, and the ledger's proof."""

import argparse
import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator

from lapwing.cli import demo, environment
from lapwing.cli.serve import ready_database

NAME = "  --name NAME  of a demo's world, such as demo (default: the database of DATABASE_URL, or this folder's own)"

OWN = "this folder's own and no demo's, which --name demo would be"


def do_import(arguments: list[str]) -> int:
    """Read in an agency's file, as the ordinary role, under the seat of whoever reads it in."""
    return _in_process("lapwing.exchange.command", arguments, role="app")


def do_population(arguments: list[str]) -> int:
    """Read in how many children live in each area, as the ordinary role."""
    return _in_process("lapwing.directory.command", arguments, role="app")


def do_snapshot(arguments: list[str]) -> int:
    """Make the snapshot, as the migrator, in a process that does nothing else."""
    return _in_process("lapwing.exchange.snapshot.command", arguments, role="migrator")


def do_verify(arguments: list[str]) -> int:
    """Read the whole ledger and say whether it holds; 1 where it is broken."""
    return _in_process("lapwing.access.ledger.command", arguments, role="migrator")


def _in_process(module: str, arguments: list[str], *, role: str) -> int:
    start = (
        "import sys, importlib, django; django.setup(); "
        f"sys.exit(importlib.import_module({module!r}).main(sys.argv[1:]))"
    )
    command = [sys.executable, "-W", "ignore", "-c", start]
    name, arguments = _name(arguments)
    if {"-h", "--help"} & set(arguments):
        environment.local_secrets()
        code = subprocess.run([*command, "--help"], check=False, env=_settings("app")).returncode
        print(NAME)
        return code
    with _database(name):
        return subprocess.run([*command, *arguments], check=False, env=_settings(role)).returncode


def _settings(role: str) -> dict[str, str]:
    settings = environment.as_migrator() if role == "migrator" else dict(os.environ)
    return {**settings, "DJANGO_SETTINGS_MODULE": "lapwing.config.settings"}


def _name(arguments: list[str]) -> tuple[str, list[str]]:
    """The demo's world that was named, or none; and the other words of the command."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--name", default="")
    given, others = parser.parse_known_args(arguments)
    return given.name, others


@contextlib.contextmanager
def _database(name: str) -> Iterator[None]:
    """The database of a demo's world, or this site's own; and a line that says which."""
    if name and environment.given():
        raise SystemExit("DATABASE_URL names one database, and --name another: give one of the two.")
    if name and not demo.is_there(name):
        raise SystemExit(f"There is no demo's world called {name}: ./lapwing demo --name {name} makes one.")
    whose = f"the demo's world “{name}”" if name else "of DATABASE_URL" if environment.given() else OWN
    with demo.visiting(name) if name else ready_database():
        print(f"Database: {environment.where()}, {whose}.", flush=True)
        yield
