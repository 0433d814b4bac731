"""Every member of the cast has a page to stand on."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests import cast as the_cast
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", list(the_cast.SEATS))
def test_today_opens_for_everybody(name: str, as_seat: Callable[[str], Client], cast: Cast) -> None:
    page = as_seat(name).get("/").content.decode()
    assert cast.seats[name].title in page
    assert str(cast.seats[name].agency) in page
