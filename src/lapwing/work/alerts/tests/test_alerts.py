"""Alerts: who receives them, what they open, and how it is proved that they were received."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from lapwing.access import viewer
from lapwing.access.circle import declare_conflict
from lapwing.access.levels import Level
from lapwing.access.models import Entry, Place
from lapwing.directory import changes as directory
from lapwing.directory.keys import new_key
from lapwing.directory.models import Agency, Seat, Team
from lapwing.people.models import Told
from lapwing.people.queries import child_of
from lapwing.work.alerts import changes, queries, routes
from lapwing.work.alerts.models import Alert, AlertEvent, Breach
from lapwing.work.alerts.presenters import beside_tag
from lapwing.work.tests.cast import SINCE, Cast, make

BY_DAY = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)
AT_NIGHT = datetime(2026, 11, 3, 23, 0, tzinfo=UTC)


@pytest.fixture
def cast(db: None) -> Cast:
    return make()


@pytest.fixture(autouse=True)
def _by_day() -> Iterator[None]:
    with time_machine.travel(BY_DAY, tick=False):
        yield


def raised(cast: Cast, person: uuid.UUID, to: str = "council_missing", **given: object) -> Alert:
    police = cast.agencies["police"].pk
    with viewer.viewer(cast.seats["police_missing"], "test"):
        one = changes.Raise(
            "missing_live", person, police, "absence", given.pop("subject", new_key()), cast.seats[to].pk,  # type: ignore[arg-type]
            "Missing since 09:10", **given,  # type: ignore[arg-type]
        )  # fmt: skip
        return changes.raise_alerts([one])[0]


def test_the_recipient_reads_and_acknowledges(cast: Cast) -> None:
    person = cast.child("police_missing")
    alert = raised(cast, person, subject=(subject := new_key()))
    with viewer.viewer(cast.seats["police_missing"], "test"):
        [standing] = queries.states_of([subject])[subject]
        assert standing.words == "not read, escalates 14:00"
        assert standing.to == "Missing coordinator, Marshland Council"
    seat = cast.seats["council_missing"]
    with viewer.viewer(seat, "test"):
        [mine] = queries.alerts_for(seat.holders)
        assert changes.open_alert(mine, seat.pk)
        assert not changes.open_alert(mine, seat.pk)
        assert changes.acknowledge(mine)
        assert not changes.acknowledge(mine)
    with viewer.viewer(cast.seats["police_missing"], "test"):
        assert queries.states_of([subject])[subject][0].words == "acknowledged 10:00"
        happened = AlertEvent.objects.filter(alert=alert.pk).order_by("pk").values_list("what", flat=True)
        assert list(happened) == ["raised", "routed", "opened", "acknowledged"]


def test_opening_an_alert_opens_a_pointer_and_no_more(cast: Cast) -> None:
    person = cast.child("police_missing")
    alert = raised(cast, person, to="school_lead")
    seat = cast.seats["school_lead"]
    with viewer.viewer(cast.seats["police_missing"], "test"):
        assert changes.confirm(alert, "Rang the school office: on roll today")
    with viewer.viewer(seat, "test"):
        assert not Told.objects.exists()
        [mine] = queries.alerts_for(seat.holders)
        changes.open_alert(mine, seat.pk)
        [place] = Place.objects.all()
        assert (place.reaches, place.because, place.because_kind) == (Level.POINTER, mine.pk, "alert")
        assert Told.objects.get().pk == person


def test_only_the_one_named_opens_it(cast: Cast) -> None:
    alert = raised(cast, cast.child("police_missing"))
    with viewer.viewer(cast.seats["police_missing"], "test"), pytest.raises(PermissionError):
        changes.open_alert(alert, cast.seats["police_missing"].pk)


def test_nobody_further_is_told_once_it_is_acknowledged(cast: Cast) -> None:
    raised(cast, cast.child("police_missing"))
    seat = cast.seats["council_missing"]
    with viewer.viewer(seat, "test"):
        changes.acknowledge(queries.alerts_for(seat.holders)[0])
    with time_machine.travel(BY_DAY + timedelta(days=1)), viewer.clockwork("escalate"):
        assert changes.escalate() == []


def test_what_nobody_acknowledges_goes_to_the_deputy_the_team_the_night_and_back(cast: Cast) -> None:
    raised(cast, cast.child("police_missing"), urgent=True)
    told, now = [], BY_DAY
    for _ in range(6):
        now += timedelta(minutes=31)
        with time_machine.travel(now, tick=False), viewer.clockwork("escalate"):
            told += [alert.holder for alert in changes.escalate()]
            assert changes.escalate() == []
    council = cast.teams["local_authority"].pk, cast.teams["local_authority_night"].pk
    deputy, raiser = cast.seats["council_missing_deputy"].pk, cast.seats["police_missing"].pk
    assert told == [deputy, *council, raiser]


def test_at_night_the_night_route_is_told_first_and_the_one_named_finds_it_in_the_morning(cast: Cast) -> None:
    with time_machine.travel(AT_NIGHT, tick=False):
        alert = raised(cast, cast.child("police_missing"))
    assert alert.holder == cast.teams["local_authority_night"].pk
    seat = cast.seats["council_missing"]
    with viewer.viewer(seat, "test"):
        assert [one.chain for one in queries.alerts_for(seat.holders)] == [alert.chain]


@pytest.mark.parametrize(
    ("break_it", "words"),
    [
        (lambda cast: Seat.objects.exclude(pk=cast.seats["council_missing"].pk).update(until=SINCE), "has no deputy"),
        (lambda _: Team.objects.update(night_route=None), "name a night route"),
        (lambda _: Team.objects.update(round_the_clock=False), "round the clock"),
    ],
)
def test_an_alert_that_nobody_could_receive_is_refused(cast: Cast, break_it: object, words: str) -> None:
    person = cast.child("police_missing")
    break_it(cast)  # type: ignore[operator]
    with pytest.raises(routes.Unreachable, match=words):
        raised(cast, person)
    holder = cast.seats["council_missing"].pk
    assert words in routes.receivable([holder])[holder]


def test_a_seat_that_is_away_is_stood_in_for(cast: Cast) -> None:
    seat = cast.seats["council_missing"]
    seat.away_until = BY_DAY + timedelta(days=3)
    seat.save()
    assert raised(cast, cast.child("police_missing")).holder == cast.seats["council_missing_deputy"].pk


def test_somebody_in_conflict_is_passed_over(cast: Cast) -> None:
    person = cast.child("police_missing")
    child = _child(cast, person)
    with viewer.viewer(cast.seats["council_missing"], "test") as who:
        declare_conflict(account=who.account, child=child, reason="own_family")
    assert raised(cast, person).holder == cast.seats["council_missing_deputy"].pk


def _child(cast: Cast, person: uuid.UUID) -> uuid.UUID:
    with viewer.viewer(cast.seats["police_missing"], "test"):
        return child_of(person)


def test_the_same_surname_is_passed_over_and_held_where_there_is_no_other(cast: Cast) -> None:
    person = cast.child("police_missing", family="CouncilMissing")
    assert raised(cast, person).holder == cast.seats["council_missing_deputy"].pk


def test_a_barred_agency_is_not_told_and_whoever_raised_it_is(cast: Cast) -> None:
    person = cast.child("police_missing")
    with viewer.viewer(cast.seats["police_missing"], "test"):
        changes.bar(person=person, agency=cast.agencies["local_authority"].pk, reason="Allegation against a worker")
    alert = raised(cast, person)
    assert (alert.state, alert.why_held) == ("held", "barred")
    for seat in ("council_missing", "council_missing_deputy", "local_authority_night"):
        with viewer.viewer(cast.seats[seat], "test"):
            assert not Alert.objects.exists()
    with viewer.viewer(cast.seats["police_missing"], "test"):
        with pytest.raises(ValueError, match="choose another recipient"):
            changes.confirm(alert, "Rang")
        elsewhere = changes.send_elsewhere(alert, cast.teams["police"].pk)
        assert elsewhere is not None
        assert elsewhere.state == "waiting"
        assert changes.send_elsewhere(alert, cast.teams["police"].pk) is None, "a colleague was first: one is told"
        assert queries.alerts_for([cast.teams["police"].pk]).get() == elsewhere


def test_a_school_is_told_once_enrolment_is_confirmed_by_telephone(cast: Cast) -> None:
    person = cast.child("police_missing")
    alert = raised(cast, person, to="school_lead")
    assert alert.why_held == "not_confirmed"


def test_recall_takes_it_away_and_leaves_a_breach(cast: Cast) -> None:
    person = cast.child("police_missing")
    alert = raised(cast, person)
    seat = cast.seats["council_missing"]
    with viewer.viewer(seat, "test"):
        mine = queries.alerts_for(seat.holders)[0]
        changes.open_alert(mine, seat.pk)
        with pytest.raises(PermissionError):
            changes.recall(mine, "Wrong child")
    with viewer.viewer(cast.seats["police_missing"], "test"):
        breach = changes.recall(alert, "Wrong child")
        assert breach is not None
        assert breach.was_opened
        assert changes.recall(alert, "Again") is None
        assert Breach.objects.get().reason == "Wrong child"
    with viewer.viewer(seat, "test"):
        assert not Alert.objects.exists()
        assert not Told.objects.exists()
        assert not Place.objects.filter(ends__gt=timezone.now()).exists()


def test_high_risk_needs_a_recorded_telephone_call(cast: Cast) -> None:
    alert = raised(cast, cast.child("police_missing"), urgent=True, subject=(subject := new_key()))
    with viewer.viewer(cast.seats["police_missing"], "test"):
        assert queries.states_of([subject])[subject][0].needs_call
        changes.record_call(alert, spoke_to="Duty officer", outcome="On the way.")
        assert not queries.states_of([subject])[subject][0].needs_call
        called = AlertEvent.objects.get(what="called")
        assert called.detail == "10:00, spoke to Duty officer. On the way."


@pytest.mark.parametrize(
    ("words", "beside"),
    [
        ("not read, escalates 15:00", "escalates 15:00"),
        ("delivered 06:02, not read, escalates 15:00", "delivered 06:02, escalates 15:00"),
        ("read 06:10", "06:10"),
        ("not read", ""),
        ("acknowledged 06:12; no telephone call recorded yet", "06:12; no telephone call recorded yet"),
    ],
)
def test_a_tag_and_the_words_beside_it_say_a_thing_once(words: str, beside: str) -> None:
    assert beside_tag(words) == beside


def test_what_is_open_goes_over_to_the_agency_that_follows(cast: Cast) -> None:
    person, police = cast.child("police_missing"), cast.agencies["police"]
    waiting, over = raised(cast, person), raised(cast, person)
    with viewer.viewer(cast.seats["police_missing"], "test"):
        changes.recall(over, "Wrong child")
    force = Agency.objects.create(kind="police", name="Fenland Police", area=cast.area)
    directory.succeed([police], force, on=BY_DAY.date())
    with viewer.clockwork("test"):
        assert Alert.objects.get(pk=waiting.pk).agency_id == force.pk
        assert Alert.objects.get(pk=over.pk).agency_id == police.pk, "what is over keeps the owner of its day"
        assert Entry.objects.get(door="work.go_over").subjects == [waiting.pk]
