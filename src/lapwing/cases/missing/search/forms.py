"""Forms of the search for a missing child."""

from typing import Any

from django import forms

from lapwing.cases.missing.search.changes import CHILD
from lapwing.rules.words.searching import NOT_TOLD_REASONS, SIGHTING_SOURCES, SIGHTING_STATES
from lapwing.web.forms import Form, HintedChoiceField, MomentField

SOURCES = [*SIGHTING_SOURCES.choices(), (CHILD, "A child or young person")]
KEPT_APART = "Kept apart, for your own agency alone: others see “information received”."
NOT_KEPT = "All see “information received”. Who told is not kept here: tell the police by telephone."


class EnquiryForm(Form):
    what = forms.CharField(label="What was asked?", max_length=300, help_text="For example: is she with her aunt?")
    asked_of = forms.CharField(label="Of whom?", required=False, max_length=160)
    at = MomentField(past=True, label="When?", time_required=False)
    outcome = forms.CharField(
        label="What came of it?", required=False, widget=forms.Textarea, max_length=4000,
        help_text="If nothing is known yet, leave it empty, and add it later.",
    )  # fmt: skip


class OutcomeForm(Form):
    at = MomentField(past=True, label="When was it answered?", time_required=False)
    outcome = forms.CharField(label="What came of it?", widget=forms.Textarea, max_length=4000)
    version = forms.IntegerField(widget=forms.HiddenInput)


class SightingForm(Form):
    at = MomentField(past=True, label="When were they seen?", time_required=False)
    place = forms.CharField(label="Where?", max_length=200)
    with_whom = forms.CharField(
        label="With whom?", required=False, max_length=400,
        help_text="Those who look after the child in other agencies can read this.",
    )  # fmt: skip
    source = HintedChoiceField(label="Where does it come from?", choices=SOURCES, hints={CHILD: KEPT_APART})
    informant = forms.CharField(
        label="Who told, and how can they be reached?", required=False, max_length=300, help_text=KEPT_APART
    )
    note = forms.CharField(
        label="Note", required=False, widget=forms.Textarea, max_length=2000,
        help_text="Write nothing here that shows who told.",
    )  # fmt: skip

    def __init__(self, *args: Any, keeps_who_told: bool, **kwargs: Any) -> None:
        """A home's own staff read no child's words: what they could never open again is not asked of them."""
        super().__init__(*args, **kwargs)
        if not keeps_who_told:
            del self.fields["informant"]
            self.fields["source"].hints = {CHILD: NOT_KEPT}


class SettleForm(Form):
    state = forms.ChoiceField(label="How does it stand?", choices=SIGHTING_STATES.choices(), widget=forms.RadioSelect)
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea, max_length=2000)
    version = forms.IntegerField(widget=forms.HiddenInput)


class ParentForm(Form):
    """Whether one person was told: the page may be filled in for each."""

    who = forms.CharField(
        label="Who?", max_length=160, help_text="A parent, or somebody else with parental responsibility."
    )
    told = forms.TypedChoiceField(
        label="Were they told that the child is missing?", choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect, coerce=lambda said: said == "yes",
    )  # fmt: skip
    at = MomentField(past=True, label="When were they told?", required=False, time_required=False)
    told_by = forms.CharField(label="By whom?", required=False, max_length=160)
    reason = forms.ChoiceField(
        label="If not: why?", required=False, choices=[("", "They were told"), *NOT_TOLD_REASONS.choices()]
    )
    note = forms.CharField(label="Note", required=False, max_length=400)
    before = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("told") is True and not said.get("at") and "at" not in self.errors:
            self.add_error("at", "Enter when they were told")
        if said.get("told") is False and not said.get("reason"):
            self.add_error("reason", "Select why they were not told")
        return said
