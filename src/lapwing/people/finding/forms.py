from django import forms

from lapwing.people.models import Sex
from lapwing.rules.identifiers import check_nhs_number, check_upn
from lapwing.web.forms import DateField, Form

ENOUGH = 2
PLAIN = {"autocomplete": "off", "spellcheck": "false"}


class Search(Form):
    """What is known of the child. The words go in the body of the request, and never into an address."""

    says_optional = False
    given = forms.CharField(label="First name", required=False, max_length=120, widget=forms.TextInput(attrs=PLAIN))
    family = forms.CharField(label="Surname", required=False, max_length=120, widget=forms.TextInput(attrs=PLAIN))
    born = DateField(label="Date of birth", required=False, help_text="For example, 27 3 2012")
    sex = forms.ChoiceField(label="Sex", choices=Sex.choices, initial=Sex.UNKNOWN, required=False)
    postcode = forms.CharField(label="Postcode", required=False, max_length=8, widget=forms.TextInput(attrs=PLAIN))
    number = forms.CharField(
        label="NHS number or UPN", required=False, max_length=20, widget=forms.TextInput(attrs=PLAIN),
    )  # fmt: skip

    def clean_number(self) -> tuple[tuple[str, str], ...]:
        typed = self.cleaned_data["number"].strip()
        if not typed:
            return ()
        for scheme, check in (("nhs", check_nhs_number), ("upn", check_upn)):
            if (checked := check(typed)).ok:
                return ((scheme, checked.value),)
        raise forms.ValidationError("This is neither a whole NHS number nor a UPN: check it, or leave it out")

    def clean(self) -> dict[str, object]:
        said = super().clean() or {}
        told = [name for name in ("given", "family", "born") if said.get(name)]
        if not self.errors and not said.get("number") and len(told) < ENOUGH:
            raise forms.ValidationError("Enter two of first name, surname and date of birth, or a number")
        return said


class Decide(Form):
    same = forms.ChoiceField(
        label="Is this one child?", widget=forms.RadioSelect,
        choices=[("yes", "Yes: join the two records"), ("no", "No: keep them apart")],
    )  # fmt: skip
    reason = forms.CharField(label="What did you go by?", widget=forms.Textarea, max_length=2000)


class ByHand(Form):
    reference = forms.CharField(
        label="Your agency’s reference of the other record", max_length=80, widget=forms.TextInput(attrs=PLAIN),
        help_text="You then see the two side by side, and decide whether they are one child.",
    )  # fmt: skip


class Unjoin(Form):
    reason = forms.CharField(
        label="How do you know that these are two children?", widget=forms.Textarea, max_length=2000
    )
