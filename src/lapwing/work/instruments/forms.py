"""A form made from an instrument: a field for each question, and one for who may hear the answer."""

from collections.abc import Mapping
from typing import Any

from django import forms

from lapwing.work.instruments.changes import Given
from lapwing.work.instruments.definition import AUDIENCE_WORDS, Audience, Instrument, Question, QuestionKind

HEARD_BY = "heard_by_{}"


def _field(question: Question) -> forms.Field:
    common: dict[str, Any] = {"label": question.words, "help_text": question.helps, "required": question.required}
    match question.kind:
        case QuestionKind.CHOICE | QuestionKind.YES_NO:
            return forms.ChoiceField(choices=question.choices, widget=forms.RadioSelect, **common)
        case QuestionKind.MANY:
            return forms.MultipleChoiceField(choices=question.choices, widget=forms.CheckboxSelectMultiple, **common)
        case QuestionKind.NUMBER:
            return forms.FloatField(**common)
        case QuestionKind.DATE:
            return forms.DateField(**common)
        case _:
            return forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), **common)


def _audience_field(question: Question) -> forms.Field:
    return forms.ChoiceField(
        label="Who may hear this answer?",
        choices=[(audience.value, AUDIENCE_WORDS[audience]) for audience in question.audiences],
        initial=Audience.WORKER.value,
        required=False,
        widget=forms.RadioSelect,
    )


def form_for(instrument: Instrument, base: type[forms.Form] = forms.Form) -> type[forms.Form]:
    """A form class with a field for each question, and `heard_by_<key>` where there is a choice of audience."""
    fields: dict[str, forms.Field] = {}
    for question in instrument.questions:
        fields[question.key] = _field(question)
        if len(question.audiences) > 1:
            fields[HEARD_BY.format(question.key)] = _audience_field(question)
    return type("InstrumentForm", (base,), {**fields, "instrument": instrument})


def given(instrument: Instrument, cleaned: Mapping[str, Any]) -> dict[str, Given]:
    """The answers of a valid form, as `changes.respond` takes them."""
    return {
        question.key: Given(
            tuple(value) if isinstance(value, list) else value,
            Audience(cleaned.get(HEARD_BY.format(question.key)) or Audience.WORKER),
        )
        for question in instrument.questions
        if (value := cleaned.get(question.key)) not in (None, "", [])
    }
