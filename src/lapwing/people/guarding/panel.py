"""What *Today* says to a custodian: searches that touched a sealed child, and wait for an answer. It names nobody."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from lapwing.access import circle

MOST = 5


def panel(_: HttpRequest) -> dict[str, Any] | None:
    """The searches that wait, the longest first; None where there is none."""
    touches = circle.waiting_touches()
    waiting = list(touches[:MOST])
    lines = [
        ("A search touched a child whom you keep: an answer is waited for", reverse("answer_touch", args=[one.pk]))
        for one in waiting
    ]
    if len(waiting) == MOST and (more := touches.count() - MOST) > 0:
        lines.append((f"{more} more: all of them", reverse("custody")))
    return {"lines": lines} if lines else None
