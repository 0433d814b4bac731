"""Rule 18: a ledger line about a sealed child shows to nobody outside the seal, whoever wrote it and whenever; and a
broken glass goes to a reviewer who is not of the team.
"""

from datetime import date

import pytest

from lapwing.access import circle, ledger, viewer
from lapwing.access.models import Entry, EntryChild, LedgerAct, Review
from lapwing.people import changes
from tests import cast as casting

pytestmark = pytest.mark.django_db


def test_lines_before_and_after_the_seal() -> None:
    cast = casting.build()
    with viewer.viewer(cast.social_worker, "plan"):
        person = changes.tell([changes.Telling(reference="1", given="Wren", family="Ashdown", born=date(2012, 5, 4))])
        person_key = person[0].person
        child = changes.child_of(person_key)
        before = ledger.line(LedgerAct.READ, "child", persons=[person_key])
    with viewer.viewer(cast.ig_lead, "guard_information"):
        assert Entry.objects.filter(pk=before).exists()
    with viewer.viewer(cast.custodian, "custody"):
        circle.seal_child(child=child, holder=cast.custodian.pk, reason="-", person=person_key)
        inside = ledger.line(LedgerAct.READ, "child", children=[child])
    with viewer.viewer(cast.police_missing, "find_missing"):  # who does not know that there is a seal
        outside = ledger.line(LedgerAct.READ, "child", children=[child])
    for seat in (cast.ig_lead, cast.social_worker, cast.police_missing):
        with viewer.viewer(seat, "guard_information"):
            assert not Entry.objects.filter(pk__in=[before, inside, outside]).exists()
            assert not EntryChild.objects.filter(child=child).exists()
    with viewer.viewer(cast.custodian, "custody"):
        assert set(EntryChild.objects.filter(child=child).values_list("entry", flat=True)) >= {before, inside, outside}


def test_a_broken_glass_is_reviewed_outside_the_team() -> None:
    cast = casting.build()
    with viewer.viewer(cast.social_worker, "plan"):
        person = changes.tell([changes.Telling(reference="1", given="Wren", family="Ashdown", born=date(2012, 5, 4))])
    with viewer.viewer(cast.front_door, "break_glass"):
        circle.break_glass(person=person[0].person, reason="Now")
    for seat in (cast.front_door, cast.social_worker, cast.police_missing):
        with viewer.viewer(seat, "plan"):
            assert not Review.objects.exists()
    cast.ig_lead.team = cast.front_door.team
    with viewer.viewer(cast.ig_lead, "guard_information"):
        review = Review.objects.get()
        with pytest.raises(ValueError, match="outside the team"):
            circle.review_read(review, finding="warranted", note="-")
    cast.ig_lead.team = None
    with viewer.viewer(cast.ig_lead, "guard_information"):
        circle.review_read(review, finding="warranted", note="-")
