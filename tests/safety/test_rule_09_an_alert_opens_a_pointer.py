"""Rule 9: an alert opens a pointer, not a chronology; to named people with a deputy, never "the school"."""

import pytest

from lapwing.access import viewer
from lapwing.access.levels import Level
from lapwing.access.models import Place
from lapwing.access.reach import Kind
from lapwing.access.register import GUARDS
from lapwing.directory.models import Seat
from lapwing.work.alerts import changes, queries
from lapwing.work.alerts.kinds import KINDS
from lapwing.work.alerts.routes import Unreachable
from lapwing.work.tests.cast import SINCE, Cast, make
from tests.access.rows import guarded_models
from tests.safety.alerting import raised


@pytest.fixture
def cast(db: None) -> Cast:
    return make()


def test_no_kind_of_alert_opens_more_than_a_pointer() -> None:
    assert {kind.opens for kind in KINDS.values()} == {Level.POINTER}


def test_what_it_opens_is_at_pointer_level_in_every_table(cast: Cast) -> None:
    person = cast.child("police_missing")
    raised(cast, person, "council_missing")
    seat = cast.seats["council_missing"]
    with viewer.viewer(seat, "test"):
        [alert] = queries.alerts_for(seat.holders)
        changes.open_alert(alert, seat.pk)
        for model in guarded_models():
            guard = GUARDS[model._meta.db_table]
            if guard.key != "person" or not guard.has_agency or guard.kind in {Kind.ALERT, Kind.LEDGER}:
                continue
            shown = model.objects.filter(person=person).exclude(agency=who_owns(seat)).values_list("level", flat=True)
            assert set(shown) <= {Level.POINTER}, model
        assert Place.objects.get(holder=seat.pk).because == alert.pk


def who_owns(seat: Seat) -> object:
    return seat.agency_id


def test_it_goes_to_somebody_named_with_a_second_who_stands_in(cast: Cast) -> None:
    person = cast.child("police_missing")
    Seat.objects.filter(agency=cast.agencies["school"]).exclude(pk=cast.seats["school_lead"].pk).update(until=SINCE)
    with pytest.raises(Unreachable, match="no deputy"):
        raised(cast, person, "school_lead")
