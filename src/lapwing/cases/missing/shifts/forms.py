"""Which area, and which shift."""

from datetime import datetime
from typing import Any

from django import forms

from lapwing.cases.missing.shifts.shift import shifts
from lapwing.directory.models import Area
from lapwing.web.forms import Filter, Form, KeyChoiceField
from lapwing.work.deadlines.hours import Hours


def _areas() -> list[tuple[str, str]]:
    return [("", "All that you may see"), *((str(one.pk), one.name) for one in Area.objects.order_by("name"))]


class AreaFilter(Filter):
    area = KeyChoiceField(label="Area")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = _areas()  # type: ignore[attr-defined]


class ShiftForm(Form):
    shift = forms.ChoiceField(label="For which shift?", widget=forms.RadioSelect)
    area = KeyChoiceField(label="Area", required=False)
    notes = forms.BooleanField(
        label="Add what matters at the door: how each child looks, medication, how to speak to them", required=False,
        help_text="Free words on paper travel further than on a screen.",
    )  # fmt: skip
    says_optional = False

    def __init__(self, *args: Any, now: datetime, hours: Hours, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        some = shifts(now, hours)
        self.fields["shift"].choices = [(one.key, one.words) for one in some]  # type: ignore[attr-defined]
        self.initial.setdefault("shift", some[0].key)
        self.fields["area"].choices = _areas()  # type: ignore[attr-defined]
