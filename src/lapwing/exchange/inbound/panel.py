"""What *Today* says to whoever reads files in: rows that could not be read, and rows that differ from
what somebody corrected by hand.
"""

from typing import Any

from django.http import HttpRequest
from django.template.defaultfilters import pluralize
from django.urls import reverse

from lapwing.exchange.inbound import differing, queries


def panel(request: HttpRequest) -> dict[str, Any] | None:
    """How many rows wait in quarantine, or for somebody to choose; None where there is none."""
    lines = []
    if number := queries.in_quarantine().count():
        words = f"{number} row{pluralize(number)} could not be read: each says why, and can be mended or set aside"
        lines.append((words, reverse("exchange_quarantine")))
    if number := differing.waiting().count():
        words = (
            f"{number} row{pluralize(number)} differ{pluralize(number, 's,')} from what was corrected by hand: choose"
        )
        lines.append((words, reverse("exchange_differing")))
    return {"lines": lines} if lines else None
