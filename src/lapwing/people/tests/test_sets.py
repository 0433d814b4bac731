"""Acts on people take sets: a return of hundreds goes the way of one, and a sealed child is told again out of sight."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from lapwing.access import circle, viewer
from lapwing.directory.keys import new_key
from lapwing.directory.models import Account, Agency, Area, Seat
from lapwing.people import care, changes
from lapwing.people.care import Holds, Placed
from lapwing.people.changes import Telling
from lapwing.people.matching.candidates import Described, find, find_many
from lapwing.people.models import Characteristics, Placement, Status, Told
from lapwing.people.queries import child_of
from lapwing.rules.identifiers import upn_check_letter

pytestmark = pytest.mark.django_db
BORN = date(2010, 5, 4)


def seat(agency: Agency, role: str) -> Seat:
    account = Account.objects.create(email=f"{new_key()}@cast.example", name=role)
    return Seat.objects.create(account=account, agency=agency, role=role, title=role, since=date(2020, 1, 1))


@pytest.fixture
def area() -> Area:
    return Area.objects.create(name="Merevale", code="991")


@pytest.fixture
def council(area: Area) -> Agency:
    return Agency.objects.create(kind="local_authority", name="Merevale Council", area=area)


@pytest.fixture
def steward(council: Agency) -> Iterator[Seat]:
    chair = seat(council, "data_steward")
    with viewer.viewer(chair, "intake"):
        yield chair


def test_many_searches_find_what_single_ones_find(steward: Seat) -> None:
    changes.tell(
        [
            Telling("1", "Ava", "Marsh", BORN, postcode="ZZ1 4AB"),
            Telling("2", "Eva", "Marsh", BORN),
            Telling("3", "Tom", "Reed", date(2011, 1, 1), postcode="ZZ1 4AB"),
        ]
    )
    asked = [Described("Ava", "Marsh", BORN), Described("Thomas", "Reed", postcode="ZZ1 4AB"), Described()]
    assert [find(one) for one in asked] == find_many(asked)
    assert [len(found) for found in find_many(asked)] == [2, 1, 0]


def test_many_of_one_name_find_each_what_it_finds_alone_and_are_weighed_together(
    steward: Seat, django_assert_num_queries: Any
) -> None:
    """Of sixty children of one name and birthday the closest fifty are found: others by whoever lives with some."""
    homes, upn = ("", "ZZ1 4AB", "ZZ2 4AB"), f"{upn_check_letter('801200001001')}801200001001"
    told = [Telling(f"{n}", "Ava", "Marsh", BORN, postcode=homes[n // 25]) for n in range(63)]
    eva = Telling("E", "Eva", "Marsh", BORN, postcode=homes[1], identifiers=(("upn", upn),))
    changes.tell([*told, eva, Telling("N", "Tom", "Lee", BORN)])
    by_number = (("upn", upn),)
    alike = [Described("Ava", "Marsh", BORN, postcode=home, numbers=some) for home in homes for some in ((), by_number)]
    asked = [*alike, alike[0], Described("Tom", "Lee", BORN)]
    with django_assert_num_queries(3):
        found = find_many(asked)
    assert found == [find(one) for one in asked]
    assert [len(each) for each in found] == [50] * 7 + [1]
    assert [each[0].given for each in found[:6]] == ["Ava", "Eva"] * 3


def test_a_shared_birthday_alone_is_no_reason_to_look(steward: Seat) -> None:
    changes.tell([Telling("1", born=BORN, sex="F")])
    assert changes.tell([Telling("2", born=BORN, sex="F")])[0].what == "new"


def test_an_official_number_alone_is(steward: Seat) -> None:
    upn = f"{upn_check_letter('801200001001')}801200001001"
    changes.tell([Telling("1", identifiers=(("upn", upn),))])
    assert changes.tell([Telling("2", identifiers=(("upn", upn),))])[0].what == "doubtful"


def test_a_return_without_names_takes_no_name_away(steward: Seat) -> None:
    changes.tell([Telling("1", "Ava", "Marsh", BORN, ethnicity="WBRI", disabilities=("LD",))])
    assert changes.tell([Telling("1", born=BORN, sex="F")])[0].what == "updated"
    told = Told.objects.get(reference="1")
    assert (told.name, told.sex) == ("Ava Marsh", "F")
    said = Characteristics.objects.get(person=told.pk)
    assert (said.ethnicity, said.disabilities) == ("WBRI", ["LD"])


def test_care_is_recorded_and_said_again_with_its_history(steward: Seat, area: Area) -> None:
    person = changes.tell([Telling("1", born=BORN)])[0].person
    [placement] = care.record_placements([Placed(person, "U4", area.pk, date(2024, 1, 1), legal_status="C2")])
    [status] = care.record_statuses([Holds(person, "looked_after", date(2024, 1, 1), area=area.pk)])
    end = date(2024, 3, 1)
    care.record_placements([Placed(person, "U4", area.pk, date(2024, 1, 1), end, "C2", key=placement)])
    care.record_statuses([Holds(person, "looked_after", date(2024, 1, 1), end, key=status)])
    assert (Placement.objects.get().until, Status.objects.get().until) == (end, end)
    assert [row.until for row in Placement.objects.get().history.all()] == [None]


def test_a_sealed_childs_care_is_said_again_and_shows_nothing(
    steward: Seat, council: Agency, area: Area, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome = changes.tell([Telling("1", born=BORN)])[0]
    [placement] = care.record_placements([Placed(outcome.person, "U4", area.pk, date(2024, 1, 1))])
    custodian = seat(council, "custodian")
    before = timezone.now() - timedelta(hours=1)  # the test is one transaction, whose time the policies read
    with monkeypatch.context() as patch, viewer.viewer(custodian, "custody"):
        patch.setattr(timezone, "now", lambda: before)
        circle.seal_child(child=child_of(outcome.person), holder=custodian.pk, reason="test", person=outcome.person)
    with viewer.viewer(steward, "intake"):
        care.record_placements(
            [Placed(outcome.person, "K2", area.pk, date(2024, 1, 1), date(2024, 2, 1), key=placement)]
        )
        assert not Placement.objects.exists()
        assert changes.tell([Telling("1", born=BORN, sex="F")])[0].what == "updated"
    with viewer.viewer(custodian, "custody"):
        assert [(row.what, row.until) for row in Placement.objects.all()] == [("K2", date(2024, 2, 1))]
        assert Told.objects.get().sex == "F"
