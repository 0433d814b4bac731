"""Jobs carry keys alone, are added with the act that asks for them, and show to the worker alone."""

import json
import uuid

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app

from lapwing.work import jobs

KEY = uuid.UUID("01a2030d-32ba-7183-a12b-e85ad28ae03e")


@app.task(name="test_a_job")
def a_job(alert: str) -> None:
    """Does nothing."""


def rows() -> list[tuple[str, dict[str, str]]]:
    with jobs.may_see_jobs(), connection.cursor() as cursor:
        cursor.execute("SELECT task_name, args::text FROM procrastinate_jobs WHERE task_name = 'test_a_job'")
        return [(name, json.loads(args)) for name, args in cursor.fetchall()]


def test_a_job_carries_keys(db: None) -> None:
    assert jobs.enqueue(a_job, alert=KEY)
    assert rows() == [("test_a_job", {"alert": str(KEY)})]


def test_the_same_job_waits_once(db: None) -> None:
    assert jobs.enqueue(a_job, alert=KEY)
    assert not jobs.enqueue(a_job, alert=KEY)
    assert len(rows()) == 1


def test_what_is_no_key_is_refused_before_it_is_written(db: None) -> None:
    with pytest.raises(jobs.NotAKey):
        jobs.enqueue(a_job, alert="Robin Marsh")
    assert rows() == []


def test_a_job_is_lost_with_the_act_that_asked_for_it(db: None) -> None:
    with transaction.atomic():
        jobs.enqueue(a_job, alert=KEY)
        transaction.set_rollback(True)
    assert rows() == []


def test_jobs_do_not_show_to_the_site(db: None) -> None:
    jobs.enqueue(a_job, alert=KEY)
    with connection.cursor() as cursor:
        for table in ("procrastinate_jobs", "procrastinate_events"):
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone()[0] == 0
