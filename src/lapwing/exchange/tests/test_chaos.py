"""The importer is killed at random, and goes on: nothing is lost, nothing is doubled, and the ledger verifies."""

import os
from pathlib import Path

import psycopg
import pytest

from lapwing.exchange import chaos, samples
from tests.cast import build
from tests.journeys.site import on_a_fresh_database

KILLS = 4
COUNTS = {
    "people_told": "SELECT count(*), count(DISTINCT reference) FROM people_told",
    "people_link": "SELECT count(*), count(DISTINCT person) FROM people_link WHERE until IS NULL",
    "people_placement": "SELECT count(*), count(DISTINCT (person, since)) FROM people_placement",
    "people_status": "SELECT count(*), count(DISTINCT (person, since)) FROM people_status",
    "missing_absence": "SELECT count(*), count(DISTINCT (person, began_at)) FROM missing_absence",
    "missing_account": "SELECT count(*), count(DISTINCT reference) FROM missing_account",
    "inbound_intakerow": "SELECT count(*), count(DISTINCT (intake_id, number)) FROM inbound_intakerow",
    "inbound_source": "SELECT count(*), count(DISTINCT (kind, reference)) FROM inbound_source",
}


@pytest.mark.chaos
def test_a_killed_importer_goes_on_where_it_stopped(
    tmp_path: Path, request: pytest.FixtureRequest, django_db_blocker: object
) -> None:
    sample = samples.looked_after(700, seed=20)
    files = []
    for name, content in sample.files().items():
        files.append(tmp_path / name)
        files[-1].write_bytes(content)
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    with (
        django_db_blocker.unblock(),  # type: ignore[attr-defined]
        on_a_fresh_database(f"lapwing_chaos_{worker}") as environment,
    ):
        build()
        environment |= {"LAPWING_MODE": "test", "LAPWING_DATA": str(tmp_path / "data")}
        kills = chaos.kill_at_random(lambda: chaos.importer(files, "Ashmere", environment), KILLS, longest=8)
        assert kills.killed
        with psycopg.connect(environment["DATABASE_MIGRATOR_URL"]) as connection:
            counted = {table: connection.execute(question).fetchone() for table, question in COUNTS.items()}
            states = dict(connection.execute("SELECT state, count(*) FROM inbound_intakerow GROUP BY 1").fetchall())
            lines = connection.execute("SELECT count(*) FROM access_entry WHERE door = 'inbound.take'").fetchone()
        holds, words = chaos.ledger_holds(environment)
    assert holds, words
    rows = {kind: len(sample.rows[kind]) for kind in samples.KINDS}
    expected = {
        "people_told": rows["header"], "people_link": rows["header"], "people_placement": rows["episodes"],
        "people_status": rows["episodes"], "missing_absence": rows["missing"], "missing_account": rows["missing"],
        "inbound_intakerow": sum(rows.values()), "inbound_source": sum(rows.values()),
    }  # fmt: skip
    assert counted == {table: (number, number) for table, number in expected.items()}
    assert set(states) <= {"new", "doubtful"}
    assert lines is not None
    assert lines[0] == sum(-(-number // chaos.BATCH) + (number % chaos.BATCH == 0) for number in rows.values())
