"""Rule 17: a declared conflict blocks every row of the child, in whichever seat; a sample of reads is reviewed."""

from datetime import date

import pytest
from django.test import Client

from lapwing.access import circle, ledger, viewer
from lapwing.access.models import Conflict, LedgerAct, Review
from lapwing.access.register import GUARDS
from lapwing.directory.models import Seat
from lapwing.people import changes
from lapwing.people.matching.candidates import Described, find
from lapwing.people.models import Told
from lapwing.work.background import samples
from tests import cast as casting
from tests.cast import sign_in

pytestmark = pytest.mark.django_db


def test_a_conflict_blocks_every_seat_of_the_account_and_the_search() -> None:
    cast = casting.build()
    worker = cast.social_worker
    other_chair = Seat.objects.create(
        account=worker.account, agency=worker.agency, role="custodian", title="Other", since=worker.since
    )
    with viewer.viewer(worker, "plan"):
        person = changes.tell([changes.Telling(reference="1", given="Wren", family="Ashdown", born=date(2012, 5, 4))])
        child = changes.child_of(person[0].person)
        circle.declare_conflict(account=worker.account_id, child=child, reason="neighbour")
    for seat in (worker, other_chair):
        with viewer.viewer(seat, "plan"):
            assert not Told.objects.exists()
            assert find(Described("Wren", "Ashdown", date(2012, 5, 4))) == []
    assert GUARDS[Conflict._meta.db_table].table == "access_conflict"


def test_reads_are_drawn_for_a_reviewer() -> None:
    cast = casting.build()
    for _ in range(30):
        with viewer.viewer(cast.social_worker, "plan"):
            ledger.line(LedgerAct.READ, "child", children=[cast.social_worker.pk])
    with viewer.clockwork("draw_sample"):
        samples.draw()
    with viewer.viewer(cast.ig_lead, "guard_information"):
        drawn = list(Review.objects.filter(why="sample"))
        assert drawn
        assert {one.by_team for one in drawn} <= {cast.social_worker.team_id}
    alike = cast.council_missing
    Seat.objects.filter(pk=alike.pk).update(title="Social worker", team=cast.social_worker.team)
    with viewer.viewer(alike, "plan"):
        ledger.line(LedgerAct.READ, "child", children=[cast.social_worker.pk])
    lead = Client()
    sign_in(lead, cast.ig_lead)
    desk = lead.get("/guarding/").content.decode()
    for name in (cast.social_worker.account.name, alike.account.name):
        assert f"Social worker: {name}" in desk, "two seats with one title, team and agency are told apart"
    assert "Children in care team, Ashmere Council" in desk
