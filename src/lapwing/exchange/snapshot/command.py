"""`./lapwing snapshot`: take the pseudonymised snapshot that measures read."""

import argparse
import sys
import time
from collections.abc import Sequence
from datetime import time as time_of_day

from lapwing.exchange.snapshot import schedule, taking
from lapwing.exchange.snapshot.files import written
from lapwing.measures.periods import year_of


def main(argv: Sequence[str]) -> int:
    """Take one snapshot and say what it holds; 0, or 2 where this role may not take one."""
    parser = argparse.ArgumentParser(
        prog="./lapwing snapshot", description="Take the pseudonymised snapshot that measures read."
    )
    parser.add_argument(
        "--nightly", type=time_of_day.fromisoformat, metavar="HH:MM", help="stay, and take one each night at this time"
    )
    given = parser.parse_args(argv)
    if given.nightly:
        schedule.each_night(given.nightly, schedule.in_a_process_of_its_own)
    return _take()


def _take() -> int:
    began = time.monotonic()
    try:
        snapshot = taking.take()
    except taking.NotTheMigrator as error:
        sys.stderr.write(f"lapwing: {error}\n")
        return 2
    sys.stdout.write(
        f"Snapshot of {taking.moment_words(snapshot.taken_at)}: {snapshot.absences:,} absences of "
        f"{snapshot.children:,} children, in {time.monotonic() - began:.1f} s.\n"
    )
    months = written(snapshot)
    sys.stdout.write(
        f"  {len(months.months):,} months, {len(months.anew):,} of them written; the others stand as before\n"
    )
    for line in _not_sent(snapshot):
        sys.stdout.write(f"  {line}\n")
    sys.stdout.write(f"  {snapshot.folder}\n")
    return 0


def _not_sent(snapshot: taking.Snapshot) -> list[str]:
    """Agencies whose data do not reach to today."""
    coverage = snapshot.coverage
    names = snapshot.area_names
    quarters = [quarter for quarter in year_of(coverage.taken_on).quarters if quarter.first <= coverage.taken_on]
    return [
        f"{names.get(area, area)}: {agency} has not told about {quarter.label}"
        for area in names
        for quarter in quarters
        for agency in coverage.missing(quarter, area)
    ]
