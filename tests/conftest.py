"""What every test may ask for. The database itself is made by `tests.plugin`."""

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session")
def django_db_setup() -> Iterator[None]:
    """The database is there already: a clone of the template, met as the ordinary role.

    Django's own flush, and `transaction=True`, do not work under that role.
    """
    yield
