"""The page that says what the return would hold, and the file asked for on it."""

import re
from datetime import date

import pytest
from django.test import Client

from lapwing.access import viewer
from lapwing.cases.missing.changes import Located, Report, record_missing
from lapwing.directory.changes import split, succeed
from lapwing.directory.models import Agency, Seat, Team
from lapwing.exchange.inbound import changes as inbound
from lapwing.exchange.outbound.models import Disclosure
from lapwing.people.changes import Telling, tell
from lapwing.rules.moments import Moment
from tests.cast import Cast, build, sign_in

pytestmark = pytest.mark.django_db
HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n4455,F,02/05/2011,WBRI,UN4,,\n"
EPISODES = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
    "4455,01/02/2024,S,C2,N1,U6,PR1,,,,ZZ1 4AB,ZZ1 4AB,9990000\n"
)
MISSING = (
    "CHILD,DOB,MISSING,MIS_START,MIS_END\n4455,02/05/2011,M,01/06/2025,02/06/2025\n4455,02/05/2011,A,01/07/2025,\n"
    "4455,02/05/2011,M,09/07/2025,09/07/2025\n"
)


@pytest.fixture
def cast() -> Cast:
    cast = build()
    for content in (HEADER, EPISODES, MISSING):
        with viewer.viewer(cast.data_steward, "intake"):
            file = inbound.show("a.csv", content.encode())
            inbound.confirm(file.pk)
        inbound.take(file.pk, cast.data_steward)
    return cast


def test_it_says_what_the_file_would_hold_and_what_waits(cast: Cast, client: Client) -> None:
    sign_in(client, cast.data_steward)
    page = client.get("/exchange/lists/return/?year=2025").content.decode()
    assert "What would the return say of missing children in 2025/26?" in page
    assert "<strong>2</strong> rows: 2 missing from care, 0 away without authorisation; 0 without an end" in page
    assert "1 absence the file cannot hold as it stands" in page
    assert "No end is recorded, and another absence began on Wed 9 Jul 2025." in page


def test_it_is_asked_for_and_fetched(cast: Cast, client: Client) -> None:
    sign_in(client, cast.data_steward)
    assert client.post("/exchange/lists/return/", {"year": "1999", "recipient": "DfE"}).status_code == 422
    shown = client.get("/exchange/lists/return/").content.decode()
    mark = re.search(r'name="once" value="([^"]+)"', shown)
    assert mark
    wanted = {"year": "2025", "recipient": "DfE", "once": mark[1]}
    page = client.post("/exchange/lists/return/", wanted, follow=True).content.decode()
    assert "SSDA903 missing file: 2 absences" in page
    assert "already saved" in client.post("/exchange/lists/return/", wanted, follow=True).content.decode()
    with viewer.viewer(cast.data_steward, "test"):
        key = Disclosure.objects.get().pk
    answer = client.post(f"/exchange/lists/{key}/fetch/")
    assert answer["Content-Disposition"].startswith('attachment; filename="SSDA903-missing-2025-2026-made-')
    assert answer.content.decode().splitlines() == [
        "CHILD,DOB,MISSING,MIS_START,MIS_END", "4455,02/05/2011,M,01/06/2025,02/06/2025",
        "4455,02/05/2011,M,09/07/2025,09/07/2025",
    ]  # fmt: skip


def test_a_council_that_came_from_this_one_returns_the_whole_year(cast: Cast, client: Client) -> None:
    """Both councils have a child 4455: the one that neither told anew waits, and no row stands for two."""
    with viewer.viewer(cast.other_council_missing, "find_missing"):
        [told] = tell([Telling("4455", "Isla", "Marchant", date(2012, 1, 9))])
        began = Moment.on(date(2025, 8, 1))
        record_missing([Report(told.person, "missing", began, ended=Located(None, "returned", began))])
    merged = Agency.objects.create(kind="local_authority", name="Two Meres Council", area=cast.areas["ashmere"])
    succeed([cast.agencies["council"], cast.agencies["other_council"]], merged, on=date(2025, 9, 1))
    sign_in(client, cast.data_steward)
    page = client.get("/exchange/lists/return/?year=2025").content.decode()
    assert "No absence of this year is ready for the return." in page
    assert page.count("gave the child a reference that another child has") == 4
    with viewer.viewer(Seat.objects.get(pk=cast.data_steward.pk), "intake"):
        file = inbound.show("a.csv", HEADER.encode())
        inbound.confirm(file.pk)
    inbound.take(file.pk, Seat.objects.get(pk=cast.data_steward.pk))
    page = client.get("/exchange/lists/return/?year=2025").content.decode()
    assert "<strong>2</strong> rows: 2 missing from care" in page
    assert page.count("gave the child a reference that another child has") == 1
    client.post("/exchange/lists/return/", {"year": "2025", "recipient": "DfE"})
    with viewer.viewer(Seat.objects.get(pk=cast.data_steward.pk), "test"):
        key = Disclosure.objects.get().pk
    assert client.post(f"/exchange/lists/{key}/fetch/").content.decode().count("\n4455,02/05/2011,M,") == 2


def test_a_council_that_came_from_a_divided_one_has_no_children_of_the_other_part(cast: Cast, client: Client) -> None:
    council = cast.agencies["council"]
    eastern = Team.objects.create(agency=council, name="Eastern homes", purpose="social_work")
    split(council, cast.agencies["other_council"], [eastern], on=date(2025, 9, 1))
    rest = Agency.objects.create(kind="local_authority", name="Mere Council", area=cast.areas["ashmere"])
    succeed([council], rest, on=date(2025, 9, 1))
    sign_in(client, Seat.objects.get(pk=cast.data_steward.pk))
    page = client.get("/exchange/lists/return/?year=2025").content.decode()
    assert "No absence of this year is ready for the return." in page
    assert "4455" not in page


def test_nobody_but_a_council_makes_it(cast: Cast, client: Client) -> None:
    sign_in(client, cast.ig_lead)
    assert client.get("/exchange/lists/return/").status_code in {403, 404}
    sign_in(client, cast.police_missing)
    assert client.get("/exchange/lists/return/").status_code in {403, 404}
