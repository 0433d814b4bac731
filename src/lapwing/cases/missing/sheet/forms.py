"""Forms of the "if missing" sheet."""

from django import forms

from lapwing.cases.missing.sheet.models import Audience, Line
from lapwing.people.models import Audience as PhoneAudience
from lapwing.web.forms import DateField, Form


def _audience() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Who may know it?", choices=Audience.choices, initial=Audience.SEARCHERS, widget=forms.RadioSelect
    )


class LineForm(Form):
    what = forms.ChoiceField(label="What is it about?", choices=Line.What.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label="What should whoever searches know?", max_length=400, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Write what is known, and how. Somebody who may pose a risk belongs in the trigger plan, not here.",
    )  # fmt: skip
    audience = _audience()


class TelephoneForm(Form):
    number = forms.CharField(label="Number", max_length=30)
    whose = forms.CharField(label="Whose is it?", max_length=80, help_text="The child’s own, a parent’s, a friend’s.")
    safe_to_use = forms.TypedChoiceField(
        label="Is it safe to call?", required=False, widget=forms.RadioSelect,
        choices=[("", "Not known"), ("yes", "Yes"), ("no", "No")],
        coerce={"yes": True, "no": False}.get, empty_value=None,
        help_text="A call or message can be seen by the wrong person.",
    )  # fmt: skip
    how = forms.CharField(label="What should a caller know?", required=False, max_length=120)
    audience = forms.ChoiceField(
        label="Who may know it?", choices=[(PhoneAudience.CIRCLE, PhoneAudience.CIRCLE.label),
                                           (PhoneAudience.CONTROLLER, PhoneAudience.CONTROLLER.label)],
        initial=PhoneAudience.CIRCLE, widget=forms.RadioSelect,
    )  # fmt: skip


class PhotographForm(Form):
    picture = forms.FileField(
        label="Picture", help_text="JPEG, PNG or WebP, up to 10 MB. "
        "Where and when the camera took it is removed from the file.",
    )  # fmt: skip
    taken_on = DateField(past=True, label="When was it taken?", required=False, help_text="For example, 27 3 2026")
    audience = _audience()
