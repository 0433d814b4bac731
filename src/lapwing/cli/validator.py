"""The public validator of the looked-after children return: installed by hash, in an environment of its own.

It needs older libraries than the site, so it never comes near it; the suite calls it as another process.
"""

import hashlib
import subprocess
import sys
from pathlib import Path

from lapwing.cli.postgres import ROOT

LOCK = ROOT / "requirements" / "validator.txt"
HOME = ROOT / ".lapwing" / "validator"
PYTHON = HOME / "bin" / "python"
NEWEST = (3, 11)
TOO_NEW = f"The public validator takes no Python newer than {NEWEST[0]}.{NEWEST[1]}: its checks are skipped."


def is_too_new() -> bool:
    """Whether this Python is newer than the validator allows."""
    return sys.version_info[:2] > NEWEST


def is_ready() -> bool:
    stamp = HOME / "installed"
    return stamp.exists() and stamp.read_text() == _digest()


def _digest() -> str:
    return hashlib.sha256(LOCK.read_bytes() + sys.version.encode()).hexdigest()


def prepare_validator() -> Path | None:
    """Its Python, installed where it is not; None, with a sentence printed, where that cannot be."""
    if is_too_new():
        print(TOO_NEW)
        return None
    if is_ready():
        return PYTHON
    print("Installing the public validator in an environment of its own ...", flush=True)
    uv = Path(sys.executable).parent / "uv"
    commands = (
        [sys.executable, "-m", "venv", "--clear", HOME],
        [uv, "pip", "install", "--quiet", "--python", PYTHON, "--require-hashes", "-r", LOCK],
    )
    for command in commands:
        if subprocess.run([str(part) for part in command], check=False).returncode:
            print("The public validator could not be installed: its checks are skipped.")
            return None
    (HOME / "installed").write_text(_digest())
    return PYTHON
