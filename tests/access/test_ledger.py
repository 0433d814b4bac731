"""The ledger: what is tampered with is named by its batch, whoever did it; and sealing holds nobody up."""

import importlib
import json
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection, connections
from django.utils import timezone

from lapwing.access import ledger, viewer
from lapwing.access.ledger import command, digest
from lapwing.access.ledger.verify import Verdict, verify
from lapwing.access.models import Batch, LedgerAct
from lapwing.cli import postgres, roles
from lapwing.directory.keys import new_key
from lapwing.directory.models import Seat
from tests.access.told import Cast
from tests.access.world import clear
from tests.databases import SERVER, as_app, as_migrator, drop

LINES = 9
TOUCHED = ("access_batch", "access_entry", "access_pending", "access_sealed")
sealing = importlib.import_module("lapwing.access.ledger.seal")  # the package's own `seal` is the function


@pytest.fixture(scope="module")
def somebody(django_db_setup: None, django_db_blocker: Any) -> Iterator[Seat]:
    """A seat that stays, in a database whose lines stay."""
    with django_db_blocker.unblock():
        clear()
        yield Cast().seat("social_worker")
        clear()


@pytest.fixture
def seat(somebody: Seat, django_db_blocker: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Seat]:
    """The ledger is empty; heads are written beside the test."""
    monkeypatch.setattr(settings, "DATA", tmp_path)
    with django_db_blocker.unblock():
        clear(*TOUCHED)
        yield somebody


@pytest.fixture
def written(seat: Seat, monkeypatch: pytest.MonkeyPatch) -> Seat:
    """Nine lines in three batches of three."""
    monkeypatch.setattr(sealing, "MOST", 3)
    write(seat, LINES)
    assert ledger.seal() == LINES
    return seat


def write(seat: Seat, lines: int) -> None:
    for _ in range(lines):
        with viewer.viewer(seat, "plan"):
            ledger.line(LedgerAct.READ, "page", children=[new_key(), new_key()], subjects=[new_key()])


def verdict() -> Verdict:
    return verify("migrator")


def test_an_untouched_ledger_holds(written: Seat) -> None:
    found = verdict()
    assert (found.holds, found.batches, found.entries, found.unsealed, found.witnessed) == (True, 3, LINES, 0, 3)
    assert str(found) == "The ledger holds: 9 entries in 3 batches; 0 not yet sealed."


def test_an_empty_ledger_holds(seat: Seat) -> None:
    assert verdict().holds


def test_entries_not_yet_sealed_are_counted(written: Seat) -> None:
    write(written, 2)
    assert (verdict().holds, verdict().unsealed) == (True, 2)


ONE = "(SELECT entry FROM access_sealed WHERE batch_id = 2 AND position = 1)"
TAMPERED: dict[str, tuple[str, int, str]] = {
    "seat": (f"UPDATE access_entry SET seat = gen_random_uuid() WHERE id = {ONE}", 2, "was changed"),
    "time": (f"UPDATE access_entry SET at = at + interval '1 second' WHERE id = {ONE}", 2, "was changed"),
    "purpose": (f"UPDATE access_entry SET purpose = 'other' WHERE id = {ONE}", 2, "was changed"),
    "door": (f"UPDATE access_entry SET door = 'other' WHERE id = {ONE}", 2, "was changed"),
    "act": (f"UPDATE access_entry SET act = 'change' WHERE id = {ONE}", 2, "was changed"),
    "subjects": (f"UPDATE access_entry SET subjects = '{{}}' WHERE id = {ONE}", 2, "was changed"),
    "digest and all": (
        f"WITH x AS (UPDATE access_sealed SET digest = sha256('x') WHERE entry = {ONE})"
        f" UPDATE access_entry SET door = 'other' WHERE id = {ONE}", 2, "was changed",
    ),
    "a child taken off": (
        f"DELETE FROM access_entrychild WHERE (entry_id, child) IN"
        f" (SELECT entry_id, child FROM access_entrychild WHERE entry_id = {ONE} LIMIT 1)", 2, "was changed",
    ),
    "a child put on": (
        "INSERT INTO access_entrychild (entry_id, child, level, at)"
        f" SELECT entry, gen_random_uuid(), 3, now() FROM access_sealed WHERE entry = {ONE}", 2, "was changed",
    ),
    "an entry gone": (
        f"WITH x AS (DELETE FROM access_entrychild WHERE entry_id = {ONE}) DELETE FROM access_entry WHERE id = {ONE}",
        2, "is gone",
    ),
    "an entry gone without trace": (
        f"WITH e AS (SELECT {ONE} AS id), x AS (DELETE FROM access_entrychild WHERE entry_id IN (SELECT id FROM e)),"
        " y AS (DELETE FROM access_sealed WHERE entry IN (SELECT id FROM e))"
        " DELETE FROM access_entry WHERE id IN (SELECT id FROM e)", 2, "should hold 3",
    ),
    "two entries changed over": (
        "UPDATE access_sealed SET position = CASE position WHEN 0 THEN 101 WHEN 1 THEN 100 ELSE position + 100 END"
        " WHERE batch_id = 2", 2, "not those that were sealed",
    ),
    "a root replaced": ("UPDATE access_batch SET root = sha256('x') WHERE number = 2", 2, "not those that were sealed"),
    "a head replaced": ("UPDATE access_batch SET head = sha256('x') WHERE number = 2", 2, "head was changed"),
    "a head replaced in both": (
        "WITH x AS (UPDATE access_batch SET previous = sha256('x') WHERE number = 3)"
        " UPDATE access_batch SET head = sha256('x') WHERE number = 2", 2, "head was changed",
    ),
    "its time": ("UPDATE access_batch SET sealed_at = now() WHERE number = 2", 2, "head was changed"),
    "a batch cut out": (
        "WITH x AS (DELETE FROM access_sealed WHERE batch_id = 2) DELETE FROM access_batch WHERE number = 2",
        2, "batch 2 is missing",
    ),
    "the end cut off": (
        "WITH x AS (DELETE FROM access_sealed WHERE batch_id = 3) DELETE FROM access_batch WHERE number = 3",
        3, "written outside the database",
    ),
    "the head cut off": (
        "WITH x AS (DELETE FROM access_sealed WHERE batch_id = 1) DELETE FROM access_batch WHERE number = 1",
        1, "batch 1 is missing",
    ),
}  # fmt: skip


@pytest.mark.parametrize("how", TAMPERED)
def test_what_was_tampered_with_is_named(written: Seat, how: str) -> None:
    statement, batch, why = TAMPERED[how]
    with as_migrator() as session:
        session.execute(statement)
    found = verdict()
    assert (found.holds, found.broken) == (False, batch), found
    assert why in found.why


def test_a_whole_end_written_anew_differs_from_the_heads_outside(written: Seat) -> None:
    """Somebody with every right takes the last batch back, drops a line, and seals the rest again."""
    with as_migrator() as session:
        session.execute("CREATE TEMP TABLE last AS SELECT * FROM access_sealed WHERE batch_id = 3")
        session.execute("DELETE FROM access_sealed WHERE batch_id = 3")
        session.execute("DELETE FROM access_batch WHERE number = 3")
        session.execute("DELETE FROM access_entrychild WHERE entry_id IN (SELECT entry FROM last WHERE position = 0)")
        session.execute("DELETE FROM access_entry WHERE id IN (SELECT entry FROM last WHERE position = 0)")
        session.execute("INSERT INTO access_pending SELECT entry FROM last WHERE position > 0")
    assert ledger.seal() == 2
    found = verdict()
    assert (found.broken, found.why) == (3, "its head differs from the one written outside the database.")


def test_an_entry_taken_away_before_it_was_sealed_is_missed(written: Seat) -> None:
    write(written, 2)
    with as_migrator() as session:
        session.execute("CREATE TEMP TABLE last AS SELECT entry FROM access_pending LIMIT 1")
        session.execute("DELETE FROM access_entrychild WHERE entry_id IN (SELECT entry FROM last)")
        session.execute("DELETE FROM access_entry WHERE id IN (SELECT entry FROM last)")
    assert ledger.seal() == 1
    assert "1 entries were taken away" in verdict().why


def test_an_entry_taken_out_of_the_queue_is_missed(written: Seat) -> None:
    """The site's own role may empty the queue; that shows at once, and stays."""
    write(written, 2)
    with as_app() as session:
        session.execute("DELETE FROM access_pending")
    assert ledger.seal() == 0
    assert "2 entries were taken away, or out of the queue" in verdict().why


def test_entries_of_transactions_that_end_late_are_sealed_later(written: Seat) -> None:
    """A line whose transaction is open while others are sealed is taken by a later batch; none is lost or doubled."""
    opened, sealed_others = threading.Event(), threading.Event()

    def late() -> None:
        try:
            with viewer.viewer(written, "plan"):
                ledger.line(LedgerAct.READ, "late", children=[new_key()])
                opened.set()
                sealed_others.wait(10)
        finally:
            connections.close_all()

    thread = threading.Thread(target=late)
    thread.start()
    assert opened.wait(10)
    write(written, 4)
    assert ledger.seal() == 4
    sealed_others.set()
    thread.join(10)
    assert (verdict().holds, verdict().unsealed) == (True, 1)
    assert ledger.seal() == 1
    assert (verdict().holds, verdict().entries, verdict().unsealed) == (True, LINES + 5, 0)


def test_two_sealers_at_once_seal_each_entry_once(seat: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "MOST", 5)
    write(seat, 60)
    totals: list[int] = []

    def sealer() -> None:
        try:
            for _ in range(30):
                totals.append(ledger.seal())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=sealer) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sum(totals) == 60
    found = verdict()
    assert (found.holds, found.entries, found.unsealed, found.witnessed) == (True, 60, 0, found.batches)


def test_a_head_that_did_not_reach_the_disk_is_made_good(written: Seat) -> None:
    path = sealing.heads_file()
    lines = path.read_text().splitlines()
    path.write_text("\n".join(lines[:1]) + "\n" + lines[1][:20])
    assert verdict().witnessed == 1
    assert "Heads stand outside the database up to batch 1" in str(verdict())
    write(written, 1)
    ledger.seal()
    assert (verdict().holds, verdict().witnessed) == (True, 4)


def test_without_heads_outside_the_verdict_says_what_it_cannot_show(written: Seat) -> None:
    sealing.heads_file().unlink()
    assert verdict().holds
    assert "of no batch: a cut behind that would not show" in str(verdict())


def test_the_file_of_heads_holds_numbers_times_and_digests_alone(written: Seat) -> None:
    for line in sealing.heads_file().read_text().splitlines():
        assert set(json.loads(line)) == {"number", "sealed_at", "head"}


def test_the_command_says_what_it_found(written: Seat, capsys: pytest.CaptureFixture[str], monkeypatch: Any) -> None:
    monkeypatch.setattr(command, "verify", lambda heads: verify("migrator", heads))
    assert command.main([]) == 0
    with as_migrator() as session:
        session.execute("UPDATE access_batch SET size = 7 WHERE number = 1")
    assert command.main([]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("The ledger holds: 9 entries")
    assert told[1].startswith("The ledger is broken at batch 1: it holds 3 entries and should hold 7.")


def test_fifty_thousand_entries_are_sealed_quickly(seat: Seat) -> None:
    """The bar is printed by `bench`; here only that it is a matter of seconds and not of minutes."""
    with as_migrator() as session:
        session.execute(
            "INSERT INTO access_entry (id, at, level, role, purpose, door, act, subjects, digest)"
            " SELECT lapwing_later_key(), now(), 3, 'r', 'p', 'd', 'read', '{}', sha256(n::text::bytea)"
            " FROM generate_series(1, 50000) n"
        )
    began = time.monotonic()
    assert ledger.seal() == 50_000
    assert time.monotonic() - began < 30
    assert Batch.objects.count() == 3


def test_dump_and_restore_keep_the_ledger_whole(written: Seat, tmp_path: Path) -> None:
    source = os.environ["DATABASE_MIGRATOR_URL"]
    name = f"{connection.settings_dict['NAME']}_restored"
    target, file = urlsplit(source)._replace(path=f"/{name}").geturl(), tmp_path / "dump"
    _program("pg_dump", "--format=custom", f"--file={file}", source, check=True)
    drop(name)
    roles.make_database(urlsplit(source)._replace(path="/postgres").geturl(), name)
    connections.databases["restored"] = {**connections.databases["migrator"], "NAME": name}
    try:
        connections["restored"].ensure_connection()
        connections["restored"].execute_wrappers.clear()  # it is the migrator's
        _program("pg_restore", f"--dbname={target}", str(file), check=False)  # it finds the extensions there already
        found = verify("restored")
        assert (found.holds, found.entries, found.witnessed) == (True, LINES, 3)
    finally:
        connections["restored"].close()
        del connections.databases["restored"]
        drop(name)


def _program(name: str, *arguments: str, check: bool) -> None:
    """One of PostgreSQL's own programs: the embedded server's, or the machine's."""
    own = postgres._bin(SERVER) / name
    path = str(own) if own.exists() else shutil.which(name)
    assert path, f"{name} is not on this machine"
    subprocess.run([path, *arguments], check=check, capture_output=True)


def test_the_root_of_a_tree_tells_leaves_from_nodes() -> None:
    a, b, c = (bytes([n]) * 32 for n in (1, 2, 3))
    assert digest.merkle_root([a, b]) != digest.merkle_root([b, a])
    assert digest.merkle_root([a, b, c]) != digest.merkle_root([digest.merkle_root([a, b]), c])
    assert digest.merkle_root([]) == bytes(32)


def test_a_digest_tells_apart_lines_that_differ_in_one_thing() -> None:
    said: dict[str, Any] = {
        "entry": new_key(), "at": timezone.now(), "agency": None,
        "account": None, "seat": None, "role": "r", "purpose": "p", "door": "d", "act": "read", "subjects": [],
        "children": [],
    }  # fmt: skip
    first = digest.of_entry(**said)
    for name, other in {"role": "x", "purpose": "x", "door": "x", "act": "x", "subjects": [new_key()],
                        "children": [new_key()], "seat": new_key(), "agency": new_key()}.items():  # fmt: skip
        assert digest.of_entry(**(said | {name: other})) != first, name
