"""Return interviews as sets: each is judged late or in time by itself, also where the return was told long after."""

import pytest

from lapwing.access.viewer import viewer
from lapwing.cases.missing import changes, interviews, queries
from lapwing.cases.missing.changes import Located, Report
from lapwing.cases.missing.interviews import Held, Offer, Tried
from lapwing.rules.moments import Moment
from lapwing.work.deadlines.models import Clock
from lapwing.work.instruments.changes import Given
from tests.safety import missing_world
from tests.safety.missing_world import World, ago

DAY = 24


@pytest.fixture
def world(db: None) -> World:
    return missing_world.make()


def _told_long_after(world: World) -> list[changes.Account]:
    """Four absences of two months ago, over when they were told: no interview's clock ran."""
    area = world.cast.areas["ashmere"].pk
    ended = [Located(None, "returned", ago((60 - 3 * n) * DAY)) for n in range(4)]
    reports = [
        Report(world.council, "missing", ago((60.5 - 3 * n) * DAY), area, ended=end) for n, end in enumerate(ended)
    ]
    with viewer(world.cast.council_missing, "find_missing"):
        return changes.record_missing(reports)


def test_each_of_a_set_is_judged_by_its_own_return(world: World) -> None:
    accounts = _told_long_after(world)
    with viewer(world.cast.council_missing, "return_interview"):
        theirs = Clock.objects.filter(subject__in=[one.absence_id for one in accounts])
        assert [one.duty for one in theirs] == ["proposal_decided"]
        offers = [Offer(one.absence_id, ago(50 * DAY), "Asha Bright", "Lantern", "independent") for one in accounts]
        soon, late, declined, waiting = interviews.offer(offers)
        interviews.add_attempts([Tried(declined.pk, ago(49 * DAY), "In person", "declined")])
        interviews.close_each([declined], "declined", "The child did not want one.")
        said = {"own_words": Given("I went to the river.")}
        held = interviews.hold_each([(soon, Held(ago((60 - 2) * DAY), said)), (late, Held(ago((57 - 4) * DAY), said))])
        assert [row.status for row in held] == ["completed_in_time", "completed_late"]
        declined.refresh_from_db()
        waiting.refresh_from_db()
    assert (declined.status, waiting.status) == ("declined", "offered")


def test_one_that_nobody_declined_is_not_closed_as_declined(world: World) -> None:
    accounts = _told_long_after(world)[:2]
    with viewer(world.cast.council_missing, "return_interview"):
        rows = interviews.offer(
            [Offer(one.absence_id, Moment.now(), "Asha Bright", "Lantern", "independent") for one in accounts]
        )
        interviews.add_attempts([Tried(rows[0].pk, Moment.now(), "In person", "declined")])
        with pytest.raises(interviews.NeedsAttempt):
            interviews.close_each(rows, "declined", "The child did not want one.")


def test_after_a_child_declined_a_second_offer_is_a_new_interview(world: World) -> None:
    """The first stays as it ended, and is written over by nobody; the second counts, and can be held."""
    account = world.report(world.cast.police_missing, world.police)
    world.come_back(account.absence_id, 2)
    absence = account.absence_id
    with viewer(world.cast.council_missing, "return_interview"):
        [first] = interviews.offer([Offer(absence, ago(1.5), "Asha Bright", "Lantern", "independent")])
        interviews.add_attempts([Tried(first.pk, ago(1.4), "In person", "declined")])
        interviews.close(first, "declined", "The child did not want one.", "Offered to the carers.")
        assert queries.interview_of(absence) == first
        [second] = interviews.offer([Offer(absence, ago(1), "Dev Lorne", "Lantern", "independent")])
        assert queries.interview_of(absence) == second, "the one that is open counts"
        with pytest.raises(interviews.Ended):
            interviews.hold(first, Held(ago(0.5), {}))
        interviews.hold(second, Held(ago(0.5), {"own_words": Given("I changed my mind.")}))
        assert queries.interview_of(absence) == second
        states = [row.status for row in queries.interviews_of([absence])[absence]]
        assert states == ["declined", "completed_in_time"]
