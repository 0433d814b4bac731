"""The base of every form."""

from datetime import datetime
from typing import Any, Self

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from lapwing.web import drafts
from lapwing.web.fields import DateField, HintedChoiceField, KeyChoiceField, MomentField

__all__ = ["DateField", "Filter", "Form", "HintedChoiceField", "KeyChoiceField", "MomentField", "form_page"]


class Form(forms.Form):
    """A form in the house's look. Draw it with `{% error_summary form %}` and `{% form_fields form %}`.

    A view that records what is typed makes its form with `open`: then no word of it is lost (see `web.drafts`). A
    search and a filter record nothing, and are made plainly.
    Fields have `label` as a question or a noun, `help_text` as hint, and `error_messages` that say what to do.
    """

    use_required_attribute = False
    says_optional = True
    address = ""
    """Where it is sent, for a form that keeps what is typed."""
    typed: QueryDict | None = None
    restored: datetime | None = None
    """The words that this form came back with, and when they were kept."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        days = [one for one in self.fields.values() if isinstance(one, DateField) and one.required]
        for name, field in self.fields.items():
            if field in days and len(days) > 1 and field.error_messages["required"] == DateField.ASKS:
                field.error_messages["required"] = f"{DateField.ASKS} for “{field.label}”"
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = ask_for(name, field)
            if field.error_messages.get("invalid_choice") == forms.ChoiceField.default_error_messages["invalid_choice"]:
                field.error_messages["invalid_choice"] = "Choose one that is on the list"

    @property
    def has_words(self) -> bool:
        """Whether anything is written into it: what is only ticked or chosen is soon done again."""
        return any(isinstance(each, forms.CharField) and not each.widget.is_hidden for each in self.fields.values())

    @classmethod
    def open(cls, request: HttpRequest, *, address: str = "", sent: bool | None = None, **kwargs: Any) -> Self:
        """The form of a request: bound to what was sent; else with the words kept before, as they were typed.

        It is sent to the page that shows it, or to another `address`. `sent` says whether this request sends it, where
        that is more than a POST to the address.
        """
        sends = request.method == "POST" and address in ("", request.path) if sent is None else sent
        form = cls(request.POST, request.FILES, **kwargs) if sends else cls(**kwargs)
        form.address = address or request.path
        if sends:
            request.sent_form = form  # type: ignore[attr-defined] # ours: see `middleware.Drafts`
        else:
            form._restore()
        return form

    def _restore(self) -> None:
        if not self.has_words or (kept := drafts.take(self.address)) is None:
            return
        self.typed, self.restored = kept
        for name, field in self.fields.items():
            at = self.add_prefix(name)
            if not isinstance(field, forms.FileField) and not field.widget.value_omitted_from_data(self.typed, {}, at):
                self.initial[name] = field.widget.value_from_datadict(self.typed, {}, at)

    def too_late(self, said: str, **stands: object) -> None:
        """Somebody else was first, says a sentence: what was typed stays, and sent again goes over what `stands` now.

        `stands` are the fields, hidden ones, by which the act knows what the page showed: `version`, or `before`.
        """
        self.data = self.data.copy()
        for name, value in stands.items():
            self.data[name] = str(value)
        self.add_error(None, said)


def ask_for(name: str, field: forms.Field) -> str:
    """What to do where a field is left empty."""
    what = str(field.label or name.replace("_", " "))
    if what.endswith("?"):
        return f"Answer “{what}”"
    if isinstance(field, forms.BooleanField):
        return f"Tick “{what}”"
    verb = "Select" if isinstance(field, forms.ChoiceField) else "Enter"
    what = what if what[1:2].isupper() else f"{what[:1].lower()}{what[1:]}"  # NHS number stays as it is
    return f"{verb} {what if what.startswith('your ') else f'the {what}'}"


def form_page(
    request: HttpRequest, form: forms.Form, heading: str, button: str, back: str, **more: object
) -> HttpResponse:  # fmt: skip
    """A page that asks one thing: its question, the form, the button's words, and the address of the way back.

    `more`: `back_words`, where they say more than "Back"; `child` or a `caption` above the question; a `lede` below it.
    """
    return render(request, "web/form.html", {"form": form, "heading": heading, "words": button, "back": back, **more})


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
