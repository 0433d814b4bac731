from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from lapwing.rules.moments import Moment
from lapwing.rules.words.sharing import PURPOSES
from lapwing.web.forms import Form, MomentField
from lapwing.work.meetings.models import Invitation

HELD_LATELY = timedelta(days=28)


class CallMeetingForm(Form):
    title = forms.CharField(
        label="What is the meeting called?", help_text="Neutral: no name of a child or family.", max_length=120
    )
    purpose = forms.ChoiceField(label="What is information shared for?", choices=PURPOSES.choices())
    at = MomentField(label="When is it?", help_text="Of one that was held already: when it was. Then record who came.")
    place = forms.CharField(label="Where, or by what link?", required=False, max_length=120)
    invited = forms.MultipleChoiceField(
        label="Who is invited?",
        widget=forms.CheckboxSelectMultiple,
        help_text="Below those in the child’s circle, others fold out.",
    )
    quorum = forms.IntegerField(
        label="How many different agencies make it quorate?", min_value=1, max_value=12, initial=3
    )
    inform_from = MomentField(
        label="Do not inform school, GP or home until", required=False,
        help_text="Where an invitation could tip somebody off. Those invitations wait until then.",
    )  # fmt: skip

    before = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, teams: list[tuple[str, list[tuple[str, str]]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["invited"].choices = teams  # type: ignore[attr-defined]

    def clean_at(self) -> Moment:
        """One that was held before anybody could call it is recorded so; a slip of a month or a year is not."""
        at: Moment = self.cleaned_data["at"]
        if at.at < timezone.now() - HELD_LATELY:
            raise forms.ValidationError(f"That is more than {HELD_LATELY.days} days ago: look at the date again")
        return at


class AnswerForm(Form):
    answer = forms.ChoiceField(
        label="Are you coming?", widget=forms.RadioSelect,
        choices=[(a.value, a.label) for a in Invitation.Answer if a is not Invitation.Answer.NONE],
    )  # fmt: skip
    deputy = forms.CharField(label="Who comes instead?", help_text="Name and role.", required=False, max_length=120)

    def clean_deputy(self) -> str:
        deputy = str(self.cleaned_data["deputy"])
        if self.cleaned_data.get("answer") == Invitation.Answer.DEPUTY and not deputy.strip():
            raise forms.ValidationError("Say who comes instead")
        return deputy


class AttendanceForm(Form):
    """Who was there: a box for each invitation, and who came in whose stead."""

    reason = forms.CharField(
        label="If it was not quorate: why did it go ahead?", widget=forms.Textarea(attrs={"rows": 2}), required=False,
        max_length=1000,
    )  # fmt: skip
    before = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, invitations: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        deputies = {
            f"deputy-{key}": forms.CharField(label=f"Who came instead of {who}?", required=False, max_length=120)
            for key, who in invitations
        }
        came = forms.MultipleChoiceField(
            label="Who came, or sent somebody?", choices=invitations, widget=forms.CheckboxSelectMultiple,
            required=False,
        )  # fmt: skip
        self.fields = {"came": came, **deputies, **self.fields}

    def deputy(self, key: str) -> str:
        """Who came in the stead of one invited; empty for themselves."""
        return str(self.cleaned_data.get(f"deputy-{key}", "")).strip()


class MoveForm(Form):
    at = MomentField(label="When is it now?")
    place = forms.CharField(label="Where, or by what link?", required=False, max_length=120)
    reason = forms.CharField(
        label="Why is it moved?", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000,
        help_text="Neutral: no name of a child or family. Those invited read it, and are asked again.",
    )  # fmt: skip
    before = forms.CharField(required=False, widget=forms.HiddenInput)


class CancelForm(Form):
    reason = forms.CharField(
        label="Why will it not be held?", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000,
        help_text="Neutral: no name of a child or family. Those invited read it.",
    )  # fmt: skip


class ItemForm(Form):
    title = forms.CharField(label="What is the item?", help_text="Neutral: no name.", max_length=120)
    holders = forms.MultipleChoiceField(
        label="Who else may read it?", widget=forms.CheckboxSelectMultiple, required=False,
        help_text="Nobody besides the chair and your own agency unless you say so. It closes again after 28 days.",
    )  # fmt: skip

    def __init__(self, *args: Any, invited: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holders"].choices = invited  # type: ignore[attr-defined]


class DecisionForm(Form):
    decision = forms.CharField(label="What was decided?", widget=forms.Textarea, max_length=4000)
    why = forms.CharField(label="Why?", widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=4000)
    dissent = forms.CharField(
        label="Did anybody disagree, and why?", widget=forms.Textarea(attrs={"rows": 2}), required=False,
        max_length=2000,
    )  # fmt: skip
    before = forms.CharField(required=False, widget=forms.HiddenInput)
