"""Form fields in the markup of the GOV.UK Design System: dates in three boxes, times as people write them."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils import timezone
from django.utils.functional import Promise

from lapwing.rules.moments import FIRST_YEAR, LAST_YEAR, Moment, Precision, clock_words

BOXES = (("day", "Day", 2), ("month", "Month", 2), ("year", "Year", 4))
ROWS, DJANGOS_ROWS = "5", "10"
A_WATCH_AHEAD = timedelta(minutes=10)
"""How far somebody's own clock may be ahead before what they say happened lies in the future."""
TO_COME = "That is still to come. Enter when it happened"
IS_PAST = "That day is past. Enter today or a day to come"
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class Box:
    """One of the small boxes of a date."""

    id: str
    name: str
    label: str
    value: str
    width: int
    wrong: bool = False


@dataclass(frozen=True)
class Choice:
    id: str
    value: str
    label: str
    checked: bool
    hint: str = ""
    group: str = ""


@dataclass(frozen=True)
class Group:
    """Choices that belong together. All but the first are folded away, but for those with something chosen."""

    label: str
    choices: tuple[Choice, ...]
    is_first: bool

    @property
    def is_open(self) -> bool:
        return self.is_first or any(choice.checked for choice in self.choices)


@dataclass(frozen=True)
class Described:
    """A bound field as its component draws it."""

    bound: BoundField
    kind: str
    id: str
    name: str
    label: str
    hint: str
    errors: tuple[str, ...]
    value: Any
    required: bool
    boxes: tuple[Box, ...] = ()
    choices: tuple[Choice, ...] = ()
    attributes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def first_id(self) -> str:
        """Where the error summary's link goes."""
        if self.boxes:
            return self.boxes[0].id
        return self.choices[0].id if self.choices and self.kind != "select" else self.id

    @property
    def described_by(self) -> str:
        marks = [f"{self.id}-hint"] * bool(self.hint) + [f"{self.id}-error"] * bool(self.errors)
        return " ".join(marks)

    @property
    def groups(self) -> list[Group]:
        grouped = groupby(self.choices, key=lambda choice: choice.group)
        return [Group(label, tuple(some), place == 0) for place, (label, some) in enumerate(grouped)]

    @property
    def is_group(self) -> bool:
        """Several controls under one legend."""
        return self.kind in {"radios", "checkboxes", "date", "moment"}


def described(bound: BoundField) -> Described:
    """What a component needs to know of a field, whichever library made it."""
    kind = _kind(bound.field.widget)
    choices = tuple(_choices(bound)) if kind in {"radios", "checkboxes", "select"} else ()
    says = getattr(bound.form, "says_optional", True) and not bound.field.required and _may_be_left(kind, choices)
    label = _optional(str(bound.label)) if says else bound.label
    return Described(
        bound=bound,
        kind=kind,
        id=bound.auto_id or bound.html_name,
        name=bound.html_name,
        label=str(label),
        hint=str(bound.help_text or ""),
        errors=tuple(str(error) for error in bound.errors),
        value=_value(bound, kind),
        required=bound.field.required,
        boxes=tuple(_boxes(bound, kind)) if kind in {"date", "moment"} else (),
        choices=choices,
        attributes=_attributes(bound, kind),
    )


def _may_be_left(kind: str, choices: tuple[Choice, ...]) -> bool:
    """Whether somebody can leave it empty: a list whose every line says something is always answered."""
    return kind not in {"checkbox", "hidden"} and not (kind == "select" and all(one.value for one in choices))


def _optional(label: str) -> str:
    return label if "optional" in label else f"{label} (optional)"


def _kind(widget: forms.Widget) -> str:
    """Which component draws a widget: the first that fits, the narrower before the wider."""
    for fits, kind in (
        (MomentBoxes, "moment"), (DateBoxes, "date"), (forms.HiddenInput, "hidden"),
        (forms.CheckboxSelectMultiple, "checkboxes"), (forms.RadioSelect, "radios"), (forms.Select, "select"),
        (forms.CheckboxInput, "checkbox"), (forms.Textarea, "textarea"), (forms.FileInput, "file"),
        (forms.PasswordInput, "password"),
    ):  # fmt: skip
        if isinstance(widget, fits):
            return kind
    return "text"


def _value(bound: BoundField, kind: str) -> Any:
    if kind in {"date", "moment", "radios", "checkboxes", "select", "file", "password"}:
        return ""
    value = bound.value()
    if value is None:
        return ""
    # What a page hides is read by the program again: a day as it is compared, and not as people read it.
    return str(value) if kind == "hidden" else value


def _attributes(bound: BoundField, kind: str) -> dict[str, Any]:
    """Attributes of the input itself: those that the widget has, without what the component says already."""
    kept = {
        "autocomplete",
        "inputmode",
        "maxlength",
        "rows",
        "pattern",
        "spellcheck",
        "accept",
        "multiple",
        "autocapitalize",
    }
    found = {name: value for name, value in bound.field.widget.attrs.items() if name in kept and value}
    if kind == "textarea":
        found["rows"] = ROWS if found.get("rows") == DJANGOS_ROWS else found["rows"]
    if kind == "text":
        found["type"] = getattr(bound.field.widget, "input_type", "text")
        if found["type"] == "number":
            found |= {"type": "text", "inputmode": "numeric"}
    return found


def _choices(bound: BoundField) -> Iterator[Choice]:
    value = bound.value()
    chosen = {str(v) for v in value} if isinstance(value, list | tuple | set) else {"" if value is None else str(value)}
    hints: Mapping[str, str] = getattr(bound.field, "hints", {})
    for number, (key, label, group) in enumerate(_flat(bound.field.choices)):
        mark = bound.auto_id if number == 0 else f"{bound.auto_id}_{number}"
        yield Choice(str(mark), str(key), str(label), str(key) in chosen, hints.get(str(key), ""), group)


def _flat(choices: Any) -> Iterator[tuple[Any, str, str]]:
    """Each choice with its words and the group that it stands in."""
    for key, label in choices:
        if isinstance(label, list | tuple) and not isinstance(label, Promise):
            yield from ((inner, words, str(key)) for inner, words in label)
        else:
            yield key, label, ""


def _boxes(bound: BoundField, kind: str) -> Iterator[Box]:
    widget = bound.field.widget
    value = bound.value()
    typed = value if isinstance(value, dict) else widget.decompress(value)
    wrong = getattr(bound.field, "wrong_boxes", lambda _: ())(typed) if bound.errors else ()
    for part, label, width in BOXES:
        name = f"{bound.html_name}-{part}"
        yield Box(f"{bound.auto_id}-{part}", name, label, typed.get(part, ""), width, part in wrong)
    if kind == "moment":
        name = f"{bound.html_name}-time"
        yield Box(f"{bound.auto_id}-time", name, "Time", typed.get("time", ""), 5, "time" in wrong)


class DateBoxes(forms.Widget):
    """Day, month and year, each typed in a box of its own. What was typed comes back as it was."""

    parts = ("day", "month", "year")

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, str]:
        return {part: data.get(f"{name}-{part}", "").strip() for part in self.parts}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return all(f"{name}-{part}" not in data for part in self.parts)

    def decompress(self, value: Any) -> dict[str, str]:
        if isinstance(value, Moment):
            value = value.day
        if not isinstance(value, date):
            return {}
        return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}


class MomentBoxes(DateBoxes):
    """A date in three boxes, and the time as people write it: 14:05."""

    parts = ("day", "month", "year", "time")

    def decompress(self, value: Any) -> dict[str, str]:
        if not isinstance(value, Moment):
            return super().decompress(value)
        found = super().decompress(value)
        return found | ({"time": clock_words(value.at)} if value.precision is Precision.MINUTE else {})


class DateField(forms.Field):
    """A day. Its errors say which box is wrong. `past`: something that happened, so no day to come. `ahead`: something
    that is to be done, so no day that is past.
    """

    ASKS = "Enter the date"
    widget = DateBoxes
    default_error_messages = {"required": ASKS}

    def __init__(self, *, past: bool = False, ahead: bool = False, **options: Any) -> None:
        self.past, self.ahead = past, ahead
        super().__init__(**options)

    def clean(self, value: dict[str, str]) -> date | None:
        if not any(value.values()):
            self.validate(None)
            return None
        day = self.read_day(value)
        if self.past and day > timezone.localdate():
            raise ValidationError(TO_COME)
        if self.ahead and day < timezone.localdate():
            raise ValidationError(IS_PAST)
        return day

    def read_day(self, value: Mapping[str, str]) -> date:
        if missing := [label.lower() for part, label, _ in BOXES if not value.get(part)]:
            raise ValidationError(f"The date must have a {' and a '.join(missing)}")
        try:
            day = date(int(value["year"]), _month(value["month"]), int(value["day"]))
        except (ValueError, OverflowError) as error:
            raise ValidationError("That is not a real date. Write it as in 27 3 2024") from error
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError("The year must have four figures, as in 2024")
        return day

    def wrong_boxes(self, value: Mapping[str, str]) -> tuple[str, ...]:
        missing = tuple(part for part in self.widget.parts if part != "time" and not value.get(part))
        return missing or ("day", "month", "year")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.widget.decompress(initial) != {part: text for part, text in (data or {}).items() if text}


class MomentField(DateField):
    """When something happened, as a `rules.moments.Moment`: with its time, or by day where `time_required` is false
    and nobody knows the time. `past`: something that happened, so no time to come.
    """

    widget = MomentBoxes
    default_error_messages = {"required": "Enter the date and time"}

    def __init__(self, *, time_required: bool = True, **options: Any) -> None:
        self.time_required = time_required
        if not time_required:
            options = {"error_messages": {"required": "Enter the date, and the time if somebody knows it"}} | options
        super().__init__(**options)

    def clean(self, value: dict[str, str]) -> Moment | None:  # type: ignore[override]
        if not any(value.values()):
            self.validate(None)
            return None
        day = self.read_day(value)
        timeless = not value.get("time") and not self.time_required
        moment = Moment.on(day) if timeless else Moment.local(day, _clock(value.get("time", "")))
        if self.past and moment.at > timezone.now() + A_WATCH_AHEAD:
            raise ValidationError(TO_COME)
        return moment

    def wrong_boxes(self, value: Mapping[str, str]) -> tuple[str, ...]:
        if all(value.get(part) for part in ("day", "month", "year")):
            try:
                self.read_day(value)
            except ValidationError:
                return ("day", "month", "year")
            return ("time",)
        return super().wrong_boxes(value)


def _month(text: str) -> int:
    """A month as a figure or by its name."""
    return MONTHS.index(text[:3].lower()) + 1 if text[:3].lower() in MONTHS else int(text)


def _clock(text: str) -> time:
    digits = text.replace(".", ":").replace("h", ":").strip()
    if not digits:
        raise ValidationError("Enter the time too, as in 14:05")
    if ":" not in digits and len(digits) in {3, 4}:
        digits = f"{digits[:-2]}:{digits[-2:]}"
    try:
        hour, minute = digits.split(":")
        return time(int(hour), int(minute))
    except (ValueError, OverflowError) as error:
        raise ValidationError("Enter the time as in 14:05") from error


class KeyChoiceField(forms.TypedChoiceField):
    """One of several rows, by key. `choices` are pairs of key and words; the cleaned value is a UUID, or None."""

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=uuid.UUID, empty_value=None, **options)


class HintedChoiceField(forms.ChoiceField):
    """Radios, each with a line that helps to choose: `hints` by value."""

    widget = forms.RadioSelect

    def __init__(self, *, hints: Mapping[str, str] | None = None, **options: Any) -> None:
        self.hints = dict(hints or {})
        super().__init__(**options)
