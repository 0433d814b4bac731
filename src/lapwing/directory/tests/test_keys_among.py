"""Many keys are asked as one value; what is no list of keys is asked as ever."""

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from lapwing.directory.keys import new_key
from lapwing.directory.models import Agency, Area, Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def areas() -> list[Area]:
    return Area.objects.bulk_create(Area(name=f"Area {code}", code=code) for code in ("901", "902", "903"))


def asked(rows: object) -> str:
    with CaptureQueriesContext(connection) as seen:
        list(rows)  # type: ignore[call-overload] # rows of any table
    return " ".join(one["sql"] for one in seen)


def test_keys_are_one_value_whatever_they_are_given_as(areas: list[Area]) -> None:
    one, other, _ = areas
    for given in ([one.pk, other.pk, one.pk, None], {str(one.pk), other.pk}):
        rows = Area.objects.filter(pk__in=given)
        assert set(rows) == {one, other}
        assert "ANY" in asked(rows.all())
    assert set(Area.objects.exclude(pk__in=[one.pk])) >= set(areas[1:])
    assert one not in Area.objects.exclude(pk__in=[one.pk])


def test_so_are_the_keys_of_what_a_row_belongs_to(areas: list[Area]) -> None:
    agency = Agency.objects.create(kind="police", name="A force", area=areas[0])
    team = Team.objects.create(agency=agency, name="A team", purpose="missing")
    for given in ([agency.pk, new_key()], [agency], {str(agency.pk)}):
        rows = Team.objects.filter(agency__in=given)
        assert list(rows) == [team]
        assert "ANY" in asked(rows.all())
    assert list(Team.objects.filter(agency__area__in=[areas[0].pk])) == [team]
    assert list(Area.objects.filter(agencies__in=[agency.pk])) == [areas[0]]


def test_none_a_subquery_and_a_column_are_asked_as_ever(areas: list[Area]) -> None:
    agency = Agency.objects.create(kind="police", name="A force", area=areas[0])
    assert not Agency.objects.filter(pk__in=[]).exists()
    assert not Agency.objects.filter(area__in=[None]).exists()
    assert list(Agency.objects.filter(area__in=Area.objects.filter(code="901"))) == [agency]
    assert list(Agency.objects.filter(pk__in=[F("id"), new_key()], area=areas[0])) == [agency]
