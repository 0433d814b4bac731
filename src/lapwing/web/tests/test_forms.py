"""Fields read what people write, say which box is wrong, and give back what was typed."""

from datetime import date, timedelta

import pytest
from django import forms as plain
from django.template import Context, Template
from django.utils import timezone

from lapwing.rules.moments import Moment, Precision
from lapwing.web import forms
from lapwing.web.fields import described


class Trial(forms.Form):
    happened = forms.MomentField(label="When did they leave?")
    born = forms.DateField(label="Date of birth", required=False)
    seen = forms.MomentField(label="Last seen", required=False, time_required=False)
    sure = plain.BooleanField(label="I have telephoned as well")
    note = plain.CharField(label="Note", required=False, widget=plain.Textarea)


def sent(**values: str) -> Trial:
    return Trial({name.replace("__", "-"): value for name, value in values.items()})


def errors(form: plain.Form, name: str) -> str:
    return " ".join(form.errors.get(name, []))


GOOD = {
    "happened__day": "3",
    "happened__month": "Mar",
    "happened__year": "2020",
    "happened__time": "14:05",
    "sure": "on",
}


def test_a_date_and_time_become_a_moment_in_london() -> None:
    form = sent(**GOOD)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["happened"].words == "Tue 3 Mar 2020, 14:05"


@pytest.mark.parametrize("written", ["14.05", "1405", "14h05", " 14:05 "])
def test_times_are_read_as_people_write_them(written: str) -> None:
    form = sent(**GOOD | {"happened__time": written})
    assert form.is_valid()
    assert form.cleaned_data["happened"].words.endswith("14:05")


def test_a_day_without_its_time_is_known_by_day_where_that_may_be() -> None:
    form = sent(**GOOD, seen__day="2", seen__month="3", seen__year="2020")
    assert form.is_valid()
    assert form.cleaned_data["seen"] == Moment.on(date(2020, 3, 2))
    assert form.cleaned_data["seen"].precision is Precision.DAY


def test_where_the_time_matters_it_is_asked_for() -> None:
    assert errors(sent(**GOOD | {"happened__time": ""}), "happened") == "Enter the time too, as in 14:05"


def test_what_is_missing_is_named() -> None:
    form = sent(**GOOD, born__day="3")
    assert errors(form, "born") == "The date must have a month and a year"
    assert [box.wrong for box in described(form["born"]).boxes] == [False, True, True]


def test_an_impossible_date_comes_back_as_it_was_typed() -> None:
    form = sent(**GOOD, born__day="31", born__month="2", born__year="2024")
    assert "not a real date" in errors(form, "born")
    assert [box.value for box in described(form["born"]).boxes] == ["31", "2", "2024"]


def test_a_tick_that_is_needed_is_asked_for_in_its_own_words() -> None:
    assert errors(sent(), "sure") == "Tick “I have telephoned as well”"


def test_the_error_summary_leads_to_the_first_box_of_a_date() -> None:
    form = sent(sure="on")
    drawn = Template("{% error_summary form %}{% form_fields form %}").render(Context({"form": form}))
    assert '<a href="#id_happened-day">Enter the date and time</a>' in drawn
    assert 'id="id_happened-day"' in drawn


def test_each_field_names_its_hint_and_its_error() -> None:
    form = sent()
    form.fields["note"].help_text = "In your own words."
    drawn = Template("{% field form.note %}").render(Context({"form": form}))
    assert 'aria-describedby="id_note-hint"' in drawn
    assert "Note (optional)" in drawn


def test_what_was_typed_is_escaped() -> None:
    form = sent(**GOOD, note="<script>alert(1)</script>")
    drawn = Template("{% form_fields form %}").render(Context({"form": form}))
    assert "<script>" not in drawn


def test_a_filter_ignores_nonsense() -> None:
    class Narrow(forms.Filter):
        status = plain.ChoiceField(choices=[("", "All"), ("open", "Open")])
        area = plain.CharField()

    assert Narrow({"status": "nonsense", "area": "991"}).chosen == {"area": "991"}


class Happened(forms.Form):
    at = forms.MomentField(label="When?", past=True, time_required=False)
    born = forms.DateField(label="Date of birth", past=True, required=False)


@pytest.mark.parametrize("huge", ["99999999999999999999", "-1", "²", "1e9"])
def test_no_figure_is_too_large_to_be_answered(huge: str) -> None:
    """A figure that no machine word holds is not a date, and no fault of ours either."""
    assert "not a real date" in errors(sent(**GOOD | {"happened__year": huge}), "happened")
    assert "as in 14:05" in errors(sent(**GOOD | {"happened__time": f"{huge}:05"}), "happened")


def test_what_happened_is_not_still_to_come() -> None:
    now = timezone.now()

    def at(ahead: timedelta) -> Happened:
        typed = Happened().fields["at"].widget.decompress(Moment(now + ahead))
        return Happened({f"at-{part}": value for part, value in typed.items()})

    assert at(timedelta(minutes=5)).is_valid(), "a watch may be ahead"
    assert "still to come" in errors(at(timedelta(hours=1)), "at")
    tomorrow = {"day": "1", "month": "1", "year": str(now.year + 1)}
    form = Happened({f"{name}-{part}": value for name in ("at", "born") for part, value in tomorrow.items()})
    assert "still to come" in errors(form, "at")
    assert "still to come" in errors(form, "born")
