"""The browser that the journeys drive: found, or fetched where that can be done."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

QUIETLY = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
# Chromium without its windows comes first: the same engine, at some three quarters of the processor's time.
SHELLS = ("chromium-headless-shell", "chrome-headless-shell", "headless_shell")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find_browser() -> str | None:
    """The path of a Chrome or Chromium on this machine, Playwright's own included; one without windows where it is."""
    if named := os.environ.get("LAPWING_BROWSER"):
        return named
    return _find(SHELLS) or _find(NAMES)


def _find(names: tuple[str, ...]) -> str | None:
    on_the_path = (path for name in names if (path := shutil.which(name)))
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    playwright_s = (str(path) for path in sorted(cache.glob("chromium*/chrome-*/*")) if path.name in names)
    return next(on_the_path, None) or next(playwright_s, None)


def prepare_browser() -> str | None:
    """Find a browser, or get one; None where that cannot be done, which with `CI=true` is an error.

    With `CI=true` one without windows is got even where there is a whole one, since the suite has a time to keep.
    """
    must = os.environ.get("CI") == "true"
    browser = find_browser()
    if browser is None or (must and not os.environ.get("LAPWING_BROWSER") and _find(SHELLS) is None):
        browser = _fetch() or browser
    if browser is None and must:
        raise SystemExit("No Chrome or Chromium was found, and none could be fetched. With CI=true nothing is skipped.")
    if browser is None:
        print("Skipped: the browser's journeys. Install Chromium (for example: apt install chromium) to run them.")
    return browser


def _fetch() -> str | None:
    """One without windows, from the machine's packages or from Playwright; else a whole one."""
    print("No Chromium for tests here; trying to get one ...", flush=True)
    if shutil.which("apt-get") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for step in (["update", "-qq"], ["install", "-y", "-qq", SHELLS[0]], ["install", "-y", "-qq", NAMES[0]]):
            if _find(SHELLS) is None:
                subprocess.run(["apt-get", *step], check=False, env=environment, **QUIETLY)
    if found := find_browser():
        return found
    with_deps = ["--with-deps"] if os.geteuid() == 0 else []
    fetch = [sys.executable, "-m", "playwright", "install", "chromium", "--only-shell", *with_deps]
    subprocess.run(fetch, check=False, timeout=600, **QUIETLY)
    return find_browser()
