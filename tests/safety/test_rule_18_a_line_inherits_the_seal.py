"""Rule 18: a ledger line about a sealed child shows to nobody outside the seal, whoever wrote it and whenever; and a
broken glass goes to a reviewer who is not of the team.
"""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lapwing.access import circle, ledger, viewer
from lapwing.access.levels import Level
from lapwing.access.models import Entry, EntryChild, LedgerAct, Place, Review
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


def test_who_stands_inside_a_seal_is_known_to_its_custodian_alone() -> None:
    """By name, since when and until when; let in and out by acts that the ledger keeps inside the seal."""
    cast = casting.build()
    with viewer.viewer(cast.social_worker, "plan"):
        person = changes.tell([changes.Telling(reference="1", given="Wren", family="Ashdown", born=date(2012, 5, 4))])
        child = changes.child_of(person[0].person)
    with viewer.viewer(cast.custodian, "custody"):
        seal = circle.seal_child(child=child, holder=cast.custodian.pk, reason="-", person=person[0].person)
    custodian, officer = Client(), Client()
    casting.sign_in(custodian, cast.custodian)
    casting.sign_in(officer, cast.police_missing)
    page = reverse("seal_inside", args=[seal.pk])
    assert "1 person" in custodian.get(reverse("custody")).content.decode()
    assert officer.get(f"/child/{child}/").status_code == 404
    said = {"seat": str(cast.police_missing.pk), "reason": "Runs the search", "until-day": "1", "until-month": "3"}
    assert "within a year" in custodian.post(page, said | {"until-year": "2020"}).content.decode()
    year = timezone.localdate().year + (timezone.localdate().month > 2)
    assert custodian.post(page, said | {"until-year": str(year)}).status_code == 302
    shown = custodian.get(page).content.decode()
    for words in ("2 people may see this child", "Sgt Tom Adeyemi", "Runs the search", "Edith Crane", str(year)):
        assert words in shown
    assert officer.get(f"/child/{child}/").status_code == 200
    for seat in ("social_worker", "ig_lead", "police_missing"):
        other = Client()
        casting.sign_in(other, cast.seats[seat])
        assert other.get(page).status_code == 403, seat
    with viewer.viewer(cast.custodian, "custody"):
        place = Place.objects.get(holder=cast.police_missing.pk)
        keeper = Place.objects.get(holder=cast.custodian.pk)
    out = custodian.post(reverse("seal_let_out", args=[seal.pk, place.pk]), follow=True).content.decode()
    assert "Who stood inside before" in out
    kept = custodian.post(reverse("seal_let_out", args=[seal.pk, keeper.pk]), follow=True).content.decode()
    assert "stays inside it until two custodians end it" in kept
    assert officer.get(f"/child/{child}/").status_code == 404
    acts = ["access.let_into_seal", "access.let_out_of_seal"]
    with viewer.viewer(cast.custodian, "custody"):
        assert set(Entry.objects.filter(door__in=acts).values_list("door", flat=True)) == set(acts)
    with viewer.viewer(cast.ig_lead, "guard_information"):
        assert not Entry.objects.filter(door__in=acts).exists()
    with viewer.viewer(cast.custodian, "custody"):
        let_in = circle.let_in(
            seal, person=person[0].person, seat=cast.health, until=timezone.now() + timedelta(days=9), reason="Treats"
        )
        circle.unseal_child(seal)
    with viewer.clockwork("test"):
        assert Place.objects.get(pk=let_in.pk).reaches == Level.DETAIL, "a place like anybody’s, until its end"
        assert not Place.objects.filter(reaches=Level.SEALED, ends__gt=timezone.now()).exists()
