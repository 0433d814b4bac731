"""Signing in: password and second factor, through django-allauth; which seat; and the ledger's line for it."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.signals import user_logged_in
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.http import HttpRequest

from lapwing.access import ledger, viewer
from lapwing.access.models import LedgerAct
from lapwing.directory.models import Account, Seat
from lapwing.web import drafts, once

FACTOR = "second_factor"
SEAT = "seat"
METHODS = "account_authentication_methods"
SETTING_UP = 10 * 60  # seconds
LOCKED = "Too many wrong tries. Wait 15 minutes, then try again, or call whoever keeps your partnership’s directory."


class Adapter(DefaultAccountAdapter):
    """Accounts are made by their agency: nobody signs up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The e-mail address or the password is not right",
        "too_many_login_attempts": LOCKED,
        "incorrect_code": "That code is not right. Codes change every 30 seconds",
        "incorrect_password": "The password is not right",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Whoever sets up their first second factor gave their password a moment ago."""
        return not _setting_up(self.request) and super().is_reauthentication_required(app=app)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing about signing in is mailed."""

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Its pages say what happened; a message with an address in it would outlive them."""


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "That code is not right. Codes change every 30 seconds",
    }

    def get_totp_label(self, user: Account) -> str:
        return user.email


def _setting_up(request: HttpRequest) -> bool:
    """A session that a password alone opened, a few minutes ago."""
    methods = request.session.get(METHODS, [])
    fresh = any(time.time() - method.get("at", 0) < SETTING_UP for method in methods)
    return fresh and all(method.get("method") != "mfa" for method in methods)


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this session was opened with a second factor, or set one up since."""
    if request.session.get(FACTOR):
        return True
    methods = request.session.get(METHODS, [])
    if any(method.get("method") == "mfa" for method in methods):
        request.session[FACTOR] = True
        return True
    return False


def seats_of(account: Account) -> list[Seat]:
    """The seats that somebody sits in today."""
    seats = Seat.objects.current().filter(account=account.pk)
    return list(seats.select_related("agency", "team").order_by("since", "pk"))


def note_sign_in(sender: Any, request: HttpRequest, user: Account, **_: Any) -> None:
    """One line in the ledger. Who has no seat can enter nothing, and leaves none."""
    if seats := seats_of(user):
        write_line(seats[0], "account_login")


def write_line(seat: Seat, door: str) -> None:
    """The ledger's line; and what the seat left lying for a month goes."""
    with viewer.viewer(seat, "signing_in", door=door) as who:
        ledger.line(LedgerAct.SIGN_IN, door, subjects=[seat.pk])
        if who.what.writes:
            drafts.forget_old()
    once.forget_old()


def note_factor(sender: Any, request: HttpRequest, **_: Any) -> None:
    request.session[FACTOR] = True


def forget_factor(sender: Any, request: HttpRequest, authenticator: Any, **_: Any) -> None:
    """Whoever takes their authenticator away sets up another before anything else."""
    if authenticator.type == authenticator.Type.TOTP:
        request.session[FACTOR] = False
        request.session[METHODS] = [m for m in request.session.get(METHODS, []) if m.get("method") != "mfa"]


def connect() -> None:
    user_logged_in.connect(note_sign_in, dispatch_uid="lapwing.sign_in")
    authenticator_added.connect(note_factor, dispatch_uid="lapwing.factor_added")
    authenticator_removed.connect(forget_factor, dispatch_uid="lapwing.factor_removed")
