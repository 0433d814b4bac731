"""A way of signing in that was lost: a new first password, or no second factor until the next one is set up.

Whoever resets a way of signing in could walk in by it. So each reset is a line in the ledger with who and why, ends
what the account has open, and waits for an information-governance lead to look at.
"""

from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string

from lapwing.access import circle, ledger, viewer
from lapwing.access.models import LedgerAct, Review
from lapwing.directory.models import Account, Seat


class Lost(models.TextChoices):
    PASSWORD = "password", "The password"
    SECOND_FACTOR = "second_factor", "The authenticator and the recovery codes"
    BOTH = "both", "Both"


class Because(models.TextChoices):
    """Why, as the purpose that the ledger keeps."""

    FORGOTTEN = "sign_in_forgotten", "It was forgotten"
    LOST = "sign_in_lost", "A telephone was lost, broken or replaced"
    EXPOSED = "sign_in_exposed", "Somebody else may know it, or have it"


def reset(account: Account, *, lost: str, because: str, by: Seat, door: str) -> str:
    """Let somebody sign in anew who lost how; returns the new first password, or nothing where the old one holds."""
    password = ""
    with viewer.viewer(by, Because(because), door=door) as who:
        if lost != Lost.SECOND_FACTOR:
            password = first_password()
            account.set_password(password)
            account.save(update_fields=["password"])
        if lost != Lost.PASSWORD:
            Authenticator.objects.filter(user=account).delete()
        _end_sessions(account)
        entry = ledger.line(LedgerAct.CHANGE, f"{door}.{Lost(lost)}", subjects=[account.pk])
        circle.ask_for_review(entry, agency=who.agency, team=who.team, why=Review.Why.SIGN_IN)
    return password


def first_password() -> str:
    """One that can be read out: no letter or figure that is taken for another."""
    return "-".join(get_random_string(5, "abcdefghjkmnpqrstuvwxyz23456789") for _ in range(4))


def _end_sessions(account: Account) -> None:
    """Those signed in, and those that gave a password and were about to give a code."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()):
        said = session.get_decoded()
        signing_in = said.get(LOGIN_SESSION_KEY) or {}
        if said.get(SESSION_KEY) == str(account.pk) or signing_in.get("user_pk") == account.pk.hex:
            session.delete()
