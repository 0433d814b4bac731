"""Patterns across children, as pages: what is shown, to whom, and at what cost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lapwing.access import circle
from lapwing.access.viewer import viewer
from lapwing.cases.missing import changes
from lapwing.cases.missing.changes import Report
from lapwing.cases.missing.together.drawing import CHILD_X, Edge, Node, draw
from lapwing.people.changes import own_person
from tests.cast import Cast
from tests.safety import three_children
from tests.safety.three_children import Three, ago

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(cast: Cast) -> Three:
    return three_children.make(cast)


def page(three: Three, seat: str = "council_missing", route: str = "together", **query: str) -> str:
    answer = three.client(three.cast.seats[seat]).get(reverse(route), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_found_together_is_the_smaller_set_shown(three: Three) -> None:
    shown = page(three)
    assert "3 pairs</a> were" in shown
    assert "Shown here: the 1 pair found" in shown
    assert "Found together" in shown


def test_every_pair_away_at_once_stands_on_a_page_of_its_own(three: Three) -> None:
    shown = page(three, route="away_at_once", days="28")
    assert shown.count("Record it") == 3
    assert "days=28" in shown[: shown.index("<h1")], "back to the same time"
    elsewhere = page(three, "police_missing", "away_at_once", area=str(three.cast.areas["brackwater"].pk))
    assert "No two children were away" in elsewhere


def test_of_two_who_record_at_once_that_two_were_together_the_second_is_told(three: Three) -> None:
    police, day, end = three.client(three.cast.police_missing), ago(48).day, timezone.localdate() + timedelta(days=90)
    args = [three.cast.areas["ashmere"].pk, three.children["wren"], three.children["finch"]]
    said = {"how": "seen", "place": "Mill Lane", "source": "2", "information": "C"} | {
        f"{name}-{part}": str(getattr(when, part))
        for name, when in (("at", day), ("expires", end)) for part in ("day", "month", "year")
    }  # fmt: skip
    assert police.post(reverse("tie_add", args=args), said).status_code == 302
    second = police.post(reverse("tie_add", args=args), said | {"place": "The mill"}).content.decode()
    assert "while you were writing" in second
    assert "The mill" in second, "what was typed is kept"
    assert "Seen together, " in second


def test_another_area_and_a_shorter_time_narrow_it(three: Three) -> None:
    police = three.client(three.cast.police_missing)
    other = police.get(reverse("together"), {"area": str(three.cast.areas["brackwater"].pk)}).content.decode()
    assert "0 children missing or away" in other


def test_a_sealed_child_is_in_no_pair(three: Three) -> None:
    with viewer(three.cast.social_worker, "protect"):
        own = own_person(three.children["jay"])
    with viewer(three.cast.custodian, "protect"):
        circle.seal_child(child=three.children["jay"], person=own, reason="Protected.", holder=three.cast.custodian.pk)
    shown = page(three)
    assert "Jay" not in shown
    assert "1 pair</a> was" in shown
    assert "Jay" not in page(three, route="away_at_once")
    assert "None of them was found, seen or named together" in shown


def test_it_asks_as_many_statements_however_many_children(three: Three) -> None:
    client = three.client(three.cast.council_missing)
    client.get(reverse("together"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("together"))
    with viewer(three.cast.police_missing, "find_missing"):
        area = three.cast.areas["ashmere"].pk
        changes.record_missing([Report(person, "missing", ago(5), area) for person in three.persons.values()])
    with CaptureQueriesContext(connection) as more:
        client.get(reverse("together"))
    assert len(more) == len(few)


def test_only_what_is_there_is_drawn() -> None:
    drawn = draw([Node(1, "A"), Node(2, "B")], [Node("p", "Quay", "place")],
                 [Edge(1, 2, "found"), Edge(1, "p", "shared"), Edge(2, 3, "seen")])  # fmt: skip
    assert [edge.kind for edge in drawn.edges] == ["found", "shared"]
    assert all(node.x == CHILD_X for node in drawn.children)
    assert drawn.height > drawn.children[-1].y
