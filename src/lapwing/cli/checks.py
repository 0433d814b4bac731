"""`./lapwing lint` and `./lapwing test`: every check, in the order that tells soonest."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from lapwing.cli.postgres import ROOT

BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Check:
    """One check: its name in words, and the command that makes it."""

    words: str
    command: tuple[str, ...]
    settings: bool = False


def _django(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-W", "ignore", "-m", "django", *arguments)


FAST = (
    Check("format", (str(BIN / "ruff"), "format", "--check", "--quiet", ".")),
    Check("lint", (str(BIN / "ruff"), "check", "--quiet", ".")),
    Check("import contracts", (str(BIN / "lint-imports"),), settings=True),
    Check("types", (str(BIN / "mypy"), "--no-error-summary"), settings=True),
    Check("templates", (str(BIN / "djlint"), "--lint", "--quiet", "src"), settings=True),
    Check("doors and settings", _django("check"), settings=True),
    Check("migrations", _django("makemigrations", "--check", "--dry-run"), settings=True),
)


def do_lint(_: Sequence[str] = ()) -> int:
    """The fast checks alone; 1 where one fails, after all have run."""
    with ThreadPoolExecutor(os.cpu_count()) as together:
        passed = list(together.map(_passes, FAST))
    failed = [check.words for check, good in zip(FAST, passed, strict=True) if not good]
    if failed:
        print(f"\nThese checks failed: {', '.join(failed)}.")
    return 1 if failed else 0


def _passes(check: Check) -> bool:
    environment = dict(os.environ)
    if check.settings:
        environment |= {"LAPWING_MODE": "test", "DJANGO_SETTINGS_MODULE": "lapwing.config.settings"}
    began = time.monotonic()
    done = subprocess.run(check.command, check=False, cwd=ROOT, env=environment, capture_output=True, text=True)
    took = time.monotonic() - began
    faults = done.stdout[-6_000:] + done.stderr[-6_000:] if done.returncode else ""
    words = f"  {'FAILED' if done.returncode else 'passed'}  {check.words} ({took:.1f} s)"
    print(f"{words}\n{faults}".rstrip(), flush=True)
    return done.returncode == 0


def do_test(arguments: Sequence[str]) -> int:
    """All checks that this machine can run; with `CI=true`, all."""
    from lapwing.cli.browser import prepare_browser
    from lapwing.cli.validator import prepare_validator

    browser = prepare_browser()
    prepare_validator()
    print("Fast checks:", flush=True)
    lint = do_lint()
    print(
        "\nTests, the browser's journeys included:" if browser else "\nTests, without the browser's journeys:",
        flush=True,
    )
    spread = ["-n", _workers(), "--dist", "loadscope", "--no-loadscope-reorder"]
    command = [sys.executable, "-m", "pytest", *spread, "--cov", "--cov-report=", "-q", *arguments]
    environment = {**os.environ, "LAPWING_MODE": "test", "LAPWING_BROWSER": browser or ""}
    tests = subprocess.run(command, check=False, cwd=ROOT, env=environment).returncode
    _stop_servers()
    _say_coverage()
    if lint:
        print("\nThe fast checks failed; see above.")
    return tests or lint


def _workers() -> str:
    """One more than there are cores: who waits for a browser, a server or a killed process leaves theirs idle."""
    return os.environ.get("LAPWING_TEST_WORKERS") or str(min(4, (os.cpu_count() or 2) + 1))


def _say_coverage() -> None:
    """One figure, beside the last line of the tests; the plugin's own table would take twice as long."""
    report = [sys.executable, "-m", "coverage", "report", "--format=total"]
    total = subprocess.run(report, check=False, cwd=ROOT, capture_output=True, text=True).stdout.strip()
    print(f"Coverage, lines and branches: {total}% (file by file: .venv/bin/coverage report)", flush=True)


def _stop_servers() -> None:
    from lapwing.cli.postgres import Server

    for name in ("tests", "chaos"):
        Server(name).stop()


def do_docs(_: Sequence[str]) -> int:
    """Make the reference pages anew, from the code that they describe."""
    environment = {**os.environ, "LAPWING_MODE": "test", "DJANGO_SETTINGS_MODULE": "lapwing.config.settings"}
    return subprocess.run([sys.executable, "-m", "lapwing.config.reference"], check=False, env=environment).returncode


def do_lock(_: Sequence[str]) -> int:
    """Lock the dependencies anew: hashes, and no address."""
    for name in ("uv", "site", "checks", "validator"):
        print(f"locking requirements/{name}.txt")
        # The validator takes no newer Python, so its lock is for that one alone.
        widely = [] if name == "validator" else ["--universal"]
        subprocess.run(
            [
                BIN / "uv", "pip", "compile", *widely, "--python-version", "3.11", "--generate-hashes",
                "--upgrade", "--quiet", "--custom-compile-command", "./lapwing lock", f"{name}.in", "-o", f"{name}.txt",
            ],
            check=True,
            cwd=ROOT / "requirements",
        )  # fmt: skip
    subprocess.run([BIN / "npm", "install", "--package-lock-only", "--silent"], check=True, cwd=ROOT)
    _forget_addresses(ROOT / "package-lock.json")
    return 0


def _forget_addresses(lock: Path) -> None:
    """npm records where its authors ask for money; a lock file of ours holds no address at all."""
    import json

    content = json.loads(lock.read_text())
    for package in content["packages"].values():
        package.pop("funding", None)
        package.pop("resolved", None)
    lock.write_text(json.dumps(content, indent=2) + "\n")
