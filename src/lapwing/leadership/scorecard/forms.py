"""Forms of the scorecard: an event, a comment, and reasons for what is restated."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from lapwing.measures.periods import Quarter
from lapwing.web.forms import DateField, Form

NAMES_NOBODY = "Everybody who reads the numbers reads this. Name no child, and nothing by which one could be known."


class EventForm(Form):
    on = DateField(label="When did it happen?", help_text="For example, 27 3 2024")
    words = forms.CharField(
        label="What happened?", max_length=80, help_text=f"A few words, such as “New front door”. {NAMES_NOBODY}"
    )
    area = forms.ChoiceField(label="Where?", widget=forms.RadioSelect, required=False)

    def __init__(self, *args: Any, areas: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place: Any = self.fields["area"]
        place.choices = [("", "Everywhere"), *areas]
        place.initial = ""

    def clean_on(self) -> Any:
        day = self.cleaned_data["on"]
        if day and day > timezone.localdate():
            raise ValidationError("An event is pinned once it has happened. Enter a date that is not in the future")
        return day


class CommentForm(Form):
    period = forms.ChoiceField(label="Which period?", widget=forms.Select)
    words = forms.CharField(
        label="What should a reader of this number know?",
        max_length=1000,
        widget=forms.Textarea,
        help_text=NAMES_NOBODY,
    )

    def __init__(self, *args: Any, periods: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["period"]
        chosen.choices = periods


class ReasonsForm(Form):
    """One reason for each quarter that is restated."""

    def __init__(self, *args: Any, quarters: Sequence[Quarter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for quarter in quarters:
            self.fields[quarter.key] = forms.CharField(
                label=f"Why did {quarter.label} change?", max_length=300,
                error_messages={"required": f"Say why {quarter.label} changed"},
                help_text="For example, “The police sent March late”. Name no child.",
            )  # fmt: skip

    @property
    def reasons(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.fields}
