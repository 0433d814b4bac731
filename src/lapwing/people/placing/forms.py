from collections.abc import Sequence
from typing import Any

from django import forms

from lapwing.people.models import Audience
from lapwing.rules.words.looked_after import PLACEMENT
from lapwing.web.forms import DateField, Form, HintedChoiceField, KeyChoiceField

Choices = Sequence[tuple[Any, str]]


class PlacementForm(Form):
    home = KeyChoiceField(
        label="In which children’s home?", required=False,
        help_text="Choose it even where it is confidential: Lapwing leaves out only the names that it knows.",
    )  # fmt: skip
    what = forms.ChoiceField(label="What kind of placement is it?", choices=[("", "Choose"), *PLACEMENT.choices()])
    host_area = KeyChoiceField(
        label="In which area is it?", help_text="That area’s council and force are told when the child is missing."
    )
    since = DateField(past=True, label="Since when?")
    until = DateField(past=True, label="Until when?", required=False, help_text="Empty while the child lives there.")
    audience = HintedChoiceField(
        label="Who may know where it is?",
        choices=[(Audience.CIRCLE, "Those in the child’s circle"), (Audience.CONFIDENTIAL, "It is confidential")],
        hints={
            Audience.CONFIDENTIAL: "Everybody but your agency’s social workers, its information-governance lead and "
            "the home itself reads “call back” in place of the home, on every page, list and paper, after it ends too."
        },
    )  # fmt: skip
    confidential_from = forms.CharField(
        label="If it is confidential: who must never learn it?", required=False, max_length=300
    )
    before = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, homes: Choices, areas: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["home"].choices = [("", "None: with a family, or another kind of placement"), *homes]  # type: ignore[attr-defined]
        self.fields["host_area"].choices = [("", "Choose an area"), *areas]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("until") and said.get("since") and said["until"] < said["since"]:
            self.add_error("until", "It ends after it began")
        return said
