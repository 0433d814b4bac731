"""Rectify, restrict, erase: by the owner's lead for information governance, with grounds, and two persons to erase."""

import uuid
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.db.utils import IntegrityError, ProgrammingError

from lapwing.access import circle, law, viewer
from lapwing.access.history import versions
from lapwing.access.ledger import seal, verify
from lapwing.access.levels import Level
from lapwing.access.models import Entry, LedgerAct, Remedy
from lapwing.access.register import GUARDS
from lapwing.directory.keys import new_key
from lapwing.directory.models import Account, Seat
from lapwing.people.models import Involvement, Status, Told
from tests.access.told import Cast
from tests.access.world import clear
from tests.databases import as_migrator


@pytest.fixture
def cast() -> Cast:
    return Cast()


def second_lead(cast: Cast) -> Seat:
    first = cast.seat("ig_lead")
    account = Account.objects.create(email="second@cast.example", name="Second lead")
    return Seat.objects.create(
        account=account, agency=first.agency, role="ig_lead", title="Deputy lead", since=first.since
    )


def status(cast: Cast, person: uuid.UUID, level: int = Level.DETAIL) -> Status:
    worker = cast.seat("social_worker")
    with viewer.viewer(worker, "plan"):
        row = Status(id=new_key(), person=person, agency=worker.agency, what="cin", since=date(2024, 1, 1), level=level)
        Status.objects.bulk_create([row])
    return row


@pytest.mark.django_db
def test_a_correction_keeps_the_former_state_and_its_reason(cast: Cast) -> None:
    person = cast.told()
    row = status(cast, person)
    lead = cast.seat("ig_lead")
    with viewer.viewer(lead, law.RECTIFICATION):
        with pytest.raises(law.NotLawful, match="reason"):
            law.rectify(row, {"what": "cpp"}, reason=" ", grounds="request")
        remedy = law.rectify(row, {"what": "cpp"}, reason="The register says otherwise", grounds="request")
        last = versions(Status.objects.get(pk=row.pk))[0]
        assert (last.seat, last.purpose) == (lead.pk, law.RECTIFICATION)
        assert [(c.field, c.before, c.after) for c in last.changes] == [("what", "cin", "cpp")]
        assert (remedy.table, remedy.subject) == ("people_status", row.pk)
        assert Entry.objects.get(door="access.rectify").subjects == [remedy.pk, row.pk]


@pytest.mark.django_db
def test_nobody_else_and_no_other_agency_corrects(cast: Cast) -> None:
    row = status(cast, cast.told())
    with viewer.viewer(cast.seat("social_worker"), law.RECTIFICATION), pytest.raises(law.NotLawful, match="lead"):
        law.rectify(row, {"what": "cpp"}, reason="-", grounds="request")
    with (
        viewer.viewer(cast.seat("ig_lead", "police"), law.RECTIFICATION),
        pytest.raises(law.NotLawful, match="not your"),
    ):
        law.rectify(row, {"what": "cpp"}, reason="-", grounds="request")


@pytest.mark.django_db
def test_a_restriction_hides_from_the_circle_and_is_lifted_exactly(cast: Cast) -> None:
    person, police, lead = cast.told(), cast.seat("police_missing", "police"), cast.seat("ig_lead")
    rows = [status(cast, person), status(cast, person, Level.SUMMARY), status(cast, person, Level.RESTRICTED)]
    with viewer.viewer(cast.seat("social_worker"), "plan"):
        Involvement.objects.bulk_create(
            [Involvement(id=new_key(), person=person, agency_id=lead.agency_id, level=1, what="cin",
                         since=date(2024, 1, 1))]
        )  # fmt: skip
        circle.open_places([
            circle.Opening(person=person, agency=police.agency_id, holder=police.pk, reaches=Level.DETAIL,
                           purpose="protect", basis="public_task")
        ])  # fmt: skip

    def shown() -> tuple[int, int, int]:
        with viewer.viewer(police, "plan"):
            return Status.objects.count(), Told.objects.count(), Involvement.objects.count()

    before = shown()
    assert before == (2, 1, 1)
    with viewer.viewer(lead, law.RESTRICTION):
        remedy = law.restrict(person, reason="Accuracy is contested", grounds="request")
        second = law.restrict(person, reason="Ordered", grounds="court")
    assert shown() == (0, 0, 0)
    tonight = status(cast, person)
    assert shown()[0] == 1, "who goes missing tonight is looked for"
    with viewer.viewer(lead, law.RESTRICTION):
        assert law.restrict_since(remedy) == 1
        assert law.restrict_since(second) == 0
    assert shown() == (0, 0, 0), "until somebody restricts that too"
    rows.append(tonight)
    before = (3, 1, 1)
    with viewer.viewer(lead, law.RESTRICTION):
        law.lift(Remedy.objects.get(pk=remedy.pk))
        with pytest.raises(law.NotLawful, match="meanwhile"):
            law.lift(remedy)
        with pytest.raises(law.NotLawful, match="meanwhile"):
            law.restrict_since(remedy)
    assert shown() == (0, 0, 0), "another restriction stands"
    with viewer.viewer(lead, law.RESTRICTION):
        law.lift(Remedy.objects.get(pk=second.pk))
        levels = dict(Status.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", "level"))
    assert levels == {row.pk: row.level for row in rows}
    assert shown() == before


@pytest.mark.django_db
def test_erasing_takes_two_persons(cast: Cast) -> None:
    person, lead = cast.told(), cast.seat("ig_lead")
    with viewer.viewer(lead, law.ERASURE):
        remedy = law.ask_erasure(person, grounds="retention")
        with pytest.raises(law.NotLawful, match="second person"):
            law.erase(remedy)
        with pytest.raises(IntegrityError), transaction.atomic():
            Remedy.objects.filter(pk=remedy.pk).update(decided_by=lead.pk)
        with pytest.raises(ProgrammingError), transaction.atomic():
            Remedy.objects.filter(pk=remedy.pk).update(decided_by=second_lead(cast).pk)
    other_seat_of_the_same = Seat.objects.create(
        account=lead.account, agency=lead.agency, role="ig_lead", title="Other chair", since=lead.since
    )
    with viewer.viewer(other_seat_of_the_same, law.ERASURE), pytest.raises(law.NotLawful, match="second person"):
        law.erase(Remedy.objects.get())
    with viewer.viewer(cast.seat("ig_lead", "police"), law.ERASURE):
        assert not Remedy.objects.exists()


@pytest.mark.django_db
def test_rows_go_through_the_door_of_lawful_deletion_alone(cast: Cast) -> None:
    person = cast.told()
    with viewer.viewer(cast.seat("ig_lead"), law.ERASURE):
        remedy = law.ask_erasure(person, grounds="retention")
    with viewer.viewer(second_lead(cast), "answer"), pytest.raises(law.NotLawful, match="door"):
        law.erase(Remedy.objects.get(pk=remedy.pk))


@pytest.mark.django_db
def test_an_erasure_refused_leaves_everything(cast: Cast) -> None:
    person = cast.told()
    with viewer.viewer(cast.seat("ig_lead"), law.ERASURE):
        remedy = law.ask_erasure(person, grounds="request")
    second = second_lead(cast)
    with viewer.viewer(second, law.ERASURE):
        law.refuse_erasure(Remedy.objects.get(pk=remedy.pk))
        with pytest.raises(law.NotLawful, match="already"):
            law.erase(Remedy.objects.get(pk=remedy.pk))
        assert Told.objects.filter(pk=person).exists()


@pytest.fixture
def committed(
    django_db_setup: None, django_db_blocker: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Cast]:
    monkeypatch.setattr(settings, "DATA", tmp_path)
    with django_db_blocker.unblock():
        clear()
        yield Cast()
        clear()


def rows_about(person: uuid.UUID) -> dict[str, int]:
    """How many rows of each table name this person, past every policy."""
    found = {}
    with as_migrator() as session:
        for guard in GUARDS.values():
            if guard.key == "person" and not guard.table.startswith("access_remedy"):
                found[guard.table] = session.execute(
                    f"SELECT count(*) FROM {guard.table} WHERE person = %s", [person]
                ).fetchone()[0]
    return {table: count for table, count in found.items() if count}


def _hangs(*_: object) -> int:
    raise IntegrityError


def test_what_is_erased_is_gone_with_its_history_and_the_ledger_verifies(
    committed: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = committed
    person = cast.told(identifiers=(("nhs", "9434765919"),))
    other = cast.told("police", given="Robin", family="Holt", born=date(2010, 3, 9))
    row, police = status(cast, person), cast.seat("police_missing", "police")
    with viewer.viewer(cast.seat("social_worker"), "plan"):
        Status.objects.filter(pk=row.pk).update(detail="changed once")
        circle.open_places([
            circle.Opening(person=person, agency=police.agency_id, holder=police.pk, reaches=Level.DETAIL,
                           purpose="protect", basis="public_task", reason="words about the child")
        ])  # fmt: skip
    assert {"people_told", "people_statushistory", "access_place", "people_identifier"} <= set(rows_about(person))
    child = cast.child(person)
    with viewer.viewer(cast.seat("ig_lead"), law.ERASURE):
        remedy = law.ask_erasure(person, grounds="retention")
    seal()
    second = second_lead(cast)
    with viewer.viewer(second, law.ERASURE), monkeypatch.context() as another_agency:
        another_agency.setattr(law, "_delete", _hangs)
        with pytest.raises(law.NotLawful, match="separated first"):
            law.erase(Remedy.objects.get(pk=remedy.pk))
    with viewer.viewer(second, law.ERASURE):
        assert law.erase(Remedy.objects.get(pk=remedy.pk)) >= 6, "what could not be done is not decided either"
    assert rows_about(person) == {}
    assert rows_about(other)
    seal()
    found = verify("migrator")
    assert found.holds, found
    with as_migrator() as session:
        lines = session.execute(
            "SELECT e.purpose, e.subjects, c.child FROM access_entry e JOIN access_entrychild c ON c.entry_id = e.id"
            " WHERE e.act = %s", [LedgerAct.ERASE],
        ).fetchall()  # fmt: skip
        assert lines == [(law.ERASURE, [remedy.pk], child)]
        kept = session.execute("SELECT reason, grounds, decided_by <> recorded_by FROM access_remedy").fetchall()
        assert kept == [("", "retention", True)]
        assert session.execute("SELECT count(*) FROM access_identity WHERE person = %s", [person]).fetchone() == (0,)
