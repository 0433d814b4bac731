"""Rule 19: a search that touches a sealed child quietly reaches its custodian, and every search makes the same call."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lapwing.access import circle, viewer
from lapwing.access.models import Touch
from lapwing.people import changes
from lapwing.people.matching.candidates import Described, find
from tests import cast as casting

pytestmark = pytest.mark.django_db
FITS, FITS_NOT = Described("Wren", "Ashdown", date(2012, 5, 4)), Described("Oak", "Sedge", date(2001, 1, 1))


def statements(described: Described) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        assert find(described) == []
    return [one["sql"].split("(")[0] for one in queries]


def test_the_custodian_is_told_and_must_answer() -> None:
    cast = casting.build()
    with viewer.viewer(cast.front_door, "decide_referral"):
        before = statements(FITS)
    with viewer.viewer(cast.social_worker, "plan"):
        told = changes.tell([changes.Telling(reference="1", given="Wren", family="Ashdown", born=date(2012, 5, 4))])[0]
        child = changes.child_of(told.person)
    with viewer.viewer(cast.custodian, "custody"):
        circle.seal_child(child=child, holder=cast.custodian.pk, reason="-", person=told.person)
    with viewer.viewer(cast.front_door, "decide_referral"):
        assert statements(FITS) == statements(FITS_NOT) == before
        assert not Touch.objects.exists()
    with viewer.viewer(cast.custodian, "custody"):
        touch = circle.waiting_touches().get()
        assert (touch.child, touch.by_seat) == (child, cast.front_door.pk)
        assert circle.answer_touch(touch, "nothing_to_add", "")
        assert not circle.answer_touch(touch, "in_contact", ""), "another custodian's answer stands"
        assert not circle.waiting_touches().exists()
