"""What the database lets nobody write, whatever the program asks: each attempt is refused by PostgreSQL itself."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import InternalError, ProgrammingError
from django.utils import timezone

from lapwing.access import circle, ledger, viewer, writing
from lapwing.access.levels import Level
from lapwing.access.models import Conflict, Entry, EntryChild, Identity, LedgerAct, Place, Seal, Touch
from lapwing.access.register import GUARDS
from lapwing.directory.keys import new_key
from lapwing.directory.models import Agency, Seat
from lapwing.people import changes
from lapwing.people.models import Doubt, Involvement, Link, Status, Told
from tests.access import rows
from tests.access.told import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return Cast()


@contextmanager
def refused(words: str = "") -> Iterator[None]:
    with pytest.raises((ProgrammingError, InternalError), match=words), transaction.atomic():
        yield


def status(person: uuid.UUID, agency: Agency, **given: object) -> Status:
    return Status(id=new_key(), person=person, agency=agency, what="cin", since=date(2024, 1, 1), **given)


def opening(person: uuid.UUID, seat: Seat, **given: object) -> circle.Opening:
    told = {"holder": seat.pk, "reaches": Level.DETAIL, "purpose": "protect", "basis": "public_task"} | given
    return circle.Opening(person=person, agency=seat.agency_id, **told)  # type: ignore[arg-type]


# An agency's rows are its own.


def test_an_agency_writes_no_row_in_anothers_name(cast: Cast) -> None:
    person = cast.told()
    with viewer.viewer(cast.seat("police_missing", "police"), "plan"), refused("row-level security"):
        Status.objects.bulk_create([status(person, cast.agency("council"))])


def test_a_set_that_is_copied_in_meets_the_same_refusal(cast: Cast) -> None:
    person = cast.told()
    rows = [status(person, cast.agency("council")) for _ in range(writing.A_SET)]
    with viewer.viewer(cast.seat("police_missing", "police"), "plan"), refused("row-level security"):
        writing.write(rows)


def test_a_row_made_from_columns_is_the_row_that_the_model_makes(cast: Cast) -> None:
    worker = cast.seat("social_worker")
    given = {"id": new_key(), "person": new_key(), "agency_id": worker.agency_id, "what": "cin", "since": date.min}
    with viewer.viewer(worker, "plan"):
        made, plain = vars(writing.row(Status, **given)).copy(), vars(Status(**given)).copy()
    assert plain["recorded_at"] - made.pop("recorded_at") < timedelta(minutes=1)
    assert made.pop("_state").adding
    assert made.items() <= plain.items()
    with pytest.raises(TypeError, match="no column colour"):
        writing.row(Status, **given, colour="red")


def test_a_list_is_written_as_an_array() -> None:
    assert writing.array([]) == "{}"
    assert writing.array(["", "a,b", "É {x}"]) == '{"","a,b","É {x}"}'
    assert writing.array(["a\tb", 'c"d', "e\\"]) == r'{"a\tb","c\\"d","e\\\\"}'


def test_a_set_is_kept_as_it_was_said(cast: Cast) -> None:
    worker = cast.seat("social_worker")
    person = cast.told()
    odd = ["", "a\tb\nc\rd", "\\N", "\\", "“É”", "'; --", '"{,}"', "\\.", "NULL"]
    rows = [
        status(person, worker.agency, detail=odd[n % len(odd)], until=None if n % 2 else date(2025, 1, 2))
        for n in range(writing.A_PIECE + 1)
    ]
    with viewer.viewer(worker, "plan"):
        writing.write(rows)
        kept = {row.pk: row for row in Status.objects.filter(pk__in=[row.pk for row in rows])}
        doubts = [
            Doubt(id=new_key(), person=person, agency=worker.agency, other=person, score=0.25, evidence=[{"a": word}])
            for word in odd * 12
        ]
        writing.write(doubts)
        evidence = dict(Doubt.objects.filter(pk__in=[row.pk for row in doubts]).values_list("pk", "evidence"))
    names = ("person", "agency_id", "level", "what", "since", "until", "detail", "recorded_by", "recorded_at")
    for row in rows:
        assert [getattr(kept[row.pk], name) for name in names] == [getattr(row, name) for name in names]
    assert evidence == {row.pk: row.evidence for row in doubts}


def test_a_set_is_refused_with_nobody_looking(cast: Cast) -> None:
    rows = [status(cast.told(), cast.agency("council")) for _ in range(writing.A_SET)]
    with pytest.raises(viewer.NoViewer):
        writing.write(rows)


def test_an_agency_changes_no_row_of_anothers_even_from_inside_the_circle(cast: Cast) -> None:
    person, worker, police = cast.told(), cast.seat("social_worker"), cast.seat("police_missing", "police")
    with viewer.viewer(worker, "plan"):
        Status.objects.bulk_create([status(person, worker.agency)])
        circle.open_places([opening(person, police)])
    with viewer.viewer(police, "plan"):
        assert Status.objects.filter(person=person).count() == 1
        assert Status.objects.filter(person=person).update(detail="changed") == 0


def test_an_agency_gives_no_row_of_its_own_away(cast: Cast) -> None:
    person, worker = cast.told(), cast.seat("social_worker")
    with viewer.viewer(worker, "plan"):
        Status.objects.bulk_create([status(person, worker.agency)])
        with refused("row-level security"):
            Status.objects.filter(person=person).update(agency=cast.agency("police"))


def test_nobody_writes_a_row_in_another_seats_name(cast: Cast) -> None:
    person, worker = cast.told(), cast.seat("social_worker")
    with viewer.viewer(worker, "plan"), refused("row-level security"):
        Status.objects.bulk_create([status(person, worker.agency, recorded_by=cast.seat("health", "hospital").pk)])


@pytest.mark.parametrize("role", ["analyst", "scrutineer"])
def test_those_who_only_read_write_nothing(cast: Cast, role: str) -> None:
    person, reader = cast.told(), cast.seat(role)
    with viewer.viewer(reader, "assure"), refused("row-level security"):
        Status.objects.bulk_create([status(person, reader.agency)])


def test_nothing_is_deleted_but_by_law(cast: Cast) -> None:
    person = cast.told()
    for role in ("social_worker", "ig_lead", "custodian"):
        with viewer.viewer(cast.seat(role), "erasure"), connection.cursor() as cursor:
            cursor.execute("DELETE FROM people_told")
            assert cursor.rowcount == 0
    with viewer.viewer(cast.seat("social_worker"), "plan"):
        assert Told.objects.filter(pk=person).exists()


# History and the ledger are the database's alone.


def test_history_is_neither_forged_nor_changed(cast: Cast) -> None:
    with viewer.viewer(cast.seat("ig_lead"), "erasure"), connection.cursor() as cursor:
        for table in sorted(table for table, guard in GUARDS.items() if guard.is_history):
            with refused(f"permission denied for table {table}"):
                cursor.execute(f"INSERT INTO {table} SELECT * FROM {table}")
            with refused(f"permission denied for table {table}"):
                cursor.execute(f"UPDATE {table} SET pgh_label = 'forged'")


def test_history_is_not_forged_through_a_trigger_of_ones_own(cast: Cast) -> None:
    """A temporary table and a function of one's own raise the depth of triggers; they still write no history."""
    with viewer.viewer(cast.seat("ig_lead"), "answer"), connection.cursor() as cursor, refused("permission denied"):
        cursor.execute("CREATE TEMP TABLE door (x int)")
        cursor.execute(
            "CREATE FUNCTION pg_temp.forge() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN INSERT INTO people_toldhistory SELECT * FROM people_toldhistory; RETURN NULL; END $$"
        )
        cursor.execute("CREATE TRIGGER forge AFTER INSERT ON door EXECUTE FUNCTION pg_temp.forge()")
        cursor.execute("INSERT INTO door VALUES (1)")


@pytest.mark.parametrize("table", ["access_entry", "access_entrychild"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET level = 1", "DELETE FROM {}"])
def test_lines_of_the_ledger_are_neither_changed_nor_deleted(cast: Cast, table: str, verb: str) -> None:
    with viewer.viewer(cast.seat("ig_lead"), "erasure"), connection.cursor() as cursor, refused("permission denied"):
        cursor.execute(verb.format(table))


@pytest.mark.parametrize("verb", ["UPDATE access_batch SET size = 0", "DELETE FROM access_batch",
                                  "UPDATE access_sealed SET position = 0", "DELETE FROM access_sealed"])  # fmt: skip
def test_sealed_batches_stay(cast: Cast, verb: str) -> None:
    with connection.cursor() as cursor, refused("permission denied"):
        cursor.execute(verb)


@pytest.mark.parametrize("forged", ["account", "seat", "agency", "role"])
def test_no_line_is_written_in_anothers_name(cast: Cast, forged: str) -> None:
    mine, other = cast.seat("social_worker"), cast.seat("police_missing", "police")
    said = {"account": mine.account_id, "seat": mine.pk, "agency": mine.agency_id, "role": mine.role}
    said[forged] = {"account": other.account_id, "seat": other.pk, "agency": other.agency_id, "role": other.role}[
        forged
    ]
    with viewer.viewer(mine, "plan"), refused("row-level security"):
        Entry.objects.bulk_create([rows.row(Entry, **said)])


def test_no_child_is_put_on_another_agencys_line(cast: Cast) -> None:
    with viewer.viewer(cast.seat("social_worker"), "plan"):
        entry = ledger.line(LedgerAct.READ, "page", children=[new_key()])
    police = cast.seat("police_missing", "police")
    with viewer.viewer(police, "plan"), refused("row-level security"):
        EntryChild.objects.bulk_create(
            [EntryChild(entry_id=entry, child=new_key(), agency_id=cast.agency("council").pk)]
        )


# Who a child is.


def test_which_child_somebody_is_is_written_by_links_alone(cast: Cast) -> None:
    person = cast.told()
    with viewer.viewer(cast.seat("data_steward"), "match"):
        with refused("permission denied"):
            Identity.objects.filter(person=person).update(child=new_key())
        with refused("permission denied"):
            Identity.objects.bulk_create([Identity(person=new_key(), child=new_key())])


def test_an_agency_says_of_its_own_people_alone_which_child_they_are(cast: Cast) -> None:
    ours, theirs = cast.told(), cast.told("police", given="Robin", family="Holt", born=date(2010, 3, 9))
    with viewer.viewer(cast.seat("data_steward", "police"), "match"):
        link = Link(id=new_key(), person=ours, agency=cast.agency("police"), child=cast.child(theirs, "police"),
                    outcome=Link.Outcome.JOINED, since=datetime(2001, 1, 1, tzinfo=UTC),
                    until=datetime(2002, 1, 1, tzinfo=UTC))  # fmt: skip
        with refused("own people"):
            Link.objects.bulk_create([link])
        with pytest.raises(Link.DoesNotExist):
            changes.join(person=ours, child=cast.child(theirs, "police"))
    with viewer.viewer(cast.seat("social_worker"), "plan"):
        assert Link.objects.get(person=ours, until=None).child != cast.child(theirs, "police")


# Places.


def test_nobody_opens_a_place_for_themselves(cast: Cast) -> None:
    person, police = cast.told(), cast.seat("police_missing", "police")
    worker = cast.seat("social_worker")
    for seat, holder in ((police, police.pk), (police, police.team_id), (worker, worker.pk), (worker, worker.team_id)):
        with viewer.viewer(seat, "plan"), refused("themselves"):
            circle.open_places([opening(person, seat, holder=holder)])


def test_a_subject_that_calls_for_it_opens_ones_own_place_where_the_agency_knows_the_child(cast: Cast) -> None:
    person, police, worker = cast.told(), cast.seat("police_missing", "police"), cast.seat("social_worker")
    because = {"because_kind": "absence", "because": new_key()}
    with viewer.viewer(worker, "find_missing"):
        assert circle.open_places([opening(person, worker, **because)])
    with viewer.viewer(police, "find_missing"), refused("knows the child"):
        circle.open_places([opening(person, police, **because)])


def test_a_stranger_lets_nobody_in(cast: Cast) -> None:
    person, police, health = cast.told(), cast.seat("police_missing", "police"), cast.seat("health", "hospital")
    with viewer.viewer(police, "plan"), refused("knows the child"):
        circle.open_places([opening(person, health)])


def test_inside_the_circle_one_lets_in_as_far_as_one_sees_and_no_further(cast: Cast) -> None:
    person, police, health = cast.told(), cast.seat("police_missing", "police"), cast.seat("health", "hospital")
    with viewer.viewer(cast.seat("social_worker"), "plan"):
        circle.open_places([opening(person, police, reaches=Level.SUMMARY)])
    with viewer.viewer(police, "plan"):
        with refused("inside the circle"):
            circle.open_places([opening(person, health)])
        assert circle.open_places([opening(person, health, reaches=Level.SUMMARY)])


def test_a_place_is_about_the_child_that_its_person_is(cast: Cast) -> None:
    """Whatever child the row names: a place on one's own person opens no other child's circle."""
    ours = cast.told()
    theirs = cast.told("police", given="Robin", family="Holt", born=date(2010, 3, 9))
    worker = cast.seat("social_worker")
    with viewer.viewer(worker, "plan"):
        forged = Place(
            id=new_key(), person=ours, child=cast.child(theirs, "police"), agency=worker.agency, level=Level.POINTER,
            holder=worker.pk, reaches=Level.DETAIL, ends=timezone.now() + timedelta(days=1), purpose="plan",
            basis="public_task", because=new_key(),
        )  # fmt: skip
        Place.objects.bulk_create([forged])
        assert Place.objects.get(pk=forged.pk).child == cast.child(ours)
        assert Place.objects.get(pk=forged.pk).opened_by == worker.pk


@pytest.mark.parametrize(
    "change", [{"holder": uuid.UUID(int=1)}, {"person": uuid.UUID(int=1)}, {"child": uuid.UUID(int=1)},
               {"break_glass": True}, {"opened_by": uuid.UUID(int=1)}]
)  # fmt: skip
def test_a_place_keeps_its_holder_and_its_child(cast: Cast, change: dict[str, object]) -> None:
    person = cast.told()
    with viewer.viewer(cast.seat("social_worker"), "plan"):
        circle.open_places([opening(person, cast.seat("police_missing", "police"))])
        with refused("keeps its holder"):
            Place.objects.filter(person=person).update(**change)


def test_a_place_is_raised_by_nobody_who_could_not_open_it(cast: Cast) -> None:
    person, police = cast.told(), cast.seat("police_missing", "police")
    with viewer.viewer(cast.seat("social_worker"), "plan"):
        circle.open_places([opening(person, police, reaches=Level.SUMMARY)])
        with refused("custodian alone"):
            Place.objects.filter(person=person).update(reaches=Level.SEALED)
    with viewer.viewer(police, "plan"), refused("themselves"):
        Place.objects.filter(person=person).update(reaches=Level.DETAIL)


def test_broken_glass_is_for_oneself_for_four_hours_with_a_reason(cast: Cast) -> None:
    person, police = cast.told(), cast.seat("police_missing", "police")
    with viewer.viewer(police, "break_glass"):
        with pytest.raises(ValueError, match="cannot wait"):
            circle.break_glass(person=person, reason=" ")
        place = circle.break_glass(person=person, reason="The child is on the bridge now")
        assert timedelta(hours=3, minutes=59) < place.ends - timezone.now() <= timedelta(hours=4)
        with refused("ends by the clock"):
            Place.objects.filter(pk=place.pk).update(ends=timezone.now() + timedelta(days=1))
        wrong = {"holder": new_key()}, {"reaches": 4}, {"reason": ""}, {"ends": timezone.now() + timedelta(hours=9)}
        for said in wrong:
            values = {f.attname: getattr(place, f.attname) for f in Place._meta.concrete_fields} | {"id": new_key()}
            with refused("Glass is broken for oneself"):
                Place.objects.bulk_create([Place(**(values | said))])


def test_broken_glass_lets_nobody_else_in(cast: Cast) -> None:
    person, police = cast.told(), cast.seat("police_missing", "police")
    with viewer.viewer(police, "break_glass"):
        circle.break_glass(person=person, reason="The child is on the bridge now")
        with refused("knows the child"):
            circle.open_places([opening(person, cast.seat("health", "hospital"))])


# Seals, touches, conflicts.


def test_a_custodian_alone_seals_and_opens_a_place_inside(cast: Cast) -> None:
    person, worker = cast.told(), cast.seat("social_worker")
    child = cast.child(person)
    with viewer.viewer(worker, "plan"):
        with refused("custodian alone"):
            circle.seal_child(child=child, holder=worker.pk, reason="-", person=person)
        with refused("row-level security"):
            Seal.objects.bulk_create(
                [Seal(id=new_key(), child=child, agency=worker.agency, level=1, holder=worker.pk, reason="-")]
            )
    with viewer.viewer(cast.seat("custodian"), "custody"):
        seal = circle.seal_child(child=child, holder=cast.seat("custodian").pk, reason="-", person=person)
        assert Told.objects.filter(pk=person).exists()
    with viewer.viewer(worker, "plan"):
        assert not Told.objects.filter(pk=person).exists()
        assert Seal.objects.filter(pk=seal.pk).update(until=timezone.now()) == 0


def test_a_touch_is_left_by_a_search_alone(cast: Cast) -> None:
    custodian = cast.seat("custodian")
    with viewer.viewer(custodian, "custody"), refused("row-level security"):
        Touch.objects.bulk_create(
            [Touch(id=new_key(), child=new_key(), agency=custodian.agency, level=1, holder=custodian.pk,
                   by_seat=new_key(), purpose="-", score=1.0)]
        )  # fmt: skip


def test_one_declares_ones_own_conflict_and_the_lead_anybodys_of_the_agency(cast: Cast) -> None:
    person, worker, police = cast.told(), cast.seat("social_worker"), cast.seat("police_missing", "police")
    child = cast.child(person)
    with viewer.viewer(police, "plan"), refused("row-level security"):
        circle.declare_conflict(account=worker.account_id, child=child, reason="partner")
    with viewer.viewer(worker, "plan"):
        conflict = circle.declare_conflict(account=worker.account_id, child=child, reason="neighbour")
        assert not Told.objects.filter(pk=person).exists()
        assert not Conflict.objects.exists()
        assert Conflict.objects.filter(pk=conflict.pk).update(until=timezone.now()) == 0
    with viewer.viewer(cast.seat("ig_lead"), "answer"):
        assert Conflict.objects.get() == conflict
        circle.end_conflict(conflict)
    with viewer.viewer(worker, "plan"):
        assert Told.objects.filter(pk=person).exists()


def test_an_involvement_tells_whom_to_call_to_the_circle_at_pointer_level(cast: Cast) -> None:
    person, worker, school = cast.told(), cast.seat("social_worker"), cast.seat("school_lead", "school")
    with viewer.viewer(worker, "plan"):
        Involvement.objects.bulk_create(
            [Involvement(id=new_key(), person=person, agency=worker.agency, level=Level.POINTER, what="cin",
                         since=date(2024, 1, 1))]
        )  # fmt: skip
        Status.objects.bulk_create([status(person, worker.agency)])
        circle.open_places([opening(person, school, reaches=Level.POINTER)])
    with viewer.viewer(school, "alert"):
        assert (Involvement.objects.count(), Status.objects.count()) == (1, 0)
