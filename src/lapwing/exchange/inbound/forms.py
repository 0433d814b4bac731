"""Choosing files, and mending a row."""

from collections.abc import Sequence
from typing import Any

from django import forms

from lapwing.exchange.inbound.formats import FORMATS, Column, Format
from lapwing.exchange.inbound.models import IntakeRow
from lapwing.exchange.inbound.presenters import guess
from lapwing.exchange.inbound.text import MOST_BYTES
from lapwing.web.forms import Form, HintedChoiceField

MOST_FILES = 20


class Several(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once."""

    widget = Several

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if not given:
            raise forms.ValidationError(self.error_messages["required"])
        if len(given) > MOST_FILES:
            raise forms.ValidationError(f"Choose at most {MOST_FILES} files at once")
        return list(given)


class ChooseFiles(Form):
    files = FilesField(
        label="Files",
        help_text="CSV files: missing episodes of a police force or a council, or the looked-after children return "
        "(SSDA903: header, episodes, missing). What they are called does not matter, and you can say which column is "
        f"which. At most {MOST_BYTES // 1024 // 1024} MB each.",
        error_messages={"required": "Choose one or more files"},
        widget=Several(attrs={"accept": ".csv,.txt,text/csv"}),
    )


class MendRow(Form):
    """A row's cells under their headings. What stands beyond the last heading has a box of its own."""

    def __init__(self, *args: Any, row: IntakeRow, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        cells = row.cells
        for number, heading in enumerate(row.intake.headings):
            column = FORMATS[row.intake.format].column(heading)
            self.fields[f"cell{number}"] = _cell(heading or f"Column {number + 1}", column, cells, number)
        self.beyond = cells[len(row.intake.headings) :]

    @property
    def given(self) -> list[str]:
        return [self.cleaned_data[f"cell{number}"] for number in range(len(self.row.intake.headings))]


def _cell(heading: str, column: Column | None, cells: list[str], number: int) -> forms.CharField:
    return forms.CharField(
        label=heading, help_text=column.words if column else "", required=bool(column and column.needed), strip=False,
        initial=cells[number] if number < len(cells) else "", max_length=2_000,
        error_messages={"required": f"Say what belongs under {heading}"},
    )  # fmt: skip


class MapHeadings(Form):
    """Which of a source's headings stands for each column of a kind of file."""

    source = forms.CharField(
        label="What program do these files come from?",
        help_text="The name that your agency uses. Its headings are remembered for every file to come.",
        max_length=80,
    )

    def __init__(self, *args: Any, theirs: Sequence[str], format_: Format, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.format = format_
        for column in format_.columns:
            self.fields[f"is_{column.name}"] = forms.ChoiceField(
                label=f"{column.name}: {column.words}", required=column.needed, initial=guess(column, theirs),
                choices=[("", "None of them"), *((one, one) for one in theirs if one.strip())],
                error_messages={"required": f"Say which heading stands for {column.name}"},
            )  # fmt: skip

    @property
    def columns(self) -> dict[str, str]:
        """The source's heading for each of ours."""
        return {column.name: self.cleaned_data[f"is_{column.name}"] for column in self.format.columns}


class Choose(Form):
    """Which of the two holds: what somebody corrected by hand, or what the file says."""

    holds = HintedChoiceField(
        label="Which of the two holds?",
        choices=[("hand", "What was corrected by hand"), ("file", "What the file says")],
        hints={"file": "The record keeps the correction in its history. What nobody doubts stays as it is."},
    )  # fmt: skip
    before = forms.CharField(required=False, widget=forms.HiddenInput)


class SetAside(Form):
    reason = forms.CharField(label="Why is it set aside?", max_length=500)
