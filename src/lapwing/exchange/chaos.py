"""Killing things in the middle of work: what the reading in of files must survive, for the suite and for the bench.

Everything here works on a server or a database of its own, made for it; it never touches another.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

BATCH = 500  # rows of one transaction: many, so that a kill seldom comes between two files
IMPORT = f"""
import sys, django
django.setup()
from lapwing.exchange.command import main
from lapwing.exchange.inbound import changes
changes.BATCH = {BATCH}
sys.exit(main(sys.argv[1:]))
"""
SRC = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Kills:
    """How it went: processes that were killed at work, those that ended by themselves, and how long it took."""

    killed: int
    ended: int
    seconds: float


def importer(files: Sequence[Path], agency: str, environment: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    """The reading in of files, in a process of its own that can be killed."""
    command = [sys.executable, "-W", "ignore", "-c", IMPORT, *map(str, files), "--agency", agency]
    settings = {
        **os.environ, **environment, "DJANGO_SETTINGS_MODULE": "lapwing.config.settings", "PYTHONPATH": str(SRC),
    }  # fmt: skip
    return subprocess.Popen(  # noqa: S603 - our own command
        command, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )


def kill_at_random(
    start: Callable[[], "subprocess.Popen[bytes]"],
    times: int,
    *,
    seed: int = 1,
    longest: float = 5.0,
    is_done: Callable[[], bool] = lambda: False,
) -> Kills:
    """Start, kill with SIGKILL after a random while, and start again; then let it end.

    Stops early where `is_done` says that nothing is left. Raises where the last run, which nobody kills, fails.
    """
    chance, began = random.Random(seed), time.monotonic()  # noqa: S311 - a die, not a secret
    killed = ended = 0
    for _ in range(times):
        process = start()
        try:
            process.communicate(timeout=chance.uniform(0.5, longest))
            ended += 1
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            killed += 1
        if is_done():
            break
    last = start()
    _, trouble = last.communicate(timeout=600)
    if last.returncode != 0:
        raise RuntimeError(f"It did not go on after {killed} kills: {trouble.decode(errors='replace')[-2_000:]}")
    return Kills(killed, ended, time.monotonic() - began)


SEAL = "import django; django.setup(); from lapwing.access import ledger; ledger.seal()"
VERIFY = "import sys, django; django.setup(); from lapwing.access.ledger.command import main; sys.exit(main([]))"


def ledger_holds(environment: Mapping[str, str]) -> tuple[bool, str]:
    """Seal what waits and verify the whole ledger, each in a process of its own: whether it holds, and its words."""
    settings = {
        **os.environ, **environment, "DJANGO_SETTINGS_MODULE": "lapwing.config.settings", "PYTHONPATH": str(SRC),
    }  # fmt: skip
    subprocess.run([sys.executable, "-W", "ignore", "-c", SEAL], check=True, env=settings)  # noqa: S603
    verified = subprocess.run(  # noqa: S603
        [sys.executable, "-W", "ignore", "-c", VERIFY], check=False, env={**settings, "LAPWING_AS": "migrator"},
        capture_output=True, text=True,
    )  # fmt: skip
    return verified.returncode == 0, (verified.stdout + verified.stderr).strip()
