"""The snapshot: what it holds, what it never holds, and who may take it."""

import hmac
import os
import stat
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.conf import settings

from lapwing.access import viewer
from lapwing.access.models import Entry, Identity
from lapwing.cases.missing.models import Absence
from lapwing.directory.models import Agency
from lapwing.exchange.snapshot import copying, kept, pseudonyms, reading
from lapwing.exchange.snapshot import rows as statements
from lapwing.exchange.snapshot.files import written
from lapwing.exchange.snapshot.models import Snapshot
from lapwing.exchange.snapshot.reading import NotThatSnapshot, opened
from lapwing.measures import counting, hiding, lasting
from lapwing.people.models import Told
from lapwing.people.queries import age_on
from lapwing.rules.moments import Moment
from tests import cast as casts
from tests import published
from tests.databases import as_migrator
from tests.published import LAST, MARKS, World

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[World]:
    settings.DATA = tmp_path_factory.mktemp("data")
    with django_db_blocker.unblock():
        yield from published.world()


@pytest.fixture(autouse=True)
def _unblocked(django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def rows(world: World) -> list[dict[str, Any]]:
    return pq.read_table(world.snapshot.folder / "absences").to_pylist()


def files(world: World) -> list[Path]:
    return [path for path in world.snapshot.folder.rglob("*") if path.is_file()]


def test_one_row_for_each_absence_whoever_told(world: World) -> None:
    absences = Absence.objects.using("migrator").count()
    assert len(rows(world)) == world.snapshot.absences == absences
    both = [row for row in rows(world) if row["told_by_police"] and row["told_by_council"]]
    assert len(both) == 12 + 20 + 1
    assert len({row["child"] for row in rows(world)}) == world.snapshot.children == 12


def test_what_stands_in_a_row(world: World) -> None:
    row = next(row for row in rows(world) if row["told_by_police"] and row["told_by_council"])
    assert (row["area"], row["type"], row["risk"], row["sex"]) == ("991", "missing", "MED", "F")
    assert row["looked_after"] is False
    assert row["age"] == age_on(date(2010, 5, 6), row["began_on"]) or row["began_on"].month == 5
    assert row["ended_at"] - row["began_at"] == timedelta(hours=30)


def test_the_statements_say_the_same_of_the_copy_as_in_postgresql(world: World) -> None:
    with (
        copying.one_moment(os.environ["DATABASE_MIGRATOR_URL"]) as readers,
        copying.copied(readers, statements.READ) as copy,
    ):
        for sql in (statements.ABSENCES, statements.COVERAGE):
            there = Counter(map(repr, copying.ask(readers[-1], sql)))
            assert Counter(map(repr, copying.rows(copy.sql(sql).to_arrow_table()))) == there
            assert there


def test_in_postgresql_each_part_is_worked_out_once() -> None:
    """Else who told of an absence is worked out again for each absence behind a number, which takes minutes."""
    said = statements.each_once(f"WITH absences AS ({statements.ABSENCES}) SELECT 1")
    assert said.count(" AS MATERIALIZED (") == 7
    assert said.count(" AS (") == 1, "the whole of it alone"
    assert all(" AS (" not in states for asked in ((), ("age", "placement")) for states in statements.between(asked))


@pytest.mark.parametrize("secret", [b"", b"short", b"a" * 64, b"longer than a block " * 9])
def test_a_pseudonym_is_what_the_standard_says(secret: bytes) -> None:
    for key in (b"", b"sixteen bytes of", b"more " * 50):
        assert pseudonyms._under(secret)(key) == hmac.digest(secret, key, "sha256")


def test_a_child_is_a_pseudonym_made_with_the_secret(world: World) -> None:
    secret = settings.SNAPSHOT_KEY.encode()
    expected = {hmac.digest(secret, child.bytes, "sha256") for child in world.children.values()}
    assert {row["child"] for row in rows(world)} == expected


def test_no_name_no_word_and_no_key_is_in_the_files(world: World) -> None:
    """Safety 28. Looked for as text, as bytes, and as the hexadecimal of both, in files and in every value."""
    keys = [
        *Identity.objects.using("migrator").values_list("person", flat=True),
        *Identity.objects.using("migrator").values_list("child", flat=True),
        *Absence.objects.using("migrator").values_list("pk", flat=True),
        *Told.objects.using("migrator").values_list("pk", flat=True),
    ]
    needles = [mark.encode() for mark in MARKS]
    needles += [form for key in keys for form in (key.bytes, key.hex.encode(), str(key).encode())]
    for path in files(world):
        everything = path.read_bytes() + repr(pq.read_table(path).to_pylist()).encode()
        values = b"".join(_bytes(v) for row in pq.read_table(path).to_pylist() for v in row.values())
        for needle in needles:
            assert needle not in everything
            assert needle not in values


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def test_only_their_owner_may_read_the_files(world: World) -> None:
    for path in files(world):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(world.snapshot.folder.stat().st_mode) == 0o700


def test_a_sealed_child_is_counted(world: World) -> None:
    sealed = hmac.digest(settings.SNAPSHOT_KEY.encode(), world.sealed.bytes, "sha256")
    assert any(row["child"] == sealed for row in rows(world))


def test_what_each_agency_has_told_and_has_not(world: World) -> None:
    coverage = world.snapshot.coverage
    assert coverage.missing(LAST, "991") == []
    assert coverage.missing(LAST, "992") == ["Brackwater Council"]
    assert coverage.missing(LAST.before, "992") == ["Brackwater Council"], "the police told of Ashmere, and so of both"
    assert coverage.missing(LAST.before.before, "992") == ["Brackwater Council", "Mereside Police"]
    assert world.snapshot.areas == [["991", "Ashmere"], ["992", "Brackwater"]]


def test_the_site_may_not_take_one(world: World) -> None:
    done = published.run_command(as_migrator=False)
    assert done.returncode == 2
    assert "taken by the migrator" in done.stderr


def test_taking_one_stands_in_the_ledger(world: World) -> None:
    entry = Entry.objects.using("migrator").get(door="snapshot.take")
    assert entry.subjects == [world.snapshot.pk]


def test_the_analyst_s_role_reads_the_register_and_no_record(world: World) -> None:
    with as_migrator() as connection:
        tables = [row[0] for row in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        may = "SELECT has_table_privilege('lapwing_analyst', %s, %s)"
        readable = {table for table in tables if connection.execute(may, [table, "SELECT"]).fetchone() == (True,)}
        assert readable == {"snapshot_snapshot"}
        assert connection.execute(may, ["snapshot_snapshot", "INSERT, UPDATE, DELETE"]).fetchone() == (False,)


def test_files_that_were_changed_are_not_read(world: World) -> None:
    path = world.snapshot.folder / "coverage.parquet"
    kept = path.read_bytes()
    reading._check.cache_clear()
    try:
        path.write_bytes(kept + b" ")
        with pytest.raises(NotThatSnapshot, match=r"coverage\.parquet is not the one"):
            opened(world.snapshot)
        path.unlink()
        with pytest.raises(NotThatSnapshot, match="is not there"):
            opened(world.snapshot)
    finally:
        path.write_bytes(kept)


def test_the_page_says_what_is_missing(world: World, client: Any) -> None:
    from tests.cast import sign_in

    sign_in(client, world.seat("analyst"))
    page = client.get("/snapshot/").content.decode()
    assert "Brackwater Council" in page
    assert "has told nothing" in page
    assert "about 90 absences of about 10 children" in page
    sign_in(client, world.seat("social_worker"))
    assert client.get("/snapshot/").status_code == 403


def test_what_was_worked_out_with_it_is_what_would_be_worked_out_now(world: World) -> None:
    kept_counts, kept_lengths = kept.counted(world.snapshot)
    with opened(world.snapshot) as engine:
        areas = (*world.snapshot.area_names, "")
        assert dict(counting.count(engine, areas)) == dict(kept_counts)
        assert lasting.lengths(engine, areas) == kept_lengths
    names = tuple(world.snapshot.area_names)
    assert kept.hidden(world.snapshot, LAST) == hiding.hide(LAST, kept_counts.in_year(LAST), names)


def test_what_was_worked_out_otherwise_is_not_taken_up(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "definitions", lambda: b"others")
    assert kept.counted(world.snapshot) is None
    assert kept.hidden(world.snapshot, LAST) is None


def test_a_later_snapshot_writes_only_the_months_that_changed(world: World, client: Any) -> None:
    """The last test that needs the first snapshot to be the latest."""
    before = {path: path.read_bytes() for path in files(world)}
    published.tell(world, "police_missing", "brackwater", [Moment.on(LAST.last + timedelta(days=40))], "later-")
    done = published.run_command(as_migrator=True)
    assert done.returncode == 0, done.stderr
    later = Snapshot.objects.first()
    anew = written(later)
    assert anew.anew == (f"{LAST.last + timedelta(days=40):%Y-%m}",)
    assert len(anew.months) > 6
    same = [name for name in world.snapshot.digests if name.startswith("absences/") and name[9:16] not in anew.anew]
    for name in same:
        assert (later.folder / name).samefile(world.snapshot.folder / name)
    assert {path: path.read_bytes() for path in files(world)} == before
    with opened(later) as engine:
        assert len(engine.rows("SELECT 1 FROM absences")) == later.absences == world.snapshot.absences + 1
    casts.sign_in(client, world.seat("analyst"))
    assert "1 changed since the snapshot before and was written anew" in client.get("/snapshot/").content.decode()


def test_nobody_is_shown_by_taking_one(world: World) -> None:
    with viewer.viewer(world.seat("analyst"), "performance") as who:
        assert list(Absence.objects.all()) == []
        assert who.shown == set()
        assert Agency.objects.exists()
