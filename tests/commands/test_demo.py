"""`./lapwing demo`, as a real process: it makes a world, serves it, starts again soon, and leaves nothing running."""

import signal
import socket
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pyarrow.parquet as pq
import pytest
from django.urls import reverse
from django.utils import timezone

from lapwing.access import viewer
from lapwing.cases.exploitation import queries as plans
from lapwing.cases.exploitation.models import RiskPerson
from lapwing.cases.missing import changes as missing_changes
from lapwing.cases.missing import queries as missing
from lapwing.cases.missing.models import Account as Told
from lapwing.cases.missing.sheet.models import Photograph
from lapwing.cases.missing.together import queries as together
from lapwing.cases.missing.together.models import Teller
from lapwing.cli import demo, environment
from lapwing.cli.postgres import ROOT, Server
from lapwing.demo.cast import CAST
from lapwing.demo.families import families
from lapwing.demo.homes import household_of
from lapwing.demo.places import AREAS, CITY
from lapwing.demo.size import SMALL
from lapwing.measures.counting import count
from lapwing.measures.engines import Files
from lapwing.measures.grid import Place
from lapwing.measures.missing.populations import EPISODES
from lapwing.measures.periods import Year
from lapwing.people.models import Address, Relationship
from lapwing.people.models import Told as Person
from lapwing.people.queries import child_of
from lapwing.web.one_click.walk import WALK
from tests.commands.in_the_world import at_the_site, dead_ends, standing_in
from tests.commands.processes import Running, alive, free_port, lapwing

NAME = "demo-test"
SERVER = Server(NAME)


@pytest.fixture(scope="module", autouse=True)
def _world() -> Iterator[None]:
    """One world for these tests, on a server of its own."""
    SERVER.destroy()
    made = lapwing("demo", "--name", NAME, "--small", "--prepare-only")
    assert made.returncode == 0, made.stdout + made.stderr
    assert "The world is made" in made.stdout
    assert not SERVER.is_running(), "the server it started was left running"
    yield
    SERVER.destroy()


def test_the_measure_finds_the_totals_that_the_world_was_planned_for() -> None:
    """From the snapshot, after the union of what the police and the councils told, with every file's slips."""
    [folder] = (environment_folder() / "snapshots").iterdir()
    with Files(folder) as files:
        found = count(files)
    for area, years in SMALL.episodes.items():
        for year, total in years.items():
            assert found[Place(EPISODES.key, AREAS[area][1], Year(year))] == total


def environment_folder() -> Path:
    return ROOT / ".lapwing" / f"{NAME}-data"


def _get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.read().decode()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_starts_again_soon_from_any_folder_and_stops_everything(how: signal.Signals, tmp_path: Path) -> None:
    port = free_port()
    began = time.monotonic()
    running = Running(("demo", "--name", NAME, "--small", "--port", str(port)), cwd=tmp_path)
    said = running.until("Ctrl-C stops it")
    took = time.monotonic() - began
    family = running.family()
    family.append(psutil.Process(SERVER.pid()))
    page = _get(f"http://127.0.0.1:{port}/demo/")
    walk = _get(f"http://127.0.0.1:{port}/demo/ten-minutes/")
    assert running.stop(how) == 0
    assert "Making" not in said, "it made its world a second time"
    assert f"http://127.0.0.1:{port}/demo/" in said
    assert "Morwenna Teasdalow" in said
    assert "Morwenna Teasdalow" in page
    assert all(name in walk for name in ("Morwenna Teasdalow", "Yasmin Orchardby", "Jonah Kirkhollow"))
    assert took < 60, "ten seconds on a quiet machine; this one runs the suite beside it"
    assert len(family) >= 4, "the site and its processes, a worker, the database"
    assert not alive(family)
    assert not SERVER.is_running()


def test_a_port_that_is_taken_is_said_and_the_next_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        wanted = other.getsockname()[1]
        assert demo.free_port(wanted) > wanted
    said = capsys.readouterr().out
    assert f"Port {wanted} is taken" in said
    assert "--port" in said


def test_two_demos_of_one_checkout_do_not_run_at_once() -> None:
    first = Running(("demo", "--name", NAME, "--small", "--port", str(free_port())))
    first.until("Ctrl-C stops it")
    second = lapwing("demo", "--name", NAME, "--small")
    assert first.stop() == 0
    assert second.returncode == 1
    assert "running from this folder already" in second.stderr


def test_a_world_left_half_made_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    assert demo._why_anew(demo.BEING_MADE, fresh=False).startswith("The demo's world was left half made")
    SERVER.start(fast=True)
    try:
        with psycopg.connect(SERVER.url("migrator", demo.DATABASE)) as connection:
            whole = connection.execute(
                "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
            ).fetchone()[0]
    finally:
        SERVER.stop()
    assert whole.startswith(demo._made_by())


def test_a_database_that_is_no_demo_is_never_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "_stamp", lambda: None)
    monkeypatch.setattr(demo, "_has_tables", lambda: True)
    with pytest.raises(SystemExit, match="not a demo's"):
        demo.prepare_world(None, 1, fresh=True)
