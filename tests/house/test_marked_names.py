"""Where personal data seeps: acts are driven with marked names, and the marks are looked for everywhere that carries
keys alone: sessions, jobs, messages, cookies, addresses, e-mail, logs, the ledger, every table without row security,
and PostgreSQL's own log.
"""

import io
import logging
import uuid
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from lapwing.access import viewer
from lapwing.access.doors import routes
from lapwing.access.register import GUARDS
from lapwing.access.tables import OPEN_TABLES
from lapwing.directory.keys import new_key
from lapwing.people import changes
from lapwing.people.models import Told
from tests import cast as casting
from tests.access.world import clear
from tests.cast import Cast
from tests.databases import SERVER, as_migrator

GIVEN, FAMILY, REASON, POSTCODE, REFERENCE = "Qwzmarkgiven", "Qwzmarkfamily", "Qwzmarkreason", "QZ9 9QZ", "Qwzmarkref"
MARKS = ("qwzmark", "qz9 9qz", "qz99qz")
LEDGER = {"access_entry", "access_entrychild"}


def has_mark(text: str) -> bool:
    return any(mark in text.lower() for mark in MARKS)


@pytest.fixture
def cast(
    django_db_setup: None, django_db_blocker: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Cast]:
    """The cast in a database whose rows stay, so that the database's own tables and log can be read afterwards."""
    monkeypatch.setattr(settings, "DATA", tmp_path)
    with django_db_blocker.unblock():
        clear()
        yield casting.build()
        clear()


@pytest.fixture
def logs() -> Iterator[io.StringIO]:
    """Everything that any logger says."""
    kept = io.StringIO()
    handler = logging.StreamHandler(kept)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield kept
    root.setLevel(level)
    root.removeHandler(handler)


class Walk:
    """A client that keeps every address it was sent to and every cookie it was given."""

    def __init__(self) -> None:
        self.client = Client(raise_request_exception=False)
        self.seen: list[str] = []

    def sit(self, seat: Any) -> "Walk":
        casting.sign_in(self.client, seat)
        return self

    def get(self, url: str) -> Any:
        return self._keep(self.client.get(url))

    def post(self, url: str, data: dict[str, str]) -> Any:
        return self._keep(self.client.post(url, data))

    def _keep(self, response: Any) -> Any:
        self.seen.append(response.get("Location", ""))
        self.seen += [morsel.OutputString() for morsel in self.client.cookies.values()]
        self.seen += [f"{name}: {value}" for name, value in response.headers.items()]
        return response


def drive(cast: Cast) -> Walk:
    """Tell, find, look, doubt, break glass, declare, restrict, ask: by pages and by acts; and type what fails."""
    said = {"given": GIVEN, "family": FAMILY, "born": date(2012, 5, 4), "postcode": POSTCODE}
    with viewer.viewer(cast.social_worker, "plan"):
        person = changes.tell([changes.Telling(reference=REFERENCE, **said)])[0].person
        child = changes.child_of(person)
    with viewer.viewer(cast.police_missing, "find_missing"):
        changes.tell([changes.Telling(reference="p", **(said | {"given": GIVEN + "x", "born": date(2012, 5, 20)}))])
    twice = Told(id=new_key(), person=new_key(), agency_id=cast.social_worker.agency_id, reference=REFERENCE)
    with viewer.viewer(cast.social_worker, "plan"), pytest.raises(IntegrityError), transaction.atomic():
        Told.objects.bulk_create([twice])  # the database's own message could name what was there already
    walk = Walk()
    words = {"given": GIVEN, "family": FAMILY, "postcode": POSTCODE}
    for seat in (cast.front_door, cast.police_missing, cast.social_worker, cast.ig_lead):
        walk.sit(seat)
        walk.post(reverse("people_search"), words)
        walk.post(reverse("people_search"), {"family": FAMILY})
        for url in child_pages(child):
            walk.get(url)
    walk.sit(cast.health)
    walk.post(reverse("break_glass", args=[child]), {"reason": REASON})
    walk.get(reverse("child", args=[child]))
    walk.post(reverse("break_glass", args=[child]), {"reason": ""})
    walk.sit(cast.front_door).post(reverse("declare_conflict", args=[child]), {"reason": REASON})
    walk.post(reverse("declare_conflict", args=[child]), {"reason": "neighbour"})
    lead = walk.sit(cast.ig_lead)
    lead.post(reverse("remedy", args=[child]), {"what": "restrict", "grounds": "request", "reason": REASON})
    lead.post(reverse("remedy", args=[child]), {"what": "erase", "grounds": "retention", "reason": REASON})
    walk.sit(cast.custodian).post(reverse("seal_child", args=[child]), {"reason": REASON})
    walk.get(reverse("custody"))
    return walk


def child_pages(child: uuid.UUID) -> list[str]:
    names = [name for pattern, name, _ in routes() if "<uuid:child>" in pattern and pattern.count("<") == 1]
    return [reverse(name, kwargs={"child": child}) for name in names]


def test_marks_are_found_in_no_place_that_carries_keys_alone(cast: Cast, logs: io.StringIO) -> None:
    before = server_log()
    walk = drive(cast)
    assert marked(GUARDS.keys() - LEDGER), "the acts wrote the marks where they belong"
    assert marked({*OPEN_TABLES, *LEDGER}) == []
    assert [text for text in walk.seen if has_mark(text)] == []
    assert not has_mark(logs.getvalue())
    assert [message for message in mail.outbox if has_mark(f"{message.subject} {message.body}")] == []
    said = server_log()[len(before) :]
    assert not has_mark(said), [line for line in said.splitlines() if has_mark(line)][:3]


def marked(tables: Any) -> list[str]:
    """Those of these tables that hold a mark in any column of any row, past every policy."""
    found = []
    with as_migrator() as session:
        there = {row[0] for row in session.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}
        for table in sorted(there & set(tables)):
            rows = session.execute(f'SELECT row_to_json(t)::text FROM "{table}" t').fetchall()
            if any(has_mark(text) for (text,) in rows):
                found.append(table)
    return found


def server_log() -> str:
    """What PostgreSQL wrote to its own log; nothing where the server is somebody else's."""
    path = SERVER.data / "log"
    return path.read_text(errors="replace") if path.exists() else ""
