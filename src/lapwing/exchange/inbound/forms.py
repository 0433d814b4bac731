"""Choosing files, and mending a row."""

from typing import Any

from django import forms

from lapwing.exchange.inbound.formats import FORMATS, Column
from lapwing.exchange.inbound.models import IntakeRow
from lapwing.exchange.inbound.text import MOST_BYTES
from lapwing.web.forms import Form

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
        help_text="CSV files of the looked-after children return (SSDA903): header, episodes and missing, together or "
        f"alone. What they are called does not matter. At most {MOST_BYTES // 1024 // 1024} MB each.",
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
    )  # fmt: skip


class SetAside(Form):
    reason = forms.CharField(label="Why is it set aside?", max_length=500)
