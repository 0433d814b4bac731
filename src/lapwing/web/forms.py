"""The base of every form."""

import uuid
from datetime import datetime
from typing import Any, Self

from django import forms
from django.http import HttpRequest

from lapwing.web import drafts
from lapwing.web.fields import DateField, HintedChoiceField, KeyChoiceField, MomentField

DRAFTED: set[str] = set()
"""The names of the forms that keep what is typed."""

__all__ = ["DateField", "Filter", "Form", "HintedChoiceField", "KeyChoiceField", "MomentField"]


class Form(forms.Form):
    """A form in the house's look. Draw it with `{% error_summary form %}` and `{% form_fields form %}`.

    `draft` is the form's name where its words are kept as they are typed (see `web.drafts`); empty where they are not.
    Fields have `label` as a question or a noun, `help_text` as hint, and `error_messages` that say what to do.
    """

    draft = ""
    use_required_attribute = False
    says_optional = True
    about: uuid.UUID | None = None
    restored: datetime | None = None
    """When the words were kept that this form came back with."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = _ask_for(name, field)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.draft:
            DRAFTED.add(cls.draft)

    @classmethod
    def open(cls, request: HttpRequest, *, about: uuid.UUID | None = None, **kwargs: Any) -> Self:
        """The form of a request: bound to what was sent; else with the words kept before, as they were typed.

        Say `form.done()` when it was taken, so that its words are forgotten.
        """
        if request.method == "POST":
            form = cls(request.POST, request.FILES, **kwargs)
        else:
            form = cls(**kwargs)
            form._restore(about)
        form.about = about
        return form

    def _restore(self, about: uuid.UUID | None) -> None:
        if not self.draft or (kept := drafts.take(self.draft, about=about)) is None:
            return
        typed, self.restored = kept
        for name, field in self.fields.items():
            if not isinstance(field, forms.FileField) and not field.widget.value_omitted_from_data(typed, {}, name):
                self.initial[name] = field.widget.value_from_datadict(typed, {}, self.add_prefix(name))

    def too_late(self, said: str, **stands: object) -> None:
        """Somebody else was first, says a sentence: what was typed stays, and sent again goes over what `stands` now.

        `stands` are the fields, hidden ones, by which the act knows what the page showed: `version`, or `before`.
        """
        self.data = self.data.copy()
        for name, value in stands.items():
            self.data[name] = str(value)
        self.add_error(None, said)

    def done(self) -> None:
        """What was typed has been recorded: no draft of it remains."""
        if self.draft:
            drafts.forget(self.draft, about=self.about)


def _ask_for(name: str, field: forms.Field) -> str:
    what = str(field.label or name.replace("_", " "))
    if what.endswith("?"):
        return f"Answer “{what}”"
    if isinstance(field, forms.BooleanField):
        return f"Tick “{what}”"
    verb = "Select" if isinstance(field, forms.ChoiceField) else "Enter"
    return f"{verb} {what[:1].lower()}{what[1:]}"


class Filter(Form):
    """A filter of a list, sent by address: every field is optional, and nonsense is as if not asked."""

    says_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False

    @property
    def chosen(self) -> dict[str, Any]:
        """The values that were asked for and could be read."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "", [])}
