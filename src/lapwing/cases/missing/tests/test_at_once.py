"""Two agencies that report one child in the same moment, each in a transaction of its own that stays open a while."""

import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connections
from django.utils import timezone

from lapwing.access.viewer import viewer
from lapwing.cases.missing.changes import Report, record_missing
from lapwing.cases.missing.models import Absence, Account
from lapwing.directory.models import Seat
from lapwing.people.changes import Telling, tell
from lapwing.rules.moments import Moment
from tests.cast import Cast, build
from tests.databases import as_app
from tests.journeys.site import on_a_fresh_database

WAITING = """
    SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database
    WHERE l.locktype = 'advisory' AND NOT l.granted AND d.datname = %s
"""
Act = Callable[[Callable[[], None]], None]


@pytest.fixture
def cast(django_db_blocker: Any) -> Iterator[Cast]:
    """The small cast, in a database of its own: what two connections write at once has to be committed."""
    name = f"lapwing_at_once_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    with django_db_blocker.unblock(), on_a_fresh_database(name):
        yield build()


def at_once(first: Act, second: Act) -> None:
    """`first` acts, and its transaction stays open until `second` waits for it, or is through."""
    acted, goes_on, through = threading.Event(), threading.Event(), threading.Event()
    failed: list[BaseException] = []

    def hold() -> None:
        acted.set()
        assert goes_on.wait(30)

    def run(act: Act, before_it_ends: Callable[[], None], ended: threading.Event) -> None:
        try:
            act(before_it_ends)
        except BaseException as error:
            failed.append(error)
        finally:
            ended.set()
            connections.close_all()

    threads = [
        threading.Thread(target=run, args=(first, hold, acted)),
        threading.Thread(target=run, args=(second, lambda: None, through)),
    ]
    threads[0].start()
    assert acted.wait(30)
    threads[1].start()
    here = connections["default"].settings_dict["NAME"]
    with as_app() as session:
        while not through.wait(0.01) and not session.execute(WAITING, [here]).fetchall():
            pass
    goes_on.set()
    for thread in threads:
        thread.join(30)
    assert failed == []


def test_two_agencies_that_report_one_child_in_the_same_moment_tell_of_one_absence(cast: Cast) -> None:
    """A child whom both told before, and one whom each tells for the first time, in the very act."""
    known = Telling("", "Robin", "Ashby", date(2011, 3, 4), "M", "", "ZZ1 4AB")
    new = Telling("", "Alex", "Tolley", date(2013, 8, 9), "F", "", "ZZ2 7CD")
    began = Moment(timezone.now() - timedelta(hours=3))
    both = (cast.home_manager, cast.police_missing)

    def tells(who: Seat, child: Telling) -> UUID:
        [told] = tell([replace(child, reference=f"{who.role} {child.given}")])
        return told.person

    def reports(who: Seat, person: UUID | None = None) -> Act:
        def act(before_it_ends: Callable[[], None]) -> None:
            with viewer(who, "find_missing"):
                record_missing([Report(person or tells(who, new), "missing", began, cast.areas["ashmere"].pk)])
                before_it_ends()

        return act

    persons = []
    for who in both:
        with viewer(who, "test"):
            persons.append(tells(who, known))
    at_once(*(reports(who, person) for who, person in zip(both, persons, strict=True)))
    at_once(*(reports(who) for who in both))
    with viewer(cast.police_missing, "test"):
        assert (Account.objects.count(), Absence.objects.count()) == (4, 2)
