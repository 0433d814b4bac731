"""Forms about patterns across children."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from lapwing.cases.missing.together.models import LASTS, How, Other, Part
from lapwing.directory.models import Area
from lapwing.people.queries import Summary
from lapwing.rules.words.searching import INFORMATION_GRADES, SOURCE_GRADES
from lapwing.web.forms import DateField, Filter, Form, KeyChoiceField, MomentField

DAYS = (("28", "4 weeks"), ("90", "90 days"), ("182", "Half a year"), ("365", "A year"))


class TogetherFilter(Filter):
    area = KeyChoiceField(label="Area")
    days = forms.ChoiceField(label="In the last", choices=DAYS)

    def __init__(self, *args: Any, areas: Sequence[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [(str(area.pk), area.name) for area in areas]  # type: ignore[attr-defined]


class TieForm(Form):
    """That two children were together. Nothing here is shown with who told it."""

    how = forms.ChoiceField(label="How is it known?", choices=How.choices, widget=forms.RadioSelect)
    at = MomentField(past=True, label="When were they together?", time_required=False)
    place = forms.CharField(label="Where?", required=False, max_length=200)
    source = forms.ChoiceField(
        label="How reliable is the source?", choices=SOURCE_GRADES.choices(),
        widget=forms.RadioSelect,
    )  # fmt: skip
    information = forms.ChoiceField(
        label="How is what was said known?", choices=INFORMATION_GRADES.choices(),
        widget=forms.RadioSelect,
    )  # fmt: skip
    expires = DateField(label="Until when may it be shown?", help_text="A year at first. It can be renewed.")
    told_by = KeyChoiceField(
        label="Did one of these children tell it?", required=False, help_text="Kept apart, and shown to your own seat "
        "alone. Neither child’s page, nor the network, nor an export ever says it.",
    )  # fmt: skip

    before = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, children: Sequence[Summary], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(one.child), one.words) for one in children]
        self.fields["told_by"].choices = [("", "No, or it is not known"), *named]  # type: ignore[attr-defined]
        self.fields["expires"].initial = timezone.localdate() + LASTS

    def clean_expires(self) -> date:
        day: date = self.cleaned_data["expires"]
        if day <= timezone.localdate():
            raise forms.ValidationError("Choose a day that is still to come")
        return day

    @property
    def grade(self) -> str:
        return f"{self.cleaned_data['source']}{self.cleaned_data['information']}"


class PartForm(Form):
    """What part a child had. A victim must not read as an offender."""

    part = forms.ChoiceField(
        label="What part had this child?", choices=Part.choices, initial=Part.UNKNOWN, widget=forms.RadioSelect,
        help_text="Leave it unknown unless somebody has said so on the record.",
    )  # fmt: skip
    source = forms.CharField(label="Who says so?", required=False, max_length=200)
    on = DateField(past=True, label="Since when is it said?", required=False)
    before = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("part") not in (None, Part.UNKNOWN):
            if not said.get("source", "").strip():
                self.add_error("source", "Say who says so: a part has a source")
            if not said.get("on") and "on" not in self.errors:
                self.add_error("on", "Enter the day: a part has a date")
        return said


class PresentForm(Form):
    """Somebody else who was there: never by name."""

    who = forms.ChoiceField(label="Who else was there?", choices=Other.choices, widget=forms.RadioSelect)
    described = forms.CharField(
        label="What tells them apart?", required=False, max_length=120,
        help_text="No name. Another child whom you know is a tie of their own; an adult who may pose a risk is named "
        "by the police on a trigger plan, and nowhere else.",
    )  # fmt: skip


class RenewForm(Form):
    until = DateField(label="Until when may it be shown?")
    before = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_until(self) -> date:
        day: date = self.cleaned_data["until"]
        if day <= timezone.localdate():
            raise forms.ValidationError("Choose a day that is still to come")
        return day


class WithdrawForm(Form):
    reason = forms.CharField(label="Why is it taken back?", max_length=200)
    before = forms.CharField(required=False, widget=forms.HiddenInput)


def key(value: object) -> uuid.UUID | None:
    return uuid.UUID(str(value)) if value else None
