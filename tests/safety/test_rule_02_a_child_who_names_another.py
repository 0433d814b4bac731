"""2. A child who names another is a protected source: who told shows to nobody but the seat that recorded it."""

import json
from collections import defaultdict

import pytest
from django.core import serializers
from django.urls import reverse

from lapwing.access import circle
from lapwing.access.levels import Level
from lapwing.access.models import EntryChild
from lapwing.access.viewer import viewer
from lapwing.cases.missing.together import queries
from lapwing.cases.missing.together.models import Teller, Tie
from lapwing.people.models import Told
from tests.access.rows import guarded_models
from tests.cast import Cast
from tests.safety import three_children
from tests.safety.three_children import Three

pytestmark = pytest.mark.django_db
TIE_DOORS = ("missing.record_tie", "missing.note_source")


@pytest.fixture
def three(cast: Cast) -> Three:
    """Finch told the police that Wren and Jay were together."""
    made = three_children.make(cast)
    made.pair = made.tie("wren", "jay", told_by="finch")  # type: ignore[attr-defined]
    return made


def test_a_link_shows_grade_and_date_and_never_the_teller(three: Three) -> None:
    for seat in (three.cast.police_missing, three.cast.council_missing):
        page = three.client(seat).get(reverse("tie", args=[three.pair])).content.decode()  # type: ignore[attr-defined]
        assert "2C: untested; known indirectly" in page
        assert "Wren Tolley" in page
        assert "Finch" not in page


def test_neither_child_s_page_patterns_sheet_nor_network_differs_for_who_told(three: Three) -> None:
    """The same tie, told by somebody else or by nobody: every page of the two children is the same without it."""
    others = three.client(three.cast.council_missing)
    for short in ("wren", "jay"):
        for route in ("child", "child_patterns", "if_missing"):
            answer = others.get(reverse(route, args=[three.children[short]]))
            assert answer.status_code == 200
            page = answer.content.decode()
            assert "Finch" not in page, (short, route)
            assert "named together" not in page.lower(), (short, route)
    rows = others.get(reverse("together")).content.decode()
    table = rows[rows.index('id="together"') : rows.index('id="shared"')]
    assert "Named together" in table
    assert "Finch" not in table


def test_only_the_seat_that_recorded_it_reads_who_told(three: Three) -> None:
    address = reverse("tie_source", args=[three.pair])  # type: ignore[attr-defined]
    assert "Finch Okoro" in three.client(three.cast.police_missing).get(address).content.decode()
    for seat in ("police_missing_deputy", "council_missing", "social_worker", "ig_lead", "custodian"):
        answer = three.client(three.cast.seats[seat]).get(address)
        assert answer.status_code in (403, 404), seat
        with viewer(three.cast.seats[seat], "test"):
            assert not Teller.objects.exists(), seat


def test_no_row_of_the_children_who_were_named_leads_to_who_told(three: Three) -> None:
    """What a draft for subject access, an export or a network could be made of: every row that hangs on either."""
    finch = {str(three.children["finch"]), str(three.persons["finch"])}
    named = {three.persons["wren"], three.persons["jay"]}
    with viewer(three.cast.police_missing, "test"):
        teller = Teller.objects.get()
        finch |= {str(teller.pk), str(teller.person)}
        for model in guarded_models():
            if "person" in {field.name for field in model._meta.concrete_fields}:
                for row in model.objects.filter(person__in=named):  # type: ignore[attr-defined]
                    [told] = json.loads(serializers.serialize("json", [row]))
                    found = finch & set(map(str, told["fields"].values()))
                    assert not found, f"{model.__name__} says who told"


def test_the_ledger_has_no_line_with_teller_and_named_together(three: Three) -> None:
    with viewer(three.cast.police_missing, "test"):
        lines: dict[object, set[object]] = defaultdict(set)
        for entry, child in EntryChild.objects.filter(entry__door__in=TIE_DOORS).values_list("entry", "child"):
            lines[entry].add(child)
        assert {three.children["wren"], three.children["jay"]} in lines.values()
        assert {three.children["finch"]} in lines.values()
        assert not [found for found in lines.values() if three.children["finch"] in found and len(found) > 1]


def test_who_sees_one_child_alone_learns_nothing_of_the_other(three: Three) -> None:
    """One side of a tie shows nothing, and its page is not there."""
    stranger = three.cast.stranger
    with viewer(three.cast.police_missing, "find_missing"):
        opening = circle.Opening(
            three.persons["wren"], stranger.agency_id, stranger.pk, Level.DETAIL, "find_missing", "public_task"
        )
        circle.open_places([opening])
    client = three.client(stranger)
    patterns = client.get(reverse("child_patterns", args=[three.children["wren"]]))
    assert "Wren Tolley" in patterns.content.decode()
    assert client.get(reverse("tie", args=[three.pair])).status_code == 404  # type: ignore[attr-defined]
    with viewer(stranger, "test"):
        assert list(Tie.objects.values_list("person", flat=True)) == [three.persons["wren"]]
        assert queries.ties(three.cast.areas["ashmere"].pk, three_children.ago(1000).at) == []
        assert not Told.objects.filter(pk=three.persons["jay"]).exists()
