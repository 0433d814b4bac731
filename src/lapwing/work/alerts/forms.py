from typing import Any

from django import forms

from lapwing.rules.identifiers import check_postcode
from lapwing.web.forms import Filter, Form, MomentField
from lapwing.work.alerts.kinds import KINDS
from lapwing.work.alerts.stranded import NOBODY


class AlertFilter(Filter):
    """A filter of alerts: by code only."""

    state = forms.ChoiceField(
        label="State",
        choices=[
            ("", "Not acknowledged yet"), ("waiting", "Not read"), ("opened", "Read"),
            ("acknowledged", "Acknowledged"), ("held", "Held back by a check"), ("recalled", "Recalled"),
            ("ended", "No longer needed"),
        ],
    )  # fmt: skip
    kind = forms.ChoiceField(label="Kind")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "All kinds"), *((kind.key, kind.words) for kind in KINDS.values())]  # type: ignore[attr-defined]


class SentFilter(AlertFilter):
    """The same of those that one's agency raised: some of them nobody has."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [*self.fields["state"].choices, (NOBODY, "Nobody took it on")]  # type: ignore[attr-defined]


class CallForm(Form):
    spoke_to = forms.CharField(label="Whom did you speak to?", help_text="Name and role.", max_length=120)
    at = MomentField(past=True, label="When?")
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


class ElsewhereForm(Form):
    holder = forms.ChoiceField(label="Who receives it instead?", help_text="It goes through the same checks again.")

    def __init__(self, *args: Any, holders: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holder"].choices = [("", "Choose a seat or team"), *holders]  # type: ignore[attr-defined]


class OutcomeForm(Form):
    words = forms.CharField(
        label="What was the outcome?", help_text="It withdraws what was told before, and goes to the same recipient.",
        widget=forms.Textarea(attrs={"rows": 3}), max_length=1000,
    )  # fmt: skip


class TellForm(ElsewhereForm):
    holder = forms.ChoiceField(label="Who must know?", help_text="It is checked first that they are not related.")
    standing = forms.ChoiceField(
        label="What is the child in this?", widget=forms.RadioSelect,
        choices=[("victim", "A victim"), ("witness", "A witness"), ("suspected", "Suspected: nothing is decided")],
        help_text="A child arrested is not a child convicted.",
    )  # fmt: skip
    words = forms.CharField(
        label="What does the recipient need to know?", help_text="One line. It is shown to nobody before they open it.",
        max_length=300,
    )  # fmt: skip
    urgent = forms.BooleanField(
        label="It is urgent: high risk, with a telephone call as well", required=False,
    )  # fmt: skip


class BarForm(Form):
    agency = forms.ChoiceField(label="Which agency must not be told about this child?")
    reason = forms.CharField(
        label="Why?", help_text="For example, an allegation against somebody who works there.",
        widget=forms.Textarea(attrs={"rows": 3}), max_length=1000,
    )  # fmt: skip

    def __init__(self, *args: Any, agencies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [("", "Choose an agency"), *agencies]  # type: ignore[attr-defined]


class LiftForm(Form):
    reason = forms.CharField(
        label="Why does the bar no longer stand?", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )


class DoneForm(Form):
    done = forms.CharField(
        label="What was done about it?", help_text="Who was told, what was taken back, what changes.",
        widget=forms.Textarea(attrs={"rows": 4}), max_length=2000,
    )  # fmt: skip
    before = forms.CharField(required=False, widget=forms.HiddenInput)


class LiveForm(Form):
    postcode = forms.CharField(
        label="What is your home postcode?", required=False, max_length=8,
        help_text="It is not kept. What is kept is a digest that nobody can read back; empty, and nothing is.",
    )  # fmt: skip

    def clean_postcode(self) -> str:
        """A part of one would be compared with nothing: whoever typed it would be put before their neighbours."""
        typed = str(self.cleaned_data["postcode"]).strip()
        if typed and not check_postcode(typed).ok:
            raise forms.ValidationError("Enter a whole postcode, such as NG1 5FW")
        return typed
