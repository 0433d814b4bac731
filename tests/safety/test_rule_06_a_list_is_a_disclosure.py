"""Rule 6: a list of children is a disclosure. It states its purpose, is approved by a second person over a set number
of rows, is marked with who made it and when, expires where it is kept, has no address and no free text unless asked
for, is safe against formulas, and is in the ledger.
"""

import csv
import io
import uuid
import zipfile
from datetime import date, time, timedelta
from xml.etree import ElementTree as Tree

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from lapwing.access import viewer
from lapwing.access.models import Entry, EntryChild, LedgerAct
from lapwing.cases.missing import changes as missing
from lapwing.cases.missing.changes import Located, Report
from lapwing.directory.models import Seat
from lapwing.exchange.outbound import changes
from lapwing.exchange.outbound.changes import KEPT, MOST_ALONE, NotNow, Wanted
from lapwing.exchange.outbound.models import Disclosure
from lapwing.people import changes as people
from lapwing.people import facts
from lapwing.people.changes import Telling
from lapwing.people.models import Audience
from lapwing.rules.moments import Moment
from tests.cast import Cast, build, sign_in

pytestmark = pytest.mark.django_db
TRAP = '=HYPERLINK("http://x.example","?")'
DAY = date(2026, 9, 14)


@pytest.fixture
def cast() -> Cast:
    return build()


def told(cast: Cast, number: int, *, family: str = "Marlow") -> list[uuid.UUID]:
    """So many children whom the council tells, each away for a night."""
    with viewer.viewer(cast.council_missing, "find_missing"):
        persons = [
            outcome.person
            for outcome in people.tell([Telling(f"C{n}", f"Kit{n}", family, date(2011, 3, 1)) for n in range(number)])
        ]
        began, back = Moment.local(DAY, time(22)), Moment.local(DAY + timedelta(days=1), time(9))
        missing.record_missing(
            [
                Report(
                    person, "missing", began, cast.areas["ashmere"].pk, missing_from="Sedge Cottage",
                    last_seen_place="+44 the quay",
                    ended=Located(None, "returned", back, place="Aunt's flat", how="@home"),
                )
                for person in persons
            ]
        )  # fmt: skip
    return persons


def wanted(**more: object) -> Wanted:
    given = {"what": "absences", "form": "csv", "purpose": "plan", "recipient": "Monday's panel", "since": DAY,
             "until": DAY}  # fmt: skip
    return Wanted(**(given | more))  # type: ignore[arg-type]


def ask(seat: Seat, **more: object) -> Disclosure:
    with viewer.viewer(seat, "disclosure"):
        return changes.ask(wanted(**more))


def fetched(seat: Seat, row: Disclosure) -> list[list[str]]:
    with viewer.viewer(seat, "disclosure"):
        return list(csv.reader(io.StringIO(changes.fetch(row.pk).content.decode("utf-8-sig"))))


def test_it_states_its_purpose_and_who_will_have_it(cast: Cast) -> None:
    told(cast, 1)
    with viewer.viewer(cast.council_missing, "disclosure"):
        for nonsense in ({"purpose": ""}, {"purpose": "curiosity"}, {"recipient": " "}):
            with pytest.raises(ValueError, match="Say what the list is for"):
                changes.ask(wanted(**nonsense))


def test_a_long_one_waits_for_a_second_person_who_is_somebody_else(cast: Cast) -> None:
    told(cast, MOST_ALONE + 1)
    row = ask(cast.council_missing)
    assert row.state == "waiting"
    with viewer.viewer(cast.council_missing, "disclosure"):
        with pytest.raises(NotNow, match="has not been approved"):
            changes.fetch(row.pk)
        with pytest.raises(NotNow, match="somebody else decides"):
            changes.decide(row.pk, approve=True)
    # Another seat of the same human being is no second person; nor does the database take the same seat.
    other = Seat.objects.create(
        account=cast.council_missing.account, agency=cast.agencies["council"], role="data_steward", title="Steward",
        since=date(2020, 1, 1),
    )  # fmt: skip
    with viewer.viewer(other, "disclosure"), pytest.raises(NotNow, match="somebody else decides"):
        changes.decide(row.pk, approve=True)
    with (
        viewer.viewer(cast.council_missing, "disclosure"),
        pytest.raises(IntegrityError),
        transaction.atomic(),
    ):
        Disclosure.objects.filter(pk=row.pk).update(decided_by=cast.council_missing.pk)
    with viewer.viewer(cast.ig_lead, "disclosure"):
        changes.decide(row.pk, approve=True)
    assert len(fetched(cast.council_missing, row)) == MOST_ALONE + 1 + 5


def test_a_refusal_gives_its_reason_and_nothing_is_fetched(cast: Cast) -> None:
    told(cast, MOST_ALONE + 1)
    row = ask(cast.council_missing)
    with viewer.viewer(cast.ig_lead, "disclosure"):
        with pytest.raises(ValueError, match="Say why"):
            changes.decide(row.pk, approve=False)
        changes.decide(row.pk, approve=False, reason="The panel needs ten")
    with viewer.viewer(cast.council_missing, "disclosure"), pytest.raises(NotNow):
        changes.fetch(row.pk)


def test_it_is_marked_with_who_made_it_and_when_and_until_when(cast: Cast) -> None:
    told(cast, 2)
    lines = fetched(cast.council_missing, ask(cast.council_missing))
    marks = " ".join(line[0] for line in lines[:4])
    assert "Owen Tarrant, Missing coordinator, Ashmere Council" in marks
    assert "For Monday's panel: To plan, carry out and review help or protection" in marks
    assert f"Destroy by {timezone.localdate() + KEPT:%d/%m/%Y}" in marks
    assert lines[4][:2] == ["Reference", "Name"]
    assert lines[5][1] == "Kit0 Marlow"


def test_it_expires(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    told(cast, 1)
    row = ask(cast.council_missing)
    later = timezone.now() + KEPT + timedelta(minutes=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    with viewer.viewer(cast.council_missing, "disclosure"), pytest.raises(NotNow, match="has expired"):
        changes.fetch(row.pk)


def test_it_has_no_address_and_no_free_text_unless_asked_for(cast: Cast) -> None:
    first, second = told(cast, 2)
    with viewer.viewer(cast.council_missing, "find_missing"):
        facts.record_addresses(
            [
                facts.Lives(first, "1 Sallow Row", "ZZ1 4AB"),
                facts.Lives(second, "2 Secret Row", "ZZ1 4AC", audience=Audience.CONFIDENTIAL),
            ]
        )
    plain = str(fetched(cast.council_missing, ask(cast.council_missing)))
    full = str(fetched(cast.council_missing, ask(cast.council_missing, with_addresses=True, with_words=True)))
    for words in ("Sallow Row", "ZZ1 4AB", "Sedge Cottage", "the quay", "Aunt's flat"):
        assert (words in plain, words in full) == (False, True)
    # A confidential address stands in no list, whoever asks.
    assert "Secret Row" not in full
    assert "ZZ1 4AC" not in full


@pytest.mark.parametrize("trap", [TRAP, "+1", "-1+cmd|' /C calc'!A0", "@SUM(1)", "\t=1", " =1", "＝1"])
def test_no_cell_is_taken_for_a_formula(cast: Cast, trap: str) -> None:
    told(cast, 1, family="Marlow")
    with viewer.viewer(cast.council_missing, "find_missing"):
        people.tell([Telling("C0", trap, "Marlow", date(2011, 3, 1))])
    [line] = fetched(cast.council_missing, ask(cast.council_missing, with_words=True))[5:]
    assert line[1].startswith("'")
    assert not any(cell.lstrip()[:1] in tuple("=+-@") for cell in line)
    row = ask(cast.council_missing, form="xlsx", with_words=True)
    with viewer.viewer(cast.council_missing, "disclosure"):
        book = zipfile.ZipFile(io.BytesIO(changes.fetch(row.pk).content))
    sheet = Tree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    name = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    assert not list(sheet.iter(f"{name}f"))
    assert {cell.get("t") for cell in sheet.iter(f"{name}c")} == {"inlineStr"}
    assert any((cell.text or "").startswith("'") for cell in sheet.iter(f"{name}t"))


def test_it_is_in_the_ledger_with_every_child(cast: Cast) -> None:
    told(cast, 3)
    row = ask(cast.council_missing)
    fetched(cast.council_missing, row)
    with viewer.viewer(cast.ig_lead, "assurance"):
        for door in ("outbound.ask", "outbound.fetch"):
            [entry] = Entry.objects.filter(door=door)
            assert (entry.act, entry.subjects) == (LedgerAct.EXPORT, [row.pk])
            assert EntryChild.objects.filter(entry=entry).count() == 3


def test_only_who_asked_fetches_and_another_agency_sees_nothing(cast: Cast, client: Client) -> None:
    told(cast, 1)
    row = ask(cast.council_missing)
    with viewer.viewer(cast.data_steward, "disclosure"), pytest.raises(NotNow):
        changes.fetch(row.pk)
    sign_in(client, cast.police_missing)
    assert client.post(f"/exchange/lists/{row.pk}/fetch/").status_code == 404
    assert b"Monday" not in client.get("/exchange/lists/").content


def test_what_the_maker_may_no_longer_see_is_not_in_it(cast: Cast) -> None:
    told(cast, 2)
    row = ask(cast.council_missing)
    with viewer.viewer(cast.council_missing, "disclosure"):
        from lapwing.access import circle
        from lapwing.people.queries import child_of

        person = people.known_by_reference(["C0"])["C0"]
        circle.declare_conflict(account=cast.council_missing.account_id, child=child_of(person), reason="neighbour")
    lines = fetched(cast.council_missing, row)[5:]
    assert [line[1] for line in lines] == ["Kit1 Marlow"]


def test_on_its_pages(cast: Cast, client: Client) -> None:
    told(cast, MOST_ALONE + 1)
    sign_in(client, cast.council_missing)
    asked = {
        "purpose": "plan", "recipient": "Monday's panel", "form": "xlsx", "since-day": "14", "since-month": "9",
        "since-year": "2026", "until-day": "14", "until-month": "9", "until-year": "2026",
    }  # fmt: skip
    assert client.post("/exchange/lists/", asked | {"purpose": ""}).status_code == 422
    page = client.post("/exchange/lists/", asked, follow=True).content.decode()
    assert "Waiting for a second person" in page
    assert "21 absences, 14 Sep 2026 to 14 Sep 2026" in page
    assert "Approve" not in page
    key = _the_list(cast)
    assert client.post(f"/exchange/lists/{key}/fetch/").status_code == 409
    other = Client()
    sign_in(other, cast.ig_lead)
    page = other.post(f"/exchange/lists/{key}/decide/", {"reason": ""})
    assert (page.status_code, b"Say why the list is refused" in page.content) == (422, True)
    assert "Kit0" not in other.get("/exchange/lists/").content.decode()
    other.post(f"/exchange/lists/{key}/decide/", {"approve": "yes"})
    answer = client.post(f"/exchange/lists/{key}/fetch/")
    assert answer["Content-Disposition"] == 'attachment; filename="absences-2026-09-14-to-2026-09-14.xlsx"'
    assert answer["Cache-Control"] == "no-store"
    with viewer.viewer(cast.ig_lead, "assurance"):
        assert Entry.objects.filter(door="outbound.fetch").count() == 1
        assert not Entry.objects.filter(door="lists_fetch").exists()


def _the_list(cast: Cast) -> uuid.UUID:
    with viewer.viewer(cast.council_missing, "test"):
        return Disclosure.objects.get().pk
