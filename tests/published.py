"""A world in which numbers can be published: the cast, two financial years of absences, one sealed child, a snapshot.

It is committed, because the snapshot is taken by another role.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db import connection, connections
from django.utils import timezone

from lapwing.access import circle, viewer
from lapwing.cases.missing import changes
from lapwing.cases.missing.changes import Located, Report
from lapwing.directory.models import Seat
from lapwing.exchange.snapshot import taking
from lapwing.exchange.snapshot.models import Snapshot
from lapwing.measures.periods import Quarter, Year, year_of
from lapwing.people import changes as people
from lapwing.people.changes import Telling
from lapwing.people.queries import child_of
from lapwing.rules.moments import Moment
from tests import cast as casts
from tests.access.world import clear

LAST = year_of(timezone.localdate()).before  # the last year that is over
# Marks that stand in names, places and words, and must never stand in a snapshot's files.
MARKS = ("Zephyrine", "Quillfeather", "Underbridge Lane", "said she was frightened", "ZZ9 9ZZ")

# How many episodes began, by area and quarter of the last year that is over: told by the council, by the police, or
# by both of one absence.
COUNTS = {
    "ashmere": {1: ("both", 12), 2: ("council", 7), 3: ("council", 9), 4: ("police", 8)},
    "brackwater": {1: ("police", 9), 2: ("police", 2), 4: ("police", 6)},
}
BEFORE = {"ashmere": {1: ("both", 20), 3: ("police", 11)}}


@dataclass
class World:
    """The cast; children by short names (`ashmere-0`); the snapshot of it all. `sealed` is one of the children."""

    cast: casts.Cast
    children: dict[str, UUID] = field(default_factory=dict)
    sealed: UUID | None = None
    snapshot: Snapshot | None = None

    def seat(self, name: str) -> Seat:
        return self.cast.seats[name]


def world() -> Iterator[World]:
    """Made and committed; everything is emptied again after."""
    clear()
    yield made(casts.build())
    clear()


def made(cast: casts.Cast) -> World:
    """What is told of the cast's children, and a snapshot of it."""
    world = World(cast)
    _tell(world)
    _seal(world)
    world.snapshot = take_snapshot()
    return world


def take_snapshot() -> Snapshot:
    """As the command does, and as the migrator; in this process, because another takes seconds to start."""
    mine = connections["default"]
    connections["default"] = connections["migrator"]
    try:
        return taking.take()
    finally:
        connections["default"] = mine


def run_command(*, as_migrator: bool) -> "subprocess.CompletedProcess[str]":
    """The command in a process of its own, as the nightly schedule starts it."""
    start = "import sys, django; django.setup(); from lapwing.exchange.snapshot.command import main; sys.exit(main([]))"
    environment = {
        **os.environ, **{key: _here(os.environ[key]) for key in ("DATABASE_URL", "DATABASE_MIGRATOR_URL")},
        "DJANGO_SETTINGS_MODULE": "lapwing.config.settings", "LAPWING_DATA": str(settings.DATA),
        "PYTHONPATH": str(Path(__file__).parents[1] / "src"),
    } | ({"LAPWING_AS": "migrator"} if as_migrator else {})  # fmt: skip
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", start], check=False, env=environment, capture_output=True, text=True
    )


def _here(url: str) -> str:
    """The address of the database on which the ORM stands."""
    return urlsplit(url)._replace(path=f"/{connection.settings_dict['NAME']}").geturl()


def _tell(world: World) -> None:
    """Six children of each area, missing again and again."""
    for year, counts in ((LAST.before, BEFORE), (LAST, COUNTS)):
        for area, quarters in counts.items():
            for number, (who, how_many) in quarters.items():
                _absences(world, area, Quarter(year.start, number), who, how_many)
    _one_this_year(world)


def _absences(world: World, area: str, quarter: Quarter, who: str, how_many: int) -> None:
    council = "council_missing" if area == "ashmere" else "other_council_missing"
    nights = [Moment.on(quarter.first + timedelta(days=3 + 4 * n)) for n in range(how_many)]
    if who in {"council", "both"}:
        tell(world, council, area, nights, f"{quarter.key}-")
    if who in {"police", "both"}:
        tell(world, "police_missing", area, nights, f"{quarter.key}-")


def tell(world: World, seat: str, area: str, nights: Sequence[Moment], reference: str, first: int = 0) -> list[UUID]:
    """One agency's accounts from its own system, each of the next of six children; keys of the absences."""
    who = world.seat(seat)
    with viewer.viewer(who, "find_missing"):
        persons = [child(world, who, area, (first + n) % 6) for n in range(len(nights))]
        over = [Located(None, "returned", Moment(night.at + timedelta(hours=30))) for night in nights]
        reports = [
            Report(person, "missing", night, world.cast.areas[area].pk, last_seen_place=MARKS[2], reported_by=MARKS[3],
                   risk="MED" if "police" in seat else "", ended=end, reference=f"{area}-{reference}{n}")
            for n, (person, night, end) in enumerate(zip(persons, nights, over, strict=True))
        ]  # fmt: skip
        return [account.absence_id for account in changes.record_missing(reports)]


def child(world: World, who: Seat, area: str, number: int) -> UUID:
    """A person as told by this agency; the same child, whoever tells."""
    key = f"{area}-{number}"
    [outcome] = people.tell(
        [Telling(key, f"{MARKS[0]}{number}", f"{MARKS[1]}{area}", date(2010, 5, 1 + number), "F", "", MARKS[4])]
    )
    found = child_of(outcome.person)
    first = world.children.setdefault(key, found)
    if found != first:
        people.join(person=outcome.person, child=first)
    return outcome.person


def _one_this_year(world: World) -> None:
    """The council's last file and the police's reach into this year."""
    for seat in ("council_missing", "police_missing"):
        tell(world, seat, "ashmere", [Moment.on(LAST.last + timedelta(days=1))], f"{seat}-now-")
    tell(world, "police_missing", "brackwater", [Moment.on(LAST.last + timedelta(days=1))], "now-")


def _seal(world: World) -> None:
    """The first child of Ashmere is sealed: counted, and open to nobody."""
    world.sealed, custodian = world.children["ashmere-0"], world.seat("custodian")
    with viewer.viewer(world.seat("council_missing"), "find_missing"):
        person = child(world, world.seat("council_missing"), "ashmere", 0)
    with viewer.viewer(custodian, "protect"):
        circle.seal_child(child=world.sealed, person=person, reason="Protected.", holder=custodian.pk)


def quarter(number: int, year: Year = LAST) -> Quarter:
    return Quarter(year.start, number)
