"""`./lapwing serve` and `./lapwing work`: the site, and its background work."""

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence

from lapwing.cli import environment, lifeline, manage

PORT = 8000
# Two pages in one process stand in each other's way: whenever one comes back from the database, a score of times, it
# waits for the other to let go of Python. So each process answers one page at a time, and a thread beside that one
# holds the connections on which browsers say nothing.
PROCESSES = "4"
ONE_AT_A_TIME = ("--worker-class", "gthread", "--threads", "1")
FOR_THE_PROXY = (
    ", to the proxy in front of it: it sends browsers on to https"
    if os.environ.get("LAPWING_MODE", "production") == "production"
    else ""
)


def do_serve(arguments: Sequence[str]) -> int:
    """Serve the site with its database's structure up to date; Ctrl-C stops everything that this started."""
    parser = argparse.ArgumentParser(prog="./lapwing serve")
    parser.add_argument("--port", type=int, default=PORT)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--no-work", action="store_true", help="without background work")
    given = parser.parse_args(arguments)
    with stoppable(), ready_database():
        if not _tables_are_ready():
            return 1
        return serve(given.host, given.port, work=not given.no_work)


def _tables_are_ready() -> bool:
    """Brought up to date where the migrator's address is known; else looked at alone, and told what to do."""
    if os.environ.get("DATABASE_MIGRATOR_URL"):
        return manage.run("migrate", "--verbosity", "0") == 0
    check = [sys.executable, "-W", "ignore", "-m", "django", "migrate", "--check", "--verbosity", "0"]
    settings = {**os.environ, "DJANGO_SETTINGS_MODULE": "lapwing.config.settings"}
    if subprocess.run(check, check=False, env=settings).returncode == 0:
        return True
    print("The tables are not up to date: run ./lapwing manage migrate first, with DATABASE_MIGRATOR_URL set.")
    return False


def do_work(_: Sequence[str]) -> int:
    """Background work alone, until Ctrl-C."""
    with stoppable(), ready_database():
        return wait([worker(), *nightly()])


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """Ctrl-C, a closed terminal and a plain kill all end this command in the same way: everything it started stops."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def ready_database() -> Iterator[None]:
    """The database is there for the while, and an embedded one that was started here is stopped here."""
    environment.local_secrets()
    started = environment.prepare()
    try:
        yield
    finally:
        if started:
            environment.SITE.stop()


def serve(host: str, port: int, *, work: bool) -> int:
    """The site, and its worker unless told otherwise, until Ctrl-C."""
    processes = [site(host, port)] + ([worker(), *nightly()] if work else [])
    if answers(address := f"http://{f'[{host}]' if ':' in host else host}:{port}", processes):
        print(f"Lapwing answers at {address}{FOR_THE_PROXY}. Ctrl-C stops it.", flush=True)
    return wait(processes)


def answers(address: str, processes: Sequence["subprocess.Popen[bytes]"], patience: float = 60) -> bool:
    """Wait until the site answers; False where it ended, or took too long."""
    # The site answers to its own names alone, also from beside it.
    name = os.environ.get("LAPWING_HOSTS", "").split(",")[0].lstrip(".*")
    asked = urllib.request.Request(f"{address}/health", headers={"Host": name} if name else {})
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline and all(process.poll() is None for process in processes):
        try:
            with urllib.request.urlopen(asked, timeout=5):
                return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            time.sleep(0.1)
    return False


def site(host: str, port: int) -> "subprocess.Popen[bytes]":
    processes = os.environ.get("LAPWING_SITE_PROCESSES", PROCESSES)
    return _start(
        "gunicorn", "lapwing.config.wsgi", "--bind", f"{host}:{port}", "--workers", processes, *ONE_AT_A_TIME,
        "--preload", "--no-control-socket",
        "--access-logfile", os.environ.get("LAPWING_ACCESS_LOG", "/dev/null"), "--log-level", "warning",
    )  # fmt: skip


def worker() -> "subprocess.Popen[bytes]":
    """Background work signs in as the site does, and says so: jobs show to nobody else."""
    return _start("django", "procrastinate", "worker", LAPWING_AS="worker")


def nightly() -> "list[subprocess.Popen[bytes]]":
    """What takes the snapshot each night, where the migrator's address is known: it waits, and does nothing else."""
    at = os.environ.get("LAPWING_SNAPSHOT_AT", "02:30")
    if at == "never" or not os.environ.get("DATABASE_MIGRATOR_URL"):
        return []
    return [_start("lapwing.exchange.snapshot.schedule", at, LAPWING_AS="migrator")]


def _start(module: str, *arguments: str, **environment: str) -> "subprocess.Popen[bytes]":
    settings = {**os.environ, "DJANGO_SETTINGS_MODULE": "lapwing.config.settings", **environment}
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "lapwing.cli.lifeline", str(lifeline.held()), module, *arguments],
        env=settings, start_new_session=True, pass_fds=[lifeline.held()],
    )  # fmt: skip


def wait(processes: Sequence["subprocess.Popen[bytes]"]) -> int:
    """Until Ctrl-C, or until one of them ends; then all are ended."""
    try:
        while all(process.poll() is None for process in processes):
            time.sleep(0.2)
        return next(process.returncode for process in processes if process.poll() is not None) or 1
    except KeyboardInterrupt:
        print("\nStopping ...")
        return 0
    finally:
        end(processes)


def end(processes: Sequence["subprocess.Popen[bytes]"]) -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # each was started as the head of a group of its own
