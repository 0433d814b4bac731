"""Loaded before anything else of the suite, because Django's settings read the database's address once."""

import os
import sys
from pathlib import Path

import pytest

os.environ["LAPWING_MODE"] = "test"
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config, args: list[str]) -> None:
    """This worker's clone is there, and the settings will know its address."""
    from tests.databases import clone, template

    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is None and any(argument.startswith("-n") for argument in args):
        template()  # once, before the workers start
    clone(f"lapwing_test_{worker or 'main'}")
