"""The keeper of the directory seats people, hands seats over and renames; others read."""

import pytest
from django.test import Client

from lapwing.access import viewer
from lapwing.access.models import Entry
from lapwing.directory.models import Account, Agency, Seat
from tests import cast as casting

pytestmark = pytest.mark.django_db


def client_in(seat: Seat) -> Client:
    client = Client()
    casting.sign_in(client, seat)
    return client


def day(prefix: str, text: str) -> dict[str, str]:
    year, month, date = text.split("-")
    return {f"{prefix}-day": date, f"{prefix}-month": month, f"{prefix}-year": year}


def test_everybody_finds_whom_to_call_at_night(cast: casting.Cast) -> None:
    page = client_in(cast.school_lead).get("/directory/").content.decode()
    assert "Ashmere Council" in page
    assert "01632 960002" in page


def test_an_agencys_page_says_who_answers_at_night(cast: casting.Cast) -> None:
    council = cast.agencies["council"]
    page = client_in(cast.home_manager).get(f"/directory/agency/{council.pk}/").content.decode()
    assert "Emergency duty team" in page
    assert "Seat somebody" not in page


def test_the_keeper_seats_somebody_with_a_first_password(cast: casting.Cast) -> None:
    council = cast.agencies["council"]
    said = {
        "email": "new.person@cast.example", "name": "New Person", "title": "Duty manager", "role": "social_worker",
        "team": str(cast.teams["social_work"].pk), "deputy": "", "telephone": "01632 960009",
        **day("since", "2026-01-05"),
    }  # fmt: skip
    client = client_in(cast.partnership_manager)
    answer = client.post(f"/directory/agency/{council.pk}/seat/", said)
    seat = Seat.objects.get(title="Duty manager")
    assert (seat.agency_id, seat.account.email) == (council.pk, "new.person@cast.example")
    password = answer.content.decode().split('id="first-password">')[1].split("<")[0]
    assert Account.objects.get(pk=seat.account_id).check_password(password)


def test_a_mistake_is_told_and_nothing_typed_is_lost(cast: casting.Cast) -> None:
    answer = client_in(cast.partnership_manager).post(
        f"/directory/agency/{cast.agencies['council'].pk}/seat/", {"email": "not an address", "name": "Somebody New"}
    )
    page = answer.content.decode()
    assert "There is a problem" in page
    assert "Somebody New" in page
    assert not Account.objects.filter(name="Somebody New").exists()


def test_a_seat_is_handed_over_with_its_line_in_the_ledger(cast: casting.Cast) -> None:
    seat = cast.social_worker
    said = {"email": "next@cast.example", "name": "Next Person", **day("on", "2026-02-02")}
    client_in(cast.partnership_manager).post(f"/directory/seat/{seat.pk}/hand-over/", said)
    assert Seat.objects.get(pk=seat.pk).account.email == "next@cast.example"
    with viewer.viewer(cast.ig_lead, "test"):
        assert Entry.objects.filter(door="hand_over_seat").exists()


def test_an_impossible_name_is_refused_in_words(cast: casting.Cast) -> None:
    council = cast.agencies["council"]
    client = client_in(cast.partnership_manager)
    client.post(f"/directory/agency/{council.pk}/name/", {"name": "Ashmere City Council", **day("on", "2026-03-01")})
    assert Agency.objects.get(pk=council.pk).name == "Ashmere City Council"
    again = client.post(f"/directory/agency/{council.pk}/name/", {"name": "Third", **day("on", "2026-03-01")})
    assert "must begin later" in again.content.decode()


@pytest.mark.parametrize("who", ["social_worker", "analyst", "stranger"])
def test_only_the_keeper_changes_the_directory(cast: casting.Cast, who: str) -> None:
    client = client_in(cast.seats[who])
    for path in (f"agency/{cast.agencies['council'].pk}/seat/", f"seat/{cast.social_worker.pk}/leave/"):
        assert client.get(f"/directory/{path}").status_code == 403
