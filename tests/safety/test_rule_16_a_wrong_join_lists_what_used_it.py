"""Rule 16: un-joining lists what used the join, keeps each as one to correct, and puts the circle back as it was."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from lapwing.access import circle, viewer
from lapwing.access.levels import Level
from lapwing.access.models import Sharing
from lapwing.directory.keys import new_key
from lapwing.people import changes
from lapwing.people.finding.joins import used
from lapwing.people.models import Link, Status
from tests import cast as casting

pytestmark = pytest.mark.django_db


def test_it_lists_them_and_the_former_circle_sees_no_more() -> None:
    cast = casting.build()
    worker, police, health = cast.social_worker, cast.police_missing, cast.health
    told = {"family": "Ashdown", "born": date(2012, 5, 4)}
    with viewer.viewer(worker, "plan"):
        ours = changes.tell([changes.Telling(reference="c-1", given="Wren", **told)])[0].person
        status = Status(id=new_key(), person=ours, agency_id=worker.agency_id, what="cin", since=date(2024, 1, 1))
        Status.objects.bulk_create([status])
        Status.objects.filter(pk=status.pk).update(detail="changed")
    with viewer.viewer(police, "find_missing"):
        theirs = changes.tell([changes.Telling(reference="p-1", given="Oak", family="Sedge", born=date(2009, 1, 1))])[0]
        circle.open_places([
            circle.Opening(person=theirs.person, agency=health.agency_id, holder=health.pk, reaches=Level.DETAIL,
                           purpose="protect", basis="public_task")
        ])  # fmt: skip
        changes.join(person=theirs.person, child=changes.child_of(ours))
        link = Link.objects.get(person=theirs.person, until=None)
        circle.decide_sharing([
            circle.Decision(person=theirs.person, with_agency=health.agency_id, purpose="protect", necessity="Because",
                            basis="public_task", holder=health.team_id or health.pk,
                            ends=timezone.now() + timedelta(days=1))
        ])  # fmt: skip

    def health_sees() -> tuple[int, int]:
        with viewer.viewer(health, "protect"):
            return Status.objects.filter(person=ours).count(), Status.pgh_event_model.objects.count()

    assert health_sees() == (1, 1)
    with viewer.viewer(police, "match"):
        listed = used(link)
        sharing = Sharing.objects.get()
        assert sharing.pk in {one.key for one in listed}
        fresh = changes.unjoin(person=theirs.person, reason="Two children", used=[one.key for one in listed])
        assert {"code": "to_correct", "record": str(sharing.pk)} in fresh.evidence
    assert health_sees() == (0, 0)
