"""What *Today* says to whoever reads files in: rows that could not be read."""

from typing import Any

from django.http import HttpRequest
from django.template.defaultfilters import pluralize
from django.urls import reverse

from lapwing.exchange.inbound import queries


def panel(request: HttpRequest) -> dict[str, Any] | None:
    """How many rows wait in quarantine; None where there is none."""
    number = queries.in_quarantine().count()
    if not number:
        return None
    words = f"{number} row{pluralize(number)} could not be read: each says why, and can be mended or set aside"
    return {"lines": [(words, reverse("exchange_quarantine"))]}
