"""Forms of the "if missing" sheet."""

from django import forms

from lapwing.cases.missing.sheet.models import Audience, Line
from lapwing.web.forms import DateField, Form


def _audience() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Who may know it?", choices=Audience.choices, initial=Audience.SEARCHERS, widget=forms.RadioSelect
    )


class LineForm(Form):
    draft = "missing_sheet"

    what = forms.ChoiceField(label="What is it about?", choices=Line.What.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label="What should whoever searches know?", max_length=400, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Write what is known, and how. Somebody who may pose a risk belongs in the trigger plan, not here.",
    )  # fmt: skip
    audience = _audience()


class PhotographForm(Form):
    picture = forms.FileField(
        label="Choose a picture", help_text="JPEG, PNG or WebP, up to 10 MB. "
        "Where and when the camera took it is removed from the file.",
    )  # fmt: skip
    taken_on = DateField(label="When was it taken?", required=False, help_text="For example, 27 3 2026")
    audience = _audience()
