"""The keeper of the directory seats people, hands seats over and renames; others read."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client

from lapwing.access import viewer
from lapwing.access.models import Entry, Review
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


def test_everybody_finds_who_works_where_and_whom_to_call_at_night(cast: casting.Cast) -> None:
    page = client_in(cast.school_lead).get("/directory/").content.decode()
    assert "Ashmere Council" in page
    assert "01632 960002" in page
    page = client_in(cast.home_manager).get(f"/directory/agency/{cast.agencies['council'].pk}/").content.decode()
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


def test_who_lost_how_they_sign_in_is_let_in_anew_and_it_is_looked_at_afterwards(cast: casting.Cast) -> None:
    worker, keeper = cast.social_worker, cast.partnership_manager
    theirs, stranger_s = client_in(worker), client_in(cast.analyst)
    Authenticator.objects.create(user=worker.account, type="totp", data={})
    address, said = f"/directory/seat/{worker.pk}/sign-in/", {"lost": "both", "because": "sign_in_exposed"}
    unsure = client_in(keeper).post(address, said)
    assert "Tick “I made sure that it is them" in unsure.content.decode()
    assert theirs.get("/").status_code == 200
    done = client_in(keeper).post(address, said | {"is_them": "on"}).content.decode()
    worker.account.refresh_from_db()
    assert worker.account.check_password(done.split('id="first-password">')[1].split("<")[0])
    assert not Authenticator.objects.exists()
    assert theirs.get("/").headers["Location"].startswith("/sign-in/login/"), "what was open has ended"
    assert stranger_s.get("/").status_code == 200
    own = client_in(keeper).post(f"/directory/seat/{keeper.pk}/sign-in/", said | {"is_them": "on"}).content.decode()
    assert "This is your own account" in own

    asked = [worker.account.email, "--lost", "second-factor", "--because", "lost", "--by"]
    with pytest.raises(CommandError, match="no seat as partnership manager"):
        call_command("reset_sign_in", *asked, worker.account.email)
    told = StringIO()
    call_command("reset_sign_in", *asked, keeper.account.email, stdout=told)
    assert "password" not in told.getvalue(), "the old one holds"
    with viewer.viewer(cast.ig_lead, "guard_information"):
        lines = Entry.objects.filter(seat=keeper.pk, subjects=[worker.account_id]).order_by("at")
        assert [(line.door, line.purpose) for line in lines] == [
            ("reset_sign_in.both", "sign_in_exposed"), ("manage.reset_sign_in.second_factor", "sign_in_lost"),
        ]  # fmt: skip
        review = Review.objects.get(entry=lines[1].pk)
    page = client_in(cast.ig_lead).get(f"/guarding/review/{review.pk}/").content.decode()
    assert "Took a second factor away, by command on the server" in page
    assert f"{worker.title}, {worker.team.name}, {worker.agency}" in page


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
    address, keeper = f"/directory/seat/{seat.pk}/hand-over/", client_in(cast.partnership_manager)
    too_early = keeper.post(address, said | day("on", "1990-01-01")).content.decode()
    assert "it cannot be handed over before" in too_early
    assert "leaves at once" in keeper.post(address, said | day("on", "2099-01-01")).content.decode()
    assert 'id="first-password"' in keeper.post(address, said).content.decode(), "the refusal left no account behind"
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


def test_only_the_keeper_changes_the_directory(cast: casting.Cast) -> None:
    seat = cast.social_worker.pk
    for who in ("social_worker", "analyst", "stranger"):
        client = client_in(cast.seats[who])
        for path in (f"agency/{cast.agencies['council'].pk}/seat/", f"seat/{seat}/leave/", f"seat/{seat}/sign-in/"):
            assert client.get(f"/directory/{path}").status_code == 403
