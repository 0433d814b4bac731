from typing import Any

from django import forms

from lapwing.rules import duties
from lapwing.rules.duties import Duty, Length, LocalSetting, NotPermitted, Part, Unit, Window
from lapwing.rules.words.missing import MISSING_TYPES
from lapwing.rules.working_days import Counting
from lapwing.web.forms import DateField, Form

UNITS = [
    (Unit.HOURS.value, "hours"), (Unit.WORKING_DAYS.value, "working days"), (Unit.CALENDAR_DAYS.value, "days"),
    (Unit.WEEKS.value, "weeks"), (Unit.MONTHS.value, "months"), (Unit.AT_ONCE.value, "as soon as possible"),
]  # fmt: skip
AS_GUIDANCE = ("", "As guidance has it")
MOST = 1_000  # far above what any area counts, and well within what is kept


def _time(label: str, **more: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label, input_formats=["%H:%M", "%H.%M"], widget=forms.TimeInput(attrs={"size": 5}, format="%H:%M"),
        error_messages={"invalid": f"Write a time as 07:00: “{label}”"}, **more,
    )  # fmt: skip


def _source() -> forms.CharField:
    return forms.CharField(
        label="Where is that written?", help_text="The area’s own document and page.", max_length=200
    )


def _decided_by() -> forms.CharField:
    return forms.CharField(label="Who decided it?", help_text="A group or a role.", max_length=120)


class LateForm(Form):
    reason = forms.CharField(
        label="Why was it late?", help_text="A fact that helps whoever reads the numbers. It names nobody.",
        widget=forms.Textarea(attrs={"rows": 3}), max_length=1000,
    )  # fmt: skip
    before = forms.CharField(required=False, widget=forms.HiddenInput)


class SettingForm(Form):
    """How an area does one duty: the parts that the duty lets an area change, and no others."""

    applies = forms.ChoiceField(
        label="Does the area have this duty?", choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect,
        initial="yes",
    )  # fmt: skip
    number = forms.IntegerField(label="How many?", min_value=1, max_value=MOST, required=False)
    unit = forms.ChoiceField(label="Of what?", choices=[AS_GUIDANCE, *UNITS], required=False)
    counting = forms.ChoiceField(
        label="Is the day itself counted?", required=False,
        choices=[AS_GUIDANCE, (Counting.DAY_0.value, "No: the next working day is day 1"),
                 (Counting.DAY_1.value, "Yes: it is day 1")],
    )  # fmt: skip
    anchor = forms.ChoiceField(label="What is it counted from?", required=False)
    times = forms.IntegerField(label="How many times?", min_value=2, max_value=MOST, required=False)
    days = forms.IntegerField(label="Within how many days?", min_value=1, max_value=MOST, required=False)
    kinds = forms.MultipleChoiceField(
        label="What counts as one time?", choices=MISSING_TYPES.choices(), widget=forms.CheckboxSelectMultiple,
        required=False,
    )  # fmt: skip
    since = DateField(label="From which day?", help_text="Clocks that run already keep what they were counted by.")
    source, decided_by = _source(), _decided_by()

    def __init__(self, *args: Any, duty: Duty, **kwargs: Any) -> None:
        self.duty = duty
        super().__init__(*args, **kwargs)
        choices = [AS_GUIDANCE, *((anchor.key, anchor.words) for anchor in duty.anchors)]
        self.fields["anchor"].choices = choices  # type: ignore[attr-defined]
        for name in self._closed():
            del self.fields[name]

    def _closed(self) -> list[str]:
        """The fields of parts that this duty does not let an area change."""
        may = self.duty.local
        parts = {
            ("applies",): Part.APPLIES in may,
            ("number", "unit"): bool({Part.LENGTH, Part.SHORTER} & may),
            ("counting",): Part.COUNTING in may,
            ("anchor",): Part.ANCHOR in may,
            ("times", "days", "kinds"): Part.WINDOW in may,
        }
        return [name for names, allowed in parts.items() if not allowed for name in names]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return said
        try:
            said["local"] = self._local(said)
            duties.check(self.duty, said["local"])
        except NotPermitted as refusal:
            self.add_error("number" if "number" in self.fields else None, str(refusal))
        except ValueError as wrong:
            self.add_error(None, str(wrong))
        return said

    def _local(self, said: dict[str, Any]) -> LocalSetting:
        unit, window = said.get("unit"), (said.get("times"), said.get("days"), said.get("kinds"))
        return LocalSetting(
            length=Length(0 if unit == Unit.AT_ONCE else said.get("number") or 0, Unit(unit)) if unit else None,
            counting=Counting(said["counting"]) if said.get("counting") else None,
            anchor=said.get("anchor") or None,
            window=Window(window[0] or 0, window[1] or 0, frozenset(window[2] or ())) if any(window) else None,
            applies=said.get("applies", "yes") == "yes",
            source=said["source"],
        )


class HoursForm(Form):
    """How an area parts its day."""

    early = _time("When does the early shift begin?", help_text="For example 07:00.")
    late = _time("When does the late shift begin?", required=False, help_text="Leave empty where a day has two shifts.")
    night = _time("When does the night shift begin?")
    closes = _time(
        "When do offices close?", help_text="What comes after stands under “found” in the morning’s tasking."
    )
    lock = forms.IntegerField(
        label="After how many hours does a screen on the wall go dark?", min_value=1, max_value=24,
        help_text="1 to 24. It opens nothing else in that time.",
    )  # fmt: skip
    since = DateField(label="From which day?")
    source, decided_by = _source(), _decided_by()

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        order = [said[name] for name in ("early", "late", "night") if said.get(name)]
        if not self.errors and order != sorted(set(order)):
            self.add_error("night", "The early shift begins first, then the late one, then the night")
        return said
