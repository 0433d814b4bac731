"""What every test may ask for. The database itself is made by `tests.plugin`."""

import pytest
from hypothesis import HealthCheck, settings

# No test asserts a time, and a machine that has much else to do is no failure of what it draws.
settings.register_profile("lapwing", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("lapwing")


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """The database is there already: a clone of the template, met as the ordinary role.

    Django's own flush, and `transaction=True`, do not work under that role.
    """
