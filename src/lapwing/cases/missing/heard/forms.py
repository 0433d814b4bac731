"""Forms for what follows from what a child said."""

from typing import Any

from django import forms

from lapwing.cases.missing.forms import after_it_began
from lapwing.rules.moments import Moment
from lapwing.rules.words.searching import HANDLING_CODES, INFORMATION_GRADES, SOURCE_GRADES
from lapwing.web.forms import Form, HintedChoiceField, KeyChoiceField, MomentField
from lapwing.work.instruments import Audience
from lapwing.work.instruments.definition import AUDIENCE_WORDS, Question


class PreventionForm(Form):
    """The police's own interview: whether it was held, and the questions of its instrument."""

    began: Moment | None = None

    held = forms.TypedChoiceField(
        label="Was it held?", choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect,
        coerce=lambda said: said == "yes",
    )  # fmt: skip
    at = MomentField(past=True, label="When?", required=False)
    officer = forms.CharField(label="By whom?", required=False, max_length=160)
    seen_alone = forms.TypedChoiceField(
        label="Was the child spoken to alone?", required=False, widget=forms.RadioSelect,
        choices=[("", "Not recorded"), ("yes", "Yes"), ("no", "No")],
        coerce={"yes": True, "no": False}.get, empty_value=None,
    )  # fmt: skip
    reason = forms.CharField(label="If it was not held: why?", required=False, max_length=400)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["held", "at", "officer", "seen_alone", "reason"])
        for name, field in self.fields.items():
            if name.startswith("heard_by_"):
                field.widget = forms.Select(choices=field.choices)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        after_it_began(self)
        if said.get("held") is True and not said.get("at") and "at" not in self.errors:
            self.add_error("at", "Enter when it was held")
        if said.get("held") is False and not said.get("reason"):
            self.add_error("reason", "Say why it was not held")
        return said


class NoteForm(Form):
    holder = KeyChoiceField(label="For whom is the note?")
    words = forms.CharField(
        label="What may they be told?", widget=forms.Textarea, max_length=2000,
        help_text="In your own words, and only what the child agreed to. Nothing else of this interview goes there.",
    )  # fmt: skip
    agreed = forms.BooleanField(label="The child agreed to this note, word for word")

    def __init__(self, *args: Any, recipients: list[tuple[Any, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holder"].choices = [("", "Choose who"), *recipients]


class AudienceForm(Form):
    """Who may hear one answer: the child agreed to more, or to less."""

    before = forms.CharField(required=False, widget=forms.HiddenInput)
    audience = forms.ChoiceField(label="Who may hear this answer?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = [(one.value, AUDIENCE_WORDS[one]) for one in question.audiences]

    @property
    def chosen(self) -> Audience:
        return Audience(self.cleaned_data["audience"])


class QuotationForm(Form):
    words = forms.CharField(
        label="What did the child say, word for word?", widget=forms.Textarea, max_length=2000,
        help_text="Leave out names and places that would show who they are.",
    )  # fmt: skip
    consent = forms.CharField(
        label="What did the child agree to?", max_length=200, help_text="Where it may be used, and when they said so."
    )
    may_be_read_out = forms.BooleanField(
        label="The child agreed that it is read out in a meeting", required=False,
        help_text="Think of who may be in the room.",
    )  # fmt: skip


class OfficerForm(Form):
    at = MomentField(past=True, label="When was the designated officer told?")
    told_to = forms.CharField(label="Whom did you speak to?", max_length=160)
    outcome = forms.CharField(label="What did they decide?", required=False, widget=forms.Textarea, max_length=4000)
    version = forms.IntegerField(widget=forms.HiddenInput)


class SendForm(Form):
    """One step: what the police should know."""

    words = forms.CharField(
        label="What should the police know?", widget=forms.Textarea, max_length=8000,
        help_text="Names, nicknames, places, vehicles, telephone numbers, as the child gave them.",
    )  # fmt: skip
    conditions = forms.CharField(
        label="What must they not do with it, and why?", required=False, max_length=400,
        help_text="For example: only she knew that; do not act on it in a way that shows she told.",
    )  # fmt: skip


CONDITIONS = "C"
"""The handling code that says no more than where its conditions stand."""


def _words(codes: Any) -> list[tuple[str, str]]:
    return [(code.code, f"{code.code}: {code.words}") for code in codes]


class GradeForm(Form):
    source = HintedChoiceField(label="How reliable is the source?", choices=_words(SOURCE_GRADES))
    information = HintedChoiceField(label="How is it known?", choices=_words(INFORMATION_GRADES))
    handling = HintedChoiceField(label="Who may have it?", choices=_words(HANDLING_CODES))
    note = forms.CharField(label="Note to the sender, or the conditions", required=False, max_length=400)
    about = forms.CharField(
        label="Which other children is it about?", required=False, max_length=400,
        help_text="Your own references, with commas between. Their pages then say that you hold intelligence, with its "
        "grade and day: never who told, nor what.",
    )  # fmt: skip
    before = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("handling") == CONDITIONS and not said.get("note") and "note" not in self.errors:
            self.add_error("note", "Write the conditions on which it may be shared")
        return said
