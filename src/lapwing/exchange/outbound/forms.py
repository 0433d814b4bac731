"""Asking for a list, and deciding about one."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from lapwing.exchange.outbound.models import Disclosure
from lapwing.exchange.outbound.ssda903 import Year, year_of
from lapwing.rules import words
from lapwing.web.forms import DateField, Form

PURPOSES = [("", "Choose one"), *((one.code, one.words) for one in words.get("sharing_purposes"))]
YEARS_BACK = 6


class AskForList(Form):
    purpose = forms.ChoiceField(label="What is the list for?", choices=PURPOSES)
    recipient = forms.CharField(
        label="Who will have it?", help_text="A person or group, by name and agency.", max_length=200
    )
    since = DateField(label="Absences that began on or after")
    until = DateField(label="Up to and including")
    with_addresses = forms.BooleanField(
        label="With addresses", required=False, help_text="A confidential address never stands in a list."
    )
    with_words = forms.BooleanField(
        label="With free text", required=False, help_text="Where from, where last seen, where and how found."
    )
    form = forms.ChoiceField(
        label="What kind of file?", choices=Disclosure.Form.choices, widget=forms.RadioSelect, initial="csv"
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("since") and given.get("until") and given["until"] < given["since"]:
            self.add_error("until", "The last day may not lie before the first")
        return given


def years() -> list[tuple[str, str]]:
    """The return's years, this one and those before."""
    this = year_of(timezone.localdate()).began
    return [(str(began), Year(began).words) for began in range(this, this - YEARS_BACK, -1)]


class AskForReturn(Form):
    year = forms.ChoiceField(label="Year of the return", choices=years)
    recipient = forms.CharField(label="Who will have it?", max_length=200, initial="Department for Education")

    @property
    def first_day(self) -> date:
        return Year(int(self.cleaned_data["year"])).first


def last_month() -> dict[str, date]:
    """What the form begins with: the last four weeks."""
    today = timezone.localdate()
    return {"since": today - timedelta(days=28), "until": today}


class Refuse(Form):
    reason = forms.CharField(label="Or why it is refused", max_length=300)
