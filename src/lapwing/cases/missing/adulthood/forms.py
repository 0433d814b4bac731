"""Forms of a handover to an adult service."""

from django import forms

from lapwing.web.forms import Form, MomentField


class ServiceForm(Form):
    service = forms.CharField(label="Which adult service?", max_length=160, help_text="By name: team and authority.")
    contact = forms.CharField(label="Who there?", max_length=160, help_text="Name, role and telephone.")
    at = MomentField(past=True, label="When were they told?", time_required=False)
    passed_on = forms.CharField(
        label="What were they told?", widget=forms.Textarea, max_length=4000,
        help_text="And whether the young person knows and agrees: at 18 it is theirs to decide, unless somebody is in "
        "danger.",
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)


class TakenOnForm(Form):
    at = MomentField(past=True, label="When did they take it on?", time_required=False)
    by = forms.CharField(label="Who took it on?", max_length=160, help_text="Name and role in the adult service.")
    version = forms.IntegerField(widget=forms.HiddenInput)


class NotNeededForm(Form):
    reason = forms.CharField(label="Why is no adult service needed?", widget=forms.Textarea, max_length=2000)
    version = forms.IntegerField(widget=forms.HiddenInput)
