from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from lapwing.web.fields import IS_PAST
from lapwing.web.forms import DateField, Filter, Form, KeyChoiceField

THEMES = [
    ("", "No theme"), ("missing", "Missing"), ("exploitation", "Exploitation"), ("sharing", "Sharing information"),
    ("voice", "The child’s voice"), ("supervision", "Supervision and recording"), ("training", "Training"),
    ("health", "Health"), ("education", "Education"), ("placement", "Where the child lives"), ("other", "Other"),
]  # fmt: skip


class ActionFilter(Filter):
    """A filter of actions: by code only, so that it may stay in the address bar."""

    whose = forms.ChoiceField(
        label="Whose", choices=[("", "Mine and my team’s"), ("agency", "My agency’s"), ("all", "All that I may see")]
    )
    state = forms.ChoiceField(
        label="State",
        choices=[("", "Open"), ("overdue", "Overdue"), ("done", "Done"), ("withdrawn", "Withdrawn"), ("any", "Any")],
    )
    theme = forms.ChoiceField(label="Theme", choices=[("", "All themes"), *THEMES[1:]])


class NewActionForm(Form):
    text = forms.CharField(label="What is to be done?", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)
    owner = KeyChoiceField(label="Who does it?")
    due = DateField(label="By which day?", ahead=True)
    theme = forms.ChoiceField(label="Theme", choices=THEMES, required=False)

    def __init__(self, *args: Any, owners: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", "Choose a seat"), *owners]  # type: ignore[attr-defined]


class DoneForm(Form):
    evidence = forms.CharField(
        label="What shows that it is done?", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )
    impact = forms.CharField(
        label="What changed for children because of it?", widget=forms.Textarea(attrs={"rows": 3}), required=False,
        max_length=2000,
    )  # fmt: skip


class MoveForm(Form):
    owner = KeyChoiceField(label="Who does it?")
    due = DateField(label="By which day?")
    reason = forms.CharField(label="Why?", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)
    before = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, owners: list[tuple[str, str]], agreed: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agreed = agreed
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]

    def clean_due(self) -> date:
        """What is overdue may be handed on as it is; no other day that is past is agreed."""
        day: date = self.cleaned_data["due"]
        if day < timezone.localdate() and day != self.agreed:
            raise forms.ValidationError(f"{IS_PAST}, or leave the day that was agreed")
        return day


class WhyForm(Form):
    reason = forms.CharField(label="Why?", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)
