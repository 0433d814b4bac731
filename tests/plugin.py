"""Loaded before anything else of the suite, because Django's settings read the database's address once."""

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from tests.cast import Cast

os.environ["LAPWING_MODE"] = "test"
TESTS = Path(__file__).parent
OF_THE_WHOLE_HOUSE = {"commands", "exchange", "house", "journeys", "safety"}
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config, args: list[str]) -> None:
    """This worker's clone is there, and the settings will know its address."""
    from tests.databases import clone, template

    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is None and any(argument.startswith("-n") for argument in args):
        template()  # once, before the workers start
    clone(f"lapwing_test_{worker or 'main'}")


def pytest_itemcollected(item: pytest.Item) -> None:
    """Coverage tells what the tests of each room reach. Tests of the whole house go through everything many times over,
    and to measure that would take a third of their time.
    """
    if item.path.is_relative_to(TESTS) and item.path.relative_to(TESTS).parts[0] in OF_THE_WHOLE_HOUSE:
        item.add_marker(pytest.mark.no_cover)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    with _uncovered(item):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    with _uncovered(item):
        return (yield)


@contextmanager
def _uncovered(item: pytest.Item) -> Iterator[None]:
    """What a test stands on proves nothing: coverage is of what tests themselves call."""
    plugin = item.config.pluginmanager.getplugin("_cov")
    if plugin is None or plugin.cov_controller is None:
        yield
        return
    plugin.cov_controller.pause()
    try:
        yield
    finally:
        plugin.cov_controller.resume()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Modules that take long come first, so that no worker is left with one while the others have nothing to do."""
    items.sort(key=lambda item: not any(map(item.get_closest_marker, ("browser", "long"))))


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the collector need not look at it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_unconfigure() -> None:
    gc.unfreeze()


@pytest.fixture
def cast(db: None) -> "Cast":
    """The small cast: see `tests.cast`."""
    from tests import cast

    return cast.build()


@pytest.fixture
def as_seat(client: "Client", cast: "Cast") -> "Callable[[str], Client]":
    """The test client, put in a seat of the cast: `as_seat("social_worker").get("/")`."""
    from tests.cast import sign_in

    def enter(name: str) -> "Client":
        sign_in(client, cast.seats[name])
        return client

    return enter
