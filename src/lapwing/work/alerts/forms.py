from django import forms

from lapwing.web.forms import Filter, Form, MomentField
from lapwing.work.alerts.kinds import KINDS


class AlertFilter(Filter):
    """A filter of alerts: by code only."""

    state = forms.ChoiceField(
        label="State",
        choices=[
            ("", "Not acknowledged yet"), ("waiting", "Not read"), ("opened", "Read"),
            ("acknowledged", "Acknowledged"), ("held", "Held back by a check"), ("recalled", "Recalled"),
        ],
    )  # fmt: skip
    kind = forms.ChoiceField(label="Kind")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "All kinds"), *((kind.key, kind.words) for kind in KINDS.values())]  # type: ignore[attr-defined]


class CallForm(Form):
    spoke_to = forms.CharField(label="Whom did you speak to?", help_text="Name and role.", max_length=120)
    at = MomentField(label="When?")
    outcome = forms.CharField(
        label="What came of it?", widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=1000
    )


class ReasonForm(Form):
    reason = forms.CharField(
        label="What went wrong?", help_text="It stands in the breach log.", widget=forms.Textarea, max_length=2000
    )


class ConfirmForm(Form):
    how = forms.CharField(
        label="How did you make sure?", help_text="By whom and how it was confirmed, for example by telephone.",
        widget=forms.Textarea(attrs={"rows": 3}), max_length=1000,
    )  # fmt: skip
