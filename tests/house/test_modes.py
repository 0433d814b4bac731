"""Production refuses the demo's one-click sign-in; only the demo has it."""

import os
import subprocess
import sys

import pytest

from lapwing.access.doors import routes

LOOK = (
    "import django; django.setup(); from lapwing.access.doors import routes;"
    "print('one_click' in [name for _, name, _ in routes()])"
)
SECRETS = {"LAPWING_SECRET_KEY": "k" * 50, "LAPWING_SNAPSHOT_KEY": "s" * 50}


def start(mode: str, ask: str = LOOK, **more: str) -> "subprocess.CompletedProcess[str]":
    """Django in a process of its own, in a mode, answering a question."""
    environment = {**os.environ, "LAPWING_MODE": mode, "DJANGO_SETTINGS_MODULE": "lapwing.config.settings", **more}
    environment["PYTHONPATH"] = os.pathsep.join(["src", "."])
    return subprocess.run([sys.executable, "-c", ask], check=False, env=environment, capture_output=True, text=True)


@pytest.mark.parametrize("switch", ["LAPWING_DEMO", "LAPWING_ONE_CLICK_SIGN_IN"])
def test_production_does_not_start_with_the_demos_switches(switch: str) -> None:
    done = start("production", **SECRETS, **{switch: "1"})
    assert done.returncode != 0
    assert "ImproperlyConfigured" in done.stderr
    assert switch in done.stderr


def test_production_does_not_start_without_its_secrets() -> None:
    environment = dict.fromkeys(SECRETS, "")
    assert "ImproperlyConfigured" in start("production", **environment).stderr


def test_one_click_exists_only_in_the_demo() -> None:
    assert start("demo", **SECRETS).stdout.strip() == "True"
    assert "one_click" not in [name for _, name, _ in routes()], "in tests"


def test_production_has_no_one_click_and_sends_its_cookie_over_tls_alone() -> None:
    names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS")
    ask = f"{LOOK}; from django.conf import settings as s; print(all(getattr(s, name) for name in {names}))"
    assert start("production", ask, **SECRETS).stdout.split() == ["False", "True"]
