"""Lapwing's own files of absences, police and council: what becomes of their rows, however they arrive."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from lapwing.access import circle, viewer
from lapwing.cases.missing.models import Absence, Account, RiskDecision, Whereabouts
from lapwing.directory.models import Account as Person
from lapwing.directory.models import Seat
from lapwing.exchange.inbound import changes, queries
from lapwing.exchange.inbound.models import Headings, Intake, IntakeRow
from lapwing.exchange.inbound.text import UnknownHeadings
from lapwing.people import queries as people
from lapwing.people.models import Characteristics, Told
from tests.cast import Cast, build, sign_in

pytestmark = pytest.mark.django_db

POLICE = """\
OCCURRENCE,PERSON,GIVEN_NAME,FAMILY_NAME,DOB,SEX,POSTCODE,AREA,ACCEPTED,RISK,WENT_MISSING,REPORTED,FOUND,FOUND_PLACE,RETURNED
MD1/26,N001,Robin,Ashdown,2/5/2011,F,zz1 4ab,991,Yes,High,20/09/2026 22:10,20/09/2026 23:05,21/09/2026 06:40,\
Bus station,21/09/2026 09:15
MD2/26,N002,Kit,Marlow,14/11/2010,M,ZZ2 7CD,992,no,,1 Oct 2026 18:00,,,,01/10/2026 23:30
"""
COUNCIL = """\
EPISODE,CHILD,GIVEN_NAME,FAMILY_NAME,DOB,SEX,POSTCODE,TYPE,RISK,WENT_MISSING,RETURNED
E77,4455,Robin,Ashdown,2/5/2011,F,ZZ1 4AB,missing,medium,20/9/2026,21/9/2026
"""


@pytest.fixture
def cast() -> Cast:
    return build()


@pytest.fixture
def force(cast: Cast) -> Seat:
    """The data steward of the police."""
    account = Person.objects.create(email="steward@police.example", name="Ada Thorne")
    return Seat.objects.create(
        account=account, agency=cast.agencies["police"], role="data_steward", title="Data steward",
        since=date(2020, 1, 6),
    )  # fmt: skip


def read_in(seat: Seat, content: str | bytes) -> Intake:
    given = content if isinstance(content, bytes) else content.encode()
    with viewer.viewer(seat, "intake"):
        file = changes.show("a.csv", given)
        changes.confirm(file.pk)
    changes.take(file.pk, seat)
    return file


def lines(seat: Seat, file: Intake) -> list[IntakeRow]:
    with viewer.viewer(seat, "test"):
        return list(IntakeRow.objects.filter(intake=file.pk).order_by("number"))


def test_a_police_file_becomes_absences_with_their_facts(cast: Cast, force: Seat) -> None:
    file = read_in(force, POLICE)
    assert [row.state for row in lines(force, file)] == ["new", "new"]
    with viewer.viewer(force, "test"):
        first, second = Account.objects.order_by("began_at")
        assert (first.occurrence, first.accepted, first.type) == ("MD1/26", True, "missing")
        assert first.began_at == datetime(2026, 9, 20, 21, 10, tzinfo=UTC)  # British summer time
        assert second.type == "not_accepted"
        assert second.area_id == cast.areas["brackwater"].pk
        facts = Whereabouts.objects.filter(absence=first.absence_id).order_by("at")
        assert [(fact.kind, fact.place) for fact in facts] == [("found", "Bus station"), ("returned", "")]
        assert RiskDecision.objects.get().risk == "HIGH"
        absence = Absence.objects.get(pk=first.absence_id)
        assert (absence.state, absence.risk) == ("returned", "HIGH")
        assert absence.ended_at == datetime(2026, 9, 21, 5, 40, tzinfo=UTC)
        told = Told.objects.get(reference="N001")
        assert (told.given, told.family, told.born, told.sex, told.postcode) == (
            "Robin", "Ashdown", date(2011, 5, 2), "F", "ZZ1 4AB",
        )  # fmt: skip


def test_the_same_file_in_another_order_changes_nothing(force: Seat) -> None:
    read_in(force, POLICE)
    first, *others = POLICE.splitlines()
    cells = [line.split(",") for line in (first, *others)]
    turned = "\r\n".join(";".join(reversed(row)) for row in (cells[0], *reversed(cells[1:])))
    again = read_in(force, "\ufeff".encode() + turned.encode())
    assert {row.state for row in lines(force, again)} == {"unchanged"}
    with viewer.viewer(force, "test"):
        assert Account.objects.count() == Absence.objects.count() == 2
        assert Whereabouts.objects.count() == 3


def test_told_by_police_and_council_it_is_one_absence(cast: Cast, force: Seat) -> None:
    read_in(force, POLICE)
    read_in(cast.data_steward, COUNCIL)
    with viewer.viewer(force, "test"):
        theirs = Account.objects.get(occurrence="MD1/26")
        absence = Absence.objects.get(pk=theirs.absence_id)
        assert (absence.began_precision, Absence.objects.count()) == ("minute", 2)
    with viewer.viewer(cast.data_steward, "test"):
        ours = Account.objects.get()
        assert ours.absence_id == theirs.absence_id
        assert RiskDecision.objects.get(agency=ours.agency).risk == "MED"
        assert set(people.persons_of(people.child_of(ours.person))) == {ours.person, theirs.person}


def test_what_a_later_file_says_otherwise_is_corrected_and_its_history_kept(force: Seat) -> None:
    read_in(force, POLICE.replace(",21/09/2026 09:15", ",").replace(",Yes,High,", ",Yes,Medium,"))
    file = read_in(force, POLICE.replace("22:10", "21:55").replace("Bus station", "Railway station"))
    assert [row.state for row in lines(force, file)] == ["updated", "unchanged"]
    with viewer.viewer(force, "test"):
        account = Account.objects.get(occurrence="MD1/26")
        assert account.began_at == datetime(2026, 9, 20, 20, 55, tzinfo=UTC)
        assert account.history.count() == 1  # type: ignore[attr-defined]
        facts = Whereabouts.objects.filter(absence=account.absence_id).order_by("at")
        assert [(fact.kind, fact.place) for fact in facts] == [("found", "Railway station"), ("returned", "")]
        assert list(RiskDecision.objects.order_by("id").values_list("risk", flat=True)) == ["MED", "HIGH"]


def test_a_return_that_was_known_is_not_taken_away_by_a_blank(force: Seat) -> None:
    read_in(force, POLICE)
    file = read_in(force, POLICE.replace(",01/10/2026 23:30", ","))
    row = lines(force, file)[1]
    assert row.state == "doubtful"
    assert "RETURNED is blank, and was Thu 1 Oct 2026, 23:30: that is kept." in row.reason


@pytest.mark.parametrize(
    ("cell", "kept", "said"),
    [("ld; aut", ["LD", "AUT"], ""), ("None", ["NONE"], ""), ("", [], ""),
     ("NONE LD", [], "NONE stands with no other code"), ("XX", [], "not a code of Disability")],
)  # fmt: skip
def test_a_councils_file_tells_of_disability_or_that_it_is_not_recorded(
    cast: Cast, cell: str, kept: list[str], said: str
) -> None:
    head, row = COUNCIL.splitlines()
    file = read_in(cast.data_steward, f"{head},DISABILITY\n{row},{cell}\n")
    with viewer.viewer(cast.data_steward, "test"):
        found = Characteristics.objects.filter(person=Told.objects.get(reference="4455").pk)
        assert [one.disabilities for one in found] == ([kept] if kept else [])
    assert said in lines(cast.data_steward, file)[0].reason


HEAD = "OCCURRENCE,PERSON,FAMILY_NAME,WENT_MISSING,RETURNED\n"


@pytest.mark.parametrize(
    ("row", "state", "words"),
    [
        ("A1,N9,Núñez,25/10/2026 01:30,25/10/2026 04:00", "waiting", "happened twice that night; the first is taken"),
        ("A1,N9,Nunez,29/03/2026 01:30,29/03/2026 04:00", "waiting", "did not happen that night; moved forward"),
        ("A1,N9,Nunez,46285.9236,", "quarantined", "a spreadsheet's own number for Sun 20 Sep 2026"),
        ("A1,N9,Nunez,09/20/2026 22:10,", "quarantined", "Day and month may have changed places"),
        ("A1,N9,Nunez,20/09/26 22:10,", "quarantined", "The year needs four figures"),
        ("1.23457E+11,N9,Nunez,20/09/2026,", "quarantined", "a long number that a spreadsheet shortened"),
        ("A1,#REF!,Nunez,20/09/2026,", "quarantined", "a spreadsheet's own sign that something went wrong"),
        ("A1,N9,########,20/09/2026,", "waiting", "a spreadsheet's own sign that something went wrong"),
        ("A1,N9,Nunez,20/09/2026 22:10,20/09/2026 21:00", "quarantined", "before WENT_MISSING"),
        ("A1,N9,Nunez,20/09/2026 22:10,20/09/2026", "waiting", ""),
        ("A1,N9,Nunez,21/09/2099,", "quarantined", "which has not come yet"),
        ("A1,N9,Nunez,Sun 20 Sept 2026 10.10pm,20/9/2026 2209", "quarantined", "before WENT_MISSING, Sun 20 Sep 2026"),
        ("A1,N9,Nunez,20/09/2026 22:10,46286.4", "quarantined", "the child would stand as missing"),
        ('\'A1,"=""N9""",Nunez,20/09/2026 22:10,21/09/2026 01:00', "waiting", ""),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_what_spreadsheets_and_clocks_do_is_shown_before_anything_is_written(
    row: str, state: str, words: str, encoding: str, force: Seat
) -> None:
    with viewer.viewer(force, "intake"):
        file = changes.show("a.csv", f"{HEAD}{row}\n".encode(encoding))
        kept = IntakeRow.objects.get(intake=file.pk)
        assert (kept.state, words in kept.reason) == (state, True)
        assert not Absence.objects.exists()
        assert not Told.objects.exists()


def test_a_time_that_happened_twice_is_the_first(force: Seat) -> None:
    file = read_in(force, f"{HEAD}A1,N9,Nunez,25/10/2026 01:30,25/10/2026 04:00\n")
    assert lines(force, file)[0].marks == ["clocks_changed"]
    with viewer.viewer(force, "test"):
        assert Account.objects.get().began_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_rows_twice_are_taken_once_and_rows_that_contradict_wait(force: Seat) -> None:
    row = "A1,N9,Nunez,20/09/2026 22:10,21/09/2026 01:00\n"
    file = read_in(force, HEAD + row + row + row.replace("22:10", "22:30"))
    assert [one.state for one in lines(force, file)] == ["new", "unchanged", "quarantined"]
    with viewer.viewer(force, "test"):
        assert Account.objects.count() == 1


def test_leading_zeros_that_a_spreadsheet_took_are_noticed(force: Seat) -> None:
    read_in(force, f"{HEAD}A1,00421,Nunez,20/09/2026,21/09/2026\n")
    file = read_in(force, f"{HEAD}A2,421,Nunez,22/09/2026,23/09/2026\nA3,555,Other,22/09/2026,23/09/2026\n")
    first, second = lines(force, file)
    assert (first.state, second.state) == ("quarantined", "new")
    assert "This may be 00421, which is known" in first.reason
    with viewer.viewer(force, "intake"):
        changes.mend(first.pk, ["A2", "00421", "Nunez", "22/09/2026", "23/09/2026"], seen=first.version)
        assert Told.objects.count() == 2


# Headings of another program, mapped once and remembered.

THEIRS = "Occ No,Nominal Ref,Surname,Date of Birth,Date/Time Missing,Date Returned,Officer\n"
ROW = "MD9/26,N77,Marlow,14/11/2010,20/09/2026 22:10,21/09/2026 01:00,PC 1\n"


def mapped(**more: str) -> dict[str, object]:
    return {
        "heading": [one.upper().replace(" ", "_") for one in THEIRS.strip().split(",")],
        "format": "police_missing", "source": "Niche", "is_OCCURRENCE": "OCC_NO", "is_PERSON": "NOMINAL_REF",
        "is_FAMILY_NAME": "SURNAME", "is_DOB": "DATE_OF_BIRTH", "is_WENT_MISSING": "DATE/TIME_MISSING",
        "is_RETURNED": "DATE_RETURNED", **more,
    }  # fmt: skip


def upload(client: Client, content: str) -> str:
    return client.post(
        "/exchange/", {"files": SimpleUploadedFile("x.csv", content.encode())}, follow=True
    ).content.decode()


def test_headings_are_mapped_on_a_page_and_remembered(force: Seat, client: Client) -> None:
    sign_in(client, force)
    page = upload(client, THEIRS + ROW)
    assert "Say which column is which" in page
    offered = client.post("/exchange/headings/", {"heading": mapped()["heading"]}).content.decode()
    assert "Missing episodes of a police force</h2>" in offered
    assert "SURNAME" in offered
    assert ROW.split(",", maxsplit=1)[0] not in offered
    answer = client.post("/exchange/headings/", mapped(), follow=True)
    assert "The headings are remembered" in answer.content.decode()
    page = upload(client, THEIRS + ROW)
    assert "Is this what the files say?" in page
    assert "DATE/TIME_MISSING" in page
    assert "Sun 20 Sep 2026, 22:10" in page
    assert "Not known: kept with the row" in page  # the officer
    file = read_in(force, THEIRS + ROW)
    assert [row.state for row in lines(force, file)] == ["new"]
    again = read_in(force, THEIRS + ROW.replace("01:00", "01:20"))
    assert [row.state for row in lines(force, again)] == ["updated"]


def test_what_is_left_out_or_said_twice_is_refused(force: Seat, client: Client) -> None:
    sign_in(client, force)
    answer = client.post("/exchange/headings/", mapped(is_PERSON=""))
    assert (answer.status_code, b"Say which heading stands for PERSON" in answer.content) == (422, True)
    answer = client.post("/exchange/headings/", mapped(is_PERSON="OCC_NO"))
    assert (answer.status_code, b"given the same heading" in answer.content) == (422, True)
    with viewer.viewer(force, "test"):
        assert not Headings.objects.exists()


def test_one_agency_s_headings_are_not_another_s(cast: Cast, force: Seat, client: Client) -> None:
    sign_in(client, force)
    client.post("/exchange/headings/", mapped())
    with viewer.viewer(force, "intake"):
        assert len(queries.known_headings()) == 1
    with viewer.viewer(cast.data_steward, "intake"):
        assert queries.known_headings() == []
        with pytest.raises(UnknownHeadings):
            changes.show("a.csv", (THEIRS + ROW).encode())


def test_a_first_row_of_data_is_not_offered_as_headings(force: Seat, client: Client) -> None:
    sign_in(client, force)
    assert "Say which column is which" not in upload(client, ROW + ROW)


def test_a_child_sealed_since_is_taken_like_any_other(cast: Cast, force: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    read_in(force, POLICE)
    read_in(cast.data_steward, COUNCIL)
    before = timezone.now() - timedelta(hours=1)  # the test is one transaction, whose time the policies read
    with viewer.viewer(force, "test"):
        person: uuid.UUID = Told.objects.get(reference="N001").pk
        child = people.child_of(person)
    with monkeypatch.context() as patch, viewer.viewer(cast.custodian, "custody"):
        patch.setattr(timezone, "now", lambda: before)
        circle.seal_child(child=child, holder=cast.custodian.pk, reason="Adopted", person=person)
    changed = POLICE.replace("22:10", "21:55").replace("Bus station", "Quay")
    file = read_in(force, changed.replace("MD2/26,N002", "MD3/26,N001"))
    assert [row.state for row in lines(force, file)] == ["updated", "new"]
