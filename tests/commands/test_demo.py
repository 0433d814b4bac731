"""`./lapwing demo`, as a real process: it makes a world, serves it, starts again soon, and leaves nothing running."""

import signal
import socket
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pyarrow.parquet as pq
import pytest
from django.urls import reverse
from django.utils import timezone

from lapwing.access import viewer
from lapwing.cases.exploitation import queries as plans
from lapwing.cases.exploitation.models import RiskPerson
from lapwing.cases.missing import changes as missing_changes
from lapwing.cases.missing import queries as missing
from lapwing.cases.missing.models import Account as Told
from lapwing.cases.missing.sheet.models import Photograph
from lapwing.cases.missing.together.models import Teller
from lapwing.cli import demo
from lapwing.cli.bench import world
from lapwing.cli.postgres import ROOT, Server, free_port
from lapwing.demo.cast import CAST
from lapwing.demo.families import families
from lapwing.demo.homes import household_of
from lapwing.demo.places import AREAS, CITY
from lapwing.demo.size import SMALL
from lapwing.demo.walking import sitting as at_the_site
from lapwing.directory.models import Seat
from lapwing.exchange.snapshot import rows
from lapwing.measures.counting import count
from lapwing.measures.engines import Files
from lapwing.measures.grid import Place
from lapwing.measures.missing.populations import EPISODES
from lapwing.measures.periods import Year
from lapwing.people.models import Relationship
from lapwing.people.models import Told as Person
from lapwing.people.queries import child_of
from lapwing.web.one_click.walk import WALK
from lapwing.work.meetings.models import Meeting
from tests.commands.in_the_world import closed_doors, standing_in
from tests.commands.processes import Running, alive, lapwing

pytestmark = pytest.mark.long

NAME = "demo-test"
SERVER = Server(NAME)


@pytest.fixture(scope="module", autouse=True)
def _world() -> Iterator[None]:
    """One world for these tests, on a server of its own."""
    SERVER.destroy()
    made = lapwing("demo", "--name", NAME, "--small", "--prepare-only")
    assert made.returncode == 0, made.stdout + made.stderr
    assert "The world is made" in made.stdout
    assert not SERVER.is_running(), "the server it started was left running"
    yield
    SERVER.destroy()


def test_the_measure_finds_the_totals_that_the_world_was_planned_for() -> None:
    """From the snapshot, after the union of what the police and the councils told, with every file's slips."""
    [folder] = (environment_folder() / "snapshots").iterdir()
    with Files(folder) as files:
        found = count(files)
    for area, years in SMALL.episodes.items():
        for year, total in years.items():
            assert found[Place(EPISODES.key, AREAS[area][1], Year(year))] == total


@pytest.fixture
def people(django_db_blocker: Any) -> Iterator[dict[str, Seat]]:
    """The seats of those who are in that world, where the ORM stands for the while."""
    with standing_in(SERVER, environment_folder(), django_db_blocker) as seats:
        yield seats


def test_an_absence_that_both_agencies_withdraw_is_one_less_and_not_two(people: dict[str, Seat]) -> None:
    """Each absence is in the count once, whoever told of it; the small world is of no use for hidden numbers."""
    before = _counted_now()
    with viewer.viewer(people["police_missing"], "test"):
        theirs = Told.objects.filter(began_at__year=2019, withdrawn_at=None).exclude(agency=people["ig_lead"].agency_id)
        both = set(theirs.values_list("absence", flat=True))
    with viewer.viewer(people["council_missing"], "test"):
        ours = Told.objects.filter(absence__in=both, began_at__year=2019, began_at__month__gte=4).first()
        assert ours is not None
        missing_changes.withdraw([ours], "A test.")
    assert _counted_now() == before, "the police still tell of it"
    with viewer.viewer(people["police_missing"], "test"):
        mine = Told.objects.filter(absence=ours.absence_id, agency=people["police_missing"].agency_id)
        assert world.counted_now(), "as `./lapwing bench world` counts what they see"
        missing_changes.withdraw(mine, "A test.")
    assert _counted_now() == before - 1


def _counted_now() -> int:
    """The city's episodes of 2019/20, as the snapshot's own statement joins them."""
    question = f"SELECT count(*) FROM ({rows.ABSENCES}) one WHERE area = %s AND began_on BETWEEN %s AND %s"
    with psycopg.connect(SERVER.url("migrator", demo.DATABASE)) as connection:
        asked = connection.execute(question, [AREAS[CITY][1], date(2019, 4, 1), date(2020, 3, 31)])
        return int(asked.fetchone()[0])


def test_what_stands_on_its_desks(people: dict[str, Seat]) -> None:
    """Who is missing now and to whom that shows; sheets, ties, plans and lists, each to those who may read it."""
    with viewer.viewer(people["police_missing"], "test"):
        assert missing.missing_now().count() == 5
        assert Photograph.objects.count() == 6
        assert (Teller.objects.count(), RiskPerson.objects.count()) == (1, 1)
    with viewer.viewer(people["council_missing"], "test"):
        assert missing.missing_now().count() >= 3
        assert plans.open_plans().count() >= len(plans.without_owner()) == 1, "more or fewer, from day to day"
        assert not Teller.objects.exists()
        assert not RiskPerson.objects.exists()
        titles = list(Meeting.objects.filter(at__gt=timezone.now()).values_list("title", flat=True))
        assert {title.split(",")[0] for title in titles} >= {"At-risk list", "Exploitation panel"}
    with viewer.viewer(people["stranger"], "test"):
        assert not missing.missing_now().exists()
    placed = at_the_site(people["council_missing"]).get("/exploitation/placed/").content.decode()
    assert "Our children, placed elsewhere" in placed
    assert "No child of ours" not in placed


def test_families_are_told_as_records_and_a_hidden_home_shows_to_nobody_outside(people: dict[str, Seat]) -> None:
    today = timezone.localdate()
    children = {trait: child for child in families(1, today, SMALL) for trait in child.traits}
    with viewer.viewer(people["social_worker"], "test"):
        page = {trait: child_of(Person.objects.get(reference=children[trait].reference).pk)
                for trait in ("parents_apart", "moved", "confidential")}  # fmt: skip
        relations = Counter(Relationship.objects.values_list("what", flat=True))
    assert all(relations[what] for what in ("mother", "father", "sibling"))
    apart, moved = (household_of(children[trait], today) for trait in ("parents_apart", "moved"))

    def reads(who: str, trait: str) -> str:
        return unescape(at_the_site(people[who]).get(f"/child/{page[trait]}/").content.decode())

    both = reads("social_worker", "parents_apart")
    assert all(f"with {parent.given} {parent.family} ({parent.what})" in both for parent in apart.parents)
    assert all(home.postcode in both for home in apart.homes)
    assert "has parental responsibility" in both
    went = reads("social_worker", "moved")
    assert "Where the child lived before" in went
    assert moved.homes[-1].street in went
    hidden = children["confidential"].street
    assert hidden in reads("social_worker", "confidential")
    for other in ("police_missing", "nurse", "school_lead", "county_missing"):
        assert hidden not in reads(other, "confidential")


def test_a_share_of_the_children_has_no_disability_recorded() -> None:
    [folder] = (environment_folder() / "snapshots").iterdir()
    told = Counter(row["disability"] for path in sorted(folder.glob("absences*")) for row in _rows_of(path))
    assert all(told[what] for what in (True, False, None))


def _rows_of(path: Path) -> list[dict[str, Any]]:
    return pq.read_table(path, columns=["disability"]).to_pylist()


def test_everybody_has_work_and_no_way_leads_to_a_closed_door(people: dict[str, Seat]) -> None:
    """On each first page. `./lapwing bench demo-pages` walks to every page, and names each link that leads to none."""
    pages = {one.key: at_the_site(people[one.key]).get("/").content.decode() for one in CAST}
    assert not [key for key, page in pages.items() if "Nothing is waiting for you" in page]
    closed = {key: found for key, page in pages.items() if (found := closed_doors(people[key], page))}
    assert not closed


# What the walk of ten minutes says of each of its pages, as words that stand there.
SAID = {
    "today": ("Return interview", "Overdue"),
    "missing_board": ("Told", "seen"),
    "missing_tasking": ("without an owner",),
    "missing_all": ('href="/missing/',),
    "alerts": ("missing",),
    "scorecard_missing": ("2018/19", "2019/20"),
    "report": ("children",),
    "snapshot": ("69,100", "Invented for this demo", "days behind"),
}


def test_each_step_of_the_ten_minutes_is_still_true(people: dict[str, Seat]) -> None:
    for part in WALK:
        site = at_the_site(people[part.who.replace(".", "_")])
        for step in part.steps:
            answer = site.get(reverse(step.route) + step.query, follow=True)
            page = answer.content.decode()
            lacking = [words for words in SAID[step.route] if words not in page]
            assert answer.status_code == 200, step.route
            assert not lacking, f"{step.route} lacks {lacking}"


def environment_folder() -> Path:
    return ROOT / ".lapwing" / f"{NAME}-data"


def _get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.read().decode()


def _running(port: int, folder: Path) -> tuple[Running, list[psutil.Process]]:
    """The demo, served; and every process that is its own, the database's last."""
    one = Running(("demo", "--name", NAME, "--small", "--port", str(port)), cwd=folder)
    one.until("Ctrl-C stops it")
    return one, [*one.family(), psutil.Process(SERVER.pid())]


def test_it_starts_again_soon_from_any_folder_and_stops_everything_after_a_kill_too(tmp_path: Path) -> None:
    port = free_port()
    killed, left = _running(port, tmp_path)
    killed.stop(signal.SIGKILL)
    psutil.wait_procs(left[:-1], timeout=20)
    assert alive(left) == left[-1:], "the database alone outlives it"
    began = time.monotonic()
    running, family = _running(port, tmp_path)
    took = time.monotonic() - began
    page = _get(f"http://127.0.0.1:{port}/demo/")
    walk = _get(f"http://127.0.0.1:{port}/demo/ten-minutes/")
    verified = lapwing("verify", "--name", NAME)
    with pytest.raises(SystemExit, match="running from this folder already"), demo.alone(NAME):
        pass
    assert running.stop(signal.SIGTERM) == 0
    assert "still ran, from a time that was cut off" in running.said
    assert "Making" not in running.said, "it made its world a second time"
    assert f"http://127.0.0.1:{port}/demo/" in running.said
    assert "Morwenna Teasdalow" in running.said
    assert "Morwenna Teasdalow" in page
    assert all(name in walk for name in ("Morwenna Teasdalow", "Yasmin Orchardby", "Jonah Kirkhollow"))
    assert took < 60, "ten seconds on a quiet machine; this one runs the suite beside it"
    assert len(family) >= 4, "the site and its processes, a worker, the database"
    assert not alive(family)
    assert not SERVER.is_running()
    assert verified.returncode == 0
    assert f"Database: {demo.DATABASE} at 127.0.0.1:" in verified.stdout
    assert f"the demo's world “{NAME}”" in verified.stdout


def test_a_port_that_is_taken_is_said_and_the_next_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        wanted = other.getsockname()[1]
        assert demo.free_port(wanted) > wanted
    said = capsys.readouterr().out
    assert f"Port {wanted} is taken" in said
    assert "--port" in said


def test_two_demos_of_one_checkout_do_not_run_at_once() -> None:
    with demo.alone(NAME):
        second = lapwing("demo", "--name", NAME, "--small")
    assert second.returncode == 1
    assert "running from this folder already" in second.stderr


def test_a_world_left_half_made_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    assert demo._why_anew(demo.BEING_MADE, fresh=False).startswith("The demo's world was left half made")
    SERVER.start(fast=True)
    try:
        with psycopg.connect(SERVER.url("migrator", demo.DATABASE)) as connection:
            whole = connection.execute(
                "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
            ).fetchone()[0]
    finally:
        SERVER.stop()
    assert whole.startswith(demo._made_by())


def test_a_database_that_is_no_demo_is_never_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "_stamp", lambda: None)
    monkeypatch.setattr(demo, "_has_tables", lambda: True)
    with pytest.raises(SystemExit, match="not a demo's"):
        demo.prepare_world(None, 1, fresh=True)
