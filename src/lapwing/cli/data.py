"""`./lapwing import`, `population`, `snapshot` and `verify`: data in, the snapshot out, and the ledger's proof."""

import os
import subprocess
import sys

from lapwing.cli.serve import ready_database


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
    with ready_database():
        settings = {**os.environ, "DJANGO_SETTINGS_MODULE": "lapwing.config.settings"}
        if role == "migrator":
            settings["LAPWING_AS"] = "migrator"
        command = [sys.executable, "-W", "ignore", "-c", start, *arguments]
        return subprocess.run(command, check=False, env=settings).returncode
