"""The whole world of the demo, counted: what the agencies' files tell, what the measure finds of it after the union,
what the reports say; and with one absence taken back by everybody who told of it.

The world of `./lapwing demo` is used as it stands, and made where there is none. Taking back is undone at the end.
"""

import importlib
import os

from lapwing.cli import demo
from lapwing.cli.bench.table import show

FIRST, SECOND = 2018, 2019


def main() -> None:
    with demo.alone(demo.NAME), demo.ready_database(demo.NAME):
        if not demo.prepare_world(None, demo.SEED, fresh=False):
            raise SystemExit("There is no world to count.")
        os.environ["LAPWING_AS"] = "migrator"  # who sees every row
        importlib.import_module("lapwing.config.wsgi")
        found, wanted = totals()
        less = one_taken_back()
        if found != wanted or less != wanted[-1] - 1:
            raise SystemExit("The world does not hold what the reports tell of.")


def totals() -> tuple[list[int], list[int]]:
    """The city's episodes of both years, as the snapshot's measure finds them; and as the reports have them."""
    from lapwing.demo.places import AREAS, CITY
    from lapwing.demo.size import WHOLE
    from lapwing.exchange.snapshot import reading
    from lapwing.exchange.snapshot.models import Snapshot
    from lapwing.measures.grid import Place
    from lapwing.measures.missing.populations import EPISODES
    from lapwing.measures.periods import Year

    counts, _ = reading.counted(Snapshot.objects.latest())
    years = (Year(FIRST), Year(SECOND))
    found = [counts[Place(EPISODES.key, AREAS[CITY][1], year)] for year in years]
    wanted = [WHOLE.episodes[CITY][year.start] for year in years]
    show(
        ["year", "accounts told", "of absences that both tell", "found by the measure", "the report says"],
        [
            [year.label, *(f"{each:,}" for each in (*told(year, AREAS[CITY][1]), one, said))]
            for year, one, said in zip(years, found, wanted, strict=True)
        ],
    )
    return found, wanted


def told(year: object, area: str) -> tuple[int, int]:
    """How many accounts stand of absences that began in a year, and how many absences two agencies tell of."""
    from django.db import connection

    from lapwing.measures.periods import Year

    assert isinstance(year, Year)
    with connection.cursor() as cursor:
        cursor.execute(ACCOUNTS, [area, year.first, year.last])
        many = [row[0] for row in cursor.fetchall()]
    return sum(many), sum(number > 1 for number in many)


ACCOUNTS = """
SELECT count(*) FROM missing_account c JOIN missing_absence a ON a.id = c.absence_id
JOIN directory_area d ON d.id = a.area_id
WHERE c.withdrawn_at IS NULL AND d.code = %s
  AND (a.began_at AT TIME ZONE 'Europe/London')::date BETWEEN %s AND %s GROUP BY a.id
"""


def one_taken_back() -> int:
    """What the measure finds of the second year once both agencies have taken back what they told of one absence."""
    from django.db import transaction

    from lapwing.access.viewer import viewer
    from lapwing.cases.missing import changes
    from lapwing.cases.missing.models import Account
    from lapwing.demo.cast import EVERYBODY
    from lapwing.directory.models import Seat

    emails = {member.key: member.email for member in EVERYBODY}
    seats = [Seat.objects.get(account__email=emails[key]) for key in ("council_missing", "police_missing")]
    numbers = []
    with transaction.atomic():
        with viewer(seats[0], "records"):
            numbers.append(counted_now())
            ours, theirs = (
                Account.objects.filter(agency=seat.agency_id, began_at__year=SECOND, withdrawn_at=None)
                for seat in seats
            )
            absence = ours.filter(began_at__month__gt=4, absence__in=theirs.values("absence")).first()
            assert absence is not None
        for seat in seats:
            with viewer(seat, "records"):
                changes.withdraw(Account.objects.filter(agency=seat.agency_id, absence=absence.absence_id), "A bench.")
                numbers.append(counted_now())
        transaction.set_rollback(True)
    print(
        f"\nOn the records themselves the measure finds {numbers[0]:,}; one absence taken back by the council, of "
        f"which the police still tell, {numbers[1]:,}; by the police too, {numbers[2]:,}."
    )
    return numbers[-1]


def counted_now() -> int:
    from django.utils import timezone

    from lapwing.demo.places import AREAS, CITY
    from lapwing.leadership.scorecard import opening
    from lapwing.measures.missing.populations import EPISODES
    from lapwing.measures.model import Part
    from lapwing.measures.periods import Year

    found, _ = opening.opened(Part(EPISODES), [AREAS[CITY][1]], Year(SECOND), timezone.now())
    return len(found)
