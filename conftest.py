"""What every test may ask for. The database itself is made by `tests.plugin`."""

import pytest


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """The database is there already: a clone of the template, met as the ordinary role.

    Django's own flush, and `transaction=True`, do not work under that role.
    """
