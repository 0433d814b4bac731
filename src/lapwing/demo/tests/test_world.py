"""The whole world, made by its steps in the suite's database: what every page then has to show."""

from datetime import timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.utils import timezone

from lapwing.access import viewer
from lapwing.cases.exploitation import queries as plans
from lapwing.cases.exploitation.models import RiskPerson
from lapwing.cases.missing import queries as missing
from lapwing.cases.missing.models import Absence as Absent
from lapwing.cases.missing.sheet.models import Photograph
from lapwing.cases.missing.together import queries as together
from lapwing.cases.missing.together.models import Teller
from lapwing.demo.absences import Absence, year_of
from lapwing.demo.cast import CAST
from lapwing.demo.places import AREAS, CITY
from lapwing.demo.size import SMALL
from lapwing.demo.steps import STEPS
from lapwing.demo.walking import dead_ends
from lapwing.demo.world import World
from lapwing.measures import tables
from lapwing.measures.counting import count
from lapwing.measures.engines import Files
from lapwing.measures.grid import Place
from lapwing.measures.missing.populations import EPISODES
from lapwing.measures.periods import Year


@pytest.fixture
def world(db: None) -> World:
    made = World(1, timezone.localdate(), SMALL)
    one = next(each for each in made.absences if len(each.told.by) == 2 and _when(made, each) == (CITY, 2019))
    made.absences.remove(one)
    for _, step in STEPS:
        assert step(made)
    return made


def _when(world: World, absence: Absence) -> tuple[str, int]:
    return world.by_number[absence.child].area, year_of(absence.day)


def test_the_whole_world(world: World, tmp_path: Path) -> None:
    """One test, because the world takes a while to make."""
    _the_measure_finds_each_absence_once_and_not_the_one_that_was_taken_out(world, tmp_path)
    _five_are_missing_now(world)
    _their_sheets_and_ties_are_there(world)
    _plans_are_open(world)
    _every_link_leads_somewhere(world)


def _every_link_leads_somewhere(world: World) -> None:
    dead = {member.key: dead_ends(world.seats[member.key]) for member in CAST}
    assert not any(dead.values()), "\n".join(f"{who}: {end}" for who, ends in dead.items() for end in ends)


def _the_measure_finds_each_absence_once_and_not_the_one_that_was_taken_out(world: World, folder: Path) -> None:
    """Of the union of both agencies' accounts: what each owns, together, is every absence."""
    codes = {area.pk: area.code for area in world.places.areas.values()}
    rows = {}
    for member in ("council_missing", "county_missing", "police_missing"):
        with viewer.viewer(world.seats[member], "test"):
            for one in Absent.objects.filter(began_at__lt=timezone.now() - timedelta(days=10)):
                rows[one.pk] = {
                    "absence": one.pk.bytes, "child": one.person.bytes, "area": codes[one.area_id],
                    "began_on": one.began.day, "began_at": one.began_at, "type": one.type,
                }  # fmt: skip
    for table, lines in ((tables.ABSENCES, rows.values()), (tables.COVERAGE, ())):
        told = pa.Table.from_pylist(list(lines), schema=table.schema().to_pyarrow())
        pq.write_table(told, folder / f"{table.get_name()}.parquet")
    with Files(folder) as files:
        found = count(files)
    for area, years in SMALL.episodes.items():
        for year, total in years.items():
            assert found[Place(EPISODES.key, AREAS[area][1], Year(year))] == total - ((area, year) == (CITY, 2019))


def _plans_are_open(world: World) -> None:
    with viewer.viewer(world.seats["council_missing"], "test"):
        assert plans.open_plans().count() == 2
        assert plans.without_owner().count() == 1
        assert not RiskPerson.objects.exists()
    with viewer.viewer(world.seats["police_missing"], "test"):
        assert RiskPerson.objects.count() == 1


def _their_sheets_and_ties_are_there(world: World) -> None:
    with viewer.viewer(world.seats["police_missing"], "test"):
        assert Photograph.objects.count() == 6
        assert Teller.objects.count() == 1
    with viewer.viewer(world.seats["council_missing"], "test"):
        areas = [area.pk for area in world.places.areas.values()]
        since = timezone.now() - timedelta(days=30)
        assert sum(len(together.ties(area, since)) for area in areas) >= 1
        assert not Teller.objects.exists()


def _five_are_missing_now(world: World) -> None:
    with viewer.viewer(world.seats["police_missing"], "test"):
        assert missing.missing_now().count() == 5
        assert missing.missing_now().filter(began_at__gt=timezone.now() - timedelta(days=4)).count() == 5
    with viewer.viewer(world.seats["council_missing"], "test"):
        assert missing.missing_now().count() >= 3
    with viewer.viewer(world.seats["stranger"], "test"):
        assert not missing.missing_now().exists()
