"""What *Today* says to whoever approves lists: those that wait for a second person."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from lapwing.exchange.outbound import queries

MOST = 5


def panel(request: HttpRequest) -> dict[str, Any] | None:
    """The lists that somebody else asked for, the longest waiting first; None where there is none."""
    others = queries.waiting().exclude(recorded_by=request.seat.pk)  # type: ignore[attr-defined]
    waiting = list(others[:MOST])
    lines = [
        (f"{len(one.keys)} rows for “{one.recipient}” wait for a second person", f"{reverse('lists')}#list-{one.pk}")
        for one in waiting
    ]
    if len(waiting) == MOST and (more := others.count() - MOST) > 0:
        lines.append((f"{more} more: all of them", reverse("lists")))
    return {"lines": lines} if lines else None
