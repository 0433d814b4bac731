"""What the keeper of the directory fills in."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from lapwing.access.roles import CHOICES
from lapwing.directory.models import Account, Agency, Seat, Team
from lapwing.web.directory.resetting import Because, Lost, first_password
from lapwing.web.forms import DateField, Form, KeyChoiceField


def _email() -> forms.EmailField:
    return forms.EmailField(label="Work e-mail address", help_text="What they sign in with.", max_length=254)


class SeatForm(Form):
    """Seat somebody: in a chair that is new."""

    email = _email()
    name = forms.CharField(label="Full name", max_length=120)
    title = forms.CharField(
        label="Title of the seat", max_length=120, help_text="As it is known, such as Duty manager."
    )
    role = forms.ChoiceField(label="What they come for", choices=CHOICES)
    team = KeyChoiceField(label="Team", required=False)
    deputy = KeyChoiceField(label="Deputy", required=False, help_text="Who receives what they do not see in time.")
    telephone = forms.CharField(label="Telephone", max_length=30, required=False)
    since = DateField(label="From which day?")

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = Team.objects.filter(agency=agency, closed_on=None).order_by("name")
        seats = Seat.objects.current().filter(agency=agency).order_by("title")
        self.fields["team"].choices = [("", "No team"), *((str(team.pk), team.name) for team in teams)]  # type: ignore[attr-defined]
        self.fields["deputy"].choices = [("", "Nobody"), *((str(seat.pk), seat.title) for seat in seats)]  # type: ignore[attr-defined]


class HandOverForm(Form):
    """Another person sits down in the same chair."""

    email = _email()
    name = forms.CharField(label="Full name", max_length=120)
    on = DateField(label="From which day?")

    def clean_on(self) -> date:
        return _begun(
            self.cleaned_data["on"], "Who sits there now leaves at once: hand the seat over on the day, or later"
        )


class LeaveForm(Form):
    """Somebody leaves, and nobody follows yet."""

    on = DateField(label="Which is the first day without them?")


class RenameForm(Form):
    """An agency's new name."""

    name = forms.CharField(label="New name", max_length=160)
    on = DateField(label="From which day?")

    def clean_on(self) -> date:
        return _begun(self.cleaned_data["on"], "The new name is shown at once: rename the agency on the day, or later")


def _begun(day: date, why_not: str) -> date:
    if day > timezone.localdate():
        raise ValidationError(why_not)
    return day


class ResetForm(Form):
    """Somebody lost how they sign in."""

    lost = forms.ChoiceField(label="What is lost?", choices=Lost.choices, widget=forms.RadioSelect)
    because = forms.ChoiceField(
        label="Why?", choices=Because.choices, widget=forms.RadioSelect, help_text="The ledger keeps it."
    )
    is_them = forms.BooleanField(
        label="I made sure that it is them: in person, or on a telephone number that I had before"
    )


def account_for(email: str, name: str) -> tuple[Account, str]:
    """The account of this address, made if there is none; with a first password to hand over, or an empty one."""
    known = Account.objects.filter(email__iexact=email).first()
    if known is not None:
        return known, ""
    password = first_password()
    return Account.objects.create_user(email, password, name=name), password
