"""The base of every form."""

from typing import Any

from django import forms

from lapwing.web.fields import DateField, HintedChoiceField, KeyChoiceField, MomentField

__all__ = ["DateField", "Filter", "Form", "HintedChoiceField", "KeyChoiceField", "MomentField"]


class Form(forms.Form):
    """A form in the house's look. Draw it with `{% error_summary form %}` and `{% form_fields form %}`.

    `draft` is the form's name where its words are kept as they are typed (see `web.drafts`); empty where they are not.
    Fields have `label` as a question or a noun, `help_text` as hint, and `error_messages` that say what to do.
    """

    draft = ""
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = _ask_for(name, field)


def _ask_for(name: str, field: forms.Field) -> str:
    what = str(field.label or name.replace("_", " "))
    verb = "Select" if isinstance(field, forms.ChoiceField) else "Enter"
    if what.endswith("?"):
        return f"{'Choose an answer to' if verb == 'Select' else 'Answer'}: {what}"
    return f"{verb} {what[:1].lower()}{what[1:]}"


class Filter(Form):
    """A filter of a list, sent by address: every field is optional, and nonsense is as if not asked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False

    @property
    def chosen(self) -> dict[str, Any]:
        """The values that were asked for and could be read."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "", [])}
