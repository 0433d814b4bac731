"""A real site for journeys: its own database, committed, and gunicorn in front of it as the ordinary role."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connections

from lapwing.cli.postgres import free_port
from lapwing.directory.models import Seat
from tests import cast, databases

ROOT = Path(__file__).resolve().parents[2]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass
class Site:
    """Where it answers, and who is in it. Inside a test the ORM stands on its database, and commits."""

    url: str
    cast: cast.Cast

    def session_for(self, seat: Seat) -> str:
        """The key of a session in a seat, second factor and all, for journeys that are not about signing in."""
        account = seat.account
        session = SessionStore()
        session.update(
            {
                SESSION_KEY: str(account.pk),
                BACKEND_SESSION_KEY: BACKEND,
                HASH_SESSION_KEY: account.get_session_auth_hash(),
                "second_factor": True,
                "seat": str(seat.pk),
            }
        )
        session.save()
        return str(session.session_key)

    def set_up_factor(self, seat: Seat) -> str:
        """Give somebody an authenticator; returns its secret."""
        secret = totp.generate_totp_secret()
        totp.TOTP.activate(seat.account, secret)
        return secret


def code(secret: str) -> str:
    """What an authenticator shows now."""
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


@contextmanager
def on_a_fresh_database(name: str) -> Iterator[dict[str, str]]:
    """A clone of the template, on which the ORM stands for the while; yields the environment of a site on it."""
    kept = {key: os.environ[key] for key in ("DATABASE_URL", "DATABASE_MIGRATOR_URL")}
    databases.clone(name)
    environment = {key: os.environ[key] for key in kept}
    os.environ.update(kept)
    before = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
    _stand_on(dict.fromkeys(before, name))
    try:
        yield environment
    finally:
        _stand_on(before)
        databases.drop(name)


def _stand_on(names: dict[str, str]) -> None:
    for alias, name in names.items():
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name


@contextmanager
def serving(environment: dict[str, str], **more: str) -> Iterator[str]:
    """The site itself, in a process of its own; yields its address. `APPLICATION` names another application to run."""
    application = more.pop("APPLICATION", "lapwing.config.wsgi")
    port = free_port()
    log = ROOT / ".lapwing" / f"journey-{port}.log"
    with log.open("wb") as handle:
        process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}",
             "--workers", "1", "--threads", "4", "--log-level", "warning"],
            env={**os.environ, **environment, "LAPWING_MODE": "test", "PYTHONPATH": str(ROOT / "src"),
                 "DJANGO_SETTINGS_MODULE": "lapwing.config.settings", **more},
            stdout=handle, stderr=handle,
        )  # fmt: skip
    try:
        url = f"http://127.0.0.1:{port}"
        _wait(url, process, log)
        yield url
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        log.unlink(missing_ok=True)


def _wait(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(f"{url}/health", timeout=5):
                return
        except OSError as error:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"The site did not start:\n{log.read_text()[-4000:]}") from error
            time.sleep(0.1)
