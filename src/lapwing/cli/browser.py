"""The browser that the journeys drive: found, or fetched where that can be done."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find_browser() -> str | None:
    """The path of a Chrome or Chromium on this machine, Playwright's own included."""
    if named := os.environ.get("LAPWING_BROWSER"):
        return named
    for name in NAMES:
        if path := shutil.which(name):
            return path
    return next(iter(sorted(str(path) for path in _playwrights_own())), None)


def _playwrights_own() -> list[Path]:
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    return [path for path in cache.glob("chromium*/chrome-*/*") if path.name in {"chrome", "headless_shell"}]


def prepare_browser() -> str | None:
    """Find a browser, or get one; None where that cannot be done, which with `CI=true` is an error."""
    browser = find_browser() or _fetch()
    if browser is None and os.environ.get("CI") == "true":
        raise SystemExit("No Chrome or Chromium was found, and none could be fetched. With CI=true nothing is skipped.")
    if browser is None:
        print("Skipped: the browser's journeys. Install Chromium (for example: apt install chromium) to run them.")
    return browser


def _fetch() -> str | None:
    print("No Chrome or Chromium here; trying to get one ...", flush=True)
    if shutil.which("apt-get") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for step in (["update", "-qq"], ["install", "-y", "-qq", "chromium"]):
            subprocess.run(["apt-get", *step], check=False, env=environment, stdout=subprocess.DEVNULL)
    if found := find_browser():
        return found
    subprocess.run(
        [
            sys.executable,
            "-m",
            "playwright",
            "install",
            "chromium",
            "--with-deps" if os.geteuid() == 0 else "--no-shell",
        ],
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=600,
    )
    return find_browser()
