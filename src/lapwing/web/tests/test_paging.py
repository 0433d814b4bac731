"""A very long list is counted only as far as its pages go."""

import pytest

from lapwing.directory.models import Area
from lapwing.web.paging import LongList

pytestmark = pytest.mark.django_db


def pages(number: int) -> LongList:
    Area.objects.bulk_create(Area(name=f"Area {n}", code=f"{n:03}") for n in range(number))
    return LongList(Area.objects.order_by("code"), 25)


@pytest.mark.parametrize(("rows", "count", "more"), [(0, 0, False), (500, 500, False), (501, 500, True)])
def test_the_count_ends_where_the_pages_do(rows: int, count: int, more: bool) -> None:
    listed = pages(rows)
    assert (listed.count, listed.has_more) == (count, more)


def test_the_last_page_is_full_and_the_next_there_is_none() -> None:
    last = pages(501).page(20)
    assert [area.code for area in last][-1] == "499"
    assert not last.has_next()
