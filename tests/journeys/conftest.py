"""Journeys: a real browser on a real site with a database of its own, which each module gets fresh.

def test_somebody_reads_today(traveller):
    traveller.sign_in("social_worker").go("/")
    traveller.reads("What does today ask of you?")
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, sync_playwright

from lapwing.cli.browser import find_browser
from tests import cast
from tests.journeys.site import ROOT, Site, on_a_fresh_database, serving
from tests.journeys.traveller import DESKTOP, PHONE, Passed, Traveller, setting_out

# Playwright's own loop runs in this thread, and would make Django refuse the ORM.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_itemcollected(item: pytest.Item) -> None:
    item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for a module; without one the journeys are skipped, except where `CI=true`."""
    path = find_browser()
    if path is None:
        assert os.environ.get("CI") != "true", "No browser, and CI skips nothing."
        pytest.skip("no Chrome or Chromium on this machine")
    assert (ROOT / "build" / "static" / "manifest.json").exists(), "Build the assets first: ./lapwing test does."
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site_settings() -> dict[str, str]:
    """More environment for the module's site: a module that needs some has a fixture of this name."""
    return {}


@pytest.fixture(scope="session")
def standing() -> Iterator[Callable[[dict[str, str]], str]]:
    """The address of this worker's site, started for the first module that asks: a start costs more than a database."""
    with ExitStack() as stack:
        addresses: list[str] = []

        def address(environment: dict[str, str]) -> str:
            if not addresses:
                addresses.append(stack.enter_context(serving(environment)))
            return addresses[0]

        yield address


@pytest.fixture(scope="module")
def site(
    browser: Browser,
    django_db_blocker: object,
    site_settings: dict[str, str],
    standing: Callable[[dict[str, str]], str],
) -> Iterator[Site]:
    """A site with the cast in it. The ORM stands on its database, and what a test writes is committed.

    It comes after the browser: Django keeps another connection once Playwright's loop runs. The database is fresh for
    each module; the process is this worker's own, except where a module has settings of its own.
    """
    name = f"lapwing_journey_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())  # type: ignore[attr-defined]
        environment = stack.enter_context(on_a_fresh_database(name))
        own = bool(site_settings)
        url = stack.enter_context(serving(environment, **site_settings)) if own else standing(environment)
        yield Site(url, cast.build())


@pytest.fixture(scope="session")
def passed(tmp_path_factory: pytest.TempPathFactory) -> Passed:
    """What pages that passed are made of: the processes of one run know it of one another."""
    folder = tmp_path_factory.getbasetemp()
    return Passed((folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / "passed")


@pytest.fixture
def traveller(site: Site, browser: Browser, passed: Passed) -> Iterator[Traveller]:
    """Somebody at a desk."""
    yield from _travel(site, browser, passed, viewport=DESKTOP)


@pytest.fixture
def on_a_phone(site: Site, browser: Browser, passed: Passed) -> Iterator[Traveller]:
    """Somebody with a telephone in their hand."""
    yield from _travel(site, browser, passed, viewport=PHONE, has_touch=True, is_mobile=True)


@pytest.fixture
def without_scripts(site: Site, browser: Browser, passed: Passed) -> Iterator[Traveller]:
    """Somebody whose browser runs no scripts."""
    yield from _travel(site, browser, passed, viewport=DESKTOP, java_script_enabled=False)


def _travel(site: Site, browser: Browser, passed: Passed, **options: object) -> Iterator[Traveller]:
    context = browser.new_context(locale="en-GB", timezone_id="Europe/London", **options)  # type: ignore[arg-type]
    traveller = setting_out(site, context, passed, scripts=options.get("java_script_enabled", True) is True)
    try:
        yield traveller
        traveller.settle()
    finally:
        context.close()
