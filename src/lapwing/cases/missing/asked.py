"""What *Today* says to an independent interviewer: the children whom their team was asked to hear, and by when."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from lapwing.cases.missing import allotting, interviews, queries
from lapwing.people import queries as people

MOST = 8


def panel(_: HttpRequest) -> dict[str, Any] | None:
    """A line for each child who was not heard yet, the longest back first; None where nobody waits."""
    rows = allotting.asked_of_us()
    ended = {key for key, held in queries.interviews_of(row.pk for row in rows).items()
             if held[-1].status in interviews.CLOSED}  # fmt: skip
    waiting = [row for row in rows if row.pk not in ended]
    rows = waiting[:MOST]
    child_of = people.children_of(row.person for row in rows)
    known = people.summaries(child_of.values())
    lines = [
        (f"{known[child_of[row.person]].words}: {allotting.due_words(row)}", reverse("interview", args=[row.pk]))
        for row in rows
    ]
    if more := len(waiting) - len(rows):
        lines.append((f"{more} more: all of them", reverse("interviews_asked")))
    return {"lines": lines} if lines else None
