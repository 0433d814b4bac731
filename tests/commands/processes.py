"""Real processes of `./lapwing`, for the tests of its commands."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
# What a user's own shell would not have: the suite's database, and pytest's own words.
OURS = ("DATABASE_URL", "DATABASE_MIGRATOR_URL", "LAPWING_MODE", "LAPWING_DATA", "DJANGO_SETTINGS_MODULE")


def bare_environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in OURS and not name.startswith("PYTEST_")}
    return {**kept, "PYTHONPATH": str(ROOT / "src"), **more}


def lapwing(*arguments: str, cwd: Path = ROOT, env: Mapping[str, str] | None = None, timeout: float = 300):
    """One command, run to its end."""
    command = [sys.executable, "-m", "lapwing.cli", *arguments]
    return subprocess.run(
        command,
        check=False,
        cwd=cwd,
        env=dict(env or bare_environment()),
        capture_output=True,
        text=True,
        timeout=timeout,
    )


@dataclass
class Running:
    """A command that goes on until it is stopped, with what it has said so far."""

    arguments: tuple[str, ...]
    cwd: Path = ROOT
    said: str = ""
    process: "subprocess.Popen[str]" = field(init=False)

    def __post_init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", "lapwing.cli", *self.arguments], cwd=self.cwd, env=bare_environment(),
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
        )  # fmt: skip

    def until(self, words: str, patience: float = 300) -> str:
        """Read what it says until these words; fail where it ends first."""
        deadline = time.monotonic() + patience
        while words not in self.said:
            line = self.process.stdout.readline()
            self.said += line
            assert line, f"it ended, having said:\n{self.said}"
            assert time.monotonic() < deadline, f"it never said {words!r}:\n{self.said}"
        return self.said

    def family(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def stop(self, how: signal.Signals = signal.SIGINT, patience: float = 40) -> int:
        self.process.send_signal(how)
        self.said += self.process.communicate(timeout=patience)[0] or ""
        return self.process.returncode


def alive(processes: list[psutil.Process]) -> list[psutil.Process]:
    return [each for each in processes if each.is_running() and each.status() != psutil.STATUS_ZOMBIE]
