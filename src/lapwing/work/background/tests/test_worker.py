"""The worker itself, in a database of its own: it does its work, and a job whose worker was killed is run again."""

import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator

import psycopg
import pytest

from tests import databases
from tests.workers import let_it_be_missed

NAME = f"lapwing_worker_{os.getpid()}"


@pytest.fixture
def address() -> Iterator[dict[str, str]]:
    """A clone of the template, and the environment in which a worker finds it."""
    before = {name: os.environ[name] for name in ("DATABASE_URL", "DATABASE_MIGRATOR_URL")}
    databases.clone(NAME)
    environment = {**os.environ, "LAPWING_AS": "worker", "PYTHONPATH": str(databases.ROOT / "src")}
    os.environ.update(before)
    yield environment
    databases.drop(NAME)


def start(environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "tests.workers"],
        cwd=databases.ROOT,
        env={**environment, "DJANGO_SETTINGS_MODULE": "lapwing.config.settings"},
        stderr=subprocess.DEVNULL,
    )


def wait_until(environment: dict[str, str], question: str, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    with psycopg.connect(environment["DATABASE_MIGRATOR_URL"], autocommit=True) as connection:
        while time.monotonic() < until:
            if connection.execute(question).fetchone()[0]:  # type: ignore[arg-type,index]
                return
            time.sleep(0.2)
    raise AssertionError(f"Never came true: {question}")


@pytest.mark.chaos
def test_a_worker_seals_the_ledger_and_a_killed_one_leaves_nothing_undone(address: dict[str, str]) -> None:
    with psycopg.connect(address["DATABASE_MIGRATOR_URL"], autocommit=True) as connection:
        connection.execute(
            "INSERT INTO access_entry (id, at, level, role, purpose, door, act, subjects, digest)"
            " VALUES (%s, now(), 3, 'clockwork', 'test', 'test', 'change', '{}', %s)",
            [uuid.uuid4(), bytes(32)],
        )
    killed = start(address)
    wait_until(address, "SELECT count(*) > 0 FROM procrastinate_jobs WHERE task_name = 'seal_ledger'")
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    let_it_be_missed(address["DATABASE_MIGRATOR_URL"])
    second = start(address)
    try:
        wait_until(address, "SELECT count(*) = 1 FROM access_sealed")
        wait_until(address, "SELECT count(*) > 1 FROM procrastinate_jobs WHERE status = 'succeeded'")
    finally:
        second.terminate()
        second.wait(30)
