"""What the partnership published: the quarters of its scorecard, an event, a comment, a quarter restated, and a section
of the yearly report. Done between snapshots, which are taken in processes of their own: `./lapwing demo` runs both.
"""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta

from lapwing.access.viewer import viewer
from lapwing.demo.absences import last_quarter, year_of
from lapwing.demo.cast import EVERYBODY
from lapwing.demo.own_files import LATE, POLICE
from lapwing.demo.places import AREAS, CITY
from lapwing.directory.models import Seat
from lapwing.exchange.inbound import changes as intake
from lapwing.exchange.inbound.models import IntakeRow
from lapwing.exchange.snapshot.models import Snapshot
from lapwing.leadership.annual_report import changes as report
from lapwing.leadership.scorecard import changes, editions
from lapwing.leadership.scorecard.changes import NewComment, NewEvent
from lapwing.measures.periods import Quarter, Year

EPISODES = "missing-episodes"
REASON = (
    "Rows of the police's file could not be read, because they had no date. The officers' paper log had it, and the "
    "data steward put them right after these numbers were published."
)
SAID_FIRST = (
    "Two thirds of these evenings ended at one of three places. The missing persons team and the youth service have "
    "been at all three on Fridays and Saturdays since the middle of the quarter."
)
SAID_AFTERWARDS = "Some episodes more than we published first: see the reason. What we said of the quarter stands."


def main(arguments: Sequence[str]) -> int:
    """The first stage follows the world's first snapshot, the last stage the second; 0 where it went well."""
    parser = argparse.ArgumentParser()
    parser.add_argument("stage", choices=("first", "last"))
    parser.add_argument("--date", type=date.fromisoformat, required=True)
    given = parser.parse_args(arguments)
    latest = Snapshot.objects.first()
    if latest is None:
        return 2
    (publish_first if given.stage == "first" else publish_again)(latest, given.date)
    return 0


def publish_first(of: Snapshot, day: date) -> None:
    """The quarters are published, with what happened and what is said of the last; then late rows are put right."""
    with _sitting("partnership_manager", "performance"):
        changes.pin([NewEvent(day - timedelta(days=200), "New front door opened", AREAS[CITY][1])])
        changes.publish(of, {})
        changes.comment([NewComment(EPISODES, AREAS[CITY][1], _quarter(day).key, SAID_FIRST)])
    _put_right()


def publish_again(of: Snapshot, day: date) -> None:
    """The quarter is restated with its reason, and last year's section of the yearly report is published."""
    with _sitting("partnership_manager", "publication"):
        reasons = {quarter.key: REASON for quarter in editions.quarters(editions.otherwise(editions.last(), of))}
        changes.publish(of, reasons)
        changes.comment([NewComment(EPISODES, AREAS[CITY][1], _quarter(day).key, SAID_AFTERWARDS)])
        report.publish(of, Year(year_of(day) - 1))


def _quarter(day: date) -> Quarter:
    first = last_quarter(day).first
    return next(one for one in Year(year_of(first)).quarters if one.first == first)


def _put_right() -> None:
    """The steward of the police gives each row the time at which the police were told."""
    with _sitting("police_data_steward", "intake"):
        for row in IntakeRow.objects.filter(state=IntakeRow.State.QUARANTINED, told__contains=[LATE]):
            cells = dict(zip(POLICE, row.told, strict=True))
            intake.mend(row.pk, list((cells | {"WENT_MISSING": cells["REPORTED"]}).values()), seen=row.version)


@contextmanager
def _sitting(member: str, purpose: str) -> Iterator[None]:
    email = next(one.email for one in EVERYBODY if one.key == member)
    with viewer(Seat.objects.get(account__email=email), purpose, door="demo"):
        yield
