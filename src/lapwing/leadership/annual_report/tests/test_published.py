"""A published section is frozen: values, definition and snapshot; building it again gives the same bytes."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from lapwing.access import viewer
from lapwing.access.models import Entry
from lapwing.arithmetic import Verdict, check_text
from lapwing.leadership.annual_report import changes, content, missing
from lapwing.leadership.annual_report.models import PublishedSection
from lapwing.leadership.scorecard import editions, queries
from lapwing.measures.catalogue import MEASURES, get
from lapwing.rules.moments import Moment
from tests import published
from tests.cast import sign_in
from tests.published import LAST, World

pytestmark = pytest.mark.long

EPISODES = get("missing-episodes")
PAGE = f"/report/{LAST.key}/missing/"


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[World]:
    settings.DATA = tmp_path_factory.mktemp("data")
    with django_db_blocker.unblock():
        yield from published.world()


@pytest.fixture(autouse=True)
def _unblocked(django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def publish(world: World, client: Any) -> PublishedSection:
    sign_in(client, world.seat("partnership_manager"))
    answer = client.post(f"{PAGE}publish/", {"snapshot": world.snapshot.pk})
    assert answer.status_code == 302
    return PublishedSection.objects.latest("published_at")


def test_each_number_in_the_draft_is_a_link_that_opens(world: World, client: Any) -> None:
    sign_in(client, world.seat("analyst"))
    assert client.get("/report/").url == PAGE
    page = client.get(PAGE).content.decode()
    links = re.findall(r'href="(/number/[^"]+)"', page)
    assert len(links) >= 3
    for link in links:
        assert client.get(link.replace("&amp;", "&")).status_code == 200


def test_building_it_again_gives_the_same_bytes(world: World, client: Any) -> None:
    section = publish(world, client)
    queries._counted.cache_clear()
    queries._published.cache_clear()
    built = missing.build(world.snapshot, LAST)
    again = content.canonical(built)
    assert again.encode() == section.content.encode()
    assert content.digest(again) == section.digest
    for file in section.files.all():
        assert changes.build(file.form, built, changes.standing(section)) == bytes(file.content)
    assert publish(world, client) == section, "publishing the same again is the same row"


def test_it_keeps_values_definition_and_snapshot(world: World, client: Any) -> None:
    said = publish(world, client).said
    assert said.snapshot == str(world.snapshot.pk)
    definition = next(one for one in said.definitions if one.key == EPISODES.key)
    assert (definition.digest, dict(definition.said)) == (EPISODES.digest, dict(EPISODES.definition))
    assert "There were 53 missing episodes" in said.text
    table = next(part for part in said.parts if isinstance(part, content.Table))
    assert [run.text for run in table.rows[-1]][2] == "53*"
    assert all(f"?snapshot={world.snapshot.pk}" in note.path for note in said.notes)


def test_no_chart_holds_a_hidden_number_and_each_number_has_its_note(world: World) -> None:
    said = missing.build(world.snapshot, LAST)
    charts = [part for part in said.parts if isinstance(part, content.Chart)]
    values = [value for chart in charts for value in chart.spec["data"]["values"]]
    assert all(value["value"] is None for value in values if value["label"] in {"c", "n/r"})
    runs = [run for part in said.parts if isinstance(part, content.Paragraph) for run in part.runs if run.path]
    assert runs
    assert all(run.path == said.notes[run.note - 1].path for run in runs)


def test_downloads_are_of_the_published_one_or_marked_as_draft(world: World, client: Any) -> None:
    sign_in(client, world.seat("analyst"))
    for form in ("pdf", "docx"):
        draft = client.get(f"{PAGE}file/{form}/?draft")
        assert "DRAFT" in draft["Content-Disposition"]
    section = publish(world, client)
    sign_in(client, world.seat("analyst"))
    for file in section.files.all():
        answer = client.get(f"{PAGE}file/{file.form}/")
        assert answer.content == bytes(file.content)
        assert "DRAFT" not in answer["Content-Disposition"]
        assert client.get(f"{PAGE}file/{file.form}/?edition={section.pk}").content == answer.content
    for wrong in ("file/txt/", "?edition=x", f"?edition={world.snapshot.pk}"):
        assert client.get(f"{PAGE}{wrong}").status_code == 404


def test_it_does_not_change_when_a_later_snapshot_does(world: World, client: Any) -> None:
    section = publish(world, client)
    published.tell(world, "council_missing", "ashmere", [_night()], "late-", first=1)
    later = published.take_snapshot()
    page = client.get(PAGE).content.decode()
    assert "The latest snapshot would say something else" in page
    assert "53 missing episodes" in page
    assert "54 missing episodes" in client.get(f"{PAGE}?draft").content.decode()
    assert content.canonical(missing.build(world.snapshot, LAST)) == section.content
    assert later.pk != world.snapshot.pk
    sign_in(client, world.seat("partnership_manager"))
    assert "This section is not published" in client.get(f"{PAGE}?draft").content.decode()
    answer = client.post(f"{PAGE}publish/", {"snapshot": later.pk}, follow=True)
    assert "could tell of single records" in answer.content.decode()
    with viewer.viewer(world.seat("partnership_manager"), "publication"), pytest.raises(changes.TellsOfFew):
        changes.publish(later, LAST)
    assert not PublishedSection.objects.filter(snapshot=later).exists(), "53 beside 54 would tell of one record"


def test_the_scorecard_says_nothing_that_the_report_beside_it_would_give_away(world: World, client: Any) -> None:
    publish(world, client)
    published.tell(world, "council_missing", "ashmere", [_night()], "beside-", first=2)
    later = published.take_snapshot()
    place = f"missing-episodes/all/{LAST.key}"
    proposed = editions.to_publish(None, later)
    assert place in proposed.left_out
    assert place not in proposed.texts
    assert f"missing-episodes/992/{LAST.key}" in proposed.texts, "nothing moved there"


def _night() -> Any:
    return Moment.on(LAST.last - timedelta(days=1))


def test_a_changed_definition_is_said_and_changes_nothing_published(
    world: World, client: Any, monkeypatch: Any
) -> None:
    section = publish(world, client)
    monkeypatch.setitem(MEASURES, EPISODES.key, replace(EPISODES, numerator="Something else."))
    page = client.get(PAGE).content.decode()
    assert "A definition has changed since" in page
    assert PublishedSection.objects.get(pk=section.pk).content == section.content


def test_publishing_stands_in_the_ledger_and_is_the_manager_s(world: World, client: Any) -> None:
    section = publish(world, client)
    entry = Entry.objects.using("migrator").get(door="annual_report.publish")
    assert (entry.subjects, entry.seat) == ([section.pk], world.seat("partnership_manager").pk)
    for seat in ("analyst", "scrutineer", "council_missing", "social_worker"):
        sign_in(client, world.seat(seat))
        assert client.post(f"{PAGE}publish/", {"snapshot": world.snapshot.pk}).status_code == 403


def test_the_database_lets_nobody_change_what_was_published(world: World, client: Any) -> None:
    section = publish(world, client)
    for statement in (
        "UPDATE annual_report_publishedfile SET digest = ''",
        "DELETE FROM annual_report_publishedfile",
        "UPDATE annual_report_publishedsection SET content = ''",
        "DELETE FROM annual_report_publishedsection",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    section.content += " "
    with pytest.raises(ValueError, match="is not what was published"):
        _ = section.said


def test_the_section_passes_our_own_arithmetic_check(world: World) -> None:
    text = missing.build(world.snapshot, LAST).text
    assert "53 missing episodes" in text
    assert not [one for one in check_text(text).findings if one.verdict is Verdict.FAILS]


def test_what_is_not_there_is_not_found(world: World, client: Any) -> None:
    sign_in(client, world.seat("partnership_manager"))
    for path in ("/report/2019/missing/", "/report/2019-20-q1/missing/"):
        assert client.get(path).status_code == 404
    assert client.post(f"{PAGE}publish/", {"snapshot": "nothing"}).status_code == 404
    assert client.post(f"{PAGE}publish/").status_code == 404
