"""Rule 8: a list that speaks of many children opens each item to those alone who stand in that child's circle; nothing
that all may read names a child; the pack expires.
"""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from lapwing.access import circle
from lapwing.access.levels import Level
from lapwing.access.viewer import clockwork, viewer
from lapwing.cases.exploitation import changes
from lapwing.people.changes import Telling, tell
from lapwing.people.queries import child_of
from lapwing.work.meetings.changes import take_back_packs
from lapwing.work.meetings.models import Invitation, Item, Meeting
from lapwing.work.opening import Reason
from tests import cast as casting
from tests.cast import Cast, sign_in

pytestmark = pytest.mark.django_db
CHILDREN = {"police_missing": "Wrenna", "hospital": "Oakley"}


@pytest.fixture
def cast() -> Cast:
    """Two children with a plan each: the police stand in the circle of one, the hospital in that of the other."""
    cast = casting.build()
    at = timezone.localtime() + timedelta(days=2)
    keys = []
    with viewer(cast.council_missing, "exploitation"):
        for team, given in CHILDREN.items():
            person = tell([Telling(given, given, "Sedgeley")])[0].person
            holder = cast.teams[team]
            circle.open_places([
                circle.Opening(person, holder.agency_id, holder.pk, Level.DETAIL, "exploitation", "public_task")
            ])  # fmt: skip
            changes.open_plan(Reason(person, "trial", person, "a risk of exploitation"))
            keys.append(str(child_of(person)))
    client = Client()
    sign_in(client, cast.council_missing)
    client.post("/exploitation/list/exploitation_panel/", {
        "at-day": at.day, "at-month": at.month, "at-year": at.year, "at-time": "10:00", "quorum": "2",
        "invited": [str(cast.teams[team].pk) for team in CHILDREN], "children": keys,
    })  # fmt: skip
    return cast


def page_for(cast: Cast, seat: str) -> str:
    client = Client()
    sign_in(client, cast.seats[seat])
    with clockwork("test"):
        meeting = Meeting.objects.get().pk
    return client.get(f"/meetings/{meeting}/").content.decode()


def test_each_invited_team_sees_its_own_children(cast: Cast) -> None:
    police, nurse, chair = (page_for(cast, seat) for seat in ("police_missing", "health", "council_missing"))
    assert "Wrenna" in police
    assert "Oakley" not in police
    assert "Oakley" in nurse
    assert "Wrenna" not in nurse
    assert "Wrenna" in chair
    assert "Oakley" in chair


def test_nothing_that_all_may_read_names_a_child(cast: Cast) -> None:
    with clockwork("test"):
        said = [Meeting.objects.get().title]
        for model, column in ((Item, "title"), (Item, "reason"), (Invitation, "role")):
            said += model.objects.values_list(column, flat=True)
    assert not [words for words in said if any(name in words for name in (*CHILDREN.values(), "Sedgeley"))]


def test_the_pack_expires(cast: Cast) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=31)), clockwork("test"):
        assert take_back_packs() == len(CHILDREN)
    for seat in ("police_missing", "health"):
        with viewer(cast.seats[seat], "test"):
            assert not Item.objects.exists()
