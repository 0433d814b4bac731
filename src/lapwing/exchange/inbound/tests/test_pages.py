"""Choose, look, confirm; again; mend; set aside: each page, and who may enter it."""

import json
import uuid
from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from lapwing.access import viewer
from lapwing.access.models import EntryChild
from lapwing.cases.missing import changes as missing
from lapwing.cases.missing.changes import Located
from lapwing.cases.missing.models import Absence, Whereabouts
from lapwing.exchange.inbound import queries, tasks, views
from lapwing.exchange.inbound.models import Intake, IntakeRow
from lapwing.rules.moments import Moment
from lapwing.work import jobs
from tests.cast import Cast, build, sign_in

pytestmark = pytest.mark.django_db
MISSING = b"CHILD,DOB,MISSING,MIS_START,MIS_END\n77,02/05/2010,M,26/02/2024,\n78,02/05/2010,M,31/02/2024,\n"


@pytest.fixture
def cast() -> Cast:
    return build()


@pytest.fixture
def steward(cast: Cast, client: Client) -> Client:
    sign_in(client, cast.data_steward)
    return client


def upload(client: Client, *contents: bytes, called: str = "") -> HttpResponse:
    files = [SimpleUploadedFile(f"{called}{n}.csv", content) for n, content in enumerate(contents)]
    return client.post("/exchange/", {"files": files}, follow=True)


def the_file(cast: Cast) -> uuid.UUID:
    with viewer.viewer(cast.data_steward, "test"):
        return Intake.objects.get().pk


def the_row(cast: Cast) -> IntakeRow:
    with viewer.viewer(cast.data_steward, "test"):
        return IntakeRow.objects.get(state="quarantined")


def read_in(cast: Cast, client: Client) -> uuid.UUID:
    upload(client, MISSING)
    key = the_file(cast)
    client.post("/exchange/look/confirm/", {"file": [key]})
    return key


def counted(cast: Cast) -> dict[str, int]:
    with viewer.viewer(cast.data_steward, "test"):
        file = Intake.objects.get()
        return dict(queries.accounts([file])[file.pk].by_state)


def test_look_confirm_and_again(cast: Cast, steward: Client) -> None:
    page = upload(steward, MISSING).content.decode()
    assert "Is this what the files say?" in page
    assert "Day on which it began" in page
    assert "Mon 26 Feb 2024" in page
    assert "“31/02/2024” is not a date we can read" in page
    again = upload(steward, MISSING, called="march").content.decode()
    assert "march0.csv" in again, "until it is confirmed a file is called as it was last"
    assert "same file, to the letter" not in again
    with viewer.viewer(cast.data_steward, "test"):
        assert not Absence.objects.exists()
    page = steward.post("/exchange/look/confirm/", {"file": [the_file(cast)]}, follow=True).content.decode()
    assert "All 2 rows are accounted for." in page
    assert counted(cast) == {"new": 1, "quarantined": 1}
    page = upload(steward, MISSING, called="april").content.decode()
    assert "What became of the files?" in page
    assert (
        "What you chose as <strong>april0.csv</strong> is the same file, to the letter, as <strong>march0.csv" in page
    )
    assert counted(cast) == {"new": 1, "quarantined": 1}


@pytest.mark.usefixtures("cast")
def test_a_file_that_cannot_be_read_stands_beside_one_that_can(steward: Client) -> None:
    answer = upload(steward, b"%PDF-1.7", MISSING)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "1 file could not be read" in page
    assert "SSDA903 missing" in page


def test_nothing_chosen(steward: Client) -> None:
    answer = steward.post("/exchange/", {})
    assert answer.status_code == 422
    assert b"Choose one or more files" in answer.content


def test_a_row_is_mended_on_its_page(cast: Cast, steward: Client) -> None:
    read_in(cast, steward)
    assert "SSDA903 missing, line 3" in steward.get("/exchange/quarantine/").content.decode()
    row = the_row(cast)
    address = f"/exchange/row/{row.pk}/"
    assert b'value="31/02/2024"' in steward.get(address).content
    cells = {"cell0": "78", "cell1": "02/05/2010", "cell2": "M", "cell3": "29/02/2024", "cell4": ""}
    stale = steward.post(address, {**cells, "seen": "other"})
    assert stale.status_code == 409
    assert b"Somebody else handled this row" in stale.content
    assert b'value="29/02/2024"' in stale.content
    assert "What became of this row?" in steward.post(address, {**cells, "seen": row.version}).content.decode()
    assert counted(cast) == {"new": 2}


def test_a_row_is_set_aside_with_a_reason(cast: Cast, steward: Client) -> None:
    key = read_in(cast, steward)
    assert steward.post(f"/exchange/row/{the_row(cast).pk}/set-aside/", {"reason": ""}).status_code == 422
    steward.post("/exchange/quarantine/set-aside/", {"why": "unreadable", "reason": "Sent in error"})
    assert counted(cast) == {"new": 1, "set_aside": 1}
    assert "Set aside: 1" in steward.get(f"/exchange/file/{key}/").content.decode()


def test_a_file_is_thrown_away(cast: Cast, steward: Client) -> None:
    upload(steward, MISSING)
    key = the_file(cast)
    steward.post("/exchange/look/throw-away/", {"file": [key]})
    assert "No file has been read in so far." in steward.get("/exchange/").content.decode()
    late = steward.post("/exchange/look/confirm/", {"file": [key]}, follow=True).content.decode()
    assert "This file was thrown away. Choose it again to read it in." in late


def test_what_a_page_shows_of_a_child_is_in_the_ledger(cast: Cast, steward: Client) -> None:
    key = read_in(cast, steward)
    steward.get(f"/exchange/file/{key}/")
    with viewer.viewer(cast.ig_lead, "test"):
        assert EntryChild.objects.filter(entry__door="exchange_file").count() == 1


def test_a_large_file_goes_on_in_the_background(cast: Cast, steward: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "AT_ONCE", 0)
    upload(steward, MISSING)
    page = steward.post("/exchange/look/confirm/", {"file": [the_file(cast)]}, follow=True).content.decode()
    assert "Are the files read in?" in page
    assert "1 row still to be read in." in page
    with jobs.may_see_jobs(), connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'take_files'")
        [(arguments,)] = cursor.fetchall()
    tasks.take_files(**(arguments if isinstance(arguments, dict) else json.loads(arguments)))
    assert counted(cast) == {"new": 1, "quarantined": 1}


def test_another_agency_finds_nothing(cast: Cast, steward: Client) -> None:
    upload(steward, MISSING)
    key = the_file(cast)
    sign_in(steward, cast.other_council_missing)
    assert steward.get(f"/exchange/look/?file={key}").status_code == 404
    assert steward.get(f"/exchange/file/{key}/").status_code == 404
    assert b"No file has been read in so far." in steward.get("/exchange/").content


@pytest.mark.parametrize("path", ["/exchange/look/", "/exchange/look/?file=nonsense"])
def test_an_address_that_names_no_file(path: str, steward: Client) -> None:
    assert steward.get(path).status_code == 404


def test_a_row_that_differs_from_a_correction_is_looked_at_and_chosen(cast: Cast, steward: Client) -> None:
    row = b"CHILD,DOB,MISSING,MIS_START,MIS_END\n79,02/05/2010,M,26/02/2024,28/02/2024\n"
    for content in (row, row.replace(b"28/02", b"29/02")):
        upload(steward, content)
        with viewer.viewer(cast.data_steward, "test"):
            key = Intake.objects.latest("recorded_at").pk
        steward.post("/exchange/look/confirm/", {"file": [key]})
        with viewer.viewer(cast.data_steward, "test"):
            fact = Whereabouts.objects.get()
            if content == row:
                corrected = replace(Located(fact.absence_id, "returned", fact.moment), at=Moment.on(date(2024, 2, 27)))
                missing.correct_located(fact.pk, corrected)
    assert "1 row differs from what was corrected by hand" in steward.get("/exchange/").content.decode()
    listed = steward.get("/exchange/differing/")
    [(found, _, _)] = listed.context["rows"]
    page = f"/exchange/row/{found.pk}/differs/"
    shown = steward.get(page)
    assert "Tue 27 Feb 2024" in (said := shown.content.decode())
    assert "Thu 29 Feb 2024" in said
    assert steward.post(page, {"holds": "", "before": ""}).status_code == 422
    assert "changed after you opened" in steward.post(page, {"holds": "file", "before": "-"}).content.decode()
    before = shown.context["form"]["before"].value()
    assert steward.post(page, {"holds": "file", "before": before}).status_code == 302
    assert steward.get(page, follow=True).redirect_chain, "chosen: the row says so"
    assert "what the file says was taken" in steward.get(f"/exchange/row/{found.pk}/").content.decode()
    with viewer.viewer(cast.data_steward, "test"):
        assert Whereabouts.objects.get().at.date() == date(2024, 2, 29)
