"""`./lapwing demo`: a made-up partnership, made if it is not there yet, and served until Ctrl-C."""

import argparse
import contextlib
import fcntl
import hashlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import psycopg
from psycopg import sql

from lapwing.cli import environment, lifeline, manage, roles, serve
from lapwing.cli.postgres import ROOT, Server

NAME = "demo"
DATABASE = "lapwing_demo"
SEED = 1
WHOLE, SMALL = "whole", "small"
BEING_MADE = "lapwing demo: being made"
# A room that gives the database functions, for row security or beside it.
GIVES_FUNCTIONS = re.compile(rb"from lapwing\.access(\.functions import| import functions)")


def do_demo(arguments: Sequence[str]) -> int:
    """Make the demo's world if it is not there, and serve it; Ctrl-C stops everything that this started."""
    given = _parser().parse_args(arguments)
    with serve.stoppable(), alone(given.name), ready_database(given.name):
        if not prepare_world(given.date, given.seed, fresh=given.fresh, size=SMALL if given.small else WHOLE):
            return 1
        if given.prepare_only:
            return 0
        port = free_port(given.port)
        return _serve(port)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./lapwing demo", description=do_demo.__doc__)
    parser.add_argument("--port", type=int, default=serve.PORT, help="the port of the site (default: %(default)s)")
    parser.add_argument("--fresh", action="store_true", help="make the world anew, and lose what was typed into it")
    parser.add_argument("--date", type=date.fromisoformat, help="the day that the world is made for, as in 2026-11-22")
    parser.add_argument("--seed", type=int, default=SEED, help="another number makes another world")
    parser.add_argument("--small", action="store_true", help="a small world, made sooner: its totals are nobody's")
    parser.add_argument("--name", default=NAME, help="another name keeps another world beside this one")
    parser.add_argument("--prepare-only", action="store_true", help="make the world, and do not serve it")
    return parser


@contextlib.contextmanager
def alone(name: str) -> Iterator[None]:
    """Two demos of one checkout would stop each other's database."""
    with _lock(name) as is_ours:
        if not is_ours:
            raise SystemExit(
                f"A demo, or a command with --name {name}, is running from this folder already: stop it first."
            )
        yield


@contextlib.contextmanager
def _lock(name: str) -> Iterator[bool]:
    """Whether nobody else uses this world; nobody may until this ends. However a process ended, it holds no lock."""
    folder = ROOT / ".lapwing"
    folder.mkdir(exist_ok=True)
    with (folder / f"{name}.lock").open("a+") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            is_ours = True
        except OSError:
            is_ours = False
        yield is_ours


@contextlib.contextmanager
def visiting(name: str) -> Iterator[None]:
    """A demo's database for another command: beside its demo where that runs."""
    with _lock(name) as is_ours, ready_database(name, is_ours=is_ours):
        yield


@contextlib.contextmanager
def ready_database(name: str = NAME, *, is_ours: bool = True) -> Iterator[None]:
    """The demo's own database on its own server, which is stopped here unless another command uses it (`alone`)."""
    os.environ["LAPWING_MODE"] = "demo"
    os.environ.setdefault("LAPWING_DATA", str(_folder(name)))
    environment.local_secrets()
    server, is_ours = Server(name), is_ours and not environment.given()
    stops = False
    try:
        started = environment.prepare(database=DATABASE, server=server, fast=True)
        stops = started or is_ours
        if is_ours and not started:
            print("The demo's database still ran, from a time that was cut off: this goes on with it.", flush=True)
        yield
    finally:
        if stops:
            server.stop()


def is_there(name: str) -> bool:
    """Whether a demo of this name has made its database here."""
    return Server(name).data.exists() and _folder(name).exists()


def _folder(name: str) -> Path:
    return ROOT / ".lapwing" / f"{name}-data"


# The world, and the stamp that says what it is


def prepare_world(day: date | None, seed: int, *, fresh: bool, size: str = WHOLE) -> bool:
    """Make the world unless one of this size is there, made to its end; False where it could not be made."""
    found = _stamp()
    if found is None and _has_tables():
        raise SystemExit("The database that DATABASE_URL names is not a demo's. The demo never touches another.")
    is_ours = bool(found and found.startswith(f"{_made_by()}, {size}"))
    if found and not fresh and is_ours and (day is None or found.endswith(_made_for(day, seed))):
        _say_age(found)
        return True
    if why := _why_anew(found, fresh=fresh):
        print(why, flush=True)
    return _make_world(day or _today(), seed, size)


def _why_anew(found: str | None, *, fresh: bool) -> str:
    if found is None or fresh:
        return ""
    if found == BEING_MADE:
        return "The demo's world was left half made: making it anew."
    return "The demo's world was made by another state of the program, or for another day: making it anew."


def _make_world(day: date, seed: int, size: str) -> bool:
    began = time.monotonic()
    print(f"Making a demo world for {day:%A} {day.day} {day:%B %Y}:", flush=True)
    _forget_world()
    _set_stamp(BEING_MADE)
    if not (_step("Laying the tables", _migrate) and _tell_world(day, seed, size)):
        print("The demo's world could not be made; what went wrong stands above.", file=sys.stderr)
        return False
    _set_stamp(f"{_made_by()}, {size}{_made_for(day, seed)}")
    print(f"The world is made, in {time.monotonic() - began:.0f} s.", flush=True)
    return True


def _step(words: str, act: Callable[[], int]) -> bool:
    print(f"  {words} …", end="", flush=True)
    began = time.monotonic()
    code = act()
    print(f" {time.monotonic() - began:.1f} s" if code == 0 else " failed", flush=True)
    return code == 0


def _migrate() -> int:
    return manage.run("migrate", "--verbosity", "0", "--skip-checks")


def _tell_world(day: date, seed: int, size: str) -> bool:
    """Everything that happens in the world, as the ordinary role; then snapshots, as the migrator, and what the
    partnership publishes from them: of a small world nothing, because nearly all of it is hidden.
    """
    told = _run("lapwing.demo.command", "--date", day.isoformat(), "--seed", str(seed), "--size", size)
    return (
        told == 0
        and _step("Counting what the tables hold", _analyse)
        and (size == SMALL or _published(day))
        and _step("Taking the snapshot that numbers are read from", _snapshot)
        and (
            size == SMALL or _step("Restating a quarter, publishing last year's section", lambda: _publish("last", day))
        )
    )


def _published(day: date) -> bool:
    """The first edition of the scorecard, from a snapshot of its own."""
    return _step("Taking a snapshot", _snapshot) and _step(
        "Publishing the quarters of the scorecard", lambda: _publish("first", day)
    )


def _publish(stage: str, day: date) -> int:
    return _run("lapwing.demo.publishing", stage, "--date", day.isoformat())


def _analyse() -> int:
    """So that the database's plans fit a full world from its first page."""
    with _as_migrator() as connection:
        connection.execute("ANALYZE")
    return 0


def _snapshot() -> int:
    return _run("lapwing.exchange.snapshot.command", role="migrator", says=False)


def _run(module: str, *arguments: str, role: str = "app", says: bool = True) -> int:
    """One of the program's own commands in a process of its own, ended with this one."""
    start = (
        f"from lapwing.cli import lifeline; lifeline.watch({lifeline.held()}); "
        "import sys, importlib, django; django.setup(); "
        f"sys.exit(importlib.import_module({module!r}).main(sys.argv[1:]))"
    )
    settings = environment.as_migrator() if role == "migrator" else dict(os.environ)
    settings["DJANGO_SETTINGS_MODULE"] = "lapwing.config.settings"
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", start, *arguments], env=settings, start_new_session=True,
        pass_fds=[lifeline.held()], stdout=None if says else subprocess.DEVNULL,
    )  # fmt: skip
    try:
        return process.wait()
    finally:
        serve.end([process])


def _made_by() -> str:
    """The state of the program that a world belongs to: what makes it, its tables, its policies and its functions."""
    room = ROOT / "src/lapwing"
    functions = [path for path in room.rglob("*.py") if GIVES_FUNCTIONS.search(path.read_bytes())]
    files = sorted(
        {
            *functions,
            *room.glob("**/migrations/*.py"),
            *(room / "access").glob("*.py"),
            *(path for path in (room / "demo").rglob("*") if path.suffix in {".py", ".csv", ".txt"}),
        }
    )
    state = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]
    return f"lapwing demo: {state}"


def _made_for(day: date, seed: int) -> str:
    return f", seed {seed}, for {day.isoformat()}"


def _today() -> date:
    return datetime.now(ZoneInfo("Europe/London")).date()


def _say_age(stamp: str) -> None:
    day = date.fromisoformat(stamp[-10:])
    if day != _today():
        print(f"This demo world was made for {day.day} {day:%B %Y}; ./lapwing demo --fresh makes one for today.")


def _as_migrator(database: str | None = None) -> psycopg.Connection:
    url = os.environ["DATABASE_MIGRATOR_URL"]
    return psycopg.connect(urlsplit(url)._replace(path=f"/{database}").geturl() if database else url, autocommit=True)


def _stamp() -> str | None:
    """What the database says of itself, in its comment: whose world it holds, or that one is being made."""
    with _as_migrator() as connection:
        row = connection.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
        ).fetchone()
    words = row[0] if row else None
    return words if words and words.startswith("lapwing demo:") else None


def _set_stamp(words: str) -> None:
    with _as_migrator() as connection:
        connection.execute(
            sql.SQL("COMMENT ON DATABASE {} IS {}").format(
                sql.Identifier(connection.info.dbname), sql.Literal(words)
            )
        )  # fmt: skip


def _has_tables() -> bool:
    with _as_migrator() as connection:
        row = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    return bool(row and row[0])


def _forget_world() -> None:
    """An empty database, and none of the files that belonged to the world before."""
    name = urlsplit(os.environ["DATABASE_MIGRATOR_URL"]).path.lstrip("/")
    with _as_migrator("postgres") as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        url = connection.info.dsn
        roles.make_database(psycopg.conninfo.make_conninfo(url, password=connection.info.password), name)
    data = Path(os.environ["LAPWING_DATA"])
    (data / "ledger-heads.jsonl").unlink(missing_ok=True)
    shutil.rmtree(data / "snapshots", ignore_errors=True)


# The site


def free_port(wanted: int) -> int:
    """The port wanted, or the next one that is free."""
    for port in range(wanted, wanted + 50):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        if port != wanted:
            print(f"Port {wanted} is taken: using {port}. Choose another with --port.", flush=True)
        return port
    raise SystemExit(f"Ports {wanted} to {wanted + 49} are all taken: choose another with --port.")


def _serve(port: int) -> int:
    processes = [serve.site("127.0.0.1", port)]
    try:
        if not serve.answers(f"http://127.0.0.1:{port}", processes):
            print("The site did not start; what went wrong stands above.", file=sys.stderr)
            return 1
        processes.append(serve.worker())
        _say_welcome(port)
        return serve.wait(processes)
    finally:
        serve.end(processes)


def _say_welcome(port: int) -> None:
    from lapwing.demo.cast import CAST, STRANGER

    print(f"\nLapwing's demo is at http://127.0.0.1:{port}/demo/\n\nSign in there with one click, as one of:\n")
    for member in (*CAST, STRANGER):
        print(f"  {member.name:20} {member.title:34} {member.sentence}")
    print("\nEverybody in it is made up. Ctrl-C stops it.", flush=True)
