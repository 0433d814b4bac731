"""Rule 15: protected identities are never shown as candidates, on any path; a hit goes to their custodian alone, and
the sender sees the row as taken.
"""

from datetime import date

import pytest
from django.test import Client

from lapwing.access import circle, viewer
from lapwing.access.levels import Level
from lapwing.access.models import Identity, Touch
from lapwing.people import changes
from lapwing.people.matching.candidates import Described, find, find_many
from lapwing.people.models import Address, Doubt
from tests import cast as casting

pytestmark = pytest.mark.django_db
WREN = {"given": "Wren", "family": "Ashdown", "born": date(2012, 5, 4), "postcode": "ZZ1 4AB"}
DESCRIBED = Described("Wren", "Ashdown", date(2012, 5, 4), "U", "ZZ1 4AB")


def test_on_no_path_and_the_sender_sees_the_row_as_taken() -> None:
    cast = casting.build()
    with viewer.viewer(cast.social_worker, "plan"):
        person = changes.tell([changes.Telling(reference="before-adoption", **WREN)])[0].person
        child = changes.child_of(person)
    with viewer.viewer(cast.custodian, "custody"):
        circle.seal_child(child=child, holder=cast.custodian.pk, reason="Adopted", person=person)
    for seat in (cast.police_missing, cast.social_worker, cast.data_steward, cast.front_door):
        with viewer.viewer(seat, "match"):
            assert find(DESCRIBED) == []
            assert find_many([DESCRIBED, DESCRIBED]) == [[], []]
    with viewer.viewer(cast.police_missing, "match"):
        outcome = changes.tell([changes.Telling(reference="p-1", **WREN)])[0]
        assert outcome.what == "new"
        assert not Doubt.objects.exists()
        assert Identity.objects.get(person=outcome.person).child != child
    with viewer.viewer(cast.social_worker, "plan"):
        again = changes.tell([changes.Telling(reference="before-adoption", **(WREN | {"given": "Wrenna"}))])[0]
        assert (again.person, again.what) == (person, "updated")
    with viewer.viewer(cast.custodian, "custody"):
        assert Touch.objects.filter(child=child, by_seat=cast.police_missing.pk).exists()


def test_restricted_people_are_joined_by_two_persons_and_by_no_score() -> None:
    """However sure the score, and however sure the first of the two."""
    cast = casting.build()
    with viewer.viewer(cast.social_worker, "plan"):
        ours = changes.tell([changes.Telling(reference="c-1", **WREN)])[0].person
        Address.objects.create(
            person=ours, agency=cast.agencies["council"], lines="1 Reed Lane", confidential_from="The father",
            level=Level.RESTRICTED,
        )  # fmt: skip
    with viewer.viewer(cast.police_missing, "match"):
        assert changes.tell([changes.Telling(reference="p-1", **WREN)])[0].what == "doubtful"
    with viewer.viewer(cast.data_steward, "match"):
        other = changes.tell([changes.Telling(reference="c-2", **WREN)])[0]
        assert other.what == "doubtful"
    client = Client()
    casting.sign_in(client, cast.data_steward)
    with viewer.viewer(cast.data_steward, "match"):
        child = changes.child_of(ours)
    answer = client.post(f"/people/join/{child}/", {"reference": "c-2"})
    page, yes = answer.headers["Location"], {"same": "yes", "reason": "One birth certificate"}
    assert "second person" in client.post(page, yes, follow=True).content.decode()
    assert "You said so first" in client.post(page, yes).content.decode()
    with viewer.viewer(cast.data_steward, "match"):
        assert changes.child_of(other.person) != child
    casting.sign_in(second := Client(), cast.front_door)
    assert "One birth certificate" in second.get(page).content.decode()
    second.post(page, {**yes, "reason": "I saw it too"})
    with viewer.viewer(cast.data_steward, "match"):
        assert changes.child_of(other.person) == child
