"""Lock files name what is installed, by hash, and no place that it comes from."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = [*sorted((ROOT / "requirements").glob("*.txt")), ROOT / "package-lock.json"]
ABSOLUTE = re.compile(r"(?<![\w.@~^*-])/(?:home|root|tmp|usr|opt|var|srv|mnt|Users)/")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_holds_no_address_and_no_path(lock: Path) -> None:
    text = lock.read_text()
    assert "://" not in text
    assert not ABSOLUTE.search(text)


@pytest.mark.parametrize("lock", LOCKS[:-1], ids=lambda path: path.name)
def test_every_python_package_has_a_hash(lock: Path) -> None:
    text = lock.read_text()
    packages = re.split(r"(?m)^(?=[A-Za-z0-9])", "".join(f"{line}\n" for line in text.splitlines() if line[:1] != "#"))
    without = [package.split("==")[0] for package in packages if "==" in package and "--hash=sha256:" not in package]
    assert not without


def test_every_npm_package_has_a_digest() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert [name for name, package in packages.items() if name and not package.get("integrity")] == []
