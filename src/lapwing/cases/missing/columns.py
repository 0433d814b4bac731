"""Columns that tables about missing children share: a time, and how exactly it is known."""

from django.db import models

from lapwing.rules.moments import Moment, Precision

PRECISIONS = [(precision.value, precision.value.title()) for precision in Precision]


def moment(at: object, precision: str) -> Moment | None:
    """A stored time with its precision, as a moment; None where there is none."""
    return Moment(at, Precision(precision)) if at else None  # type: ignore[arg-type]


def a_precision() -> models.CharField:
    return models.CharField(max_length=6, choices=PRECISIONS, default=Precision.MINUTE)


def times(**moments: Moment | None) -> dict[str, object]:
    """Moments as columns: `began` becomes `began_at` and `began_precision`."""
    columns: dict[str, object] = {}
    for name, when in moments.items():
        columns[f"{name}_at"] = when.at if when else None
        columns[f"{name}_precision"] = str(when.precision) if when else "minute"
    return columns
