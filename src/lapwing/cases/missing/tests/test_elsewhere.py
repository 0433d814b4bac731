"""A child found in another force's area: that force is told, and may record what it did."""

from datetime import date, timedelta
from html import unescape
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from lapwing.access.viewer import viewer
from lapwing.cases.missing import changes
from lapwing.cases.missing.changes import Located, Report
from lapwing.cases.missing.heard.changes import Met, record_prevention
from lapwing.cases.missing.heard.models import Prevention
from lapwing.cases.missing.models import Absence, Account
from lapwing.directory.changes import succeed
from lapwing.directory.models import Account as Person
from lapwing.directory.models import Agency, Catchment, Seat, Team
from lapwing.people.changes import Telling, tell
from lapwing.people.queries import child_of
from lapwing.rules.moments import Moment
from lapwing.work.alerts.changes import acknowledge, open_alert
from lapwing.work.alerts.models import Alert
from lapwing.work.deadlines.models import Clock
from tests.cast import DOMAIN, PASSWORD, SINCE, Cast, build, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return build()


def ago(hours: float) -> Moment:
    return Moment(timezone.now() - timedelta(hours=hours))


@pytest.fixture
def there(cast: Cast) -> Seat:
    """The missing coordinator of the force of Farhaven, whose team answers at any hour."""
    area = cast.areas["farhaven"]
    force = Agency.objects.create(kind="police", name="Farhaven Constabulary", postcode="ZZ1 4AB")
    Catchment.objects.create(agency=force, area=area, since=SINCE)
    team = Team.objects.create(agency=force, area=area, name="Missing desk", purpose="missing", round_the_clock=True)
    seats = [
        Seat.objects.create(
            account=Person.objects.create_user(f"far.{name}@{DOMAIN}", PASSWORD, name=name), agency=force, team=team,
            role="police_missing", title=name, since=SINCE,
        )
        for name in ("desk", "deputy")
    ]  # fmt: skip
    Seat.objects.filter(pk=seats[0].pk).update(deputy=seats[1])
    return seats[0]


@pytest.fixture
def account(cast: Cast) -> Account:
    with viewer(cast.police_missing, "find_missing"):
        person = tell([Telling("N-1", "Wren", "Tolley", date(2011, 5, 14), "F", "", "ZZ1 4AB")])[0].person
        return changes.record_missing([Report(person, "missing", ago(9), cast.areas["ashmere"].pk)])[0]


def found(cast: Cast, account: Account, area: str, kind: str = "found") -> None:
    with viewer(cast.police_missing, "find_missing"):
        place = cast.areas[area].pk
        changes.record_located([Located(account.absence_id, kind, ago(2), place="Bus station", area=place)])


def test_the_force_there_is_told_and_sees_the_absence(cast: Cast, there: Seat, account: Account) -> None:
    with viewer(there, "test"):
        assert not Absence.objects.exists()
    found(cast, account, "farhaven")
    with viewer(there, "test"):
        assert Absence.objects.get().pk == account.absence_id
        assert not Account.objects.exists(), "to a summary: the accounts are not theirs"
        assert {alert.state for alert in Alert.objects.filter(kind="missing_found_here")} == {"waiting"}


def test_it_records_its_own_interview(cast: Cast, there: Seat, account: Account) -> None:
    found(cast, account, "farhaven")
    with viewer(there, "find_missing"):
        record_prevention([Met(account.absence_id, Moment.now(), "PC Ines Holt", True)])
    with viewer(cast.police_missing, "test"):
        assert Prevention.objects.get().agency == there.agency


def test_in_the_same_force_s_area_nobody_else_is_told(cast: Cast, there: Seat, account: Account) -> None:
    found(cast, account, "brackwater")
    with viewer(cast.police_missing, "test"):
        assert not Alert.objects.filter(kind="missing_found_here").exists()
    with viewer(there, "test"):
        assert not Absence.objects.exists()


def test_where_nobody_there_can_be_reached_those_who_told_it_are_told_to_ring(
    cast: Cast, there: Seat, account: Account
) -> None:
    Seat.objects.filter(team=there.team).update(account=None)
    Team.objects.filter(pk=there.team_id).update(telephone="01632 960777")
    found(cast, account, "farhaven")
    with viewer(cast.police_missing, "test"):
        ring = Alert.objects.get(kind="missing_not_reached", step=0)
        assert ring.intended == cast.teams["police_missing"].pk
        assert ring.words.startswith("Ring Missing desk, Farhaven Constabulary, 01632 960777:")


def test_a_team_is_told_once_of_one_absence_and_again_once_it_is_urgent(cast: Cast, account: Account) -> None:
    def told() -> list[bool]:
        with viewer(cast.council_missing, "test"):
            rows = Alert.objects.filter(kind="child_missing", step=0, intended=cast.council_missing.pk)
            return sorted(rows.values_list("urgent", flat=True))

    assert told() == [False]
    with viewer(cast.home_manager, "find_missing"):
        person = tell([Telling("H-1", "Wren", "Tolley", date(2011, 5, 14), "F", "", "ZZ1 4AB")])[0].person
        again = changes.record_missing([Report(person, "missing", ago(9), cast.areas["ashmere"].pk)])[0]
    assert again.absence_id == account.absence_id
    assert told() == [False]
    with viewer(cast.seats["health"], "find_missing"):
        person = tell([Telling("X-1", "Wren", "Tolley", date(2011, 5, 14), "F", "", "ZZ1 4AB")])[0].person
        changes.record_missing([Report(person, "missing", ago(9), cast.areas["ashmere"].pk, risk="HIGH")])
    assert told() == [False, True]
    with viewer(cast.council_missing, "test"):
        both = Alert.objects.filter(kind="child_missing", holder=cast.council_missing.pk)
        urgent = both.get(urgent=True)
        open_alert(urgent, cast.council_missing.pk)
        acknowledge(urgent)
        assert both.get(urgent=False).state == "ended", "nobody is woken for what the later one told them"


def pages(client: Client, seat: Seat, absence: UUID) -> list[str]:
    sign_in(client, seat)
    return [unescape(client.get(page).content.decode()) for page in ("/missing/", f"/missing/{absence}/")]


def test_whom_no_alert_has_told_and_whom_to_ring_stands_on_the_board_and_the_absence(
    cast: Cast, account: Account, client: Client
) -> None:
    """The police were told first; of the council less and less is known."""
    answers = [
        "No alert has gone out; telephone Missing children team, Ashmere Council, 01632 960003",
        "No alert has gone out; telephone Ashmere Council, 01632 960001, at night 01632 960002: no team of theirs",
        "No alert has gone out to the council of Ashmere: nobody there is known to Lapwing; find the number",
    ]
    assert not any("No alert has gone out" in page for page in pages(client, cast.police_missing, account.absence_id))
    with viewer(cast.council_missing, "test"):
        Alert.objects.filter(intended=cast.council_missing.pk).update(intended=cast.school_lead.pk)
    for answer in answers:
        assert all(answer in page for page in pages(client, cast.police_missing, account.absence_id)), answer
        council = Team.objects.filter(agency=cast.agencies["council"])
        if "no team" in answer:
            Agency.objects.filter(pk=cast.agencies["council"].pk).update(closed_on=SINCE)
        council.filter(purpose__in=("missing", "night")).update(closed_on=SINCE)
    with viewer(cast.home_manager, "find_missing"):
        person = tell([Telling("H-2", "Ivo", "Marsh", date(2012, 5, 14), "M", "", "ZZ1 4AB")])[0].person
    sign_in(client, cast.home_manager)
    with viewer(cast.home_manager, "test"):
        child = child_of(person)
    form = {"type": "missing", "area": cast.areas["ashmere"].pk, "began-day": "", "began-month": "", "began-year": ""}
    now = timezone.localtime()
    form |= {"began-day": str(now.day), "began-month": str(now.month), "began-year": str(now.year)}
    said = unescape(client.post(f"/missing/report/{child}/", form, follow=True).content.decode())
    assert "Those who answer for the child are told" not in said
    assert said.count("nobody there is known to Lapwing") == 2, "in the answer, and on the board"


def test_two_councils_that_told_of_one_absence_become_one_and_nothing_is_doubled(cast: Cast, client: Client) -> None:
    def told(who: Seat) -> Account:
        with viewer(who, "find_missing"):
            person = tell([Telling("N-1", "Wren", "Tolley", date(2011, 5, 14), "F", "", "ZZ1 4AB")])[0].person
            return changes.record_missing([Report(person, "missing", ago(9), cast.areas["ashmere"].pk)])[0]

    before = {told(seat).absence_id for seat in (cast.council_missing, cast.other_council_missing)}
    merged = Agency.objects.create(kind="local_authority", name="Two Meres Council", area=cast.areas["ashmere"])
    succeed([cast.agencies["council"], cast.agencies["other_council"]], merged, on=timezone.localdate())
    after = Seat.objects.get(pk=cast.council_missing.pk)
    shown = pages(client, after, *before)
    assert not any("No alert has gone out" in page for page in shown), (
        "a council that told of it knows as its successor"
    )
    assert told(after).absence_id in before, "its files begin anew, and join"
    with viewer(after, "find_missing"):
        for hours in (2, 1):
            changes.record_located([Located(*before, "returned", ago(hours))])
        assert (Absence.objects.count(), Account.objects.count()) == (1, 3)
        assert Clock.objects.filter(duty="return_interview").count() == 1
        tellers = Alert.objects.filter(
            kind="child_missing", intended__in=[cast.council_missing.pk, cast.police_missing.pk]
        )
        assert tellers.values("intended", "chain").distinct().count() == tellers.values("intended").distinct().count()
