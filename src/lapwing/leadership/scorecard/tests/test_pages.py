"""The scorecard, a definition, a number opened, and the children behind it: each as each role."""

import csv
import html
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings

from lapwing.access import viewer
from lapwing.access.models import Entry, EntryChild
from lapwing.cases.missing import changes
from lapwing.cases.missing.models import Account
from lapwing.exchange.snapshot.reading import opened
from lapwing.leadership.scorecard import editions, opening, presenters, queries
from lapwing.measures import counting, grid
from lapwing.measures.catalogue import MEASURES, get
from lapwing.measures.counts import Counts
from lapwing.measures.grid import ALL
from lapwing.measures.model import Part
from lapwing.measures.periods import Quarter
from lapwing.rules.moments import Moment
from tests import published
from tests.cast import sign_in
from tests.databases import as_migrator
from tests.published import LAST, World, quarter

pytestmark = pytest.mark.long

EPISODES = get("missing-episodes")
MEASURE, FILE = "/scorecard/missing/measure/missing-episodes/", "/scorecard/missing/file/"
PARTS = sorted({part for measure in MEASURES.values() for part in measure.parts}, key=str)
READERS = ("analyst", "partnership_manager", "scrutineer", "council_missing", "police_missing", "ig_lead")
OTHERS = (
    "social_worker",
    "front_door",
    "home_manager",
    "school_lead",
    "health",
    "data_steward",
    "custodian",
    "stranger",
)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[World]:
    settings.DATA = tmp_path_factory.mktemp("data")
    with django_db_blocker.unblock():
        yield from published.world()


@pytest.fixture(scope="module")
def counted(world: World) -> Counts:
    """What the files of the world's snapshot give, before suppression."""
    with opened(world.snapshot) as files:
        return counting.count(files)


@pytest.fixture(autouse=True)
def _unblocked(django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def page(client: Any, world: World, seat: str, path: str, status: int = 200) -> str:
    sign_in(client, world.seat(seat))
    answer = client.get(path)
    assert answer.status_code == status, (seat, path, answer.status_code)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def number(world: World, area: str, period: Any, more: str = "") -> str:
    return f"/number/missing-episodes/{area}/{period.key}/{more}?snapshot={world.snapshot.pk}"


@pytest.mark.parametrize("seat", READERS)
def test_those_who_read_numbers_read_them(world: World, client: Any, seat: str) -> None:
    said = page(client, world, seat, f"/scorecard/missing/?year={LAST.key}")
    assert f"How did children go missing in {LAST.label}, and what was done?" in said
    assert "Brackwater Council Brackwater nothing nothing nothing nothing has told nothing" in said
    page(client, world, seat, f"{MEASURE}?year={LAST.key}&area=991")
    page(client, world, seat, "/measures/missing-episodes/")
    page(client, world, seat, number(world, "991", quarter(1)))


@pytest.mark.parametrize("seat", OTHERS)
def test_others_do_not(world: World, client: Any, seat: str) -> None:
    for path in (
        "/scorecard/missing/",
        MEASURE,
        f"{FILE}csv/",
        "/measures/missing-episodes/",
        number(world, "991", quarter(1)),
        "/report/",
    ):
        page(client, world, seat, path, 403)


def test_the_table_hides_small_numbers_and_what_would_give_them_away(world: World) -> None:
    reading = queries.read(world.snapshot, EPISODES, LAST)
    assert reading.now.cell("991", quarter(1)).text == "12"
    assert reading.now.cell("992", quarter(2)).text == "c"
    assert reading.now.cell("992", quarter(3)).text == "not recorded"
    assert reading.now.cell("992", LAST).text == "17"
    assert reading.now.cell(ALL, LAST).text == "53"
    beside = [reading.now.cell("991", quarter(2)), reading.now.cell(ALL, quarter(2))]
    assert "c" in {cell.text for cell in beside}, "one of them would give the two away"
    assert reading.before.cell("992", LAST.before).text == "not recorded"


def test_no_output_holds_a_hidden_number(world: World, client: Any) -> None:
    """Page, chart and file alike say what may be shown, and nothing else."""
    reading = queries.read(world.snapshot, EPISODES, LAST)
    sign_in(client, world.seat("analyst"))
    for area in ("991", "992", ALL):
        texts = [reading.now.cell(area, each).text for each in LAST.quarters]
        spec = client.get(f"{MEASURE}chart.json?year={LAST.key}&area={area}").json()
        last = spec["data"]["values"][-4:]
        assert [value["label"].strip("*").replace("n/r", "not recorded") for value in last] == texts
        assert all(value["value"] is None for value in last if value["label"] in {"c", "n/r"})
        file = client.get(f"{FILE}csv/?year={LAST.key}&area={area}").content.decode("utf-8-sig")
        [line] = [row for row in csv.reader(io.StringIO(file)) if row[1:2] == ["Missing episodes"]]
        assert [text.removesuffix(" (incomplete)") for text in line[3:7]] == texts


def test_the_scorecard_has_every_measure(world: World, client: Any) -> None:
    said = page(client, world, "analyst", f"/scorecard/missing/?year={LAST.key}")
    for key, measure in MEASURES.items():
        assert measure.title in said
        page(client, world, "analyst", f"/scorecard/missing/measure/{key}/?year={LAST.key}")
    page(client, world, "analyst", f"{MEASURE}?year={LAST.key}&of=type.missing")
    for wrong in ("nothing.missing", "type.nothing", "type"):
        page(client, world, "analyst", f"{MEASURE}?year={LAST.key}&of={wrong}", 404)


def test_shares_and_lengths_are_read_by_who_the_child_is_in_page_opening_and_file(world: World, client: Any) -> None:
    key, title = "looked-after-share", "Episodes of looked-after children"
    said = page(client, world, "analyst", f"/scorecard/missing/measure/{key}/?year={LAST.key}")
    assert "By age" in said
    text = queries.publication(world.snapshot, LAST).table(get(key), "sex").cell(ALL, LAST, "f").text
    assert text == "0.0%"
    opened = f"/number/{key}/all/{LAST.key}/%s?snapshot={world.snapshot.pk}&by=sex&category=f"
    assert text in page(client, world, "analyst", opened % "")
    assert "You may see" in page(client, world, "council_missing", f"{opened % 'children/'}&which=whole")
    page(client, world, "analyst", opened.replace("sex", "risk") % "", 404)
    read = queries.read(world.snapshot, get(key), LAST, "sex")
    of_all_alone = replace(read, now=replace(read.now, areas=(ALL,)))  # as with more areas than share a police force
    assert of_all_alone.areas(ALL) == read.areas(ALL) == tuple(one for one in read.now.areas if one != ALL)
    file = client.get(f"{FILE}csv/?year={LAST.key}").content.decode("utf-8-sig")
    rows = {(row[0], row[1]): row for row in csv.reader(io.StringIO(file)) if len(row) > 7}
    assert rows[f"{title}: by sex", "Female"][7].startswith(text)


def test_a_count_is_read_by_month_and_each_opens(world: World, client: Any) -> None:
    month = LAST.months[0]
    said = page(client, world, "analyst", MEASURE + f"?year={LAST.key}")
    assert f"By month Month {LAST.label} {LAST.before.label} Change April" in said
    file = page(client, world, "analyst", f"/scorecard/missing/file/csv/?year={LAST.key}")
    assert "Missing episodes: by month,April,All areas" in file
    opened = page(client, world, "analyst", number(world, "all", month))
    assert month.words in opened
    share = "/scorecard/missing/measure/looked-after-share/"
    assert "By month Of all areas together" in page(client, world, "analyst", f"{share}?year={LAST.key}&area=991")
    assert "Episodes of looked-after children: by month,April,All areas" in file
    page(client, world, "analyst", number(world, "all", month).replace("missing-episodes", "looked-after-share"))


def test_every_definition_is_a_step_from_the_scorecard(world: World, client: Any) -> None:
    sign_in(client, world.seat("analyst"))
    assert 'href="/measures/"' in client.get("/scorecard/missing/").content.decode()
    listed = client.get("/measures/").content.decode()
    assert all(f'href="/measures/{key}/"' in listed for key in MEASURES)


def test_the_file_is_a_workbook_too(world: World, client: Any) -> None:
    sign_in(client, world.seat("analyst"))
    answer = client.get(f"{FILE}xlsx/?year={LAST.key}")
    assert answer["Content-Disposition"] == f'attachment; filename="scorecard-missing-{LAST.key}-all.xlsx"'
    assert "xl/worksheets/sheet1.xml" in zipfile.ZipFile(io.BytesIO(answer.content)).namelist()


def test_the_chart_is_drawn_where_no_script_runs(world: World, client: Any) -> None:
    sign_in(client, world.seat("analyst"))
    drawn = client.get(f"{MEASURE}chart.svg?year={LAST.key}&area=991")
    assert drawn["Content-Type"] == "image/svg+xml"
    assert LAST.label.encode() in drawn.content


def test_too_few_quarters_say_so_and_have_no_band(world: World, client: Any) -> None:
    said = page(client, world, "analyst", f"{MEASURE}?year={LAST.key}&area=991")
    assert "too few for limits of ordinary variation" in said
    spec = client.get(f"{MEASURE}chart.json?year={LAST.key}&area=991").json()
    assert all(layer["mark"]["type"] != "rect" for layer in spec["layer"])


def test_an_event_a_comment_and_who_said_it(world: World, client: Any) -> None:
    """The manager writes; an analyst reads both on the page of the measure, and the event on the scorecard."""
    sign_in(client, world.seat("partnership_manager"))
    day = quarter(1).first
    client.post("/scorecard/missing/events/", {"words": "New front door", "area": "991", "on-day": day.day,
                                               "on-month": day.month, "on-year": day.year})  # fmt: skip
    asked = f"year={LAST.key}&area=991"
    client.post(f"{MEASURE}comment/?{asked}", {"period": quarter(1).key, "words": "Two homes opened."})
    assert Entry.objects.using("migrator").filter(door__in=["scorecard.pin", "scorecard.comment"]).count() == 2
    said = page(client, world, "analyst", f"{MEASURE}?{asked}")
    assert "New front door, Ashmere" in said
    assert f"Two homes opened. On {quarter(1).label}. Partnership manager, Ashmere Council" in said
    assert "New front door (Ashmere)" in page(client, world, "analyst", f"/scorecard/missing/?year={LAST.key}")
    assert "New front door" not in page(client, world, "analyst", f"/scorecard/missing/?year={LAST.key}&area=992")


def test_a_published_quarter_that_a_later_snapshot_changes_is_restated(world: World, client: Any) -> None:
    """The old value stays, and a reason is asked for; one record more or less is not told of at all."""
    sign_in(client, world.seat("partnership_manager"))
    publish, asked = "/scorecard/missing/publish/", f"year={LAST.key}&area=991"
    assert client.post(publish, {"snapshot": world.snapshot.pk}).status_code == 302
    night = Moment.on(quarter(1).last - timedelta(days=1))
    published.tell(world, "council_missing", "ashmere", [night], "restated-", first=1)
    one_more = published.take_snapshot()
    assert queries.read(one_more, EPISODES, LAST).now.cell("991", quarter(1)).text == "13"
    texts, standing, _ = editions.to_publish(editions.last(), one_more)
    place = f"missing-episodes/991/{quarter(1).key}"
    assert (texts[place], standing[place]) == ("12", str(world.snapshot.pk))
    assert editions.otherwise(editions.last(), one_more) == []
    nights = [Moment(night.at - timedelta(days=2 * n)) for n in range(1, 9)]
    for number in (0, 4):  # of four children, none of them sealed
        published.tell(world, "council_missing", "ashmere", nights[number : number + 4], f"more-{number}-", first=1)
    later = published.take_snapshot()
    now = queries.read(later, EPISODES, LAST).now.cell("991", quarter(1)).text
    assert now == "21"
    said = page(client, world, "partnership_manager", f"{MEASURE}?{asked}")
    assert f"{quarter(1).label} Missing episodes Ashmere 12 {now}" in said
    answer = client.post(publish, {"snapshot": later.pk})
    assert answer.status_code == 400
    assert f"Say why {quarter(1).label} changed" in answer.content.decode()
    why = {each.key: "The council sent one late" for each in (*LAST.quarters, *LAST.before.quarters)}
    assert client.post(publish, {"snapshot": later.pk, **why}).status_code == 302
    said = page(client, world, "analyst", f"{MEASURE}?{asked}")
    assert f"{quarter(1).label} Missing episodes Ashmere 12 {now} The council sent one late Partnership manager" in said
    assert client.get(publish).status_code == 403


def test_a_number_opens_to_definition_period_snapshot_and_count(world: World, client: Any) -> None:
    said = page(client, world, "analyst", number(world, "992", quarter(2)))
    assert "Hidden: it is from 1 to 5" in said
    assert quarter(2).words in said
    assert EPISODES.numerator in said
    assert "They open only to those with a duty to them" in said


@pytest.mark.parametrize("seat", ["analyst", "partnership_manager", "scrutineer", "ig_lead", *OTHERS])
def test_the_children_open_to_nobody_without_a_duty(world: World, client: Any, seat: str) -> None:
    page(client, world, seat, number(world, "991", quarter(1), "children/"), 403)


def test_the_two_counts_and_why_they_differ(world: World, client: Any) -> None:
    """The council told of all twelve; two are of the sealed child, and are counted and not opened."""
    said = page(client, world, "council_missing", number(world, "991", quarter(1), "children/"))
    assert "Published 12 You may see 10 missing episodes of 5 children" in said
    assert presenters.SEALED in said
    assert "Zephyrine0" not in said
    assert "Zephyrine1 Quillfeatherashmere" in said


def test_a_page_whose_counts_agree_says_so(world: World, client: Any) -> None:
    said = page(client, world, "police_missing", number(world, "992", quarter(1), "children/"))
    assert "Published 9 You may see 9 missing episodes of 6 children" in said
    assert "They do not differ." in said


def test_a_hidden_number_is_not_compared(world: World, client: Any) -> None:
    said = page(client, world, "police_missing", number(world, "992", quarter(2), "children/"))
    assert "Published c You may see 2 missing episodes of 2 children" in said
    assert "so the two are not compared" in said


@pytest.mark.parametrize("key", MEASURES)
def test_every_measure_s_number_opens(world: World, client: Any, key: str) -> None:
    """Shares open what they count and what they are divided by; lengths their absences; children their absences."""
    path = f"/number/{key}/991/{LAST.key}/"
    said = page(client, world, "council_missing", f"{path}?snapshot={world.snapshot.pk}")
    assert MEASURES[key].numerator in said
    for which in ("", "&which=whole"):
        page(client, world, "council_missing", f"{path}children/?snapshot={world.snapshot.pk}{which}")
    by = MEASURES[key].breakdowns[:1]
    for one in by:
        asked = f"?snapshot={world.snapshot.pk}&by={one.key}&category={one.categories[0].key}"
        assert one.categories[0].words.lower() in page(client, world, "council_missing", f"{path}{asked}")
        page(client, world, "council_missing", f"{path}children/{asked}")


def test_another_area_s_coordinator_sees_none_of_them(world: World, client: Any) -> None:
    said = page(client, world, "other_council_missing", number(world, "991", quarter(3), "children/"))
    assert "You may see 0 missing episodes of 0 children" in said
    assert "None of them is yours to see." in said


def test_opening_stands_in_the_ledger_with_the_children_it_showed(world: World, client: Any) -> None:
    page(client, world, "council_missing", number(world, "991", quarter(1), "children/"))
    entry = Entry.objects.using("migrator").filter(door="number_children").latest("at")
    shown = set(EntryChild.objects.using("migrator").filter(entry=entry).values_list("child", flat=True))
    assert entry.purpose == "opening_a_number"
    assert shown == {world.children[f"ashmere-{n}"] for n in range(1, 6)}


def test_a_correction_after_the_snapshot_is_told_and_does_not_change_what_was_counted(
    world: World, client: Any
) -> None:
    seat = world.seat("police_missing")
    with viewer.viewer(seat, "find_missing"):
        account = Account.objects.filter(area__code="992", began_at__date=quarter(1).first.replace(day=4)).get()
        wrong = account.type
        _retype(account, "education")
    said = page(client, world, "police_missing", number(world, "992", quarter(1), "children/"))
    assert "Published 9 You may see 9 missing episodes" in said
    assert "1 of those listed here would no longer be counted" in said
    with viewer.viewer(seat, "find_missing"):
        _retype(Account.objects.get(pk=account.pk), wrong)


def _retype(account: Account, kind: str) -> None:
    report = changes.Report(
        account.person, kind, account.began, account.area_id, last_seen_place=account.last_seen_place,
        reported_by=account.reported_by, reference=account.reference,
    )  # fmt: skip
    changes.correct_account(account.pk, report, version=account.version)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: f"{part.population.key}-{part.by}-{part.category}")
def test_the_same_definition_gives_the_same_on_both_engines(world: World, counted: Counts, part: Part) -> None:
    """PostgreSQL, asked as the migrator who sees every row, and DuckDB over the files."""
    rows = part.rows()
    keys = ["area", "year", "quarter"]
    number = rows.child.nunique() if part.population.distinct else rows.count()
    asked = rows.group_by(keys).agg(number=number).select(*keys, "number")
    with as_migrator() as connection:
        moment = world.snapshot.taken_at
        asked_of = {"moment": moment, "first": moment - timedelta(days=4_000), "until": moment + timedelta(days=1)}
        answer = connection.execute(opening.statement(asked), asked_of).fetchall()
        found = [row for was, *row in answer if was is not False]
    assert {grid.place(part, area, Quarter(year, quarter)): number for area, year, quarter, number in found} == {
        where: number
        for where, number in counted.items()
        if where == grid.place(part, where.area, where.period) and where.area != ALL
        if isinstance(where.period, Quarter)
    }


def test_what_is_not_there_is_not_found(world: World, client: Any) -> None:
    for path in (
        "/scorecard/missing/?year=2019", "/scorecard/missing/?year=2019-20-q1", "/scorecard/missing/?snapshot=x",
        "/measures/nothing/", f"{MEASURE}?area=555", f"{MEASURE}chart.svg?area=555", f"{FILE}doc/",
        "/scorecard/missing/measure/nothing/", "/number/nothing/991/2019-20/",
        "/number/missing-episodes/555/2019-20/",
        "/number/missing-episodes/991/2019/", f"/number/missing-episodes/991/2019-20/?snapshot={'0' * 32}",
    ):  # fmt: skip
        page(client, world, "analyst", path, 404)
