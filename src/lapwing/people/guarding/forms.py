from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from lapwing.access.models import ConflictReason, Remedy, Review
from lapwing.web.forms import DateField, Form, KeyChoiceField


class BreakGlass(Form):
    reason = forms.CharField(
        label="Why can this not wait?", widget=forms.Textarea,
        help_text="A reviewer outside your team reads this. Say what is happening to the child now.",
    )  # fmt: skip


class DeclareConflict(Form):
    reason = forms.ChoiceField(label="Why must you not look?", choices=ConflictReason.choices, widget=forms.RadioSelect)


class Reviewed(Form):
    finding = forms.ChoiceField(label="What do you find?", choices=Review.Finding.choices, widget=forms.RadioSelect)
    note = forms.CharField(label="What did you go by?", widget=forms.Textarea)


class Answered(Form):
    answer = forms.ChoiceField(
        label="What do you answer?", widget=forms.RadioSelect,
        choices=[("nothing_to_add", "Nothing to add: the asker goes on without this child"),
                 ("in_contact", "I speak to the asker myself")],
    )  # fmt: skip
    note = forms.CharField(label="What did you go by?", widget=forms.Textarea, required=False)


class Sealing(Form):
    reason = forms.CharField(label="Why is this child sealed?", widget=forms.Textarea)


class LetIn(Form):
    """Somebody by name, never a whole team, until a day."""

    seat = KeyChoiceField(label="Who must know of this child?", help_text="One person, by name and not a team.")
    reason = forms.CharField(label="Why must they?", widget=forms.Textarea)
    until = DateField(label="Until which day?", help_text="At most a year. They are outside from the day after.")

    def __init__(self, *args: Any, seats: Sequence[tuple[Any, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].choices = [("", "Choose somebody"), *seats]  # type: ignore[attr-defined]

    def clean_until(self) -> date:
        day: date = self.cleaned_data["until"]
        today = timezone.localdate()
        if not today <= day <= today + timedelta(days=366):
            raise forms.ValidationError("Choose a day from today on, within a year")
        return day


class AskRemedy(Form):
    what = forms.ChoiceField(
        label="What is to be done?", widget=forms.RadioSelect,
        choices=[("restrict",
                  "Restrict: only your agency’s own leads see what stands today, a search that goes on too; what "
                  "is recorded later stays in sight until you restrict it as well"),
                 ("erase", "Erase: a second person decides, and nothing but the line of its deletion remains")],
    )  # fmt: skip
    grounds = forms.ChoiceField(label="On what grounds?", choices=Remedy.Grounds.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Why?", widget=forms.Textarea, required=False,
        help_text="Needed for a restriction. Of an erasure no words are kept.",
    )  # fmt: skip

    def clean(self) -> dict[str, object]:
        said = super().clean() or {}
        if said.get("what") == "restrict" and not str(said.get("reason", "")).strip():
            self.add_error("reason", "Say why it is restricted")
        return said
