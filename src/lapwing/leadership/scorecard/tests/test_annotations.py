"""Events, comments, published numbers and what is restated: who may write them, and what every reader sees."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from lapwing.access import viewer
from lapwing.exchange.snapshot.models import Snapshot
from lapwing.leadership.scorecard import changes, editions, notes
from lapwing.leadership.scorecard.editions import Restated
from lapwing.leadership.scorecard.models import Edition, Event
from lapwing.leadership.scorecard.readers import READERS, WRITERS
from lapwing.measures.periods import Quarter
from tests.cast import Cast, sign_in

pytestmark = pytest.mark.django_db
EVENTS = "/scorecard/missing/events/"
WAS = {
    "missing-episodes/all/2019-20-q1": "512",
    "missing-episodes/all/2019-20-q2": "c",
    "missing-episodes/all/2019-20": "2,019",
}


def event(client: Any, words: str = "New front door", day: date = date(2020, 3, 2), area: str = "") -> Any:
    said = {"words": words, "area": area, "on-day": day.day, "on-month": day.month, "on-year": day.year}
    return client.post(EVENTS, said)


@pytest.mark.parametrize("role", READERS, ids=lambda role: role.key)
def test_whoever_writes_pins_an_event_and_the_others_may_not(role: Any, cast: Cast, client: Any) -> None:
    name = next(name for name, seat in cast.seats.items() if seat.role == role.key)
    sign_in(client, cast.seats[name])
    assert (event(client).status_code == 302) == (role in WRITERS)
    assert Event.objects.count() == (role in WRITERS)


def test_an_event_keeps_who_pinned_it_and_when(cast: Cast, client: Any) -> None:
    sign_in(client, cast.seats["partnership_manager"])
    event(client)
    [row] = Event.objects.all()
    assert (row.by, row.on, row.words) == (cast.seats["partnership_manager"].pk, date(2020, 3, 2), "New front door")
    page = client.get(EVENTS).content.decode()
    assert "2 March 2020" in page
    assert str(cast.seats["partnership_manager"]) in page


def test_an_event_that_has_not_happened_is_not_pinned(cast: Cast, client: Any) -> None:
    sign_in(client, cast.seats["partnership_manager"])
    answer = event(client, day=timezone.localdate().replace(year=timezone.localdate().year + 1))
    assert answer.status_code == 400
    assert "not in the future" in answer.content.decode()


def test_an_event_is_taken_off_and_what_stood_there_stays(cast: Cast, client: Any) -> None:
    sign_in(client, cast.seats["partnership_manager"])
    event(client)
    [row] = Event.objects.all()
    assert client.post(f"{EVENTS}{row.pk}/withdraw/").status_code == 302
    row.refresh_from_db()
    assert row.withdrawn_at
    assert "Nothing has been pinned yet." in client.get(EVENTS).content.decode()
    again = client.post(f"{EVENTS}{row.pk}/withdraw/", follow=True).content.decode()
    assert "Somebody else took this event off the time line before." in again


def test_events_of_one_area_stay_off_the_time_line_of_another(cast: Cast) -> None:
    of = Snapshot(areas=[["991", "Ashmere"], ["992", "Brackwater"]])
    with viewer.viewer(cast.seats["partnership_manager"], "test"):
        changes.pin([changes.NewEvent(date(2020, 3, n), words, area) for n, (words, area) in
                     enumerate((("here", "991"), ("there", "992"), ("everywhere", "")), 1)])  # fmt: skip
    span = (date(2020, 1, 1), date(2020, 3, 31))
    assert [pin.words for pin in notes.pinned(of, "991", *span)] == ["here", "everywhere"]
    assert [pin.words for pin in notes.pinned(of, "all", *span)] == ["here", "there", "everywhere"]
    assert not notes.pinned(of, "all", date(2019, 1, 1), date(2019, 12, 31))


def test_only_a_quarter_that_reads_otherwise_is_restated() -> None:
    now = WAS | {
        "missing-episodes/all/2019-20-q1": "519",
        "missing-episodes/all/2019-20": "2,026",
        "new/all/2019-20-q1": "7",
    }
    found = editions.restated(Edition(texts=WAS), now)
    assert found == [Restated("missing-episodes", "all", "2019-20-q1", "512", "519")]
    assert editions.quarters(found) == [Quarter(2019, 1)]
    assert editions.restated(None, now) == []


@pytest.mark.parametrize("table", ["comment", "edition", "restatement"])
def test_the_database_lets_nobody_change_what_was_said_or_published(table: str, db: None) -> None:
    for statement in (f"DELETE FROM scorecard_{table}", f"UPDATE scorecard_{table} SET id = id"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
