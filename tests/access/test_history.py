"""Versions of a record, with before and after."""

from datetime import date

import pytest

from lapwing.access.history import versions
from lapwing.access.viewer import viewer
from lapwing.directory.keys import new_key
from lapwing.people.models import Status
from tests.access.told import Cast

pytestmark = pytest.mark.django_db


def test_each_change_is_a_version_with_before_and_after() -> None:
    cast = Cast()
    person, worker, lead = cast.told(), cast.seat("social_worker"), cast.seat("ig_lead")
    with viewer(worker, "plan"):
        status = Status(id=new_key(), person=person, agency=worker.agency, what="cin", since=date(2024, 1, 1))
        Status.objects.bulk_create([status])
    for seat, purpose, detail in ((worker, "plan", "first"), (worker, "plan", "second"), (lead, "rectify", "third")):
        with viewer(seat, purpose):
            Status.objects.filter(pk=status.pk).update(detail=detail)
    with viewer(worker, "plan"):
        told = versions(Status.objects.get(pk=status.pk))
    assert [(v.seat, v.purpose) for v in told[:3]] == [
        (lead.pk, "rectify"), (worker.pk, "plan"), (worker.pk, "plan"),
    ]  # fmt: skip
    assert [[(c.field, c.before, c.after) for c in v.changes] for v in told[:3]] == [
        [("detail", "second", "third")], [("detail", "first", "second")], [("detail", "", "first")],
    ]  # fmt: skip
    assert (told[3].is_first, told[3].seat, told[3].when) == (True, worker.pk, status.recorded_at)
