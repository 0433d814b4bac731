"""Signing in takes a password and a second factor; five wrong tries lock; who is in is told when it ends."""

import time

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from lapwing.access.models import Entry, LedgerAct
from lapwing.access.viewer import viewer
from lapwing.directory.models import Account, Agency, Seat
from lapwing.web import sign_in

pytestmark = pytest.mark.django_db
PASSWORD = "lantern-otter-gravel"


@pytest.fixture
def seat() -> Seat:
    cache.clear()
    agency = Agency.objects.create(kind="local_authority", name="Ashmere Council")
    account = Account.objects.create_user("ada@ashmere.example", PASSWORD, name="Ada")
    return Seat.objects.create(
        account=account, agency=agency, role="social_worker", title="Social worker", since=timezone.localdate()
    )


def give_password(client: Client, password: str = PASSWORD):
    return client.post("/sign-in/login/", {"login": "ada@ashmere.example", "password": password})


def set_up_factor(account: Account) -> str:
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(account, secret)
    return secret


def code(secret: str) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


def test_a_password_alone_leads_to_setting_up_a_second_factor(client: Client, seat: Seat) -> None:
    give_password(client)
    assert client.get("/").headers["Location"] == "/second-factor/totp/activate/"


def test_a_password_and_a_code_open_today(client: Client, seat: Seat) -> None:
    secret = set_up_factor(seat.account)
    assert give_password(client).headers["Location"] == "/second-factor/authenticate/"
    assert "left" not in client.get("/").headers.get("Location", "")
    client.post("/second-factor/authenticate/", {"code": code(secret)})
    answer = client.get("/")
    assert answer.status_code == 200
    assert "What does today ask of you?" in answer.content.decode()


def test_before_the_code_nothing_opens(client: Client, seat: Seat) -> None:
    set_up_factor(seat.account)
    give_password(client)
    assert client.get("/").headers["Location"].startswith("/sign-in/login/")


def test_signing_in_leaves_a_line_in_the_ledger(client: Client, seat: Seat) -> None:
    secret = set_up_factor(seat.account)
    give_password(client)
    client.post("/second-factor/authenticate/", {"code": code(secret)})
    guardian = Seat.objects.create(
        agency=seat.agency, role="ig_lead", title="Information-governance lead", since=timezone.localdate()
    )
    with viewer(guardian, "test"):
        acts = list(Entry.objects.filter(seat=seat.pk).values_list("act", flat=True))
    assert acts == [LedgerAct.SIGN_IN]


def test_five_wrong_passwords_lock_the_account_even_for_the_right_one(client: Client, seat: Seat) -> None:
    for _ in range(5):
        give_password(client, "wrong")
    answer = give_password(client)
    assert sign_in.LOCKED in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up(client: Client) -> None:
    for path in ("/sign-in/signup/", "/sign-in/password/reset/", "/sign-in/email/"):
        assert client.get(path).status_code == 404


def test_a_session_that_nobody_used_ends(client: Client, seat: Seat) -> None:
    enter(client, seat)
    assert client.get("/").status_code == 200
    session = client.session
    session["used"] = time.time() - 21 * 60
    session.save()
    assert client.get("/").headers["Location"].startswith("/sign-in/login/")


def test_what_refreshes_itself_does_not_keep_a_session_open(client: Client, seat: Seat) -> None:
    enter(client, seat)
    session = client.session
    session["used"] = before = time.time() - 5 * 60
    session.save()
    client.get("/", headers={"X-Unattended": "1"})
    assert client.session["used"] == before
    client.get("/")
    assert client.session["used"] > before


def test_words_sent_after_the_session_ended_come_back(client: Client, seat: Seat) -> None:
    answer = client.post("/seat/", {"note": "seen by the canal"}, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 401
    assert "seen by the canal" in answer.content.decode()


def test_words_from_another_site_do_not(client: Client, seat: Seat) -> None:
    answer = client.post("/seat/", {"note": "seen by the canal"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert "seen by the canal" not in answer.content.decode()


def test_who_has_two_seats_chooses_one(client: Client, seat: Seat) -> None:
    other = Seat.objects.create(
        account=seat.account, agency=seat.agency, role="analyst", title="Analyst", since=timezone.localdate()
    )
    enter(client, seat)
    assert client.get("/").headers["Location"] == "/seat/"
    client.post("/seat/", {"seat": str(other.pk)})
    assert "Analyst" in client.get("/").content.decode()


def test_nobody_chooses_a_seat_of_somebody_else(client: Client, seat: Seat) -> None:
    stranger = Seat.objects.create(
        account=Account.objects.create_user("eve@ashmere.example", PASSWORD, name="Eve"),
        agency=seat.agency, role="ig_lead", title="IG lead", since=timezone.localdate(),
    )  # fmt: skip
    enter(client, seat)
    assert client.post("/seat/", {"seat": str(stranger.pk)}).status_code == 404


def test_pages_carry_strict_headers(client: Client, seat: Seat) -> None:
    enter(client, seat)
    headers = client.get("/").headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store, private"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


def test_one_cookie_and_no_other(client: Client, seat: Seat) -> None:
    enter(client, seat)
    client.get("/")
    assert set(client.cookies) == {"lapwing"}


def test_the_health_page_says_nothing_else(client: Client) -> None:
    assert client.get("/health").content == b"well\n"


def test_a_page_that_is_not_there_says_so(client: Client) -> None:
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert "There is no such page" in answer.content.decode()


def enter(client: Client, seat: Seat) -> None:
    client.force_login(seat.account, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session[sign_in.FACTOR] = True
    session.save()
